-- SPDX-License-Identifier: Apache-2.0
-- Groups and who belongs to them: every revision of each record; rows are only ever added, and of
-- each record the newest is marked. Minutes since midnight on the wall; weekday 1 is Monday.
CREATE TABLE therapy_group (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  name          TEXT NOT NULL,
  service       BLOB NOT NULL REFERENCES service (id),
  least         INTEGER NOT NULL,
  most          INTEGER NOT NULL,
  joining       TEXT NOT NULL,
  first_day     TEXT NOT NULL,
  last_day      TEXT,
  weekday       INTEGER NOT NULL,
  start_minute  INTEGER NOT NULL,
  minutes       INTEGER NOT NULL,
  room          BLOB REFERENCES room (id),
  retired       INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX therapy_group_by_name ON therapy_group (name COLLATE NOCASE)
  WHERE newest = 1 AND retired = 0;

-- The facilitators of a revision; place 0 leads.
CREATE TABLE therapy_group_facilitator (
  group_id  BLOB NOT NULL,
  revision  INTEGER NOT NULL,
  place     INTEGER NOT NULL,
  clinician BLOB NOT NULL REFERENCES staff (id),
  PRIMARY KEY (group_id, revision, place),
  FOREIGN KEY (group_id, revision) REFERENCES therapy_group (id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_membership (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  group_id      BLOB NOT NULL,
  client        BLOB NOT NULL REFERENCES client (id),
  join_day      TEXT NOT NULL,
  leave_day     TEXT,
  reason        TEXT NOT NULL,
  withdrawn     INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_membership_standing ON group_membership (group_id, join_day) WHERE newest = 1;

-- Which meetings of the book are sessions of which group.
CREATE TABLE group_session (
  meeting  BLOB PRIMARY KEY REFERENCES meeting (id),
  group_id BLOB NOT NULL,
  start_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX group_session_of_group ON group_session (group_id, start_at);
