// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/features/series/series_year.h"

// What people do to single visits, and to the time of the clinicians.
namespace alcove::testing {

std::optional<ErrorCode> Year::refusal_by_rights(const Wished& wished,
                                                 const std::optional<std::string>& reason) {
  const Against found = oracle_.against(wished, book_, now_);
  if (found.taken) return ErrorCode::kTaken;
  if (!found.hard.empty()) return ErrorCode::kOutOfRange;
  const auto cap = oracle_.cap_of(wished.clinician);
  const bool over = cap && Oracle::others_on(wished, book_) >= *cap;
  if ((over || !found.soft.empty()) && !reason) return ErrorCode::kMissingField;
  return std::nullopt;
}

bool Year::done_by_hand(const Result<Appointment>& done, std::optional<ErrorCode> by_rights) {
  INFO((done.ok() ? "done" : done.error().field + ": " + done.error().detail));
  INFO((by_rights ? std::string(error_code_word(*by_rights)) : "nothing against it"));
  REQUIRE(done.ok() == !by_rights.has_value());
  if (by_rights) {
    REQUIRE(done.error().code == *by_rights);
    ++met["refused by hand"];
    nothing_has_changed();
  } else {
    ++met["by hand"];
    look();
  }
  return !by_rights;
}

// Ids of one millisecond have no order of their own.
bool Year::before_the_other(const Seen& a, const Seen& b) const {
  return a.start != b.start ? a.start < b.start : a.client == ana && b.client != ana;
}

void Year::by_hand() {
  std::vector<Seen> coming;
  for (const auto& [id, one] : book_) {
    if (one.is_open() && one.start > now_ && !documented.contains(id)) coming.push_back(one);
  }
  std::sort(coming.begin(), coming.end(),
            [this](const Seen& a, const Seen& b) { return before_the_other(a, b); });
  if (coming.size() > 12) coming.resize(12);
  const wanted::Terms when = random_terms();
  if (coming.empty() || below(4) == 0) return book_by_hand(when);
  const Seen visit = one_of(coming);
  switch (below(6)) {
    case 0:
    case 1:
      return move_by_hand(visit, when);
    case 2:
      return cancel_by_hand(visit);
    case 3:
      return assign_by_hand(visit);
    default:
      documented.insert(visit.id);
      ++met["documented"];
      look();
  }
}

void Year::book_by_hand(const wanted::Terms& when) {
  contract::BookRequest request = booking("2026-12-01T10:00", when.minutes);
  request.start = when.start;
  request.client = below(2) == 0 ? ana : sam;
  request.clinician = when.clinician;
  request.room = when.room;
  request.override_reason = perhaps_a_reason();
  const auto by_rights = refusal_by_rights(
      {request.client, request.clinician, request.room, request.start, request.minutes},
      request.override_reason);
  done_by_hand(try_book(request), by_rights);
}

void Year::move_by_hand(const Seen& visit, const wanted::Terms& when) {
  if (visit.start == when.start) return;
  contract::MoveRequest move = moving(stored(visit.id), "2026-12-01T10:00");
  move.start = when.start;
  move.clinician = when.clinician;
  move.room = when.room;
  move.override_reason = perhaps_a_reason();
  const auto by_rights = refusal_by_rights(
      {visit.client, move.clinician, move.room, move.start, move.minutes, visit.id},
      move.override_reason);
  if (done_by_hand(try_move(move), by_rights)) moved_by_hand_.insert(move.moved_to);
}

// With the same clinician the room alone is asked for.
void Year::assign_by_hand(const Seen& visit) {
  if (visit.room == room_2) return;
  const Wished wished{visit.client, visit.clinician, room_2, visit.start, visit.minutes, visit.id};
  const bool taken = Oracle::taken(wished, book_);
  done_by_hand(try_assign(stored(visit.id), visit.clinician, room_2),
               taken ? std::optional(ErrorCode::kTaken) : std::nullopt);
}

void Year::cancel_by_hand(const Seen& visit) {
  done_by_hand(try_cancel(stored(visit.id), contract::CancelledBy::kClient), std::nullopt);
}

// A date that found no place is decided about.
void Year::settle_some() {
  const wanted::Series* const found = some_series();
  if (found == nullptr) return;
  const wanted::Series series = *found;
  std::vector<wanted::DateView> waiting;
  for (const wanted::DateView& one : opened(series.id).dates) {
    const bool waits = one.standing == wanted::Standing::kCollides && one.date > now_;
    if (waits && one.touch == wanted::Touch::kNone) waiting.push_back(one);
  }
  if (waiting.empty()) return;
  const wanted::DateView date = one_of(waiting);
  wanted::SettleRequest request{.series = series.id,
                                .base_revision = series.revision,
                                .date = date.date,
                                .how = wanted::SettleHow::kSkip,
                                .reason = "decided"};
  std::optional<ErrorCode> by_rights;
  if (below(3) == 0) {
    request.how = wanted::SettleHow::kKeep;
    if (!date.appointment) by_rights = ErrorCode::kWrongState;
  } else if (below(2) == 0) {
    const wanted::Terms when = random_terms();
    if (date.start == when.start) return;
    request.how = wanted::SettleHow::kBook;
    request.appointment = new_id<AppointmentId>();
    request.clinician = when.clinician;
    request.room = when.room;
    request.start = when.start;
    request.minutes = when.minutes;
    request.override_reason = perhaps_a_reason();
    by_rights = refusal_by_rights(
        {series.client, when.clinician, when.room, when.start, when.minutes, date.appointment},
        request.override_reason);
  }
  const auto settled = try_settle(request);
  INFO((settled.ok() ? "settled" : settled.error().field + ": " + settled.error().detail));
  REQUIRE(settled.ok() == !by_rights.has_value());
  if (by_rights) {
    REQUIRE(settled.error().code == *by_rights);
    return nothing_has_changed();
  }
  all_[series.id] = *settled;
  ++met["settled"];
  look();
}

// What is booked already stays booked.
void Year::availability_changes() {
  const std::uint64_t kind = below(4);
  if (kind == 0) {
    somebody_is_away();
  } else if (kind == 1) {
    a_day_closes();
  } else {
    a_cap_is_set();
  }
  nothing_has_changed();
  look();
}

void Year::somebody_is_away() {
  const StaffId clinician = below(2) == 0 ? kBrandt : kReyes;
  const LocalDateTime from = std::chrono::local_days(today()) + std::chrono::days(1 + below(40)) +
                             std::chrono::minutes(60 * one_of(std::vector<int>{0, 10, 13}));
  const LocalDateTime until =
      from + std::chrono::minutes(60 * one_of(std::vector<int>{2, 5, 24, 96}));
  away(clinician, format_local(from).c_str(), format_local(until).c_str());
  oracle_.away.push_back({clinician, from, until});
  ++met["away"];
}

// Closed, or open after all.
void Year::a_day_closes() {
  const LocalDate day{std::chrono::local_days(today()) + std::chrono::days(1 + below(40))};
  hours_of::ClosedDay& closing = closings_[day];
  const bool is_new = closing.id.is_nil();
  if (is_new) closing = {.id = new_id<hours_of::ClosedDayId>(), .day = day, .name = "Feast"};
  closing.reopened = !is_new && !closing.reopened;
  const auto done = write<hours_of::ClosedDay>(desk(), [&](audit::WriteTxn& txn) {
    return availability::set_closed_day(desk(), closing, txn);
  });
  REQUIRE(done.ok());
  closing = *done;
  if (closing.reopened) {
    oracle_.closed.erase(day);
  } else {
    oracle_.closed.insert(day);
  }
  ++met["closed"];
}

void Year::a_cap_is_set() {
  const StaffId clinician = below(2) == 0 ? kBrandt : kReyes;
  hours_of::Cap cap{
      .clinician = clinician, .revision = cap_revisions_[clinician], .visits_a_day = std::nullopt};
  if (below(4) != 0) cap.visits_a_day = 1 + static_cast<std::int64_t>(below(2));
  const auto done = write<hours_of::Cap>(
      desk(), [&](audit::WriteTxn& txn) { return availability::set_cap(desk(), cap, txn); });
  REQUIRE(done.ok());
  cap_revisions_[clinician] = done->revision;
  oracle_.caps.erase(clinician);
  if (cap.visits_a_day) oracle_.caps.emplace(clinician, *cap.visits_a_day);
  ++met["cap"];
}

// The next one of the book comes ten minutes early, and then the series are changed that day.
void Year::somebody_comes() {
  const Seen* next = nullptr;
  for (const auto& [id, one] : book_) {
    if (!one.is_open() || one.start <= now_ + std::chrono::minutes(10)) continue;
    if (next == nullptr || before_the_other(one, *next)) {
      next = &one;
    }
  }
  if (next == nullptr) return days_pass();
  const Seen visit = *next;
  const LocalDateTime then = visit.start - std::chrono::minutes(10);
  if (date_of(then) != today()) {
    sleep_until(then);
  } else {
    now_ = then;
    box.clock.set(Oracle::to_utc(now_));
  }
  const auto arrived = try_mark(stored(visit.id), AppointmentState::kArrived, "");
  INFO((arrived.ok() ? "" : arrived.error().field + ": " + arrived.error().detail));
  REQUIRE(arrived.ok());
  frozen_.erase(visit.id);  // from now on as it is now
  ++met["arrived"];
  look();
  if (below(2) == 0) {
    change();
  } else {
    cancel_some();
  }
}

}  // namespace alcove::testing
