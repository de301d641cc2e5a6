// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "shared/api/absence_words.h"
#include "shared/api/appointments.h"
#include "shared/api/availability.h"

// What somebody wants to become of the visits of an absence: of all of them, and of single ones.
namespace alcove::api::absences {

using AbsenceId = Id<struct AbsenceTag>;
using appointments::MeetingId;

inline constexpr std::size_t kMaxVisits = 400;      // of one change; each place of a session counts
inline constexpr std::int64_t kMaxAheadDays = 400;  // from `from` until `until`
inline constexpr wire::Text kWhy = wire::line(1, 200);

// What is to become of one visit. Of a session of several clients, one of its places says it for
// all of them; a session is not moved.
struct Choice {
  AppointmentId appointment{};
  What what = What::kLeave;
  std::optional<StaffId> to{};  // with reassign; with move where it is somebody else then
  // With move alone: when and where it is then, and the id of the visit that stands for this one.
  std::optional<LocalDateTime> start{};
  std::optional<RoomId> room{};
  std::optional<AppointmentId> moved_to{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("what", self.what);
    visit("to", self.to);
    visit("start", self.start);
    visit("room", self.room);
    visit("moved_to", self.moved_to);
  }
};

// The day of the visits is closed in the same write, as availability::set_closed_day would.
struct Closing {
  availability::ClosedDayId closed_day{};
  std::int64_t revision = 0;  // that the person saw; 0: a new record
  std::string name{};         // "Snow"

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("closed_day", self.closed_day);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("name", self.name, wire::line(1, 60));
  }
};

struct Edit {
  std::optional<StaffId> clinician{};  // left out: everybody, on one day
  LocalDateTime from{};                // on the clinic's clock; what lies before today is left out
  LocalDateTime until{};               // does not count any more
  What what = What::kCancel;           // of every visit without a choice of its own; not move
  std::optional<StaffId> to{};         // with reassign
  std::vector<Choice> choices{};
  std::optional<Closing> closes{};  // of everybody alone, and of a whole day

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("from", self.from);
    visit("until", self.until);
    visit("what", self.what);
    visit("to", self.to);
    visit("choices", self.choices, wire::at_most(kMaxVisits));
    visit("closes", self.closes);
  }
};

}  // namespace alcove::api::absences
