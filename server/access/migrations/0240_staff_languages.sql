-- SPDX-License-Identifier: Apache-2.0
-- In which languages a person speaks with clients. Nobody's are known before somebody enters them.
CREATE TABLE staff_language (
  staff    BLOB NOT NULL REFERENCES staff (id),
  language TEXT NOT NULL,
  PRIMARY KEY (staff, language)
) STRICT, WITHOUT ROWID;
