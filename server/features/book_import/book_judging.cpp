// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/availability/availability.h"
#include "server/features/book_import/book_coming.h"
#include "server/formats/recurrence.h"

// One wrong cell does not hide the others: what can be said of a line that cannot be booked.
namespace alcove::book_import {

namespace {

constexpr std::int64_t kMostAtOnce = 1000;  // visits that are looked at

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

// Everybody and everything that is known: the clinician, the client and the room, each by itself.
void Coming::judge_parties(const VisitLine& line, const rules::TimeSlot& slot,
                           const Parties& known) {
  const auto taken = [&](const char* field, const appointments::Appointment& other) {
    const auto of_day = [&](UtcTime time) {
      return format_local(site_.zone.to_local(time)).substr(11);
    };
    blame(line, field,
          fmt::format("taken from {} to {}", of_day(other.start_time), of_day(other.end_time)));
  };
  if (known.clinician) {
    const auto theirs = appointments::visits_within(txn_, slot, known.clinician, 1);
    if (!theirs.empty()) taken("clinician", theirs.front());
  }
  if (!known.client && !known.room) return;
  const auto all = appointments::visits_within(txn_, slot, std::nullopt, kMostAtOnce);
  const auto of_client =
      std::ranges::find_if(all, [&](const auto& other) { return known.client == other.client; });
  if (of_client != all.end()) taken("client", *of_client);
  const auto in_room = std::ranges::find_if(
      all, [&](const auto& other) { return known.room && known.room == other.room; });
  if (in_room != all.end()) taken("room", *in_room);
}

void Coming::judge_hours(const VisitLine& line, const rules::TimeSlot& slot,
                         const StaffId& clinician) {
  const availability::Plan plan = availability::read_plan(txn_, clinician, site_.day_of(slot.start),
                                                          site_.day_of(slot.end), site_.zone);
  // For which kind of visit the time is kept is the service's to say.
  for (const auto& one : availability::conflicts_of({.slot = slot,
                         .fit = {.types = {}, .now = txn_.now()},
                         .planning = availability::Planning::kAhead},
                                                    plan, site_.zone)) {
    if (one.weight != rules::ConflictWeight::kHard) continue;
    return blame(line, "start", words_of(one.kind));
  }
}

// Dates of a series that have no place keep nothing out: only a single visit's time is asked about.
void Coming::judge_the_rest(const VisitLine& line, const Parties& known) {
  const bool good_time = judge_time(line);
  judge_rule(line);
  if (!good_time || !line.rule.empty()) return;
  const UtcTime start = site_.zone.to_utc(line.start);
  const rules::TimeSlot slot{start, start + std::chrono::minutes(line.minutes)};
  judge_parties(line, slot, known);
  // As it comes: nothing else is refused then.
  if (known.clinician && start >= txn_.now()) judge_hours(line, slot, *known.clinician);
}

}  // namespace alcove::book_import
