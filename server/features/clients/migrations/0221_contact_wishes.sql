-- SPDX-License-Identifier: Apache-2.0
-- How a client asks to be reached, every version of it; the highest revision holds. Rows are only
-- ever added.
CREATE TABLE contact_wishes (
  client         BLOB NOT NULL REFERENCES client (id),
  revision       INTEGER NOT NULL,
  preferred      TEXT NOT NULL,
  calling        TEXT NOT NULL,
  messages       TEXT NOT NULL,
  writing        TEXT NOT NULL,
  letter_says    TEXT NOT NULL,
  ask_for        TEXT NOT NULL,
  other_number   TEXT,
  other_message  INTEGER NOT NULL,
  address_line1  TEXT,
  address_line2  TEXT,
  city           TEXT,
  state          TEXT,
  postal_code    TEXT,
  at             INTEGER NOT NULL,
  person         BLOB,
  person_name    TEXT NOT NULL,
  terminal       BLOB,
  terminal_name  TEXT NOT NULL,
  PRIMARY KEY (client, revision)
) STRICT, WITHOUT ROWID;
