// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/contact_reach.h"
#include "shared/api/waitlist.h"

// A client who is to be reminded of the visits of a day.
namespace alcove::api::reminders {

using ReminderTryId = Id<struct ReminderTryTag>;
using ReminderTry = waitlist::TryToReach<ReminderTryId>;
using waitlist::Outcome;
using waitlist::Way;

inline constexpr std::size_t kMaxDayVisits = 1000;
inline constexpr std::size_t kMaxTries = 50;  // to remind one client of one day

// What is still to do about a client's visits of a day.
enum class Need : std::uint8_t {
  kOpen,
  kTold,       // of every one of them
  kConfirmed,  // the client has said of every one of them that they come
  kNotWanted,  // the client asked for no reminders
};

struct DueVisit {
  AppointmentId appointment{};
  LocalDateTime start{};
  std::string clinician_name{};
  std::string service_name{};
  appointments::Modality modality = appointments::Modality::kInClinic;
  appointments::AppointmentState state = appointments::AppointmentState::kScheduled;
  bool told = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("start", self.start);
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("modality", self.modality);
    visit("state", self.state);
    visit("told", self.told);
  }
};

struct Row {
  ClientId client{};
  std::string client_name{};
  std::int64_t record_number = 0;
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;
  Need need = Need::kOpen;
  clients::Reach reach{};
  std::vector<DueVisit> visits{};    // scheduled or confirmed, by time
  std::vector<ReminderTry> tries{};  // the first one first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("language", self.language);
    visit("need", self.need);
    visit("reach", self.reach);
    visit("visits", self.visits, wire::at_most(kMaxDayVisits));
    visit("tries", self.tries, wire::at_most(kMaxTries));
  }
};

}  // namespace alcove::api::reminders

namespace alcove::wire {

template <>
struct EnumWords<api::reminders::Need> {
  using Need = api::reminders::Need;
  static constexpr EnumWord<Need> words[] = {{Need::kOpen, "open"},
                                             {Need::kTold, "told"},
                                             {Need::kConfirmed, "confirmed"},
                                             {Need::kNotWanted, "not_wanted"}};
};

}  // namespace alcove::wire
