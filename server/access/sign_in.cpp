// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/attempt.h"
#include "server/access/secret_token.h"
#include "server/access/sessions.h"
#include "server/access/staff.h"
#include "server/keys/set_up_code.h"
#include "shared/rules/password_rules.h"

namespace alcove::access {
namespace {

using api::session::Opened;

Error wrong_sign_in() {
  return {ErrorCode::kWrongSignIn, {}, "that name and password do not belong together"};
}

Error wrong_code() {
  return {ErrorCode::kWrongCode, "code", "that name and code do not belong together"};
}

Error one_at_a_time() {
  return {ErrorCode::kTooMany, {}, "another try from here or with this name is under way"};
}

audit::Event event_of(const char* action, const std::string& name_hash) {
  audit::Event event;
  event.action = action;
  event.detail = "name=" + name_hash;
  return event;
}

// Whoever was signed in here has no part in it.
Principal without_person(const Principal& at) {
  Principal terminal = at;
  terminal.person.reset();
  return terminal;
}

// "Ana María Ruiz Luna" gives "Ana María Ruiz" and "Luna"; the rules look at each word anyway.
rules::PasswordContext context_of(const StaffRecord& staff, const std::string& clinic) {
  const auto space = staff.display_name.find_last_of(' ');
  rules::PasswordContext context;
  context.given_name = staff.display_name.substr(0, space);
  if (space != std::string::npos) context.family_name = staff.display_name.substr(space + 1);
  context.sign_in_name = staff.sign_in_name;
  context.clinic_name = clinic;
  return context;
}

}  // namespace

Result<SessionService::Account> SessionService::find_account(const std::string& name,
                                                             const Attempt& attempt) {
  return ledger_.store().read<Account>([&](store::ReadTxn& txn) -> Result<Account> {
    const UtcTime now = ledger_.clock().now();
    ALCOVE_TRY(check_throttle(txn, attempt.by_name(), now));
    ALCOVE_TRY(check_throttle(txn, attempt.by_device(), now));
    Account account;
    account.staff = find_staff_by_name(txn, name);
    if (account.staff && account.staff->disabled_at) account.staff.reset();
    const StaffId id = account.staff ? account.staff->id : StaffId();
    account.password = find_password(txn, id);
    account.code = find_staff_code(txn, id);
    return account;
  });
}

// What the throttle itself refuses, or the box could not look up, is no failure of the person's.
Error SessionService::refuse(const Principal& at, const Attempt& attempt, audit::Event event,
                             Error error) {
  event.outcome = "refused";
  event.reason = std::string(error_code_word(error.code));
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    if (error.code == ErrorCode::kWrongSignIn || error.code == ErrorCode::kWrongCode) {
      note_failure(txn, attempt.by_name(), kNameRule);
      note_failure(txn, attempt.by_device(), kDeviceRule);
    }
    txn.record(event);
    return true;
  };
  const auto recorded = ledger_.write<bool>(at.actor(), work);
  if (!recorded) return recorded.error();
  return error;
}

Result<void> SessionService::check_new_password(std::string_view password,
                                                const StaffRecord& staff) const {
  if (const auto problem = rules::password_problem(password, context_of(staff, clinic_name_))) {
    return Error{ErrorCode::kPasswordWeak, "new_password", std::string(wire::word_of(*problem))};
  }
  return {};
}

Result<Opened> SessionService::open(
    const Principal& at, const Attempt& attempt, const StaffId& person, audit::Event event,
    const std::function<Result<StaffRecord>(audit::WriteTxn&)>& settle) {
  SessionRecord session;
  session.id = SessionId::make(ledger_.clock().now(), ledger_.random());
  session.staff = person;
  session.device = at.device;
  session.station = at.station;
  const SecretToken token = make_token(ledger_.random());
  audit::Actor actor = at.actor();
  actor.person = person;
  actor.session = session.id;
  std::vector<SessionId> ended;
  const std::function<Result<Opened>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<Opened> {
    ALCOVE_ASSIGN(const StaffRecord staff, settle(txn));
    ALCOVE_CHECK(staff.id == person);
    clear_throttle(txn, attempt.by_name());
    ended = end_sessions_on(txn, at.device, "switched");
    session.opened_at = session.active_at = txn.now();
    session.expires_at = txn.now() + kSessionLife;
    insert_session(txn, session, token.hash);
    event.record = audit::as_record(session.id);
    txn.record(event);
    return Opened{.token = in_reply(token), .state = state_of(txn, session)};
  };
  ALCOVE_ASSIGN(auto committed, ledger_.write<Opened>(actor, work));
  tell_ended(ended);
  return std::move(committed.value);
}

Result<Opened> SessionService::sign_in(const Principal& at,
                                       const api::session::SignInRequest& request) {
  const Principal terminal = without_person(at);
  const std::string name = sign_in_key(request.sign_in_name);
  const Attempt attempt(*this, at.device, name);
  if (!attempt.started()) return one_at_a_time();
  const audit::Event event = event_of("session.sign_in", attempt.name_hash());
  const Result<Account> account = find_account(name, attempt);
  if (!account) return refuse(terminal, attempt, event, account.error());
  ALCOVE_ASSIGN(const bool right, hasher_.matches(request.password, account->password));
  if (!right || !account->staff) return refuse(terminal, attempt, event, wrong_sign_in());
  std::optional<SecretHash> made_anew;
  if (hasher_.outdated(*account->password)) {
    ALCOVE_ASSIGN(made_anew, hasher_.hash_password(request.password));
  }
  return open(terminal, attempt, account->staff->id, event,
              [&](audit::WriteTxn& txn) -> Result<StaffRecord> {
                // Disabled, or another password, since the hash was read?
                auto staff = find_staff(txn, account->staff->id);
                const auto password = find_password(txn, account->staff->id);
                if (!staff || staff->disabled_at || !password ||
                    password->hash != account->password->hash) {
                  return wrong_sign_in();
                }
                if (made_anew) put_password(txn, staff->id, *made_anew);
                return std::move(*staff);
              });
}

