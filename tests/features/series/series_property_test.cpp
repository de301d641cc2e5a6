// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "server/features/availability/availability.h"
#include "tests/features/series/series_book.h"

// A year of a small clinic, at random: several series are made, changed, cut short, cancelled and
// taken back, visits are moved, assigned, cancelled and documented by hand, others book in between,
// days pass and nights come. After every step the promises are looked at, by other means than the
// feature's own.

using namespace alcove;
using namespace alcove::testing;
using rules::SlotType;
using wanted::Fate;

namespace {

class Year : public SeriesBook {
 public:
  explicit Year(std::uint64_t seed) : chance_(seed) {
    for (const StaffId& clinician : {kBrandt, kReyes}) {
      std::vector<hours_of::Block> week;
      for (std::int64_t day = 1; day <= 5; ++day) {
        week.push_back({day, 8 * 60, 12 * 60, SlotType::kTherapy});
        week.push_back({day, 12 * 60, 13 * 60, SlotType::kLunch});
        week.push_back({day, 13 * 60, 18 * 60, SlotType::kTherapy});
      }
      works(clinician, week);
    }
    therapy(10);
    look();
  }

  void step() {
    const std::uint64_t kind = below(20);
    if (kind < 2) {
      create();
    } else if (kind < 7) {
      change();
    } else if (kind < 9) {
      cancel_some();
    } else if (kind < 12) {
      undo_last();
    } else if (kind < 17) {
      by_hand();
    } else {
      days_pass();
    }
    look();
  }

  int changes = 0;
  int refusals = 0;
  int collisions = 0;
  int undone = 0;

 private:
  std::uint64_t below(std::uint64_t limit) { return chance_.below(limit); }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  wanted::Terms random_terms() {
    static const std::vector<std::string> rules = {"FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2",
                                                   "FREQ=WEEKLY;COUNT=12", "FREQ=MONTHLY",
                                                   "FREQ=DAILY;COUNT=9"};
    wanted::Terms wish;
    wish.clinician = below(3) == 0 ? kReyes : kBrandt;
    wish.room = one_of(std::vector<std::optional<RoomId>>{room_1, room_2, std::nullopt});
    wish.minutes = one_of(std::vector<std::int64_t>{30, 45, 60});
    const auto today = std::chrono::local_days(site.day_of(box.clock.now()));
    const auto day = today + std::chrono::days(1 + below(28));
    wish.start = day + std::chrono::minutes(8 * 60 + 30 * static_cast<std::int64_t>(below(18)));
    wish.rule = one_of(rules);
    return wish;
  }

  // The promise: what the preview lists is what is done, and nothing else.
  void carry_out(wanted::Edit edit, const ClientId& client) {
    edit.override_reason = "there is no other time";
    edit.reason = "it was asked for";
    const auto preview = try_preview(edit);
    if (!preview) {
      ++refusals;
      return;
    }
    std::vector<std::string> expected = starts_of(client);
    for (const wanted::DatePlan& line : preview->dates) {
      if (line.was) remove_one(expected, format_local(*line.was));
      if (line.now) expected.push_back(format_local(*line.now));
      if (line.fate == Fate::kCollides) ++collisions;
    }
    std::sort(expected.begin(), expected.end());
    const std::vector<std::string> others = starts_of(client == ana ? sam : ana);
    const auto applied = try_apply(edit, preview->token);
    INFO((applied.ok() ? "" : applied.error().field + ": " + applied.error().detail));
    REQUIRE(applied.ok());
    REQUIRE(applied->dates == preview->dates);
    REQUIRE(starts_of(client) == expected);
    REQUIRE(starts_of(client == ana ? sam : ana) == others);
    ++changes;
    all_[applied->series.id] = applied->series;
  }

  static void remove_one(std::vector<std::string>& all, const std::string& what) {
    const auto found = std::find(all.begin(), all.end(), what);
    REQUIRE(found != all.end());
    all.erase(found);
  }

  std::vector<std::string> starts_of(const ClientId& client) {
    std::vector<std::string> all;
    for (const std::string& one : standing_of(client)) all.push_back(one.substr(0, 16));
    return all;
  }

  void create() {
    if (all_.size() >= 6) return;
    wanted::Edit edit = creating(random_terms());
    edit.client = below(2) == 0 ? ana : sam;
    carry_out(edit, *edit.client);
  }

