-- SPDX-License-Identifier: Apache-2.0
-- Somebody at a lobby terminal who was recognised. Ended rows stay.
CREATE TABLE check_in (
  id            BLOB PRIMARY KEY,
  terminal      BLOB NOT NULL,
  client        BLOB NOT NULL REFERENCES client (id),
  appointment   BLOB NOT NULL REFERENCES appointment (id),
  language      TEXT NOT NULL,
  day           TEXT NOT NULL,
  begun_at      INTEGER NOT NULL,
  arrived_at    INTEGER,
  wants_to_talk INTEGER NOT NULL,
  ended_at      INTEGER,
  ending        TEXT
) STRICT;
CREATE INDEX check_in_open ON check_in (terminal) WHERE ended_at IS NULL;
CREATE INDEX check_in_by_client ON check_in (client, begun_at);
CREATE INDEX check_in_wants_to_talk ON check_in (appointment) WHERE wants_to_talk = 1;

-- Tries that were refused, of an attempt and of a terminal. What was typed is not kept.
CREATE TABLE check_in_try (
  number   INTEGER PRIMARY KEY,
  check_in BLOB NOT NULL,
  terminal BLOB NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX check_in_try_by_attempt ON check_in_try (check_in);
CREATE INDEX check_in_try_by_terminal ON check_in_try (terminal, at);
CREATE INDEX check_in_try_by_time ON check_in_try (at);

CREATE TABLE check_in_block (
  terminal BLOB PRIMARY KEY,
  until    INTEGER NOT NULL
) STRICT;

-- Corrections. One waits per phone, and one for the address; undecided ones that a newer one
-- replaced are "replaced".
CREATE TABLE proposal (
  id           BLOB PRIMARY KEY,
  client       BLOB NOT NULL REFERENCES client (id),
  check_in     BLOB NOT NULL REFERENCES check_in (id),
  at           INTEGER NOT NULL,
  phone        BLOB,
  number       TEXT,
  line1        TEXT,
  line2        TEXT,
  city         TEXT,
  state        TEXT,
  postal_code  TEXT,
  decision     TEXT,
  decided_at   INTEGER,
  decided_by   BLOB
) STRICT;
CREATE INDEX proposal_waiting ON proposal (client) WHERE decision IS NULL;

-- Signed documents. A row is never changed.
CREATE TABLE consent (
  id            BLOB PRIMARY KEY,
  client        BLOB NOT NULL REFERENCES client (id),
  check_in      BLOB NOT NULL REFERENCES check_in (id),
  document      TEXT NOT NULL,
  version       INTEGER NOT NULL,
  language      TEXT NOT NULL,
  hash          BLOB NOT NULL,
  typed_name    TEXT NOT NULL,
  drawing       BLOB NOT NULL,
  signed_at     INTEGER NOT NULL,
  terminal      BLOB NOT NULL,
  terminal_name TEXT NOT NULL
) STRICT;
CREATE INDEX consent_by_client ON consent (client, document, signed_at);

-- Calls to the desk.
CREATE TABLE help_call (
  id            BLOB PRIMARY KEY,
  kind          TEXT NOT NULL,
  terminal      BLOB NOT NULL,
  terminal_name TEXT NOT NULL,
  check_in      BLOB REFERENCES check_in (id),
  at            INTEGER NOT NULL,
  answered_at   INTEGER,
  answered_by   BLOB REFERENCES staff (id)
) STRICT;
CREATE INDEX help_call_open ON help_call (at) WHERE answered_at IS NULL;
