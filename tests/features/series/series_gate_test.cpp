// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>

#include "tests/features/series/series_book.h"

// Who may, what is refused, what stands in the chain, and every limit at it and one past it.

using namespace alcove;
using namespace alcove::testing;

namespace {

std::map<std::string, std::string> ask_all(SeriesBook& book, const std::string& session,
                                           wire::Station station) {
  std::map<std::string, std::string> codes;
  const access::Principal from = Book::terminal(station, 7);
  const auto ask = [&](const auto& route, const auto& request) {
    codes[std::string(route.path)] = code_in(book.ask(route, request, session, from));
  };
  const wanted::Edit edit = book.creating("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  contract::BookRequest sams = book.booking("2026-12-08T14:00");
  sams.client = book.sam;
  book.must(book.try_book(sams));
  const wanted::Series series = book.made("2026-12-01T14:00", "FREQ=WEEKLY;COUNT=2");
  ask(wanted::preview, edit);
  ask(wanted::apply, wanted::ApplyRequest{edit, book.try_preview(edit)->token});
  ask(wanted::settle_collision, wanted::SettleRequest{.series = series.id,
                                                      .base_revision = 1,
                                                      .date = at("2026-12-08T14:00"),
                                                      .how = wanted::SettleHow::kSkip,
                                                      .reason = "she is away"});
  ask(wanted::open, wanted::OpenRequest{.series = series.id});
  ask(wanted::of_client, wanted::OfClientRequest{book.ana});
  ask(wanted::collisions, wire::Nothing{});
  return codes;
}

void check_all(const std::map<std::string, std::string>& codes, const std::string& read,
               const std::string& write) {
  CHECK(codes.at("/v1/series/preview") == write);
  CHECK(codes.at("/v1/series/apply") == write);
  CHECK(codes.at("/v1/series/settle_collision") == write);
  CHECK(codes.at("/v1/series/open") == read);
  CHECK(codes.at("/v1/series/of_client") == read);
  CHECK(codes.at("/v1/series/collisions") == read);
}

}  // namespace

TEST_CASE("each role at each station may do with series exactly what it may do with the book") {
  struct Expected {
    const char* role;
    const char* read;
    const char* write;
  };
  for (const Expected& one : std::vector<Expected>{{"front_desk", "", ""},
                                                   {"clinician", "", ""},
                                                   {"supervisor", "", ""},
                                                   {"prescriber", "", ""},
                                                   {"biller", "", "forbidden"},
                                                   {"privacy_officer", "", "forbidden"},
                                                   {"administrator", "forbidden", "forbidden"},
                                                   {"", "not_signed_in", "not_signed_in"}}) {
    INFO(one.role);
    for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
      SeriesBook book;
      check_all(ask_all(book, one.role, station), one.read, one.write);
    }
    SeriesBook book;
    check_all(ask_all(book, one.role, wire::Station::kLobby), "wrong_station", "wrong_station");
  }
}

TEST_CASE("the chain tells of a change by numbers, and names nobody") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  wanted::Edit edit = book.cancelling(series);
  edit.reason = "Petrov is ill";
  const std::int64_t head = book.box.ledger->head().number;
  book.done(edit);
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 3);
  CHECK(events[0].action == "appointment.cancel");
  CHECK(events[2].action == "series.cancel");
  CHECK(events[2].client == book.ana);
  CHECK(events[2].detail == "revision 2; 2 cancel");
  for (const audit::Event& one : events) {
    CHECK((one.detail + one.reason).find("Petrov") == std::string::npos);
  }
}

TEST_CASE(
    "a preview and every look leave their event, and the preview writes nothing of the book") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  const std::int64_t head = book.box.ledger->head().number;
  book.answer(wanted::preview, book.cancelling(series));
  book.answer(wanted::open, wanted::OpenRequest{.series = series.id});
  book.answer(wanted::of_client, wanted::OfClientRequest{book.ana});
  book.answer(wanted::collisions, wire::Nothing{});
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 4);
  CHECK(events[0].action == "series.preview");
  CHECK(events[0].detail == "cancel; 2 dates");
  CHECK(events[1].action == "series.open");
  CHECK(events[2].action == "series.list");
  CHECK(events[3].action == "series.collisions");
  CHECK(events[3].detail == "0 of 0 shown; records");
}

TEST_CASE("a series is found from each of its visits, wherever it was moved to") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=3");
  const Appointment moved =
      book.try_move(book.moving(book.visit("2026-12-08T10:00"), "2026-12-09T10:00")).value();
  const auto found = book.answer(wanted::open, wanted::OpenRequest{.appointment = moved.id});
  REQUIRE(found.series.has_value());
  CHECK(found.series->id == series.id);
  CHECK(found.date == at("2026-12-08T10:00"));
  REQUIRE(found.dates.size() == 3);
  CHECK(found.dates[1].touch == wanted::Touch::kByHand);
  CHECK(found.dates[1].start == at("2026-12-09T10:00"));
  CHECK(found.dates[2].place_in_rule == 3);
  const Appointment alone = book.booked("2026-12-10T10:00");
  CHECK_FALSE(
      book.answer(wanted::open, wanted::OpenRequest{.appointment = alone.id}).series.has_value());
  CHECK(code_in(book.ask(wanted::open, wanted::OpenRequest{})) == "missing_field");
  CHECK(code_in(book.ask(wanted::open,
                         wanted::OpenRequest{.series = book.new_id<wanted::SeriesId>()})) ==
        "not_found");
}

