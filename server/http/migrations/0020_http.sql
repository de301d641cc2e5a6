-- SPDX-License-Identifier: Apache-2.0
-- Replies kept with their idempotency keys for 30 days, so that a retry is answered and not done again.
CREATE TABLE kept_reply (
  device       BLOB NOT NULL,
  key          BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  reply        TEXT NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (device, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_reply_by_time ON kept_reply (at);

-- What changed, for terminals that follow along. It says that something changed and where to look,
-- never what it holds: the terminal asks again, through its own permissions.
CREATE TABLE live_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  record BLOB
) STRICT;
CREATE INDEX live_event_by_time ON live_event (at);
