// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/features/absences/absence_book.h"

using namespace alcove;
using namespace alcove::testing;
using gone::Fate;

namespace {

using Odds = std::mt19937;

std::size_t one_of(Odds& odds, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(odds);
}

// A day of Brandt's and one of Reyes's, with sessions of several, states and notes at random.
struct RandomDay : AbsenceBook {
  explicit RandomDay(Odds& odds) {
    if (one_of(odds, 2) == 0) cap(kReyes, static_cast<std::int64_t>(1 + one_of(odds, 4)));
    for (int hour = 10; hour < 18; ++hour) {
      const std::string start = fmt::format("2026-11-24T{:02}:00", hour);
      brandts(odds, start);
      if (one_of(odds, 3) > 0) continue;
      contract::BookRequest reyes = booking(start.c_str());
      reyes.client = lee;
      reyes.clinician = kReyes;
      reyes.room.reset();
      static_cast<void>(try_book(reyes));  // not over her cap
    }
  }
  void brandts(Odds& odds, const std::string& start) {
    const std::size_t kind = one_of(odds, 5);
    if (kind == 0) return;
    if (kind == 1) {
      auto request = family(start.c_str());
      if (one_of(odds, 2) == 0) request.clinicians.push_back(kReyes);
      if (const auto met = try_meet(request)) {
        all.push_back(place_of(met->id, ana).id);
        all.push_back(place_of(met->id, sam).id);
      }
      return;
    }
    const Appointment visit = booked(start.c_str());
    all.push_back(visit.id);
    if (kind == 2 && one_of(odds, 2) == 0)
      REQUIRE(try_mark(visit, AppointmentState::kArrived).ok());
    if (kind == 3 && one_of(odds, 2) == 0) documented.insert(visit.id);
  }
  gone::Edit edit(Odds& odds) {
    const gone::What whats[] = {gone::What::kCancel, gone::What::kReassign, gone::What::kLeave};
    gone::Edit edit = AbsenceBook::away();
    edit.what = whats[one_of(odds, 3)];
    edit.to = kReyes;
    const gone::Preview shown = try_preview(edit).value();
    for (const gone::Line& line : shown.lines) {
      if (line.meeting || one_of(odds, 3) > 0) continue;
      if (one_of(odds, 2) == 0) {
        edit.choices.push_back(another_time(odds, line));
        continue;
      }
      edit.choices.push_back({line.appointment, whats[one_of(odds, 3)], kReyes});
    }
    return edit;
  }
  // With either of them on the next two days, half of the times at an hour that touches or meets.
  gone::Choice another_time(Odds& odds, const gone::Line& line) {
    const StaffId whom[] = {kBrandt, kReyes};
    const std::string start = fmt::format("2026-11-{}T{:02}:{:02}", 25 + one_of(odds, 2),
                                          9 + one_of(odds, 3), 5 * one_of(odds, 12));
    return {.appointment = line.appointment,
            .what = gone::What::kMove,
            .to = whom[one_of(odds, 2)],
            .start = at(start.c_str()),
            .room = line.room,
            .moved_to = new_id<AppointmentId>()};
  }
  std::vector<AppointmentId> all;
};

// What the visit came to is what its line said.
void check_line(RandomDay& day, const gone::Line& line, const Appointment& before) {
  const Appointment now = day.stored(line.appointment);
  const bool cancelled = now.state == AppointmentState::kCancelledByClinic;
  CHECK(cancelled == (line.fate == Fate::kCancel));
  CHECK((now.state == AppointmentState::kRescheduled) == (line.fate == Fate::kMove));
  if (line.fate == Fate::kMove) {
    const Appointment stands = day.stored(now.moved_to.value());
    CHECK(stands.start == line.to_start);
    CHECK(stands.room == line.to_room);
    CHECK(stands.clinician == line.to);
    return;
  }
  const bool moves = line.fate == Fate::kReassign || line.fate == Fate::kGoesOn;
  CHECK((now.clinician == kReyes) == moves);
  CHECK(now.start == before.start);
  CHECK(now.room == before.room);
  if (!cancelled) CHECK(now.state == before.state);
  if (!cancelled && !moves) CHECK(now.revision == before.revision);
}

}  // namespace

TEST_CASE("whatever the book and the wish, what was shown is what is done, and nothing else") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    INFO(seed);
    Odds odds(seed);
    RandomDay day(odds);
    const gone::Edit edit = day.edit(odds);
    const gone::Preview preview = day.try_preview(edit).value();
    std::map<AppointmentId, Appointment> before;
    for (const AppointmentId& id : day.all) before.emplace(id, day.stored(id));
    const auto done = day.try_apply(edit, preview.token);
    if (!done) {
      CHECK(done.error().code == ErrorCode::kWrongState);  // nothing would change
      for (const gone::Line& line : preview.lines) {
        CHECK((line.fate == Fate::kStays || line.fate == Fate::kFrozen ||
               line.fate == Fate::kNotFree));
      }
      continue;
    }
    CHECK(done->cancelled + done->reassigned + done->moved + done->kept ==
          static_cast<std::int64_t>(preview.lines.size()));
    CHECK(preview.lines.size() == before.size());
    for (const gone::Line& line : preview.lines) {
      check_line(day, line, before.at(line.appointment));
    }
  }
}
