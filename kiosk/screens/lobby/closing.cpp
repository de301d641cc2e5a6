// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/closing.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/lobby/lobby_page.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::lobby {
namespace {

bool roomy(const ui::Ui& ui) {
  return ui.theme().scale() < 1.2F;
}

// A large icon and a sentence, as high as it takes.
void icon_line(ui::Ui& ui, ui::Rect& flow, ui::Icon which, std::string_view text) {
  const ui::Theme& theme = ui.theme();
  const float icon_part = ui::icon_width(ui, ui::IconSize::kLarge) + theme.px(32);
  const ui::TextLook look{.style = ui::TextStyle::kBody, .marked = true};
  const float width = flow.width - icon_part;
  const float words = ui::paragraph_height(ui, width, look, text);
  const float height = std::max(words, theme.large_icon_size());
  ui::Rect row = flow.cut_top(height);
  const ui::Rect icon_place{row.x, row.y, ui::icon_width(ui, ui::IconSize::kLarge),
                            std::min(height, theme.large_icon_size())};
  ui::icon(ui, icon_place, which, ui::Ink::kPrimary, ui::IconSize::kLarge);
  row.cut_left(icon_part);
  ui::paragraph(ui, row.middle(width, words), look, text);
}

float icon_line_height(const ui::Ui& ui, float width, std::string_view text) {
  const float icon_part = ui::icon_width(ui, ui::IconSize::kLarge) + ui.theme().px(32);
  return std::max(ui::paragraph_height(ui, width - icon_part,
                                       {.style = ui::TextStyle::kBody, .marked = true}, text),
                  ui.theme().large_icon_size());
}

void help_card(ui::Ui& ui, ui::Rect& flow, const text::LobbyMessages& say) {
  const ui::Theme& theme = ui.theme();
  const float padding = theme.px(roomy(ui) ? 36 : 16);
  const float width = flow.width - 2 * padding;
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float gap = theme.px(roomy(ui) ? 22 : 8);
  const float height = 2 * padding + ui::paragraph_height(ui, width, soft, say.support_now()) +
                       theme.px(roomy(ui) ? 18 : 6) +
                       icon_line_height(ui, width, say.support_any_staff()) + gap +
                       icon_line_height(ui, width, say.support_call());
  const ui::Rect card = flow.cut_top(height);
  ui::card(ui, card);
  ui::Rect inner = card.inset(padding);
  ui::paragraph_in(ui, inner, soft, say.support_now(), theme.px(roomy(ui) ? 18 : 6));
  icon_line(ui, inner, ui::Icon::kSpeak, say.support_any_staff());
  inner.cut_top(gap);
  icon_line(ui, inner, ui::Icon::kCall, say.support_call());
}

// Two long buttons: side by side, or one below the other when the words are large.
SupportIntent support_buttons(ui::Ui& ui, const ui::Rect& area, bool stacked,
                              const text::LobbyMessages& say, bool settled) {
  const float height = ui.theme().control_height();
  const float first = ui::button_width(ui, say.support_go_on(), ui::Icon::kNone);
  const float second = ui::button_width(ui, say.support_talk_now(), ui::Icon::kHand);
  ui::Rect go_on{area.x, area.bottom() - height, first, height};
  ui::Rect talk{area.right() - second, area.bottom() - height, second, height};
  if (stacked) {
    talk = {area.x, area.y, area.width, height};
    go_on = {area.x, area.bottom() - height, area.width, height};
  }
  SupportIntent intent = SupportIntent::kNone;
  if (ui::button(ui, {.name = "go_on",
                      .rect = go_on,
                      .label = say.support_go_on(),
                      .enabled = settled,
                      .role = ui::ButtonRole::kCancel})) {
    intent = SupportIntent::kGoOn;
  }
  if (ui::button(ui, {.name = "talk_now",
                      .rect = talk,
                      .label = say.support_talk_now(),
                      .icon = ui::Icon::kHand,
                      .kind = ui::ButtonKind::kPrimary,
                      .enabled = settled})) {
    intent = SupportIntent::kTalkNow;
  }
  return intent;
}

void centre_icon(ui::Ui& ui, ui::Rect& flow, ui::Icon which) {
  const float size = ui.theme().px(88);
  const ui::Rect disc = flow.cut_top(size).cut_left(size);
  ui::fill(ui, disc, ui::Ink::kPrimarySoft, size / 2);
  ui::icon(ui, disc, which, ui::Ink::kPrimary, ui::IconSize::kLarge);
  flow.cut_top(ui.theme().gap_large());
}

}  // namespace

