// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/hours_words.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/availability_routes.h"
#include "shared/api/staff.h"

// When people work: whose at the left, their week, time off and cap at the right; and the days on
// which the clinic is closed. What is changed is changed in sheets over it (hours_sheets.h).
namespace alcove::screens::desk {

// Whose hours the person may set. The box decides; nothing is offered that it refuses.
enum class Keeps : std::uint8_t { kNothing, kOwn, kEverybodys };

struct HoursModel {
  text::Language language = text::Language::kEnglish;
  bool there = true;  // the box
  Keeps keeps = Keeps::kNothing;
  StaffId me{};
  LocalDate today{};
  std::vector<api::staff::Member> people{};  // who can be chosen, by name
  bool people_read = false;
  // Whose is shown; none: the closed days.
  std::optional<StaffId> chosen{};
  bool chose = false;  // somebody has been chosen since the page is there
  std::optional<api::availability::OfClinicianReply> record{};             // of the chosen
  std::optional<std::vector<api::availability::ClosedDay>> closed_days{};  // by day
  std::optional<ErrorCode> problem{};                                      // why it was not read
  bool earlier = false;   // what is past, withdrawn, cancelled or reopened too
  bool choosing = false;  // with large text: whose
  bool can_save = false;  // this terminal can save files
  std::string toast{};
  // Drawn by whoever owns it: the bar along the top, which returns the place for where one is, and
  // what lies above the page (alerts), which returns how high it was.
  std::function<ui::Rect(ui::Ui&, ui::Rect&)> bar{};
  std::function<float(ui::Ui&, const ui::Rect&)> strip{};

  const api::staff::Member* person() const;
  bool may_set() const;   // what is shown, hours and time off
  bool may_keep() const;  // closed days and caps
};

struct HoursIntent {
  enum class What : std::uint8_t {
    kNone,
    kBack,
    kChoose,  // `chosen`; none: the closed days
    kHours,   // `index` of the record's hours
    kNewHours,
    kTimeOff,  // `index`
    kNewTimeOff,
    kCap,
    kClosedDay,  // `index`
    kNewClosedDay,
    kEarlier,   // show or hide what is past
    kCalendar,  // the visits as a file
    kCalls,     // whom to call after visits were cancelled at once
    kToastClosed,
  };
  What what = What::kNone;
  std::optional<StaffId> chosen{};
  std::size_t index = 0;
};
HoursIntent draw(ui::Ui& ui, HoursModel& model);

}  // namespace alcove::screens::desk
