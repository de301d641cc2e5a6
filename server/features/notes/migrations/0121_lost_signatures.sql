-- SPDX-License-Identifier: Apache-2.0
-- Notes that were signed on a box that was lost and came back as drafts: their authors are told.
CREATE TABLE note_lost_signature (
  note      BLOB PRIMARY KEY REFERENCES note (id),
  signed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
