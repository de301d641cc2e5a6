// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/free_time.h"
#include "shared/rules/recurrence_rule.h"

// Series: visits of one client that come again by a rule. The rule is kept, and its dates for the
// year ahead stand in the book as appointments like any other. What is changed of one visit is
// changed by the routes of appointments.h: the series sees it, and leaves that visit alone.
namespace alcove::api::series {

using SeriesId = Id<struct SeriesTag>;
using appointments::ServiceId;

inline constexpr std::int64_t kHorizonDays = 365;  // so far ahead the dates are in the book
inline constexpr std::size_t kMaxDates = 370;      // of one change, whatever becomes of them
inline constexpr std::size_t kMaxLines =
    2 * kMaxDates;                                     // of an undo: what goes and what comes back
inline constexpr std::size_t kMaxTakenOut = 60;        // dates that a rule is given without
inline constexpr std::size_t kMaxExtraDates = 60;      // dates besides those of the rule
inline constexpr std::size_t kMaxSeriesOfClient = 50;  // those that have ended too
inline constexpr std::int64_t kMaxRevisions = 200;

// What a series repeats, from its first date on.
struct Terms {
  StaffId clinician;
  std::optional<RoomId> room;
  std::int64_t minutes = 0;
  LocalDateTime start;  // the first date; the rule comes to it
  std::string rule;     // RFC 5545, see shared/rules/recurrence_rule.h: "FREQ=WEEKLY"
  // Besides what the rule says of its end: no date after this day.
  std::optional<LocalDate> last_day{};
  std::vector<resources::ResourceId> resources{};  // that each of the visits takes
  // Dates besides those of the rule (RFC 5545's RDATE), each with a time of its own: ascending, one
  // a day, not after the last day. One on a day to which the rule comes by itself is left off.
  // COUNT counts none of them.
  std::vector<LocalDateTime> extra_dates{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("start", self.start);
    visit("rule", self.rule, wire::line(1, rules::kMaxRuleText));
    visit("last_day", self.last_day);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
    visit("extra_dates", self.extra_dates, wire::at_most(kMaxExtraDates));
  }
  friend bool operator==(const Terms&, const Terms&) = default;
};

enum class What : std::uint8_t {
  kCreate,
  kChange,  // other terms, from a date on
  kCancel,  // no visits any more, from a date on
  kUndo,    // the book as it was before the last change
  kSettle,  // of one date that could not be booked; by a route of its own
};

// A series as of one revision.
struct Series {
  SeriesId id;
  std::int64_t revision = 0;  // 1 when made, one more with every change
  ClientId client;
  ServiceId service;
  Terms terms;
  std::string zone;                            // IANA name: whose clock `start` is
  std::optional<LocalDateTime> ends_before{};  // cancelled: no date from then on
  What what = What::kCreate;                   // the change that led to this revision
  std::string reason;
  std::string override_reason;  // counts for the dates of the coming nights too
  UtcTime at;
  std::string person_name;
  std::string terminal_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(1, kMaxRevisions));
    visit("client", self.client);
    visit("service", self.service);
    visit("terms", self.terms);
    visit("zone", self.zone, wire::line(1, 64));
    visit("ends_before", self.ends_before);
    visit("what", self.what);
    visit("reason", self.reason, appointments::kReason);
    visit("override_reason", self.override_reason, appointments::kReason);
    visit("at", self.at);
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
  }
};

// How a date of the rule stands.
enum class Standing : std::uint8_t {
  kBooked,    // an appointment stands for it, or stood: moved and cancelled by hand too
  kTakenOut,  // the rule was given without it
  kCollides,  // it could not be booked: somebody has to decide
  kSkipped,   // it could not be booked, and somebody decided to leave it out
};

// Whether a change of the series would change it.
enum class Touch : std::uint8_t {
  kNone,
  kByHand,  // moved, cancelled, assigned or settled by hand: it stays as it is
  kFrozen,  // it has begun, has arrived, was missed or is documented: it never changes
};

}  // namespace alcove::api::series

namespace alcove::wire {

template <>
struct EnumWords<api::series::What> {
  using What = api::series::What;
  static constexpr EnumWord<What> words[] = {{What::kCreate, "create"},
                                             {What::kChange, "change"},
                                             {What::kCancel, "cancel"},
                                             {What::kUndo, "undo"},
                                             {What::kSettle, "settle"}};
};

template <>
struct EnumWords<api::series::Standing> {
  using Standing = api::series::Standing;
  static constexpr EnumWord<Standing> words[] = {{Standing::kBooked, "booked"},
                                                 {Standing::kTakenOut, "taken_out"},
                                                 {Standing::kCollides, "collides"},
                                                 {Standing::kSkipped, "skipped"}};
};

template <>
struct EnumWords<api::series::Touch> {
  using Touch = api::series::Touch;
  static constexpr EnumWord<Touch> words[] = {
      {Touch::kNone, "none"}, {Touch::kByHand, "by_hand"}, {Touch::kFrozen, "frozen"}};
};

}  // namespace alcove::wire
