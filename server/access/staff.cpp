// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/session_store.h"
#include "server/access/throttle.h"
#include "server/keys/set_up_code.h"
#include "shared/wire/json.h"

namespace alcove::access {
namespace {

constexpr std::size_t kMinSignInName = 2;
constexpr std::size_t kMaxSignInName = 32;

Error nobody() {
  return {ErrorCode::kNotFound, "sign_in_name", "nobody has that sign-in name"};
}

bool is_sign_in_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  return name.size() >= kMinSignInName && name.size() <= kMaxSignInName &&
         std::all_of(name.begin(), name.end(), fits);
}

std::string detail_of(RoleSet roles, bool crisis) {
  std::string words;
  for (const api::Role role : roles.list()) {
    words += words.empty() ? "" : ",";
    words += wire::word_of(role);
  }
  return fmt::format("roles={} crisis={}", words, crisis ? "yes" : "no");
}

std::string give_code(audit::WriteTxn& txn, const StaffId& id, RandomSource& random) {
  const keys::NewSetUpCode code = keys::make_set_up_code(random);
  put_staff_code(txn, id, {.hash = code.hash, .expires_at = txn.now() + kStaffCodeLife});
  return code.printed;
}

}  // namespace

Result<StaffRecord> checked_staff(const NewStaff& wanted) {
  StaffRecord staff;
  staff.sign_in_name = sign_in_key(wanted.sign_in_name);
  if (!is_sign_in_name(staff.sign_in_name)) {
    return Error{ErrorCode::kOutOfRange, "sign_in_name",
                 fmt::format("a sign-in name has {} to {} letters a to z, figures, dots, dashes or "
                             "underscores",
                             kMinSignInName, kMaxSignInName)};
  }
  ALCOVE_ASSIGN(staff.display_name,
                wire::checked_text("display_name", wanted.display_name, wire::line(1, 100)));
  ALCOVE_ASSIGN(staff.credential,
                wire::checked_text("credential", wanted.credential, wire::line(0, 40)));
  if (wanted.roles.empty()) {
    return Error{ErrorCode::kOutOfRange, "roles", "a person has at least one role"};
  }
  staff.roles = wanted.roles;
  staff.crisis = wanted.crisis;
  return staff;
}

Result<void> add_staff(audit::WriteTxn& txn, const StaffRecord& staff) {
  if (find_staff_by_name(txn, staff.sign_in_name)) {
    return Error{ErrorCode::kAlreadyExists, "sign_in_name",
                 "somebody has, or had, that sign-in name"};
  }
  if (count_staff(txn) >= static_cast<std::int64_t>(kMaxStaff)) {
    return Error{ErrorCode::kTooMany, {}, fmt::format("at most {} people", kMaxStaff)};
  }
  StaffRecord added = staff;
  added.added_at = txn.now();
  insert_staff(txn, added);
  txn.record({.action = "staff.add",
              .record = audit::as_record(staff.id),
              .detail = detail_of(staff.roles, staff.crisis)});
  return {};
}

std::string sign_in_key(std::string_view typed) {
  const auto first = typed.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  std::string key(typed.substr(first, typed.find_last_not_of(' ') - first + 1));
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

api::staff::ListReply list_members(store::ReadTxn& txn, const api::staff::ListRequest& request) {
  constexpr auto kLimit = static_cast<std::int64_t>(api::staff::kMaxList);
  std::vector<StaffRecord> people = list_working_staff(txn, request.next, kLimit + 1);
  api::staff::ListReply reply;
  if (people.size() > api::staff::kMaxList) {
    people.pop_back();
    reply.next = people.back().id;
  }
  for (const StaffRecord& staff : people) {
    reply.items.push_back({.id = staff.id,
                           .display_name = staff.display_name,
                           .credential = staff.credential,
                           .roles = staff.roles.list(),
                           .crisis = staff.crisis});
  }
  return reply;
}

Result<StaffWithCode> StaffService::add(const audit::Actor& actor, const NewStaff& wanted,
                                        const Proviso& proviso) {
  ALCOVE_ASSIGN(StaffRecord staff, checked_staff(wanted));
  staff.id = StaffId::make(ledger_.clock().now(), ledger_.random());
  const std::function<Result<StaffWithCode>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<StaffWithCode> {
    ALCOVE_TRY(hold_to(proviso, txn));
    ALCOVE_TRY(add_staff(txn, staff));
    std::string code = give_code(txn, staff.id, ledger_.random());
    return StaffWithCode{*find_staff(txn, staff.id), std::move(code)};
  };
  ALCOVE_ASSIGN(auto committed, ledger_.write<StaffWithCode>(actor, work));
  return std::move(committed.value);
}

Result<std::vector<StaffRecord>> StaffService::list() {
  return ledger_.store().read<std::vector<StaffRecord>>(
      [](store::ReadTxn& txn) -> Result<std::vector<StaffRecord>> {
        return list_staff(txn, std::nullopt, kMaxStaff);
      });
}

Result<StaffRecord> StaffService::find(std::string_view sign_in_name) {
  return ledger_.store().read<StaffRecord>([&](store::ReadTxn& txn) -> Result<StaffRecord> {
    std::optional<StaffRecord> staff = find_staff_by_name(txn, sign_in_key(sign_in_name));
    if (!staff) return nobody();
    return std::move(*staff);
  });
}

Result<void> StaffService::set_roles(const audit::Actor& actor, std::string_view sign_in_name,
                                     RoleSet roles, bool crisis, const Proviso& proviso,
                                     const std::optional<std::string>& credential) {
  if (roles.empty()) {
    return Error{ErrorCode::kOutOfRange, "roles",
                 "a person has at least one role; 'staff disable' takes everything away"};
  }
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto staff = find_staff_by_name(txn, sign_in_key(sign_in_name));
    if (!staff) return nobody();
    ALCOVE_TRY(hold_to(proviso, txn));
    update_staff_roles(txn, staff->id, roles, crisis);
    std::string detail =
        "before: " + detail_of(staff->roles, staff->crisis) + "; now: " + detail_of(roles, crisis);
    if (credential && *credential != staff->credential) {
      ALCOVE_ASSIGN(const std::string kept,
                    wire::checked_text("credential", *credential, wire::line(0, 40)));
      update_staff_credential(txn, staff->id, kept);
      detail += "; another credential";
    }
    txn.record({.action = "staff.roles",
                .record = audit::as_record(staff->id),
                .detail = std::move(detail)});
    return true;
  };
  ALCOVE_TRY(ledger_.write<bool>(actor, work));
  return {};
}

