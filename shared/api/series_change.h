// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/series_edit.h"

// Changing a series: first a preview that lists what would become of each date, then the very same
// change with the token of that preview. What is listed is what is done, or nothing is.
namespace alcove::api::series {

// What becomes of a date.
enum class Fate : std::uint8_t {
  kBook,    // a new appointment
  kMove,    // from its time to another
  kAssign,  // another clinician, room or resource at the same time
  kCancel,
  kBringBack,  // undo: what was moved, cancelled or withdrawn stands again
  kWithdraw,   // undo: what was booked is entered in error
  kUnchanged,
  kByHand,    // kept, because somebody changed that visit by hand
  kFrozen,    // kept: it has begun, has arrived, was missed or is documented
  kTakenOut,  // no visit: taken out, or skipped earlier
  kCollides,  // not booked; where a visit stands already, it stays until somebody decides
};

struct DatePlan {
  LocalDateTime date;  // by the rule
  Fate fate = Fate::kBook;
  std::optional<LocalDateTime> was{};     // when its visit is now
  std::optional<LocalDateTime> now{};     // when it will be; none: no visit
  bool time_shifted = false;              // the rule's time is skipped by the clock: moved forward
  std::optional<Obstacle> obstacle{};     // why it collides
  std::vector<rules::ConflictKind> soft;  // stands against it and asks for a reason

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("date", self.date);
    visit("fate", self.fate);
    visit("was", self.was);
    visit("now", self.now);
    visit("time_shifted", self.time_shifted);
    visit("obstacle", self.obstacle);
    visit("soft", self.soft, wire::at_most(rules::kConflictKinds));
  }
  friend bool operator==(const DatePlan&, const DatePlan&) = default;
};

struct Preview {
  std::string token;  // of this series, this revision, this change and every line of this list
  std::vector<DatePlan> dates;   // by date
  bool asks_for_reason = false;  // override_reason, which is not there yet

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("token", self.token, wire::line(64, 64));
    visit("dates", self.dates, wire::at_most(kMaxLines));
    visit("asks_for_reason", self.asks_for_reason);
  }
};

// Writes nothing. A POST, because a change does not go into an address.
// Refusals: kConflict (somebody changed the series first); kNotFound (series, client, clinician,
// room, service, one of the resources, or `from`); kOutOfRange (terms, by their field; `start` in
// the past or before an earlier visit of the series; taken_out: not a date of the terms;
// extra_dates: not ascending, two on a day, before the start (of a change: before the first
// date that it reaches) or after the last day; field "terms": more dates than one change has);
// kMissingField; kWrongState (nothing to undo); kTooMany (series of a client, revisions).
inline constexpr wire::Route<Edit, Preview> preview{.method = wire::Method::kPost,
                                                    .path = "/v1/series/preview",
                                                    .permission = wire::Permission::kScheduleWrite,
                                                    .audit = wire::AuditClass::kRead,
                                                    .stations = wire::kStaffStations,
                                                    .when_locked = wire::WhenLocked::kRefuse};

struct ApplyRequest {
  Edit edit;
  std::string token;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("edit", self.edit);
    visit("token", self.token, wire::line(64, 64));
  }
};

struct Applied {
  Series series;
  std::vector<DatePlan> dates;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("dates", self.dates, wire::at_most(kMaxLines));
  }
};

// Refusals: those of the preview; kConflict, field "token" (the book has changed since: a new
// preview shows how); kMissingField, field "override_reason".
inline constexpr auto apply = appointments::change_route<ApplyRequest, Applied>("/v1/series/apply");

}  // namespace alcove::api::series

namespace alcove::wire {

template <>
struct EnumWords<api::series::Fate> {
  using Fate = api::series::Fate;
  static constexpr EnumWord<Fate> words[] = {{Fate::kBook, "book"},
                                             {Fate::kMove, "move"},
                                             {Fate::kAssign, "assign"},
                                             {Fate::kCancel, "cancel"},
                                             {Fate::kBringBack, "bring_back"},
                                             {Fate::kWithdraw, "withdraw"},
                                             {Fate::kUnchanged, "unchanged"},
                                             {Fate::kByHand, "by_hand"},
                                             {Fate::kFrozen, "frozen"},
                                             {Fate::kTakenOut, "taken_out"},
                                             {Fate::kCollides, "collides"}};
};

}  // namespace alcove::wire
