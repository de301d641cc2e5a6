-- SPDX-License-Identifier: Apache-2.0
-- A note: one person's, of one visit. What lists show; the text lies in the tables below.
CREATE TABLE note (
  id            BLOB PRIMARY KEY,
  client        BLOB NOT NULL REFERENCES client (id),
  appointment   BLOB NOT NULL REFERENCES appointment (id),
  author        BLOB NOT NULL,
  visit_start   TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
  format        TEXT NOT NULL,
  author_name   TEXT NOT NULL,
  credential    TEXT NOT NULL,
  saved_at      INTEGER,
  signed_at     INTEGER,
  preview       TEXT NOT NULL,
  addenda       INTEGER NOT NULL,
  open_siblings INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX note_of_visit ON note (appointment, author);
CREATE INDEX note_by_client ON note (client, visit_start, id);
CREATE TRIGGER note_signed_stays BEFORE UPDATE ON note
WHEN OLD.state = 'signed' AND (
  NEW.id IS NOT OLD.id OR NEW.client IS NOT OLD.client OR NEW.appointment IS NOT OLD.appointment
  OR NEW.author IS NOT OLD.author OR NEW.visit_start IS NOT OLD.visit_start
  OR NEW.state IS NOT OLD.state OR NEW.format IS NOT OLD.format
  OR NEW.author_name IS NOT OLD.author_name OR NEW.credential IS NOT OLD.credential
  OR NEW.signed_at IS NOT OLD.signed_at OR NEW.preview IS NOT OLD.preview)
BEGIN SELECT RAISE(ABORT, 'a signed note never changes'); END;
CREATE TRIGGER note_is_never_deleted BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'a note is never deleted'); END;

-- The text of a draft as it is now, and the terminal that writes it. Gone when it is signed: then it
-- is in note_signed, byte for byte. `content`: docs/formats.md, "Note content".
CREATE TABLE note_draft (
  note         BLOB PRIMARY KEY REFERENCES note (id),
  number       INTEGER NOT NULL,
  revision     BLOB,
  saved_at     INTEGER,
  content      BLOB NOT NULL,
  kept_number  INTEGER NOT NULL,
  kept_at      INTEGER NOT NULL,
  kept_hash    BLOB NOT NULL,
  held_device  BLOB,
  held_session BLOB,
  held_name    TEXT NOT NULL,
  held_since   INTEGER,
  held_until   INTEGER,
  span         BLOB
) STRICT;

-- The newest saves of each note, so that one that comes twice counts once. `sibling`: it went there.
CREATE TABLE note_save (
  revision BLOB PRIMARY KEY,
  note     BLOB NOT NULL REFERENCES note (id),
  hash     BLOB NOT NULL,
  number   INTEGER NOT NULL,
  sibling  BLOB,
  at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_save_by_number ON note_save (note, number);

-- Kept revisions. Rows are only ever added.
CREATE TABLE note_revision (
  note        BLOB NOT NULL REFERENCES note (id),
  number      INTEGER NOT NULL,
  revision    BLOB NOT NULL,
  saved_at    INTEGER NOT NULL,
  kept_at     INTEGER NOT NULL,
  kept_for    TEXT NOT NULL,
  device_name TEXT NOT NULL,
  format      TEXT NOT NULL,
  length      INTEGER NOT NULL,
  hash        BLOB NOT NULL,
  content     BLOB NOT NULL,
  PRIMARY KEY (note, number)
) STRICT;
CREATE UNIQUE INDEX note_revision_by_id ON note_revision (note, revision);
CREATE TRIGGER note_revision_stays BEFORE UPDATE ON note_revision
BEGIN SELECT RAISE(ABORT, 'a kept revision never changes'); END;
CREATE TRIGGER note_revision_is_never_deleted BEFORE DELETE ON note_revision
BEGIN SELECT RAISE(ABORT, 'a kept revision is never deleted'); END;

-- Text that was typed while the draft went on without it. It grows while its terminal types on.
CREATE TABLE note_sibling (
  id            BLOB PRIMARY KEY,
  note          BLOB NOT NULL REFERENCES note (id),
  revision      BLOB NOT NULL,
  base          BLOB,
  device        BLOB NOT NULL,
  device_name   TEXT NOT NULL,
  written_at    INTEGER NOT NULL,
  arrived_at    INTEGER NOT NULL,
  after_signing INTEGER NOT NULL,
  length        INTEGER NOT NULL,
  content       BLOB NOT NULL,
  resolution    TEXT,
  resolved_at   INTEGER
) STRICT;
CREATE INDEX note_sibling_of ON note_sibling (note, id);
CREATE INDEX note_sibling_by_revision ON note_sibling (note, revision);
CREATE TRIGGER note_sibling_is_never_deleted BEFORE DELETE ON note_sibling
BEGIN SELECT RAISE(ABORT, 'what was typed is never deleted'); END;

-- What was signed. `signature`: docs/formats.md, "Signed note".
CREATE TABLE note_signed (
  note        BLOB PRIMARY KEY REFERENCES note (id),
  number      INTEGER NOT NULL,
  revision    BLOB NOT NULL,
  content     BLOB NOT NULL,
  hash        BLOB NOT NULL,
  signed_at   INTEGER NOT NULL,
  signer      BLOB NOT NULL,
  signer_name TEXT NOT NULL,
  credential  TEXT NOT NULL,
  signature   BLOB NOT NULL
) STRICT;
CREATE TRIGGER note_signed_never_changes BEFORE UPDATE ON note_signed
BEGIN SELECT RAISE(ABORT, 'a signed note never changes'); END;
CREATE TRIGGER note_signed_is_never_deleted BEFORE DELETE ON note_signed
BEGIN SELECT RAISE(ABORT, 'a signed note is never deleted'); END;

CREATE TABLE note_addendum (
  id          BLOB PRIMARY KEY,
  note        BLOB NOT NULL REFERENCES note_signed (note),
  position    INTEGER NOT NULL,
  text        TEXT NOT NULL,
  hash        BLOB NOT NULL,
  signed_at   INTEGER NOT NULL,
  signer      BLOB NOT NULL,
  signer_name TEXT NOT NULL,
  credential  TEXT NOT NULL,
  signature   BLOB NOT NULL,
  UNIQUE (note, position)
) STRICT;
CREATE TRIGGER note_addendum_never_changes BEFORE UPDATE ON note_addendum
BEGIN SELECT RAISE(ABORT, 'an addendum never changes'); END;
CREATE TRIGGER note_addendum_is_never_deleted BEFORE DELETE ON note_addendum
BEGIN SELECT RAISE(ABORT, 'an addendum is never deleted'); END;

-- Whether a session has looked at a day of its person's notes already.
CREATE INDEX audit_event_my_day_of_notes ON audit_event (session, record)
WHERE action = 'note.my_day';
