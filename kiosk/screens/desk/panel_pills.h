// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/side_panel.h"

namespace alcove::screens::desk {

// How the chosen visit stands, with whom and where it is, whether it repeats, and what is to be
// looked after: pills below the client's name, cut off the top of `flow`.
void takes_pills(ui::Ui& ui, ui::Rect& flow, text::Language language,
                 const std::vector<api::resources::TakenResource>& takes);
// "9:15, Ana Petrov": the visits that the clinician of `row` has at the same time, by start.
std::vector<std::string> visits_at_once(text::Language language, const std::vector<BoardRow>& rows,
                                        const BoardRow& row);
void head_pills(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row);

}  // namespace alcove::screens::desk
