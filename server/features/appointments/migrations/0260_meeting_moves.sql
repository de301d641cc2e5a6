-- SPDX-License-Identifier: Apache-2.0
-- When a session of several was to be, after each booking and move. Steps from before have none:
-- until then no session was moved.
ALTER TABLE meeting_step ADD COLUMN start TEXT;
ALTER TABLE meeting_step ADD COLUMN minutes INTEGER;
