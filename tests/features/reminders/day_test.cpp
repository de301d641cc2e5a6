// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "tests/features/reminders/remind_book.h"

using namespace alcove;
using namespace alcove::testing;
using contact::By;
using remind::Need;
using remind::Outcome;

namespace {

// More clients like Ana, each with a visit like that one: straight into the store, where nothing
// asks whether the time is free.
void add_clients_with_visits(RemindBook& book, const Appointment& like, int count) {
  const auto added = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count) "
           "INSERT INTO client SELECT 20000 + i, randomblob(16), revision, registered_at, "
           "legal_given, legal_middle, legal_family, preferred_given, preferred_family, pronouns, "
           "birth_date, sex_for_insurance, language, residence, address_line1, address_line2, "
           "city, state, postal_code, contact_name, contact_relationship, contact_number, "
           "needs_interpreter FROM client, n WHERE id = $ana")
        .bind("$count", std::int64_t{count})
        .bind("$ana", book.ana)
        .execute();
    txn.change(
           "INSERT INTO appointment SELECT randomblob(16), a.revision, c.id, clinician, room, "
           "service, day, start, minutes, zone, start_at, end_at, time_shifted, a.state, "
           "holds_time, state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, "
           "holds_to, NULL, NULL, NULL, NULL, modality, resources FROM appointment AS a, client AS "
           "c "
           "WHERE a.id = $like AND c.record_number > 20000")
        .bind("$like", like.id)
        .execute();
    txn.record({.action = "test.copies"});
    return true;
  });
  REQUIRE(added.ok());
}

void add_copies(RemindBook& book, const Appointment& like, int count) {
  const auto added = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count) "
           "INSERT INTO appointment SELECT randomblob(16), revision, client, clinician, room, "
           "service, day, start, minutes, zone, start_at, end_at, time_shifted, state, holds_time, "
           "state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, holds_to, "
           "NULL, NULL, NULL, NULL, modality, resources FROM appointment, n WHERE id = $like")
        .bind("$count", std::int64_t{count})
        .bind("$like", like.id)
        .execute();
    txn.record({.action = "test.copies"});
    return true;
  });
  REQUIRE(added.ok());
}

}  // namespace

TEST_CASE("whom to remind stands once, with every visit of the day and how they are reached") {
  RemindBook book;
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  book.other("2026-11-25T11:00", lucia, kBrandt);
  book.other("2026-11-25T15:00", lucia, kReyes);
  book.other("2026-11-25T13:00", book.sam, kBrandt);
  const Appointment gone = book.other("2026-11-25T16:00", book.ana, kBrandt);
  REQUIRE(book.try_cancel(gone, contract::CancelledBy::kClinic).ok());
  const remind::DayReply reply = book.day();
  CHECK(reply.clients == 2);
  CHECK(reply.to_call == 1);
  CHECK(reply.to_write == 0);
  CHECK(reply.unreachable == 1);
  REQUIRE(reply.items.size() == 2);
  const remind::Row& row = reply.items[0];
  CHECK(row.client_name == "Morales, Lucía");
  CHECK(row.need == Need::kOpen);
  CHECK(row.reach.by == By::kCall);
  CHECK(row.reach.ask_for == "Lucía Morales");
  REQUIRE(row.visits.size() == 2);
  CHECK(row.visits[0].start == at("2026-11-25T11:00"));
  CHECK(row.visits[0].clinician_name == "L. Brandt");
  CHECK(row.visits[0].service_name == "Therapy");
  CHECK(row.visits[1].clinician_name == "A. Reyes");
  CHECK(reply.items[1].reach.by == By::kNeither);
  CHECK(reply.items[1].reach.not_by_call == contact::NotByCall::kNoNumber);
}

TEST_CASE("nobody is reminded of a visit at which nobody would be there, and it is counted") {
  RemindBook book;
  book.write_letterhead();
  contact::Details no_phone = book.reachable("Lucía", "Morales", "716 555 0112");
  no_phone.phones.clear();
  const ClientId lucia = book.add(no_phone);
  book.other("2026-11-25T11:00", lucia, kBrandt);
  const Appointment other = book.other("2026-11-25T15:00", lucia, kReyes);
  book.other("2026-11-25T13:00", book.ana, kBrandt);
  CHECK(book.day().undecided == 0);
  book.must(book.write<api::availability::TimeOff>(Book::desk(), [&](audit::WriteTxn& txn) {
    return availability::set_time_off(Book::desk(),
                                      {.id = book.new_id<api::availability::TimeOffId>(),
                                       .clinician = kBrandt,
                                       .from = at("2026-11-25T11:30"),
                                       .until = at("2026-11-25T18:00"),
                                       .kind = rules::TimeOffKind::kIll},
                                      txn);
  }));
  const remind::DayReply reply = book.day();
  CHECK(reply.undecided == 2);
  CHECK(reply.clients == 1);
  REQUIRE(reply.items.size() == 1);
  REQUIRE(reply.items[0].visits.size() == 1);
  CHECK(reply.items[0].visits[0].appointment == other.id);
  const std::string letter =
      text_of(book.answer(remind::print_letters, remind::LettersRequest{kTomorrow, {}}).pdf);
  CHECK(has(letter, "3:00"));
  CHECK_FALSE(has(letter, "11:00"));
}

