// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/welcome.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/lobby/lobby_page.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"

namespace alcove::screens::lobby {
namespace {

using text::Language;

// "Welcome.\nTouch a language" on one line.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

WelcomeIntent languages(ui::Ui& ui, ui::Rect& flow) {
  const ui::Theme& theme = ui.theme();
  const float gap = theme.gap_large();
  const float width = std::min(theme.px(320), std::floor((flow.width - gap) / 2));
  ui::Rect row = flow.cut_top(theme.touch(120));
  WelcomeIntent intent = WelcomeIntent::kNone;
  // A language is called by its own name, whichever language the screen speaks.
  if (ui::button(ui, {.name = "english",
                      .rect = row.cut_left(width),
                      .label = "English",
                      .kind = ui::ButtonKind::kPrimary,
                      .style = ui::TextStyle::kHeading})) {
    intent = WelcomeIntent::kEnglish;
  }
  row.cut_left(gap);
  if (ui::button(ui, {.name = "spanish",
                      .rect = row.cut_left(width),
                      .label = "Español",
                      .kind = ui::ButtonKind::kPrimary,
                      .style = ui::TextStyle::kHeading})) {
    intent = WelcomeIntent::kSpanish;
  }
  return intent;
}

// Larger text, more contrast, and help: for whom this screen is already too much.
WelcomeIntent aids(ui::Ui& ui, ui::Rect& flow, const text::LobbyMessages& say) {
  const ui::Theme& theme = ui.theme();
  const bool largest = theme.look().text_size == ui::TextSize::k200;
  const bool high = theme.look().contrast == ui::Contrast::kHigh;
  const std::string_view size = largest ? say.normal_text() : say.larger_text();
  const std::string_view contrast = high ? say.normal_contrast() : say.high_contrast();
  const auto style = ui::TextStyle::kSecondStrong;
  const float first = ui::button_width(ui, size, ui::Icon::kLetters, style);
  const float second = ui::button_width(ui, contrast, ui::Icon::kContrast, style);
  const float height = theme.small_control_height();
  ui::Rect row = flow.cut_top(height);
  WelcomeIntent intent = WelcomeIntent::kNone;
  if (ui::button(ui, {.name = "text_size",
                      .rect = row.cut_left(first),
                      .label = size,
                      .icon = ui::Icon::kLetters,
                      .style = style})) {
    intent = WelcomeIntent::kTextSize;
  }
  row.cut_left(theme.gap());
  if (row.width < second) {
    flow.cut_top(theme.gap_small());
    row = flow.cut_top(height);
  }
  if (ui::button(ui, {.name = "contrast",
                      .rect = row.cut_left(second),
                      .label = contrast,
                      .icon = ui::Icon::kContrast,
                      .style = style})) {
    intent = WelcomeIntent::kContrast;
  }
  row.cut_left(theme.gap());
  const float help = ui::quiet_button_width(ui, say.get_help(), ui::Icon::kHand, style);
  if (row.width < help) {
    flow.cut_top(theme.gap_small());
    row = flow.cut_top(height);
  }
  if (ui::button(ui, {.name = "help",
                      .rect = row.cut_left(help),
                      .label = say.get_help(),
                      .icon = ui::Icon::kHand,
                      .kind = ui::ButtonKind::kQuiet,
                      .style = style})) {
    intent = WelcomeIntent::kHelp;
  }
  return intent;
}

}  // namespace

namespace {

// What one reads first, in both languages: how to begin, or where to go while the box is away.
WelcomeIntent invitation(ui::Ui& ui, ui::Rect& flow, const WelcomeModel& model, bool beside) {
  const ui::Theme& theme = ui.theme();
  const Language other =
      model.language == Language::kEnglish ? Language::kSpanish : Language::kEnglish;
  const text::LobbyMessages say(model.language);
  const text::LobbyMessages say_too(other);
  const ui::TextLook soft{.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft};
  switch (model.check_in) {
    case CheckInHere::kOpen: {
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kTitle}, say.welcome_title(),
                       theme.px(14));
      // With the largest text its room is help's: the languages call themselves by their names.
      if (theme.scale() < 1.7F) {
        ui::paragraph_in(ui, flow, soft, one_line(say_too.welcome_title()), beside ? 50 : 24);
      }
      const WelcomeIntent intent = languages(ui, flow);
      flow.cut_top(beside ? 40 : 20);
      return intent;
    }
    case CheckInHere::kAtDesk:
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kTitle}, say.desk_title(), theme.px(14));
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.desk_text(), theme.px(32));
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, say_too.desk_title(),
                       theme.px(8));
      ui::paragraph_in(ui, flow, soft, say_too.desk_text(), beside ? 56 : 24);
      return WelcomeIntent::kNone;
  }
  return WelcomeIntent::kNone;
}

}  // namespace

WelcomeIntent draw(ui::Ui& ui, const WelcomeModel& model) {
  const ui::Theme& theme = ui.theme();
  const text::LobbyMessages say(model.language);
  const std::string now = text::weekday_and_date(model.language, date_of(model.now)) +
                          (compact(ui) ? ", " : "\n") + text::clock_time(model.language, model.now);
  ui::Rect page = ui::side_page(ui, {.clinic = model.clinic, .below = now});
  const bool beside = page.x > 0;
  ui::Rect room = page.inset(beside ? 80 : theme.margin(), beside ? 40 : 20);
  Column column = begin_column(ui, "welcome", room);
  ui::Rect& flow = column.content;
  if (beside) flow.cut_top(std::max(0.0F, std::round(room.height * 0.178F)));
  WelcomeIntent intent = invitation(ui, flow, model, beside);
  const WelcomeIntent aid = aids(ui, flow, say);
  if (aid != WelcomeIntent::kNone) intent = aid;
  // At the foot of the page when there is room.
  const ui::TextLook look{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  float foot = ui::paragraph_height(ui, flow.width, look, say.welcome_desk());
  if (!model.damage.empty()) foot += theme.gap() + ui::notice_height(ui, flow.width, model.damage);
  flow.cut_top(std::max(theme.gap_large(), column.bottom - foot - flow.y));
  ui::paragraph_in(ui, flow, look, say.welcome_desk(), 0);
  if (!model.damage.empty()) {
    flow.cut_top(theme.gap());
    flow.cut_top(ui::notice(ui, {.name = "damage", .rect = flow, .text = model.damage}));
  }
  end_column(ui, column);
  return intent;
}

}  // namespace alcove::screens::lobby
