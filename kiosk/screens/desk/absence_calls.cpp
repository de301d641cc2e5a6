// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/absence_sheet.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/absence_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using api::absences::CallList;
using api::absences::CallRow;
using api::absences::CallVisit;
using api::absences::Fate;
using CallSay = text::AbsenceMessages;

const ui::TextLook kCallSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kCallSecond{.style = ui::TextStyle::kSecond};

std::string waiting_words(text::Language language, const CallList& list) {
  const CallSay say(language);
  if (list.clients == 0) return std::string(say.calls_nobody());
  return list.waiting > 0 ? say.calls_waiting(list.waiting) : std::string(say.calls_all_told());
}

std::string whose_words(text::Language language, const CallList& list) {
  const CallSay say(language);
  if (list.session) return say.calls_of_session(list.clinician_name);
  return list.clinician_name.empty() ? std::string(say.calls_of_all())
                                     : say.calls_of(list.clinician_name);
}

// Of those who have not been told: who can be called, and apart from them who cannot.
std::string apart_words(text::Language language, const std::vector<CallRow>& rows) {
  using api::clients::By;
  const CallSay say(language);
  const auto count = [&](By by) {
    return std::ranges::count_if(
        rows, [&](const CallRow& one) { return !one.told && one.reach.by == by; });
  };
  const std::int64_t call = count(By::kCall);
  const std::int64_t write = count(By::kLetter);
  const std::int64_t visit = count(By::kNeither);
  std::vector<std::string> words;
  if (call > 0) words.push_back(say.calls_to_call(call));
  if (write > 0) words.push_back(say.calls_to_write(write));
  if (visit > 0) words.push_back(say.calls_to_visit(visit));
  std::string all;
  for (const std::string& one : words) all += (all.empty() ? "" : " · ") + one;
  return all;
}

// From when to when a session was moved.
std::string moved_words(text::Language language, const CallList& list) {
  const CallSay say(language);
  const std::string was = day_and_time(language, list.from);
  if (!list.now) return say.calls_was_cancelled(was);
  return say.calls_was_now({.was = was, .now = day_and_time(language, *list.now)});
}

// Whole days by their names, anything else with its hours.
std::string span_words(text::Language language, const CallList& list) {
  const CallSay say(language);
  if (list.session) return moved_words(language, list);
  const auto midnight = [](LocalDateTime time) {
    return time == std::chrono::floor<std::chrono::days>(time);
  };
  if (!midnight(list.from) || !midnight(list.until)) {
    return say.calls_from_to(
        {.from = day_and_time(language, list.from), .until = day_and_time(language, list.until)});
  }
  const std::string first = text::weekday_and_date(language, date_of(list.from));
  const std::string last =
      text::weekday_and_date(language, date_of(list.until - std::chrono::minutes(1)));
  return first == last ? first : say.calls_from_to({.from = first, .until = last});
}

std::string visit_words(text::Language language, const CallVisit& visit) {
  const CallSay say(language);
  const bool of_session = visit.fate == Fate::kCancel && visit.was;
  const std::string when = day_and_time(language, of_session ? *visit.was : visit.start);
  if (visit.state == AppointmentState::kCancelledByClinic) return say.calls_cancelled(when);
  if (!rules::is_open(visit.state)) {
    return say.calls_other({.when = when, .state = state_word(language, visit.state)});
  }
  if (visit.was) {
    return say.calls_moved(
        {.when = when, .name = visit.clinician_name, .was = day_and_time(language, *visit.was)});
  }
  if (visit.fate == Fate::kReassign) {
    return say.calls_reassigned({.when = when, .name = visit.clinician_name});
  }
  return say.calls_stands({.when = when, .name = visit.clinician_name});
}

