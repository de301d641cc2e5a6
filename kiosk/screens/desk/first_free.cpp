// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/first_free.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/first_free_takes.h"
#include "kiosk/screens/desk/first_free_times.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/toggles.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::RoomNeed;
using api::clients::LanguageBy;
using Choosing = FirstFreeModel::Choosing;

constexpr std::int64_t kNoon = 12 * 60;
constexpr std::int64_t kOfOneTime = 3;  // people who are offered at one time
constexpr float kWidth = 800;           // points at 100 %

std::string room_words(const text::FirstFreeMessages& say, const FirstFreeModel& model) {
  if (model.room) return name_in(model.rooms, model.room);
  return std::string(model.room_need == RoomNeed::kAny ? say.first_free_any_room()
                                                       : say.first_free_no_room());
}

void select(ui::Ui& ui, ui::Rect& flow, FirstFreeModel& model, Choosing what, std::string name,
            std::string_view label, const std::string& value) {
  if (!ui::labelled_select(ui, flow, label, {.name = std::move(name), .value = value})) return;
  model.choosing = what;
  model.month = {model.from.year(), model.from.month()};
}

bool part_of_day(ui::Ui& ui, ui::Rect& flow, const text::FirstFreeMessages& say,
                 FirstFreeModel& model) {
  const ui::Segment parts[] = {{"part_any", say.first_free_any_time()},
                               {"part_morning", say.first_free_morning()},
                               {"part_afternoon", say.first_free_afternoon()}};
  ui::field_label(ui, flow, say.first_free_part(), false);
  flow.cut_top(ui.theme().gap_tiny());
  const float height = ui::segments_height(ui, flow.width, parts);
  const auto before = static_cast<std::size_t>(model.part);
  const std::size_t part = ui::segments(ui, flow.cut_top(height), parts, before);
  flow.cut_top(ui.theme().gap());
  model.part = static_cast<PartOfDay>(part);
  return part != before;
}

bool weekdays(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  const std::array<std::string, 7> words = weekday_words(frame.language);
  std::vector<ui::Segment> days;
  for (std::size_t i = 0; i < words.size(); ++i) {
    days.push_back({"weekday_" + std::to_string(i + 1), words[i]});
  }
  ui::field_label(ui, flow, say.first_free_days(), false);
  flow.cut_top(ui.theme().gap_tiny());
  const float height = ui::toggles_height(ui, flow.width, days);
  const bool changed = ui::toggles(ui, flow.cut_top(height), days, model.weekdays);
  flow.cut_top(ui.theme().gap());
  return changed;
}

bool wishes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  std::string with = name_in(model.clinicians, model.clinician);
  if (with.empty()) with = say.first_free_any_clinician();
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kClinician, "first_free_clinician",
               say.first_free_clinician(), with);
      },
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kRoom, "first_free_room", say.first_free_room(),
               room_words(say, model));
      });
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        if (language_field(ui, place, frame, "first_free_language", model.understood)) {
          model.choosing = Choosing::kLanguage;
        }
      },
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kFrom, "first_free_from", say.first_free_from(),
               text::weekday_and_date(frame.language, model.from));
      });
  bool changed = language_by_segments(ui, flow, frame, model.understood);
  first_free_takes(ui, flow, frame, model);
  changed |= part_of_day(ui, flow, say, model);
  changed |= weekdays(ui, flow, frame, model);
  return changed;
}

struct Chosen {
  bool done = false;
  std::optional<std::size_t> index;
};

Chosen choose(ui::Ui& ui, const SheetFrame& frame, std::string_view title,
              const std::vector<std::string>& names, std::size_t current) {
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "first_free_choice",
                                                    .language = frame.language,
                                                    .title = std::string(title),
                                                    .options = names,
                                                    .current = current});
  return {answer.closed || answer.chosen, answer.chosen};
}

bool choose_from(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "first_free_calendar",
           .language = frame.language,
           .title = std::string(text::FirstFreeMessages(frame.language).first_free_from()),
           .width = 460});
  const auto day = ui::calendar(ui, sheet.flow,
                                {.name = "first_free_date",
                                 .language = frame.language,
                                 .chosen = model.from,
                                 .today = model.today,
                                 .first = model.today,
                                 .last = std::chrono::sys_days(model.today) + rules::kMaxBookAhead},
                                model.month);
  ui::end_sheet(ui, sheet);
  if (day) model.from = *day;
  if (day || sheet.closed) model.choosing = Choosing::kNothing;
  return day.has_value();
}

bool choose_clinician(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  std::vector<std::string> names = names_of(model.clinicians);
  names.insert(names.begin(), std::string(say.first_free_any_clinician()));
  const auto index = index_of(model.clinicians, model.clinician);
  const Chosen chosen =
      choose(ui, frame, say.first_free_clinician(), names, index ? *index + 1 : 0);
  if (chosen.done) model.choosing = Choosing::kNothing;
  if (!chosen.index) return false;
  model.clinician.reset();
  if (*chosen.index > 0) model.clinician = model.clinicians[*chosen.index - 1].id;
  return true;
}

