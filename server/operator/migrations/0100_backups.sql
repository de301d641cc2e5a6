-- SPDX-License-Identifier: Apache-2.0
-- After how many hours without a good backup the box says so. 26: for one every night.
ALTER TABLE box ADD COLUMN backup_within_hours INTEGER NOT NULL DEFAULT 26
  CHECK (backup_within_hours BETWEEN 1 AND 8784);

-- What every look at the box asks for, so that it reads no part of the chain for it.
CREATE INDEX audit_event_backups ON audit_event (number) WHERE action = 'box.backup';
CREATE INDEX audit_event_head_unknown ON audit_event (at) WHERE action = 'terminal.head_unknown';
