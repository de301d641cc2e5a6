// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/answers_sheet.h"

#include "kiosk/screens/room/sheet.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/text/rules_language.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"
#include "shared/rules/instrument.h"

namespace alcove::screens::room {
namespace {

using api::questionnaires::GivenAnswer;

struct Choices {
  const std::array<std::string, rules::kChoices>* own = nullptr;  // of the function item
  const rules::InstrumentText* words = nullptr;
};

std::string answer_word(const GivenAnswer& answer, const Choices& choices,
                        const text::RoomMessages& say) {
  if (answer.kind == rules::AnswerKind::kDeclined) return std::string(say.room_answer_declined());
  if (answer.kind == rules::AnswerKind::kNotReached || !answer.points) {
    return std::string(say.room_answer_not_reached());
  }
  const auto points = static_cast<std::size_t>(*answer.points);
  const std::string& word =
      choices.own != nullptr ? (*choices.own)[points] : choices.words->choices[points].words;
  return std::to_string(points) + " · " + word;
}

AnswerLine line_of(const api::questionnaires::ResultReply& result, const std::string& item,
                   const Choices& choices, text::Language language, const Zone& zone) {
  const text::RoomMessages say(language);
  AnswerLine line;
  line.answer = say.room_answer_not_reached();
  for (const GivenAnswer& given : result.answers) {
    if (given.item != item) continue;
    const std::string word = answer_word(given, choices, say);
    if (given.stands) {
      line.answer = word;
      continue;
    }
    const std::string time = text::clock_time(language, zone.to_local(given.confirmed_at));
    if (!line.earlier.empty()) line.earlier += "\n";
    line.earlier += say.room_answer_earlier({.answer = word, .time = time});
  }
  return line;
}

}  // namespace

std::vector<AnswerLine> answer_lines(const api::questionnaires::ResultReply& result,
                                     text::Language language, const Zone& zone) {
  const rules::Instrument& instrument = rules::instrument(result.score.instrument);
  const rules::InstrumentText& words =
      rules::instrument_text(result.score.instrument, text::rules_language(language));
  std::vector<AnswerLine> out;
  for (std::size_t i = 0; i < words.items.size(); ++i) {
    AnswerLine line =
        line_of(result, words.items[i].loinc, {.own = nullptr, .words = &words}, language, zone);
    line.question = std::to_string(i + 1) + ". " + words.items[i].words;
    line.critical = instrument.critical_item == i &&
                    (result.score.critical == rules::CriticalAnswer::kAboveZero ||
                     result.score.critical_was_above_zero);
    out.push_back(std::move(line));
  }
  if (words.function) {
    AnswerLine line = line_of(result, words.function->loinc,
                              {.own = &words.function->choices, .words = &words}, language, zone);
    line.question = text::RoomMessages(language).room_answers_function();
    out.push_back(std::move(line));
  }
  return out;
}

std::string answers_title(const api::questionnaires::ScoreLine& score, text::Language language,
                          const Zone& zone) {
  const LocalDateTime at = zone.to_local(score.ended_at.value_or(score.begun_at));
  return text::RoomMessages(language).room_answers_title(
      {.instrument = rules::instrument(score.instrument).name,
       .date = text::full_date(language, date_of(at))});
}

AnswersIntent draw(ui::Ui& ui, AnswersModel& model) {
  const text::RoomMessages say(model.bar.language);
  const ui::Theme& theme = ui.theme();
  Sheet sheet = begin_sheet(ui, model.bar, "answers_sheet", 760);
  const bool closed = sheet_title_to_close(ui, sheet, model.title, say.room_close());
  if (!model.mark.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "answers_mark",
                                       .rect = sheet.flow,
                                       .text = model.mark,
                                       .tone = ui::Tone::kCare,
                                       .icon = ui::Icon::kSwap}));
    sheet.flow.cut_top(theme.gap());
  }
  if (model.problem) {
    sheet_text(ui, sheet, text::problem(model.bar.language, *model.problem));
  } else if (!model.loaded) {
    sheet_text(ui, sheet, say.room_loading());
  }
  for (const AnswerLine& line : model.lines) {
    ui::divider(ui, sheet.flow);
    sheet.flow.cut_top(theme.px(10));
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     line.question, 0);
    ui::paragraph_in(ui, sheet.flow,
                     {.style = ui::TextStyle::kBodyStrong,
                      .ink = line.critical ? ui::Ink::kAlarm : ui::Ink::kText},
                     line.answer, line.earlier.empty() ? theme.px(10) : 0);
    if (line.earlier.empty()) continue;
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     line.earlier, theme.px(10));
  }
  bool somebody_else = false;
  if (model.may_move && model.loaded) {
    const ui::BarButton button[] = {{.name = "somebody_else",
                                     .label = std::string(say.room_somebody_else()),
                                     .icon = ui::Icon::kSwap}};
    const float height = ui::button_rows_height(ui, sheet.flow.width, button);
    somebody_else = ui::button_rows(ui, sheet.flow.cut_top(height), button).has_value();
  }
  end_sheet(ui, model.bar, sheet);
  if (somebody_else) return AnswersIntent::kSomebodyElse;
  return closed ? AnswersIntent::kClose : AnswersIntent::kNone;
}

}  // namespace alcove::screens::room