bool choose_room(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  std::vector<std::string> names = names_of(model.rooms);
  // Without rooms nobody can need one.
  const std::size_t others = model.rooms.empty() ? 1 : 2;
  if (others == 2) names.insert(names.begin(), std::string(say.first_free_any_room()));
  names.insert(names.begin(), std::string(say.first_free_no_room()));
  std::size_t current = model.room_need == RoomNeed::kAny ? 1 : 0;
  if (const auto index = index_of(model.rooms, model.room)) current = *index + others;
  const Chosen chosen = choose(ui, frame, say.first_free_room(), names, current);
  if (chosen.done) model.choosing = Choosing::kNothing;
  if (!chosen.index) return false;
  model.room.reset();
  model.room_need = *chosen.index == 0 ? RoomNeed::kNone : RoomNeed::kAny;
  if (*chosen.index >= others) model.room = model.rooms[*chosen.index - others].id;
  return true;
}

bool choose_language(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const LanguageAnswer answer = choose_language(ui, frame, "first_free_choice", model.understood);
  if (answer.done) model.choosing = Choosing::kNothing;
  if (answer.changed) model.as_record = false;
  return answer.changed;
}

bool draw_choosing(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model,
                   FirstFreeIntent& intent) {
  switch (model.choosing) {
    case Choosing::kNothing:
      return false;
    case Choosing::kClinician:
      return choose_clinician(ui, frame, model);
    case Choosing::kLanguage:
      return choose_language(ui, frame, model);
    case Choosing::kRoom:
      return choose_room(ui, frame, model);
    case Choosing::kTakes:
      return choose_first_free_takes(ui, frame, model);
    case Choosing::kFrom:
      return choose_from(ui, frame, model);
    case Choosing::kWho:
      choose_first_free_who(ui, frame, model, intent);
      return false;
  }
  return false;
}

}  // namespace

api::appointments::FirstFreeRequest wish_of(const FirstFreeModel& model) {
  api::appointments::FirstFreeRequest wish;
  wish.clinician = model.clinician;
  if (model.as_record) wish.language_from = api::appointments::LanguageFrom::kRecord;
  wish.language = model.understood.language;
  if (model.understood.language) wish.language_by = model.understood.by;
  wish.room = model.room;
  wish.room_need = model.room_need;
  wish.from = model.from;
  wish.count = api::appointments::kMaxOpenings;
  wish.of_one_time = kOfOneTime;
  if (!model.takes.empty()) wish.resources = api::resources::ids_words(model.takes);
  std::string days;
  for (std::size_t i = 0; i < model.weekdays.size(); ++i) {
    if (model.weekdays[i]) days += std::to_string(i + 1);
  }
  if (!days.empty()) wish.weekdays = days;
  if (model.part == PartOfDay::kMorning) wish.not_after = kNoon;
  if (model.part == PartOfDay::kAfternoon) wish.not_before = kNoon;
  return wish;
}

void take_reply(FirstFreeModel& model, api::appointments::FirstFreeReply reply) {
  if (model.as_record) {
    model.understood = {reply.language, LanguageBy::kEither, reply.language};
    model.understood.by = reply.language_by.value_or(LanguageBy::kEither);
    model.as_record = false;
  }
  model.reply = std::move(reply);
}

namespace {

// Why nobody could look, or that nothing can be taken from the list for now. The sheet below says
// the same of the box in a notice of its own.
void notice_of(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const FirstFreeModel& model) {
  std::string_view words;
  if (model.problem) words = text::problem(frame.language, *model.problem);
  if (!frame.there && model.reply) words = text::DeskMessages(frame.language).sheet_away();
  if (words.empty()) return;
  flow.cut_top(ui::notice(ui, {.name = "first_free_notice",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kCare,
                               .icon = frame.there ? ui::Icon::kInfo : ui::Icon::kCloudOff}));
  flow.cut_top(ui.theme().gap());
}

}  // namespace

FirstFreeIntent draw(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "first_free",
                                         .language = frame.language,
                                         .title = std::string(say.first_free_title()),
                                         .below = model.visit,
                                         .width = kWidth});
  FirstFreeIntent intent;
  notice_of(ui, sheet.flow, frame, model);
  const bool changed = wishes(ui, sheet.flow, frame, model);
  first_free_times(ui, sheet.flow, frame, model, intent);
  bool chosen = false;
  ui::end_sheet(ui, sheet, [&] { chosen = draw_choosing(ui, frame, model, intent); });
  if (changed || chosen) model.shown = kUsualTimes;
  intent.changed |= changed || chosen;
  intent.close = sheet.closed;
  return intent;
}

}  // namespace alcove::screens::desk
