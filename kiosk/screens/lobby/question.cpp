// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/question.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/status.h"
#include "shared/base/check.h"

namespace alcove::screens::lobby {
namespace {

bool listen_and_count(ui::Ui& ui, ui::Rect& body, const QuestionModel& model,
                      const text::LobbyMessages& say) {
  const ui::Theme& theme = ui.theme();
  ui::Rect row = body.cut_top(theme.touch(50));
  bool listen = false;
  if (model.can_listen) {
    const float width = ui::quiet_button_width(ui, say.question_listen(), ui::Icon::kVolume,
                                               ui::TextStyle::kSecondStrong);
    listen = ui::button(ui, {.name = "listen",
                             .rect = row.cut_right(width),
                             .label = say.question_listen(),
                             .icon = ui::Icon::kVolume,
                             .kind = ui::ButtonKind::kQuiet,
                             .style = ui::TextStyle::kSecondStrong});
  }
  ui::text_line(ui, row, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                say.question_number({.number = std::to_string(model.number),
                                     .total = std::to_string(model.total)}));
  body.cut_top(theme.px(6));
  ui::progress_bar(ui, "progress", body.cut_top(theme.px(10)),
                   static_cast<float>(model.number) / static_cast<float>(model.total));
  body.cut_top(theme.scale() < 1.2F ? 26.0F : 12.0F);
  return listen;
}

void choices(ui::Ui& ui, ui::Rect& flow, QuestionModel& model, const text::LobbyMessages& say) {
  const ui::Theme& theme = ui.theme();
  for (std::size_t i = 0; i < model.choices.size(); ++i) {
    const ui::Rect row = flow.cut_top(ui::choice_row_height(ui, flow.width, model.choices[i]));
    flow.cut_top(theme.px(14));
    if (ui::choice_row(ui, {.name = "choice_" + std::to_string(i),
                            .rect = row,
                            .label = model.choices[i],
                            .chosen = model.chosen == i})) {
      model.chosen = i;
      model.declined = false;
    }
  }
  const std::string_view word = say.question_decline();
  const float height = ui::choice_row_height(ui, flow.width, word);
  if (model.declined) {
    if (ui::choice_row(
            ui, {.name = "decline", .rect = flow.cut_top(height), .label = word, .chosen = true})) {
      model.declined = true;
    }
    return;
  }
  const float width =
      std::min(ui::quiet_button_width(ui, word, ui::Icon::kNone) + theme.px(44), flow.width);
  if (ui::button(ui, {.name = "decline",
                      .rect = flow.cut_top(theme.small_control_height()).cut_left(width),
                      .label = word,
                      .kind = ui::ButtonKind::kQuiet,
                      .style = ui::TextStyle::kSecondStrong,
                      .align = ui::Align::kLeft})) {
    model.declined = true;
    model.chosen.reset();
  }
}

}  // namespace

QuestionIntent draw(ui::Ui& ui, QuestionModel& model) {
  ALCOVE_CHECK(model.choices.size() <= kMaxChoices && model.total > 0);
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  const PageSpec page{.language = model.language,
                      .back = model.can_go_back,
                      .next = common.go_next(),
                      .next_enabled = model.chosen.has_value() || model.declined || model.kept,
                      .why_not = say.question_needed(),
                      .busy = model.busy};
  ui::Rect body = begin_page(ui, page);
  QuestionIntent intent = QuestionIntent::kNone;
  if (listen_and_count(ui, body, model, say)) intent = QuestionIntent::kListen;
  Column column = begin_column(ui, "question_page", body);
  ui::Rect& flow = column.content;
  ui::begin_anew(ui, "item_of_question", flow, model.item);
  const bool two_columns = theme.scale() < 1.2F;
  ui::Rect left = flow;
  ui::Rect right = flow;
  if (two_columns) {
    left.width = std::round(flow.width * 0.46F);
    right.x = left.right() + theme.px(40);
    right.width = flow.right() - right.x;
  }
  ui::paragraph_in(ui, left, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   model.stem, theme.gap_large());
  ui::paragraph_in(ui, left, {.style = ui::TextStyle::kHeading}, model.item, theme.gap());
  if (model.kept) {
    ui::paragraph_in(ui, left, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.question_kept(), theme.gap());
  }
  if (!two_columns) right = left;
  choices(ui, right, model, say);
  flow.y = two_columns ? std::max(left.y, right.y) : right.y;
  end_column(ui, column);
  switch (end_page(ui, page)) {
    case Step::kBack:
      return QuestionIntent::kBack;
    case Step::kHelp:
      return QuestionIntent::kHelp;
    case Step::kNext:
      return QuestionIntent::kNext;
    case Step::kNone:
      return intent;
  }
  return intent;
}

}  // namespace alcove::screens::lobby
