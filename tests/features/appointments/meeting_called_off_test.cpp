// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/wire/json.h"
#include "tests/features/appointments/meeting_book.h"

// The clients of a session of several call it off themselves. The clinic asks for a day's notice.

using namespace alcove;
using namespace alcove::testing;
using contract::CancelledBy;
using contract::MeetingOutcome;
using contract::MeetingState;

namespace {

// Ten o'clock in New York is three o'clock in the afternoon by UTC.
constexpr const char* kTomorrow = "2026-12-01T10:00";

struct CalledOff : MeetingBook {
  explicit CalledOff(const char* now) : MeetingBook(now), meeting(met(kTomorrow)) {}

  Result<contract::CancellingReply> try_call_off(const std::string& reason = "") {
    return run(&appointments::cancel_meeting,
               contract::CancelMeetingRequest{meeting.id, stored_meeting(meeting.id).revision,
                                              reason, CancelledBy::kClient});
  }
  contract::CancellingReply would_come_to() {
    return answer(contract::cancelling_meeting, {meeting.id, CancelledBy::kClient});
  }
  contract::Meeting meeting;
};

MeetingOutcome outcome_in(const contract::CancellingReply& reply, const ClientId& client) {
  for (const auto& place : reply.places) {
    if (place.client == client) return place.outcome;
  }
  throw std::out_of_range("no place of that client");
}

}  // namespace

TEST_CASE("a family that calls off is late by the same notice, to the minute, as one client is") {
  struct Row {
    const char* now;
    MeetingOutcome outcome;
    AppointmentState state;
    std::int64_t notice;
  };
  const Row rows[] = {
      {"2026-11-30T14:59:00.000Z", MeetingOutcome::kInTime, AppointmentState::kCancelledByClient,
       1441},
      {"2026-11-30T15:00:00.000Z", MeetingOutcome::kInTime, AppointmentState::kCancelledByClient,
       1440},
      {"2026-11-30T15:01:00.000Z", MeetingOutcome::kLate, AppointmentState::kLateCancelled, 1439}};
  for (const Row& row : rows) {
    INFO(row.now);
    CalledOff book(row.now);
    auto alone = book.booking("2026-12-01T10:00");
    alone.client = book.lee;
    alone.clinician = kReyes;
    alone.room = book.room_2;
    const Appointment single = book.try_book(alone).value();
    const auto before = book.would_come_to();
    CHECK(book.state_of(book.meeting.id, book.ana) == AppointmentState::kScheduled);
    const auto after = book.try_call_off().value();
    CHECK(after.meeting.state == MeetingState::kCancelled);
    CHECK(after.meeting.cancelled_by == CancelledBy::kClient);
    for (const ClientId& client : {book.ana, book.sam}) {
      CHECK(outcome_in(before, client) == row.outcome);
      CHECK(outcome_in(after, client) == row.outcome);
      CHECK(book.state_of(book.meeting.id, client) == row.state);
      CHECK(book.place_of(book.meeting.id, client).notice_minutes == row.notice);
    }
    for (const auto& place : before.places) CHECK_FALSE(place.reach);
    for (const auto& place : after.places) CHECK_FALSE(place.reach);
    CHECK(book.try_cancel(single, CancelledBy::kClient)->state == row.state);
    CHECK(book.refusal(book.booking("2026-12-01T10:00")).empty());  // its time is free again
  }
}

TEST_CASE("what the list of a session that was called off says stays, whoever is asked about") {
  CalledOff book("2026-11-30T15:01:00.000Z");
  REQUIRE(book.try_call_off("the car").ok());
  const auto later = book.answer(contract::cancelling_meeting, {book.meeting.id});
  CHECK(outcome_in(later, book.ana) == MeetingOutcome::kLate);
  CHECK(later.meeting.cancelled_by == CancelledBy::kClient);
  CHECK(book.stored_meeting(book.meeting.id).cancelled_by == CancelledBy::kClient);
}

