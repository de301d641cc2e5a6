// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/identity.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/figures.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::lobby {
namespace {

constexpr int kSteps = 3;

bool only_blanks(const std::string& text) {
  return text.find_first_not_of(' ') == std::string::npos;
}

// The pad stays where it is at the right; the question scrolls beside it when the text is large.
struct PadPage {
  ui::Rect question;
  ui::Rect pad;
};
PadPage split(ui::Ui& ui, ui::Rect body) {
  const ui::Size size = ui::digits_pad_size(ui);
  PadPage page;
  const float right = compact(ui) ? 0.0F : 26.0F;
  ui::Rect column = body.cut_right(size.width + right);
  const float height = std::min(size.height, column.height);
  const float top = std::min(50.0F, (column.height - height) / 2);
  page.pad = {column.x, column.y + top, size.width, height};
  body.cut_right(compact(ui) ? 16 : 32);
  page.question = body;
  return page;
}

}  // namespace

Step draw(ui::Ui& ui, SurnameModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const PageSpec page{.language = model.language,
                      .steps_done = 1,
                      .steps_total = kSteps,
                      .keyboard = true,
                      .next = common.go_next(),
                      .next_enabled = !only_blanks(model.surname),
                      .why_not = compact(ui) ? std::string_view() : say.surname_needed()};
  Column column = begin_column(ui, "surname_page", begin_page(ui, page));
  ui::Rect& flow = column.content;
  say_title(ui, flow, say.ask_surname(), compact(ui) ? std::string_view() : say.surname_hint());
  ui.prefer_focus("surname");
  ui::Rect box = flow.cut_top(ui.theme().touch(92));
  box.width = std::min(box.width, std::max(760.0F, ui.theme().px(700)));
  ui::text_field(ui,
                 {.name = "surname",
                  .rect = box,
                  .placeholder = compact(ui) ? say.surname_needed() : std::string_view(),
                  .max_code_points = kMaxSurname,
                  .style = ui::TextStyle::kEntry},
                 model.surname);
  end_column(ui, column);
  return end_page(ui, page);
}

Step draw(ui::Ui& ui, BirthDateModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const std::string wrong = ui::date_words(model.language, model.entry, model.today);
  const PageSpec page{.language = model.language,
                      .steps_done = 2,
                      .steps_total = kSteps,
                      .next = common.go_next(),
                      .next_enabled = model.entry.date(model.today).has_value(),
                      .why_not = wrong.empty() ? say.birth_date_needed() : wrong};
  const PadPage places = split(ui, begin_page(ui, page));
  Column column = begin_column(ui, "birth_page", places.question);
  ui::Rect& flow = column.content;
  const ui::Size size = ui::date_field_size(ui, flow.width);
  say_title_above(ui, column, say.ask_birth_date(), say.birth_date_hint(), size.height);
  ui::date_field(ui,
                 {.name = "birth", .rect = flow.cut_top(size.height), .language = model.language},
                 model.entry);
  if (!wrong.empty()) {
    flow.cut_top(ui.theme().gap());
    flow.cut_top(ui::notice(ui, {.name = "date_notice", .rect = flow, .text = wrong}));
  }
  end_column(ui, column);
  const auto press = ui::digits_pad(ui, places.pad, model.language, ui::PadOk::kShown);
  if (press) {
    ui::apply(*press, model.entry);
    const char* const names[] = {"birth_month", "birth_day", "birth_year"};
    ui.focus(names[static_cast<std::size_t>(model.entry.part())]);
  }
  const Step step = end_page(ui, page);
  // The tick on a finished date is "next" too.
  const bool finished =
      press && press->what == ui::PadPress::What::kOk && model.entry.date(model.today).has_value();
  return finished ? Step::kNext : step;
}

Step draw(ui::Ui& ui, PhoneDigitsModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const bool complete = model.digits.size() == kPhoneDigits;
  const PageSpec page{.language = model.language,
                      .steps_done = kSteps,
                      .steps_total = kSteps,
                      .next = common.go_next(),
                      .next_enabled = complete && !model.looking,
                      .why_not = model.looking ? say.looking() : say.phone_digits_needed()};
  const PadPage places = split(ui, begin_page(ui, page));
  Column column = begin_column(ui, "phone_page", places.question);
  ui::Rect& flow = column.content;
  ui.prefer_focus("phone_digits");
  const ui::Size size = ui::figure_cells_size(ui, kPhoneDigits, flow.width);
  say_title_above(ui, column, say.ask_phone_digits(), say.phone_digits_hint(), size.height);
  ui::figure_cells(ui,
                   {.name = "phone_digits",
                    .rect = flow.cut_top(size.height),
                    .count = kPhoneDigits,
                    .enabled = !model.looking},
                   model.digits);
  end_column(ui, column);
  const ui::PadOk ok = complete && !model.looking ? ui::PadOk::kShown : ui::PadOk::kPale;
  const auto press = ui::digits_pad(ui, places.pad, model.language, ok);
  if (press && !model.looking) ui::apply(*press, kPhoneDigits, model.digits);
  const Step step = end_page(ui, page);
  const bool ticked = press && press->what == ui::PadPress::What::kOk && complete;
  return ticked && !model.looking ? Step::kNext : step;
}

HelloIntent draw(ui::Ui& ui, const HelloModel& model) {
  const text::LobbyMessages say(model.language);
  const PageSpec page{
      .language = model.language, .back = false, .next = say.that_is_me(), .busy = model.busy};
  const ui::Rect body = begin_page(ui, page);
  HelloIntent intent = HelloIntent::kNone;
  Column column = begin_column(ui, "hello_page", body);
  ui::Rect& flow = column.content;
  flow.cut_top(std::round(std::max(0.0F, body.height * 0.16F) / ui.theme().scale()));
  flow.width = std::min(flow.width, 1000.0F);
  say_title(ui, flow, say.hello_title(model.name), {});
  flow.cut_top(ui.theme().px(14));
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading},
                   say.hello_visit(text::clock_time(model.language, model.time)), ui.theme().gap());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   say.hello_next(), ui.theme().px(32));
  const float width = ui::button_width(ui, say.that_is_not_me(), ui::Icon::kNone);
  ui::Rect row = flow.cut_top(ui.theme().control_height());
  if (ui::button(ui, {.name = "not_me",
                      .rect = row.cut_left(width),
                      .label = say.that_is_not_me(),
                      .enabled = model.busy == Busy::kNo})) {
    intent = HelloIntent::kNotMe;
  }
  end_column(ui, column);
  switch (end_page(ui, page)) {
    case Step::kNext:
      return HelloIntent::kGoOn;
    case Step::kHelp:
      return HelloIntent::kHelp;
    case Step::kNone:
    case Step::kBack:
      return intent;
  }
  return intent;
}

}  // namespace alcove::screens::lobby
