// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "kiosk/screens/desk/booking.h"
#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using api::series::DatePlan;
using api::series::Fate;

// In which sum a date is counted.
enum class Sum : std::uint8_t { kBooked, kMoved, kCancelled, kLeftOut, kKept, kColliding };
constexpr std::size_t kSums = 6;

Sum sum_of(const DatePlan& line) {
  switch (line.fate) {
    case Fate::kBook:
      return Sum::kBooked;
    case Fate::kBringBack:  // to where it was moved from, or into the book again
      return line.was ? Sum::kMoved : Sum::kBooked;
    case Fate::kMove:
    case Fate::kAssign:
      return Sum::kMoved;
    case Fate::kCancel:
    case Fate::kWithdraw:
      return Sum::kCancelled;
    case Fate::kUnchanged:
    case Fate::kByHand:
    case Fate::kFrozen:
      return Sum::kKept;
    case Fate::kTakenOut:
      return Sum::kLeftOut;
    case Fate::kCollides:
      return Sum::kColliding;
  }
  return Sum::kKept;
}

std::string sum_words(const text::SeriesMessages& say, Sum sum, std::size_t count) {
  const std::string number = std::to_string(count);
  switch (sum) {
    case Sum::kBooked:
      return say.series_sum_booked(number);
    case Sum::kMoved:
      return say.series_sum_moved(number);
    case Sum::kCancelled:
      return say.series_sum_cancelled(number);
    case Sum::kLeftOut:
      return say.series_sum_left_out(number);
    case Sum::kKept:
      return say.series_sum_kept(number);
    case Sum::kColliding:
      return say.series_sum_colliding(number);
  }
  return {};
}

std::string fate_words(text::Language language, const SeriesModel& model, const DatePlan& line) {
  const text::SeriesMessages say(language);
  switch (line.fate) {
    case Fate::kBook:
      return std::string(say.series_line_book());
    case Fate::kMove:
      return line.was ? say.series_line_move(series_moment(language, *line.was, model.today))
                      : std::string(say.series_line_book());
    case Fate::kAssign:
      return std::string(say.series_line_assign());
    case Fate::kCancel:
      return std::string(line.was ? say.series_line_cancel() : say.series_line_taken_out());
    case Fate::kBringBack:
      return line.was ? say.series_line_move(series_moment(language, *line.was, model.today))
                      : std::string(say.series_line_bring_back());
    case Fate::kWithdraw:
      return std::string(say.series_line_withdraw());
    case Fate::kUnchanged:
      return {};
    case Fate::kByHand:
      return std::string(line.now ? say.series_line_by_hand() : say.series_line_by_hand_none());
    case Fate::kFrozen:
      return std::string(say.series_line_frozen());
    case Fate::kTakenOut:
      return std::string(say.series_line_taken_out());
    case Fate::kCollides: {
      std::string words;
      if (line.obstacle) words = obstacle_words(language, model, *line.obstacle) + " ";
      if (line.now)
        return words + say.series_line_stays(series_moment(language, *line.now, model.today));
      const bool ahead = model.stage == SeriesModel::Stage::kPreview;
      return words + std::string(ahead ? say.series_line_will_not() : say.series_line_not_booked());
    }
  }
  return {};
}

// "lunch, over another visit"
std::string soft_words(text::Language language, const std::vector<rules::ConflictKind>& kinds) {
  std::string words;
  for (const rules::ConflictKind kind : kinds) {
    words += (words.empty() ? "" : ", ") + std::string(kind_words(language, kind));
  }
  return words;
}

ui::Ink ink_of(Fate fate) {
  return fate == Fate::kCollides ? ui::Ink::kCare : ui::Ink::kTextSoft;
}

// Text from the top of `flow`, and a button at its right where there is one. True when pressed.
bool date_line(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model,
               const DatePlan& line, const ui::BarButton* button) {
  const text::SeriesMessages say(frame.language);
  std::string words = fate_words(frame.language, model, line);
  if (line.time_shifted) words += " " + std::string(say.series_line_clock());
  if (!line.soft.empty()) {
    words += ". " + say.series_line_soft(soft_words(frame.language, line.soft)) + ".";
  }
  const bool differs =
      model.changed_since && std::ranges::find(model.seen, line) == model.seen.end();
  const bool kept = line.fate == Fate::kByHand || line.fate == Fate::kFrozen;
  const LocalDateTime when = kept && line.now ? *line.now : line.date;
  ui::Rect left = flow;
  bool pressed = false;
  float below = flow.y;
  if (button != nullptr) {
    ui::Rect place = left.cut_right(ui::button_width(ui, button->label, button->icon));
    place.height = ui.theme().small_control_height();
    below = place.bottom();
    left.cut_right(ui.theme().gap());
    pressed = ui::button(
        ui,
        {.name = button->name, .rect = place, .label = button->label, .enabled = button->enabled});
  }
  ui::paragraph_in(ui, left, {.style = ui::TextStyle::kBodyStrong},
                   series_moment(frame.language, when, model.today), 0);
  if (differs) {
    ui::paragraph_in(ui, left, {.style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kCare},
                     say.series_line_differs(), 0);
  }
  ui::paragraph_in(ui, left, {.style = ui::TextStyle::kSecond, .ink = ink_of(line.fate)}, words, 0);
  flow.cut_top(std::max(left.y, below) - flow.y + ui.theme().px(12));
  return pressed;
}

