// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/widgets/ui.h"

// What must stay in view whatever sheet lies over the screen: a safety alert, a call for help.
// Every sheet leaves room for it at the top of the screen and says it there, in front of
// everything.
namespace alcove::ui {

enum class BannerKind : std::uint8_t { kAlarm, kCare };
struct Banner {
  BannerKind kind = BannerKind::kAlarm;
  std::string words{};  // empty: there is none
};

// For the sheets that are drawn after this, until it is set anew; once in every frame.
void set_banner(Ui& ui, Banner banner);
// Cuts its place off the top of `room`, which lies under a sheet, and draws it, named "banner_1" in
// the first sheet, "banner_2" in one that lies on that, and on.
void banner_above(Ui& ui, Rect& room);

}  // namespace alcove::ui
