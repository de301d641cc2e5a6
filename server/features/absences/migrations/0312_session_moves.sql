-- SPDX-License-Identifier: Apache-2.0
-- A session of several that was moved has a list of whom to tell like an absence: from_time and until_time
-- are when it was before, and of its lists the one of the highest revision holds. `knew` is when the
-- client thinks that it is; without one they know of none.
ALTER TABLE absence ADD COLUMN meeting BLOB REFERENCES meeting (id);
ALTER TABLE absence ADD COLUMN meeting_revision INTEGER;
ALTER TABLE absence_visit ADD COLUMN knew TEXT;
CREATE UNIQUE INDEX absence_of_meeting ON absence (meeting, meeting_revision)
  WHERE meeting IS NOT NULL;
