// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/access/roles.h"
#include "server/audit/event.h"
#include "shared/base/check.h"
#include "shared/wire/route.h"

namespace alcove::access {

// Why somebody looks or writes (45 CFR 164.506 and 42 CFR 2.31 know these words). The pipeline
// chooses the first under which the access decision says yes; break-glass is never chosen, only
// asked for, with a reason.
enum class Purpose : std::uint8_t { kNone, kTreatment, kPayment, kOperations, kBreakGlass };

// The signed-in person of a request.
struct Person {
  StaffId staff;
  SessionId session;
  std::string display_name;
  std::string credential;  // "LCSW", as it stands under a signature; may be empty
  RoleSet roles;
  bool crisis = false;  // is told of every safety alert, whatever the roles
  bool locked = false;  // the session waits for its PIN
};

// Who asks, from where and for what: made by the pipeline for each request from the certificate of
// the connection and the session's token, given to every handler by const reference. It is a value
// and stays true only for the request it was made for.
struct Principal {
  DeviceId device;  // nil only on the enrolment port, where no terminal is known yet
  std::string device_name;
  wire::Station station = wire::Station::kLobby;
  std::optional<Person> person;  // nobody at the lobby, and before signing in
  Purpose purpose = Purpose::kNone;

  // For handlers of routes whose permission needs a person: the pipeline has seen to it.
  const Person& signed_in() const {
    ALCOVE_CHECK(person.has_value());
    return *person;
  }
  StaffId staff() const { return signed_in().staff; }
  SessionId session() const { return signed_in().session; }

  // The same as the audit chain knows it.
  audit::Actor actor() const;
};

}  // namespace alcove::access

namespace alcove::wire {

template <>
struct EnumWords<access::Purpose> {
  static constexpr EnumWord<access::Purpose> words[] = {
      {access::Purpose::kNone, ""},
      {access::Purpose::kTreatment, "treatment"},
      {access::Purpose::kPayment, "payment"},
      {access::Purpose::kOperations, "operations"},
      {access::Purpose::kBreakGlass, "break_glass"}};
};

}  // namespace alcove::wire
