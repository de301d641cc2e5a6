// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/write_txn.h"

namespace alcove::audit {

// A span covers the autosaves of one person on one terminal in one record: opening it is an event,
// the saves within it are not. It ends when it is closed, or when its session ends.
SpanId open_span(WriteTxn& txn, const Event& event, const RecordId& record, RandomSource& random);

// Records the end with the number of saves it covered. Closing a closed span does nothing.
void close_span(WriteTxn& txn, const SpanId& span);
void close_spans_of(WriteTxn& txn, const SessionId& session);

}  // namespace alcove::audit
