-- SPDX-License-Identifier: Apache-2.0
-- What each visit of a series takes (ids with a blank between), what the series gave the visit of
-- a date, and which resource stood in the way where it was one.
ALTER TABLE series ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE series_date ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE series_date ADD COLUMN in_way_resource BLOB;
