-- SPDX-License-Identifier: Apache-2.0
-- Every record that a terminal ever brought home from its spool. Rows stay for good: they are what
-- makes a record count once.
CREATE TABLE spool_record (
  id           BLOB PRIMARY KEY,
  sealed_hash  BLOB NOT NULL,
  delivered_by BLOB NOT NULL REFERENCES device (id),
  delivered_at INTEGER NOT NULL,
  outcome      TEXT NOT NULL CHECK (outcome IN ('applied', 'sibling', 'quarantined'))
) STRICT;

-- What was not applied, for the privacy officer. `content` is the record (JSON), or as it came
-- (sealed) where it could not be opened or its signature is not the terminal's. Never deleted.
CREATE TABLE spool_quarantine (
  record     BLOB PRIMARY KEY REFERENCES spool_record (id),
  reason     TEXT NOT NULL,
  is_opened  INTEGER NOT NULL,
  device     BLOB,
  author     BLOB,
  kind       TEXT NOT NULL,
  written_at INTEGER,
  content    BLOB NOT NULL
) STRICT;