TEST_CASE("of today nobody is reminded of a visit whose time has come") {
  RemindBook book;  // ten in the morning
  book.other("2026-11-24T08:00", book.ana, kBrandt);
  book.other("2026-11-24T10:00", book.ana, kReyes);
  const Appointment later = book.other("2026-11-24T10:05", book.sam, kBrandt);
  const LocalDate today = parse_date("2026-11-24").value();
  const remind::DayReply reply = book.answer(remind::day, remind::DayRequest{today, std::nullopt});
  REQUIRE(reply.items.size() == 1);
  REQUIRE(reply.items[0].visits.size() == 1);
  CHECK(reply.items[0].visits[0].appointment == later.id);
}

TEST_CASE("who asked for no reminders, has confirmed or was told is not to be reminded any more") {
  RemindBook book;
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  const Appointment first = book.other("2026-11-25T11:00", lucia, kBrandt);
  const Appointment second = book.other("2026-11-25T15:00", lucia, kReyes);
  REQUIRE(book.try_mark(first, AppointmentState::kConfirmed).ok());
  CHECK(book.row_of(lucia).need == Need::kOpen);
  book.answer(remind::log_try, book.trying(lucia, {second.id}));
  CHECK(book.row_of(lucia).need == Need::kTold);
  REQUIRE(book.try_mark(second, AppointmentState::kConfirmed).ok());
  CHECK(book.row_of(lucia).need == Need::kConfirmed);
  const Appointment of_sam = book.other("2026-11-25T13:00", book.sam, kBrandt);
  book.wish(book.sam, {.preferred = contact::Preferred::kNothing});
  CHECK(book.row_of(book.sam).need == Need::kNotWanted);
  CHECK(book.day().unreachable == 0);
}

TEST_CASE("a visit that is moved after its client was told is to be told of anew") {
  RemindBook book;
  const Appointment visit = book.other("2026-11-25T11:00", book.ana, kBrandt);
  book.answer(remind::log_try, book.trying(book.ana, {visit.id}, Outcome::kLeftMessage));
  REQUIRE(book.row_of(book.ana).visits.at(0).told);
  REQUIRE(book.try_move(book.moving(visit, "2026-11-25T14:00")).ok());
  const remind::Row row = book.row_of(book.ana);
  CHECK(row.need == Need::kOpen);
  CHECK_FALSE(row.visits.at(0).told);
  CHECK(row.tries.size() == 1);  // what was done stays on the list
}

TEST_CASE("only what reaches a client tells them, and every try stays") {
  for (const Outcome outcome : {Outcome::kReached, Outcome::kLeftMessage, Outcome::kSent}) {
    RemindBook book;
    const Appointment visit = book.other("2026-11-25T11:00", book.ana, kBrandt);
    book.answer(remind::log_try, book.trying(book.ana, {visit.id}, Outcome::kNoAnswer));
    book.answer(remind::log_try, book.trying(book.ana, {visit.id}, Outcome::kWrongNumber));
    CHECK(book.row_of(book.ana).need == Need::kOpen);
    book.answer(remind::log_try, book.trying(book.ana, {visit.id}, outcome));
    const remind::Row row = book.row_of(book.ana);
    CHECK(row.need == Need::kTold);
    REQUIRE(row.tries.size() == 3);
    CHECK(row.tries[0].outcome == Outcome::kNoAnswer);
    CHECK(row.tries[2].outcome == outcome);
    CHECK(row.tries[2].note == "spoke with her sister");
    CHECK(row.tries[2].made.person_name == "M. Ortiz");
  }
}

