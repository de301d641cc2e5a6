// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/audit/spans.h"
#include "shared/base/check.h"

namespace alcove::audit {

SpanId open_span(WriteTxn& txn, const Event& event, const RecordId& record, RandomSource& random) {
  const Actor& actor = txn.actor();
  ALCOVE_CHECK(actor.device && actor.person && actor.session);
  const SpanId id = SpanId::make(txn.now(), random);
  const std::int64_t number = txn.record(event);
  store::Statement insert = txn.change(
      "INSERT INTO audit_span (id, opened_by, device, person, session, client, record, saves) "
      "VALUES "
      "($id, $opened_by, $device, $person, $session, $client, $record, 0)");
  insert.bind("$id", id).bind("$opened_by", number).bind("$device", actor.device);
  insert.bind("$person", actor.person).bind("$session", actor.session);
  insert.bind("$client", event.client).bind("$record", record).execute();
  return id;
}

void close_span(WriteTxn& txn, const SpanId& span) {
  store::Statement row = txn.query(
      "SELECT opened_by, client, record, saves FROM audit_span WHERE id = $id AND closed_by IS "
      "NULL");
  row.bind("$id", span);
  if (!row.next()) return;
  const std::int64_t number =
      txn.record({.action = "span.close",
                  .client = row.maybe_id<ClientId>(1),
                  .record = row.id<RecordId>(2),
                  .detail = fmt::format("opened={} saves={}", row.integer(0), row.integer(3))});
  store::Statement update = txn.change("UPDATE audit_span SET closed_by = $number WHERE id = $id");
  update.bind("$number", number).bind("$id", span).execute();
}

void close_spans_of(WriteTxn& txn, const SessionId& session) {
  std::vector<SpanId> open;
  {
    store::Statement row =
        txn.query("SELECT id FROM audit_span WHERE session = $session AND closed_by IS NULL");
    row.bind("$session", session);
    while (row.next()) open.push_back(row.id<SpanId>(0));
  }
  for (const SpanId& span : open) close_span(txn, span);
}

}  // namespace alcove::audit
