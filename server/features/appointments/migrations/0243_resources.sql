-- SPDX-License-Identifier: Apache-2.0
-- Interpreters and equipment, which a visit takes besides clinician and room. Nothing is deleted.
-- languages: words with a blank between; of equipment none.
CREATE TABLE resource (
  id        BLOB PRIMARY KEY,
  revision  INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  name      TEXT NOT NULL,
  languages TEXT NOT NULL,
  retired   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX resource_by_name ON resource (name COLLATE NOCASE) WHERE retired = 0;

-- What a visit takes, and took after each step: ids with a blank between.
ALTER TABLE appointment ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment_step ADD COLUMN resources TEXT NOT NULL DEFAULT '';
CREATE INDEX appointment_with_resources ON appointment (start_at, end_at)
  WHERE holds_time = 1 AND resources <> '';
