// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/desk/repeating_clinic.h"

// A clinic with two interpreters and a test kit. It is about noon there.
namespace alcove::tests {

using Spoken = api::clients::SpokenLanguage;
namespace things = api::resources;

struct EquippedClinic : RepeatingClinic {
  EquippedClinic() {
    korean = set("A. Kim", {Spoken::kKorean});
    spanish = set("R. Vega", {Spoken::kSpanish});
    kit = set("Test kit", {});
  }
  things::ResourceId set(const std::string& name, std::vector<Spoken> languages) {
    things::SetRequest request{.id = new_id<things::ResourceId>(), .name = name};
    if (!languages.empty()) request.kind = things::ResourceKind::kInterpreter;
    request.languages = std::move(languages);
    return office.must(things::set, request).id;
  }
  ClientId lucia() {
    const ClientId client = add_client("Lucía", "Morales");
    auto now = other_desk->must(api::clients::open, {client});
    now.details.language = Spoken::kSpanish;
    now.details.needs_interpreter = true;
    other_desk->must(api::clients::edit, {client, now.revision, now.details});
    return client;
  }
  // Somebody else's visit, with A. Reyes in room 4.
  AppointmentId other_with(const things::ResourceId& takes, int hour) {
    return other_desk
        ->must(api::appointments::book, {.appointment = new_id<AppointmentId>(),
                                         .client = add_client("Tom", "Marsh", "1970-01-02"),
                                         .clinician = reyes,
                                         .room = room_4,
                                         .service = service,
                                         .start = today_at(hour),
                                         .minutes = 50,
                                         .resources = std::vector{takes}})
        .id;
  }

  ServedTerminal office{at, wire::Station::kFrontDesk, "Second office", "adam"};
  things::ResourceId korean, spanish, kit;
};

inline std::string tick(const things::ResourceId& id) {
  return "takes_" + id.text();
}

// Ticks or clears it in the sheet of what the visit takes, and closes that.
inline bool take(DeskTerminal& desk, const things::ResourceId& id) {
  scroll_to(desk, "book_takes");
  if (!desk.press("book_takes") || !desk.press(tick(id)) || !desk.press("takes_done")) return false;
  return desk.until_gone("takes_sheet");
}

}  // namespace alcove::tests
