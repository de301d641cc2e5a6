// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/operator/commands.h"
#include "server/operator/contract_audit.h"

namespace alcove::operation {
namespace {

// Those whom the words mean: by name through the room that owns them, or by id.
template <class IdType, class Find>
Result<std::optional<std::vector<IdType>>> meant(store::ReadTxn& txn, const Find& find,
                                                 const std::optional<std::string>& words,
                                                 std::string_view what) {
  if (!words) return std::optional<std::vector<IdType>>();
  std::vector<IdType> found;
  if (find) found = find(txn, *words);
  if (found.empty()) {
    const Result<IdType> id = IdType::parse(*words);
    if (!id) {
      return Error{
          ErrorCode::kNotFound, {}, fmt::format("there is no such {} in this store", what)};
    }
    found.push_back(*id);
  }
  return std::optional(std::move(found));
}

template <class IdType, class Name>
std::optional<std::string> called(store::ReadTxn& txn, const Name& name,
                                  const std::optional<IdType>& id) {
  if (!id) return std::nullopt;
  if (name) {
    if (std::optional<std::string> known = name(txn, *id)) return known;
  }
  return id->text();
}

std::string who_of(store::ReadTxn& txn, const Names& names, const audit::Actor& actor) {
  if (const auto person = called(txn, names.staff_name, actor.person)) return *person;
  if (!actor.system_user.empty()) return fmt::format("user {} of the box", actor.system_user);
  return actor.device ? "the terminal itself" : "the box";
}

AuditRow row_of(store::ReadTxn& txn, const Names& names, const audit::StoredEvent& event) {
  return {.number = event.number,
          .epoch = event.epoch,
          .at = event.at,
          .who = who_of(txn, names, event.actor),
          .device = called(txn, names.device_name, event.actor.device),
          .record_number = called(txn, names.record_number, event.event.client),
          .action = event.event.action,
          .outcome = event.event.outcome,
          .purpose = event.actor.purpose,
          .detail = event.event.detail,
          .hash = to_hex(event.hash)};
}

Result<AuditReply> find(store::ReadTxn& txn, const Names& names, const AuditRequest& request) {
  EventFilter filter;
  ALCOVE_ASSIGN(filter.clients, meant<ClientId>(txn, names.with_record_number,
                                                request.record_number, "record number"));
  ALCOVE_ASSIGN(filter.people,
                meant<StaffId>(txn, names.staff_called, request.staff, "member of staff"));
  ALCOVE_ASSIGN(filter.devices,
                meant<DeviceId>(txn, names.devices_called, request.device, "terminal"));
  filter.from = request.from;
  filter.until = request.until;
  filter.before = request.before;
  filter.limit = request.limit + 1;
  AuditReply reply;
  for (const audit::StoredEvent& event : find_events(txn, filter)) {
    if (static_cast<std::int64_t>(reply.items.size()) == request.limit) {
      reply.next = reply.items.back().number;
      break;
    }
    reply.items.push_back(row_of(txn, names, event));
  }
  return reply;
}

Result<AuditReply> search(CommandContext& context, const Names& names,
                          const AuditRequest& request) {
  audit::Ledger& ledger = context.box.ledger();
  ALCOVE_ASSIGN(AuditReply reply, context.box.store().read<AuditReply>(
                                      [&](store::ReadTxn& txn) -> Result<AuditReply> {
                                        return find(txn, names, request);
                                      }));
  std::string detail = fmt::format("shown={} query={}", reply.items.size(),
                                   ledger.keyed_hash(wire::encode(request)));
  if (!reply.items.empty()) {
    detail += fmt::format(" events={}..{}", reply.items.back().number, reply.items.front().number);
  }
  // Durable before the answer leaves, like every other read of the record.
  ALCOVE_ASSIGN(const audit::Head head,
                ledger.record(context.actor, {{.action = "audit.search", .detail = detail}}));
  reply.head = head_facts(head);
  return reply;
}

}  // namespace

void add_audit_commands(CommandTable& table, const Names& names) {
  table.on<AuditRequest, AuditReply>(
      kAudit, [names](CommandContext& context, const AuditRequest& request) -> Result<AuditReply> {
        return search(context, names, request);
      });
}

}  // namespace alcove::operation
