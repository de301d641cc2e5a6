-- SPDX-License-Identifier: Apache-2.0
-- What a session of several takes, and took after each step: ids with a blank between. Its places
-- say the same and hold nothing of it. And the least that its group meets with: until now the group
-- alone said that.
ALTER TABLE meeting ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN least INTEGER;
ALTER TABLE meeting_step ADD COLUMN resources TEXT NOT NULL DEFAULT '';
CREATE INDEX meeting_with_resources ON meeting (start_at, end_at)
  WHERE holds_time = 1 AND resources <> '';

UPDATE meeting SET least = (SELECT g.least FROM group_session AS s
  JOIN therapy_group AS g ON g.id = s.group_id AND g.newest = 1 WHERE s.meeting = meeting.id);
