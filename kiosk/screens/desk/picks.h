// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/staff.h"

// Fields of a form that are chosen, not typed: the field, and over the sheet what there is to
// choose from. Of each, the field is drawn into the sheet and the rest where the sheet ends.
namespace alcove::screens::desk {

struct Pick {
  bool open = false;
  std::chrono::year_month month{};  // of a day: what the calendar shows
};

struct PickWords {
  std::string name;  // of the field; the choices are "<name>_choice"
  std::string_view label{};
  std::string_view placeholder{};
};
void pick_field(ui::Ui& ui, ui::Rect& flow, Pick& pick, const PickWords& words,
                const std::string& value);
// The index of what was chosen.
std::optional<std::size_t> pick_one(ui::Ui& ui, const SheetFrame& frame, Pick& pick,
                                    const PickWords& words, const std::vector<std::string>& names,
                                    std::optional<std::size_t> current);

void pick_day_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Pick& pick,
                    const PickWords& words, LocalDate day);
struct DayBounds {
  LocalDate today;
  LocalDate first;
  LocalDate last;
};
// True when one was chosen.
bool pick_day(ui::Ui& ui, const SheetFrame& frame, Pick& pick, const PickWords& words,
              const DayBounds& bounds, LocalDate& day);

// "No room" stands before the rooms.
void pick_room_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Pick& pick,
                     const std::vector<api::clinic_setup::Room>& rooms,
                     const std::optional<RoomId>& room);
void pick_room(ui::Ui& ui, const SheetFrame& frame, Pick& pick,
               const std::vector<api::clinic_setup::Room>& rooms, std::optional<RoomId>& room);

// Who leads, and who with them.
struct Team {
  std::vector<api::staff::Member> clinicians{};  // who can, by name
  std::vector<StaffId> chosen{};                 // the first one leads
  Pick leader{};
  Pick with{};
};
void team_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Team& team);
void team_choices(ui::Ui& ui, const SheetFrame& frame, Team& team);

// Why the box refused what was sent, said below the field that it is about; "" is the sheet itself.
struct Against {
  std::string field{};  // as the box calls it, without a number: "clinicians", "usual.room"
  std::string words{};
  bool seen = false;  // was brought into view
};
void say_against(ui::Ui& ui, ui::Rect& flow, Against& against, std::string_view field);
// At the top of the sheet: the box is away, or it was refused for what no field is about.
void say_refused(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Against& against);

// Why a form cannot be sent yet, for above its button: the labels of what is missing. Empty when
// nothing is.
struct Needed {
  bool missing = false;
  std::string_view label{};
};
std::string still_missing(text::Language language, std::span<const Needed> all);

// A whole number as it was typed, from `least` to `most`.
std::optional<std::int64_t> typed_number(const std::string& typed, std::int64_t least,
                                         std::int64_t most);
// How long a visit or a session may be: 5 to 480 minutes, in steps of five.
std::optional<std::int64_t> typed_length(const std::string& typed);
// A time of day on a step of five minutes, in minutes since midnight.
std::optional<std::int64_t> typed_start(const std::string& typed);

}  // namespace alcove::screens::desk
