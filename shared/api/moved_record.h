// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "shared/base/time.h"
#include "shared/wire/fields.h"

// What was written into the wrong record stays there, marked, and stands anew in the right one.
// Neither side names the other client.
namespace alcove::api {

// Entered in error: it counts for nothing in this record any more, and stays readable.
struct EnteredInError {
  UtcTime at;
  std::string by_name;
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("by_name", self.by_name, wire::line(1, 100));
    visit("reason", self.reason, wire::line(1, 200));
  }
};

// Brought here from another record. Its own times are those at which it was answered.
struct MovedHere {
  UtcTime at;
  std::string by_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("by_name", self.by_name, wire::line(1, 100));
  }
};

}  // namespace alcove::api
