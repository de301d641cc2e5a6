// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string_view>

#include "server/access/observers.h"
#include "server/access/password_hash.h"
#include "server/access/principal.h"
#include "server/access/session_store.h"
#include "server/access/staff_store.h"
#include "server/access/throttle.h"
#include "server/audit/ledger.h"
#include "shared/api/session.h"
#include "shared/api/session_lock.h"
#include "shared/api/session_password.h"
#include "shared/api/session_voucher.h"

namespace alcove::access {

inline constexpr std::chrono::hours kSessionLife{12};
inline constexpr std::int64_t kPinTries = 5;
inline constexpr std::chrono::minutes kConfirmationLife{2};

// Whether a look at a session counts as the person being there.
enum class Touch : std::uint8_t { kNo, kYes };

// Sessions: from the password to signing out. Each method keeps its own books: what it changes and
// what it refuses are events of the audit chain, durable before it returns. Slow where a password
// is checked, so never call it on the writer's thread. Thread-safe.
//
// A name that nobody has is treated like one that somebody has and mistyped: the same work, the
// same counting, the same bytes.
class SessionService {
 public:
  SessionService(audit::Ledger& ledger, PasswordHasher& hasher, AccessObservers& observers,
                 std::string clinic_name);

  // The person of a request, from the token as it travels (hexadecimal). kNotSignedIn when there is
  // no such session on this terminal, or no more. A session without a touch for longer than the
  // station's idle time is locked from then on, whatever its terminal did. That this service began
  // counts as a touch: nobody is locked out in mid-sentence because the box was started again.
  Result<Person> find_person(const DeviceId& device, std::string_view token,
                             Touch touch = Touch::kYes);

  Result<api::session::Opened> sign_in(const Principal& at,
                                       const api::session::SignInRequest& request);
  Result<api::session::Opened> first_password(const Principal& at,
                                              const api::session::FirstPasswordRequest& request);
  Result<api::session::Opened> first_administrator(
      const Principal& at, const api::session::FirstAdministratorRequest& request);
  // Name and password for one act at a terminal, without a session (the person's `session` is nil);
  // refused, counted and written down as signing in is.
  Result<Person> prove_person(const Principal& at, const api::session::SignInRequest& request);
  Result<void> change_password(const Principal& who,
                               const api::session::ChangePasswordRequest& request);

  Result<api::session::State> state(const Principal& who);
  Result<api::session::State> choose_pin(const Principal& who,
                                         const api::session::ChoosePinRequest& request);
  Result<api::session::State> count_pin_tries(const Principal& who,
                                              const api::session::PinTriesRequest& request);
  Result<api::session::State> lock(const Principal& who, const api::session::LockRequest& request);
  Result<api::session::State> unlock(const Principal& who, const api::session::Proof& proof);
  Result<api::session::Confirmation> confirm(const Principal& who,
                                             const api::session::Proof& proof);
  Result<void> sign_out(const Principal& who);
  // The box's word that the session was opened: session_voucher.h.
  Result<api::session::VoucherReply> voucher(const Principal& who);

  // For the nightly work: ends what is past its time, so that its spans are closed.
  Result<void> end_expired();

 private:
  class Attempt;
  struct Account {
    std::optional<StaffRecord> staff;
    std::optional<SecretHash> password;
    std::optional<StaffCode> code;
  };

  // sign_in.cpp
  Result<Account> find_account(const std::string& name, const Attempt& attempt);
  // Records and counts the refusal and gives it back.
  Error refuse(const Principal& at, const Attempt& attempt, audit::Event event, Error error);
  Result<void> check_new_password(std::string_view password, const StaffRecord& staff) const;
  // `settle` decides once more within the write, makes what is to be made and gives the person.
  Result<api::session::Opened> open(
      const Principal& at, const Attempt& attempt, const StaffId& person, audit::Event event,
      const std::function<Result<StaffRecord>(audit::WriteTxn&)>& settle);

  // session_proof.cpp
  // The name whose count of failures is cleared, where it was the password.
  using Proven = std::optional<ThrottleSubject>;
  Result<Proven> prove(const Principal& who, const api::session::Proof& proof, const char* action);
  Result<Proven> prove_by_pin(const Principal& who, std::string_view pin, const char* action);
  Result<Proven> prove_by_password(const Principal& who, std::string_view password,
                                   const char* action);
  // Gives how many tries are left.
  Result<std::int64_t> note_wrong_pins(const Principal& who, std::int64_t wrong, const char* action,
                                       std::string_view where);

  api::session::State state_of(store::ReadTxn& txn, const SessionRecord& session) const;
  Result<api::session::State> read_state(const SessionId& session);
  Result<SessionRecord> need_session(store::ReadTxn& txn, const SessionId& session) const;
  bool is_locked(const SessionRecord& session, std::chrono::seconds idle_limit) const;
  void touch(const SessionId& session, UtcTime now);
  void tell_ended(const std::vector<SessionId>& ended);

  audit::Ledger& ledger_;
  PasswordHasher& hasher_;
  AccessObservers& observers_;
  std::string clinic_name_;
  UtcTime began_;
  mutable std::mutex mutex_;
  std::map<SessionId, UtcTime> touched_;
  std::set<crypto::Hash256> under_way_;
};

// For features that sign: takes the proof given to `confirm`, once, within the write that signs.
// kNotSignedIn when it does not belong to this session, was used or is out of time.
Result<void> take_proof(audit::WriteTxn& txn, const Principal& who, ByteView confirmation);

}  // namespace alcove::access
