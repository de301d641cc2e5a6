-- SPDX-License-Identifier: Apache-2.0
-- A questionnaire that somebody else had answered: entered in error here, and again, with its own
-- times, in the right record. Neither row is changed by it.
CREATE TABLE questionnaire_move (
  questionnaire BLOB PRIMARY KEY REFERENCES questionnaire (id),
  moved_to      BLOB NOT NULL UNIQUE REFERENCES questionnaire (id),
  moved_at      INTEGER NOT NULL,
  moved_by      BLOB NOT NULL,
  moved_by_name TEXT NOT NULL,
  reason        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER questionnaire_move_stays BEFORE UPDATE ON questionnaire_move
BEGIN SELECT RAISE(ABORT, 'a move never changes'); END;
CREATE TRIGGER questionnaire_move_is_never_deleted BEFORE DELETE ON questionnaire_move
BEGIN SELECT RAISE(ABORT, 'a move is never deleted'); END;