bool is_left_out(const SeriesModel& model, LocalDateTime date) {
  return std::find(model.taken_out.begin(), model.taken_out.end(), date) != model.taken_out.end();
}

// Only dates that the rule comes to, and that the change is free to decide about.
bool can_be_left_out(const SeriesModel& model, const DatePlan& line) {
  using api::series::What;
  if (model.doing != What::kCreate && model.doing != What::kChange) return false;
  if (is_left_out(model, line.date)) return true;
  if (model.taken_out.size() >= api::series::kMaxTakenOut) return false;
  switch (line.fate) {
    case Fate::kBook:
    case Fate::kMove:
    case Fate::kAssign:
    case Fate::kCollides:
      return true;
    case Fate::kCancel:
    case Fate::kBringBack:
    case Fate::kWithdraw:
    case Fate::kUnchanged:
    case Fate::kByHand:
    case Fate::kFrozen:
    case Fate::kTakenOut:
      break;
  }
  return false;
}

// Those that no visit stands for.
std::vector<LocalDateTime> without_place(const api::series::Preview& preview) {
  std::vector<LocalDateTime> dates;
  for (const DatePlan& line : preview.dates) {
    if (line.fate == Fate::kCollides && !line.now) dates.push_back(line.date);
  }
  return dates;
}

// One button for all of them: a holiday is not left out week by week.
bool leave_all_out(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  using api::series::What;
  const std::vector<LocalDateTime> dates = without_place(*model.preview);
  const bool room = model.taken_out.size() + dates.size() <= api::series::kMaxTakenOut;
  const bool decides = model.doing == What::kCreate || model.doing == What::kChange;
  if (!decides || dates.size() < 2 || !room) return false;
  const ui::BarButton button[] = {
      {.name = "series_leave_all_out",
       .label = text::SeriesMessages(frame.language)
                    .series_leave_all_out(static_cast<std::int64_t>(dates.size())),
       .enabled = frame.there && !frame.busy}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), button).has_value();
  flow.cut_top(ui.theme().gap());
  if (pressed) model.taken_out.insert(model.taken_out.end(), dates.begin(), dates.end());
  return pressed;
}

// A date more, at the time of the others. Chosen in the calendar that opens.
void offer_adding(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  using api::series::What;
  const bool decides = model.doing == What::kCreate || model.doing == What::kChange;
  if (!decides) return;
  const ui::BarButton button[] = {
      {.name = "series_add_date",
       .label = std::string(text::SeriesMessages(frame.language).series_add_date()),
       .enabled = frame.there && !frame.busy && model.added.size() < api::series::kMaxExtraDates}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), button).has_value();
  flow.cut_top(ui.theme().gap());
  if (model.there_already) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kCare},
                     text::SeriesMessages(frame.language)
                         .series_there_already(text::weekday_and_date(
                             frame.language, *model.there_already, model.today)),
                     ui.theme().gap());
  }
  if (!pressed) return;
  model.there_already.reset();
  model.choosing = SeriesModel::Choosing::kAddedDay;
  const bool some = !model.preview->dates.empty();
  const LocalDate shown = some ? date_of(model.preview->dates.front().date) : model.today;
  model.month = {shown.year(), shown.month()};
}

// Whether the date was added here and not before: then it goes again.
bool take_off(SeriesModel& model, LocalDateTime date) {
  return std::erase_if(model.added, [&](const SeriesModel::Added& one) {
           return !one.known && one.day == date_of(date);
         }) > 0;
}

// What can be decided about a date of the series that had no place.
SeriesIntent decisions(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::size_t index,
                       const api::series::DateView& date) {
  const text::SeriesMessages say(frame.language);
  const bool can = frame.there && !frame.busy && frame.may == May::kChange;
  const std::string number = "_" + std::to_string(index);
  std::vector<ui::BarButton> buttons = {
      {.name = "series_another_time" + number,
       .label = std::string(say.series_another_time()),
       .enabled = can},
      {.name = "series_skip" + number, .label = std::string(say.series_skip()), .enabled = can}};
  std::vector<SeriesIntent> meant = {SeriesIntent::kAnotherTime, SeriesIntent::kSkip};
  if (date.start) {
    buttons.push_back({.name = "series_keep" + number,
                       .label = say.series_keep(text::clock_time(frame.language, *date.start)),
                       .enabled = can});
    meant.push_back(SeriesIntent::kKeep);
  }
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons);
  flow.cut_top(ui.theme().gap());
  return pressed ? meant[*pressed] : SeriesIntent::kNone;
}

}  // namespace

