// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/http/router.h"
#include "server/store/read_txn.h"
#include "shared/api/set_aside.h"

// What was set aside, for the privacy officer: the list, the words, and what became of it.
namespace alcove::spool {

struct Quarantined;  // spool.h

// What a record is of, which the other features know. Where a chart is read (notes, answers), or
// where everybody who sees who a client is may read it.
enum class ReadWhere : std::uint8_t { kWithCharts, kWithClients };
struct Subject {
  ReadWhere where = ReadWhere::kWithCharts;
  std::optional<ClientId> client{};  // none: it names nobody who is here
  std::int64_t record_number = 0;
  std::string person{};
  std::optional<rules::InstrumentId> instrument{};
};
// What the ids of its body point to, but for what `who` may not see; and each client that this
// names.
struct Pointed {
  std::vector<api::set_aside::Named> named{};
  std::vector<ClientId> clients{};
};
// Each may be empty: then nothing is known of any record, and it is taken for clinical.
struct AboutRecords {
  std::function<Subject(store::ReadTxn&, const api::spool::Record&)> subject{};
  std::function<Pointed(store::ReadTxn&, const access::Principal& who, const api::spool::Record&,
                        const Subject&)>
      pointed{};
};

void add_set_aside_routes(http::Router& router, const AboutRecords& about);

// As it stands in a list, with today's names of terminal and author: no word of what was written.
api::set_aside::Line line_of(store::ReadTxn& txn, const Quarantined& row);

}  // namespace alcove::spool
