-- SPDX-License-Identifier: Apache-2.0
-- What somebody is called by in the waiting room, on the day of the appointment only.
ALTER TABLE appointment ADD COLUMN queue_token TEXT;
CREATE UNIQUE INDEX appointment_by_token ON appointment (day, queue_token)
  WHERE queue_token IS NOT NULL;

-- What the cards of the flow board call a client.
ALTER TABLE clinic_rules ADD COLUMN card_name TEXT NOT NULL DEFAULT 'first_name';
