-- SPDX-License-Identifier: Apache-2.0
-- In which language somebody who waits is to be understood, by whom, and what the visit takes; and
-- what an offered visit takes. Ids with a blank between; none where nothing was said.
ALTER TABLE wait_entry ADD COLUMN language TEXT;
ALTER TABLE wait_entry ADD COLUMN language_by TEXT;
ALTER TABLE wait_entry ADD COLUMN resources TEXT;
ALTER TABLE wait_offer ADD COLUMN resources TEXT;