Result<Person> SessionService::prove_person(const Principal& at,
                                            const api::session::SignInRequest& request) {
  const Principal terminal = without_person(at);
  const std::string name = sign_in_key(request.sign_in_name);
  const Attempt attempt(*this, at.device, name);
  if (!attempt.started()) return one_at_a_time();
  const audit::Event event = event_of("session.prove", attempt.name_hash());
  const Result<Account> account = find_account(name, attempt);
  if (!account) return refuse(terminal, attempt, event, account.error());
  ALCOVE_ASSIGN(const bool right, hasher_.matches(request.password, account->password));
  if (!right || !account->staff) return refuse(terminal, attempt, event, wrong_sign_in());
  audit::Actor actor = terminal.actor();
  actor.person = account->staff->id;
  const std::function<Result<Person>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<Person> {
    const auto staff = find_staff(txn, account->staff->id);
    if (!staff || staff->disabled_at) return wrong_sign_in();
    clear_throttle(txn, attempt.by_name());
    txn.record(event);
    return Person{.staff = staff->id,
                  .session = {},
                  .display_name = staff->display_name,
                  .credential = staff->credential,
                  .roles = staff->roles,
                  .crisis = staff->crisis};
  };
  ALCOVE_ASSIGN(auto committed, ledger_.write<Person>(actor, work));
  return std::move(committed.value);
}

Result<Opened> SessionService::first_password(const Principal& at,
                                              const api::session::FirstPasswordRequest& request) {
  const Principal terminal = without_person(at);
  const std::string name = sign_in_key(request.sign_in_name);
  const Attempt attempt(*this, at.device, name);
  if (!attempt.started()) return one_at_a_time();
  const audit::Event event = event_of("session.first_password", attempt.name_hash());
  const Result<Account> account = find_account(name, attempt);
  if (!account) return refuse(terminal, attempt, event, account.error());
  const Result<crypto::Hash256> typed = keys::set_up_code_hash(request.code);
  const auto fits = [&typed](const std::optional<StaffCode>& code, UtcTime now) {
    return typed && code && code->expires_at > now && equal_secrets(*typed, code->hash);
  };
  if (!account->staff || !fits(account->code, ledger_.clock().now())) {
    return refuse(terminal, attempt, event, wrong_code());
  }
  ALCOVE_TRY(check_new_password(request.new_password, *account->staff));
  ALCOVE_ASSIGN(const SecretHash hash, hasher_.hash_password(request.new_password));
  return open(terminal, attempt, account->staff->id, event,
              [&](audit::WriteTxn& txn) -> Result<StaffRecord> {
                auto staff = find_staff(txn, account->staff->id);
                if (!staff || staff->disabled_at ||
                    !fits(find_staff_code(txn, account->staff->id), txn.now())) {
                  return wrong_code();
                }
                delete_staff_code(txn, staff->id);
                put_password(txn, staff->id, hash);
                return std::move(*staff);
              });
}

Result<Opened> SessionService::first_administrator(
    const Principal& at, const api::session::FirstAdministratorRequest& request) {
  const Principal terminal = without_person(at);
  // All tries at set-up codes count together, whatever names come with them.
  const Attempt attempt(*this, at.device, "(set-up)");
  if (!attempt.started()) return one_at_a_time();
  const audit::Event event = event_of("session.first_administrator", attempt.name_hash());
  const Result<Account> throttled = find_account("(set-up)", attempt);
  if (!throttled) return refuse(terminal, attempt, event, throttled.error());
  const Result<crypto::Hash256> typed = keys::set_up_code_hash(request.code);
  ALCOVE_ASSIGN(const bool good, ledger_.store().read<bool>([&](store::ReadTxn& txn) {
    return Result<bool>(typed && set_up_code_waits(txn, *typed, ledger_.clock().now()));
  }));
  if (!good) return refuse(terminal, attempt, event, wrong_code());
  ALCOVE_ASSIGN(StaffRecord wanted, checked_staff({.sign_in_name = request.sign_in_name,
                                                   .display_name = request.display_name,
                                                   .credential = "",
                                                   .roles = {api::Role::kAdministrator}}));
  ALCOVE_TRY(check_new_password(request.new_password, wanted));
  ALCOVE_ASSIGN(const SecretHash hash, hasher_.hash_password(request.new_password));
  wanted.id = StaffId::make(ledger_.clock().now(), ledger_.random());
  return open(terminal, attempt, wanted.id, event,
              [&](audit::WriteTxn& txn) -> Result<StaffRecord> {
                if (!take_set_up_code(txn, *typed)) return wrong_code();
                ALCOVE_TRY(add_staff(txn, wanted));
                put_password(txn, wanted.id, hash);
                return wanted;
              });
}

}  // namespace alcove::access
