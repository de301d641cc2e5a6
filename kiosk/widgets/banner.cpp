// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/banner.h"

#include "kiosk/widgets/status.h"

namespace alcove::ui {
namespace {

constexpr const char* kState = "banner of the screen";

}  // namespace

void set_banner(Ui& ui, Banner banner) {
  ui.state<Banner>(kState) = std::move(banner);
}

void banner_above(Ui& ui, Rect& room) {
  const Banner& banner = ui.state<Banner>(kState);
  if (banner.words.empty()) return;
  const Theme& theme = ui.theme();
  const float around = theme.px(8);
  Rect place = room.cut_top(around + notice_height(ui, room.width - 2 * around, banner.words));
  place.cut_top(around);
  const bool alarm = banner.kind == BannerKind::kAlarm;
  notice(ui, {.name = "banner_" + std::to_string(ui.layer()),
              .rect = place.inset(around, 0),
              .text = banner.words,
              .tone = alarm ? Tone::kAlarm : Tone::kCare,
              .icon = alarm ? Icon::kAlert : Icon::kHand});
}

}  // namespace alcove::ui