SupportIntent draw(ui::Ui& ui, const SupportModel& model) {
  const text::LobbyMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  ui::fill(ui, ui.screen(), ui::Ink::kPaper);
  const float height = theme.control_height();
  const float margin = theme.margin();
  ui::Rect page = ui.screen().inset(margin, roomy(ui) ? 40 : 20);
  const bool stacked = ui::button_width(ui, say.support_go_on(), ui::Icon::kNone) +
                           ui::button_width(ui, say.support_talk_now(), ui::Icon::kHand) +
                           theme.gap() >
                       page.width;
  const ui::Rect buttons = page.cut_bottom(stacked ? 2 * height + theme.gap_small() : height);
  page.cut_bottom(theme.gap_small());
  const ui::Rect room = roomy(ui) ? page.inset(92, 0) : page;
  Column column = begin_column(ui, "support_page", room);
  ui::Rect& flow = column.content;
  if (roomy(ui)) flow.cut_top(58);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kTitle}, say.support_title(),
                   theme.px(roomy(ui) ? 20 : 8));
  // With large text the numbers come first: they must be seen without scrolling.
  const bool card_first = !roomy(ui) && !model.undelivered;
  if (card_first) {
    help_card(ui, flow, say);
    flow.cut_top(theme.px(14));
  }
  ui::Rect words = flow;
  words.width = std::min(words.width, theme.px(900));
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kBody},
                   model.undelivered ? say.support_in_person() : say.support_text(), theme.px(20));
  flow.y = words.y;
  if (model.staff_called) {
    flow.cut_top(ui::notice(ui, {.name = "staff_called",
                                 .rect = flow,
                                 .text = say.support_called(),
                                 .tone = ui::Tone::kGood,
                                 .icon = ui::Icon::kCheckCircle}));
    flow.cut_top(theme.px(14));
  }
  if (!card_first) {
    flow.cut_top(theme.px(14));
    help_card(ui, flow, say);
  }
  end_column(ui, column);
  return support_buttons(ui, buttons, stacked, say, model.settled);
}

namespace {

// The number in large figures, to be read once and kept in mind.
void number_card(ui::Ui& ui, ui::Rect& flow, const text::LobbyMessages& say,
                 const std::string& token) {
  const ui::Theme& theme = ui.theme();
  const ui::TextLook large{.style = ui::TextStyle::kTitle, .ink = ui::Ink::kPrimary};
  const ui::TextLook words{.style = ui::TextStyle::kBody};
  const float padding = theme.px(roomy(ui) ? 24 : 12);
  flow.cut_top(theme.px(roomy(ui) ? 12 : 4));
  const float number = ui::text_width(ui, large, token) + 1;
  const float room = std::min(flow.width, theme.px(620)) - 3 * padding - number;
  const float height = std::max(ui::line_height(ui, large.style),
                                ui::paragraph_height(ui, room, words, say.done_number()));
  const ui::Rect card = flow.cut_top(height + 2 * padding).cut_left(room + 3 * padding + number);
  ui::fill(ui, card, ui::Ink::kPrimarySoft, theme.corner());
  ui.present(
      {.name = "queue_token", .kind = ui::WidgetKind::kStatus, .rect = card, .value = token});
  ui::Rect inner = card.inset(padding);
  ui::text_line(ui, inner.cut_right(number), large, token);
  const float high = ui::paragraph_height(ui, room, words, say.done_number());
  ui::paragraph(ui, inner.cut_left(room).middle(room, high), words, say.done_number());
  flow.cut_top(theme.px(20));
}

}  // namespace

