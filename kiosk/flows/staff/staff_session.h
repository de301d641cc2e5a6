// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/flows/staff/local_pin.h"
#include "kiosk/link/box.h"
#include "shared/api/session.h"
#include "shared/api/session_lock.h"
#include "shared/api/session_password.h"

// One person's session on this terminal, from the password to signing out: asked for at the box,
// and unlocked here while the box is away. For the UI thread. Secrets are taken by value and
// overwritten.
namespace alcove::flows {

enum class Unlock : std::uint8_t {
  kOpened,
  kOpenedHere,  // by the PIN that this terminal remembers: the box does not know yet
  kWrongPin,
  kRefused,  // `problem` says why
};
struct UnlockResult {
  Unlock how = Unlock::kRefused;
  ErrorCode problem = ErrorCode::kUnavailable;
};

class StaffSession {
 public:
  explicit StaffSession(link::Box& box) : box_(box) {}
  ~StaffSession() { forget(); }
  StaffSession(const StaffSession&) = delete;
  StaffSession& operator=(const StaffSession&) = delete;

  bool open() const { return state_.has_value(); }
  const api::session::State& state() const { return *state_; }
  // The box said it anew, or the PIN was tried here.
  std::int64_t pin_tries_left() const;
  // There is a PIN, tries are left, and the session is not over.
  bool pin_unlocks() const;

  using Then = std::function<void(Result<void>)>;
  void sign_in(std::string name, std::string password, Then then);
  void first_password(api::session::FirstPasswordRequest request, Then then);
  void first_administrator(api::session::FirstAdministratorRequest request, Then then);
  // Errors: those of choose_pin.
  void choose_pin(std::string pin, Then then) { choose_pin(std::move(pin), {}, std::move(then)); }
  // In place of the one that was chosen, by the password; without one, `password` is not asked for.
  void replace_pin(std::string password, std::string pin, Then then);
  void change_password(std::string current, std::string fresh, Then then);
  // Tells the box that this terminal has hidden the session. `then` comes in any case.
  void lock(api::session::LockReason why, std::function<void()> then);
  void unlock_by_pin(std::string pin, std::function<void(UnlockResult)> then);
  void unlock_by_password(std::string password, std::function<void(UnlockResult)> then);
  // Asks how the session stands; that it was ended is heard by Box::on_session_refused.
  void refresh(std::function<void()> then);
  // Wrong PINs that were tried here while the box was away are told to it. `then` only when some
  // were.
  void tell_wrong_pins(std::function<void()> then);
  // Ends it at the box, as far as it can be reached, and forgets it here. `then` comes in any case.
  void sign_out(std::function<void()> then);
  void forget();

 private:
  void choose_pin(std::string pin, std::optional<Bytes> confirmation, Then then);
  void take(api::session::Opened opened);
  void take_state(const api::session::State& state);
  template <class Request>
  void open_with(const wire::Route<Request, api::session::Opened>& route, Request request,
                 Then then);
  void unlock_at_box(api::session::Proof proof, const std::shared_ptr<SecretBytes>& pin,
                     std::function<void(UnlockResult)> then);
  void unlock_here(const std::shared_ptr<SecretBytes>& pin, std::function<void(UnlockResult)> then);

  link::Box& box_;
  link::Life life_;
  std::optional<api::session::State> state_;
  std::shared_ptr<const LocalPin> pin_;
  bool making_pin_ = false;
  std::function<void()> when_pin_is_made_;  // somebody was quicker than the hash
  std::int64_t wrong_here_ = 0;             // PINs tried while the box was away, and not right
  std::optional<IdempotencyKey> telling_;   // of them
};

}  // namespace alcove::flows
