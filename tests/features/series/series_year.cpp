// SPDX-License-Identifier: Apache-2.0
#include "tests/features/series/series_year.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace alcove::testing {

using rules::SlotType;

Year::Year(std::uint64_t seed) : chance_(seed), now_(at("2026-11-24T10:00")) {
  for (const StaffId& clinician : {kBrandt, kReyes}) {
    std::vector<hours_of::Block> week;
    for (std::int64_t day = 1; day <= 5; ++day) {
      week.push_back({day, 8 * 60, 12 * 60, day == 5 ? SlotType::kIntake : SlotType::kTherapy});
      week.push_back({day, 12 * 60, 13 * 60, SlotType::kLunch});
      week.push_back({day, 13 * 60, 17 * 60, SlotType::kTherapy});
      week.push_back({day, 17 * 60, 18 * 60, SlotType::kCrisisHold});
    }
    works(clinician, week);
  }
  therapy(Oracle::kPause, {SlotType::kTherapy});
  look();
}

void Year::step() {
  // Ids go by the millisecond: so that a seed walks the same way every time.
  box.clock.advance(std::chrono::milliseconds(1));
  const std::uint64_t kind = below(32);
  if (kind < 3) {
    create();
  } else if (kind < 8) {
    change();
  } else if (kind < 10) {
    cancel_some();
  } else if (kind < 12) {
    undo_last();
  } else if (kind < 16) {
    by_hand();
  } else if (kind < 18) {
    settle_some();
  } else if (kind < 21) {
    availability_changes();
  } else if (kind < 23) {
    somebody_comes();
  } else {
    days_pass();
  }
}

wanted::Terms Year::random_terms() {
  static const std::vector<std::string> rules = {
      "FREQ=WEEKLY",  "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;COUNT=12",
      "FREQ=MONTHLY", "FREQ=DAILY;COUNT=9",     "FREQ=DAILY;INTERVAL=3;COUNT=30"};
  wanted::Terms wish;
  wish.clinician = below(3) == 0 ? kReyes : kBrandt;
  wish.room = one_of(std::vector<std::optional<RoomId>>{room_1, room_2, std::nullopt});
  wish.minutes = one_of(std::vector<std::int64_t>{30, 45, 60});
  auto day = std::chrono::local_days(today()) + std::chrono::days(1 + below(28));
  const bool weekend = std::chrono::weekday(day).iso_encoding() > 5;
  if (weekend && below(6) != 0) day += std::chrono::days(2);
  wish.start = day + std::chrono::minutes(8 * 60 + 30 * static_cast<std::int64_t>(below(20)));
  wish.rule = one_of(rules);
  return wish;
}

void Year::add_dates(wanted::Terms& terms) {
  std::set<LocalDateTime> all(terms.extra_dates.begin(), terms.extra_dates.end());
  for (auto left = below(3); left > 0; --left) {
    all.insert(terms.start + std::chrono::days(1 + below(40)) +
               std::chrono::minutes(30 * static_cast<std::int64_t>(below(3))));
  }
  const LocalDate last{std::chrono::floor<std::chrono::days>(terms.start) + std::chrono::days(500)};
  const auto of_rule = Oracle::dates_of(terms.rule, terms.start, last);
  REQUIRE(of_rule);
  std::set<LocalDate> days;
  for (const LocalDateTime one : *of_rule) days.insert(date_of(one));
  terms.extra_dates.clear();
  for (const LocalDateTime one : all) {
    if (one >= terms.start && days.insert(date_of(one)).second) terms.extra_dates.push_back(one);
  }
}

std::optional<std::string> Year::perhaps_a_reason() {
  return below(2) == 0 ? std::optional<std::string>(kNoOtherTime) : std::nullopt;
}

const wanted::Series* Year::some_series() {
  if (all_.empty()) return nullptr;
  auto found = all_.begin();
  std::advance(found, static_cast<std::ptrdiff_t>(below(all_.size())));
  return &found->second;
}

// A date to come of the series.
std::optional<LocalDateTime> Year::some_date(const wanted::Series& series) {
  std::vector<LocalDateTime> coming;
  for (const wanted::DateView& one : opened(series.id).dates) {
    if (one.date > now_) coming.push_back(one.date);
  }
  if (coming.empty()) return std::nullopt;
  return coming[below(std::min<std::size_t>(coming.size(), 10))];
}

void Year::reach_of(wanted::Edit& edit, const wanted::Series& series) {
  edit.from = below(2) == 0 ? some_date(series) : std::nullopt;
  edit.reach = edit.from ? wanted::Reach::kFollowing : wanted::Reach::kAll;
}

void Year::create() {
  // The oldest are over by the end of the year.
  const bool many = std::count_if(all_.begin(), all_.end(),
                                  [](const auto& one) { return !one.second.ends_before; }) >= 5;
  if (many) return change();
  wanted::Edit edit = creating(random_terms());
  edit.client = below(2) == 0 ? ana : sam;
  add_dates(*edit.terms);
  carry_out(edit, *edit.client);
}

void Year::change() {
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
  add_dates(*edit.terms);
  const SeenBook before = book_;
  if (carry_out(edit, series.client) && below(3) == 0) undo_at_once(series.id, before);
}