DoneIntent draw(ui::Ui& ui, const DoneModel& model) {
  const text::LobbyMessages say(model.language);
  const PageSpec page{.language = model.language,
                      .back = false,
                      .next = say.done_close(),
                      .next_enabled = model.settled};
  const ui::Rect body = begin_page(ui, page);
  Column column = begin_column(ui, "done_page", body);
  ui::Rect& flow = column.content;
  if (roomy(ui)) flow.cut_top(std::round(body.height * 0.14F));
  flow.width = std::min(flow.width, 1000.0F);
  if (roomy(ui) || !model.undelivered) centre_icon(ui, flow, ui::Icon::kCheck);
  say_title(ui, flow, say.done_title(), {});
  if (!model.queue_token.empty() && !model.undelivered) {
    number_card(ui, flow, say, model.queue_token);
  }
  if (model.undelivered) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, say.support_in_person(), 0);
  } else {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading},
                     model.not_kept ? say.done_not_kept() : say.done_text(), ui.theme().gap());
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.done_help(), 0);
  }
  end_column(ui, column);
  switch (end_page(ui, page)) {
    case Step::kHelp:
      return DoneIntent::kHelp;
    case Step::kNext:
      return DoneIntent::kClose;
    case Step::kNone:
    case Step::kBack:
      return DoneIntent::kNone;
  }
  return DoneIntent::kNone;
}

SeeDeskIntent draw(ui::Ui& ui, const SeeDeskModel& model) {
  const text::LobbyMessages say(model.language);
  const PageSpec page{.language = model.language,
                      .back = false,
                      .next = model.can_restart ? say.desk_close() : std::string_view()};
  const ui::Rect body = begin_page(ui, page);
  Column column = begin_column(ui, "desk_page", body);
  ui::Rect& flow = column.content;
  if (roomy(ui)) flow.cut_top(std::round(body.height * 0.18F));
  flow.width = std::min(flow.width, 1000.0F);
  centre_icon(ui, flow, ui::Icon::kPeople);
  say_title(ui, flow, say.desk_title(), {});
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, say.desk_text(), 0);
  end_column(ui, column);
  switch (end_page(ui, page)) {
    case Step::kHelp:
      return SeeDeskIntent::kHelp;
    case Step::kNext:
      return SeeDeskIntent::kRestart;
    case Step::kNone:
    case Step::kBack:
      return SeeDeskIntent::kNone;
  }
  return SeeDeskIntent::kNone;
}

namespace {

std::string_view not_kept_words(const text::LobbyMessages& say, NotKept what) {
  switch (what) {
    case NotKept::kPhone:
      return say.not_kept_phone();
    case NotKept::kAddress:
      return say.not_kept_address();
    case NotKept::kSignature:
      return say.not_kept_signature();
    case NotKept::kTalkFirst:
      return say.not_kept_talk_first();
  }
  return {};
}

}  // namespace

NotKeptIntent draw(ui::Ui& ui, const NotKeptModel& model) {
  const text::LobbyMessages say(model.language);
  const PageSpec page{
      .language = model.language, .back = false, .next = say.not_kept_go_on(), .busy = model.busy};
  const ui::Rect body = begin_page(ui, page);
  Column column = begin_column(ui, "not_kept_page", body);
  ui::Rect& flow = column.content;
  if (roomy(ui)) flow.cut_top(std::round(body.height * 0.18F));
  flow.width = std::min(flow.width, 1000.0F);
  centre_icon(ui, flow, ui::Icon::kPeople);
  say_title(ui, flow, say.not_kept_title(), {});
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, not_kept_words(say, model.what), 0);
  end_column(ui, column);
  switch (end_page(ui, page)) {
    case Step::kHelp:
      return NotKeptIntent::kHelp;
    case Step::kNext:
      return NotKeptIntent::kGoOn;
    case Step::kNone:
    case Step::kBack:
      return NotKeptIntent::kNone;
  }
  return NotKeptIntent::kNone;
}

