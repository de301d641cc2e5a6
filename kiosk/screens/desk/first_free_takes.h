// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/first_free.h"

// What the visit takes for which the first free times are looked up.
namespace alcove::screens::desk {

// The field with it, where the clinic has any.
void first_free_takes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model);
// While they are chosen, over the sheet. True when the choice is another one.
bool choose_first_free_takes(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model);
// Whoever was found interprets as well as those that were named.
std::vector<api::resources::ResourceId> takes_with(const FirstFreeModel& model,
                                                   const api::appointments::Opening& opening);

}  // namespace alcove::screens::desk
