// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/time.h"

// The day's list on paper, by which the clinic works when the box is down. Pure: the same list
// gives the same bytes, on a machine with the same fonts. Letter, landscape; every page says that
// it is confidential and which of how many it is. Long words wrap inside their column; a visit is
// never split over two pages.
namespace alcove::pdf {

enum class Message : std::uint8_t { kMayBeLeft, kNotToBeLeft };

struct DayListPhone {
  std::string number;
  Message message = Message::kNotToBeLeft;
};

struct DayListVisit {
  LocalDateTime start;
  std::string legal_name;  // "Morales, Lucía"
  std::string goes_by;     // "Lu Morales"; empty: the same
  std::int64_t record_number = 0;
  std::string interpreter{};  // "Spanish", where one is needed; empty: none is
  std::vector<DayListPhone> phones;
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

struct DayListPaper {
  Bytes bytes;
  std::int64_t pages = 0;
};
DayListPaper write_day_list(const DayList& list);

}  // namespace alcove::pdf
