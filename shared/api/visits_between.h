// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/day_board.h"

// What is booked from a time to a time, of one clinician or of everybody: a week of the calendar,
// and what stays booked where somebody is away or the clinic is closed. Only what holds its time:
// nothing cancelled, missed or moved away.
namespace alcove::api::appointments {

inline constexpr std::int64_t kMaxBetweenDays = 400;  // from first to last
inline constexpr std::int64_t kMostDaysWithMeetings = 7;
inline constexpr std::size_t kMaxMeetingsBetween = (kMostDaysWithMeetings + 1) * kMaxMeetingsADay;

struct BetweenRequest {
  std::optional<StaffId> clinician{};  // left out: everybody
  LocalDateTime from;                  // on the clinic's clock
  LocalDateTime until;                 // does not count any more
  std::optional<std::string> next{};   // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("from", self.from);
    visit("until", self.until);
    visit("next", self.next, kNext);
  }
};

struct BetweenReply {
  std::int64_t count = 0;       // of all pages
  std::vector<BoardRow> items;  // by time; what overlaps by a minute counts, what touches does not
  std::optional<std::string> next;
  // Of a week or less, on each page: the sessions of several that stand, whoever belongs to them,
  // by time. Of somebody: those that they lead, too. Their places are among the items.
  std::vector<MeetingCard> meetings{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, INT64_MAX));
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next, kNext);
    visit("meetings", self.meetings, wire::at_most(kMaxMeetingsBetween));
  }
};

// Opening it is one event of the session, as with a day. Refusals: kOutOfRange (until: not after
// `from`, or further away than kMaxBetweenDays), kMalformed (next).
inline constexpr auto between =
    look_route<BetweenRequest, BetweenReply>("/v1/appointments/between");

}  // namespace alcove::api::appointments
