// SPDX-License-Identifier: Apache-2.0
#include "server/access/administration.h"

#include "server/access/sessions.h"

namespace alcove::access {
namespace {

using namespace api::administration;

Error nobody() {
  return {ErrorCode::kNotFound, "person", "nobody here has that id"};
}

PersonState state_of(const StaffRecord& staff) {
  if (staff.disabled_at) return PersonState::kDisabled;
  return staff.has_password ? PersonState::kActive : PersonState::kNoPassword;
}

bool is_ready_administrator(const StaffRecord& staff) {
  return staff.roles.has(api::Role::kAdministrator) && !staff.disabled_at && staff.has_password;
}

bool is_last_administrator(store::ReadTxn& txn, const StaffRecord& staff) {
  return is_ready_administrator(staff) && count_ready_administrators(txn) == 1;
}

Colleague person_of(store::ReadTxn& txn, const StaffRecord& staff) {
  return {.id = staff.id,
          .sign_in_name = staff.sign_in_name,
          .display_name = staff.display_name,
          .credential = staff.credential,
          .roles = staff.roles.list(),
          .crisis = staff.crisis,
          .state = state_of(staff),
          .last_administrator = is_last_administrator(txn, staff)};
}

Proviso proved(const Principal& who, const Bytes& confirmation) {
  return [&](audit::WriteTxn& txn) { return take_proof(txn, who, confirmation); };
}

// Besides the proof: not oneself.
Proviso of_somebody_else(const Principal& who, const PersonRequest& request) {
  return [&](audit::WriteTxn& txn) -> Result<void> {
    if (request.person == who.staff()) {
      return Error{ErrorCode::kWrongState, "person", "another administrator has to do this"};
    }
    return take_proof(txn, who, request.confirmation);
  };
}

}  // namespace

PeopleReply Administration::people(store::ReadTxn& txn, const PeopleRequest& request) {
  constexpr auto kLimit = static_cast<std::int64_t>(kMaxPeople);
  std::vector<StaffRecord> found = list_staff(txn, request.next, kLimit + 1);
  PeopleReply reply;
  if (found.size() > kMaxPeople) {
    found.pop_back();
    reply.next = found.back().id;
  }
  for (const StaffRecord& staff : found) reply.items.push_back(person_of(txn, staff));
  return reply;
}

Result<StaffRecord> Administration::find(const StaffId& id) {
  return ledger_.store().read<StaffRecord>([&](store::ReadTxn& txn) -> Result<StaffRecord> {
    auto staff = find_staff(txn, id);
    if (!staff) return nobody();
    return std::move(*staff);
  });
}

Result<Colleague> Administration::read(const StaffId& id) {
  return ledger_.store().read<Colleague>([&](store::ReadTxn& txn) -> Result<Colleague> {
    const auto staff = find_staff(txn, id);
    if (!staff) return nobody();
    return person_of(txn, *staff);
  });
}

Error Administration::refused(const Principal& who, const char* action,
                              const std::optional<RecordId>& record, const Error& error) {
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.record({.action = action,
                .client = {},
                .record = record,
                .reason = std::string(error_code_word(error.code)),
                .outcome = "refused",
                .detail = {}});
    return true;
  };
  const auto recorded = ledger_.write<bool>(who.actor(), work);
  return recorded ? error : recorded.error();
}

Result<PersonCode> Administration::with_code(Result<StaffWithCode> made) {
  if (!made) return made.error();
  ALCOVE_ASSIGN(Colleague person, read(made->staff.id));
  return PersonCode{.person = std::move(person),
                    .code = std::move(made->code),
                    .expires_at = ledger_.clock().now() + kStaffCodeLife};
}

Result<PersonCode> Administration::add(const Principal& who, const AddPersonRequest& request) {
  auto made = with_code(staff_.add(who.actor(),
                                   {.sign_in_name = request.sign_in_name,
                                    .display_name = request.display_name,
                                    .credential = request.credential,
                                    .roles = RoleSet::of(request.roles),
                                    .crisis = request.crisis},
                                   proved(who, request.confirmation)));
  if (!made) return refused(who, "staff.add", {}, made.error());
  return made;
}

