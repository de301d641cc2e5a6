-- SPDX-License-Identifier: Apache-2.0
-- Who a client is, as of now. The record number is what people say and print; nothing is deleted.
CREATE TABLE client (
  record_number        INTEGER PRIMARY KEY,
  id                   BLOB NOT NULL UNIQUE,
  revision             INTEGER NOT NULL,
  registered_at        INTEGER NOT NULL,
  legal_given          TEXT NOT NULL,
  legal_middle         TEXT NOT NULL,
  legal_family         TEXT NOT NULL,
  preferred_given      TEXT NOT NULL,
  preferred_family     TEXT NOT NULL,
  pronouns             TEXT NOT NULL,
  birth_date           TEXT NOT NULL,
  sex_for_insurance    TEXT NOT NULL,
  language             TEXT NOT NULL,
  residence            TEXT NOT NULL,
  address_line1        TEXT,
  address_line2        TEXT,
  city                 TEXT,
  state                TEXT,
  postal_code          TEXT,
  contact_name         TEXT,
  contact_relationship TEXT,
  contact_number       TEXT
) STRICT;
CREATE INDEX client_by_birth_date ON client (birth_date);

-- The national digits are kept forwards and backwards, so that a number is found from either end.
CREATE TABLE client_phone (
  client            INTEGER NOT NULL REFERENCES client (record_number),
  id                BLOB NOT NULL,
  kind              TEXT NOT NULL,
  number            TEXT NOT NULL,
  extension         TEXT NOT NULL,
  may_leave_message INTEGER NOT NULL,
  national          TEXT NOT NULL,
  national_reversed TEXT NOT NULL,
  PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_phone_by_national ON client_phone (national);
CREATE INDEX client_phone_by_reversed ON client_phone (national_reversed);

CREATE TABLE client_care_team (
  client INTEGER NOT NULL REFERENCES client (record_number),
  staff  BLOB NOT NULL,
  role   TEXT NOT NULL,
  PRIMARY KEY (client, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_care_team_by_staff ON client_care_team (staff);

-- Every value that was ever replaced, by whom and when. Rows are only ever added.
CREATE TABLE client_change (
  number        INTEGER PRIMARY KEY,
  client        INTEGER NOT NULL REFERENCES client (record_number),
  revision      INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB NOT NULL,
  person_name   TEXT NOT NULL,
  terminal_name TEXT NOT NULL,
  field         TEXT NOT NULL,
  old_value     TEXT NOT NULL,
  new_value     TEXT NOT NULL
) STRICT;
CREATE INDEX client_change_by_client ON client_change (client, number);

-- The index of names (shared/rules/client_search.h): every different word, how many clients have
-- it, its typo keys, and whose it is. A word that nobody has any more is removed.
CREATE TABLE name_word (
  id      INTEGER PRIMARY KEY,
  word    TEXT NOT NULL UNIQUE,
  clients INTEGER NOT NULL
) STRICT;
CREATE TABLE name_word_typo (
  key  TEXT NOT NULL,
  word INTEGER NOT NULL REFERENCES name_word (id),
  PRIMARY KEY (key, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_typo_by_word ON name_word_typo (word);
CREATE TABLE client_word (
  word   INTEGER NOT NULL REFERENCES name_word (id),
  client INTEGER NOT NULL REFERENCES client (record_number),
  PRIMARY KEY (word, client)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_word_by_client ON client_word (client);
