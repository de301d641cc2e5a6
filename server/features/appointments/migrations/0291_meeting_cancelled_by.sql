-- SPDX-License-Identifier: Apache-2.0
-- Who called a session of several off: the clinic, or its clients themselves. Until now it was
-- always the clinic.
ALTER TABLE meeting ADD COLUMN cancelled_by TEXT;
ALTER TABLE meeting_step ADD COLUMN cancelled_by TEXT;

UPDATE meeting SET cancelled_by = 'clinic' WHERE state = 'cancelled';
UPDATE meeting_step SET cancelled_by = 'clinic' WHERE step = 'cancel';
