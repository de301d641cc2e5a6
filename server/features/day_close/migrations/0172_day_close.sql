-- SPDX-License-Identifier: Apache-2.0
-- What somebody said of a day: closed, or open again. Every revision; rows are only ever added, and
-- the newest of each day is marked.
CREATE TABLE day_closing (
  day           TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  closed        INTEGER NOT NULL,
  reason        TEXT NOT NULL,
  left_open     INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (day, revision)
) STRICT, WITHOUT ROWID;
