// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "tests/features/series/series_book.h"
#include "tests/features/series/series_oracle.h"

namespace alcove::testing {

inline constexpr const char* kNoOtherTime = "there is no other time";

// A year of a small clinic, at random: series are made, changed, cut short, cancelled and taken
// back, with a reason and without; visits are booked, moved, assigned, cancelled and documented by
// hand, people come, clinicians are away, days are closed, caps set; the nights come. After every
// step the promises are looked at, with what the oracle says.
class Year : public SeriesBook {
 public:
  explicit Year(std::uint64_t seed);

  void step();
  LocalDate today() const { return date_of(now_); }

  // How often the walk met what it is about.
  std::map<std::string, int> met;

 private:
  // ---- what people do (series_year.cpp, series_year_hands.cpp)
  std::uint64_t below(std::uint64_t limit) { return chance_.below(limit); }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }
  wanted::Terms random_terms();
  std::optional<std::string> perhaps_a_reason();
  const wanted::Series* some_series();
  std::optional<LocalDateTime> some_date(const wanted::Series& series);
  void reach_of(wanted::Edit& edit, const wanted::Series& series);
  // Now and then dates besides those of the rule.
  void add_dates(wanted::Terms& terms);
  void create();
  void change();
  void undo_at_once(const wanted::SeriesId& id, const SeenBook& before);
  void cancel_some();
  void undo_last();
  // A preview, and then just that; whether it came to a change.
  bool carry_out(wanted::Edit edit, const ClientId& client);
  void refused_without_its_words(const wanted::Edit& edit, const wanted::Preview& preview);

  bool before_the_other(const Seen& a, const Seen& b) const;
  void by_hand();
  void book_by_hand(const wanted::Terms& when);
  void move_by_hand(const Seen& visit, const wanted::Terms& when);
  void assign_by_hand(const Seen& visit);
  void cancel_by_hand(const Seen& visit);
  // What the book has to refuse with, by the oracle; nothing: it is booked.
  std::optional<ErrorCode> refusal_by_rights(const Wished& wished,
                                             const std::optional<std::string>& reason);
  bool done_by_hand(const Result<Appointment>& done, std::optional<ErrorCode> by_rights);
  void settle_some();
  void availability_changes();
  void somebody_is_away();
  void a_day_closes();
  void a_cap_is_set();
  void days_pass();
  void sleep_until(LocalDateTime then);
  void somebody_comes();

  // ---- what has to hold (series_year_looks.cpp)
  SeenBook read_book();
  // After a step: reads the book, and looks at everything.
  void look() { look_at(read_book()); }
  void look_at(const SeenBook& after);
  void nothing_has_changed();
  void nothing_frozen_changed(const SeenBook& after);
  void times_on_the_wall(const SeenBook& after);
  void nobody_in_two_places(const SeenBook& after);
  // How many of those that have a place since the step before have a soft conflict: for certain,
  // and at most (who comes first under a cap is not the oracle's to say).
  struct SoftOnes {
    int certain = 0;
    int at_most = 0;
  };
  SoftOnes every_new_place_is_right(const SeenBook& after);
  // The steps of a visit's history after that revision: what was overridden, and why.
  struct Written {
    std::set<rules::ConflictKind> overridden;
    std::string reason;
  };
  std::vector<Written> written_since(const AppointmentId& visit, std::int64_t known);
  void has_its_reason(const Seen& visit, const std::set<rules::ConflictKind>& certain,
                      const std::set<rules::ConflictKind>& at_most);
  void kept_what_hands_have_moved(const SeenBook& after);
  void preview_is_what_happened(const wanted::Edit& edit,
                                const std::vector<wanted::DatePlan>& lines, const ClientId& client,
                                const SeenBook& after);
  void collisions_are_some(const wanted::Edit& edit, const std::vector<wanted::DatePlan>& lines,
                           const ClientId& client, const SeenBook& after);
  void rule_has_its_dates(const wanted::SeriesId& id);
  // Those of its rule and those that were added, a year ahead.
  std::vector<LocalDateTime> dates_by_terms(const wanted::Series& series);
  // A date that stays a day of the series keeps its visit, whatever else goes or comes in its week;
  // what is added is booked, and the visit of what was added is nobody else's.
  void days_keep_their_visits(const wanted::Edit& edit,
                              const std::vector<wanted::DateView>& before);
  bool stems_from(const wanted::DateView& date, const AppointmentId& visit);
  void remember_added(const wanted::Series& series);
  void freeze(const SeenBook& after);

  SeededRandom chance_;
  Oracle oracle_;
  LocalDateTime now_;
  std::map<wanted::SeriesId, wanted::Series> all_;
  std::map<wanted::SeriesId, std::set<LocalDateTime>> added_;  // by the newest terms with the date
  SeenBook book_;                                              // after the last look
  SeenBook frozen_;                                            // as it was when it froze
  std::map<StaffId, std::int64_t> cap_revisions_;
  std::map<LocalDate, hours_of::ClosedDay> closings_;
  std::set<AppointmentId> moved_by_hand_;
};

}  // namespace alcove::testing
