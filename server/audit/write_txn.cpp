// SPDX-License-Identifier: Apache-2.0
#include "server/audit/write_txn.h"

#include "server/audit/chain_store.h"

namespace alcove::audit {

std::int64_t WriteTxn::record(const Event& event) {
  StoredEvent stored;
  stored.at = now_;
  stored.actor = actor_;
  stored.event = event;
  append_event(connection_, stored, audit_key_);
  accounted_ = true;
  return stored.number;
}

bool WriteTxn::cover_by_span(const SpanId& span, const RecordId& record) {
  if (!actor_.device || !actor_.person) return false;
  store::Statement update = change(
      "UPDATE audit_span SET saves = saves + 1 WHERE id = $id AND closed_by IS NULL AND device = "
      "$device AND person = $person AND record = $record");
  update.bind("$id", span).bind("$device", actor_.device).bind("$person", actor_.person);
  update.bind("$record", record).execute();
  if (changed_rows() != 1) return false;
  accounted_ = true;
  return true;
}

}  // namespace alcove::audit
