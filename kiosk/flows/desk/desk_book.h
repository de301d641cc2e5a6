// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/desk/grid.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/appointment_record.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/series_record.h"
#include "shared/api/staff.h"

namespace alcove::flows::desk {

// Rooms, services, rules and colleagues, as every part of the desk needs them: read when the box is
// there, and again with every change of the day.
class ClinicBook {
 public:
  explicit ClinicBook(StaffContext& context) : context_(context) {}
  void read();

  bool known() const { return setup_.has_value(); }
  std::vector<api::clinic_setup::Room> rooms() const;        // those in use
  std::vector<api::clinic_setup::Service> services() const;  // likewise
  std::vector<api::resources::Resource> resources() const;   // retired ones too
  // Those whom one can book with, by name.
  std::vector<api::staff::Member> clinicians() const;
  const std::vector<api::staff::Member>& staff() const { return staff_; }
  std::int64_t notice_minutes() const;
  std::string name_of(const StaffId& staff) const;  // empty when nobody is known by that id
  std::string name_of(const RoomId& room) const;

 private:
  void read_staff(const std::optional<StaffId>& after);

  StaffContext& context_;
  link::Life life_;
  std::optional<api::clinic_setup::Setup> setup_;
  std::vector<api::staff::Member> staff_;
  std::vector<api::staff::Member> incoming_;
};

// As the box decides it (server/access/access_table.h): whether these roles change the day and the
// clients' records, and whether they may have the day's list on paper, and the waitlist.
screens::desk::May may_at_desk(const std::vector<api::Role>& roles);
bool may_print_day(const std::vector<api::Role>& roles);
bool may_see_who_waits(const std::vector<api::Role>& roles);

// Whether it was refused for what the answer to `find_free` says in words: who is where, and what a
// clinician's hours say.
bool is_in_the_way(const Error& refusal);

// Only something soft stands against it: it asks for a reason of its own.
bool wants_override(const Error& refusal);
std::optional<std::string> if_any(const std::string& words);

// What the parts of the desk's flow share.
struct Desk {
  StaffContext& context;
  ClinicBook& book;
  std::function<void(std::string)> say;  // what was done, for some seconds at the foot
  // The same of a step that can be taken back from there.
  std::function<void(std::string, const AppointmentId&)> say_undoable;
  // A visit was moved, or given to somebody else at its time; from there that is taken back.
  std::function<void(std::string, const screens::desk::BoardRow& moved,
                     const screens::desk::GridPlace& before)>
      say_moved;
  // A session of several was moved; from there that is taken back.
  std::function<void(std::string)> say_session_moved;
  // A visit was made; when it is on another day than the one that is shown, it is shown from there.
  std::function<void(std::string, LocalDate, const AppointmentId&)> say_made;
  // Of a series and its client's name: its last change is taken back from there.
  std::function<void(std::string, const api::series::SeriesId&, const std::string&)> say_series;
  std::function<void()> refresh;  // the day has changed by what was done here
  // The visit as it is now: shown at once, before the day was read anew.
  std::function<void(const api::appointments::Appointment&)> take;
  // A visit that was made here: it is the one that is chosen, once the day has it.
  std::function<void(const AppointmentId&)> choose;
  // How the visit's client is called, with the record number where another one of the day has a
  // like name.
  std::function<std::string(const screens::desk::BoardRow&)> called;
  bool slow = false;  // the box has not answered what was asked here for half a second
  screens::desk::May may = screens::desk::May::kChange;

  screens::desk::SheetFrame frame(bool busy, const std::optional<ErrorCode>& problem) const {
    return {context.language,
            context.touch_keyboard,
            context.box.there(),
            busy,
            problem,
            busy && slow,
            may};
  }
};

}  // namespace alcove::flows::desk
