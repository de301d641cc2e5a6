-- SPDX-License-Identifier: Apache-2.0
-- Dates of a series besides those of its rule, on the clinic's clock, with a blank between.
ALTER TABLE series ADD COLUMN extra_dates TEXT NOT NULL DEFAULT '';
