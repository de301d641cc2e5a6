// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/access/access_box.h"

// A box with one room, where "ana" signs in.
namespace alcove::testing {

inline const std::string kPin = "482915";

struct RoomBox : AccessBox {
  RoomBox() { person("ana", {api::Role::kClinician}, room); }

  access::SessionService& sessions() { return services->sessions; }
  ErrorCode found_error(const access::Principal& at, const std::string& token) {
    const auto person = services->sessions.find_person(at.device, token);
    REQUIRE_FALSE(person);
    return person.error().code;
  }
  SignedIn with_pin() {
    SignedIn in = sign_in(room, "ana");
    REQUIRE(sessions().choose_pin(in.who, {.pin = kPin}).ok());
    return in;
  }
  bool locked(const SignedIn& in) {
    return services->sessions.find_person(in.who.device, in.token, access::Touch::kNo)->locked;
  }

  access::Principal room = terminal("Room", wire::Station::kTherapyRoom);
};

}  // namespace alcove::testing
