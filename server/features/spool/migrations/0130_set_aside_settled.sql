-- SPDX-License-Identifier: Apache-2.0
-- What the privacy officer said became of what was set aside. Once, and for good; what the box put
-- into its place by itself has `settled` instead.
ALTER TABLE spool_quarantine ADD COLUMN settlement TEXT
  CHECK (settlement IN ('entered_by_hand', 'not_needed'));
ALTER TABLE spool_quarantine ADD COLUMN settled_by BLOB REFERENCES staff (id);
ALTER TABLE spool_quarantine ADD COLUMN settled_by_name TEXT;
ALTER TABLE spool_quarantine ADD COLUMN settled_reason TEXT;
CREATE INDEX spool_record_by_time ON spool_record (delivered_at, id)
  WHERE outcome = 'quarantined';
CREATE TRIGGER spool_quarantine_is_never_deleted BEFORE DELETE ON spool_quarantine
BEGIN SELECT RAISE(ABORT, 'what was set aside is never deleted'); END;
CREATE TRIGGER spool_quarantine_settled_stays BEFORE UPDATE ON spool_quarantine
WHEN OLD.settled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was settled never changes'); END;
CREATE TRIGGER spool_quarantine_words_stay
BEFORE UPDATE OF record, reason, is_opened, device, author, kind, written_at, content
ON spool_quarantine
BEGIN SELECT RAISE(ABORT, 'what was set aside never changes'); END;
