-- SPDX-License-Identifier: Apache-2.0
-- The chart has no tables of its own. Whether a session has opened a client's chart already:
CREATE INDEX audit_event_chart_opened ON audit_event (session, client) WHERE action = 'chart.open';
