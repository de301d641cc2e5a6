-- SPDX-License-Identifier: Apache-2.0
-- Visits that come again by a rule. Every revision of a series stays; of each series the newest is
-- marked. What a person said (start on the clinic's clock, zone, rule) is the truth.
CREATE TABLE series (
  id              BLOB NOT NULL,
  revision        INTEGER NOT NULL,
  newest          INTEGER NOT NULL,
  client          BLOB NOT NULL REFERENCES client (id),
  service         BLOB NOT NULL REFERENCES service (id),
  clinician       BLOB NOT NULL REFERENCES staff (id),
  room            BLOB REFERENCES room (id),
  minutes         INTEGER NOT NULL,
  start           TEXT NOT NULL,
  zone            TEXT NOT NULL,
  rule            TEXT NOT NULL,
  last_day        TEXT,
  ends_before     TEXT,
  what            TEXT NOT NULL,
  reason          TEXT NOT NULL,
  override_reason TEXT NOT NULL,
  at              INTEGER NOT NULL,
  person          BLOB,
  person_name     TEXT NOT NULL,
  terminal        BLOB,
  terminal_name   TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_by_client ON series (client, id) WHERE newest = 1;

-- How each date of a series stands, since one revision and until another outdates it. Rows are only
-- added, and outdated. No appointment: taken out, skipped, or kept out of the book because something
-- stood in its way (place or conflict, from, to). clinician and room are what the series gave its
-- visit.
CREATE TABLE series_date (
  series      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  date        TEXT NOT NULL,
  since       INTEGER NOT NULL,
  outdated_by INTEGER,
  ended       TEXT,
  standing    TEXT NOT NULL,
  appointment BLOB REFERENCES appointment (id),
  clinician   BLOB NOT NULL,
  room        BLOB,
  by_hand     INTEGER NOT NULL,
  before      INTEGER,
  revives     INTEGER,
  place       TEXT,
  conflict    TEXT,
  in_way_from TEXT,
  in_way_to   TEXT,
  reason      TEXT NOT NULL,
  PRIMARY KEY (series, number),
  FOREIGN KEY (series, since) REFERENCES series (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_date_standing ON series_date (series, date) WHERE outdated_by IS NULL;
CREATE INDEX series_date_colliding ON series_date (date)
  WHERE outdated_by IS NULL AND standing = 'collides';
CREATE INDEX series_date_of_appointment ON series_date (appointment) WHERE outdated_by IS NULL;
