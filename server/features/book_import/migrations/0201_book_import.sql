-- SPDX-License-Identifier: Apache-2.0
-- Each time that the clinic's former book came in, and what it made. Nothing of what stood in the
-- files.
CREATE TABLE book_import (
  number      INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  system_user TEXT NOT NULL,
  undone_at   INTEGER
) STRICT;

-- kind: 'client', 'appointment', 'series'. Rows are only ever added.
CREATE TABLE book_import_record (
  import INTEGER NOT NULL REFERENCES book_import (number),
  kind   TEXT NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (import, kind, record)
) STRICT, WITHOUT ROWID;
