// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/api/session.h"
#include "shared/wire/route.h"

// Setting a password: the first one with a one-time code, later ones with the one before.
namespace alcove::api::session {

inline constexpr wire::Text kOneTimeCode = wire::secret(1, 64);

struct FirstPasswordRequest {
  std::string sign_in_name;
  std::string code;  // of `alcovectl staff add`, `reset` or `enable`
  std::string new_password;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, kSignInName);
    visit("code", self.code, kOneTimeCode);
    visit("new_password", self.new_password, kPassword);
  }
};

// Sets one's own password with a one-time code and signs in. Refusals: kWrongCode (no such name,
// wrong code, used, out of time: the same), kThrottled, kPasswordWeak (the detail is a word of
// rules::PasswordProblem).
inline constexpr wire::Route<FirstPasswordRequest, Opened> first_password{
    .method = wire::Method::kPost,
    .path = "/v1/session/first_password",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

struct FirstAdministratorRequest {
  std::string code;  // of `alcovectl init`
  std::string sign_in_name;
  std::string display_name;
  std::string new_password;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code, kOneTimeCode);
    visit("sign_in_name", self.sign_in_name, kSignInName);
    visit("display_name", self.display_name, wire::line(1, 100));
    visit("new_password", self.new_password, kPassword);
  }
};

// On a new box: makes the first administrator and signs in. Refusals: kWrongCode, kThrottled,
// kPasswordWeak, kOutOfRange (the sign-in name), kAlreadyExists.
inline constexpr wire::Route<FirstAdministratorRequest, Opened> first_administrator{
    .method = wire::Method::kPost,
    .path = "/v1/session/first_administrator",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

struct ChangePasswordRequest {
  std::string current_password;
  std::string new_password;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("current_password", self.current_password, kPassword);
    visit("new_password", self.new_password, kPassword);
  }
};

// Ends every other session of the person. Refusals: kWrongSignIn, kPasswordWeak, kThrottled.
inline constexpr wire::Route<ChangePasswordRequest, wire::Nothing> change_password{
    .method = wire::Method::kPost,
    .path = "/v1/session/password",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::session