TEST_CASE("a visit that its series has cancelled still leads to it, so that it can be taken back") {
  SeriesBook book;
  const wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2");
  const Appointment visit = book.visit("2026-12-08T10:00");
  book.done(book.cancelling(series));
  const auto found = book.answer(wanted::open, wanted::OpenRequest{.appointment = visit.id});
  REQUIRE(found.series.has_value());
  CHECK(found.series->id == series.id);
  CHECK(found.series->revision == 2);
  CHECK(found.date == at("2026-12-08T10:00"));
}

TEST_CASE("a series needs whom, what and when, and what is there") {
  SeriesBook book;
  const auto refusal = [&](const std::function<void(wanted::Edit&)>& spoil) {
    wanted::Edit edit = book.creating("2026-12-01T10:00");
    spoil(edit);
    return refused(book.try_preview(edit));
  };
  CHECK(refusal([](wanted::Edit& edit) { edit.series = {}; }) == "out_of_range series");
  CHECK(refusal([](wanted::Edit& edit) { edit.client.reset(); }) == "missing_field client");
  CHECK(refusal([](wanted::Edit& edit) { edit.service.reset(); }) == "missing_field service");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms.reset(); }) == "missing_field terms");
  CHECK(refusal([](wanted::Edit& edit) { edit.client = id_of<ClientId>(9); }) ==
        "not_found client");
  CHECK(refusal([](wanted::Edit& edit) { edit.service = id_of<contract::ServiceId>(9); }) ==
        "not_found service");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->clinician = kGone; }) ==
        "not_found clinician");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->room = id_of<RoomId>(9); }) ==
        "not_found room");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->minutes = 7; }) == "out_of_range minutes");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->rule = "FREQ=SECONDLY"; }) ==
        "out_of_range rule");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->start = at("2026-11-24T09:55"); }) ==
        "out_of_range start");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->start = at("2026-11-24T10:00"); }).empty());
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->start = at("2027-11-25T10:00"); }) ==
        "out_of_range start");
  CHECK(refusal([](wanted::Edit& edit) { edit.terms->start = at("2027-11-24T10:00"); }).empty());
  CHECK(refusal([](wanted::Edit& edit) {
          edit.terms->last_day = parse_date("2026-11-30").value();
        }) == "out_of_range last_day");
  CHECK(refusal([](wanted::Edit& edit) { edit.base_revision = 1; }) == "conflict base_revision");
  CHECK(refusal([](wanted::Edit& edit) { edit.what = wanted::What::kSettle; }) ==
        "not_found series");
  const wanted::Series series = book.made("2026-12-02T10:00", "FREQ=WEEKLY;COUNT=1");
  CHECK(refusal([&](wanted::Edit& edit) { edit.series = series.id; }) == "already_exists series");
  wanted::Edit edit = book.cancelling(series);
  edit.reach.reset();
  CHECK(refused(book.try_preview(edit)) == "missing_field reach");
  edit.reach = wanted::Reach::kFollowing;
  CHECK(refused(book.try_preview(edit)) == "missing_field from");
  edit.what = wanted::What::kSettle;
  CHECK(refused(book.try_preview(edit)) == "out_of_range what");
}

TEST_CASE("every day of the year ahead is taken at once, with an end or without one") {
  SeriesBook book;
  CHECK(book.done(book.creating("2026-11-25T12:00", "FREQ=DAILY")).dates.size() == 365);
  CHECK(book.done(book.creating("2026-11-26T15:00", "FREQ=DAILY;COUNT=364")).dates.size() == 364);
}

TEST_CASE("a client has at most fifty series, those that have ended too") {
  SeriesBook book;
  wanted::Series last;
  const LocalDateTime begin = at("2026-12-01T10:00");
  const auto next = [&](int number) {
    wanted::Edit edit = book.creating("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=1");
    edit.terms->start = begin + std::chrono::days(number);
    return edit;
  };
  for (int number = 0; number < 50; ++number) last = book.done(next(number)).series;
  book.done(book.cancelling(last));
  CHECK(refused(book.try_preview(next(50))) == "too_many client");
  CHECK(book.answer(wanted::of_client, wanted::OfClientRequest{book.ana}).items.size() == 50);
  wanted::Edit sams = next(50);
  sams.client = book.sam;
  book.done(sams);
}

TEST_CASE("a series has at most two hundred revisions") {
  SeriesBook book;
  wanted::Series series = book.made("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=1");
  const auto next = [&] {
    const char* const start = series.revision % 2 == 1 ? "2026-12-01T12:00" : "2026-12-01T10:00";
    return book.changing(series, book.terms(start, "FREQ=WEEKLY;COUNT=1"));
  };
  while (series.revision < 200) series = book.done(next()).series;
  CHECK(refused(book.try_preview(next())) == "too_many series");
  CHECK(book.opened(series.id).history.size() == 200);
}

TEST_CASE("sixty dates can be taken out of a rule, one more is not read") {
  SeriesBook book;
  wanted::Edit edit = book.creating("2026-12-01T10:00", "FREQ=DAILY;COUNT=70");
  for (int day = 0; day < 60; ++day) {
    edit.taken_out.push_back(at("2026-12-01T10:00") + std::chrono::days(day));
  }
  CHECK(book.ask(wanted::preview, edit).status == 200);
  edit.taken_out.push_back(at("2026-12-01T10:00") + std::chrono::days(60));
  CHECK(code_in(book.ask(wanted::preview, edit)) == "out_of_range");
}
