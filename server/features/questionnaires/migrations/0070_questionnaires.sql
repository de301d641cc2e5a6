-- SPDX-License-Identifier: Apache-2.0
-- A questionnaire of one visit, with what its answers come to so far (kept by every answer, so that
-- a trend is read without adding up).
CREATE TABLE questionnaire (
  id          BLOB PRIMARY KEY,
  client      BLOB NOT NULL REFERENCES client (id),
  instrument  TEXT NOT NULL,
  language    TEXT NOT NULL,
  device      BLOB NOT NULL,
  check_in    BLOB NOT NULL,
  appointment BLOB,
  begun_at    INTEGER NOT NULL,
  ended_at    INTEGER,
  ending      TEXT,
  answered    INTEGER NOT NULL,
  items       INTEGER NOT NULL,
  total       INTEGER,
  severity    TEXT,
  prorated    INTEGER NOT NULL,
  critical    TEXT NOT NULL,
  critical_was_above_zero INTEGER NOT NULL,
  function    INTEGER
) STRICT;
CREATE INDEX questionnaire_by_client ON questionnaire (client, id);
CREATE INDEX questionnaire_by_check_in ON questionnaire (check_in, id);
CREATE INDEX questionnaire_open ON questionnaire (device) WHERE ended_at IS NULL;

-- Every confirmed answer, in order. Rows are only ever added.
CREATE TABLE questionnaire_answer (
  questionnaire BLOB NOT NULL REFERENCES questionnaire (id),
  number        INTEGER NOT NULL,
  item          TEXT NOT NULL,
  kind          TEXT NOT NULL,
  points        INTEGER,
  confirmed_at  INTEGER NOT NULL,
  kept_at       INTEGER NOT NULL,
  PRIMARY KEY (questionnaire, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER questionnaire_answer_stays BEFORE UPDATE ON questionnaire_answer
BEGIN SELECT RAISE(ABORT, 'an answer never changes'); END;
CREATE TRIGGER questionnaire_answer_is_never_deleted BEFORE DELETE ON questionnaire_answer
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;

-- When an instrument is due at a visit: unless it was completed within so many days.
CREATE TABLE questionnaire_due_rule (
  instrument TEXT PRIMARY KEY,
  position   INTEGER NOT NULL,
  every_days INTEGER NOT NULL CHECK (every_days BETWEEN 0 AND 3650),
  enabled    INTEGER NOT NULL
) STRICT;
INSERT INTO questionnaire_due_rule (instrument, position, every_days, enabled)
  VALUES ('phq9', 1, 6, 1), ('gad7', 2, 6, 1);
