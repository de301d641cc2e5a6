-- SPDX-License-Identifier: Apache-2.0
-- The chain. One row an event; rows are only ever added.
CREATE TABLE audit_event (
  number        INTEGER PRIMARY KEY,
  epoch         INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  device        BLOB,
  person        BLOB,
  session       BLOB,
  system_user   TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  action        TEXT NOT NULL,
  client        BLOB,
  record        BLOB,
  reason        TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  detail        TEXT NOT NULL,
  previous_hash BLOB NOT NULL,
  hash          BLOB NOT NULL,
  mac           BLOB NOT NULL
) STRICT;
CREATE INDEX audit_event_by_client ON audit_event (client, number) WHERE client IS NOT NULL;
CREATE INDEX audit_event_by_person ON audit_event (person, number) WHERE person IS NOT NULL;
CREATE INDEX audit_event_by_device ON audit_event (device, number) WHERE device IS NOT NULL;
CREATE INDEX audit_event_by_time ON audit_event (at);

-- Typing: the saves within an open span need no event of their own.
CREATE TABLE audit_span (
  id         BLOB PRIMARY KEY,
  opened_by  INTEGER NOT NULL REFERENCES audit_event (number),
  device     BLOB NOT NULL,
  person     BLOB NOT NULL,
  session    BLOB NOT NULL,
  client     BLOB,
  record     BLOB NOT NULL,
  saves      INTEGER NOT NULL,
  closed_by  INTEGER REFERENCES audit_event (number)
) STRICT;
CREATE INDEX audit_span_open_by_session ON audit_span (session) WHERE closed_by IS NULL;

-- The box's own secrets: they lie in the encrypted store and nowhere else.
CREATE TABLE vault (
  name   TEXT PRIMARY KEY,
  secret BLOB NOT NULL
) STRICT;
