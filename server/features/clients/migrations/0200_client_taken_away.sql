-- SPDX-License-Identifier: Apache-2.0
-- Clients who came in with the clinic's former book, which was then taken back: whose number it was,
-- so that it is never given again and the audit trail can still be asked for it.
CREATE TABLE client_taken_away (
  record_number INTEGER PRIMARY KEY,
  id            BLOB NOT NULL UNIQUE,
  at            INTEGER NOT NULL
) STRICT;
