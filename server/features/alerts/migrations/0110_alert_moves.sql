-- SPDX-License-Identifier: Apache-2.0
-- An alert whose answers were another person's. It stands for nothing any more; another one, under
-- the right name, stands for it. The row of the alert itself stays as it was.
CREATE TABLE alert_move (
  alert         BLOB PRIMARY KEY REFERENCES alert (id),
  moved_to      BLOB NOT NULL REFERENCES alert (id),
  moved_at      INTEGER NOT NULL,
  moved_by      BLOB NOT NULL,
  moved_by_name TEXT NOT NULL,
  reason        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_move_by_target ON alert_move (moved_to);
CREATE TRIGGER alert_move_stays BEFORE UPDATE ON alert_move
BEGIN SELECT RAISE(ABORT, 'a move never changes'); END;
CREATE TRIGGER alert_move_is_never_deleted BEFORE DELETE ON alert_move
BEGIN SELECT RAISE(ABORT, 'a move is never deleted'); END;
CREATE INDEX alert_by_questionnaire ON alert (questionnaire);