TEST_CASE("who is here or called off before stays as they are when the others call off") {
  CalledOff book("2026-11-24T14:30:00.000Z");
  auto request = book.family("2026-11-24T13:00");
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  book.meeting = book.try_meet(request).value();
  REQUIRE(book.try_cancel(book.place_of(book.meeting.id, book.lee), CancelledBy::kClient).ok());
  book.box.clock.advance(std::chrono::minutes(60));
  REQUIRE(book.try_mark(book.place_of(book.meeting.id, book.sam), AppointmentState::kArrived).ok());
  const std::int64_t head = book.box.ledger->head().number;
  const auto after = book.try_call_off("the bus").value();
  CHECK(outcome_in(after, book.ana) == MeetingOutcome::kLate);
  CHECK(outcome_in(after, book.sam) == MeetingOutcome::kIsHere);
  CHECK(outcome_in(after, book.lee) == MeetingOutcome::kStays);
  CHECK(book.state_of(book.meeting.id, book.sam) == AppointmentState::kArrived);
  std::string said;
  for (const audit::Event& event : events_since(book, head)) {
    if (event.record == audit::as_record(book.meeting.id)) said += event.detail;
  }
  CHECK(said == "1 cancelled by the clients; 1 are here; with a reason");
}

TEST_CASE("the clinic says why it cancels a session; whoever calls off need not") {
  CalledOff book("2026-11-24T15:00:00.000Z");
  const contract::CancelMeetingRequest without{book.meeting.id, 1, ""};
  CHECK(MeetingBook::why(book.run(&appointments::cancel_meeting, without)) ==
        "missing_field reason: why does the clinic cancel it?");
  CHECK(book.stored_meeting(book.meeting.id).state == MeetingState::kStands);
  CHECK(book.try_call_off().ok());
}

TEST_CASE("a write from before sessions could be called off says that the clinic cancels") {
  CalledOff book("2026-11-24T15:00:00.000Z");
  const std::string body = "{\"meeting\":\"" + book.meeting.id.text() +
                           "\",\"base_revision\":1,\"reason\":\"Brandt is ill\"}";
  const auto request =
      wire::decode<contract::CancelMeetingRequest>(body, wire::UnknownFields::kRefuse);
  REQUIRE(request.ok());
  REQUIRE(book.run(&appointments::cancel_meeting, *request).ok());
  CHECK(book.state_of(book.meeting.id, book.ana) == AppointmentState::kCancelledByClinic);
  CHECK(book.stored_meeting(book.meeting.id).cancelled_by == CancelledBy::kClinic);
}

TEST_CASE("a session that was called off is held after all, and its history says who did what") {
  CalledOff book("2026-11-24T15:00:00.000Z");
  REQUIRE(book.try_call_off().ok());
  const auto back = book.try_restore(book.stored_meeting(book.meeting.id)).value();
  CHECK(back.meeting.state == MeetingState::kStands);
  CHECK_FALSE(back.meeting.cancelled_by);
  CHECK(book.state_of(book.meeting.id, book.ana) == AppointmentState::kScheduled);
  CHECK(book.state_of(book.meeting.id, book.sam) == AppointmentState::kScheduled);
  REQUIRE(book.try_cancel_all(book.stored_meeting(book.meeting.id)).ok());
  const auto shown = book.answer(contract::open_meeting, {book.meeting.id});
  REQUIRE(shown.history.size() == 4);
  CHECK_FALSE(shown.history[0].cancelled_by);
  CHECK(shown.history[1].cancelled_by == CancelledBy::kClient);
  CHECK(shown.history[1].reason.empty());
  CHECK_FALSE(shown.history[2].cancelled_by);
  CHECK(shown.history[3].cancelled_by == CancelledBy::kClinic);
  CHECK(shown.card.meeting.cancelled_by == CancelledBy::kClinic);
}
