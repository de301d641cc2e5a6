// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/session_time.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/meetings_messages.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::MeetingCollision;
using api::appointments::Place;

std::string taken_words(text::Language language, const MeetingCollision& one) {
  const bool client = one.place == Place::kClient;
  return taken_sentence(language, client ? spoken_name(one.name) : one.name,
                        {one.place, one.start, one.end, std::nullopt, one.what});
}

bool weighs(const FreeMeetingReply& free, rules::ConflictWeight weight) {
  return std::any_of(free.conflicts.begin(), free.conflicts.end(),
                     [&](const auto& one) { return one.conflict.weight == weight; });
}

}  // namespace

bool is_refused(const FreeMeetingReply& free) {
  return !free.collisions.empty() || free.too_few_seats ||
         weighs(free, rules::ConflictWeight::kHard);
}

bool needs_reason(const FreeMeetingReply& free) {
  return !is_refused(free) && weighs(free, rules::ConflictWeight::kSoft);
}

std::string words_against_session(text::Language language, const FreeMeetingReply& free) {
  const text::MeetingsMessages say(language);
  std::string words;
  const auto add = [&](const std::string& sentence) {
    words += (words.empty() ? "" : " ") + sentence;
  };
  for (const MeetingCollision& one : free.collisions) add(taken_words(language, one));
  if (free.too_few_seats) add(std::string(say.moving_seats()));
  for (const auto& one : free.conflicts) add(conflict_sentence(language, one.name, one.conflict));
  if (needs_reason(free)) add(std::string(text::BookingMessages(language).book_with_reason()));
  return words;
}

std::string foot_words(text::Language language, const std::optional<FreeMeetingReply>& free,
                       std::string missing) {
  if (!free || !is_refused(*free)) return missing;
  return std::string(text::MeetingsMessages(language).session_in_the_way());
}

void say_session_time(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, LocalDateTime start,
                      const FreeMeetingReply& free, std::string& override_reason) {
  const text::BookingMessages say(frame.language);
  const bool against = is_refused(free) || !free.conflicts.empty();
  std::string words;
  if (against) {
    words = words_against_session(frame.language, free);
  } else if (free.time_shifted) {
    words = std::string(say.book_clock_change());
  } else {
    words = say.book_is_free(
        say.book_when({.day = text::weekday_and_date(frame.language, date_of(start)),
                       .time = text::clock_time(frame.language, start)}));
  }
  const bool care = against || free.time_shifted;
  std::string name = "session_free";
  if (against) name = is_refused(free) ? "session_taken" : "session_soft";
  flow.cut_top(ui::notice(ui, {.name = name,
                               .rect = flow,
                               .text = words,
                               .tone = care ? ui::Tone::kCare : ui::Tone::kGood,
                               .icon = care ? ui::Icon::kInfo : ui::Icon::kCheckCircle}));
  flow.cut_top(ui.theme().gap());
  if (needs_reason(free)) {
    words_field(ui, flow, frame, "override_reason", say.book_override(), override_reason);
  }
}

}  // namespace alcove::screens::desk
