// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/rules/slot_types.h"
#include "shared/wire/route.h"

// When somebody can be booked: a clinician's weekly hours, time off, a cap on a day's visits, and
// the days on which the clinic is closed. All of it by the clinic's clock. Nothing is deleted: each
// change is a revision of its own with who made it, and what does not hold any more says so. The
// routes: availability_routes.h.
namespace alcove::api::availability {

using HoursId = Id<struct HoursTag>;
using TimeOffId = Id<struct TimeOffTag>;
using ClosedDayId = Id<struct ClosedDayTag>;

inline constexpr std::size_t kMaxBlocks = 70;        // of one week
inline constexpr std::size_t kMaxHoursSets = 40;     // of one clinician, withdrawn ones too
inline constexpr std::size_t kMaxTimesOff = 400;     // of one clinician, cancelled ones too
inline constexpr std::size_t kMaxClosedDays = 1000;  // those reopened too
inline constexpr std::size_t kMaxRevisions = 200;    // of one record
inline constexpr std::int64_t kMaxCap = 100;
inline constexpr std::int64_t kDayMinutes = 24 * 60;

// Who made a revision, and where. The box fills it in; what a terminal sends of it is not looked
// at.
struct Made {
  UtcTime at;
  std::string person_name;
  std::string terminal_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
  }
};

// [start, end) of every such weekday. A night is two blocks.
struct Block {
  std::int64_t weekday = 1;       // 1 is Monday, 7 Sunday
  std::int64_t start_minute = 0;  // since midnight on the wall, in steps of 5
  std::int64_t end_minute = 0;    // at most kDayMinutes
  rules::SlotType type = rules::SlotType::kTherapy;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("weekday", self.weekday, wire::range(1, 7));
    visit("start_minute", self.start_minute, wire::range(0, kDayMinutes));
    visit("end_minute", self.end_minute, wire::range(0, kDayMinutes));
    visit("type", self.type);
  }
  friend bool operator==(const Block&, const Block&) = default;
};

// A clinician's week, from a day on until a day (both count) or until further notice. Before the
// first day of a clinician's first hours nothing is known and everything can be booked.
struct Hours {
  HoursId id;
  std::int64_t revision = 0;
  StaffId clinician;
  LocalDate from;
  std::optional<LocalDate> until;
  std::vector<Block> blocks;  // by weekday and start; they do not overlap
  bool withdrawn = false;     // entered in error
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("clinician", self.clinician);
    visit("from", self.from);
    visit("until", self.until);
    visit("blocks", self.blocks, wire::at_most(kMaxBlocks));
    visit("withdrawn", self.withdrawn);
    visit("made", self.made);
  }
};

using rules::TimeOffKind;

struct TimeOff {
  TimeOffId id;
  std::int64_t revision = 0;
  StaffId clinician;
  LocalDateTime from;
  LocalDateTime until;                // does not count any more
  std::optional<TimeOffKind> kind{};  // always set; read by the person and who keeps the book only
  bool cancelled = false;
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("clinician", self.clinician);
    visit("from", self.from);
    visit("until", self.until);
    visit("kind", self.kind);
    visit("cancelled", self.cancelled);
    visit("made", self.made);
  }
};

struct ClosedDay {
  ClosedDayId id;
  std::int64_t revision = 0;
  LocalDate day;
  std::string name;       // "Thanksgiving"
  bool reopened = false;  // the clinic is open after all
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("day", self.day);
    visit("name", self.name, wire::line(1, 60));
    visit("reopened", self.reopened);
    visit("made", self.made);
  }
};

// How many visits a clinician has on a day, before a further one needs a reason. No number: as many
// as fit.
struct Cap {
  StaffId clinician;
  std::int64_t revision = 0;
  std::optional<std::int64_t> visits_a_day;
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("visits_a_day", self.visits_a_day, wire::range(1, kMaxCap));
    visit("made", self.made);
  }
};

}  // namespace alcove::api::availability
