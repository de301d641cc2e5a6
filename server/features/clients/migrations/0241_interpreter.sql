-- SPDX-License-Identifier: Apache-2.0
-- Whether an interpreter is needed with somebody who does not speak the client's language.
ALTER TABLE client ADD COLUMN needs_interpreter INTEGER NOT NULL DEFAULT 0;
