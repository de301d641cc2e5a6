// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>
#include <utility>

#include "server/access/access_decision.h"
#include "server/access/device_store.h"
#include "server/access/staff_store.h"
#include "server/features/spool/set_aside.h"
#include "server/features/spool/spool_store.h"
#include "shared/rules/note_formats.h"
#include "shared/wire/json.h"

namespace alcove::spool {

namespace contract = api::set_aside;
using access::Principal;
using http::Answer;

namespace {

Error not_there() {
  return {ErrorCode::kNotFound, "record", "nothing with that id was set aside"};
}

Result<Answer<contract::ListReply>> list(const contract::ListRequest& request,
                                         store::ReadTxn& txn) {
  contract::ListReply reply;
  const PageOf page{.which = request.which,
                    .before = request.next,
                    .limit = static_cast<std::int64_t>(contract::kMaxPage) + 1};
  for (const Quarantined& row : page_of_quarantine(txn, page)) {
    if (reply.items.size() == contract::kMaxPage) {
      reply.next = reply.items.back().record;
      break;
    }
    reply.items.push_back(line_of(txn, row));
  }
  reply.open = set_aside(txn).count;
  audit::Event event{
      .action = "set_aside.list",
      .detail = fmt::format("{} {} shown", reply.items.size(), wire::word_of(request.which))};
  return Answer<contract::ListReply>{std::move(reply), {std::move(event)}};
}

// Notes and answers are read by whoever reads charts, at a terminal that shows them.
Result<void> may_read(const Principal& who, const Subject& subject) {
  switch (subject.where) {
    case ReadWhere::kWithCharts:
      return access::decide(who, wire::Permission::kChartRead, access::Relation::kNone);
    case ReadWhere::kWithClients:
      return access::decide(who, wire::Permission::kClientRead, access::Relation::kNone);
  }
  return Error{ErrorCode::kForbidden, "record", "nobody may read this here"};
}

// Whoever else it names has an event of their own, like the client that it belongs to.
void tell_of_others(std::vector<audit::Event>& events, const std::vector<ClientId>& named) {
  const std::optional<ClientId> whose = events.front().client;
  std::set<ClientId> told;
  for (const ClientId& client : named) {
    if (client == whose || !told.insert(client).second) continue;
    audit::Event event = events.front();
    event.client = client;
    event.detail = "named in it";
    events.push_back(std::move(event));
  }
}

Result<Answer<contract::ReadReply>> read(const Principal& who, const contract::ReadRequest& request,
                                         store::ReadTxn& txn, const AboutRecords& about) {
  const std::optional<Quarantined> row = find_quarantined(txn, request.record);
  if (!row) return not_there();
  contract::ReadReply reply;
  reply.line = line_of(txn, *row);
  std::vector<audit::Event> events{
      {.action = "set_aside.read", .record = audit::as_record(row->id)}};
  if (row->is_opened) {
    ALCOVE_ASSIGN(
        api::spool::Record record,
        wire::decode<api::spool::Record>(as_text(row->content), wire::UnknownFields::kIgnore));
    Subject subject = about.subject ? about.subject(txn, record) : Subject{};
    ALCOVE_TRY(may_read(who, subject));
    events.front().client = subject.client;
    if (about.pointed) {
      Pointed pointed = about.pointed(txn, who, record, subject);
      reply.named = std::move(pointed.named);
      tell_of_others(events, pointed.clients);
    }
    reply.body = std::exchange(record.body, {});
    reply.instrument = subject.instrument;
    if (subject.client) {
      reply.client = subject.client;
      reply.record_number = subject.record_number;
      reply.person = std::move(subject.person);
    }
  }
  return Answer<contract::ReadReply>{std::move(reply), std::move(events)};
}

Result<contract::Line> settle(const Principal& who, const contract::SettleRequest& request,
                              audit::WriteTxn& txn, const AboutRecords& about) {
  const std::optional<Quarantined> row = find_quarantined(txn, request.record);
  if (!row) return not_there();
  if (request.how == contract::Settlement::kFoundItsPlace) {
    return Error{ErrorCode::kOutOfRange, "how", "that is for the box to say"};
  }
  if (rules::is_blank(request.reason)) {
    return Error{ErrorCode::kOutOfRange, "reason", "a reason has words"};
  }
  if (row->settled) return Error{ErrorCode::kWrongState, "record", "it was settled already"};
  put_settled_by_hand(txn, row->id,
                      {.at = txn.now(),
                       .how = request.how,
                       .by_name = who.signed_in().display_name,
                       .reason = request.reason},
                      who.staff());
  audit::Event event{.action = "set_aside.settle",
                     .record = audit::as_record(row->id),
                     .detail = std::string(wire::word_of(request.how))};
  if (row->is_opened && about.subject) {
    const auto record =
        wire::decode<api::spool::Record>(as_text(row->content), wire::UnknownFields::kIgnore);
    if (record) event.client = about.subject(txn, *record).client;
  }
  txn.record(event);
  return line_of(txn, *find_quarantined(txn, row->id));
}

}  // namespace

contract::Line line_of(store::ReadTxn& txn, const Quarantined& row) {
  contract::Line line{.record = row.id,
                      .came = row.delivered_at,
                      .written = row.written_at,
                      .terminal = {},
                      .author = {},
                      .kind = row.kind,
                      .reason = row.reason,
                      .opened = row.is_opened,
                      .waits = row.waits,
                      .settled = row.settled};
  if (row.device) {
    if (const auto device = access::find_device(txn, *row.device)) line.terminal = device->name;
  }
  if (row.author) {
    if (const auto author = access::find_staff(txn, *row.author)) {
      line.author = author->display_name;
    }
  }
  return line;
}

void add_set_aside_routes(http::Router& router, const AboutRecords& about) {
  router.on_read<contract::ListRequest, contract::ListReply>(
      contract::list, [](const Principal&, const contract::ListRequest& request,
                         store::ReadTxn& txn) { return list(request, txn); });
  router.on_read<contract::ReadRequest, contract::ReadReply>(
      contract::read, [about](const Principal& who, const contract::ReadRequest& request,
                              store::ReadTxn& txn) { return read(who, request, txn, about); });
  router.on_write<contract::SettleRequest, contract::Line>(
      contract::settle, [about](const Principal& who, const contract::SettleRequest& request,
                                audit::WriteTxn& txn) { return settle(who, request, txn, about); });
}

}  // namespace alcove::spool