Result<Colleague> Administration::change_roles(const Principal& who,
                                               const ChangeRolesRequest& request) {
  const RoleSet roles = RoleSet::of(request.roles);
  const Proviso proviso = [&](audit::WriteTxn& txn) -> Result<void> {
    const auto staff = find_staff(txn, request.person);
    if (!roles.has(api::Role::kAdministrator) && staff && is_last_administrator(txn, *staff)) {
      return Error{ErrorCode::kWrongState, "person", "nobody else is an administrator"};
    }
    return take_proof(txn, who, request.confirmation);
  };
  const Result<StaffRecord> staff = find(request.person);
  const Result<void> changed = staff ? staff_.set_roles(who.actor(), staff->sign_in_name, roles,
                                                        request.crisis, proviso, request.credential)
                                     : Result<void>(staff.error());
  if (!changed) {
    return refused(who, "staff.roles", audit::as_record(request.person), changed.error());
  }
  return read(request.person);
}

Result<Colleague> Administration::disable(const Principal& who, const PersonRequest& request) {
  const Result<StaffRecord> staff = find(request.person);
  const Result<void> changed =
      staff ? staff_.disable(who.actor(), staff->sign_in_name, of_somebody_else(who, request))
            : Result<void>(staff.error());
  if (!changed) {
    return refused(who, "staff.disable", audit::as_record(request.person), changed.error());
  }
  return read(request.person);
}

Result<PersonCode> Administration::enable(const Principal& who, const PersonRequest& request) {
  const Result<StaffRecord> staff = find(request.person);
  auto made = staff ? with_code(staff_.enable(who.actor(), staff->sign_in_name,
                                              of_somebody_else(who, request)))
                    : Result<PersonCode>(staff.error());
  if (!made) return refused(who, "staff.enable", audit::as_record(request.person), made.error());
  return made;
}

Result<PersonCode> Administration::reset(const Principal& who, const PersonRequest& request) {
  const Result<StaffRecord> staff = find(request.person);
  auto made = staff ? with_code(staff_.reset(who.actor(), staff->sign_in_name,
                                             of_somebody_else(who, request)))
                    : Result<PersonCode>(staff.error());
  if (!made) return refused(who, "staff.reset", audit::as_record(request.person), made.error());
  return made;
}

Result<TerminalsReply> Administration::terminals() {
  ALCOVE_ASSIGN(const std::vector<DeviceRecord> devices, devices_.list());
  TerminalsReply reply;
  for (const DeviceRecord& device : devices) {
    if (reply.items.size() == kMaxTerminals) break;
    reply.items.push_back({.id = device.id,
                           .name = device.name,
                           .station = device.station,
                           .enrolled_at = device.enrolled_at,
                           .revoked_at = device.revoked_at,
                           .last_seen_at = device.last_seen_at,
                           .certificate_until = device.certificate_until});
  }
  return reply;
}

Result<TerminalCode> Administration::new_terminal(const Principal& who,
                                                  const NewTerminalRequest& request) {
  auto opened = enrolments_.open(who.actor(), request.name, request.station,
                                 proved(who, request.confirmation));
  if (!opened) return refused(who, "enrolment.open", {}, opened.error());
  return TerminalCode{.code = std::move(opened->code), .expires_at = opened->expires_at};
}

Result<wire::Nothing> Administration::revoke(const Principal& who, const TerminalRequest& request) {
  const auto revoked =
      devices_.revoke(who.actor(), request.terminal, proved(who, request.confirmation));
  if (!revoked) {
    return refused(who, "device.revoke", audit::as_record(request.terminal), revoked.error());
  }
  return wire::Nothing{};
}

Result<wire::Nothing> Administration::rename(const Principal& who,
                                             const RenameTerminalRequest& request) {
  const auto renamed = devices_.rename(who.actor(), request.terminal, request.name);
  if (!renamed) {
    return refused(who, "device.rename", audit::as_record(request.terminal), renamed.error());
  }
  return wire::Nothing{};
}

}  // namespace alcove::access
