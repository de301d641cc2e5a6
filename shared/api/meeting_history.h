// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/meeting_record.h"

// What became of a meeting itself, step by step.
namespace alcove::api::appointments {

enum class MeetingStep : std::uint8_t { kBook, kAssign, kMove, kCancel, kRestore };

// One step of the meeting itself. What became of each client is in their appointment's history.
struct MeetingEntry {
  UtcTime at;
  MeetingStep step = MeetingStep::kBook;
  std::vector<MeetingClinician> clinicians;  // after the step
  std::optional<RoomId> room;
  std::optional<LocalDateTime> start{};   // after a booking or a move
  std::optional<std::int64_t> minutes{};  // likewise
  std::string reason;
  std::string person_name;
  std::string terminal_name;
  std::vector<rules::ConflictKind> overridden{};
  std::string override_reason{};
  std::vector<resources::TakenResource> resources{};  // after the step
  std::optional<CancelledBy> cancelled_by{};          // of a cancelling

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("step", self.step);
    visit("clinicians", self.clinicians, wire::at_most(kMaxMeetingClinicians));
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("reason", self.reason, kReason);
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
    visit("overridden", self.overridden, wire::at_most(rules::kConflictKinds));
    visit("override_reason", self.override_reason, kReason);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
    visit("cancelled_by", self.cancelled_by);
  }
};

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::MeetingStep> {
  using Step = api::appointments::MeetingStep;
  static constexpr EnumWord<Step> words[] = {{Step::kBook, "book"},
                                             {Step::kAssign, "assign"},
                                             {Step::kMove, "move"},
                                             {Step::kCancel, "cancel"},
                                             {Step::kRestore, "restore"}};
};

}  // namespace alcove::wire