namespace {

// A sheet with a title, a sentence and one or two large buttons below each other.
struct SheetSpec {
  std::string_view name{};
  std::string_view title{};
  std::string_view text{};
  std::string_view main{};
  std::string_view main_name{};
  std::string_view other{};  // empty: one button
  std::string_view other_name{};
};
// 1: the main button, 2: the other one.
int sheet(ui::Ui& ui, const SheetSpec& spec) {
  const ui::Theme& theme = ui.theme();
  const float width = std::min(theme.px(760), ui.screen().width - 2 * theme.margin());
  const float inner = width - 2 * 40;
  const float button = theme.control_height();
  const ui::TextLook title{.style = ui::TextStyle::kTitle};
  const ui::TextLook body{.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft};
  const float height = ui::paragraph_height(ui, inner, title, spec.title) + theme.gap() +
                       ui::paragraph_height(ui, inner, body, spec.text) + theme.gap_large() +
                       button + (spec.other.empty() ? 0 : button + theme.px(14));
  const ui::Dialog dialog = ui::begin_dialog(ui, spec.name, width, height);
  ui::Rect flow = dialog.content;
  flow.height = 100'000;
  const float top = flow.y;
  ui::paragraph_in(ui, flow, title, spec.title, theme.gap());
  ui::paragraph_in(ui, flow, body, spec.text, theme.gap_large());
  int pressed = 0;
  if (ui::button(ui, {.name = std::string(spec.main_name),
                      .rect = flow.cut_top(button),
                      .label = spec.main,
                      .kind = ui::ButtonKind::kPrimary,
                      .role = ui::ButtonRole::kDefault})) {
    pressed = 1;
  }
  if (!spec.other.empty()) {
    flow.cut_top(theme.px(14));
    if (ui::button(ui, {.name = std::string(spec.other_name),
                        .rect = flow.cut_top(button),
                        .label = spec.other})) {
      pressed = 2;
    }
  }
  ui::end_dialog(ui, dialog, flow.y - top);
  return pressed;
}

}  // namespace

IdleIntent draw(ui::Ui& ui, const IdleModel& model) {
  const text::LobbyMessages say(model.language);
  const std::string text =
      model.kept ? say.idle_text(model.seconds_left) : say.idle_text_before(model.seconds_left);
  const int pressed = sheet(ui, {.name = "idle",
                                 .title = say.idle_title(),
                                 .text = text,
                                 .main = say.idle_more(),
                                 .main_name = "more_time",
                                 .other = say.idle_finish(),
                                 .other_name = "finish"});
  if (pressed == 0) return IdleIntent::kNone;
  return pressed == 1 ? IdleIntent::kMoreTime : IdleIntent::kFinish;
}

namespace {

struct HelpWords {
  std::string_view title;
  std::string_view text;
};

HelpWords help_words(const text::LobbyMessages& say, HelpState state) {
  switch (state) {
    case HelpState::kCalling:
      return {say.help_calling_title(), say.help_calling_text()};
    case HelpState::kCalled:
      return {say.help_title(), say.help_text()};
    case HelpState::kAway:
      return {say.help_away_title(), say.help_away_text()};
  }
  return {};
}

}  // namespace

HelpCalledIntent draw(ui::Ui& ui, const HelpCalledModel& model) {
  const text::LobbyMessages say(model.language);
  HelpWords words = help_words(say, model.state);
  std::string close(say.help_close());
  if (model.both_languages) {
    const text::LobbyMessages say_too(model.language == text::Language::kEnglish
                                          ? text::Language::kSpanish
                                          : text::Language::kEnglish);
    words.text = help_words(say_too, model.state).title;
    close += " / ";
    close += say_too.help_close();
  }
  const int pressed = sheet(ui, {.name = "help_called",
                                 .title = words.title,
                                 .text = words.text,
                                 .main = close,
                                 .main_name = "help_close"});
  return pressed == 0 ? HelpCalledIntent::kNone : HelpCalledIntent::kClose;
}

}  // namespace alcove::screens::lobby
