// SPDX-License-Identifier: Apache-2.0
#include "server/access/sessions.h"

#include <algorithm>

#include "server/access/device_store.h"
#include "server/access/secret_token.h"
#include "shared/rules/password_rules.h"

namespace alcove::access {
namespace {

constexpr std::size_t kMaxTouched = 4096;

Error not_signed_in() {
  return {ErrorCode::kNotSignedIn, {}, "the session is over; sign in again"};
}

}  // namespace

SessionService::SessionService(audit::Ledger& ledger, PasswordHasher& hasher,
                               AccessObservers& observers, std::string clinic_name)
    : ledger_(ledger),
      hasher_(hasher),
      observers_(observers),
      clinic_name_(std::move(clinic_name)),
      began_(ledger.clock().now()) {}

Result<Person> SessionService::find_person(const DeviceId& device, std::string_view token,
                                           Touch touch_it) {
  const std::optional<crypto::Hash256> hash = hash_of_token(token);
  if (!hash) return not_signed_in();
  const UtcTime now = ledger_.clock().now();
  ALCOVE_ASSIGN(const auto found,
                ledger_.store().read<Person>([&](store::ReadTxn& txn) -> Result<Person> {
                  const auto session = find_session_by_token(txn, *hash);
                  if (!session || session->device != device || session->expires_at <= now) {
                    return not_signed_in();
                  }
                  const auto staff = find_staff(txn, session->staff);
                  if (!staff) return not_signed_in();
                  return Person{.staff = staff->id,
                                .session = session->id,
                                .display_name = staff->display_name,
                                .credential = staff->credential,
                                .roles = staff->roles,
                                .crisis = staff->crisis,
                                .locked = is_locked(*session, idle_lock(txn, session->station))};
                }));
  if (touch_it == Touch::kYes && !found.locked) touch(found.session, now);
  return found;
}

bool SessionService::is_locked(const SessionRecord& session,
                               std::chrono::seconds idle_limit) const {
  if (session.locked) return true;
  // Who was touched last before a start is not kept; a terminal that was left alone has locked
  // itself.
  UtcTime active = std::max(session.active_at, began_);
  {
    const std::lock_guard lock(mutex_);
    const auto found = touched_.find(session.id);
    if (found != touched_.end()) active = std::max(active, found->second);
  }
  return ledger_.clock().now() - active >= idle_limit;
}

void SessionService::touch(const SessionId& session, UtcTime now) {
  const std::lock_guard lock(mutex_);
  // What falls out goes by what the store knows: at worst a session is locked too early.
  if (touched_.size() >= kMaxTouched && !touched_.contains(session)) touched_.clear();
  touched_[session] = now;
}

void SessionService::tell_ended(const std::vector<SessionId>& ended) {
  {
    const std::lock_guard lock(mutex_);
    for (const SessionId& session : ended) touched_.erase(session);
  }
  for (const SessionId& session : ended) observers_.tell({.session = session});
}

Result<SessionRecord> SessionService::need_session(store::ReadTxn& txn,
                                                   const SessionId& session) const {
  auto found = find_session(txn, session);
  if (!found || found->expires_at <= ledger_.clock().now()) return not_signed_in();
  return std::move(*found);
}

api::session::State SessionService::state_of(store::ReadTxn& txn,
                                             const SessionRecord& session) const {
  const auto staff = find_staff(txn, session.staff);
  ALCOVE_CHECK(staff.has_value());
  const std::chrono::seconds idle_limit = idle_lock(txn, session.station);
  api::session::State state;
  state.session = session.id;
  state.person = {.id = staff->id,
                  .display_name = staff->display_name,
                  .credential = staff->credential,
                  .roles = staff->roles.list(),
                  .crisis = staff->crisis};
  state.locked = is_locked(session, idle_limit);
  state.pin_chosen = session.pin.has_value();
  state.pin_tries_left = session.pin ? kPinTries - session.pin_failures : 0;
  state.expires_at = session.expires_at;
  state.idle_lock_seconds = idle_limit.count();
  state.server_time = ledger_.clock().now();
  return state;
}

Result<api::session::State> SessionService::read_state(const SessionId& session) {
  return ledger_.store().read<api::session::State>(
      [&](store::ReadTxn& txn) -> Result<api::session::State> {
        ALCOVE_ASSIGN(const SessionRecord record, need_session(txn, session));
        return state_of(txn, record);
      });
}

Result<api::session::State> SessionService::state(const Principal& who) {
  return read_state(who.session());
}

Result<api::session::State> SessionService::choose_pin(
    const Principal& who, const api::session::ChoosePinRequest& request) {
  if (const auto problem = rules::pin_problem(request.pin)) {
    return Error{ErrorCode::kPasswordWeak, "pin", std::string(wire::word_of(*problem))};
  }
  ALCOVE_ASSIGN(const SecretHash hash, hasher_.hash_pin(request.pin));
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    if (session.pin && !request.confirmation) {
      return Error{ErrorCode::kWrongState, "pin", "this session has its PIN already"};
    }
    if (session.pin) ALCOVE_TRY(take_proof(txn, who, *request.confirmation));
    put_pin(txn, session.id, hash);
    put_pin_failures(txn, session.id, 0);
    txn.record({.action = "session.pin", .record = audit::as_record(session.id)});
    return true;
  };
  ALCOVE_TRY(ledger_.write<bool>(who.actor(), work));
  return read_state(who.session());
}

Result<api::session::State> SessionService::lock(const Principal& who,
                                                 const api::session::LockRequest& request) {
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    lock_session(txn, session.id);
    txn.record({.action = "session.lock",
                .record = audit::as_record(session.id),
                .detail = std::string(wire::word_of(request.why)) +
                          (session.locked ? " (was locked)" : "")});
    return true;
  };
  ALCOVE_TRY(ledger_.write<bool>(who.actor(), work));
  return read_state(who.session());
}

Result<void> SessionService::sign_out(const Principal& who) {
  const std::function<Result<std::vector<SessionId>>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::vector<SessionId>> {
    ALCOVE_ASSIGN(const SessionRecord session, need_session(txn, who.session()));
    std::vector<SessionId> ended = end_session(txn, session.id, "signed_out");
    txn.record({.action = "session.sign_out", .record = audit::as_record(session.id)});
    return ended;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<std::vector<SessionId>>(who.actor(), work));
  tell_ended(committed.value);
  return {};
}

Result<void> SessionService::end_expired() {
  ALCOVE_ASSIGN(const bool any, ledger_.store().read<bool>([&](store::ReadTxn& txn) {
    return Result<bool>(has_expired_sessions(txn, ledger_.clock().now()));
  }));
  if (!any) return {};
  const std::function<Result<std::vector<SessionId>>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::vector<SessionId>> {
    std::vector<SessionId> ended = end_expired_sessions(txn);
    txn.record({.action = "session.expire", .detail = std::to_string(ended.size())});
    return ended;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<std::vector<SessionId>>(audit::Actor{}, work));
  tell_ended(committed.value);
  return {};
}

Result<void> take_proof(audit::WriteTxn& txn, const Principal& who, ByteView confirmation) {
  if (take_confirmation(txn, who.session(), crypto::sha256(confirmation))) return {};
  return Error{ErrorCode::kNotSignedIn, "confirmation",
               "signing needs the PIN or the password once more"};
}

}  // namespace alcove::access
