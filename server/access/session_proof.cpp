// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/attempt.h"
#include "server/access/secret_token.h"
#include "server/access/sessions.h"
#include "server/access/staff.h"

// Proving, within a session, that it is still the same person: by the PIN or by the password.
namespace alcove::access {
namespace {

Error only_the_password() {
  return {ErrorCode::kWrongState, "pin",
          "there is no PIN, or it was mistyped too often; the password unlocks"};
}

Error one_at_a_time() {
  return {ErrorCode::kTooMany, {}, "another try in this session is under way"};
}

}  // namespace

// The last try takes the PIN away and locks.
Result<std::int64_t> SessionService::note_wrong_pins(const Principal& who, std::int64_t wrong,
                                                     const char* action, std::string_view where) {
  const std::function<Result<std::int64_t>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::int64_t> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    const std::int64_t failures = std::min(kPinTries, session.pin_failures + wrong);
    const std::int64_t left = kPinTries - failures;
    put_pin_failures(txn, session.id, failures);
    if (left == 0) {
      put_pin(txn, session.id, std::nullopt);
      lock_session(txn, session.id);
    }
    txn.record({.action = action,
                .client = {},
                .record = audit::as_record(session.id),
                .reason = "wrong_pin",
                .outcome = "refused",
                .detail = fmt::format("{}tries left: {}", where, left)});
    return left;
  };
  ALCOVE_ASSIGN(const auto recorded, ledger_.write<std::int64_t>(who.actor(), work));
  return recorded.value;
}

Result<api::session::State> SessionService::count_pin_tries(
    const Principal& who, const api::session::PinTriesRequest& request) {
  ALCOVE_TRY(note_wrong_pins(who, request.wrong, "session.unlock",
                             fmt::format("{} while the box was away; ", request.wrong)));
  return read_state(who.session());
}

Result<SessionService::Proven> SessionService::prove_by_pin(const Principal& who,
                                                            std::string_view pin,
                                                            const char* action) {
  const Attempt attempt(*this, who.device, who.session().text());
  if (!attempt.started()) return one_at_a_time();
  ALCOVE_ASSIGN(const SessionRecord session,
                ledger_.store().read<SessionRecord>(
                    [&](store::ReadTxn& txn) { return need_session(txn, who.session()); }));
  if (!session.pin) return only_the_password();
  ALCOVE_ASSIGN(const bool right, hasher_.matches(pin, session.pin));
  if (right) return Proven();
  ALCOVE_ASSIGN(const std::int64_t left, note_wrong_pins(who, 1, action, ""));
  return Error{ErrorCode::kWrongCode, "pin",
               fmt::format("the PIN is not right; tries left: {}", left)};
}

Result<SessionService::Proven> SessionService::prove_by_password(const Principal& who,
                                                                 std::string_view password,
                                                                 const char* action) {
  ALCOVE_ASSIGN(const std::string name,
                ledger_.store().read<std::string>([&](store::ReadTxn& txn) -> Result<std::string> {
                  const auto staff = find_staff(txn, who.staff());
                  ALCOVE_CHECK(staff.has_value());
                  return staff->sign_in_name;
                }));
  const Attempt attempt(*this, who.device, name);
  if (!attempt.started()) return one_at_a_time();
  const audit::Event event{.action = action,
                           .client = {},
                           .record = audit::as_record(who.session()),
                           .reason = {},
                           .outcome = {},
                           .detail = "password"};
  const Result<Account> account = find_account(name, attempt);
  if (!account) return refuse(who, attempt, event, account.error());
  ALCOVE_ASSIGN(const bool right, hasher_.matches(password, account->password));
  if (!right || !account->staff) {
    return refuse(who, attempt, event,
                  {ErrorCode::kWrongSignIn, "password", "the password is not right"});
  }
  return Proven(attempt.by_name());
}

Result<SessionService::Proven> SessionService::prove(const Principal& who,
                                                     const api::session::Proof& proof,
                                                     const char* action) {
  if (proof.pin.has_value() == proof.password.has_value()) {
    return Error{ErrorCode::kOutOfRange, {}, "either the PIN or the password"};
  }
  if (proof.pin) return prove_by_pin(who, *proof.pin, action);
  return prove_by_password(who, *proof.password, action);
}

Result<api::session::State> SessionService::unlock(const Principal& who,
                                                   const api::session::Proof& proof) {
  ALCOVE_ASSIGN(const Proven proven, prove(who, proof, "session.unlock"));
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    unlock_session(txn, session.id);
    if (proven) {
      // Whoever needs the password has forgotten the PIN: a new one is chosen.
      put_pin(txn, session.id, std::nullopt);
      clear_throttle(txn, *proven);
    }
    txn.record({.action = "session.unlock",
                .record = audit::as_record(session.id),
                .detail = proven ? "password" : "pin"});
    return true;
  };
  ALCOVE_TRY(ledger_.write<bool>(who.actor(), work));
  touch(who.session(), ledger_.clock().now());
  return read_state(who.session());
}

Result<api::session::Confirmation> SessionService::confirm(const Principal& who,
                                                           const api::session::Proof& proof) {
  ALCOVE_ASSIGN(const Proven proven, prove(who, proof, "session.confirm"));
  const SecretToken token = make_token(ledger_.random());
  const std::function<Result<UtcTime>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<UtcTime> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    const UtcTime until = txn.now() + kConfirmationLife;
    insert_confirmation(txn, session.id, token.hash, until);
    put_pin_failures(txn, session.id, 0);
    if (proven) clear_throttle(txn, *proven);
    txn.record({.action = "session.confirm",
                .record = audit::as_record(session.id),
                .detail = proven ? "password" : "pin"});
    return until;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<UtcTime>(who.actor(), work));
  return api::session::Confirmation{.token = in_reply(token), .expires_at = committed.value};
}

Result<void> SessionService::change_password(const Principal& who,
                                             const api::session::ChangePasswordRequest& request) {
  ALCOVE_ASSIGN(const Proven proven,
                prove_by_password(who, request.current_password, "session.password"));
  ALCOVE_ASSIGN(const StaffRecord staff,
                ledger_.store().read<StaffRecord>([&](store::ReadTxn& txn) -> Result<StaffRecord> {
                  auto found = find_staff(txn, who.staff());
                  ALCOVE_CHECK(found.has_value());
                  return std::move(*found);
                }));
  ALCOVE_TRY(check_new_password(request.new_password, staff));
  ALCOVE_ASSIGN(const SecretHash hash, hasher_.hash_password(request.new_password));
  const std::function<Result<std::vector<SessionId>>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::vector<SessionId>> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    put_password(txn, staff.id, hash);
    clear_throttle(txn, *proven);
    std::vector<SessionId> ended = end_sessions_of(txn, staff.id, "password", session.id);
    txn.record({.action = "session.password",
                .record = audit::as_record(staff.id),
                .detail = fmt::format("other sessions ended: {}", ended.size())});
    return ended;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<std::vector<SessionId>>(who.actor(), work));
  tell_ended(committed.value);
  return {};
}

}  // namespace alcove::access
