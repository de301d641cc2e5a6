-- SPDX-License-Identifier: Apache-2.0
-- What a feature could not take yet, because another terminal has to bring something first: tried
-- again, in the order of the chain that was lost, each time something comes home. What found its
-- place so is settled; the row stays.
ALTER TABLE spool_quarantine ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spool_quarantine ADD COLUMN head_number INTEGER;
ALTER TABLE spool_quarantine ADD COLUMN tried_at INTEGER;
ALTER TABLE spool_quarantine ADD COLUMN settled_at INTEGER;
ALTER TABLE spool_quarantine ADD COLUMN settled TEXT CHECK (settled IN ('applied', 'sibling'));
CREATE INDEX spool_quarantine_waits ON spool_quarantine (tried_at) WHERE waits = 1;
