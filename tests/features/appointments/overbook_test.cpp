// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/overbooking.h"
#include "tests/features/appointments/meeting_book.h"
#include "tests/features/appointments/working_book.h"

using namespace alcove;
using namespace alcove::testing;
using rules::ConflictKind;
using rules::ConflictWeight;
using rules::SlotType;

namespace {

// Brandt on Tuesdays: from nine to noon two may be booked at a time, from one to three not.
struct DoubleBook : WorkingBook {
  DoubleBook() {
    hours_of::Block twice{2, 9 * 60, 12 * 60, SlotType::kTherapy};
    twice.overbook = true;
    works(kBrandt, {twice, {2, 13 * 60, 15 * 60, SlotType::kTherapy}});
    lee = add_client("Lee", "Moss", "1990-02-03");
  }
  contract::BookRequest asking_for(const ClientId& client, const char* start,
                                   std::int64_t minutes = 60,
                                   std::optional<std::string> because = std::nullopt) {
    contract::BookRequest request = asking(start, minutes, std::move(because));
    request.client = client;
    return request;
  }
  contract::FreeReply look(const ClientId& client, const char* start, std::int64_t minutes = 60) {
    contract::FreeRequest request;
    request.start = at(start);
    request.minutes = minutes;
    request.clinician = kBrandt;
    request.room = room_1;
    request.client = client;
    request.service = booking(start).service;
    return answer(contract::find_free, request);
  }

  ClientId lee;
};

using appointments::Busy;

Busy busy(int from, int until, int held_until = 0) {
  const auto minute = [](int at) { return UtcTime(std::chrono::minutes(at)); };
  return {{minute(from), minute(until)}, minute(held_until == 0 ? until : held_until)};
}

rules::TimeSlot slot(int from, int until) {
  return busy(from, until).slot;
}

}  // namespace

TEST_CASE("one more goes over visits that stand one by one, and never is anybody in three") {
  using appointments::takes_one_more;
  CHECK_FALSE(takes_one_more({}, slot(0, 60)));
  CHECK(takes_one_more({busy(0, 60)}, slot(0, 60)));
  CHECK(takes_one_more({busy(0, 30), busy(30, 60)}, slot(0, 60)));
  CHECK_FALSE(takes_one_more({busy(0, 31), busy(30, 60)}, slot(0, 60)));
  CHECK_FALSE(takes_one_more({busy(0, 60), busy(0, 60)}, slot(30, 90)));
  // Two at a time before the new one begins are no matter of it; nor is a pause.
  CHECK(takes_one_more({busy(0, 60), busy(0, 30, 45)}, slot(30, 90)));
  CHECK(takes_one_more({busy(0, 60, 75), busy(70, 90)}, slot(30, 90)));
  Busy session = busy(0, 60);
  session.meeting = id_of<contract::MeetingId>(7);
  CHECK_FALSE(takes_one_more({session}, slot(0, 60)));
}

TEST_CASE(
    "where the hours let it, a second visit is booked over one with a reason, which is kept") {
  DoubleBook book;
  book.booked("2026-12-01T10:00");
  contract::BookRequest second = book.asking_for(book.sam, "2026-12-01T10:30", 30);
  CHECK(book.refusal(second) ==
        "missing_field override_reason: over another visit of the clinician's from 10:00 to 11:00");
  second.override_reason = "Ana often does not come";
  const Appointment made = book.try_book(second).value();
  const auto history = book.history_of(made.id);
  CHECK(history[0].overridden == std::vector<ConflictKind>{ConflictKind::kOverbook});
  CHECK(history[0].override_reason == "Ana often does not come");
  // A third is in the way of both, whatever the reason.
  CHECK(book.refusal(book.asking_for(book.lee, "2026-12-01T10:30", 30, "please")) ==
        "taken clinician: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  CHECK(book.refusal(book.asking_for(book.lee, "2026-12-01T10:00", 30, "please")).empty());
}

TEST_CASE("a second visit needs hours that let it, for all of its time") {
  DoubleBook book;
  book.booked("2026-12-01T11:30", 30);
  book.booked("2026-12-01T13:00");
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T13:00", 60, "please")) ==
        "taken clinician: taken from 13:00 to 14:00 (Therapy, L. Brandt)");
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T11:30", 35, "please")) ==
        "taken clinician: taken from 11:30 to 12:00 (Therapy, L. Brandt)");
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T11:30", 30, "please")).empty());
}

