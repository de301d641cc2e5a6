// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "server/access/observers.h"
#include "server/access/proviso.h"
#include "server/access/staff_store.h"
#include "server/audit/ledger.h"

namespace alcove::access {

inline constexpr std::size_t kMaxStaff = 2000;
inline constexpr std::chrono::minutes kStaffCodeLife{15};

struct NewStaff {
  std::string sign_in_name;  // 2 to 32 of a-z, 0-9, dot, dash and underscore
  std::string display_name;  // 1 to 100 characters
  std::string credential;    // at most 40 characters; may be empty
  RoleSet roles;             // at least one
  bool crisis = false;
};

// A person and the one-time code with which they set their own password at a staff terminal, within
// kStaffCodeLife. The caller shows the code once and wipes it.
struct StaffWithCode {
  StaffRecord staff;
  std::string code;
};

// As it is looked up: without blanks around it, ASCII letters in lower case.
std::string sign_in_key(std::string_view typed);

// The person that `wanted` describes, without an id yet. kOutOfRange names the field.
Result<StaffRecord> checked_staff(const NewStaff& wanted);
// Adds the person, with the event. kAlreadyExists for a name that is (or was) somebody's.
Result<void> add_staff(audit::WriteTxn& txn, const StaffRecord& staff);

// Who works here now, as terminals see it.
api::staff::ListReply list_members(store::ReadTxn& txn, const api::staff::ListRequest& request);

// The people who work here, as the operator and administrators manage them. Every change is an
// event; what ends a session tells the observers. Thread-safe.
class StaffService {
 public:
  StaffService(audit::Ledger& ledger, AccessObservers& observers)
      : ledger_(ledger), observers_(observers) {}

  // kAlreadyExists for a name that is (or was) somebody's; kOutOfRange names the field.
  Result<StaffWithCode> add(const audit::Actor& actor, const NewStaff& wanted,
                            const Proviso& proviso = {});
  Result<std::vector<StaffRecord>> list();
  // The rest: kNotFound when nobody has that name.
  Result<StaffRecord> find(std::string_view sign_in_name);
  // Without a credential that stays as it is.
  Result<void> set_roles(const audit::Actor& actor, std::string_view sign_in_name, RoleSet roles,
                         bool crisis, const Proviso& proviso = {},
                         const std::optional<std::string>& credential = {});
  // Ends every session of the person at once.
  Result<void> disable(const audit::Actor& actor, std::string_view sign_in_name,
                       const Proviso& proviso = {});
  // The password and every session are gone; the code sets a new one. Opens a name that too many
  // failures have shut. Refuses (kWrongState) for somebody who is disabled.
  Result<StaffWithCode> reset(const audit::Actor& actor, std::string_view sign_in_name,
                              const Proviso& proviso = {});
  // Lets a disabled person back in, with a code for a new password.
  Result<StaffWithCode> enable(const audit::Actor& actor, std::string_view sign_in_name,
                               const Proviso& proviso = {});

 private:
  enum class Meant : std::uint8_t { kWorking, kDisabled };
  Result<StaffWithCode> start_anew(const audit::Actor& actor, std::string_view sign_in_name,
                                   Meant meant, const Proviso& proviso);
  void tell_ended(const std::vector<SessionId>& ended);

  audit::Ledger& ledger_;
  AccessObservers& observers_;
};

}  // namespace alcove::access
