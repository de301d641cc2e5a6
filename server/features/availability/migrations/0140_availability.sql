-- SPDX-License-Identifier: Apache-2.0
-- When somebody can be booked. Each table holds every revision of its records; rows are only ever
-- added, and of each record the newest is marked. Whoever made it has no person: the operator.
CREATE TABLE clinician_hours (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  clinician     BLOB NOT NULL REFERENCES staff (id),
  first_day     TEXT NOT NULL,
  last_day      TEXT,
  withdrawn     INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX clinician_hours_standing ON clinician_hours (clinician, first_day) WHERE newest = 1;

-- The week of a revision. Minutes since midnight on the wall; weekday 1 is Monday.
CREATE TABLE clinician_hours_block (
  hours        BLOB NOT NULL,
  revision     INTEGER NOT NULL,
  weekday      INTEGER NOT NULL,
  start_minute INTEGER NOT NULL,
  end_minute   INTEGER NOT NULL,
  slot_type    TEXT NOT NULL,
  PRIMARY KEY (hours, revision, weekday, start_minute),
  FOREIGN KEY (hours, revision) REFERENCES clinician_hours (id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_off (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  clinician     BLOB NOT NULL REFERENCES staff (id),
  start_time    TEXT NOT NULL,
  end_time      TEXT NOT NULL,
  kind          TEXT NOT NULL,
  cancelled     INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_off_standing ON time_off (clinician, start_time) WHERE newest = 1;

CREATE TABLE closed_day (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  day           TEXT NOT NULL,
  name          TEXT NOT NULL,
  reopened      INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX closed_day_standing ON closed_day (day) WHERE newest = 1;
CREATE UNIQUE INDEX closed_day_once ON closed_day (day) WHERE newest = 1 AND reopened = 0;

CREATE TABLE clinician_cap (
  clinician     BLOB NOT NULL REFERENCES staff (id),
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  visits_a_day  INTEGER,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (clinician, revision)
) STRICT, WITHOUT ROWID;
