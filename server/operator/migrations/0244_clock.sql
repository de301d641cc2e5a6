-- SPDX-License-Identifier: Apache-2.0
-- A start looks for the last time at which a person said that the clock is right.
CREATE INDEX audit_event_clock_confirmed ON audit_event (number) WHERE action = 'clock.confirmed';
