-- SPDX-License-Identifier: Apache-2.0
-- What is taken when is read from the index alone: "first free" goes through a year of it.
DROP INDEX appointment_with_resources;
CREATE INDEX appointment_with_resources ON appointment (start_at, end_at, meeting, resources)
  WHERE holds_time = 1 AND resources <> '';
