// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/box_notice.h"

#include <algorithm>

#include "kiosk/text/administration_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::screens::administration {
namespace {

const ui::TextLook kLook{.style = ui::TextStyle::kSecondStrong};
constexpr float kLeastWords = 260;  // points at 100 % that the button leaves the words beside it

std::string words_of(const BoxNotice& notice) {
  const text::AdministrationMessages say(notice.language);
  if (notice.more == 0) return notice.what + ".";
  return notice.what + ". " + say.box_more(notice.more);
}

struct Plan {
  bool beside = false;
  float words = 0;
  float button = 0;
  float height = 0;
};

Plan plan_of(const ui::Ui& ui, float width, const BoxNotice& notice) {
  const text::AdministrationMessages say(notice.language);
  const ui::Theme& theme = ui.theme();
  const float inner = width - 2 * theme.px(12) - ui::icon_width(ui) - theme.px(10);
  Plan plan;
  plan.button = std::min(ui::button_width(ui, say.box_see(), ui::Icon::kNone), inner);
  plan.beside = inner - plan.button - theme.gap() >= theme.px(kLeastWords);
  plan.words = plan.beside ? inner - plan.button - theme.gap() : inner;
  const float text = ui::paragraph_height(ui, plan.words, kLook, words_of(notice));
  const float control = theme.small_control_height();
  plan.height = 2 * theme.px(8) +
                (plan.beside ? std::max(text, control) : text + theme.gap_small() + control);
  return plan;
}

}  // namespace

float notice_height(const ui::Ui& ui, float width, const BoxNotice& notice) {
  return notice.what.empty() ? 0 : plan_of(ui, width, notice).height;
}

bool draw(ui::Ui& ui, const ui::Rect& rect, const BoxNotice& notice) {
  if (notice.what.empty()) return false;
  const text::AdministrationMessages say(notice.language);
  const ui::Theme& theme = ui.theme();
  const Plan plan = plan_of(ui, rect.width, notice);
  const ui::Rect strip{rect.x, rect.y, rect.width, plan.height};
  const std::string words = words_of(notice);
  ui.present(
      {.name = "box_notice", .kind = ui::WidgetKind::kStatus, .rect = strip, .value = words});
  ui::fill(ui, strip, notice.pressing ? ui::Ink::kCareSoft : ui::Ink::kNoteSoft, theme.corner());
  ui::Rect inner = strip.inset(theme.px(12), theme.px(8));
  const float control = theme.small_control_height();
  ui::Rect icon = inner.cut_left(ui::icon_width(ui));
  inner.cut_left(theme.px(10));
  ui::Rect button;
  if (plan.beside) {
    button = inner.cut_right(plan.button).middle(plan.button, control);
  } else {
    button = inner.cut_bottom(control).cut_left(plan.button);
    inner.cut_bottom(theme.gap_small());
  }
  icon.height = inner.height;
  const ui::Ink ink = notice.pressing ? ui::Ink::kCare : ui::Ink::kNote;
  ui::icon(ui, icon, notice.pressing ? ui::Icon::kWarning : ui::Icon::kInfo, ink);
  const float text = ui::paragraph_height(ui, plan.words, kLook, words);
  ui::TextLook look = kLook;
  look.ink = ink;
  ui::paragraph(ui, inner.middle(plan.words, text), look, words);
  return ui::button(ui, {.name = "box_see", .rect = button, .label = say.box_see()});
}

}  // namespace alcove::screens::administration