  const wanted::Series* some_series() {
    if (all_.empty()) return nullptr;
    auto at = all_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(all_.size())));
    return &at->second;
  }

  // A date to come of the series.
  std::optional<LocalDateTime> some_date(const wanted::Series& series) {
    std::vector<LocalDateTime> coming;
    for (const wanted::DateView& one : opened(series.id).dates) {
      if (one.date > site.zone.to_local(box.clock.now())) coming.push_back(one.date);
    }
    if (coming.empty()) return std::nullopt;
    return coming[below(std::min<std::size_t>(coming.size(), 10))];
  }

  void reach_of(wanted::Edit& edit, const wanted::Series& series) {
    const auto from = below(2) == 0 ? some_date(series) : std::nullopt;
    edit.reach = from ? wanted::Reach::kFollowing : wanted::Reach::kAll;
    edit.from = from;
  }

  void change() {
    const wanted::Series* const found = some_series();
    if (found == nullptr) return;
    const wanted::Series series = *found;
    wanted::Edit edit = changing(series, random_terms());
    reach_of(edit, series);
    // Mostly only a part of it changes.
    if (edit.from && below(3) != 0) {
      edit.terms = series.terms;
      edit.terms->start = *edit.from + std::chrono::minutes(30 * below(4));
      edit.terms->rule = "FREQ=WEEKLY";
    }
    carry_out(edit, series.client);
    if (below(3) == 0 && all_[series.id].revision != series.revision) undo_at_once(series.id);
  }

  // Taken back at once, the book is as it was.
  void undo_at_once(const wanted::SeriesId& id) {
    const std::vector<std::string> after = standing();
    const ClientId client = all_[id].client;
    carry_out(undoing(all_[id]), client);
    carry_out(undoing(all_[id]), client);
    REQUIRE(standing() == after);
    ++undone;
  }

  void cancel_some() {
    const wanted::Series* const found = some_series();
    if (found == nullptr) return;
    const wanted::Series series = *found;
    wanted::Edit edit = cancelling(series);
    reach_of(edit, series);
    carry_out(edit, series.client);
  }

  void undo_last() {
    const wanted::Series* const found = some_series();
    if (found == nullptr) return;
    const wanted::Series series = *found;
    carry_out(undoing(series), series.client);
  }

  // What people do to single visits; it may be refused, which changes nothing.
  void by_hand() {
    std::vector<Appointment> coming;
    for (const Appointment& one : all_visits()) {
      const bool may = rules::is_open(one.state) && !documented.contains(one.id);
      if (may && one.start_time > box.clock.now()) coming.push_back(one);
      if (coming.size() == 12) break;
    }
    contract::BookRequest request = booking("2026-12-01T10:00", 45);
    const wanted::Terms when = random_terms();
    request.start = when.start;
    request.client = below(2) == 0 ? ana : sam;
    request.clinician = when.clinician;
    request.room = when.room;
    request.override_reason = "there is no other time";
    if (coming.empty() || below(4) == 0) {
      (void)try_book(request);
      return;
    }
    const Appointment visit = one_of(coming);
    contract::MoveRequest move = moving(visit, "2026-12-01T10:00");
    move.start = when.start;
    move.override_reason = request.override_reason;
    switch (below(4)) {
      case 0:
        (void)try_move(move);
        break;
      case 1:
        (void)try_cancel(visit, contract::CancelledBy::kClient);
        break;
      case 2:
        (void)try_assign(visit, visit.clinician, room_2);
        break;
      default:
        documented.insert(visit.id);
    }
  }

  void days_pass() {
    box.clock.advance(std::chrono::hours(24 * (1 + below(12))));
    (void)night();
  }

  // ---- what has to hold after every step
  struct Frozen {
    LocalDateTime start;
    StaffId clinician;
    std::optional<RoomId> room;
    AppointmentState state;
    std::int64_t revision;
    friend bool operator==(const Frozen&, const Frozen&) = default;
  };

  void look() {
    const std::vector<Appointment> all = all_visits();
    nothing_frozen_changed(all);
    nobody_in_two_places(all);
    every_lunch_has_its_reason(all);
  }

  void nothing_frozen_changed(const std::vector<Appointment>& all) {
    std::map<AppointmentId, Frozen> now;
    for (const Appointment& one : all) {
      const Frozen as_it_is{one.start, one.clinician, one.room, one.state, one.revision};
      const auto before = frozen_.find(one.id);
      if (before != frozen_.end()) {
        INFO(format_local(one.start));
        REQUIRE(before->second == as_it_is);
      }
      const bool stands = rules::holds_time(one.state);
      if (one.start_time < box.clock.now() || (stands && documented.contains(one.id))) {
        now.emplace(one.id, as_it_is);
      }
    }
    frozen_ = std::move(now);
  }

  static void nobody_in_two_places(const std::vector<Appointment>& all) {
    std::vector<const Appointment*> standing;
    for (const Appointment& one : all) {
      if (rules::holds_time(one.state)) standing.push_back(&one);
    }
    for (std::size_t first = 0; first < standing.size(); ++first) {
      const Appointment& a = *standing[first];
      for (std::size_t second = first + 1; second < standing.size(); ++second) {
        const Appointment& b = *standing[second];
        if (b.start_time >= a.end_time + std::chrono::minutes(10)) break;
        INFO(format_local(a.start) << " and " << format_local(b.start));
        const bool pause_counts = b.start_time >= a.end_time;
        REQUIRE_FALSE(a.clinician == b.clinician);
        REQUIRE_FALSE((a.room && a.room == b.room));
        REQUIRE_FALSE((a.client == b.client && !pause_counts));
      }
    }
  }

  void every_lunch_has_its_reason(const std::vector<Appointment>& all) {
    for (const Appointment& one : all) {
      if (!rules::holds_time(one.state) || !seen_lunches_.insert(one.id).second) continue;
      const auto clock = one.start - std::chrono::floor<std::chrono::days>(one.start);
      const auto end = clock + std::chrono::minutes(one.minutes);
      if (clock >= std::chrono::hours(13) || end <= std::chrono::hours(12)) continue;
      const auto history = history_of(one.id);
      INFO(format_local(one.start));
      REQUIRE(std::any_of(history.begin(), history.end(), [](const contract::HistoryEntry& entry) {
        return !entry.overridden.empty() && !entry.override_reason.empty();
      }));
    }
  }

  SeededRandom chance_;
  std::map<wanted::SeriesId, wanted::Series> all_;
  std::map<AppointmentId, Frozen> frozen_;
  std::set<AppointmentId> seen_lunches_;
};

}  // namespace

TEST_CASE(
    "through a year of changes at random nothing frozen changes, nobody is in two places, and a "
    "preview is what happens") {
  const std::uint64_t seed = GENERATE(1U, 20261124U, 77U);
  INFO("seed " << seed);
  Year year(seed);
  for (int step = 0; step < 90; ++step) {
    INFO("step " << step);
    year.step();
  }
  // The walk met what it is about.
  CHECK(year.changes > 25);
  CHECK(year.refusals < year.changes);
  CHECK(year.collisions > 3);
  CHECK(year.undone > 0);
}
