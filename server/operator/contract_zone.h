// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "shared/wire/fields.h"

namespace alcove::operation {

// What became of the visits to come when the system's time-zone rules changed last.
struct ZoneChange {
  UtcTime at;
  std::string from;  // versions: "2025a"
  std::string to;
  std::int64_t moved = 0;      // visits whose instant is another one now
  std::int64_t colliding = 0;  // of these, in two places when they were moved

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("from", self.from, wire::line(1, 16));
    visit("to", self.to, wire::line(1, 16));
    visit("moved", self.moved, wire::range(0, INT64_MAX));
    visit("colliding", self.colliding, wire::range(0, INT64_MAX));
  }
};

}  // namespace alcove::operation
