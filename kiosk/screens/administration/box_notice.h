// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"

// The calm strip on an administrator's screen, whatever they are doing: what is not as it should be
// with the box, and the way to what to do.
namespace alcove::screens::administration {

struct BoxNotice {
  text::Language language = text::Language::kEnglish;
  std::string what;       // of the most pressing condition; empty: there is none
  std::int64_t more = 0;  // how many others there are
  bool pressing = false;  // it is to be done now
};
float notice_height(const ui::Ui& ui, float width, const BoxNotice& notice);  // 0: nothing to say
// True when "What to do" was pressed; the button is named "box_see".
bool draw(ui::Ui& ui, const ui::Rect& rect, const BoxNotice& notice);

}  // namespace alcove::screens::administration
