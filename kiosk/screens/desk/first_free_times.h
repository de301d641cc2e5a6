// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/first_free.h"

// The list of the first free times: a row for each, with everybody who is free then.
namespace alcove::screens::desk {

// A row with one who is free is taken; one with several has them chosen from.
void first_free_times(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model,
                      FirstFreeIntent& intent);
// While one of those is chosen, over the sheet.
void choose_first_free_who(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model,
                           FirstFreeIntent& intent);

}  // namespace alcove::screens::desk
