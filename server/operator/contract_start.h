// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/wire/fields.h"

namespace alcove::operation {

// What the server found when it opened the box, and how long that took.
struct StartReport {
  UtcTime opened_at;
  bool after_unclean_end = false;    // the power went, or the program was killed
  std::int64_t recovered_bytes = 0;  // of the write-ahead log that was left behind
  std::vector<std::string> checks;   // what was looked at and found good, in words
  std::int64_t pages = 0;            // read after an unclean end; else none
  std::int64_t events = 0;           // likewise
  std::int64_t milliseconds = 0;     // from the key to the last check

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("opened_at", self.opened_at);
    visit("after_unclean_end", self.after_unclean_end);
    visit("recovered_bytes", self.recovered_bytes, wire::range(0, INT64_MAX));
    visit("checks", self.checks, wire::at_most(16, wire::line(1, 200)));
    visit("pages", self.pages, wire::range(0, INT64_MAX));
    visit("events", self.events, wire::range(0, INT64_MAX));
    visit("milliseconds", self.milliseconds, wire::range(0, INT64_MAX));
  }
};

}  // namespace alcove::operation
