-- SPDX-License-Identifier: Apache-2.0
-- Safety alerts. Escalation and acknowledgement are filled in once and never changed afterwards.
CREATE TABLE alert (
  id                 BLOB PRIMARY KEY,
  client             BLOB NOT NULL REFERENCES client (id),
  source             TEXT NOT NULL,
  questionnaire      BLOB NOT NULL,
  appointment        BLOB,
  raised_at          INTEGER NOT NULL,
  escalation         TEXT,
  escalated_at       INTEGER,
  acknowledged_at    INTEGER,
  acknowledged_by    BLOB,
  acknowledged_name  TEXT,
  action             TEXT,
  words              TEXT,
  handed_to          BLOB,
  handed_to_name     TEXT
) STRICT;
CREATE UNIQUE INDEX alert_pending_by_questionnaire ON alert (questionnaire)
  WHERE acknowledged_at IS NULL;
CREATE INDEX alert_pending ON alert (raised_at) WHERE acknowledged_at IS NULL;
CREATE INDEX alert_by_client ON alert (client, raised_at);
CREATE TRIGGER alert_is_never_deleted BEFORE DELETE ON alert
BEGIN SELECT RAISE(ABORT, 'an alert is never deleted'); END;
CREATE TRIGGER alert_acknowledged_stays BEFORE UPDATE ON alert WHEN OLD.acknowledged_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an acknowledged alert never changes'); END;

-- For whom an alert was meant when it was raised.
CREATE TABLE alert_intended (
  alert BLOB NOT NULL REFERENCES alert (id),
  staff BLOB NOT NULL,
  PRIMARY KEY (alert, staff)
) STRICT, WITHOUT ROWID;

-- Who opened it. They may open the chart until a day after the acknowledgement.
CREATE TABLE alert_opening (
  alert  BLOB NOT NULL REFERENCES alert (id),
  staff  BLOB NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (alert, staff)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_opening_by_staff ON alert_opening (staff);

CREATE TABLE alert_told (
  alert   BLOB NOT NULL REFERENCES alert (id),
  at      INTEGER NOT NULL,
  by      BLOB NOT NULL,
  by_name TEXT NOT NULL,
  whom    TEXT NOT NULL
) STRICT;
CREATE INDEX alert_told_by_alert ON alert_told (alert);