Result<void> StaffService::disable(const audit::Actor& actor, std::string_view sign_in_name,
                                   const Proviso& proviso) {
  const std::function<Result<std::vector<SessionId>>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::vector<SessionId>> {
    const auto staff = find_staff_by_name(txn, sign_in_key(sign_in_name));
    if (!staff) return nobody();
    if (staff->disabled_at) {
      return Error{ErrorCode::kWrongState, "sign_in_name", "that person is already disabled"};
    }
    ALCOVE_TRY(hold_to(proviso, txn));
    update_staff_disabled(txn, staff->id, txn.now());
    delete_password(txn, staff->id);
    delete_staff_code(txn, staff->id);
    std::vector<SessionId> ended = end_sessions_of(txn, staff->id, "disabled");
    txn.record({.action = "staff.disable",
                .record = audit::as_record(staff->id),
                .detail = fmt::format("sessions ended: {}", ended.size())});
    return ended;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<std::vector<SessionId>>(actor, work));
  tell_ended(committed.value);
  return {};
}

Result<StaffWithCode> StaffService::reset(const audit::Actor& actor, std::string_view sign_in_name,
                                          const Proviso& proviso) {
  return start_anew(actor, sign_in_name, Meant::kWorking, proviso);
}

Result<StaffWithCode> StaffService::enable(const audit::Actor& actor, std::string_view sign_in_name,
                                           const Proviso& proviso) {
  return start_anew(actor, sign_in_name, Meant::kDisabled, proviso);
}

Result<StaffWithCode> StaffService::start_anew(const audit::Actor& actor,
                                               std::string_view sign_in_name, Meant meant,
                                               const Proviso& proviso) {
  const bool disabled = meant == Meant::kDisabled;
  const std::string key = sign_in_key(sign_in_name);
  const ThrottleSubject subject = subject_of_name(ledger_.keyed_hash(key));
  std::vector<SessionId> ended;
  const std::function<Result<StaffWithCode>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<StaffWithCode> {
    auto staff = find_staff_by_name(txn, key);
    if (!staff) return nobody();
    if (staff->disabled_at.has_value() != disabled) {
      return Error{ErrorCode::kWrongState, "sign_in_name",
                   disabled ? "that person is not disabled"
                            : "that person is disabled; 'staff enable' lets them back in"};
    }
    ALCOVE_TRY(hold_to(proviso, txn));
    update_staff_disabled(txn, staff->id, std::nullopt);
    staff->disabled_at.reset();
    delete_password(txn, staff->id);
    staff->has_password = false;
    clear_throttle(txn, subject);
    ended = end_sessions_of(txn, staff->id, "reset");
    txn.record({.action = disabled ? "staff.enable" : "staff.reset",
                .record = audit::as_record(staff->id),
                .detail = fmt::format("sessions ended: {}", ended.size())});
    std::string code = give_code(txn, staff->id, ledger_.random());
    return StaffWithCode{std::move(*staff), std::move(code)};
  };
  ALCOVE_ASSIGN(auto committed, ledger_.write<StaffWithCode>(actor, work));
  tell_ended(ended);
  return std::move(committed.value);
}

void StaffService::tell_ended(const std::vector<SessionId>& ended) {
  for (const SessionId& session : ended) observers_.tell({.session = session});
}

}  // namespace alcove::access
