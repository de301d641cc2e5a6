// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/alerts/alert_strip.h"
#include "kiosk/text/language.h"
#include "shared/api/help_calls.h"

namespace alcove::flows {

// As what a call from the lobby stands in the strip.
constexpr screens::alerts::RowKind row_kind(api::check_in::CallKind kind) {
  switch (kind) {
    case api::check_in::CallKind::kHelp:
      return screens::alerts::RowKind::kHelp;
    case api::check_in::CallKind::kTooManyTries:
      return screens::alerts::RowKind::kTooManyTries;
    case api::check_in::CallKind::kStopped:
      return screens::alerts::RowKind::kStopped;
    case api::check_in::CallKind::kSetAside:
      return screens::alerts::RowKind::kSetAside;
    case api::check_in::CallKind::kNeedsClinician:
      return screens::alerts::RowKind::kNeedsClinician;
  }
  return screens::alerts::RowKind::kHelp;
}

// "today at 9:41": when it was said, of a call that came home late; empty for any other.
std::string said_words(text::Language language, const Zone& zone, UtcTime now,
                       const std::optional<UtcTime>& said);

}  // namespace alcove::flows
