// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/rules/slot_types.h"

// What somebody with paper, pencil and a calendar says about the small clinic of the year's walk:
// its clock, its hours, what stands against a visit, and to which dates a rule comes. Nothing in
// it asks the code under test.
namespace alcove::testing {

// A visit as a row of the book has it.
struct Seen {
  AppointmentId id;
  ClientId client;
  StaffId clinician;
  std::optional<RoomId> room;
  std::string state;  // the word of the store
  LocalDateTime start;
  std::int64_t minutes = 0;
  UtcTime start_time;
  UtcTime end_time;
  std::int64_t revision = 0;
  friend bool operator==(const Seen&, const Seen&) = default;

  bool stands() const;
  bool is_open() const { return state == "scheduled" || state == "confirmed"; }
};
using SeenBook = std::map<AppointmentId, Seen>;

// A visit that is wished for.
struct Wished {
  ClientId client;
  StaffId clinician;
  std::optional<RoomId> room;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<AppointmentId> instead_of{};  // the visit that goes for it
};

struct Against {
  bool taken = false;
  std::set<rules::ConflictKind> hard;
  std::set<rules::ConflictKind> soft;  // but for the cap, which depends on who came first
  bool refused() const { return taken || !hard.empty(); }
};

class Oracle {
 public:
  static constexpr std::int64_t kPause = 10;  // after a visit of therapy

  // New York by the law of the United States: from the second Sunday of March, two o'clock, until
  // the first Sunday of November, two o'clock. Written down from the calendar.
  static UtcTime to_utc(LocalDateTime local);
  static LocalDate day_of(LocalDateTime local) { return date_of(local); }

  std::set<LocalDate> closed{};
  struct Away {
    StaffId clinician;
    LocalDateTime from;
    LocalDateTime until;
  };
  std::vector<Away> away{};
  std::map<StaffId, std::int64_t> caps{};

  // What a visit ahead of `now` meets in the book.
  Against against(const Wished& wished, const SeenBook& book, LocalDateTime now) const;
  static bool taken(const Wished& wished, const SeenBook& book);
  static std::int64_t others_on(const Wished& wished, const SeenBook& book);
  std::optional<std::int64_t> cap_of(const StaffId& clinician) const;

  // The dates of one of the rules of the walk, from its start until the day, both counted. None:
  // not one of the rules that it knows.
  static std::optional<std::vector<LocalDateTime>> dates_of(const std::string& rule,
                                                            LocalDateTime start, LocalDate last);
};

}  // namespace alcove::testing
