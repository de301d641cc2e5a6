// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/administration/page.h"

// A condition of the box in words: one line that says what it is and what it means, and the way
// out.
namespace alcove::screens::administration {

struct ConditionWords {
  std::string what;
  std::string way_out;  // commands are marked
};
// `now` is for "today at 2:00".
ConditionWords condition_words(text::Language language, const Zone& zone, UtcTime now,
                               const Condition& condition);

// "Started again today at 6:12 after …": what the box looked at before it served anybody, and how
// long that took.
std::string started_words(text::Language language, const Zone& zone, UtcTime now,
                          const api::administration::StartedAgain& started);

}  // namespace alcove::screens::administration
