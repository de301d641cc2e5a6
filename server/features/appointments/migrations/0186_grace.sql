-- SPDX-License-Identifier: Apache-2.0
-- So long after the start nobody is late, and nobody is taken for a no-show.
ALTER TABLE clinic_rules ADD COLUMN grace_minutes INTEGER NOT NULL DEFAULT 15;
