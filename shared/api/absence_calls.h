// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/absence_lists.h"
#include "shared/api/contact_reach.h"

// Whom to call after visits were cancelled, moved or given to a colleague: one row for each client
// of the change, with the ways to reach them and who tried.
namespace alcove::api::absences {

// What became of a visit, and how it stands now.
struct CallVisit {
  AppointmentId appointment{};  // with move: the one that stands for it
  Fate fate = Fate::kCancel;
  LocalDateTime start{};
  // With move: when it was before. Of a session: when the client thinks that it is; nothing: they
  // know of none.
  std::optional<LocalDateTime> was{};
  std::string clinician_name{};  // whose it is now
  appointments::AppointmentState state = appointments::AppointmentState::kScheduled;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("fate", self.fate);
    visit("start", self.start);
    visit("was", self.was);
    visit("clinician_name", self.clinician_name, wire::line(1, 100));
    visit("state", self.state);
  }
};

using CallTry = waitlist::TryToReach<AbsenceTryId>;

struct CallRow {
  ClientId client{};
  std::string client_name{};
  std::int64_t record_number = 0;
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;
  clients::Reach reach{};
  std::vector<CallVisit> visits{};  // by time
  std::vector<CallTry> tries{};     // the first one first
  bool told = false;  // by the last try: reached, or a message or letter is on its way

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("language", self.language);
    visit("reach", self.reach);
    visit("visits", self.visits, wire::at_most(kMaxVisits));
    visit("tries", self.tries, wire::at_most(kMaxTries));
    visit("told", self.told);
  }
};

// Of one change, or the last list of a session that was moved: one of the two.
struct CallsRequest {
  std::optional<AbsenceId> absence{};
  std::optional<MeetingId> meeting{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
    visit("meeting", self.meeting);
  }
};

struct CallsReply {
  CallList list{};
  std::vector<CallRow> items{};  // by the time of their first visit

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("list", self.list);
    visit("items", self.items, wire::at_most(kMaxVisits));
  }
};
// Refusals: kNotFound, field "absence" or "meeting"; kMissingField, field "absence" (neither, or
// both).
inline constexpr auto calls =
    appointments::look_route<CallsRequest, CallsReply>("/v1/absences/calls");

struct TryRequest {
  AbsenceId absence{};
  ClientId client{};
  AbsenceTryId absence_try{};
  Way way = Way::kPhone;
  Outcome outcome = Outcome::kReached;
  std::string note{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
    visit("client", self.client);
    visit("absence_try", self.absence_try);
    visit("way", self.way);
    visit("outcome", self.outcome);
    visit("note", self.note, kNote);
  }
};
// A try is kept for good. Refusals: kNotFound (the client is not on that list), kAlreadyExists (the
// id), kTooMany; kWrongState, field "absence" (the session was moved again since: by another list).
inline constexpr auto log_try =
    appointments::change_route<TryRequest, CallTry>("/v1/absences/log_try");

}  // namespace alcove::api::absences
