// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/access/principal.h"
#include "server/audit/ledger.h"
#include "shared/wire/describe.h"
#include "shared/wire/route.h"

namespace alcove::http {

// What a read gives: the reply, and an event for each record that was opened (one event for a list
// or a search). The pipeline makes them durable before the reply leaves. A board that stays open is
// asked for again with every change: that is covered by the event of its opening, and says so.
enum class Covered : std::uint8_t { kNo, kByOpening };
template <class ReplyType>
struct Answer {
  ReplyType reply;
  std::vector<audit::Event> opened;
  Covered covered = Covered::kNo;
};

// A request that has passed the gate, on its way to its handler.
struct Call {
  const access::Principal& principal;
  wire::Method method;
  std::string_view payload;  // the body of a POST, the query string of a GET
  std::optional<IdempotencyKey> key;
};

struct Handled {
  std::string body{};
  audit::Head head{};
  bool stream = false;
};

struct RouteEntry {
  wire::Method method;
  std::string path;
  wire::Permission permission;
  wire::AuditClass audit;
  wire::Stations stations;
  wire::WhenLocked when_locked;
  std::function<Result<Handled>(const Call&)> run;
  std::vector<wire::FieldDescription> request_fields;
  std::vector<wire::FieldDescription> reply_fields;
  // Of a writing route: its work, within a write that is under way. Gives the reply.
  std::function<Result<std::string>(const Call&, audit::WriteTxn&)> apply{};
};

}  // namespace alcove::http