TEST_CASE("over a visit nobody else is booked into its room, and nobody into two of their own") {
  DoubleBook book;
  book.booked("2026-12-01T10:00");
  contract::BookRequest reyes = book.asking_for(book.sam, "2026-12-01T10:00", 60, "please");
  reyes.clinician = kReyes;
  CHECK(book.refusal(reyes) == "taken room: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  CHECK(book.refusal(book.asking_for(book.ana, "2026-12-01T10:00", 60, "please")) ==
        "taken client: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  reyes.room = book.room_2;
  CHECK(book.refusal(reyes).empty());
  contract::BookRequest second = book.asking_for(book.lee, "2026-12-01T10:00", 60, "please");
  second.room = book.room_2;
  CHECK(book.refusal(second) == "taken room: taken from 10:00 to 11:00 (Therapy, A. Reyes)");
}

TEST_CASE("the pause after a visit is booked over like the visit, and only once it is asked for") {
  DoubleBook book;
  book.therapy(15);
  book.booked("2026-12-01T10:00");
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T11:00", 30)) ==
        "missing_field override_reason: over another visit of the clinician's from 10:00 to 11:15");
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T11:15", 30)).empty());
}

TEST_CASE("whoever looks hears of it as the booking asks it, and no such time is proposed") {
  DoubleBook book;
  book.booked("2026-12-01T10:00", 105);
  const auto reply = book.look(book.sam, "2026-12-01T10:30", 60);
  CHECK(reply.collisions.empty());
  CHECK(reply.conflicts ==
        std::vector<contract::Conflict>{{ConflictKind::kOverbook, ConflictWeight::kSoft,
                                         at("2026-12-01T10:00"), at("2026-12-01T11:45")}});
  CHECK(reply.other_starts ==
        std::vector<LocalDateTime>{at("2026-12-01T13:00"), at("2026-12-01T13:15"),
                                   at("2026-12-01T13:30"), at("2026-12-01T13:45"),
                                   at("2026-12-01T14:00")});
  contract::FirstFreeRequest search;
  search.service = book.booking("2026-12-01T10:00").service;
  search.clinician = kBrandt;
  search.from = parse_date("2026-12-01").value();
  search.until = parse_date("2026-12-01").value();
  const auto found = book.answer(contract::first_free, search);
  REQUIRE_FALSE(found.openings.empty());
  CHECK(found.openings.front().start == at("2026-12-01T09:00"));
  REQUIRE(found.openings.size() > 1);
  CHECK(found.openings[1].start == at("2026-12-01T13:00"));
}

TEST_CASE("what stands is said with whoever looks: its service and who leads it, no client") {
  DoubleBook book;
  book.booked("2026-12-01T13:00");
  const auto reply = book.look(book.sam, "2026-12-01T13:30", 30);
  REQUIRE(reply.collisions.size() == 2);
  for (const contract::Collision& one : reply.collisions) {
    CHECK(one.what == contract::WhatStands{"Therapy", "L. Brandt"});
  }
}

TEST_CASE("a cancelled visit comes back over one that was booked since, with a reason") {
  DoubleBook book;
  const Appointment first = book.booked("2026-12-01T10:00");
  const Appointment gone = book.try_cancel(first, contract::CancelledBy::kClinic).value();
  CHECK(book.refusal(book.asking_for(book.sam, "2026-12-01T10:00")).empty());
  CHECK(book.refusal(book.try_undo(gone)) ==
        "missing_field override_reason: over another visit of the clinician's from 10:00 to 11:00");
  contract::UndoRequest back{.appointment = gone.id,
                             .base_revision = gone.revision,
                             .reason = "by mistake",
                             .override_reason = "both will come"};
  CHECK(book.refusal(book.change(&appointments::undo, back)).empty());
  // Another room for one of the two asks nothing of the clinician's hours again.
  CHECK(book.refusal(book.try_assign(book.stored(gone.id), kBrandt, book.room_2)).empty());
}
