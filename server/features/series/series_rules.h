// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/features/appointments/appointments.h"
#include "shared/api/series_change.h"

// What a change of a series does to each of its dates: pure functions from the series as it stands
// to a list of steps. A preview shows that list, and the change carries out that list.
namespace alcove::series {

using api::appointments::Appointment;
using api::series::DatePlan;
using api::series::Fate;
using api::series::Obstacle;
using api::series::Standing;
using api::series::Terms;
using api::series::Touch;
using appointments::Obstacles;
using Wish = appointments::VisitWish;

// How a date of the rule stands since one revision of the series, and until another one.
enum class Ended : std::uint8_t {
  kReplaced,   // another row stands for it
  kCancelled,  // its visit was cancelled by the change
  kWithdrawn,  // its visit was entered in error by an undo
  kDropped,    // there was no visit
};
struct Row {
  std::int64_t number = 0;  // within the series; 0: not written yet
  LocalDateTime date;       // by the rule
  std::int64_t since = 0;
  Standing standing = Standing::kBooked;
  std::optional<AppointmentId> appointment{};  // as the series left it
  StaffId clinician;                           // that the series gave it
  std::optional<RoomId> room{};
  std::vector<api::resources::ResourceId> resources{};
  bool by_hand = false;                   // settled at a time of its own
  std::optional<std::int64_t> before{};   // the row that it replaced
  std::optional<std::int64_t> revives{};  // the ended row whose visit was brought back
  std::optional<Obstacle> obstacle{};
  std::string reason{};
  std::optional<std::int64_t> until{};
  std::optional<Ended> ended{};
};

// A row with the visit that stands for it now, wherever somebody moved it to.
struct Date {
  Row row;
  std::optional<Appointment> visit{};
  Touch touch = Touch::kNone;
  bool moved = false;  // by hand: the visit is another one than the row's
  bool added = false;  // to the dates of the rule; only a change asks
};

// Whether the visit has the clinician, the room and the resources that the row says, in any order.
bool is_as_given(const Row& row, const Appointment& visit);
// `documented`: there is a note of the visit.
enum class Documented : std::uint8_t { kNo, kYes };
Touch touch_of(const Row& row, const Appointment& visit, bool moved, Documented documented,
               UtcTime now);

// A date that a rule comes to, or that was added to those.
struct RuleDate {
  LocalDateTime date;
  UtcTime at;
  bool shifted = false;  // the clock skips it: `at` is after the gap
  bool added = false;    // besides those of the rule
  friend bool operator==(const RuleDate&, const RuleDate&) = default;
};
// Up to the last day of the horizon, those that have passed too. Errors: kOutOfRange, field "start"
// or "rule"; those of parse_recurrence_rule.
Result<std::vector<RuleDate>> rule_dates(const Terms& terms, const Zone& zone, LocalDate last);
// The dates that are added, without those on a day to which the rule comes by itself. Errors:
// kOutOfRange, field "extra_dates": not ascending, two on a day, before `earliest` or after the
// last day; those of rule_dates.
Result<std::vector<LocalDateTime>> extra_dates_of(const Terms& terms, const Zone& zone,
                                                  LocalDateTime earliest);
// Errors: kOutOfRange, field "taken_out": neither the rule nor an added date.
Result<void> check_taken_out(const Terms& terms, const Zone& zone,
                             const std::vector<LocalDateTime>& taken_out);
// The last day that has its dates in the book.
LocalDate horizon(LocalDate today);

// What is done about one date.
struct Step {
  DatePlan line{};
  bool shown = true;                  // in the preview
  std::optional<Date> old{};          // as it stands; its row ends with `after` or `ended`
  std::optional<Wish> wish{};         // what the book is asked for
  std::optional<Appointment> back{};  // what is brought back
  std::optional<Row> after{};
  std::optional<Ended> ended{};
};

struct Situation {
  ClientId client;
  api::appointments::ServiceId service;
  LocalDateTime today;  // its first minute: what lies before is not worth a line
  UtcTime now;
  std::vector<Date> dates{};  // by date
};

// The dates of `dates` from `from` on under other terms, whose dates are `fresh`. Which new date an
// old one stands for:
// 1. the one of its own day, first at the same time, whether the rule comes to it or it was added:
//    a day has one date of a series;
// 2. of those that are left, the rule's of the same week (of the same month, where the rule counts
//    in months or years) stand for each other in order;
// 3. one that was added, before or now, is its own: it takes no other day's visit, and no other day
//    takes its visit.
std::vector<Step> plan_change(const Situation& situation, const Terms& terms,
                              const std::vector<RuleDate>& fresh,
                              const std::vector<LocalDateTime>& taken_out, LocalDateTime from);

// No visits any more from `from` on.
std::vector<Step> plan_cancel(const Situation& situation, LocalDateTime from);

// Dates of the rule that nothing stands for yet, neither in `dates` nor after `steps`.
std::vector<Step> plan_extension(const Situation& situation, const Terms& terms,
                                 const std::vector<RuleDate>& fresh,
                                 const std::vector<Step>& steps);

// What the last change has ended or replaced, as it stands now.
struct Gone {
  Row row;
  std::optional<Appointment> appointment{};  // the row's own
};
// The dates as they were before revision `revision`: `gone` are the rows that it ended.
std::vector<Step> plan_undo(const Situation& situation, std::int64_t revision,
                            const std::vector<Gone>& gone);

// What the book says to the wishes of the steps; what has no place collides. Softly only where a
// reason is given or will be asked for; at night nobody is there to give one.
enum class Soft : std::uint8_t { kAsksForReason, kCollides };
using Against = std::function<Result<Obstacles>(const Wish&, std::span<const AppointmentId>)>;
Result<void> resolve(std::vector<Step>& steps, const Against& against, Soft soft);

// The lines that are shown, by date.
std::vector<DatePlan> lines_of(const std::vector<Step>& steps);

}  // namespace alcove::series
