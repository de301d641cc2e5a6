-- SPDX-License-Identifier: Apache-2.0
-- What the book is made of. Nothing is deleted: what is retired stays for what it was used for.
CREATE TABLE room (
  id      BLOB PRIMARY KEY,
  name    TEXT NOT NULL,
  retired INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX room_by_name ON room (name COLLATE NOCASE) WHERE retired = 0;

CREATE TABLE service (
  id      BLOB PRIMARY KEY,
  name    TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  retired INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX service_by_name ON service (name COLLATE NOCASE) WHERE retired = 0;
INSERT INTO service (id, name, minutes, retired) VALUES
  (x'01900000000070008000000000000001', 'Therapy', 55, 0),
  (x'01900000000070008000000000000002', 'Intake', 90, 0),
  (x'01900000000070008000000000000003', 'Medication check', 20, 0),
  (x'01900000000070008000000000000004', 'Case management', 30, 0);

CREATE TABLE clinic_rules (
  only                        INTEGER PRIMARY KEY CHECK (only = 1),
  cancellation_notice_minutes INTEGER NOT NULL
) STRICT;
INSERT INTO clinic_rules (only, cancellation_notice_minutes) VALUES (1, 1440);

-- Appointments as they stand now. What a person said (start on the clinic's clock, minutes, zone) is
-- the truth; start_at and end_at are computed from it. holds_time is that of the state.
CREATE TABLE appointment (
  id             BLOB PRIMARY KEY,
  revision       INTEGER NOT NULL,
  client         BLOB NOT NULL REFERENCES client (id),
  clinician      BLOB NOT NULL REFERENCES staff (id),
  room           BLOB REFERENCES room (id),
  service        BLOB NOT NULL REFERENCES service (id),
  day            TEXT NOT NULL,
  start          TEXT NOT NULL,
  minutes        INTEGER NOT NULL,
  zone           TEXT NOT NULL,
  start_at       INTEGER NOT NULL,
  end_at         INTEGER NOT NULL,
  time_shifted   INTEGER NOT NULL,
  state          TEXT NOT NULL,
  holds_time     INTEGER NOT NULL,
  state_since    INTEGER NOT NULL,
  arrived_at     INTEGER,
  walk_in        INTEGER NOT NULL,
  notice_minutes INTEGER,
  moved_from     BLOB REFERENCES appointment (id),
  moved_to       BLOB REFERENCES appointment (id)
) STRICT;
CREATE INDEX appointment_by_day ON appointment (day, start_at, id);
CREATE INDEX appointment_by_client ON appointment (client, start_at, id);
CREATE INDEX appointment_of_clinician ON appointment (clinician, start_at) WHERE holds_time = 1;
CREATE INDEX appointment_of_room ON appointment (room, start_at) WHERE holds_time = 1;

-- Every step, by whom and where. Rows are only ever added. No person: the client, in the lobby.
CREATE TABLE appointment_step (
  appointment   BLOB NOT NULL REFERENCES appointment (id),
  revision      INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  step          TEXT NOT NULL,
  from_state    TEXT,
  to_state      TEXT NOT NULL,
  clinician     BLOB NOT NULL,
  room          BLOB,
  reason        TEXT NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB NOT NULL,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (appointment, revision)
) STRICT, WITHOUT ROWID;

-- Whether a session has opened a day already: looking at it again is covered by that event.
CREATE INDEX audit_event_day_opened ON audit_event (session, record) WHERE action = 'day.open';
