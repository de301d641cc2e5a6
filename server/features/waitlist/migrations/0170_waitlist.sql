-- SPDX-License-Identifier: Apache-2.0
-- Who waits for a visit. Every revision of each entry; rows are only ever added, and the newest is
-- marked. requested_at is the clinic's clock, first_contact the instant that it means. rank orders
-- the list: 0 cannot wait. weekdays: figures with a blank between, none for any.
CREATE TABLE wait_entry (
  id            BLOB NOT NULL,
  revision      INTEGER NOT NULL,
  newest        INTEGER NOT NULL,
  client        BLOB NOT NULL REFERENCES client (id),
  service       BLOB NOT NULL REFERENCES service (id),
  clinician     BLOB REFERENCES staff (id),
  priority      TEXT NOT NULL,
  rank          INTEGER NOT NULL,
  risk          TEXT NOT NULL,
  requested_at  TEXT NOT NULL,
  first_contact INTEGER NOT NULL,
  weekdays      TEXT NOT NULL,
  from_minute   INTEGER,
  until_minute  INTEGER,
  note          TEXT NOT NULL,
  state         TEXT NOT NULL,
  how           TEXT,
  reason        TEXT NOT NULL,
  appointment   BLOB REFERENCES appointment (id),
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL,
  PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX wait_entry_waiting ON wait_entry (rank, first_contact, id)
  WHERE newest = 1 AND state = 'waiting';
CREATE INDEX wait_entry_of_client ON wait_entry (client) WHERE newest = 1;
CREATE INDEX wait_entry_by_contact ON wait_entry (first_contact) WHERE newest = 1;
CREATE UNIQUE INDEX wait_entry_once ON wait_entry (client, service)
  WHERE newest = 1 AND state = 'waiting';

-- Tries to reach the client. Rows are only ever added.
CREATE TABLE wait_try (
  id            BLOB PRIMARY KEY,
  entry         BLOB NOT NULL,
  way           TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  note          TEXT NOT NULL,
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX wait_try_of_entry ON wait_try (entry, at, id);

-- Times that were offered. An offer without an answer ends by the clock.
CREATE TABLE wait_offer (
  id            BLOB PRIMARY KEY,
  entry         BLOB NOT NULL,
  clinician     BLOB NOT NULL REFERENCES staff (id),
  room          BLOB REFERENCES room (id),
  start         TEXT NOT NULL,
  minutes       INTEGER NOT NULL,
  start_at      INTEGER NOT NULL,
  end_at        INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  answer        TEXT NOT NULL,
  answered_at   INTEGER,
  reason        TEXT NOT NULL,
  appointment   BLOB REFERENCES appointment (id),
  at            INTEGER NOT NULL,
  person        BLOB,
  person_name   TEXT NOT NULL,
  terminal      BLOB,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX wait_offer_of_entry ON wait_offer (entry, at, id);
CREATE INDEX wait_offer_open ON wait_offer (clinician, start_at) WHERE answer = 'open';

CREATE TABLE wait_standards (
  only                  INTEGER PRIMARY KEY CHECK (only = 1),
  emergent_hours        INTEGER NOT NULL,
  urgent_hours          INTEGER NOT NULL,
  routine_business_days INTEGER NOT NULL
) STRICT;
INSERT INTO wait_standards (only, emergent_hours, urgent_hours, routine_business_days)
  VALUES (1, 3, 48, 10);
