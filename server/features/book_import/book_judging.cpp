// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/availability/availability.h"
#include "server/features/book_import/book_coming.h"
#include "server/formats/recurrence.h"

// One wrong cell does not hide the others: what can be said of a line that cannot be booked.
namespace alcove::book_import {

namespace {

constexpr std::chrono::days kBehind{31};  // what the book is open for, as appointments has it

bool is_right(const VisitLine& line, const char* part) {
  return !line.wrong.contains(part);
}

// "outside hours"
std::string words_of(rules::ConflictKind kind) {
  std::string words(wire::word_of(kind));
  for (char& one : words) {
    if (one == '_') one = ' ';
  }
  return words;
}

}  // namespace

// Each by itself, so that the one does not hide the other. Whether both are right.
bool Coming::judge_time(const VisitLine& line) {
  const UtcTime now = txn_.now();
  const UtcTime a_start = std::chrono::floor<std::chrono::days>(now);
  const std::int64_t a_length = rules::kMinDuration.count();
  bool good = is_right(line, "start") && is_right(line, "minutes");
  const UtcTime the_start = site_.zone.to_utc(line.start);
  const auto judge = [&](const char* part, UtcTime start, std::int64_t minutes) {
    const auto slot = is_right(line, part) ? rules::make_slot(start, minutes, now)
                                           : Result<rules::TimeSlot>(rules::TimeSlot{});
    if (slot) return;
    blame(line, part, slot.error().detail);
    good = false;
  };
  judge("start", the_start, a_length);
  if (is_right(line, "start") && the_start < now - kBehind) {
    blame(line, "start", "the book is open for a month behind");
    good = false;
  }
  judge("minutes", a_start, line.minutes);
  return good;
}

void Coming::judge_rule(const VisitLine& line) {
  if (line.rule.empty() || !is_right(line, "rule")) return;
  const auto rule = rules::parse_recurrence_rule(line.rule);
  if (!rule) return blame(line, "rule", rule.error().detail);
  if (!is_right(line, "start")) return;
  const auto dates = recurrence::expand({line.start, site_.zone, *rule, {}}, 1);
  if (!dates) blame(line, dates.error().field, dates.error().detail);
}

void Coming::judge_the_rest(const VisitLine& line, const std::optional<StaffId>& clinician) {
  const bool good_time = judge_time(line);
  judge_rule(line);
  if (!good_time || !clinician || !line.rule.empty()) return;
  const UtcTime start = site_.zone.to_utc(line.start);
  const rules::TimeSlot slot{start, start + std::chrono::minutes(line.minutes)};
  if (start < txn_.now()) return;  // as it comes: nothing is refused but being in two places
  const auto others = appointments::visits_within(txn_, slot, clinician, 1);
  if (!others.empty()) {
    const auto of_day = [](LocalDateTime time) { return format_local(time).substr(11); };
    const appointments::Appointment& other = others.front();
    return blame(line, "clinician",
                 fmt::format("taken from {} to {}", of_day(site_.zone.to_local(other.start_time)),
                             of_day(site_.zone.to_local(other.end_time))));
  }
  const availability::Plan plan = availability::read_plan(
      txn_, *clinician, site_.day_of(slot.start), site_.day_of(slot.end), site_.zone);
  // For which kind of visit the time is kept is the service's to say.
  for (const auto& one : availability::conflicts_of({.slot = slot,
                         .fit = {.types = {}, .now = txn_.now()},
                         .planning = availability::Planning::kAhead},
                                                    plan, site_.zone)) {
    if (one.weight != rules::ConflictWeight::kHard) continue;
    return blame(line, "start", words_of(one.kind));
  }
}

}  // namespace alcove::book_import
