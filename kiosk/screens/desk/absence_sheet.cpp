// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/absence_sheet.h"

#include <algorithm>

#include "kiosk/screens/desk/picks.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/absence_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::desk {
namespace {

using api::absences::Choice;
using api::absences::Fate;
using api::absences::Frozen;
using api::absences::Line;
using Wish = api::absences::What;
using Say = text::AbsenceMessages;

const ui::TextLook kQuiet{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

std::string frozen_words(const Say& say, const Line& line) {
  switch (line.frozen.value_or(Frozen::kBegun)) {
    case Frozen::kBegun:
      break;
    case Frozen::kHere:
      return std::string(say.absence_here());
    case Frozen::kDocumented:
      return std::string(say.absence_documented());
  }
  return std::string(say.absence_begun());
}

std::string to_words(text::Language language, const Line& line) {
  return day_and_time(language, line.to_start.value_or(line.start));
}

std::string fate_words(text::Language language, const Line& line) {
  const Say say(language);
  switch (line.fate) {
    case Fate::kCancel:
      return std::string(say.absence_cancel());
    case Fate::kReassign:
      return say.absence_reassign(line.to_name);
    case Fate::kMove:
      return say.absence_move({.when = to_words(language, line), .name = line.to_name});
    case Fate::kGoesOn:
      return std::string(say.absence_goes_on());
    case Fate::kStays:
      return std::string(say.absence_stays());
    case Fate::kFrozen:
      return frozen_words(say, line);
    case Fate::kNotFree:
      break;
  }
  if (line.to_start) {
    return say.absence_time_gone({.when = to_words(language, line), .name = line.to_name});
  }
  if (!line.taken) return say.absence_against(line.to_name);
  return say.absence_taken({.name = line.to_name,
                            .from = text::clock_time(language, line.taken->start),
                            .until = text::clock_time(language, line.taken->end)});
}

std::string when_words(text::Language language, const Line& line) {
  return Say(language).absence_row({.day = text::weekday_and_date(language, date_of(line.start)),
                                    .time = text::clock_time(language, line.start),
                                    .clinician = line.clinician_name});
}

std::string one_words(text::Language language, const Line& line) {
  return line.client_name + " · " + when_words(language, line);
}

bool line_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const Line& line,
              std::size_t index) {
  const ui::Theme& theme = ui.theme();
  const std::string when = when_words(frame.language, line);
  const std::string fate = fate_words(frame.language, line);
  const float width = flow.width - 2 * theme.px(12);
  const float name = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const ui::TextLook loud{.style = ui::TextStyle::kSecond};
  const float height = name + ui::paragraph_height(ui, width, kQuiet, when) +
                       ui::paragraph_height(ui, width, loud, fate) + theme.px(16);
  const ui::Rect row = flow.cut_top(height);
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = "absence_" + std::to_string(index),
                        .rect = row,
                        .value = line.client_name + " · " + fate,
                        .enabled = frame.there && !frame.busy && line.fate != Fate::kFrozen});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  ui::Rect inner = row.inset(theme.px(12), theme.px(8));
  ui::text_line(ui, inner.cut_top(name), {.style = ui::TextStyle::kBodyStrong}, line.client_name,
                ui::WhenLong::kShorten);
  ui::paragraph_in(ui, inner, kQuiet, when, 0);
  ui::paragraph_in(ui, inner, loud, fate, 0);
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  return reaction.clicked;
}

// Of everybody nobody takes over.
bool choice_for_all(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, AbsenceModel& model) {
  const Say say(frame.language);
  strong_label(ui, flow, say.absence_all());
  std::vector<ui::Segment> segments{{"all_cancel", say.absence_all_cancel()},
                                    {"all_leave", say.absence_all_leave()}};
  std::vector<Wish> wishes{Wish::kCancel, Wish::kLeave};
  if (model.edit.clinician) {
    segments.insert(segments.begin() + 1, {"all_reassign", say.absence_all_reassign()});
    wishes.insert(wishes.begin() + 1, Wish::kReassign);
  }
  const auto now = static_cast<std::size_t>(
      std::find(wishes.begin(), wishes.end(), model.edit.what) - wishes.begin());
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t chosen = ui::segments(ui, flow.cut_top(height), segments, now);
  flow.cut_top(ui.theme().gap());
  const bool changed = wishes[chosen] != model.edit.what;
  model.edit.what = wishes[chosen];
  if (model.edit.what != Wish::kReassign) {
    model.edit.to.reset();
    return changed;
  }
  std::string name;
  for (const Colleague& one : model.colleagues) {
    if (model.edit.to == one.id) name = one.name;
  }
  if (ui::labelled_select(ui, flow, say.absence_to(),
                          {.name = "absence_to",
                           .value = name,
                           .placeholder = say.absence_choose(),
                           .enabled = !frame.busy})) {
    model.choosing_for_all = true;
  }
  return changed;
}

