-- SPDX-License-Identifier: Apache-2.0
-- A check-in by somebody else than its client: it stands again under the right one.
CREATE TABLE check_in_correction (
  check_in          BLOB PRIMARY KEY REFERENCES check_in (id),
  moved_to          BLOB NOT NULL UNIQUE REFERENCES check_in (id),
  corrected_at      INTEGER NOT NULL,
  corrected_by      BLOB NOT NULL,
  corrected_by_name TEXT NOT NULL,
  reason            TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER check_in_correction_stays BEFORE UPDATE ON check_in_correction
BEGIN SELECT RAISE(ABORT, 'a correction never changes'); END;
CREATE TRIGGER check_in_correction_is_never_deleted BEFORE DELETE ON check_in_correction
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;

-- A signature of somebody else. The row of the signature stays as it is.
CREATE TABLE consent_void (
  consent      BLOB PRIMARY KEY REFERENCES consent (id),
  void_at      INTEGER NOT NULL,
  void_by      BLOB NOT NULL,
  void_by_name TEXT NOT NULL,
  reason       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_void_stays BEFORE UPDATE ON consent_void
BEGIN SELECT RAISE(ABORT, 'a void signature stays void'); END;
CREATE TRIGGER consent_void_is_never_deleted BEFORE DELETE ON consent_void
BEGIN SELECT RAISE(ABORT, 'a void signature stays void'); END;

CREATE INDEX check_in_by_appointment ON check_in (appointment);
CREATE INDEX proposal_by_check_in ON proposal (check_in);
CREATE INDEX consent_by_check_in ON consent (check_in);
CREATE INDEX help_call_by_check_in ON help_call (check_in);
