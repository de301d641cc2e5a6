// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours_weekday.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/dates_messages.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "kiosk/widgets/toggles.h"
#include "shared/rules/appointment_states.h"
#include "shared/rules/booked_twice.h"

namespace alcove::screens::desk {
namespace {

using api::availability::Block;
using rules::SlotType;
using Wrong = WeekdayModel::Wrong;

constexpr SlotType kTypes[] = {SlotType::kTherapy,         SlotType::kIntake,
                               SlotType::kMedicationCheck, SlotType::kGroup,
                               SlotType::kCrisisHold,      SlotType::kLunch};

void time_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                std::string_view label, std::string& text) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = 12;
  spec.language = frame.language;
  ui::labelled_field(ui, flow, label, spec, text);
}

// From, until, what for and a button that takes it away: beside each other, or two and two.
bool part_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WeekdayModel& model,
                 std::size_t index) {
  const text::HoursMessages say(frame.language);
  const std::string number = std::to_string(index);
  TypedPart& part = model.parts[index];
  const auto times = [&](ui::Rect& place) {
    pair(
        ui, place, 200,
        [&](ui::Rect& left) {
          time_field(ui, left, frame, "part_from_" + number, say.day_from(), part.from);
        },
        [&](ui::Rect& right) {
          time_field(ui, right, frame, "part_until_" + number, say.day_until(), part.until);
        });
  };
  bool removed = false;
  const auto what = [&](ui::Rect& place) {
    const float width = ui::button_width(ui, say.day_remove(), ui::Icon::kNone);
    const float top = place.y;
    ui::Rect left{place.x, place.y, place.width - width - ui.theme().gap_small(), place.height};
    if (ui::labelled_select(
            ui, left, say.day_what(),
            {.name = "part_what_" + number, .value = slot_word(frame.language, part.type)})) {
      model.choosing_type = index;
    }
    const float high = ui::field_height(ui);
    const ui::Rect button{place.right() - width, left.y - ui.theme().gap() - high, width, high};
    removed = ui::button(
        ui, {.name = "part_remove_" + number, .rect = button, .label = say.day_remove()});
    place.cut_top(left.y - top);
  };
  pair(ui, flow, kPairFrom, times, what);
  if (rules::may_be_booked_twice(part.type)) {
    ui::tick_row(ui, flow, {.name = "part_overbook_" + number, .label = say.day_overbook()},
                 part.overbook);
    flow.cut_top(ui.theme().gap());
  }
  return removed;
}

void say_what_is_wrong(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                       const WeekdayModel& model) {
  const text::HoursMessages say(frame.language);
  std::string_view words;
  switch (model.wrong()) {
    case Wrong::kNothing:
      return;
    case Wrong::kUnread:
      words = say.day_unread();
      break;
    case Wrong::kStep:
      words = say.day_step();
      break;
    case Wrong::kOrder:
      words = say.day_order();
      break;
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                   ui.theme().gap_small());
}

// From where the last one ends.
void add_part(text::Language language, WeekdayModel& model) {
  TypedPart part;
  std::int64_t from = 9 * 60;
  if (!model.parts.empty()) {
    from = typed_minute(model.parts.back().until, true).value_or(from);
  }
  const std::int64_t hour = model.parts.empty() ? 3 * 60 : 60;
  const std::int64_t until = std::min(from + hour, api::availability::kDayMinutes);
  const auto typed = [&](std::int64_t minute) {
    if (minute % api::availability::kDayMinutes == 0) return std::string("0:00");
    return text::clock_time(language, LocalDateTime(std::chrono::minutes(minute)));
  };
  part.from = typed(from);
  part.until = typed(until);
  model.parts.push_back(std::move(part));
}

void also_on(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WeekdayModel& model) {
  const text::HoursMessages say(frame.language);
  const std::array<std::string, 7> words = weekday_words(frame.language);
  std::vector<ui::Segment> days;
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (static_cast<std::int64_t>(i) + 1 == model.weekday) continue;
    days.push_back({"also_" + std::to_string(i + 1), words[i]});
    meant.push_back(i);
  }
  ui::field_label(ui, flow, say.day_also_on(), false);
  flow.cut_top(ui.theme().gap_tiny());
  std::array<bool, 6> ticked{};
  for (std::size_t i = 0; i < meant.size(); ++i) ticked[i] = model.also[meant[i]];
  const float height = ui::toggles_height(ui, flow.width, days);
  ui::toggles(ui, flow.cut_top(height), days, ticked);
  for (std::size_t i = 0; i < meant.size(); ++i) model.also[meant[i]] = ticked[i];
}

