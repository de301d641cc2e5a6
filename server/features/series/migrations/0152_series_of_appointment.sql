-- SPDX-License-Identifier: Apache-2.0
-- A visit that a series has cancelled still tells which series it was of.
DROP INDEX series_date_of_appointment;
CREATE INDEX series_date_of_appointment ON series_date (appointment, number);
