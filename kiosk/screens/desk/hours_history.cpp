// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/hours_sheets.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/sheet.h"

// Every revision of a record of hours, the newest first: what it said, when, and by whom.
namespace alcove::screens::desk {
namespace {

using api::availability::Made;

struct Revision {
  std::string title{};
  std::vector<WeekLine> lines{};
  std::optional<Made> made{};
};

std::vector<Revision> revisions_of(text::Language language,
                                   const api::availability::HistoryReply& reply) {
  const text::HoursMessages say(language);
  std::vector<Revision> all;
  for (const auto& one : reply.hours) {
    std::string title = hours_span(language, one);
    if (one.withdrawn) title = std::string(say.hours_withdrawn()) + ": " + title;
    all.push_back({title, week_lines(language, one.blocks), one.made});
  }
  for (const auto& one : reply.times_off) {
    std::string title = time_off_span(language, one);
    if (one.cancelled) title = std::string(say.off_cancelled()) + ": " + title;
    const std::string_view what = one.kind ? kind_word(language, *one.kind) : say.off_away();
    all.push_back({title, {{{}, std::string(what)}}, one.made});
  }
  for (const auto& one : reply.closed_days) {
    const std::string day = text::full_date(language, one.day);
    const std::string title = one.reopened ? std::string(say.closed_reopened()) + ": " + day : day;
    all.push_back({title, {{{}, one.name}}, one.made});
  }
  for (const auto& one : reply.caps) {
    all.push_back({one.visits_a_day ? say.cap_of(*one.visits_a_day) : std::string(say.cap_none()),
                   {},
                   one.made});
  }
  std::reverse(all.begin(), all.end());
  return all;
}

void draw_revision(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const Zone& zone,
                   const Revision& revision) {
  const text::HoursMessages say(frame.language);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, revision.title, 0);
  for (const WeekLine& line : revision.lines) {
    const std::string words = line.days.empty() ? line.parts : line.days + ": " + line.parts;
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond}, words, 0);
  }
  if (revision.made) {
    const LocalDateTime at = zone.to_local(revision.made->at);
    const std::string who = say.hours_history_by(
        {.person = revision.made->person_name, .terminal = revision.made->terminal_name});
    ui::paragraph_in(ui, flow, soft,
                     text::full_date(frame.language, date_of(at)) + ", " +
                         text::clock_time(frame.language, at) + " · " + who,
                     0);
  }
  flow.cut_top(ui.theme().px(12));
}

}  // namespace

HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, const HoursHistoryModel& model) {
  const text::HoursMessages say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "hours_history_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.hours_history_title()),
                                         .width = 620});
  sheet_notice(ui, sheet.flow, frame);
  if (!model.reply && !frame.problem && frame.there) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.hours_reading(), 0);
  }
  if (model.reply) {
    for (const Revision& one : revisions_of(frame.language, *model.reply)) {
      draw_revision(ui, sheet.flow, frame, model.zone, one);
    }
  }
  ui::end_sheet(ui, sheet);
  return {sheet.closed ? HoursSheetIntent::What::kClose : HoursSheetIntent::What::kNone, 0};
}

}  // namespace alcove::screens::desk
