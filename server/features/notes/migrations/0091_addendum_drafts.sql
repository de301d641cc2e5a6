-- SPDX-License-Identifier: Apache-2.0
-- An addendum in writing is a draft of its own: a note that follows another. And a draft without
-- words that was begun by mistake is not listed any more; nothing is deleted.
ALTER TABLE note ADD COLUMN parent BLOB REFERENCES note (id);
ALTER TABLE note ADD COLUMN discarded_at INTEGER;
DROP INDEX note_of_visit;
CREATE UNIQUE INDEX note_of_visit ON note (appointment, author) WHERE parent IS NULL;
DROP INDEX note_by_client;
CREATE INDEX note_by_client ON note (client, visit_start, id)
WHERE parent IS NULL AND discarded_at IS NULL;
CREATE UNIQUE INDEX note_addendum_draft ON note (parent, author)
WHERE parent IS NOT NULL AND state = 'draft';
CREATE INDEX note_addenda_in_writing ON note (client, author)
WHERE parent IS NOT NULL AND state = 'draft';
CREATE TRIGGER note_signed_follows BEFORE UPDATE ON note
WHEN OLD.state = 'signed'
  AND (NEW.parent IS NOT OLD.parent OR NEW.discarded_at IS NOT OLD.discarded_at)
BEGIN SELECT RAISE(ABORT, 'a signed note never changes'); END;
