// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/staff_form.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/sign_in_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"

namespace alcove::screens::sign_in {
namespace {

constexpr float kRingRoom = 10;

void say_above(ui::Ui& ui, ui::Rect& page, ui::NoticeSpec spec) {
  if (spec.text.empty()) return;
  const float gap = ui.theme().gap();
  page.cut_top(gap);
  const float height = ui::notice_height(ui, page.width - 2 * gap, spec.text);
  spec.rect = page.cut_top(height).inset(gap, 0);
  ui::notice(ui, spec);
}

}  // namespace

Form begin_form(ui::Ui& ui, text::Language language, const Place& place, float width_points) {
  const text::SignInMessages say(language);
  const std::string lower = ui::connection_words(language, place.connection) + ".\n" +
                            std::string(say.sign_in_building());
  return begin_side_form(ui, {.clinic = place.clinic, .below = place.station, .lower = lower},
                         place.touch_keyboard, width_points,
                         {.alert = place.alert, .call = place.call, .damage = place.damage});
}

Form begin_side_form(ui::Ui& ui, const ui::SideSpec& side, bool touch_keyboard, float width_points,
                     const Above& above) {
  const ui::Theme& theme = ui.theme();
  ui::Rect page = ui::side_page(ui, side);
  say_above(
      ui, page,
      {.name = "alert", .text = above.alert, .tone = ui::Tone::kAlarm, .icon = ui::Icon::kAlert});
  say_above(ui, page,
            {.name = "call", .text = above.call, .tone = ui::Tone::kCare, .icon = ui::Icon::kHand});
  say_above(ui, page,
            {.name = "damage",
             .text = above.damage,
             .tone = ui::Tone::kCare,
             .icon = ui::Icon::kWarning});
  Form form;
  if (touch_keyboard && ui.focus_takes_text_before()) {
    form.keyboard = page.cut_bottom(ui::keyboard_height(ui));
  }
  const float margin = theme.px(24);
  const float width = std::min(theme.px(width_points), page.width - 2 * margin);
  const bool beside = page.x > 0;
  const float left = beside ? std::min(120.0F, (page.width - width) / 2) : margin;
  const ui::Rect area{page.x + left - kRingRoom, page.y, width + 2 * kRingRoom + theme.px(20),
                      page.height};
  ui::Rect content = ui.begin_scroll("form", area);
  form.top = content.y;
  const bool roomy = beside && form.keyboard.empty() && theme.scale() < 1.2F;
  form.flow = {content.x + kRingRoom, content.y + (roomy ? page.height * 0.24F : theme.gap()),
               width, 100'000};
  form.flow.width = std::min(width, content.width - 2 * kRingRoom);
  return form;
}

void end_form(ui::Ui& ui, text::Language language, const Form& form) {
  ui.end_scroll(form.flow.y - form.top + kRingRoom);
  if (!form.keyboard.empty()) ui::keyboard_panel(ui, form.keyboard, language);
}

void form_title(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view sentence) {
  const ui::Theme& theme = ui.theme();
  // Forms share names of fields: whoever typed in the last one does not type on in this one.
  if (ui::begin_anew(ui, "title_of_form", flow, title)) ui.drop_focus();
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kTitle}, title,
                   sentence.empty() ? theme.px(28) : theme.gap_small());
  if (sentence.empty()) return;
  ui::paragraph_in(ui, flow,
                   {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft, .marked = true},
                   sentence, theme.gap_large());
}

bool form_button(ui::Ui& ui, ui::Rect& flow, const FormButton& spec) {
  flow.cut_top(ui.theme().px(12));
  const bool pressed = ui::button(ui, {.name = std::string(spec.name),
                                       .rect = flow.cut_top(ui.theme().px(56)),
                                       .label = spec.label,
                                       .kind = ui::ButtonKind::kPrimary,
                                       .enabled = spec.enabled,
                                       .role = ui::ButtonRole::kDefault});
  flow.cut_top(ui.theme().gap());
  return pressed;
}

bool form_link(ui::Ui& ui, ui::Rect& flow, std::string_view name, std::string_view label) {
  const float wanted = ui::button_width(ui, label, ui::Icon::kNone);
  const float width = std::min(wanted, flow.width);
  const float height = ui::button_height(ui, width, label, ui::Icon::kNone);
  const bool pressed = ui::button(
      ui,
      {.name = std::string(name), .rect = flow.cut_top(height).cut_left(width), .label = label});
  flow.cut_top(ui.theme().gap_small());
  return pressed;
}

void form_notice(ui::Ui& ui, ui::Rect& flow, std::string_view text, ui::Tone tone, ui::Icon icon) {
  flow.cut_top(ui::notice(
      ui, {.name = "form_notice", .rect = flow, .text = text, .tone = tone, .icon = icon}));
  flow.cut_top(ui.theme().gap());
}

}  // namespace alcove::screens::sign_in
