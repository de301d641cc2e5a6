-- SPDX-License-Identifier: Apache-2.0
-- Parts of a clinician's week in which a further visit may be booked over one that stands.
ALTER TABLE clinician_hours_block ADD COLUMN overbook INTEGER NOT NULL DEFAULT 0;
