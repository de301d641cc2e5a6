// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/authority.h"
#include "server/features/spool/set_aside.h"
#include "server/features/spool/spool.h"
#include "server/operator/commands.h"
#include "server/operator/rows.h"

namespace alcove::operation {

TerminalRow terminal_row(const access::DeviceRecord& device) {
  return {.id = device.id,
          .name = device.name,
          .station = device.station,
          .enrolled = device.enrolled_at,
          .revoked = device.revoked_at,
          .last_seen = device.last_seen_at,
          .certificate_until = device.certificate_until};
}

namespace {

Result<TerminalListReply> list(CommandContext& context, const wire::Nothing&) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(const auto devices, services->devices.list());
  TerminalListReply reply;
  for (const access::DeviceRecord& device : devices) reply.items.push_back(terminal_row(device));
  return reply;
}

bool only_here(const std::string& host) {
  return host.starts_with("127.") || host == "::1" || host == "localhost";
}

// Digits before names, which not every network knows.
bool is_a_name(const std::string& host) {
  return host.find(':') == std::string::npos &&
         host.find_first_not_of("0123456789.") != std::string::npos;
}

// Terminals take the box only under what its certificate names. What reaches it from this very
// machine alone is said where there is nothing else.
std::vector<std::string> typed_addresses(std::vector<std::string> hosts, std::uint16_t port) {
  if (!std::all_of(hosts.begin(), hosts.end(), only_here)) std::erase_if(hosts, only_here);
  std::stable_partition(hosts.begin(), hosts.end(),
                        [](const std::string& host) { return !is_a_name(host); });
  if (hosts.size() > kMaxTypedAddresses) hosts.resize(kMaxTypedAddresses);
  for (std::string& host : hosts) {
    if (host.find(':') != std::string::npos) host = fmt::format("[{}]", host);
    if (port != kUsualEnrolmentPort) host += fmt::format(":{}", port);
  }
  return hosts;
}

Result<TerminalEnrolReply> enrol(CommandContext& context, const TerminalEnrolRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(const Zone zone, Zone::named(context.box.facts().zone));
  using Hosts = std::vector<std::string>;
  ALCOVE_ASSIGN(Hosts hosts, context.box.store().read<Hosts>([](store::ReadTxn& txn) {
    return Result<Hosts>(access::server_hosts(txn));
  }));
  ALCOVE_ASSIGN(access::OpenedEnrolment opened,
                services->enrolments.open(context.actor, request.name, request.station));
  return TerminalEnrolReply{
      .name = request.name,
      .station = request.station,
      .code = std::move(opened.code),
      .expires = opened.expires_at,
      .addresses = typed_addresses(std::move(hosts), context.box.enrolment_port()),
      .zone = zone.name(),
      .until = zone.to_local(opened.expires_at)};
}

Result<TerminalListReply> revoke(CommandContext& context, const TerminalNameRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_TRY(services->devices.revoke(context.actor, request.name));
  return list(context, {});
}

Result<TerminalListReply> rename(CommandContext& context, const TerminalRenameRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_TRY(services->devices.rename(context.actor, request.name, request.new_name));
  return list(context, {});
}

Result<IdleLock> idle_lock(CommandContext& context, const IdleLock& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_TRY(services->devices.set_idle_lock(context.actor, request.station,
                                             std::chrono::minutes(request.minutes)));
  return request;
}

SetAsideRow set_aside_row(store::ReadTxn& txn, const spool::Quarantined& from) {
  api::set_aside::Line line = spool::line_of(txn, from);
  return {.came = line.came,
          .written = line.written,
          .terminal = std::move(line.terminal),
          .author = std::move(line.author),
          .kind = std::move(line.kind),
          .reason = line.reason};
}

Result<SetAsideReply> set_aside(CommandContext& context, const wire::Nothing&) {
  return context.box.store().read<SetAsideReply>([](store::ReadTxn& txn) -> Result<SetAsideReply> {
    SetAsideReply reply;
    for (const spool::Quarantined& one : spool::list_quarantine(txn, kMaxSetAside)) {
      reply.items.push_back(set_aside_row(txn, one));
    }
    return reply;
  });
}

}  // namespace

void add_terminal_commands(CommandTable& table) {
  table.on<wire::Nothing, SetAsideReply>(kTerminalSetAside, set_aside);
  table.on<wire::Nothing, TerminalListReply>(kTerminalList, list);
  table.on<TerminalEnrolRequest, TerminalEnrolReply>(kTerminalEnrol, enrol);
  table.on<TerminalNameRequest, TerminalListReply>(kTerminalRevoke, revoke);
  table.on<TerminalRenameRequest, TerminalListReply>(kTerminalRename, rename);
  table.on<IdleLock, IdleLock>(kTerminalIdleLock, idle_lock);
}

void add_access_names(Names& names) {
  names.staff_name = [](store::ReadTxn& txn, const StaffId& id) -> std::optional<std::string> {
    const auto staff = access::find_staff(txn, id);
    return staff ? std::optional(staff->display_name) : std::nullopt;
  };
  names.staff_called = [](store::ReadTxn& txn, std::string_view name) {
    std::vector<StaffId> called;
    const std::string key = access::sign_in_key(name);
    for (const access::StaffRecord& staff : access::list_staff(txn, {}, access::kMaxStaff)) {
      if (staff.sign_in_name == key || staff.display_name == name) called.push_back(staff.id);
    }
    return called;
  };
  names.device_name = [](store::ReadTxn& txn, const DeviceId& id) -> std::optional<std::string> {
    const auto device = access::find_device(txn, id);
    return device ? std::optional(device->name) : std::nullopt;
  };
  names.devices_called = [](store::ReadTxn& txn, std::string_view name) {
    std::vector<DeviceId> called;
    for (const access::DeviceRecord& device : access::list_devices(txn)) {
      if (device.name == name) called.push_back(device.id);
    }
    return called;
  };
}

}  // namespace alcove::operation
