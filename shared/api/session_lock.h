// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/api/session.h"
#include "shared/wire/route.h"

// The PIN of a session, locking and unlocking, and the proof that signing asks for.
namespace alcove::api::session {

inline constexpr wire::Text kPin = wire::secret(6, 6);

struct ChoosePinRequest {
  std::string pin;
  // To take the place of a PIN that was chosen before: the token of `confirm`.
  std::optional<Bytes> confirmation{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("pin", self.pin, kPin);
    visit("confirmation", self.confirmation, wire::bytes(kTokenBytes, kTokenBytes));
  }
};

// The PIN unlocks this session on this terminal only. Refusals: kPasswordWeak (too easily guessed),
// kWrongState (there is one already).
inline constexpr wire::Route<ChoosePinRequest, State> choose_pin{
    .method = wire::Method::kPost,
    .path = "/v1/session/pin",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

// Wrong PINs that the terminal counted while the box was away: they count here too.
struct PinTriesRequest {
  std::int64_t wrong = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wrong", self.wrong, wire::range(1, 5));
  }
};

// The fifth in all takes the PIN away and locks, as at the box.
inline constexpr wire::Route<PinTriesRequest, State> pin_tries{
    .method = wire::Method::kPost,
    .path = "/v1/session/pin_tries",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

enum class LockReason : std::uint8_t { kByHand, kIdle, kHandedOver };

struct LockRequest {
  LockReason why = LockReason::kByHand;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("why", self.why);
  }
};

// Locking a locked session changes nothing.
inline constexpr wire::Route<LockRequest, State> lock{.method = wire::Method::kPost,
                                                      .path = "/v1/session/lock",
                                                      .permission = wire::Permission::kSignedIn,
                                                      .audit = wire::AuditClass::kAccess,
                                                      .stations = wire::kStaffStations,
                                                      .when_locked = wire::WhenLocked::kAllow};

// Exactly one of the two.
struct Proof {
  std::optional<std::string> pin{};
  std::optional<std::string> password{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("pin", self.pin, kPin);
    visit("password", self.password, kPassword);
  }
};

// Refusals: kWrongCode (the PIN; its field is "pin"), kWrongState (no PIN, or no tries left: the
// password), kWrongSignIn (the password), kThrottled.
inline constexpr wire::Route<Proof, State> unlock{.method = wire::Method::kPost,
                                                  .path = "/v1/session/unlock",
                                                  .permission = wire::Permission::kSignedIn,
                                                  .audit = wire::AuditClass::kAccess,
                                                  .stations = wire::kStaffStations,
                                                  .when_locked = wire::WhenLocked::kAllow};

struct Confirmation {
  Bytes token;  // goes into the request that signs; once, by this session
  UtcTime expires_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("token", self.token, wire::bytes(kTokenBytes, kTokenBytes));
    visit("expires_at", self.expires_at);
  }
};

// The re-authentication that signing needs. Refusals as for unlock; the last wrong PIN locks.
inline constexpr wire::Route<Proof, Confirmation> confirm{.method = wire::Method::kPost,
                                                          .path = "/v1/session/confirm",
                                                          .permission = wire::Permission::kSignedIn,
                                                          .audit = wire::AuditClass::kAccess,
                                                          .stations = wire::kStaffStations,
                                                          .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::session

namespace alcove::wire {

template <>
struct EnumWords<api::session::LockReason> {
  static constexpr EnumWord<api::session::LockReason> words[] = {
      {api::session::LockReason::kByHand, "by_hand"},
      {api::session::LockReason::kIdle, "idle"},
      {api::session::LockReason::kHandedOver, "handed_over"}};
};

}  // namespace alcove::wire