bool choose_for_all(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model) {
  const Say say(frame.language);
  std::vector<std::string> names;
  std::optional<std::size_t> current;
  for (std::size_t i = 0; i < model.colleagues.size(); ++i) {
    if (model.edit.to == model.colleagues[i].id) current = i;
    names.push_back(model.colleagues[i].name);
  }
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "absence_colleague",
                                                    .language = frame.language,
                                                    .title = std::string(say.absence_to()),
                                                    .options = names,
                                                    .current = current,
                                                    .when_empty = say.absence_no_colleague()});
  if (answer.closed || answer.chosen) model.choosing_for_all = false;
  if (!answer.chosen) return false;
  model.edit.to = model.colleagues[*answer.chosen].id;
  return true;
}

// Whether the choices have changed; another time is chosen after this.
bool choose_for_one(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model) {
  const Say say(frame.language);
  const std::size_t index = *model.choosing;
  const Line line = model.preview->lines[index];
  std::vector<std::string> words{std::string(say.absence_one_all()),
                                 std::string(say.absence_one_cancel()),
                                 std::string(say.absence_one_leave())};
  std::vector<std::optional<Choice>> choices{
      std::nullopt, Choice{.appointment = line.appointment, .what = Wish::kCancel},
      Choice{.appointment = line.appointment, .what = Wish::kLeave}};
  if (model.edit.clinician) {
    for (const Colleague& one : model.colleagues) {
      words.push_back(say.absence_one_to(one.name));
      choices.emplace_back(
          Choice{.appointment = line.appointment, .what = Wish::kReassign, .to = one.id});
    }
  }
  // A session of several is not moved here.
  if (!line.meeting) {
    words.push_back(say.absence_one_time(line.clinician_name));
    words.emplace_back(say.absence_one_time_any());
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "absence_one",
                       .language = frame.language,
                       .title = say.absence_one_title(one_words(frame.language, line)),
                       .options = words});
  if (answer.closed || answer.chosen) model.choosing.reset();
  if (!answer.chosen) return false;
  if (*answer.chosen >= choices.size()) {
    model.another_time = AnotherTime{.line = index, .anybody = *answer.chosen > choices.size()};
    return false;
  }
  model.set_choice(line, choices[*answer.chosen]);
  return true;
}

std::string do_words(const Say& say, const AbsenceModel& model) {
  const std::int64_t count = model.count();
  if (!model.edit.closes) {
    return count > 0 ? say.absence_do(count) : std::string(say.absence_do_nothing());
  }
  if (count > 0) return say.absence_closes(count);
  return model.kept() > 0 ? say.absence_closes_kept(model.kept())
                          : std::string(say.absence_closes_alone());
}

// The title, and what stands below it.
std::pair<std::string, std::string> title_words(text::Language language,
                                                const AbsenceModel& model) {
  const Say say(language);
  const std::string day = text::weekday_and_date(language, date_of(model.edit.from));
  if (model.edit.closes) return {say.absence_close_title(day), model.edit.closes->name};
  return {std::string(say.absence_title()),
          model.name.empty() ? day : say.absence_title_of(model.name)};
}

void changed_notice(ui::Ui& ui, ui::Rect& flow, const Say& say, const AbsenceModel& model) {
  if (!model.changed_meanwhile) return;
  flow.cut_top(ui::notice(ui, {.name = "absence_changed",
                               .rect = flow,
                               .text = say.absence_changed(),
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap());
}

bool has_words(const std::string& words) {
  return words.find_first_not_of(' ') != std::string::npos;
}

// What is listed, or why nothing is. The index of the line that was pressed.
std::optional<std::size_t> list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                                AbsenceModel& model) {
  const Say say(frame.language);
  const bool asks_whom = model.edit.what == Wish::kReassign && !model.edit.to;
  if (!model.preview) {
    if (!frame.problem && !asks_whom) ui::paragraph_in(ui, flow, kQuiet, say.absence_reading(), 0);
    return std::nullopt;
  }
  if (model.preview->lines.empty()) ui::paragraph_in(ui, flow, kQuiet, say.absence_none(), 0);
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < model.preview->lines.size(); ++i) {
    if (line_row(ui, flow, frame, model.preview->lines[i], i)) pressed = i;
  }
  flow.cut_top(ui.theme().gap());
  return pressed;
}

}  // namespace

