// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/features/series/series_year.h"

// What has to hold after every step of the year.
namespace alcove::testing {

using rules::ConflictKind;
using wanted::Fate;

namespace {

std::string place_of(const Seen& one) {
  return format_local(one.start) + " " + one.state + " revision " + std::to_string(one.revision);
}

bool writes(Fate fate) {
  switch (fate) {
    case Fate::kBook:
    case Fate::kMove:
    case Fate::kAssign:
    case Fate::kCancel:
    case Fate::kBringBack:
    case Fate::kWithdraw:
      return true;
    case Fate::kUnchanged:
    case Fate::kByHand:
    case Fate::kFrozen:
    case Fate::kTakenOut:
    case Fate::kCollides:
      return false;
  }
  return false;
}

std::multiset<LocalDateTime> standing_starts(const SeenBook& book, const ClientId& client) {
  std::multiset<LocalDateTime> all;
  for (const auto& [id, one] : book) {
    if (one.stands() && one.client == client) all.insert(one.start);
  }
  return all;
}

}  // namespace

SeenBook Year::read_book() {
  return read<SeenBook>([](store::ReadTxn& txn) {
    SeenBook book;
    store::Statement row = txn.query(
        "SELECT id, client, clinician, room, state, start, minutes, start_at, end_at, revision "
        "FROM appointment");
    while (row.next()) {
      Seen one{row.id<AppointmentId>(0),
               row.id<ClientId>(1),
               row.id<StaffId>(2),
               std::nullopt,
               row.text(4),
               row.local_time(5),
               row.integer(6),
               row.time(7),
               row.time(8),
               row.integer(9)};
      if (!row.is_null(3)) one.room = row.id<RoomId>(3);
      book.emplace(one.id, std::move(one));
    }
    return book;
  });
}

void Year::look_at(const SeenBook& after) {
  nothing_frozen_changed(after);
  times_on_the_wall(after);
  nobody_in_two_places(after);
  every_new_place_is_right(after);
  freeze(after);
  book_ = after;
}

void Year::nothing_has_changed() {
  REQUIRE((read_book() == book_));
}

void Year::nothing_frozen_changed(const SeenBook& after) {
  for (const auto& [id, was] : frozen_) {
    const auto now = after.find(id);
    REQUIRE(now != after.end());
    if (now->second == was) continue;
    FAIL("frozen " << place_of(was) << " became " << place_of(now->second));
  }
}

// What has begun, has come, or is documented and stands.
void Year::freeze(const SeenBook& after) {
  for (const auto& [id, one] : after) {
    const bool begun = one.start < now_;
    const bool has_come = one.stands() && !one.is_open();
    const bool noted = one.stands() && documented.contains(id);
    if (begun || has_come || noted) frozen_.emplace(id, one);
  }
}

void Year::times_on_the_wall(const SeenBook& after) {
  for (const auto& [id, one] : after) {
    if (one.start_time == Oracle::to_utc(one.start) &&
        one.end_time == one.start_time + std::chrono::minutes(one.minutes)) {
      continue;
    }
    FAIL("the instant of " << place_of(one) << " is " << format_utc(one.start_time));
  }
}

void Year::nobody_in_two_places(const SeenBook& after) {
  std::vector<const Seen*> standing;
  for (const auto& [id, one] : after) {
    if (one.stands()) standing.push_back(&one);
  }
  std::sort(standing.begin(), standing.end(),
            [](const Seen* a, const Seen* b) { return a->start_time < b->start_time; });
  for (std::size_t first = 0; first < standing.size(); ++first) {
    const Seen& a = *standing[first];
    for (std::size_t second = first + 1; second < standing.size(); ++second) {
      const Seen& b = *standing[second];
      if (b.start_time >= a.end_time + std::chrono::minutes(Oracle::kPause)) break;
      const bool one_client = a.client == b.client && b.start_time < a.end_time;
      if (a.clinician != b.clinician && !(a.room && a.room == b.room) && !one_client) continue;
      FAIL("in two places: " << place_of(a) << " and " << place_of(b));
    }
  }
}

Year::SoftOnes Year::every_new_place_is_right(const SeenBook& after) {
  SeenBook both;
  SeenBook either = after;
  std::vector<const Seen*> placed;
  for (const auto& [id, one] : after) {
    const auto before = book_.find(id);
    const bool stood = before != book_.end() && before->second.stands() &&
                       before->second.clinician == one.clinician;
    if (one.stands() && stood) both.emplace(id, one);
    if (one.stands() && !stood) placed.push_back(&one);
    if (before != book_.end() && !one.stands()) either.at(id) = before->second;
  }
  SoftOnes soft;
  for (const Seen* const one : placed) {
    const Wished wished{one->client, one->clinician, one->room, one->start, one->minutes, one->id};
    const Against found = oracle_.against(wished, after, now_);
    if (one->start < now_ || found.refused()) {
      FAIL("has no place at " << place_of(*one) << ": " << (found.taken ? "taken" : "hard")
                              << ", now is " << format_local(now_));
    }
    std::set<ConflictKind> certain = found.soft;
    std::set<ConflictKind> at_most = found.soft;
    if (const auto cap = oracle_.cap_of(one->clinician)) {
      if (Oracle::others_on(wished, both) >= *cap) certain.insert(ConflictKind::kOverCap);
      if (Oracle::others_on(wished, either) >= *cap) at_most.insert(ConflictKind::kOverCap);
    }
    soft.certain += certain.empty() ? 0 : 1;
    soft.at_most += at_most.empty() ? 0 : 1;
    has_its_reason(*one, certain, at_most);
  }
  return soft;
}

std::vector<Year::Written> Year::written_since(const AppointmentId& visit, std::int64_t known) {
  return read<std::vector<Written>>([&](store::ReadTxn& txn) {
    std::vector<Written> steps;
    store::Statement row = txn.query(
        "SELECT overridden, override_reason FROM appointment_step WHERE appointment = $id "
        "AND revision > $known ORDER BY revision");
    row.bind("$id", visit).bind("$known", known);
    while (row.next()) {
      Written one{{}, row.text(1)};
      for (const auto& entry : wire::EnumWords<ConflictKind>::words) {
        const bool told = row.text(0).find(entry.word) != std::string::npos;
        if (told) one.overridden.insert(entry.value);
      }
      steps.push_back(std::move(one));
    }
    return steps;
  });
}

void Year::has_its_reason(const Seen& visit, const std::set<ConflictKind>& certain,
                          const std::set<ConflictKind>& at_most) {
  const auto before = book_.find(visit.id);
  const std::int64_t known = before == book_.end() ? 0 : before->second.revision;
  const std::vector<Written> steps = written_since(visit.id, known);
  REQUIRE(steps.size() == static_cast<std::size_t>(visit.revision - known));
  std::set<ConflictKind> told;
  for (const Written& step : steps) {
    told.insert(step.overridden.begin(), step.overridden.end());
    REQUIRE(step.reason == (step.overridden.empty() ? "" : kNoOtherTime));
  }
  REQUIRE(std::includes(told.begin(), told.end(), certain.begin(), certain.end()));
  REQUIRE(std::includes(at_most.begin(), at_most.end(), told.begin(), told.end()));
  for (const ConflictKind kind : certain) ++met["soft: " + std::string(wire::word_of(kind))];
}

void Year::kept_what_hands_have_moved(const SeenBook& after) {
  for (const AppointmentId& id : moved_by_hand_) {
    if (after.at(id) == book_.at(id)) continue;
    FAIL("was moved by hand to " << place_of(book_.at(id)));
  }
}

void Year::preview_is_what_happened(const wanted::Edit& edit,
                                    const std::vector<wanted::DatePlan>& lines,
                                    const ClientId& client, const SeenBook& after) {
  std::multiset<LocalDateTime> expected = standing_starts(book_, client);
  std::set<LocalDateTime> named;
  for (const wanted::DatePlan& line : lines) {
    if (line.was) {
      const auto found = expected.find(*line.was);
      REQUIRE(found != expected.end());
      expected.erase(found);
    }
    ++met["fate: " + std::string(wire::word_of(line.fate))];
    if (!writes(line.fate)) {
      REQUIRE(line.was == line.now);
      continue;
    }
    if (line.was) named.insert(*line.was);
    if (line.now) named.insert(*line.now);
  }
  for (const wanted::DatePlan& line : lines) {
    if (line.now) expected.insert(*line.now);
  }
  const std::multiset<LocalDateTime> there = standing_starts(after, client);
  std::vector<LocalDateTime> wrong;
  std::set_symmetric_difference(there.begin(), there.end(), expected.begin(), expected.end(),
                                std::back_inserter(wrong));
  for (const LocalDateTime one : wrong) {
    FAIL(format_local(one) << " stands " << there.count(one) << " times, and should "
                           << expected.count(one) << " by the " << wire::word_of(edit.what));
  }
  const bool under_terms = edit.terms.has_value();
  for (const auto& [id, one] : after) {
    const auto before = book_.find(id);
    if (before != book_.end() && before->second == one) continue;
    if (one.client != client || !named.contains(one.start)) {
      FAIL("not in the preview: " << place_of(one));
    }
    if (!under_terms || !one.stands()) continue;
    REQUIRE(one.clinician == edit.terms->clinician);
    REQUIRE(one.room == edit.terms->room);
    REQUIRE(one.minutes == edit.terms->minutes);
  }
  const bool all_there = std::all_of(book_.begin(), book_.end(),
                                     [&](const auto& one) { return after.contains(one.first); });
  REQUIRE(all_there);
}

// What is kept out has something against it.
void Year::collisions_are_some(const wanted::Edit& edit, const std::vector<wanted::DatePlan>& lines,
                               const ClientId& client, const SeenBook& after) {
  int collided = 0;
  for (const wanted::DatePlan& line : lines) {
    if (line.fate != Fate::kCollides) continue;
    ++collided;
    REQUIRE(line.obstacle);
    if (!edit.terms) continue;  // an undo's may be what collided before
    Wished wished{client, edit.terms->clinician, edit.terms->room, line.date, edit.terms->minutes};
    for (const auto& [id, one] : after) {
      if (one.stands() && one.client == client && one.start == line.was) wished.instead_of = id;
    }
    INFO(format_local(line.date));
    REQUIRE(oracle_.against(wished, after, now_).refused());
  }
  met["collided in an undo"] = edit.what == wanted::What::kUndo ? collided : 0;
}

std::vector<LocalDateTime> Year::dates_by_terms(const wanted::Series& series) {
  const LocalDate last{std::chrono::local_days(today()) + std::chrono::days(365)};
  const auto dates = Oracle::dates_of(series.terms.rule, series.terms.start, last);
  REQUIRE(dates);
  std::vector<LocalDateTime> all = *dates;
  for (const LocalDateTime added : series.terms.extra_dates) {
    if (date_of(added) <= last) all.push_back(added);
  }
  return all;
}

// Every date of the rule to come, a year ahead, is known to the series; and what is said to be
// booked stands in the book.
void Year::rule_has_its_dates(const wanted::SeriesId& id) {
  const wanted::Series& series = all_.at(id);
  std::set<LocalDateTime> known;
  for (const wanted::DateView& one : opened(id).dates) {
    known.insert(one.date);
    const bool plain = one.standing == wanted::Standing::kBooked && one.date > now_ &&
                       one.touch == wanted::Touch::kNone;
    if (!plain) continue;
    REQUIRE(one.appointment);
    const Seen& visit = book_.at(*one.appointment);
    if (visit.is_open() && visit.start == one.date && visit.client == series.client) continue;
    FAIL(format_local(one.date) << " is said to be booked, and is " << place_of(visit));
  }
  for (const LocalDateTime date : dates_by_terms(series)) {
    if (date <= now_ || (series.ends_before && date >= *series.ends_before)) continue;
    if (known.contains(date)) continue;
    FAIL(series.terms.rule << " from " << format_local(series.terms.start) << " has no "
                           << format_local(date));
  }
}

// What it is, it is by the newest terms that come to it.
void Year::remember_added(const wanted::Series& series) {
  std::set<LocalDateTime>& added = added_[series.id];
  for (const LocalDateTime one : dates_by_terms(series)) added.erase(one);
  added.insert(series.terms.extra_dates.begin(), series.terms.extra_dates.end());
}

bool Year::stems_from(const wanted::DateView& date, const AppointmentId& visit) {
  if (!date.appointment) return false;
  return *date.appointment == visit || stored(*date.appointment).moved_from == visit;
}

void Year::days_keep_their_visits(const wanted::Edit& edit,
                                  const std::vector<wanted::DateView>& before) {
  const wanted::Series& series = all_.at(edit.series);
  const LocalDateTime from = edit.from.value_or(std::chrono::local_days(today()));
  std::map<LocalDate, LocalDateTime> comes;
  for (const LocalDateTime one : dates_by_terms(series)) {
    if (one > now_) comes.emplace(date_of(one), one);
  }
  std::map<LocalDate, int> had;
  for (const wanted::DateView& was : before) had[date_of(was.date)] += was.date >= from ? 1 : 0;
  const std::vector<LocalDateTime>& extra = series.terms.extra_dates;
  const std::vector<wanted::DateView> after = opened(edit.series).dates;
  for (const wanted::DateView& was : before) {
    if (was.date < from || !was.appointment) continue;
    const auto day = comes.find(date_of(was.date));
    const bool was_added = added_[edit.series].contains(was.date);
    for (const wanted::DateView& is : after) {
      const bool its_own = is.date == was.date || (day != comes.end() && is.date == day->second);
      if (its_own) {
        const bool alone = day != comes.end() && had[day->first] == 1;
        if (!alone || is.date != day->second) continue;
        INFO(format_local(is.date) << " stands for " << format_local(was.date));
        REQUIRE(stems_from(is, *was.appointment));
        ++met["day kept its visit"];
      } else if (is.date >= from && (was_added || std::ranges::count(extra, is.date) > 0)) {
        const bool same_day = date_of(is.date) == date_of(was.date);
        INFO(format_local(is.date) << " has the visit of " << format_local(was.date));
        REQUIRE((same_day || !stems_from(is, *was.appointment)));
        const auto apart = std::chrono::abs(is.date - was.date);
        if (!same_day && apart < std::chrono::days(5)) ++met["added beside another day"];
      }
    }
  }
}

}  // namespace alcove::testing
