// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours_words.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"

namespace alcove::screens::desk {
namespace {

using api::availability::Block;
using rules::SlotType;
using rules::TimeOffKind;

constexpr std::int64_t kWeekdays = 7;

bool is_midnight(LocalDateTime time) {
  return time == std::chrono::floor<std::chrono::days>(time);
}

}  // namespace

std::string_view slot_word(text::Language language, SlotType type) {
  const text::HoursMessages say(language);
  switch (type) {
    case SlotType::kIntake:
      return say.slot_intake();
    case SlotType::kTherapy:
      return say.slot_therapy();
    case SlotType::kMedicationCheck:
      return say.slot_medication_check();
    case SlotType::kGroup:
      return say.slot_group();
    case SlotType::kCrisisHold:
      return say.slot_crisis_hold();
    case SlotType::kLunch:
      return say.slot_lunch();
  }
  return {};
}

std::string_view kind_word(text::Language language, TimeOffKind kind) {
  const text::HoursMessages say(language);
  switch (kind) {
    case TimeOffKind::kVacation:
      return say.off_vacation();
    case TimeOffKind::kIll:
      return say.off_ill();
    case TimeOffKind::kTraining:
      return say.off_training();
    case TimeOffKind::kOther:
      return say.off_other();
  }
  return {};
}

std::string minute_word(text::Language language, std::int64_t minute) {
  if (minute % api::availability::kDayMinutes == 0) {
    return std::string(text::HoursMessages(language).hours_midnight());
  }
  return text::clock_time(language, LocalDateTime(std::chrono::minutes(minute)));
}

std::string hours_span(text::Language language, const api::availability::Hours& hours) {
  const text::HoursMessages say(language);
  const std::string from = text::full_date(language, hours.from);
  if (!hours.until) return say.hours_from(from);
  return say.hours_from_until({.from = from, .until = text::full_date(language, *hours.until)});
}

std::string day_line(text::Language language, const std::vector<Block>& blocks,
                     std::int64_t weekday) {
  const text::HoursMessages say(language);
  std::string line;
  for (const Block& block : blocks) {
    if (block.weekday != weekday) continue;
    if (!line.empty()) line += ", ";
    const std::string from = minute_word(language, block.start_minute);
    const std::string until = minute_word(language, block.end_minute);
    const std::string_view what = slot_word(language, block.type);
    line += block.overbook.value_or(false)
                ? say.hours_part_twice({.from = from, .until = until, .what = what})
                : say.hours_part({.from = from, .until = until, .what = what});
  }
  return line.empty() ? std::string(say.hours_no_work()) : line;
}

std::vector<WeekLine> week_lines(text::Language language, const std::vector<Block>& blocks) {
  const std::array<std::string, 7> words = weekday_words(language);
  const std::string none = day_line(language, {}, 1);
  std::vector<WeekLine> lines;
  WeekLine free{{}, none};
  for (std::int64_t day = 1; day <= kWeekdays; ++day) {
    const std::string parts = day_line(language, blocks, day);
    WeekLine* line = parts == none ? &free : nullptr;
    for (WeekLine& known : lines) {
      if (known.parts == parts) line = &known;
    }
    if (line == nullptr) line = &lines.emplace_back(WeekLine{{}, parts});
    line->days += (line->days.empty() ? "" : ", ") + words[static_cast<std::size_t>(day - 1)];
  }
  if (!free.days.empty()) lines.push_back(free);
  return lines;
}

bool is_whole_days(const api::availability::TimeOff& time_off) {
  return is_midnight(time_off.from) && is_midnight(time_off.until);
}

LocalDate last_day_of(const api::availability::TimeOff& time_off) {
  return date_of(time_off.until - std::chrono::minutes(1));
}

std::string time_off_span(text::Language language, const api::availability::TimeOff& time_off) {
  const text::HoursMessages say(language);
  const LocalDate first = date_of(time_off.from);
  const LocalDate last = last_day_of(time_off);
  const std::string from = text::full_date(language, first);
  const std::string until = text::full_date(language, last);
  if (is_whole_days(time_off)) {
    return first == last ? from : say.off_days({.from = from, .until = until});
  }
  const auto minutes_of = [](LocalDateTime time) {
    const auto since = time - std::chrono::floor<std::chrono::days>(time);
    return std::chrono::duration_cast<std::chrono::minutes>(since).count();
  };
  const std::string from_time = minute_word(language, minutes_of(time_off.from));
  const std::string until_time = minute_word(language, minutes_of(time_off.until));
  if (first == last) {
    return say.off_one_day({.day = from, .from_time = from_time, .until_time = until_time});
  }
  return say.off_times(
      {.from = from, .from_time = from_time, .until = until, .until_time = until_time});
}

}  // namespace alcove::screens::desk
