// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/booking.h"

// What the visit that is booked takes besides clinician and room.
namespace alcove::screens::desk {

// The field with them; nothing where the clinic has none. Visits that repeat take none: that is
// said, and what was chosen goes. True when something did.
bool takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model);
// All there are, over the sheet. True when one was ticked or cleared.
bool draw_takes(ui::Ui& ui, const SheetFrame& frame, BookingModel& model);

// Those in use, and what the visit has of others; who interprets into the language that is needed
// first, then the other interpreters.
std::vector<api::resources::Resource> offered_resources(const BookingModel& model);
// Empty for what nobody knows.
std::string resource_name(const BookingModel& model, const api::resources::ResourceId& id);
// Somebody who interprets into that language is chosen.
bool takes_interpreter(const BookingModel& model, api::clients::SpokenLanguage language);

}  // namespace alcove::screens::desk
