// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/first_free_times.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::Opening;
using api::clients::LanguageBy;
using Choosing = FirstFreeModel::Choosing;

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

// A time, and who is free then.
struct Time {
  std::size_t first = 0;  // of the openings
  std::size_t count = 0;
};

std::vector<Time> times_of(const std::vector<Opening>& openings) {
  std::vector<Time> times;
  for (std::size_t i = 0; i < openings.size(); ++i) {
    const bool same = i > 0 && openings[i].start == openings[i - 1].start;
    if (!same) times.push_back({.first = i});
    ++times.back().count;
  }
  return times;
}

// Of several their names alone: with whom and where it is comes when one of them is chosen.
std::string who_words(text::Language language, const FirstFreeModel& model, const Time& time) {
  const auto& openings = model.reply->openings;
  if (time.count == 1) return who_and_where(language, model, openings[time.first]);
  std::string names;
  for (std::size_t i = time.first; i < time.first + time.count; ++i) {
    const std::string name = name_in(model.clinicians, std::optional(openings[i].clinician));
    names +=
        (names.empty() ? "" : ", ") +
        (openings[i].interpreter ? text::FirstFreeMessages(language).first_free_interpreted(name)
                                 : name);
  }
  return names;
}

// Day and time first, then with whom; below each other where there is no room beside.
bool opening_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const FirstFreeModel& model,
                 std::size_t index, const Time& free) {
  const ui::Theme& theme = ui.theme();
  const LocalDateTime start = model.reply->openings[free.first].start;
  const std::string day = text::weekday_and_date(frame.language, date_of(start));
  const std::string time = text::clock_time(frame.language, start);
  const std::string who = who_words(frame.language, model, free);
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong, .figures = ui::Figures::kEqual};
  const ui::TextLook body{.style = ui::TextStyle::kBody};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const bool beside = flow.width >= kPairFrom * theme.scale();
  const float inside = flow.width - 2 * theme.px(12);
  const float time_width = beside ? theme.px(92) : inside;
  const float day_width = beside ? (inside - time_width) * 0.44F : inside;
  const float who_width = beside ? inside - time_width - day_width - theme.gap_small() : inside;
  const float line = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float of_day = ui::paragraph_height(ui, day_width, body, day);
  const float of_who = ui::paragraph_height(ui, who_width, soft, who);
  const float words = beside ? std::max({line, of_day, of_who}) : line + of_day + of_who;
  const ui::Rect row = flow.cut_top(std::max(theme.row_height(), words + theme.px(16)));
  const ui::Reaction reaction = ui::list_row(ui, {.name = "opening_" + std::to_string(index),
                                                  .rect = row,
                                                  .value = day + " " + time + " " + who,
                                                  .enabled = frame.there});
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  const float x = row.x + theme.px(12);
  const float top = row.y + (row.height - words) / 2;
  const auto centred = [&](float height) { return row.y + (row.height - height) / 2; };
  ui::text_line(ui, {x, beside ? centred(line) : top, time_width, line}, strong, time);
  const ui::Rect day_place{beside ? x + time_width : x, beside ? centred(of_day) : top + line,
                           day_width, of_day};
  ui::paragraph(ui, day_place, body, day);
  const ui::Rect who_place{beside ? day_place.right() + theme.gap_small() : x,
                           beside ? centred(of_who) : day_place.bottom(), who_width, of_who};
  ui::paragraph(ui, who_place, soft, who);
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
  const auto all = model.clinician ? 1 : static_cast<std::int64_t>(model.clinicians.size());
  if (reply.without_credential >= all && all > 0) {
    if (!model.clinician) return say.first_free_nobody_gives(model.given_by);
    return say.first_free_may_not_give(
        {.name = name_in(model.clinicians, model.clinician), .credentials = model.given_by});
  }
  const LanguageChoice& wish = model.understood;
  const std::string spoken(wish.language ? spoken_language(language, *wish.language)
                                         : std::string_view());
  if (reply.nobody_interprets && wish.by == LanguageBy::kInterpreter) {
    return say.first_free_nobody_interprets(spoken);
  }
  const bool either = wish.by == LanguageBy::kEither;
  if (model.clinician && reply.without_language > 0) {
    const std::string name = name_in(model.clinicians, model.clinician);
    return either ? say.first_free_not_understood({.name = name, .language = spoken})
                  : say.first_free_does_not_speak({.name = name, .language = spoken});
  }
  const std::int64_t may_give = all - reply.without_credential;
  if (reply.without_language > 0 && reply.without_language >= may_give) {
    return either ? say.first_free_nobody_understands(spoken)
                  : say.first_free_nobody_speaks(spoken);
  }
  if (reply.without_hours == 0 || reply.without_hours + reply.without_language < may_give) {
    return {};
  }
  if (model.clinician) {
    return say.first_free_none_hours_of(name_in(model.clinicians, model.clinician));
  }
  return std::string(say.first_free_none_hours());
}

