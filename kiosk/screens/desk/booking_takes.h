// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/booking.h"

// What the visits that are booked take besides clinician and room.
namespace alcove::screens::desk {

// Of a visit, or of each of those that repeat.
struct TakesChoice {
  std::string_view client_name;                                  // as it is spoken
  const std::vector<api::resources::Resource>& resources;        // all that the clinic has, by name
  std::vector<api::resources::ResourceId>& takes;                // of them
  std::optional<api::clients::SpokenLanguage> interpret_into{};  // who does is offered first
  std::size_t most = api::resources::kMaxOfVisit;
  std::string against{};  // what is in the way of those chosen
};
TakesChoice takes_of(text::Language language, BookingModel& model);

// The field with them; nothing where the clinic has none. True when it was pressed.
bool takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const TakesChoice& choice,
                 std::string name);
struct TakesAnswer {
  bool changed = false;  // one was ticked or cleared
  bool closed = false;
};
// All there are, over the sheet.
TakesAnswer draw_takes(ui::Ui& ui, const SheetFrame& frame, const TakesChoice& choice);

// That what is not in use any more has to come off; empty where all of it is.
std::string retired_words(text::Language language,
                          const std::vector<api::resources::Resource>& resources,
                          const std::vector<api::resources::ResourceId>& takes);
// Empty for what nobody knows.
std::string resource_name(const std::vector<api::resources::Resource>& resources,
                          const api::resources::ResourceId& id);
// Somebody who interprets into that language is chosen.
bool takes_interpreter(const BookingModel& model, api::clients::SpokenLanguage language);

}  // namespace alcove::screens::desk
