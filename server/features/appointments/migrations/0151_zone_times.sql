-- SPDX-License-Identifier: Apache-2.0
-- With which version of the time-zone rules the times to come were computed, and what became of
-- them when another version came. Rows are only added; the newest is the one that holds.
CREATE TABLE zone_times (
  number    INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  version   TEXT NOT NULL,
  previous  TEXT,
  moved     INTEGER NOT NULL,
  colliding INTEGER NOT NULL
) STRICT;
