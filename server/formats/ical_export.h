// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/time.h"

// A calendar to take along, as RFC 5545 writes it: pure, structs in, text out. Lines end in CRLF
// and are folded at 75 octets, never within a character. Times are on the wall of `zone`, whose
// rules go with them (VTIMEZONE), so that no reader needs tables of its own; a start in the hour
// that comes twice is written in UTC, because programs disagree about it.
namespace alcove::ical {

enum class Status : std::uint8_t { kConfirmed, kCancelled };

struct Event {
  std::string uid;  // the same whenever the same visit is exported
  UtcTime start;
  UtcTime end;                // later than the start
  std::int64_t sequence = 0;  // grows with every change
  std::string summary;        // what a passer-by may read
  std::string location;       // may be empty
  Status status = Status::kConfirmed;
};

struct Calendar {
  Zone zone;
  UtcTime made_at;
  std::vector<Event> events;
};

std::string write(const Calendar& calendar);

}  // namespace alcove::ical
