// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/first_free.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/first_free_takes.h"
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
#include "shared/api/staff_languages.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::Opening;
using api::appointments::RoomNeed;
using Choosing = FirstFreeModel::Choosing;

constexpr std::int64_t kNoon = 12 * 60;
constexpr float kWidth = 800;  // points at 100 %

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

std::string language_words(text::Language language, const FirstFreeModel& model) {
  if (model.language) return std::string(spoken_language(language, *model.language));
  return std::string(text::FirstFreeMessages(language).first_free_any_language());
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
        select(ui, place, model, Choosing::kLanguage, "first_free_language",
               say.first_free_language(), language_words(frame.language, model));
      });
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kRoom, "first_free_room", say.first_free_room(),
               room_words(say, model));
      },
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kFrom, "first_free_from", say.first_free_from(),
               text::weekday_and_date(frame.language, model.from));
      });
  first_free_takes(ui, flow, frame, model);
  bool changed = part_of_day(ui, flow, say, model);
  changed |= weekdays(ui, flow, frame, model);
  return changed;
}

std::string who_and_where(text::Language language, const FirstFreeModel& model,
                          const Opening& opening) {
  const std::string name = name_in(model.clinicians, std::optional(opening.clinician));
  const std::string room = name_in(model.rooms, opening.room);
  const text::FirstFreeMessages say(language);
  const std::string who = room.empty() ? name : say.first_free_with({.name = name, .room = room});
  if (!opening.interpreter) return who;
  const std::string interpreter = resource_name(model.resources, *opening.interpreter);
  return say.first_free_interprets({.who = who, .name = interpreter});
}

// Day and time first, then with whom; below each other where there is no room beside.
bool opening_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const FirstFreeModel& model,
                 std::size_t index) {
  const ui::Theme& theme = ui.theme();
  const Opening& opening = model.reply->openings[index];
  const std::string day = text::weekday_and_date(frame.language, date_of(opening.start));
  const std::string time = text::clock_time(frame.language, opening.start);
  const std::string who = who_and_where(frame.language, model, opening);
  const bool beside = flow.width >= kPairFrom * theme.scale();
  const float line = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float below = ui::line_height(ui, ui::TextStyle::kSecond);
  const float height = beside ? theme.row_height() : 2 * line + below + theme.px(16);
  const ui::Rect row = flow.cut_top(height);
  const ui::Reaction reaction = ui::list_row(ui, {.name = "opening_" + std::to_string(index),
                                                  .rect = row,
                                                  .value = day + " " + time + " " + who,
                                                  .enabled = frame.there});
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong, .figures = ui::Figures::kEqual};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::Rect inner = row.inset(theme.px(12), 0);
  if (beside) {
    ui::text_line(ui, inner.cut_left(theme.px(92)), strong, time);
    ui::text_line(ui, inner.cut_left(inner.width * 0.48F), {.style = ui::TextStyle::kBody}, day,
                  ui::WhenLong::kShorten);
    ui::text_line(ui, inner, soft, who, ui::WhenLong::kShorten);
    return reaction.clicked;
  }
  inner = inner.middle(inner.width, 2 * line + below);
  ui::text_line(ui, inner.cut_top(line), strong, time);
  ui::text_line(ui, inner.cut_top(line), {.style = ui::TextStyle::kBody}, day,
                ui::WhenLong::kShorten);
  ui::text_line(ui, inner, soft, who, ui::WhenLong::kShorten);
  return reaction.clicked;
}

void soft_words(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, words,
                   ui.theme().gap_small());
}

// Why no clinician at all was asked; empty where some were.
std::string why_nobody(text::Language language, const FirstFreeModel& model) {
  const text::FirstFreeMessages say(language);
  const auto& reply = *model.reply;
  if (reply.nobody_interprets && model.interpreter) {
    return say.first_free_nobody_interprets(spoken_language(language, *model.interpreter));
  }
  const std::string spoken = language_words(language, model);
  if (model.clinician && reply.without_language > 0) {
    return say.first_free_does_not_speak(
        {.name = name_in(model.clinicians, model.clinician), .language = spoken});
  }
  const auto all = model.clinician ? 1 : static_cast<std::int64_t>(model.clinicians.size());
  if (reply.without_language > 0 && reply.without_language >= all) {
    return say.first_free_nobody_speaks(spoken);
  }
  if (reply.without_hours == 0 || reply.without_hours + reply.without_language < all) return {};
  if (model.clinician) {
    return say.first_free_none_hours_of(name_in(model.clinicians, model.clinician));
  }
  return std::string(say.first_free_none_hours());
}

