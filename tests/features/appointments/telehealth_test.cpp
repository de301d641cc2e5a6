// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>

#include "shared/api/day_list.h"
#include "tests/features/appointments/book.h"
#include "tests/support/output_of.h"

using namespace alcove;
using namespace alcove::testing;
using contract::Modality;
using State = AppointmentState;

namespace {

struct Telehealth : Book {
  Appointment booked_by(Modality modality, const char* start = "2026-11-24T10:00") {
    contract::BookRequest request = booking(start);
    request.room.reset();
    request.modality = modality;
    return try_book(request).value();
  }
  Result<Appointment> meet(const Appointment& visit, std::optional<Modality> modality) {
    return change(&appointments::assign, {.appointment = visit.id,
                                          .base_revision = visit.revision,
                                          .clinician = visit.clinician,
                                          .room = visit.room,
                                          .reason = "",
                                          .modality = modality});
  }
};

}  // namespace

TEST_CASE("a visit is in the clinic unless it is booked by video or telephone, without a room") {
  Telehealth book;
  CHECK(book.booked("2026-11-24T12:00").modality == Modality::kInClinic);
  for (const Modality modality : {Modality::kVideo, Modality::kPhone}) {
    Telehealth other;
    const std::int64_t head = other.box.ledger->head().number;
    const Appointment visit = other.booked_by(modality);
    CHECK(visit.modality == modality);
    CHECK(other.stored(visit.id).modality == modality);
    CHECK(other.history_of(visit.id).back().modality == modality);
    const auto rows = other.answer(contract::day, contract::DayRequest{}).items;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].appointment.modality == modality);
    CHECK(events_since(other, head)[0].detail == (modality == Modality::kVideo
                                                      ? "new -> scheduled; by video"
                                                      : "new -> scheduled; by phone"));
  }
}

TEST_CASE(
    "moving keeps how one meets unless it is said otherwise, and the old visit keeps its own") {
  Telehealth book;
  const Appointment video = book.booked_by(Modality::kVideo);
  const Appointment later = book.try_move(book.moving(video, "2026-11-24T12:00")).value();
  CHECK(later.modality == Modality::kVideo);
  contract::MoveRequest request = book.moving(later, "2026-11-24T14:00");
  request.modality = Modality::kInClinic;
  CHECK(book.try_move(request).value().modality == Modality::kInClinic);
  CHECK(book.stored(later.id).modality == Modality::kVideo);
}

TEST_CASE("how one meets is changed at the same time, until the visit is over") {
  Telehealth book;
  Appointment visit = book.booked_by(Modality::kVideo);
  visit = book.meet(visit, Modality::kPhone).value();
  CHECK(visit.modality == Modality::kPhone);
  visit = book.meet(visit, std::nullopt).value();
  CHECK(visit.modality == Modality::kPhone);
  const auto history = book.history_of(visit.id);
  REQUIRE(history.size() == 3);
  CHECK(history[0].modality == Modality::kVideo);
  CHECK(history[1].modality == Modality::kPhone);
  REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  CHECK(book.meet(book.stored(visit.id), Modality::kVideo).error().code == ErrorCode::kWrongState);
}

TEST_CASE("who is elsewhere arrives without a number, and gets one by coming into the house") {
  Telehealth book;
  Appointment visit = book.try_mark(book.booked_by(Modality::kVideo), State::kArrived).value();
  CHECK_FALSE(visit.queue_token.has_value());
  CHECK(book.answer(contract::open, {visit.id}).row.minutes_waiting == 0);
  visit = book.meet(visit, Modality::kInClinic).value();
  REQUIRE(visit.queue_token.has_value());
  CHECK(book.stored(visit.id).queue_token == visit.queue_token);
  // Straight into the session: no room was ever asked for.
  CHECK(book.try_mark(visit, State::kInSession).ok());
}

TEST_CASE("the lobby terminal does not check in who is seen by video or telephone") {
  Telehealth book;
  const access::Principal lobby = Book::terminal(wire::Station::kLobby, 9);
  const auto arrive = [&](const Appointment& visit) {
    return book.write<Appointment>(lobby, [&](audit::WriteTxn& txn) {
      return appointments::arrive_in_lobby(lobby, visit.id, txn, book.site);
    });
  };
  const Appointment visit = book.booked_by(Modality::kPhone);
  CHECK(arrive(visit).error().code == ErrorCode::kWrongState);
  CHECK(book.stored(visit.id).state == State::kScheduled);
  CHECK(arrive(book.meet(visit, Modality::kInClinic).value()).ok());
}

TEST_CASE("the day on paper says who is seen by video or telephone") {
  Telehealth book;
  book.booked("2026-11-24T13:00");
  const auto paper = [&] {
    const Scratch scratch;
    const std::string file = scratch / "list.pdf";
    const Bytes pdf = book.answer(contract::day_list, contract::DayListRequest{}).pdf;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    return output_of("pdftotext -layout " + file + " -");
  };
  CHECK(paper().find("by ") == std::string::npos);
  book.booked_by(Modality::kVideo, "2026-11-24T10:00");
  book.booked_by(Modality::kPhone, "2026-11-24T11:00");
  CHECK(paper().find("by video") != std::string::npos);
  CHECK(paper().find("by telephone") != std::string::npos);
}
