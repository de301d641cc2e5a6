// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/hindering.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/first_free.h"
#include "shared/api/staff.h"

// The next free times for the visit that is being booked: what is wanted above, below it each time
// as a row with everybody who is free then. It lies over the booking's sheet.
namespace alcove::screens::desk {

inline constexpr std::size_t kUsualTimes = 6;

enum class PartOfDay : std::uint8_t { kAny, kMorning, kAfternoon };

struct FirstFreeModel {
  std::string visit{};  // "Therapy, 50 min, for Lucía Morales"
  std::string client_name{};
  std::string given_by{};  // "MD, APRN"; empty: by everybody
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::vector<api::resources::Resource> resources{};  // retired ones too
  std::optional<StaffId> clinician{};                 // none: any
  // What the client's record says, until somebody chooses: the first answer tells it.
  LanguageChoice understood{};
  bool as_record = true;
  std::optional<RoomId> room{};  // none: as `room_need` says
  api::appointments::RoomNeed room_need = api::appointments::RoomNeed::kNone;
  std::vector<api::resources::ResourceId> takes{};  // all of them are to be free
  LocalDate from{};
  LocalDate today{};
  PartOfDay part = PartOfDay::kAny;
  std::array<bool, 7> weekdays{};   // from Monday on; none: every day
  std::size_t shown = kUsualTimes;  // times in the list; each is a row
  // Answers what is chosen now; or why nobody could look.
  std::optional<api::appointments::FirstFreeReply> reply{};
  std::optional<ErrorCode> problem{};
  std::optional<Hinders> hinders{};  // of an answer without times: why there are none

  enum class Choosing : std::uint8_t {
    kNothing,
    kClinician,
    kLanguage,
    kRoom,
    kTakes,
    kFrom,
    kWho  // of those who are free at a time
  };
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};  // that the calendar shows
  std::size_t time = 0;             // of those in the list, while somebody is chosen
  float list_height = 0;            // of the last answer: the room that it leaves the next one
};

struct FirstFreeIntent {
  bool close = false;
  bool changed = false;  // ask again
  std::optional<api::appointments::Opening> taken{};
};
FirstFreeIntent draw(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model);

// What is chosen, as it is asked of the box; service, length and client are the booking's.
api::appointments::FirstFreeRequest wish_of(const FirstFreeModel& model);
// Takes over what was looked for.
void take_reply(FirstFreeModel& model, api::appointments::FirstFreeReply reply);

}  // namespace alcove::screens::desk
