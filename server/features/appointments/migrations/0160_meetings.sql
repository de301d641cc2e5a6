-- SPDX-License-Identifier: Apache-2.0
-- How many clients have a seat in a room; none: they are not counted.
ALTER TABLE room ADD COLUMN seats INTEGER;

-- A session of several clients: of a group, a couple, a family. It holds the time of its clinicians
-- and its room; each of its clients has an appointment of their own that points here and holds the
-- client alone. start_at and end_at are computed, as in appointment; holds_time is 1 while it stands.
CREATE TABLE meeting (
  id           BLOB PRIMARY KEY,
  revision     INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  title        TEXT NOT NULL,
  service      BLOB NOT NULL REFERENCES service (id),
  room         BLOB REFERENCES room (id),
  day          TEXT NOT NULL,
  start        TEXT NOT NULL,
  minutes      INTEGER NOT NULL,
  zone         TEXT NOT NULL,
  start_at     INTEGER NOT NULL,
  end_at       INTEGER NOT NULL,
  holds_to     INTEGER NOT NULL,
  time_shifted INTEGER NOT NULL,
  state        TEXT NOT NULL,
  holds_time   INTEGER NOT NULL,
  state_since  INTEGER NOT NULL,
  most         INTEGER
) STRICT;
CREATE INDEX meeting_by_day ON meeting (day, start_at, id);
CREATE INDEX meeting_of_room ON meeting (room, start_at, end_at, holds_to) WHERE holds_time = 1;

-- Who leads it (place 0) and who helps, from a revision of the meeting to the one that put others in
-- their place. The time is the meeting's, here for the index; holds_time only of those who stand.
CREATE TABLE meeting_clinician (
  meeting       BLOB NOT NULL REFERENCES meeting (id),
  from_revision INTEGER NOT NULL,
  place         INTEGER NOT NULL,
  to_revision   INTEGER,
  clinician     BLOB NOT NULL REFERENCES staff (id),
  substitute    INTEGER NOT NULL,
  day           TEXT NOT NULL,
  start_at      INTEGER NOT NULL,
  end_at        INTEGER NOT NULL,
  holds_to      INTEGER NOT NULL,
  holds_time    INTEGER NOT NULL,
  PRIMARY KEY (meeting, from_revision, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_of_clinician ON meeting_clinician (clinician, start_at, end_at, holds_to)
  WHERE holds_time = 1;
CREATE INDEX meeting_clinician_by_day ON meeting_clinician (clinician, day)
  WHERE to_revision IS NULL;

-- Every step, by whom and where. Rows are only ever added.
CREATE TABLE meeting_step (
  meeting         BLOB NOT NULL REFERENCES meeting (id),
  revision        INTEGER NOT NULL,
  at              INTEGER NOT NULL,
  step            TEXT NOT NULL,
  state           TEXT NOT NULL,
  room            BLOB,
  reason          TEXT NOT NULL,
  person          BLOB,
  person_name     TEXT NOT NULL,
  terminal        BLOB,
  terminal_name   TEXT NOT NULL,
  overridden      TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  PRIMARY KEY (meeting, revision)
) STRICT, WITHOUT ROWID;

-- Of which meeting an appointment is a place, as what, and by how much its client came late.
ALTER TABLE appointment ADD COLUMN meeting BLOB REFERENCES meeting (id);
ALTER TABLE appointment ADD COLUMN part TEXT;
ALTER TABLE appointment ADD COLUMN late_minutes INTEGER;
ALTER TABLE appointment_step ADD COLUMN late_minutes INTEGER;
CREATE INDEX appointment_of_meeting ON appointment (meeting) WHERE meeting IS NOT NULL;
DROP INDEX appointment_of_clinician;
DROP INDEX appointment_of_room;
CREATE INDEX appointment_of_clinician ON appointment (clinician, start_at, end_at, holds_to)
  WHERE holds_time = 1 AND meeting IS NULL;
CREATE INDEX appointment_of_room ON appointment (room, start_at, end_at, holds_to)
  WHERE holds_time = 1 AND meeting IS NULL;