// Who is left out of the list, below it.
void left_out(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  const auto& reply = *model.reply;
  if (reply.without_hours > 0) {
    soft_words(ui, flow, say.first_free_without(reply.without_hours));
  }
  if (reply.without_credential > 0) {
    soft_words(ui, flow, say.first_free_without_credential(reply.without_credential));
  }
  if (reply.without_language == 0 || !model.understood.language) return;
  const std::string spoken(spoken_language(frame.language, *model.understood.language));
  soft_words(
      ui, flow,
      say.first_free_without_language({.count = reply.without_language, .language = spoken}));
}

// The first time has the focus where it can be seen, or else what is wanted: that is above it. How
// high the sheet is with its times is known a frame after they came.
void prefer_first(ui::Ui& ui, const ui::Rect& flow) {
  int& frames = ui.state<int>("first_free_frames", 0);
  if (frames++ == 0) return;
  const bool seen = flow.y + ui.theme().row_height() <= ui.clip().bottom();
  ui.prefer_focus(seen ? "opening_0" : "first_free_clinician");
}

// Whether what leaves no time was taken out of what is looked for.
bool look_without(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model) {
  const Hinders hinders = *model.hinders;
  const std::string words = hindering_words(frame.language, hinders, model.understood,
                                            names_of_takes(model.resources, model.takes));
  if (!say_what_hinders(ui, flow, frame, words)) return false;
  if (is_language(hinders)) model.understood.language.reset();
  if (is_takes(hinders)) model.takes.clear();
  model.hinders.reset();
  return true;
}

void answered(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model,
              FirstFreeIntent& intent) {
  const text::FirstFreeMessages say(frame.language);
  const auto& openings = model.reply->openings;
  if (openings.empty()) {
    const std::string nobody = why_nobody(frame.language, model);
    soft_words(ui, flow, nobody.empty() ? say.first_free_none() : std::string_view(nobody));
    if (model.hinders) intent.changed |= look_without(ui, flow, frame, model);
    if (!nobody.empty()) return;
  } else {
    ui::field_label(ui, flow, say.first_free_list(), false);
    prefer_first(ui, flow);
  }
  const std::vector<Time> times = times_of(openings);
  const std::size_t shown = std::min(times.size(), model.shown);
  for (std::size_t i = 0; i < shown; ++i) {
    if (!opening_row(ui, flow, frame, model, i, times[i])) continue;
    if (times[i].count == 1) {
      intent.taken = openings[times[i].first];
    } else {
      model.time = i;
      model.choosing = Choosing::kWho;
    }
  }
  flow.cut_top(ui.theme().gap_small());
  left_out(ui, flow, frame, model);
  if (shown == times.size()) return;
  const ui::BarButton button[] = {{.name = "first_free_more",
                                   .label = std::string(say.first_free_more()),
                                   .enabled = frame.there}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  if (ui::button_rows(ui, flow.cut_top(height), button)) model.shown = times.size();
}

}  // namespace

// While the next answer is awaited the room of the last one is kept: the sheet stays where it is.
void first_free_times(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model,
                      FirstFreeIntent& intent) {
  const text::FirstFreeMessages say(frame.language);
  const float top = flow.y;
  if (model.reply) {
    answered(ui, flow, frame, model, intent);
    model.list_height = flow.y - top;
    return;
  }
  if (model.problem) return;
  soft_words(ui, flow, frame.there ? say.first_free_looking() : say.first_free_away());
  flow.cut_top(std::max(0.0F, model.list_height - (flow.y - top)));
}

// Which of those who are free at that time.
void choose_first_free_who(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model,
                           FirstFreeIntent& intent) {
  const std::vector<Time> times =
      model.reply ? times_of(model.reply->openings) : std::vector<Time>();
  if (model.time >= times.size()) {
    model.choosing = Choosing::kNothing;
    return;
  }
  const Time& time = times[model.time];
  const auto& openings = model.reply->openings;
  std::vector<std::string> names;
  for (std::size_t i = time.first; i < time.first + time.count; ++i) {
    names.push_back(who_and_where(frame.language, model, openings[i]));
  }
  const LocalDateTime start = openings[time.first].start;
  const ui::ChooserAnswer answer = ui::chooser(
      ui,
      {.name = "first_free_choice",
       .language = frame.language,
       .title = text::FirstFreeMessages(frame.language)
                    .first_free_who({.day = text::weekday_and_date(frame.language, date_of(start)),
                                     .time = text::clock_time(frame.language, start)}),
       .options = names});
  if (answer.closed || answer.chosen) model.choosing = Choosing::kNothing;
  if (answer.chosen) intent.taken = openings[time.first + *answer.chosen];
}

}  // namespace alcove::screens::desk