void choose_type(ui::Ui& ui, const SheetFrame& frame, WeekdayModel& model) {
  if (!model.choosing_type) return;
  TypedPart& part = model.parts[*model.choosing_type];
  std::vector<std::string> names;
  std::size_t current = 0;
  for (std::size_t i = 0; i < std::size(kTypes); ++i) {
    if (kTypes[i] == part.type) current = i;
    names.emplace_back(slot_word(frame.language, kTypes[i]));
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "part_choice",
                       .language = frame.language,
                       .title = std::string(text::HoursMessages(frame.language).day_what()),
                       .options = names,
                       .current = current});
  if (answer.chosen) part.type = kTypes[*answer.chosen];
  if (answer.closed || answer.chosen) model.choosing_type.reset();
}

}  // namespace

std::string weekday_name(text::Language language, std::int64_t weekday) {
  // "one|two|three", from Sunday on.
  std::string_view all = text::DatesMessages(language).date_weekdays();
  for (std::int64_t i = weekday % 7; i > 0; --i) all.remove_prefix(all.find('|') + 1);
  std::string name(all.substr(0, all.find('|')));
  // It stands alone; every one of them begins with a plain letter.
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

Wrong WeekdayModel::wrong() const {
  std::vector<std::pair<std::int64_t, std::int64_t>> times;
  bool on_steps = true;
  for (const TypedPart& part : parts) {
    const auto begins = typed_minute(part.from, false);
    const auto ends = typed_minute(part.until, true);
    if (!begins || !ends) return Wrong::kUnread;
    on_steps &= *begins % rules::kBookingStep.count() == 0;
    on_steps &= *ends % rules::kBookingStep.count() == 0;
    times.emplace_back(*begins, *ends);
  }
  if (!on_steps) return Wrong::kStep;
  std::sort(times.begin(), times.end());
  std::int64_t before = 0;
  for (const auto& [begins, ends] : times) {
    if (ends <= begins || begins < before) return Wrong::kOrder;
    before = ends;
  }
  return Wrong::kNothing;
}

std::vector<Block> WeekdayModel::blocks(std::int64_t on) const {
  std::vector<Block> all;
  for (const TypedPart& part : parts) {
    all.push_back({on, typed_minute(part.from, false).value_or(0),
                   typed_minute(part.until, true).value_or(0), part.type});
    if (part.overbook && rules::may_be_booked_twice(part.type)) all.back().overbook = true;
  }
  std::sort(all.begin(), all.end(),
            [](const Block& a, const Block& b) { return a.start_minute < b.start_minute; });
  return all;
}

WeekdayAnswer draw_weekday(ui::Ui& ui, const SheetFrame& frame, WeekdayModel& model) {
  const text::HoursMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "weekday_done",
                                 .label = std::string(say.day_done()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = model.wrong() == Wrong::kNothing,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "weekday_sheet",
                                         .language = frame.language,
                                         .title = weekday_name(frame.language, model.weekday),
                                         .width = 720,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  if (model.parts.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.day_nothing(), ui.theme().gap());
  }
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < model.parts.size(); ++i) {
    if (part_fields(ui, sheet.flow, frame, model, i)) removed = i;
  }
  if (removed) model.parts.erase(model.parts.begin() + static_cast<std::ptrdiff_t>(*removed));
  say_what_is_wrong(ui, sheet.flow, frame, model);
  const ui::BarButton add[] = {
      {.name = "part_add", .label = std::string(say.day_add()), .icon = ui::Icon::kAdd}};
  const float height = ui::button_rows_height(ui, sheet.flow.width, add);
  if (ui::button_rows(ui, sheet.flow.cut_top(height), add)) add_part(frame.language, model);
  sheet.flow.cut_top(ui.theme().gap());
  also_on(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet, [&] { choose_type(ui, frame, model); });
  if (sheet.closed) return WeekdayAnswer::kClose;
  return sheet.pressed ? WeekdayAnswer::kDone : WeekdayAnswer::kNone;
}

}  // namespace alcove::screens::desk
