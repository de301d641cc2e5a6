// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/reminders_sheet.h"

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/reminders_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::reminders::DayReply;
using api::reminders::DueVisit;
using api::reminders::Need;
using api::reminders::Row;
using RemindSay = text::RemindersMessages;

const ui::TextLook kRemindSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kRemindSecond{.style = ui::TextStyle::kSecond};

using Lines = std::vector<std::pair<ui::TextLook, std::string>>;

std::string counts_words(const RemindSay& say, const DayReply& reply) {
  std::string words =
      say.remind_to_call(reply.to_call) + " · " + say.remind_to_write(reply.to_write);
  if (reply.unreachable > 0) words += " · " + say.remind_unreachable(reply.unreachable);
  return words;
}

std::string need_words(text::Language language, const Row& row) {
  const RemindSay say(language);
  switch (row.need) {
    case Need::kOpen:
      return std::string(by_word(language, row.reach.by));
    case Need::kTold:
      return std::string(say.remind_told());
    case Need::kConfirmed:
      return std::string(say.remind_confirmed());
    case Need::kNotWanted:
      return std::string(say.remind_not_wanted());
  }
  return {};
}

std::string visit_line(text::Language language, const DueVisit& visit) {
  const RemindSay say(language);
  const std::string time = text::clock_time(language, visit.start);
  std::string words = say.remind_visit({.time = time, .name = visit.clinician_name});
  if (api::appointments::is_telehealth(visit.modality)) {
    words += " · " + std::string(modality_word(language, visit.modality));
  }
  if (visit.told) words += " · " + std::string(say.remind_visit_told());
  return words;
}

Lines lines_of(text::Language language, const Zone& zone, const Row& row) {
  const RemindSay say(language);
  Lines lines{{kRemindSecond, need_words(language, row)}};
  for (const DueVisit& one : row.visits) lines.emplace_back(kRemindSoft, visit_line(language, one));
  for (const std::string& one : call_lines(language, row.reach)) {
    lines.emplace_back(kRemindSecond, one);
  }
  const std::string no_letter = not_by_letter_words(language, row.reach);
  if (!no_letter.empty()) lines.emplace_back(kRemindSecond, no_letter);
  if (row.language != api::clients::SpokenLanguage::kEnglish) {
    lines.emplace_back(kRemindSoft, say.remind_language(spoken_language(language, row.language)));
  }
  for (const auto& one : row.tries) {
    const LocalDateTime at = zone.to_local(one.made.at);
    const std::string when =
        text::weekday_and_date(language, date_of(at)) + ", " + text::clock_time(language, at);
    lines.emplace_back(kRemindSoft,
                       say.remind_try({.when = when,
                                       .person = one.made.person_name,
                                       .outcome = outcome_word(language, one.outcome)}) +
                           (one.note.empty() ? "" : " · " + one.note));
  }
  return lines;
}

std::vector<ui::BarButton> list_foot(const SheetFrame& frame, const RemindersModel& model) {
  const RemindSay say(frame.language);
  const bool can = frame.there && !frame.busy;
  const bool read = model.reply.has_value();
  return {
      {.name = "remind_calls",
       .label = std::string(say.remind_print_calls()),
       .icon = ui::Icon::kPrint,
       .kind = ui::ButtonKind::kPrimary,
       .enabled = can && read && model.reply->to_call + model.reply->unreachable > 0,
       .role = ui::ButtonRole::kDefault},
      {.name = "remind_letters",
       .label = std::string(say.remind_print_letters()),
       .icon = ui::Icon::kPrint,
       .enabled = can && read && model.reply->to_write + model.reply->unreachable > 0},
      {.name = "remind_letterhead", .label = std::string(say.letterhead_title()), .enabled = can}};
}

}  // namespace

RemindersIntent draw(ui::Ui& ui, const SheetFrame& frame, const RemindersModel& model) {
  using What = RemindersIntent::What;
  const RemindSay say(frame.language);
  const std::vector<ui::BarButton> foot = list_foot(frame, model);
  std::string below = text::weekday_and_date(frame.language, model.day);
  if (model.reply) below += " · " + counts_words(say, *model.reply);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "reminders_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.remind_title()),
                                         .below = below,
                                         .width = 720,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  RemindersIntent intent;
  if (!model.reply && !frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kRemindSoft, say.remind_reading(), 0);
  }
  if (model.reply && model.reply->undecided > 0) {
    ui::paragraph_in(ui, sheet.flow, kRemindSecond, say.remind_undecided(model.reply->undecided),
                     ui.theme().gap());
  }
  if (model.reply && model.reply->items.empty()) {
    ui::paragraph_in(ui, sheet.flow, kRemindSoft, say.remind_none(), 0);
  }
  const std::size_t count = model.reply ? model.reply->items.size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = model.reply->items[i];
    if (words_row(ui, sheet.flow,
                  {.name = "remind_" + std::to_string(i),
                   .value = row.client_name + " · " + need_words(frame.language, row),
                   .enabled = frame.there && !frame.busy},
                  row.client_name, lines_of(frame.language, model.zone, row))) {
      intent = {What::kRow, i};
    }
  }
  if (model.reply && model.reply->next) {
    sheet.flow.cut_top(ui.theme().gap());
    const ui::BarButton more[] = {{.name = "remind_more",
                                   .label = std::string(say.remind_more()),
                                   .enabled = frame.there && !frame.busy}};
    const float height = ui::button_rows_height(ui, sheet.flow.width, more);
    if (ui::button_rows(ui, sheet.flow.cut_top(height), more)) intent = {What::kMore, 0};
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return {What::kClose, 0};
  if (!sheet.pressed) return intent;
  constexpr What kFoot[] = {What::kCalls, What::kLetters, What::kLetterhead};
  return {kFoot[*sheet.pressed], 0};
}

RemindIntent draw(ui::Ui& ui, const SheetFrame& frame, const RemindModel& model) {
  const RemindSay say(frame.language);
  const bool can = frame.there && !frame.busy;
  const ui::BarButton foot[] = {
      {.name = "remind_tried",
       .label = std::string(say.remind_tried()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = can,
       .role = ui::ButtonRole::kDefault},
      {.name = "remind_letter",
       .label = std::string(say.remind_letter()),
       .icon = ui::Icon::kPrint,
       .enabled = can && !model.row.reach.not_by_letter && model.row.need != Need::kNotWanted},
      {.name = "remind_wishes", .label = std::string(say.wishes_title()), .enabled = can}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "remind_sheet",
                                         .language = frame.language,
                                         .title = model.row.client_name,
                                         .below = text::weekday_and_date(frame.language, model.day),
                                         .width = 620,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  for (const auto& [look, words] : lines_of(frame.language, model.zone, model.row)) {
    ui::paragraph_in(ui, sheet.flow, look, words, ui.theme().gap_tiny());
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return RemindIntent::kClose;
  if (!sheet.pressed) return RemindIntent::kNone;
  constexpr RemindIntent kFoot[] = {RemindIntent::kTried, RemindIntent::kLetter,
                                    RemindIntent::kWishes};
  return kFoot[*sheet.pressed];
}

}  // namespace alcove::screens::desk
