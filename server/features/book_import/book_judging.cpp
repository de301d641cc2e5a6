// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/availability/availability.h"
#include "server/features/book_import/book_coming.h"
#include "server/features/clients/clients.h"
#include "server/formats/recurrence.h"
#include "shared/rules/birth_date.h"

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

void Coming::judge_client(const ClientLine& line) {
  if (line.same_as) {
    if (!clients::client_with(txn_, *line.same_as)) {
      blame(line.line, "same_as", "there is no client with that record number");
    }
    return;
  }
  const Result<void> birth = rules::check_birth_date(line.details.birth_date, today_);
  if (line.has_birth_date && !birth) blame(line.line, "birth_date", birth.error().detail);
  std::vector<api::clients::CareTeamMember> team;
  take_care_team(line, team);
}

void Coming::look_at_options(const Files& files, std::vector<VisitLine>& lines) {
  const bool no_service = !files.service.empty() && !names_.service(files.service);
  if (no_service) outcome_.problems.add({"--service", 0, {}, "there is no service of that name"});
  std::set<std::string> nobody;
  for (const CalendarFile& one : files.calendars) {
    if (names_.clinician(one.clinician) || !nobody.insert(one.clinician).second) continue;
    outcome_.problems.add({"calendar of " + one.clinician, 0, {}, kNobodyToBook});
  }
  for (VisitLine& line : lines) {
    if (line.from != VisitLine::From::kCalendar) continue;
    if (nobody.contains(line.clinician)) line.wrong.insert("clinician");
    line.service_is_told = no_service && line.services == std::vector{files.service};
  }
}

// Whether the booking takes start, minutes and rule; it would tell the first that is wrong alone.
bool Coming::time_is_right(const VisitLine& line) const {
  return rules::make_slot(site_.zone.to_utc(line.start), line.minutes, txn_.now()).ok() &&
         (line.rule.empty() || rules::parse_recurrence_rule(line.rule).ok());
}

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
