// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/features/absences/absence_book.h"

// A snow day: the clinic closes a day and its visits are decided about in one write.

using namespace alcove;
using namespace alcove::testing;
using api::availability::ClosedDay;
using Lines = std::vector<std::string>;

namespace {

// It snows on the Wednesday after.
struct SnowyBook : AbsenceBook {
  SnowyBook() { availability::add_routes(router); }

  gone::Edit snow() {
    gone::Edit edit = away("2026-11-25T00:00", "2026-11-26T00:00");
    edit.clinician.reset();
    edit.closes = gone::Closing{.closed_day = day, .revision = 0, .name = "Snow"};
    return edit;
  }
  std::vector<ClosedDay> closed_days() {
    return answer(api::availability::closed_days, wire::Nothing{}).items;
  }
  bool is_closed() {
    const auto days = closed_days();
    return !days.empty() && !days[0].reopened;
  }
  ClosedDay set(ClosedDay record) {
    return write<ClosedDay>(desk(),
                            [&](audit::WriteTxn& txn) {
                              return availability::set_closed_day(desk(), record, txn);
                            })
        .value();
  }

  const api::availability::ClosedDayId day = new_id<api::availability::ClosedDayId>();
};

}  // namespace

TEST_CASE("a day is closed and its visits are cancelled and moved in one write") {
  SnowyBook book;
  const Appointment first = book.booked("2026-11-25T10:00");
  const Appointment second = book.other("2026-11-25T14:00", book.lee, kReyes);
  const Appointment after = book.booked("2026-11-26T10:00");
  gone::Edit edit = book.snow();
  edit.choices = {book.to_time(second, "2026-11-27T09:00")};
  const gone::Preview preview = book.try_preview(edit).value();
  CHECK(lines(preview) == Lines{"10:00 Petrov, Ana: cancel", "14:00 Novak, Lee: move A. Reyes"});
  CHECK_FALSE(book.is_closed());  // a preview writes nothing

  const gone::Applied done = book.try_apply(edit, preview.token).value();
  CHECK(done.cancelled == 1);
  CHECK(done.moved == 1);
  CHECK(done.to_call == 2);
  CHECK(book.stored(first.id).state == AppointmentState::kCancelledByClinic);
  CHECK(book.stored(second.id).state == AppointmentState::kRescheduled);
  CHECK(book.stored(after.id).state == AppointmentState::kScheduled);
  const auto days = book.closed_days();
  REQUIRE(days.size() == 1);
  CHECK(days[0].id == book.day);
  CHECK(days[0].revision == 1);
  CHECK(days[0].day == parse_date("2026-11-25").value());
  CHECK(days[0].name == "Snow");
  CHECK_FALSE(days[0].reopened);
}

TEST_CASE("a day closes also when all of its visits are left, or when there is none") {
  SnowyBook book;
  SECTION("left") {
    const Appointment visit = book.booked("2026-11-25T10:00");
    gone::Edit edit = book.snow();
    edit.what = gone::What::kLeave;
    const gone::Applied done = book.applied(edit);
    CHECK(done.kept == 1);
    CHECK(done.to_call == 0);
    CHECK(book.stored(visit.id).state == AppointmentState::kScheduled);
    CHECK(book.stored(visit.id).revision == visit.revision);
  }
  SECTION("none") {
    const gone::Applied done = book.applied(book.snow());
    CHECK(done.kept + done.cancelled + done.to_call == 0);
  }
  CHECK(book.is_closed());
  // It is listed as a change, with nobody to tell.
  const auto lists = book.answer(gone::lists, wire::Nothing{}).items;
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].clients == 0);
  CHECK(lists[0].waiting == 0);
}

