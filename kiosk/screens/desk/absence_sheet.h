// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/absence_calls.h"
#include "shared/api/first_free.h"

// What becomes of the visits that are booked while somebody is away or the clinic is closed: all of
// them listed, a choice for all and one for each, and then whom to call.
namespace alcove::screens::desk {

struct Colleague {
  StaffId id{};
  std::string name{};
};

// Another time for one of the visits: the free ones from a day on, with whoever has it or with
// anybody.
struct AnotherTime {
  struct Free {
    api::appointments::Opening opening{};
    std::string clinician{};
    std::string room{};  // empty: none
  };
  std::size_t line = 0;
  bool anybody = false;
  LocalDate from{};
  std::optional<std::vector<Free>> free{};  // nothing: not read yet
  bool more = false;                        // later ones are free too
};

struct AbsenceModel {
  api::absences::Edit edit{};
  std::string name{};                   // whose visits; empty: everybody's
  std::vector<Colleague> colleagues{};  // who could take over
  // What was read last stays in view, and is not done, while it is read anew.
  std::optional<api::absences::Preview> preview{};
  bool reading = false;
  std::optional<AppointmentId> first{};  // stands above the others, if it is listed
  bool changed_meanwhile = false;
  std::string reason{};
  // What is being chosen: the colleague for all, or what becomes of the line at that index.
  bool choosing_for_all = false;
  std::optional<std::size_t> choosing{};
  std::optional<AnotherTime> another_time{};

  std::int64_t count() const;  // visits that would change
  std::int64_t kept() const;   // and that would not
  // Something is done by it: a day is closed also when its visits stay.
  bool does() const { return count() > 0 || (edit.closes && preview); }
  // The list was read anew: what somebody chooses just now is still about the same visit.
  void take(api::absences::Preview fresh);
  bool put_first();  // whether it is there, and can be decided about
  // Of one visit, or, where it is a place in a session, of all of it. Nothing: as all the others.
  void set_choice(const api::absences::Line& line,
                  const std::optional<api::absences::Choice>& choice);
};
struct AbsenceIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kChanged,
    kApply,
    kReadTimes,  // those of `another_time`
    kTakeTime,   // `time` of them
  };
  What what = What::kNone;
  std::size_t time = 0;
};
AbsenceIntent draw(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model);
// Lies over the sheet. What is wanted of `another_time`.
AbsenceIntent draw_another_time(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model);

// The changes that were made, each with how many are still to be called.
struct CallListsModel {
  std::optional<api::absences::ListsReply> reply{};
};
struct CallListsIntent {
  bool close = false;
  std::optional<std::size_t> open{};
};
CallListsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallListsModel& model);

struct CallsModel {
  Zone zone;
  std::optional<api::absences::CallsReply> reply{};
  bool can_print = false;
};
struct CallsIntent {
  bool close = false;
  bool print = false;
  std::optional<std::size_t> tried{};  // the row of whom somebody tried to reach
};
CallsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallsModel& model);

}  // namespace alcove::screens::desk