// Taken back at once, everything stands as it did; and once more, as after the change.
void Year::undo_at_once(const wanted::SeriesId& id, const SeenBook& before) {
  using Places = std::multiset<std::string>;
  const auto places = [](const SeenBook& book) {
    Places all;
    for (const auto& [visit, one] : book) {
      if (!one.stands()) continue;
      all.insert(one.client.text() + format_local(one.start) + std::to_string(one.minutes) +
                 one.clinician.text() + (one.room ? one.room->text() : "-") + one.state);
    }
    return all;
  };
  const SeenBook changed = book_;
  const ClientId client = all_[id].client;
  REQUIRE(carry_out(undoing(all_[id]), client));
  if (met["collided in an undo"]-- > 0) return;  // somebody is away meanwhile
  CHECK(places(book_) == places(before));
  REQUIRE(carry_out(undoing(all_[id]), client));
  if (met["collided in an undo"]-- > 0) return;
  CHECK(places(book_) == places(changed));
  ++met["taken back at once"];
}

void Year::cancel_some() {
  const wanted::Series* const found = some_series();
  if (found == nullptr) return;
  const wanted::Series series = *found;
  wanted::Edit edit = cancelling(series);
  reach_of(edit, series);
  carry_out(edit, series.client);
}

void Year::undo_last() {
  const wanted::Series* const found = some_series();
  if (found == nullptr) return;
  const wanted::Series series = *found;
  carry_out(undoing(series), series.client);
}

// Who cancels, and why something is taken back, is asked for.
void Year::refused_without_its_words(const wanted::Edit& edit, const wanted::Preview& preview) {
  wanted::Edit bare = edit;
  std::string missing;
  if (edit.what == wanted::What::kUndo) {
    bare.reason.clear();
    missing = "reason";
  } else if (edit.what == wanted::What::kCancel) {
    bare.by.reset();
    missing = "by";
  } else {
    return;
  }
  const auto refused = try_apply(bare, preview.token);
  REQUIRE_FALSE(refused.ok());
  REQUIRE(refused.error().code == ErrorCode::kMissingField);
  REQUIRE(refused.error().field == missing);
  nothing_has_changed();
  ++met["asked for words"];
}

bool Year::carry_out(wanted::Edit edit, const ClientId& client) {
  edit.reason = "it was asked for";
  const auto preview = try_preview(edit);
  if (!preview) {
    ++met["refused"];
    nothing_has_changed();
    return false;
  }
  if (below(3) == 0) refused_without_its_words(edit, *preview);
  if (below(2) == 0) edit.override_reason = kNoOtherTime;
  std::vector<wanted::DateView> dates;
  if (edit.what == wanted::What::kChange) dates = opened(edit.series).dates;
  auto applied = try_apply(edit, preview->token);
  if (preview->asks_for_reason && !edit.override_reason) {
    REQUIRE_FALSE(applied.ok());
    REQUIRE(applied.error().code == ErrorCode::kMissingField);
    REQUIRE(applied.error().field == "override_reason");
    nothing_has_changed();
    ++met["asked for a reason"];
    edit.override_reason = kNoOtherTime;
    applied = try_apply(edit, preview->token);
  }
  INFO((applied.ok() ? "" : applied.error().field + ": " + applied.error().detail));
  REQUIRE(applied.ok());
  REQUIRE(applied->dates == preview->dates);
  const SeenBook after = read_book();
  const SoftOnes soft = every_new_place_is_right(after);
  INFO("dates with a soft conflict: " << soft.certain << " to " << soft.at_most);
  REQUIRE((preview->asks_for_reason ? soft.at_most > 0 : soft.certain == 0));
  preview_is_what_happened(edit, preview->dates, client, after);
  collisions_are_some(edit, preview->dates, client, after);
  kept_what_hands_have_moved(after);
  look_at(after);
  all_[applied->series.id] = applied->series;
  rule_has_its_dates(applied->series.id);
  days_keep_their_visits(edit, dates);
  remember_added(applied->series);
  met["dates added"] += static_cast<int>(applied->series.terms.extra_dates.size());
  ++met["changed"];
  return true;
}

void Year::sleep_until(LocalDateTime then) {
  const UtcTime before = box.clock.now();
  const bool summer =
      Oracle::to_utc(now_) - UtcTime(now_.time_since_epoch()) == std::chrono::hours(4);
  now_ = std::chrono::floor<std::chrono::days>(then) + std::chrono::hours(4);
  box.clock.set(Oracle::to_utc(now_));
  REQUIRE(box.clock.now() > before);
  if (summer !=
      (Oracle::to_utc(now_) - UtcTime(now_.time_since_epoch()) == std::chrono::hours(4))) {
    ++met["clocks changed"];
  }
  const series::Extended added = night();
  met["booked at night"] += static_cast<int>(added.booked);
  met["collided at night"] += static_cast<int>(added.colliding);
  const SeenBook after = read_book();
  const bool only_adds = std::all_of(book_.begin(), book_.end(), [&](const auto& one) {
    return after.at(one.first) == one.second;
  });
  REQUIRE(only_adds);
  REQUIRE(after.size() - book_.size() == static_cast<std::size_t>(added.booked));
  look_at(after);
  for (int turn = 0; turn < 2 && !all_.empty(); ++turn) rule_has_its_dates(some_series()->id);
  now_ = then;
  box.clock.set(Oracle::to_utc(now_));
  freeze(book_);
}

void Year::days_pass() {
  sleep_until(std::chrono::local_days(today()) + std::chrono::days(1 + below(7)) +
              std::chrono::minutes(9 * 60 + 30 * below(16)));
}

}  // namespace alcove::testing
