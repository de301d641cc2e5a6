-- SPDX-License-Identifier: Apache-2.0
-- What stands on letters and slips for the clinic, every version of it.
CREATE TABLE letterhead (
  revision      INTEGER PRIMARY KEY,
  sender        TEXT NOT NULL,
  address_line1 TEXT NOT NULL,
  address_line2 TEXT NOT NULL,
  city          TEXT NOT NULL,
  state         TEXT NOT NULL,
  postal_code   TEXT NOT NULL,
  desk_phone    TEXT NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;

-- Tries to remind a client of visits of a day, and of which ones.
CREATE TABLE reminder_try (
  id            BLOB PRIMARY KEY,
  client        BLOB NOT NULL REFERENCES client (id),
  day           TEXT NOT NULL,
  way           TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  note          TEXT NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX reminder_try_of_day ON reminder_try (day, client, at, id);
CREATE TABLE reminder_try_visit (
  reminder_try BLOB NOT NULL REFERENCES reminder_try (id),
  appointment  BLOB NOT NULL REFERENCES appointment (id),
  PRIMARY KEY (reminder_try, appointment)
) STRICT, WITHOUT ROWID;
