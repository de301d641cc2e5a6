-- SPDX-License-Identifier: Apache-2.0
-- Whether a visit is in the clinic, by video or by telephone; what has been until now was in the clinic.
ALTER TABLE appointment ADD COLUMN modality TEXT NOT NULL DEFAULT 'in_clinic';
ALTER TABLE appointment_step ADD COLUMN modality TEXT NOT NULL DEFAULT 'in_clinic';
