// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/formats/pdf/table.h"
#include "shared/base/time.h"

// The day's list on paper, by which the clinic works when the box is down: a table (table.h).
namespace alcove::pdf {

enum class Message : std::uint8_t { kMayBeLeft, kNotToBeLeft };

struct DayListPhone {
  std::string number;
  Message message = Message::kNotToBeLeft;
};

struct DayListVisit {
  LocalDateTime start;                        // as the clock shows it
  std::optional<LocalDateTime> said_start{};  // that falls into the gap of spring
  std::string legal_name;                     // "Morales, Lucía"
  std::string goes_by;                        // "Lu Morales"; empty: the same
  std::int64_t record_number = 0;
  std::string interpreter{};         // "Spanish", where one is needed and not booked
  std::vector<std::string> takes{};  // "interpreter: N. Okafor", "equipment: test kit"
  std::vector<DayListPhone> phones;
  bool no_calls = false;  // the client asks not to be called
  std::string ask_for{};  // on the phone; empty: the client's name
  std::string clinician;
  std::string room;  // empty: none yet
  std::string service;
  std::string state;
};

struct DayList {
  std::string clinic;
  LocalDate day;
  LocalDateTime printed_at;  // on the clinic's clock
  UtcTime made_at;           // the same moment, as the file says it of itself
  std::vector<DayListVisit> visits;
};

Printed write_day_list(const DayList& list);

}  // namespace alcove::pdf