TEST_CASE("a try is of visits of that client on that day, each once, with an id of its own") {
  RemindBook book;
  const Appointment visit = book.other("2026-11-25T11:00", book.ana, kBrandt);
  const Appointment of_sam = book.other("2026-11-25T13:00", book.sam, kBrandt);
  const Appointment later = book.other("2026-11-26T11:00", book.ana, kBrandt);
  const auto code = [&](const remind::TryRequest& request) {
    return code_in(book.ask(remind::log_try, request));
  };
  CHECK(code(book.trying(book.ana, {})) == "missing_field");
  CHECK(code(book.trying(book.ana, {of_sam.id})) == "not_found");
  CHECK(code(book.trying(book.ana, {later.id})) == "not_found");
  CHECK(code(book.trying(book.ana, {book.new_id<AppointmentId>()})) == "not_found");
  CHECK(code(book.trying(book.ana, {visit.id, visit.id})) == "already_exists");
  remind::TryRequest request = book.trying(book.ana, {visit.id});
  CHECK(code(request).empty());
  CHECK(code(request) == "already_exists");
  request.reminder_try = remind::ReminderTryId();
  CHECK(code(request) == "already_exists");
}

TEST_CASE("there are at most fifty tries to remind a client of a day") {
  RemindBook book;
  const Appointment visit = book.other("2026-11-25T11:00", book.ana, kBrandt);
  for (int i = 0; i < 50; ++i) {
    REQUIRE(code_in(book.ask(remind::log_try, book.trying(book.ana, {visit.id}))).empty());
  }
  CHECK(code_in(book.ask(remind::log_try, book.trying(book.ana, {visit.id}))) == "too_many");
  CHECK(book.row_of(book.ana).tries.size() == 50);
}

TEST_CASE("a long day comes in pages of a hundred clients, each once, and the counts are of all") {
  RemindBook book;
  const Appointment like = book.other("2026-11-25T11:00", book.ana, kBrandt);
  add_clients_with_visits(book, like, 200);
  std::set<std::int64_t> seen;
  std::optional<std::string> next;
  std::vector<std::size_t> sizes;
  do {
    const remind::DayReply page = book.day(next);
    CHECK(page.clients == 201);
    CHECK(page.unreachable == 201);
    for (const remind::Row& row : page.items) seen.insert(row.record_number);
    sizes.push_back(page.items.size());
    next = page.next;
  } while (next);
  CHECK(sizes == std::vector<std::size_t>{100, 100, 1});
  CHECK(seen.size() == 201);
  for (const char* made_up :
       {"x", "2026-11-25T11:00", "2026-11-25T11:00/", "/10001", "2026-11-25T11:00/10001x"}) {
    INFO(made_up);
    CHECK(code_in(book.ask(remind::day, remind::DayRequest{kTomorrow, made_up})) == "malformed");
  }
}

TEST_CASE("a page of exactly a hundred clients is the last one") {
  RemindBook book;
  const Appointment like = book.other("2026-11-25T11:00", book.ana, kBrandt);
  add_clients_with_visits(book, like, 99);
  const remind::DayReply page = book.day();
  CHECK(page.items.size() == 100);
  CHECK_FALSE(page.next);
}

TEST_CASE("a day has at most 1000 visits to remind of") {
  RemindBook book;
  const Appointment like = book.other("2026-11-25T11:00", book.ana, kBrandt);
  add_copies(book, like, 999);
  CHECK(book.day().items.at(0).visits.size() == 1000);
  add_copies(book, like, 1);
  CHECK(code_in(book.ask(remind::day, remind::DayRequest{kTomorrow, {}})) == "too_many");
  CHECK(code_in(book.ask(remind::print_calls, remind::CallsPaperRequest{kTomorrow})) == "too_many");
}

TEST_CASE("the letterhead is written on what was seen, with an address and a phone") {
  RemindBook book;
  const contact::Address address{"40 Main Street", "", "Buffalo", "ny", "14202"};
  const auto code = [&](const remind::Letterhead& head) {
    return code_in(book.ask(remind::set_letterhead, head));
  };
  CHECK(book.answer(remind::letterhead, wire::Nothing{}).revision == 0);
  CHECK(code({0, "", std::nullopt, "716 555 0100"}) == "missing_field");
  CHECK(code({0, "", address, ""}) == "missing_field");
  CHECK(code({0, "", address, "555"}) == "out_of_range");
  CHECK(code({0, "", contact::Address{"1", "", "Buffalo", "NY", "1"}, "716 555 0100"}) ==
        "out_of_range");
  CHECK(code({1, "", address, "716 555 0100"}) == "conflict");
  CHECK(code({0, "Elm House", address, "716 555 0100"}).empty());
  CHECK(code({0, "Elm House", address, "716 555 0100"}) == "conflict");
  const remind::Letterhead head = book.answer(remind::letterhead, wire::Nothing{});
  CHECK(head.revision == 1);
  CHECK(head.sender == "Elm House");
  CHECK(head.address->state == "NY");
  CHECK(head.desk_phone == "(716) 555-0100");
}
