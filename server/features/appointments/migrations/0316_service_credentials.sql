-- SPDX-License-Identifier: Apache-2.0
-- Which credentials may give the service, with a comma between; empty: anybody's.
ALTER TABLE service ADD COLUMN credentials TEXT NOT NULL DEFAULT '';
