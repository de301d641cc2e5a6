// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace alcove::flows::lobby {

// After an answer that calls for a person: whether somebody can know of it, and who was called.
struct Support {
  bool undelivered = false;   // it is not at the box
  bool nobody_hears = false;  // it is, and no terminal of the staff can show its alert
  bool go_on_after = false;   // the item behind the words of support is answered
  // From the words of support. A call that was made before, from another screen and for another
  // reason, is not this one.
  enum class Call : std::uint8_t { kNone, kMade, kHeard };
  Call call = Call::kNone;

  bool in_person() const { return undelivered || nobody_hears; }
};

}  // namespace alcove::flows::lobby
