// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/reach_words.h"

#include "kiosk/text/reminders_messages.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {

using api::clients::By;
using api::clients::NotByCall;
using api::clients::NotByLetter;
using api::clients::Reach;

std::vector<std::string> call_lines(text::Language language, const Reach& reach) {
  const text::RemindersMessages say(language);
  if (reach.not_by_call == NotByCall::kAsksNot) return {std::string(say.reach_asks_no_calls())};
  if (reach.not_by_call) return {std::string(say.reach_no_phone())};
  std::vector<std::string> lines{say.reach_ask_for(reach.ask_for)};
  for (const auto& phone : reach.numbers) {
    lines.push_back(phone.may_leave_message ? say.reach_message_yes(phone.number)
                                            : say.reach_message_no(phone.number));
  }
  return lines;
}

std::string reach_line(text::Language language, const Reach& reach) {
  std::string words;
  for (const std::string& one : call_lines(language, reach)) {
    words += (words.empty() ? "" : " · ") + one;
  }
  if (reach.by != By::kCall) words += " · " + std::string(by_word(language, reach.by));
  return words;
}

void reach_paragraphs(ui::Ui& ui, ui::Rect& flow, text::Language language,
                      const std::optional<Reach>& reach) {
  if (!reach) return;
  const ui::TextLook look{.style = ui::TextStyle::kBody};
  for (const std::string& one : call_lines(language, *reach)) {
    ui::paragraph_in(ui, flow, look, one, 0);
  }
  if (reach->by != By::kCall) {
    ui::paragraph_in(ui, flow, look, by_word(language, reach->by), 0);
  }
  flow.cut_top(ui.theme().gap());
}

std::string_view by_word(text::Language language, By by) {
  const text::RemindersMessages say(language);
  switch (by) {
    case By::kCall:
      return say.reach_by_call();
    case By::kLetter:
      return say.reach_by_letter();
    case By::kNeither:
      return say.reach_by_neither();
  }
  return {};
}

std::string not_by_letter_words(text::Language language, const Reach& reach) {
  const text::RemindersMessages say(language);
  if (!reach.not_by_letter) return {};
  switch (*reach.not_by_letter) {
    case NotByLetter::kAsksNot:
      return std::string(say.reach_asks_no_letters());
    case NotByLetter::kNoAddress:
      return std::string(say.reach_no_address());
    case NotByLetter::kNoFixedAddress:
      return std::string(say.reach_no_fixed_address());
  }
  return {};
}

std::string wishes_words(text::Language language, const api::clients::Wishes& wishes) {
  using namespace api::clients;
  const text::RemindersMessages say(language);
  std::vector<std::string> asks;
  if (wishes.calling == Calling::kDoNotCall) {
    asks.emplace_back(say.wishes_no_calls());
  } else {
    if (wishes.other_number) asks.push_back(say.asks_number(wishes.other_number->number));
    if (wishes.messages == Messages::kNever) asks.emplace_back(say.wishes_no_messages());
  }
  if (wishes.writing == Writing::kDoNotWrite) {
    asks.emplace_back(say.wishes_no_letters());
  } else if (wishes.other_address) {
    asks.emplace_back(say.wishes_other_place());
  }
  if (!wishes.ask_for.empty()) asks.push_back(say.reach_ask_for(wishes.ask_for));
  if (asks.empty()) return {};
  std::string words(say.asks_title());
  for (const std::string& one : asks) words += "\n" + one;
  return words;
}

bool words_row(ui::Ui& ui, ui::Rect& flow, const ui::RowSpec& spec, const std::string& name,
               const std::vector<std::pair<ui::TextLook, std::string>>& below) {
  const ui::Theme& theme = ui.theme();
  const float width = flow.width - 2 * theme.px(12);
  const float first = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  float height = first + theme.px(16);
  for (const auto& [look, words] : below) height += ui::paragraph_height(ui, width, look, words);
  ui::RowSpec placed = spec;
  placed.rect = flow.cut_top(height);
  const ui::Reaction reaction = ui::list_row(ui, placed);
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(placed.rect);
  ui::Rect inner = placed.rect.inset(theme.px(12), theme.px(8));
  ui::text_line(ui, inner.cut_top(first), {.style = ui::TextStyle::kBodyStrong}, name,
                ui::WhenLong::kShorten);
  for (const auto& [look, words] : below) ui::paragraph_in(ui, inner, look, words, 0);
  ui::divider(ui, {placed.rect.x, placed.rect.bottom() - 1, placed.rect.width, 1});
  return reaction.clicked;
}

}  // namespace alcove::screens::desk
