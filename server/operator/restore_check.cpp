// SPDX-License-Identifier: Apache-2.0
#include "server/operator/restore_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/every_session.h"
#include "server/operator/commands.h"
#include "server/operator/rows.h"

namespace alcove::operation {
namespace {

Result<RestoreCheckedReply> restore_checked(CommandContext& context, const wire::Nothing&) {
  using Reply = RestoreCheckedReply;
  ALCOVE_ASSIGN(
      const auto committed,
      context.box.ledger().write<Reply>(context.actor, [&](audit::WriteTxn& txn) -> Result<Reply> {
        const std::optional<audit::NewestEpoch> restored = unchecked_restore(txn);
        if (!restored) {
          return Error{ErrorCode::kWrongState,
                       {},
                       "nothing waits for it: this box was never restored, or somebody said "
                       "it after the last restore (alcovectl audit, restore.checked). Nothing "
                       "was changed"};
        }
        const UtcTime taken_at = restored->facts.backup_taken_at;
        txn.record({.action = "restore.checked",
                    .detail = fmt::format("epoch={} backup_taken_at={}", restored->begun.epoch,
                                          format_utc(taken_at))});
        return Reply{.backup_taken_at = taken_at, .restored_at = restored->at};
      }));
  return committed.value;
}

}  // namespace

void end_restored_sessions(audit::WriteTxn& txn) {
  const std::size_t ended = access::end_every_session(txn, access::kEndedByRestore).size();
  txn.record(
      {.action = "restore.sessions_ended", .detail = fmt::format("sessions ended: {}", ended)});
}

void list_who_comes_in(store::ReadTxn& txn, RestoreReply& reply) {
  for (const access::DeviceRecord& device : access::list_devices(txn)) {
    if (!device.revoked_at) reply.terminals.push_back(terminal_row(device));
  }
  for (const access::StaffRecord& staff : access::list_working_staff(txn, {}, access::kMaxStaff)) {
    if (staff.has_password) reply.people.push_back(staff_row(staff));
  }
}

std::optional<audit::NewestEpoch> unchecked_restore(store::ReadTxn& txn) {
  std::optional<audit::NewestEpoch> restored = audit::newest_epoch(txn);
  if (restored && restore_checked_after(txn, restored->begun.number)) return std::nullopt;
  return restored;
}

UnconfirmedTerminals unconfirmed_terminals(store::ReadTxn& txn) {
  const std::optional<audit::NewestEpoch> restored = audit::newest_epoch(txn);
  if (!restored) return {};
  UnconfirmedTerminals waiting{.restored_at = restored->at, .names = {}};
  std::vector<access::DeviceRecord> devices = access::list_devices(txn);
  std::stable_partition(devices.begin(), devices.end(), [](const access::DeviceRecord& device) {
    return device.station == wire::Station::kLobby;
  });
  for (const access::DeviceRecord& device : devices) {
    // Both times are by the clock of the box that was lost.
    if (device.revoked_at || device.enrolled_at > restored->facts.backup_taken_at) continue;
    if (!went_on_after(txn, device.id, restored->begun.number)) {
      waiting.names.push_back(device.name);
    }
  }
  return waiting;
}

void add_restore_commands(CommandTable& table) {
  table.on<wire::Nothing, RestoreCheckedReply>(kRestoreChecked, restore_checked);
}

}  // namespace alcove::operation
