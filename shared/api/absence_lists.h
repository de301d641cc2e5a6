// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/absences.h"
#include "shared/api/day_board.h"
#include "shared/api/waitlist.h"

// The changes that were made because somebody was away, and the sessions of several that were
// moved, each with a list of whom to tell.
namespace alcove::api::absences {

using AbsenceTryId = Id<struct AbsenceTryTag>;
using waitlist::kNote;
using waitlist::Made;
using waitlist::Outcome;
using waitlist::Way;

inline constexpr std::size_t kMaxLists = 50;  // the latest ones
inline constexpr std::size_t kMaxTries = 50;  // to reach one client after one change

// A change that was made.
struct CallList {
  AbsenceId absence{};
  std::string clinician_name{};  // empty: everybody; of a session, who led it
  bool session = false;          // a session of several was moved, from that time
  LocalDateTime from{};
  LocalDateTime until{};
  std::optional<LocalDateTime> now{};  // of a session: when it is since; nothing: not held any more
  std::string reason{};
  Made made{};
  std::int64_t clients = 0;
  std::int64_t waiting = 0;  // of them, who have not been told yet

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
    visit("clinician_name", self.clinician_name, wire::line(0, 100));
    visit("session", self.session);
    visit("from", self.from);
    visit("until", self.until);
    visit("now", self.now);
    visit("reason", self.reason, kWhy);
    visit("made", self.made);
    visit("clients", self.clients, wire::range(0, kMaxVisits));
    visit("waiting", self.waiting, wire::range(0, kMaxVisits));
  }
};

struct ListsReply {
  std::vector<CallList> items{};  // the latest first; of a session the last move alone

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxLists));
  }
};
inline constexpr auto lists =
    appointments::look_route<wire::Nothing, ListsReply>("/v1/absences/lists");

}  // namespace alcove::api::absences
