// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/staff.h"
#include "shared/wire/route.h"

// Signing in and out (the PIN and locking: session_lock.h; setting a password: session_password.h).
// A session belongs to one person
// on one terminal; a terminal has one session at a time, and signing in ends the one before it. The
// token travels in the header kSessionHeader as 64 hexadecimal digits, with every request of the
// session.
namespace alcove::api::session {

inline constexpr std::string_view kSessionHeader = "Alcove-Session";
// States a purpose ("operations", "break_glass") where the usual one is not meant.
inline constexpr std::string_view kPurposeHeader = "Alcove-Purpose";
inline constexpr std::size_t kTokenBytes = 32;

inline constexpr wire::Text kSignInName = wire::line(1, 64);
inline constexpr wire::Text kPassword = wire::secret(1, 256);  // how long it must be: shared/rules

struct State {
  SessionId session;
  staff::Member person;
  bool locked = false;
  bool pin_chosen = false;
  std::int64_t pin_tries_left = 0;  // 0: only the password unlocks
  UtcTime expires_at;               // then the password again, whatever was done
  std::int64_t idle_lock_seconds = 0;
  UtcTime server_time;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("session", self.session);
    visit("person", self.person);
    visit("locked", self.locked);
    visit("pin_chosen", self.pin_chosen);
    visit("pin_tries_left", self.pin_tries_left, wire::range(0, 5));
    visit("expires_at", self.expires_at);
    visit("idle_lock_seconds", self.idle_lock_seconds, wire::range(60, 3600));
    visit("server_time", self.server_time);
  }
};

struct Opened {
  Bytes token;
  State state;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("token", self.token, wire::bytes(kTokenBytes, kTokenBytes));
    visit("state", self.state);
  }
};

struct SignInRequest {
  std::string sign_in_name;
  std::string password;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, kSignInName);
    visit("password", self.password, kPassword);
  }
};

// Refusals: kWrongSignIn (no such name, wrong password, disabled: the same bytes after the same
// work), kThrottled (its detail ends with the instant until when), kTooMany.
inline constexpr wire::Route<SignInRequest, Opened> sign_in{
    .method = wire::Method::kPost,
    .path = "/v1/session/sign_in",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

// Who am I, and is the session locked?
inline constexpr wire::Route<wire::Nothing, State> state{.method = wire::Method::kGet,
                                                         .path = "/v1/session",
                                                         .permission = wire::Permission::kSignedIn,
                                                         .audit = wire::AuditClass::kNone,
                                                         .stations = wire::kStaffStations,
                                                         .when_locked = wire::WhenLocked::kAllow};

inline constexpr wire::Route<wire::Nothing, wire::Nothing> sign_out{
    .method = wire::Method::kPost,
    .path = "/v1/session/sign_out",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::session