std::int64_t AbsenceModel::count() const {
  if (!preview) return 0;
  return std::count_if(preview->lines.begin(), preview->lines.end(), [](const Line& one) {
    return one.fate == Fate::kCancel || one.fate == Fate::kReassign || one.fate == Fate::kGoesOn ||
           one.fate == Fate::kMove;
  });
}

std::int64_t AbsenceModel::kept() const {
  return preview ? std::ssize(preview->lines) - count() : 0;
}

void AbsenceModel::take(api::absences::Preview fresh) {
  std::optional<AppointmentId> chosen;
  if (choosing && preview) chosen = preview->lines[*choosing].appointment;
  preview = std::move(fresh);
  reading = false;
  put_first();
  choosing.reset();
  another_time.reset();
  const auto found = std::ranges::find_if(
      preview->lines, [&](const Line& one) { return one.appointment == chosen; });
  if (found == preview->lines.end() || found->fate == Fate::kFrozen) return;
  choosing = static_cast<std::size_t>(found - preview->lines.begin());
}

bool AbsenceModel::put_first() {
  std::vector<Line>& lines = preview->lines;
  const auto found =
      std::ranges::find_if(lines, [&](const Line& one) { return one.appointment == first; });
  if (found == lines.end()) return false;
  std::rotate(lines.begin(), found, found + 1);
  return lines.front().fate != Fate::kFrozen;
}

void AbsenceModel::set_choice(const Line& line, const std::optional<Choice>& choice) {
  for (const Line& one : preview->lines) {
    const bool same =
        one.appointment == line.appointment || (line.meeting && one.meeting == line.meeting);
    if (!same) continue;
    std::erase_if(edit.choices,
                  [&](const Choice& known) { return known.appointment == one.appointment; });
  }
  if (choice) edit.choices.push_back(*choice);
}

AbsenceIntent draw(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model) {
  const Say say(frame.language);
  const std::int64_t count = model.count();
  const bool said = count == 0 || has_words(model.reason);
  const bool ready = frame.there && !frame.busy && !model.reading && model.does() && said;
  const Needed needed[] = {{!said, say.absence_reason()}};
  const ui::BarButton foot[] = {{.name = "absence_do",
                                 .label = do_words(say, model),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = ready,
                                 .role = ui::ButtonRole::kDefault}};
  auto [title, below] = title_words(frame.language, model);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "absence_sheet",
                                         .language = frame.language,
                                         .title = std::move(title),
                                         .below = std::move(below),
                                         .width = 680,
                                         .foot = foot,
                                         .above_foot = still_missing(frame.language, needed),
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  changed_notice(ui, sheet.flow, say, model);
  bool changed = choice_for_all(ui, sheet.flow, frame, model);
  if (model.edit.closes && count > 0 && model.kept() > 0) {
    ui::paragraph_in(ui, sheet.flow, kQuiet, say.absence_stay(model.kept()), ui.theme().gap());
  }
  const auto pressed = list(ui, sheet.flow, frame, model);
  if (count > 0) {
    words_field(ui, sheet.flow, frame, "absence_reason", say.absence_reason(), model.reason);
  }
  if (pressed) model.choosing = pressed;
  AbsenceIntent time;
  ui::end_sheet(ui, sheet, [&] {
    if (model.choosing_for_all) changed = choose_for_all(ui, frame, model) || changed;
    if (model.another_time) {
      time = draw_another_time(ui, frame, model);
    } else if (model.choosing && model.preview) {
      changed = choose_for_one(ui, frame, model) || changed;
      if (model.another_time) time.what = AbsenceIntent::What::kReadTimes;
    }
  });
  if (sheet.closed) return {AbsenceIntent::What::kClose};
  if (time.what != AbsenceIntent::What::kNone) return time;
  if (changed) return {AbsenceIntent::What::kChanged};
  return {sheet.pressed ? AbsenceIntent::What::kApply : AbsenceIntent::What::kNone};
}

}  // namespace alcove::screens::desk