TEST_CASE(
    "when the book has changed since the preview, neither is the day closed nor anything done") {
  SnowyBook book;
  const Appointment first = book.booked("2026-11-25T10:00");
  const std::string seen = book.try_preview(book.snow()).value().token;
  const Appointment late = book.other("2026-11-25T14:00", book.lee, kReyes);
  CHECK(refused(book.try_apply(book.snow(), seen)) == "conflict token");
  CHECK_FALSE(book.is_closed());
  CHECK(book.stored(first.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(late.id).state == AppointmentState::kScheduled);
  CHECK(book.answer(gone::lists, wire::Nothing{}).items.empty());
  // Another name is another change, and so is none.
  const std::string anew = book.try_preview(book.snow()).value().token;
  gone::Edit other = book.snow();
  other.closes->name = "Ice";
  CHECK(refused(book.try_apply(other, anew)) == "conflict token");
  other.closes.reset();
  CHECK(refused(book.try_apply(other, anew)) == "conflict token");
  CHECK(book.try_apply(book.snow(), anew).value().cancelled == 2);
}

TEST_CASE("a day that somebody else closed meanwhile is not closed twice, and its visits stay") {
  SnowyBook book;
  const Appointment visit = book.booked("2026-11-25T10:00");
  const std::string seen = book.try_preview(book.snow()).value().token;
  SECTION("by another record") {
    book.closed("2026-11-25");
    CHECK(refused(book.try_preview(book.snow())) == "already_exists closes.day");
    CHECK(refused(book.try_apply(book.snow(), seen)) == "already_exists closes.day");
  }
  SECTION("by the same one") {
    book.set({.id = book.day, .day = parse_date("2026-11-25").value(), .name = "Ice"});
    CHECK(refused(book.try_preview(book.snow())) == "already_exists closes.day");
    CHECK(refused(book.try_apply(book.snow(), seen)) == "already_exists closes.day");
  }
  CHECK(book.closed_days().size() == 1);
  CHECK(book.closed_days()[0].revision == 1);
  CHECK(book.stored(visit.id).state == AppointmentState::kScheduled);
}

TEST_CASE("a day that was opened after all is closed again by the revision that one saw") {
  SnowyBook book;
  const Appointment visit = book.booked("2026-11-25T10:00");
  ClosedDay record =
      book.set({.id = book.day, .day = parse_date("2026-11-25").value(), .name = "Snow"});
  record.reopened = true;
  book.set(record);
  gone::Edit edit = book.snow();
  CHECK(refused(book.try_apply(edit, book.try_preview(edit).value().token)) ==
        "conflict closes.revision");
  CHECK_FALSE(book.is_closed());
  CHECK(book.stored(visit.id).state == AppointmentState::kScheduled);
  edit.closes->revision = 2;
  CHECK(book.applied(edit).cancelled == 1);
  CHECK(book.is_closed());
  CHECK(book.closed_days()[0].revision == 3);
  CHECK(book.stored(visit.id).state == AppointmentState::kCancelledByClinic);
  // A record stays with its day, also when that day has visits.
  const Appointment thursday = book.booked("2026-11-26T10:00");
  gone::Edit other = AbsenceBook::away("2026-11-26T00:00", "2026-11-27T00:00");
  other.clinician.reset();
  other.closes = gone::Closing{.closed_day = book.day, .revision = 3, .name = "Snow"};
  CHECK(refused(book.try_apply(other, book.try_preview(other).value().token)) ==
        "wrong_state closes.day");
  CHECK(book.stored(thursday.id).state == AppointmentState::kScheduled);
}

TEST_CASE("a day is closed for everybody, whole, by a name of at most sixty letters") {
  SnowyBook book;
  gone::Edit edit = book.snow();
  edit.clinician = kBrandt;
  CHECK(refused(book.try_preview(edit)) == "out_of_range closes");
  edit = book.snow();
  edit.from = at("2026-11-25T00:05");
  CHECK(refused(book.try_preview(edit)) == "out_of_range closes");
  edit = book.snow();
  edit.until = at("2026-11-25T23:55");
  CHECK(refused(book.try_preview(edit)) == "out_of_range closes");
  edit = book.snow();
  edit.closes->closed_day = {};
  CHECK(refused(book.try_apply(edit, book.try_preview(edit).value().token)) ==
        "out_of_range closes.id");
  edit = book.snow();
  edit.closes->name = std::string(60, 'a');
  CHECK(book.ask(gone::preview, edit).status == 200);
  edit.closes->name += "a";
  CHECK(book.ask(gone::preview, edit).status == 400);
}

TEST_CASE("a snow day of four hundred visits is one change, and one of more is refused whole") {
  SnowyBook book;
  const LocalDateTime midnight = at("2026-11-25T00:00");
  const auto book_one = [&](int i, const StaffId& whom, const ClientId& client) {
    const std::string start = format_local(midnight + i * std::chrono::minutes(5));
    contract::BookRequest request = book.booking(start.c_str(), 5);
    request.client = client;
    request.clinician = whom;
    request.room.reset();
    REQUIRE(book.try_book(request).ok());
  };
  for (int i = 0; i < 200; ++i) {
    book_one(i, kBrandt, book.ana);
    book_one(i, kReyes, book.lee);
  }
  const gone::Preview all = book.try_preview(book.snow()).value();
  CHECK(all.lines.size() == 400);
  book_one(200, kBrandt, book.ana);
  CHECK(refused(book.try_preview(book.snow())) == "too_many until");
  CHECK(refused(book.try_apply(book.snow(), all.token)) == "too_many until");
  CHECK_FALSE(book.is_closed());
}

TEST_CASE("the chain hears of the closed day and of the change, and neither name nor reason") {
  SnowyBook book;
  book.booked("2026-11-25T10:00");
  book.applied(book.snow());
  std::string said;
  for (const audit::Event& one : events_since(book, 0)) {
    const bool about =
        one.action.starts_with("absence.") || one.action.starts_with("availability.");
    if (about) said += one.action + ": " + one.detail + "\n";
  }
  CHECK(said ==
        "availability.closed_day: 2026-11-25; revision 1\n"
        "absence.apply: everybody, the day is closed; 2026-11-25T00:00 until "
        "2026-11-26T00:00; 1 cancelled; 0 reassigned; 0 moved; 0 kept; 1 to call; with a "
        "reason\n");
}

TEST_CASE("a retry of the same snow day is done once, and who does not keep the book does none") {
  SnowyBook book;
  book.booked("2026-11-25T10:00");
  gone::ApplyRequest request{.absence = book.new_id<gone::AbsenceId>(),
                             .edit = book.snow(),
                             .token = book.try_preview(book.snow()).value().token,
                             .reason = "Snow"};
  CHECK(book.ask(gone::apply, request, "clinician").status == 403);
  CHECK_FALSE(book.is_closed());
  const auto key = book.new_id<IdempotencyKey>();
  const http::Reply once = book.ask(gone::apply, request, "front_desk", Book::terminal(), key);
  const http::Reply again = book.ask(gone::apply, request, "front_desk", Book::terminal(), key);
  CHECK(once.status == 200);
  CHECK(again.body == once.body);
  CHECK(book.closed_days().at(0).revision == 1);
}
