-- SPDX-License-Identifier: Apache-2.0
-- When it was said at the terminal, of a call for what came home later.
ALTER TABLE help_call ADD COLUMN said_at INTEGER;
