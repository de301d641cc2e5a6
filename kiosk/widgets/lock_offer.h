// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/widgets/ui.h"

// Whoever is called away locks the terminal whatever sheet lies over the screen: every sheet that
// is drawn while this is offered has Lock beside Close, named "<sheet>_lock".
namespace alcove::ui {

// For the sheets that are drawn after this, until it is set anew; once in every frame.
void offer_lock(Ui& ui, bool offered);
bool lock_is_offered(Ui& ui);
void want_lock(Ui& ui);
// Whether it was pressed in one of them since it was last asked.
bool take_wanted_lock(Ui& ui);

}  // namespace alcove::ui
