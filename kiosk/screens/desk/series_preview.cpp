// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "kiosk/screens/desk/booking.h"
#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using api::series::DatePlan;
using api::series::Fate;

std::string moment(text::Language language, LocalDateTime time) {
  return text::weekday_and_date(language, date_of(time)) + ", " + text::clock_time(language, time);
}

// In which sum a date is counted.
enum class Sum : std::uint8_t { kBooked, kMoved, kCancelled, kKept, kColliding };
constexpr std::size_t kSums = 5;

Sum sum_of(Fate fate) {
  switch (fate) {
    case Fate::kBook:
    case Fate::kBringBack:
      return Sum::kBooked;
    case Fate::kMove:
    case Fate::kAssign:
      return Sum::kMoved;
    case Fate::kCancel:
    case Fate::kWithdraw:
      return Sum::kCancelled;
    case Fate::kUnchanged:
    case Fate::kByHand:
    case Fate::kFrozen:
    case Fate::kTakenOut:
      return Sum::kKept;
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
    case Sum::kKept:
      return say.series_sum_kept(number);
    case Sum::kColliding:
      return say.series_sum_colliding(number);
  }
  return {};
}

// As the booking's sheet says it.
std::string obstacle_words(text::Language language, const SeriesModel& model,
                           const api::series::Obstacle& obstacle) {
  BookingModel names;
  names.client_name = model.client_name;
  names.clinicians = model.clinicians;
  names.rooms = model.rooms;
  names.clinician = model.clinician;
  names.room = model.room;
  if (obstacle.place) {
    return collision_words(language, names, {*obstacle.place, obstacle.start, obstacle.end});
  }
  if (!obstacle.kind) return {};
  return conflict_words(
      language, names,
      {*obstacle.kind, rules::ConflictWeight::kHard, obstacle.start, obstacle.end});
}

std::string fate_words(text::Language language, const SeriesModel& model, const DatePlan& line) {
  const text::SeriesMessages say(language);
  switch (line.fate) {
    case Fate::kBook:
      return std::string(say.series_line_book());
    case Fate::kMove:
      return line.was ? say.series_line_move(moment(language, *line.was))
                      : std::string(say.series_line_book());
    case Fate::kAssign:
      return std::string(say.series_line_assign());
    case Fate::kCancel:
      return std::string(line.was ? say.series_line_cancel() : say.series_line_taken_out());
    case Fate::kBringBack:
      return line.was ? say.series_line_move(moment(language, *line.was))
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
      return words + (line.now ? say.series_line_stays(moment(language, *line.now))
                               : std::string(say.series_line_not_booked()));
    }
  }
  return {};
}

ui::Ink ink_of(Fate fate) {
  return fate == Fate::kCollides ? ui::Ink::kCare : ui::Ink::kTextSoft;
}

void date_line(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model,
               const DatePlan& line) {
  const text::SeriesMessages say(frame.language);
  std::string words = fate_words(frame.language, model, line);
  if (line.time_shifted) words += " " + std::string(say.series_line_clock());
  if (!line.soft.empty()) words += ". " + std::string(say.series_line_soft()) + ".";
  const bool kept = line.fate == Fate::kByHand || line.fate == Fate::kFrozen;
  const LocalDateTime when = kept && line.now ? *line.now : line.date;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, moment(frame.language, when),
                   0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ink_of(line.fate)}, words,
                   ui.theme().px(12));
}

}  // namespace

void collision_lines(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                     const SeriesModel& model) {
  if (model.without_place.empty()) return;
  const text::SeriesMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.series_without_place(),
                   ui.theme().gap_small());
  for (const api::series::DateView& one : model.without_place) {
    DatePlan line;
    line.date = one.date;
    line.fate = Fate::kCollides;
    line.now = one.start;
    line.obstacle = one.obstacle;
    date_line(ui, flow, frame, model, line);
  }
}

void preview_sums(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  std::array<std::size_t, kSums> counts{};
  for (const DatePlan& line : model.preview->dates) {
    ++counts[static_cast<std::size_t>(sum_of(line.fate))];
  }
  std::string sums;
  for (std::size_t at = 0; at < kSums; ++at) {
    if (counts[at] == 0) continue;
    sums += (sums.empty() ? "" : " ") + sum_words(say, static_cast<Sum>(at), counts[at]);
  }
  if (sums.empty()) sums = say.series_none_left();
  const bool collides = counts[static_cast<std::size_t>(Sum::kColliding)] > 0;
  flow.cut_top(ui::notice(ui, {.name = "series_sums",
                               .rect = flow,
                               .text = sums,
                               .tone = collides ? ui::Tone::kCare : ui::Tone::kNote,
                               .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap());
}

// What stays as it is needs no line: it is in the sums.
void preview_list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SeriesModel& model) {
  for (const DatePlan& line : model.preview->dates) {
    if (line.fate != Fate::kUnchanged) date_line(ui, flow, frame, model, line);
  }
}

}  // namespace alcove::screens::desk