bool call_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const CallsModel& model,
              std::size_t index) {
  const text::Language language = frame.language;
  const CallSay say(language);
  const CallRow& row = model.reply->items[index];
  const std::string_view told = row.told ? say.calls_told() : say.calls_not_told();
  std::vector<std::pair<ui::TextLook, std::string>> below{{kCallSecond, std::string(told)}};
  for (const CallVisit& one : row.visits) below.emplace_back(kCallSoft, visit_words(language, one));
  for (const std::string& one : call_lines(language, row.reach)) {
    below.emplace_back(kCallSecond, one);
  }
  // Whom nobody calls is written to, or told at the next visit.
  if (row.reach.by != api::clients::By::kCall) {
    below.emplace_back(kCallSecond, std::string(by_word(language, row.reach.by)));
  }
  if (row.language != api::clients::SpokenLanguage::kEnglish) {
    below.emplace_back(kCallSoft, say.calls_language(spoken_language(language, row.language)));
  }
  for (const auto& one : row.tries) {
    below.emplace_back(
        kCallSoft, say.calls_try({.when = day_and_time(language, model.zone.to_local(one.made.at)),
                                  .person = one.made.person_name,
                                  .outcome = outcome_word(language, one.outcome)}) +
                       (one.note.empty() ? "" : " · " + one.note));
  }
  return words_row(ui, flow,
                   {.name = "call_" + std::to_string(index),
                    .value = row.client_name + " · " + std::string(told),
                    .enabled = frame.there && !frame.busy && frame.may == May::kChange},
                   row.client_name, below);
}

}  // namespace

CallListsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallListsModel& model) {
  const CallSay say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "call_lists_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.calls_lists_title()),
                                         .below = std::string(say.calls_lists_text()),
                                         .width = 640});
  sheet_notice(ui, sheet.flow, frame);
  CallListsIntent intent;
  if (!model.reply && !frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kCallSoft, say.calls_reading(), 0);
  }
  if (model.reply && model.reply->items.empty()) {
    ui::paragraph_in(ui, sheet.flow, kCallSoft, say.calls_lists_none(), 0);
  }
  const std::size_t count = model.reply ? model.reply->items.size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const CallList& one = model.reply->items[i];
    const std::string span = span_words(frame.language, one);
    const std::string waiting = waiting_words(frame.language, one);
    if (words_row(
            ui, sheet.flow,
            {.name = "call_list_" + std::to_string(i), .value = waiting, .enabled = frame.there},
            whose_words(frame.language, one),
            {{kCallSoft, span}, {kCallSoft, one.reason}, {kCallSecond, waiting}})) {
      intent.open = i;
    }
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  return intent;
}

CallsIntent draw(ui::Ui& ui, const SheetFrame& frame, const CallsModel& model) {
  const CallSay say(frame.language);
  std::vector<ui::BarButton> foot;
  if (model.can_print) {
    foot.push_back(
        {.name = "calls_print",
         .label = std::string(say.calls_print()),
         .icon = ui::Icon::kPrint,
         .enabled = frame.there && !frame.busy && model.reply && model.reply->list.waiting > 0});
  }
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "calls_sheet",
           .language = frame.language,
           .title = std::string(say.calls_title()),
           .below = model.reply ? whose_words(frame.language, model.reply->list) + " · " +
                                      waiting_words(frame.language, model.reply->list)
                                : std::string(),
           .width = 680,
           .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  CallsIntent intent;
  if (!model.reply && !frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kCallSoft, say.calls_reading(), 0);
  }
  if (model.reply && model.reply->list.session) {
    ui::paragraph_in(ui, sheet.flow, kCallSoft, moved_words(frame.language, model.reply->list),
                     ui.theme().gap_small());
  }
  const std::size_t count = model.reply ? model.reply->items.size() : 0;
  const std::string apart =
      model.reply ? apart_words(frame.language, model.reply->items) : std::string();
  if (!apart.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBodyStrong}, apart,
                     ui.theme().gap_small());
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (call_row(ui, sheet.flow, frame, model, i)) intent.tried = i;
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.print = sheet.pressed.has_value();
  return intent;
}

}  // namespace alcove::screens::desk
