-- SPDX-License-Identifier: Apache-2.0
-- A service says which parts of a clinician's hours it fits into (words with a blank between; none:
-- all that are for visits), and how long nobody is booked after it.
ALTER TABLE service ADD COLUMN buffer_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN fits TEXT NOT NULL DEFAULT '';
ALTER TABLE clinic_rules ADD COLUMN crisis_release_hours INTEGER NOT NULL DEFAULT 24;

-- Until when clinician and room are held: the end and the buffer that its service had when it was
-- booked. A buffer that is changed later does not make what stands collide.
ALTER TABLE appointment ADD COLUMN holds_to INTEGER NOT NULL DEFAULT 0;
UPDATE appointment SET holds_to = end_at;
DROP INDEX appointment_of_clinician;
DROP INDEX appointment_of_room;
CREATE INDEX appointment_of_clinician ON appointment (clinician, start_at, end_at, holds_to)
  WHERE holds_time = 1;
CREATE INDEX appointment_of_room ON appointment (room, start_at, end_at, holds_to)
  WHERE holds_time = 1;

-- What stood against a booking and was overridden (words with a blank between), and why.
ALTER TABLE appointment_step ADD COLUMN overridden TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment_step ADD COLUMN override_reason TEXT NOT NULL DEFAULT '';
