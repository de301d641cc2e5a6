// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_close_sheet.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// Closing a day at the desk.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::day_close::OpenKind;

DayCloseModel monday() {
  DayCloseModel model{.day = std::chrono::year(2026) / 11 / 23, .zone = new_york(), .read = true};
  model.look.closing.day = model.day;
  return model;
}

DayCloseModel open_things() {
  DayCloseModel model = monday();
  const auto add = [&](OpenKind kind, std::string name, int hour, AppointmentState state) {
    model.look.items.push_back({.kind = kind,
                                .appointment = id_of<AppointmentId>(
                                    static_cast<std::uint8_t>(model.look.items.size() + 1)),
                                .client_name = std::move(name),
                                .record_number = 10482,
                                .clinician_name = "L. Brandt",
                                .start = wall(hour, 0),
                                .state = state});
  };
  add(OpenKind::kNoOutcome, "Haddad, Sam", 9, AppointmentState::kScheduled);
  add(OpenKind::kNotCheckedOut, "Morales, Lucía", 10, AppointmentState::kInSession);
  add(OpenKind::kNoNote,
      "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)", 13,
      AppointmentState::kCheckedOut);
  add(OpenKind::kNoteInDraft, "Okafor, Ngozi", 14, AppointmentState::kCheckedOut);
  model.look.count = 9;
  model.look.not_closed_before = std::chrono::year(2026) / 11 / 20;
  return model;
}

DayCloseModel with_alert() {
  DayCloseModel model = open_things();
  model.look.alerts = 1;
  return model;
}

DayCloseModel closed() {
  DayCloseModel model = open_things();
  model.look.closing.closed = true;
  model.look.closing.reason = "Brandt signs tomorrow at eight.";
  model.look.closing.made = api::availability::Made{wall_utc(17, 2), "Mia Ortiz", "Front desk"};
  model.look.not_closed_before.reset();
  return model;
}

}  // namespace

void add_desk_close_scenes(std::vector<Scene>& out) {
  out.push_back(over_day("98-desk-close-open", open_things()));
  out.push_back(over_day("98-desk-close-alert", with_alert()));
  out.push_back(over_day("98-desk-close-nothing", monday()));
  out.push_back(over_day("98-desk-close-closed", closed(), {.touch_keyboard = true}));
  out.push_back(over_day("98-desk-close-away", open_things(), {.there = false}));
  out.push_back(over_day("98-desk-close-looks-on", open_things(), {.may = May::kLook}));
}

}  // namespace alcove::tests
