// SPDX-License-Identifier: Apache-2.0
#include "server/features/calendar/calendar.h"

#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
namespace file = alcove::api::calendar_file;

namespace {

LocalDate day(const char* text) {
  return parse_date(text).value();
}

struct Exporting : MeetingBook {
  Exporting() { calendar::add_routes(router, *box.ledger, site); }

  file::ExportRequest november() { return {kBrandt, day("2026-11-24"), day("2026-11-30")}; }
  std::string text(const file::ExportRequest& request, const std::string& session = "front_desk") {
    const auto reply = answer(file::export_file, request, session);
    return {reply.file.begin(), reply.file.end()};
  }
};

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a clinician's file holds their own visits of those days, with initials and rooms only") {
  Exporting book;
  const Appointment visit = book.booked("2026-11-24T11:00");
  contract::BookRequest other = book.booking("2026-11-24T14:00");
  other.clinician = kReyes;
  REQUIRE(book.try_book(other).ok());
  book.booked("2026-12-01T11:00");
  const auto reply = book.answer(file::export_file, book.november());
  CHECK(reply.count == 1);
  const std::string text(reply.file.begin(), reply.file.end());
  CHECK(has(text, "UID:" + visit.id.text() + "\r\n"));
  CHECK(has(text, "DTSTART;TZID=America/New_York:20261124T110000\r\nDURATION:PT60M\r\n"));
  CHECK(has(text, "SUMMARY:A. P.\r\nLOCATION:Room 1\r\n"));
  for (const char* never : {"Ana", "Petrov", "Therapy", "Brandt", "T140000"}) {
    INFO(never);
    CHECK_FALSE(has(text, never));
  }
}

TEST_CASE("a step raises the sequence, and what will not take place is cancelled") {
  Exporting book;
  const Appointment visit = book.booked("2026-11-24T11:00");
  CHECK(has(book.text(book.november()), "SEQUENCE:0\r\n"));
  const Appointment confirmed = book.try_mark(visit, AppointmentState::kConfirmed).value();
  std::string text = book.text(book.november());
  CHECK(has(text, "SEQUENCE:1\r\n"));
  CHECK(has(text, "STATUS:CONFIRMED\r\n"));
  REQUIRE(book.try_cancel(confirmed, contract::CancelledBy::kClient).ok());
  text = book.text(book.november());
  CHECK(has(text, "SEQUENCE:2\r\n"));
  CHECK(has(text, "STATUS:CANCELLED\r\n"));
}

TEST_CASE("a session of several is one event for each who leads it, with whoever comes") {
  Exporting book;
  auto request = book.family("2026-11-24T11:00");
  request.clinicians = {kBrandt, kReyes};
  const contract::Meeting meeting = book.try_meet(request).value();
  const auto reply = book.answer(file::export_file, book.november());
  CHECK(reply.count == 1);
  std::string text(reply.file.begin(), reply.file.end());
  CHECK(has(text, "UID:" + meeting.id.text() + "\r\n"));
  CHECK(has(text, "DTSTART;TZID=America/New_York:20261124T110000\r\nDURATION:PT60M\r\n"));
  CHECK(has(text, "A. P."));
  CHECK(has(text, "S. H."));
  CHECK(has(text, "LOCATION:Room 1\r\n"));
  file::ExportRequest helper = book.november();
  helper.clinician = kReyes;
  CHECK(has(book.text(helper), "UID:" + meeting.id.text() + "\r\n"));
  // Two places, at their first revision each.
  CHECK(has(text, "SEQUENCE:2\r\n"));
  REQUIRE(
      book.try_cancel(book.place_of(meeting.id, book.sam), contract::CancelledBy::kClient).ok());
  text = book.text(book.november());
  CHECK(has(text, "SUMMARY:A. P.\r\n"));
  CHECK(has(text, "SEQUENCE:3\r\n"));
  CHECK(has(text, "STATUS:CONFIRMED\r\n"));
  REQUIRE(book.try_cancel_all(book.stored_meeting(meeting.id)).ok());
  text = book.text(book.november());
  CHECK(has(text, "STATUS:CANCELLED\r\n"));
  CHECK_FALSE(has(text, "STATUS:CONFIRMED"));
}

TEST_CASE("everybody takes along their own; the desk and supervisors anybody's") {
  Exporting book;
  book.booked("2026-11-24T11:00");
  file::ExportRequest own = book.november();
  own.clinician.reset();
  CHECK(has(book.text(own, "clinician"), "A. P."));
  CHECK(has(book.text(book.november(), "clinician"), "A. P."));
  CHECK(has(book.text(book.november(), "supervisor"), "A. P."));
  file::ExportRequest colleague = book.november();
  colleague.clinician = kReyes;
  CHECK(code_in(book.ask(file::export_file, colleague, "clinician")) == "forbidden");
  for (const char* role : {"prescriber", "biller", "privacy_officer", "administrator"}) {
    INFO(role);
    CHECK(code_in(book.ask(file::export_file, book.november(), role)) == "forbidden");
  }
  CHECK(code_in(book.ask(file::export_file, book.november(), "")) == "not_signed_in");
  CHECK(code_in(book.ask(file::export_file, book.november(), "front_desk",
                         Book::terminal(wire::Station::kLobby))) == "wrong_station");
}

TEST_CASE("who cannot be booked has no calendar, and a file is of at most 366 days") {
  Exporting book;
  file::ExportRequest request = book.november();
  request.clinician = kOrtiz;
  CHECK(code_in(book.ask(file::export_file, request)) == "not_found");
  request.clinician = id_of<StaffId>(99);
  CHECK(code_in(book.ask(file::export_file, request)) == "not_found");
  const auto asked = [&](const char* from, const char* until) {
    return code_in(
        book.ask(file::export_file, file::ExportRequest{kBrandt, day(from), day(until)}));
  };
  CHECK(asked("2026-01-01", "2027-01-01").empty());
  CHECK(asked("2026-01-01", "2027-01-02") == "out_of_range");
  CHECK(asked("2026-11-24", "2026-11-23") == "out_of_range");
}

TEST_CASE("a file has at most four thousand visits") {
  Exporting book;
  book.booked("2026-11-24T11:00");
  const auto copies = [&](int count) {
    const auto added = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
      txn.change(
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count) "
             "INSERT INTO appointment SELECT randomblob(16), revision, client, clinician, room, "
             "service, day, start, minutes, zone, start_at, end_at, time_shifted, state, "
             "holds_time, state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, "
             "holds_to, NULL, NULL, NULL, NULL, modality, resources FROM (SELECT * FROM "
             "appointment LIMIT 1), "
             "n")
          .bind("$count", std::int64_t{count})
          .execute();
      txn.record({.action = "test.copies"});
      return true;
    });
    REQUIRE(added.ok());
  };
  copies(3999);
  CHECK(book.answer(file::export_file, book.november()).count == 4000);
  copies(1);
  CHECK(code_in(book.ask(file::export_file, book.november())) == "too_many");
}

TEST_CASE("each file is an event with the days and the record numbers in it") {
  Exporting book;
  book.booked("2026-11-24T11:00");
  const std::int64_t head = book.box.ledger->head().number;
  book.text(book.november());
  book.text(book.november());
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 2);
  CHECK(events[1].action == "calendar.export");
  CHECK(events[1].record == audit::as_record(kBrandt));
  CHECK(events[1].detail.starts_with("2026-11-24 to 2026-11-30; 1 visits; records "));
}
