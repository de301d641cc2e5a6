-- SPDX-License-Identifier: Apache-2.0
-- The day board asks of each of its rows.
CREATE INDEX questionnaire_by_appointment ON questionnaire (appointment);
