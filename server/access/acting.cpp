// SPDX-License-Identifier: Apache-2.0
#include "server/access/acting.h"

#include "server/access/access_decision.h"
#include "server/access/device_store.h"
#include "server/access/staff_store.h"

namespace alcove::access {

Result<Principal> acting(store::ReadTxn& txn, const api::spool::Record& record) {
  const std::optional<DeviceRecord> device = find_device(txn, record.device);
  if (!device) return Error{ErrorCode::kNotFound, "device", "there is no such terminal"};
  Principal who{.device = device->id,
                .device_name = device->name,
                .station = device->station,
                .person = std::nullopt};
  if (!record.author || !record.session) return who;
  const std::optional<StaffRecord> staff = find_staff(txn, *record.author);
  if (!staff) return Error{ErrorCode::kNotFound, "author", "there is no such person"};
  who.person = Person{.staff = staff->id,
                      .session = *record.session,
                      .display_name = staff->display_name,
                      .credential = staff->credential,
                      .roles = staff->roles,
                      .crisis = staff->crisis};
  return who;
}

Result<Principal> acting(store::ReadTxn& txn, const api::spool::Record& record,
                         wire::Permission permission, wire::Stations stations,
                         wire::WhenLocked when_locked) {
  ALCOVE_ASSIGN(Principal who, acting(txn, record));
  std::optional<Purpose> asked;
  if (record.acknowledged && !record.acknowledged->purpose.empty()) {
    asked = wire::from_word<Purpose>(record.acknowledged->purpose);
  }
  ALCOVE_ASSIGN(who.purpose, may_use(who, permission, stations, when_locked, asked));
  return who;
}

}  // namespace alcove::access