void openings(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model,
              FirstFreeIntent& intent) {
  const text::FirstFreeMessages say(frame.language);
  if (!model.reply) {
    if (!model.problem) {
      soft_words(ui, flow, frame.there ? say.first_free_looking() : say.first_free_away());
    }
    return;
  }
  const auto& reply = *model.reply;
  if (reply.openings.empty()) {
    const std::string nobody = why_nobody(frame.language, model);
    soft_words(ui, flow, nobody.empty() ? say.first_free_none() : std::string_view(nobody));
    if (!nobody.empty()) return;
  } else {
    ui::field_label(ui, flow, say.first_free_list(), false);
    ui.prefer_focus("opening_0");
  }
  for (std::size_t i = 0; i < reply.openings.size(); ++i) {
    if (opening_row(ui, flow, frame, model, i)) intent.taken = reply.openings[i];
  }
  flow.cut_top(ui.theme().gap_small());
  if (reply.without_hours > 0) {
    soft_words(ui, flow, say.first_free_without(reply.without_hours));
  }
  if (reply.without_language > 0 && model.language) {
    soft_words(
        ui, flow,
        say.first_free_without_language(
            {.count = reply.without_language, .language = language_words(frame.language, model)}));
  }
  const bool more = static_cast<std::int64_t>(reply.openings.size()) == model.count &&
                    model.count < api::appointments::kMaxOpenings;
  if (!more) return;
  const ui::BarButton button[] = {{.name = "first_free_more",
                                   .label = std::string(say.first_free_more()),
                                   .enabled = frame.there}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  if (!ui::button_rows(ui, flow.cut_top(height), button)) return;
  model.count = api::appointments::kMaxOpenings;
  intent.changed = true;
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
  using api::administration::kNamedLanguages;
  const text::FirstFreeMessages say(frame.language);
  std::vector<std::string> names{std::string(say.first_free_any_language())};
  std::size_t current = 0;
  for (const api::clients::SpokenLanguage language : kNamedLanguages) {
    if (model.language == language) current = names.size();
    names.emplace_back(spoken_language(frame.language, language));
  }
  const Chosen chosen = choose(ui, frame, say.first_free_language(), names, current);
  if (chosen.done) model.choosing = Choosing::kNothing;
  if (!chosen.index) return false;
  model.language.reset();
  if (*chosen.index > 0) model.language = kNamedLanguages[*chosen.index - 1];
  return true;
}

bool draw_choosing(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
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
    case Choosing::kInterpreter:
      return choose_first_free_interpreter(ui, frame, model);
    case Choosing::kFrom:
      return choose_from(ui, frame, model);
  }
  return false;
}

}  // namespace

api::appointments::FirstFreeRequest wish_of(const FirstFreeModel& model) {
  api::appointments::FirstFreeRequest wish;
  wish.clinician = model.clinician;
  wish.language = model.language;
  wish.room = model.room;
  wish.room_need = model.room_need;
  wish.from = model.from;
  wish.count = model.count;
  if (!model.takes.empty()) wish.resources = api::resources::ids_words(model.takes);
  wish.interpreter = model.interpreter;
  std::string days;
  for (std::size_t i = 0; i < model.weekdays.size(); ++i) {
    if (model.weekdays[i]) days += std::to_string(i + 1);
  }
  if (!days.empty()) wish.weekdays = days;
  if (model.part == PartOfDay::kMorning) wish.not_after = kNoon;
  if (model.part == PartOfDay::kAfternoon) wish.not_before = kNoon;
  return wish;
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
  openings(ui, sheet.flow, frame, model, intent);
  bool chosen = false;
  ui::end_sheet(ui, sheet, [&] { chosen = draw_choosing(ui, frame, model); });
  if (changed || chosen) model.count = api::appointments::kUsualOpenings;
  intent.changed |= changed || chosen;
  intent.close = sheet.closed;
  return intent;
}

}  // namespace alcove::screens::desk
