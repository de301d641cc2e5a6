// SPDX-License-Identifier: Apache-2.0
// A visit today makes its clinician the client's own for that day, and opens the chart. Nobody
// gives that to herself: somebody else has to have booked the visit, given it to her, or seen the
// client come.
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

namespace {

using namespace alcove;
using namespace alcove::testing;

// Brandt, at the front desk.
const access::Principal& brandt() {
  static const access::Principal principal = Book::desk(api::Role::kClinician);
  return principal;
}

struct Reach : MeetingBook {
  bool sees(const StaffId& staff, const ClientId& client) {
    return read<bool>([&](store::ReadTxn& txn) {
      return appointments::sees_client_on(txn, staff, client, parse_date("2026-11-24").value());
    });
  }
  Appointment arrives(const Appointment& visit, const access::Principal& who) {
    return change<contract::MarkRequest>(&appointments::mark,
                                         {.appointment = visit.id,
                                          .base_revision = stored(visit.id).revision,
                                          .state = AppointmentState::kArrived,
                                          .room = {},
                                          .reason = ""},
                                         who)
        .value();
  }
  // The client, in the lobby, where nobody is signed in.
  void checks_in(const Appointment& visit) {
    must(write<Appointment>(terminal(wire::Station::kLobby, 2), [&](audit::WriteTxn& txn) {
      return appointments::arrive_in_lobby(terminal(wire::Station::kLobby, 2), visit.id, txn, site);
    }));
  }
  Appointment gives(const Appointment& visit, const StaffId& clinician,
                    const access::Principal& who) {
    return change<contract::AssignRequest>(&appointments::assign,
                                           {.appointment = visit.id,
                                            .base_revision = stored(visit.id).revision,
                                            .clinician = clinician,
                                            .room = room_1,
                                            .reason = "ill",
                                            .override_reason = {}},
                                           who)
        .value();
  }
};

}  // namespace

TEST_CASE("a visit that a clinician books for herself opens nothing until the client has come") {
  Reach book;
  const Appointment visit =
      book.change(&appointments::book, book.booking("2026-11-24T11:00"), brandt()).value();
  CHECK_FALSE(book.sees(kBrandt, book.ana));
  SECTION("by herself she cannot say that the client is there") {
    book.arrives(visit, brandt());
    CHECK_FALSE(book.sees(kBrandt, book.ana));
  }
  SECTION("the client checks in in the lobby") {
    book.checks_in(visit);
    CHECK(book.sees(kBrandt, book.ana));
  }
  SECTION("the desk checks the client in") {
    book.arrives(visit, Book::desk());
    CHECK(book.sees(kBrandt, book.ana));
  }
}

TEST_CASE("a visit that the desk booked opens the chart to its clinician, and to nobody else") {
  Reach book;
  book.booked("2026-11-24T11:00");
  CHECK(book.sees(kBrandt, book.ana));
  CHECK_FALSE(book.sees(kReyes, book.ana));
  CHECK_FALSE(book.sees(kBrandt, book.sam));
}

TEST_CASE(
    "a colleague's visit that a clinician takes over opens nothing until the client has come") {
  Reach book;
  contract::BookRequest request = book.booking("2026-11-24T11:00");
  request.clinician = kReyes;
  const Appointment visit = book.try_book(request).value();
  book.gives(visit, kBrandt, brandt());
  CHECK_FALSE(book.sees(kBrandt, book.ana));
  CHECK_FALSE(book.sees(kReyes, book.ana));
  SECTION("the client has come") {
    book.checks_in(visit);
    CHECK(book.sees(kBrandt, book.ana));
  }
  SECTION("the desk gives it back, and to her after all") {
    book.gives(visit, kReyes, Book::desk());
    book.gives(visit, kBrandt, Book::desk());
    CHECK(book.sees(kBrandt, book.ana));
  }
}

TEST_CASE("a session of several that a clinician makes, joins or fills by herself opens nothing") {
  Reach book;
  SECTION("she makes it") {
    const contract::Meeting meeting =
        book.run(&appointments::book_clients, book.family("2026-11-24T11:00"), brandt()).value();
    CHECK_FALSE(book.sees(kBrandt, book.ana));
    book.checks_in(book.place_of(meeting.id, book.ana));
    CHECK(book.sees(kBrandt, book.ana));
    CHECK_FALSE(book.sees(kBrandt, book.sam));
  }
  SECTION("she makes herself the one who leads another's") {
    auto request = book.family("2026-11-24T11:00");
    request.clinicians = {kReyes};
    const contract::Meeting meeting = book.try_meet(request).value();
    book.box.clock.advance(std::chrono::minutes(1));
    REQUIRE(book.run(&appointments::assign_meeting,
                     contract::AssignMeetingRequest{.meeting = meeting.id,
                                                    .base_revision = meeting.revision,
                                                    .clinicians = {kBrandt},
                                                    .room = book.room_1,
                                                    .reason = "ill",
                                                    .override_reason = {}},
                     brandt()));
    CHECK_FALSE(book.sees(kBrandt, book.ana));
    book.box.clock.advance(std::chrono::minutes(1));
    book.checks_in(book.place_of(meeting.id, book.ana));
    CHECK(book.sees(kBrandt, book.ana));
    CHECK_FALSE(book.sees(kBrandt, book.sam));
  }
  SECTION("she adds somebody to her own, which the desk made") {
    const contract::Meeting meeting = book.met("2026-11-24T11:00");
    CHECK(book.sees(kBrandt, book.ana));
    REQUIRE(book.run(&appointments::join_meeting,
                     contract::JoinMeetingRequest{meeting.id, book.new_id<AppointmentId>(),
                                                  book.lee, contract::MeetingPart::kGuest},
                     brandt()));
    CHECK_FALSE(book.sees(kBrandt, book.lee));
  }
}
