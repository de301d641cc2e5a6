// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/time.h"

// How a box is opened, and what that met.
namespace alcove::operation {

// What an opening does when the second copy of the head says that the store was rolled back.
enum class HeadCheck : std::uint8_t {
  kRefuse,  // to serve or to change anything would hide it
  kReport,  // to look: status and verify say it
};

struct Opening {
  std::string system_user;  // recorded with the event of the opening
  HeadCheck head_check = HeadCheck::kRefuse;
  std::int64_t refused_keys = 0;  // wrong keys tried before, while nothing could be recorded
  // Who said that the clock is right although it lies before the newest event; nobody: that refuses
  // the opening, unless it is one to look only. See step_back_store.h.
  std::optional<std::string> clock_confirmed_by{};
};

// What is wrong with the box's clock just now: told by the server that watches it.
struct ClockTrouble {
  enum class Kind : std::uint8_t {
    kSystem,     // the machine's clock was set while the box works; the box did not follow
    kTerminals,  // most terminals have another time
    kWaits,      // set back: the server would not open this box; it was opened to look only
  };
  Kind kind = Kind::kSystem;
  UtcTime since;
  std::string detail;  // a plain sentence, with both times
};

// What an opening met, for the report of a start.
struct OpeningFacts {
  std::int64_t recovered_bytes = 0;  // see unclean_end.h
  std::chrono::nanoseconds took{};
};

}  // namespace alcove::operation
