// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/api/client_words.h"
#include "shared/rules/recurrence_rule.h"

// A visit as every list of the book shows it: who it is, with whom and where, and what is to be
// looked after.
namespace alcove::api::appointments {

struct BoardRow {
  Appointment appointment;
  std::string client_name;  // "López, María (Mari)"
  // What a card of the flow board calls the client, as the clinic's rules say (clinic_setup.h).
  std::string card_name{};
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;
  std::int64_t record_number = 0;
  LocalDate birth_date;
  std::string clinician_name;
  std::string room_name;  // empty: none yet
  std::string service_name;
  std::optional<std::int64_t> minutes_waiting;  // arrived and not yet in session
  std::vector<Flag> flags;
  // From the start so long as the clinic gives everybody (clinic_setup.h): who is expected after it
  // may be a no-show, who came after it came late. shared/rules/appointment_states.h decides both.
  UtcTime grace_until{};
  // The rule of the series that it is of, moved by hand or not; none: it is of no series.
  std::optional<std::string> repeats{};
  std::vector<resources::TakenResource> resources{};  // that it takes

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("card_name", self.card_name, wire::line(1, 200));
    visit("language", self.language);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("birth_date", self.birth_date);
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("room_name", self.room_name, wire::line(0, 60));
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("minutes_waiting", self.minutes_waiting, wire::range(0, INT64_MAX));
    visit("flags", self.flags, wire::at_most(16));
    visit("grace_until", self.grace_until);
    visit("repeats", self.repeats, wire::line(1, rules::kMaxRuleText));
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

inline void add_flag(BoardRow& row, Flag flag) {
  if (std::find(row.flags.begin(), row.flags.end(), flag) == row.flags.end()) {
    row.flags.push_back(flag);
  }
}

}  // namespace alcove::api::appointments
