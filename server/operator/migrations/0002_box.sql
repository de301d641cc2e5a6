-- SPDX-License-Identifier: Apache-2.0
-- What this box is: one row.
CREATE TABLE box (
  only           INTEGER PRIMARY KEY CHECK (only = 1),
  store          BLOB NOT NULL,
  created        INTEGER NOT NULL,
  clinic         TEXT NOT NULL,
  zone           TEXT NOT NULL,    -- IANA name: the site's zone decides on civil times
  key_generation INTEGER NOT NULL  -- the highest generation of the key file that was seen
) STRICT;

-- Set-up codes, by hash (server/keys/set_up_code.h). A code is good until it was used or expires.
CREATE TABLE set_up_code (
  hash       BLOB PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
