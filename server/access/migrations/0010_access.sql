-- SPDX-License-Identifier: Apache-2.0
-- Terminals. A revoked one stays, because the audit chain names it.
CREATE TABLE device (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  station      TEXT NOT NULL,
  enrolled_at  INTEGER NOT NULL,
  revoked_at   INTEGER,
  last_seen_at INTEGER
) STRICT;
CREATE UNIQUE INDEX device_by_name ON device (name) WHERE revoked_at IS NULL;

-- Every certificate that was ever issued to a terminal. "next" waits for its first use, which makes
-- it "current" and the one before "retired".
CREATE TABLE device_certificate (
  fingerprint BLOB PRIMARY KEY,
  device      BLOB NOT NULL REFERENCES device (id),
  serial      TEXT NOT NULL,
  der         BLOB NOT NULL,
  issued_at   INTEGER NOT NULL,
  until       INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('next', 'current', 'retired'))
) STRICT;
CREATE UNIQUE INDEX device_certificate_in_use ON device_certificate (device, state)
  WHERE state <> 'retired';

-- Enrolments. The secret of a code goes as soon as it is of no more use.
CREATE TABLE enrolment (
  id         BLOB PRIMARY KEY,
  name       TEXT NOT NULL,
  station    TEXT NOT NULL,
  secret     BLOB,
  opened_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries      INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'used', 'closed')),
  device     BLOB REFERENCES device (id)
) STRICT;
CREATE INDEX enrolment_open ON enrolment (expires_at) WHERE state = 'open';

CREATE TABLE station_setting (
  station           TEXT PRIMARY KEY,
  idle_lock_seconds INTEGER NOT NULL
) STRICT;

-- People who work here. A disabled one stays: notes and events name them.
CREATE TABLE staff (
  id           BLOB PRIMARY KEY,
  sign_in_name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  credential   TEXT NOT NULL,
  crisis       INTEGER NOT NULL,
  added_at     INTEGER NOT NULL,
  disabled_at  INTEGER
) STRICT;
CREATE TABLE staff_role (
  staff BLOB NOT NULL REFERENCES staff (id),
  role  TEXT NOT NULL,
  PRIMARY KEY (staff, role)
) STRICT;

-- HMAC-SHA-256 under the pepper of the vault, over Argon2id of the password.
CREATE TABLE staff_password (
  staff      BLOB PRIMARY KEY REFERENCES staff (id),
  hash       BLOB NOT NULL,
  salt       BLOB NOT NULL,
  passes     INTEGER NOT NULL,
  memory_kib INTEGER NOT NULL,
  lanes      INTEGER NOT NULL,
  set_at     INTEGER NOT NULL
) STRICT;

-- The one-time code with which a person sets a password of their own; one per person.
CREATE TABLE staff_code (
  staff      BLOB PRIMARY KEY REFERENCES staff (id),
  hash       BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

-- Failed tries, per name as typed (its keyed hash, whether there is such a name or not) and per
-- terminal.
CREATE TABLE throttle (
  subject         BLOB PRIMARY KEY,
  failures        INTEGER NOT NULL,
  last_failure_at INTEGER NOT NULL,
  blocked_until   INTEGER NOT NULL
) STRICT;
CREATE INDEX throttle_by_time ON throttle (last_failure_at);

-- Sessions. Only the hash of a token is kept.
CREATE TABLE session (
  id           BLOB PRIMARY KEY,
  token_hash   BLOB NOT NULL UNIQUE,
  staff        BLOB NOT NULL REFERENCES staff (id),
  device       BLOB NOT NULL REFERENCES device (id),
  opened_at    INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  active_at    INTEGER NOT NULL,
  locked       INTEGER NOT NULL,
  pin_hash     BLOB,
  pin_salt     BLOB,
  pin_passes   INTEGER,
  pin_memory_kib INTEGER,
  pin_lanes    INTEGER,
  pin_failures INTEGER NOT NULL,
  ended_at     INTEGER,
  ended_why    TEXT
) STRICT;
CREATE UNIQUE INDEX session_live_by_device ON session (device) WHERE ended_at IS NULL;
CREATE INDEX session_live_by_staff ON session (staff) WHERE ended_at IS NULL;

-- Proof of presence for signing: short, once, in this session.
CREATE TABLE session_confirmation (
  token_hash BLOB PRIMARY KEY,
  session    BLOB NOT NULL REFERENCES session (id),
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
CREATE INDEX session_confirmation_by_session ON session_confirmation (session);
