-- SPDX-License-Identifier: Apache-2.0
-- What was done of the book at once because somebody is away (no clinician: because the clinic is
-- closed). from_time and until_time are the clinic's clock. Rows are only ever added.
CREATE TABLE absence (
  id            BLOB PRIMARY KEY,
  clinician     BLOB REFERENCES staff (id),
  from_time     TEXT NOT NULL,
  until_time    TEXT NOT NULL,
  reason        TEXT NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX absence_latest ON absence (at, id);

-- Its visits whose clients are to be told.
CREATE TABLE absence_visit (
  absence     BLOB NOT NULL REFERENCES absence (id),
  appointment BLOB NOT NULL REFERENCES appointment (id),
  client      BLOB NOT NULL REFERENCES client (id),
  fate        TEXT NOT NULL,
  PRIMARY KEY (absence, appointment)
) STRICT, WITHOUT ROWID;

-- Tries to reach a client after it.
CREATE TABLE absence_try (
  id            BLOB PRIMARY KEY,
  absence       BLOB NOT NULL REFERENCES absence (id),
  client        BLOB NOT NULL REFERENCES client (id),
  way           TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  note          TEXT NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX absence_try_of_client ON absence_try (absence, client, at, id);