std::string series_moment(text::Language language, LocalDateTime time, LocalDate today) {
  return text::weekday_and_date(language, date_of(time), today) + ", " +
         text::clock_time(language, time);
}

std::string obstacle_words(text::Language language, const SeriesModel& model,
                           const api::series::Obstacle& obstacle) {
  BookingModel names;
  names.client_name = model.client_name;
  names.clinicians = model.clinicians;
  names.rooms = model.rooms;
  names.clinician = model.clinician;
  names.room = model.room;
  names.resources = model.resources;
  if (obstacle.place) {
    return collision_words(
        language, names,
        {*obstacle.place, obstacle.start, obstacle.end, obstacle.resource, obstacle.what});
  }
  if (!obstacle.kind) return {};
  return conflict_words(
      language, names,
      {*obstacle.kind, rules::ConflictWeight::kHard, obstacle.start, obstacle.end});
}

SeriesIntent collision_lines(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                             SeriesModel& model) {
  SeriesIntent intent = SeriesIntent::kNone;
  if (model.without_place.empty()) return intent;
  const text::SeriesMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.series_without_place(),
                   ui.theme().gap_small());
  for (std::size_t i = 0; i < model.without_place.size(); ++i) {
    const api::series::DateView& one = model.without_place[i];
    DatePlan line;
    line.date = one.date;
    line.fate = Fate::kCollides;
    line.now = one.start;
    line.obstacle = one.obstacle;
    date_line(ui, flow, frame, model, line, nullptr);
    const SeriesIntent pressed = decisions(ui, flow, frame, i, one);
    if (pressed == SeriesIntent::kNone) continue;
    model.deciding = i;
    intent = pressed;
  }
  return intent;
}

SeriesIntent preview_sums(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  std::array<std::size_t, kSums> counts{};
  for (const DatePlan& line : model.preview->dates) {
    ++counts[static_cast<std::size_t>(sum_of(line))];
  }
  std::string sums;
  for (std::size_t at = 0; at < kSums; ++at) {
    if (counts[at] == 0) continue;
    sums += (sums.empty() ? "" : " ") + sum_words(say, static_cast<Sum>(at), counts[at]);
  }
  if (sums.empty()) sums = say.series_none_left();
  if (model.doing == api::series::What::kCreate && model.begun_at) {
    sums +=
        " " + say.series_sum_stands(series_moment(frame.language, *model.begun_at, model.today));
  }
  const bool by_terms =
      model.doing == api::series::What::kCreate || model.doing == api::series::What::kChange;
  const std::string takes =
      by_terms ? with_each_visit(frame.language, model, model.takes) : std::string();
  if (!takes.empty()) sums += " " + takes;
  const bool collides = counts[static_cast<std::size_t>(Sum::kColliding)] > 0;
  flow.cut_top(ui::notice(ui, {.name = "series_sums",
                               .rect = flow,
                               .text = sums,
                               .tone = collides ? ui::Tone::kCare : ui::Tone::kNote,
                               .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap());
  const bool all_out = leave_all_out(ui, flow, frame, model);
  offer_adding(ui, flow, frame, model);
  return all_out ? SeriesIntent::kLookWithout : SeriesIntent::kNone;
}

// What stays as it is needs no line: it is in the sums.
SeriesIntent preview_list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  std::optional<LocalDateTime> pressed;
  for (std::size_t i = 0; i < model.preview->dates.size(); ++i) {
    const DatePlan& line = model.preview->dates[i];
    if (line.fate == Fate::kUnchanged) continue;
    const bool out = is_left_out(model, line.date);
    const ui::BarButton button{
        .name = "series_leave_out_" + std::to_string(i),
        .label = std::string(out ? say.series_put_back() : say.series_leave_out()),
        .enabled = frame.there && !frame.busy};
    const bool offered = can_be_left_out(model, line);
    if (date_line(ui, flow, frame, model, line, offered ? &button : nullptr)) pressed = line.date;
  }
  if (!pressed) return SeriesIntent::kNone;
  if (take_off(model, *pressed)) return SeriesIntent::kLookWithout;
  if (std::erase(model.taken_out, *pressed) == 0) model.taken_out.push_back(*pressed);
  return SeriesIntent::kLookWithout;
}

}  // namespace alcove::screens::desk
