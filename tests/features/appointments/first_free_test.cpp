// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "server/access/staff_languages.h"
#include "tests/features/appointments/working_book.h"

using namespace alcove;
using namespace alcove::testing;
using contract::FirstFreeRequest;
using contract::Opening;
using rules::SlotType;

namespace {

const contract::ServiceId kTherapy =
    contract::ServiceId::parse("01900000-0000-7000-8000-000000000001").value();

FirstFreeRequest therapy_of(std::int64_t minutes, std::int64_t count = 6) {
  FirstFreeRequest request{.service = kTherapy};
  request.minutes = minutes;
  request.count = count;
  return request;
}

// "2026-11-24T10:00 Brandt"
std::vector<std::string> words(const std::vector<Opening>& openings) {
  std::vector<std::string> all;
  for (const Opening& one : openings) {
    all.push_back(format_local(one.start) + (one.clinician == kBrandt ? " Brandt" : " Reyes"));
  }
  return all;
}

using Words = std::vector<std::string>;

void speaks(Book& book, const StaffId& who, std::vector<api::clients::SpokenLanguage> languages) {
  const auto kept =
      book.write<api::administration::Speaker>(Book::desk(), [&](audit::WriteTxn& txn) {
        return access::set_languages(txn, {who, languages});
      });
  REQUIRE(kept.ok());
}

}  // namespace

TEST_CASE("the first openings are from now on, and what is booked or not open is left out") {
  WorkingBook book;  // Tuesday, 24 November 2026, ten in the morning
  book.works(kBrandt, {{2, 9 * 60, 12 * 60, SlotType::kTherapy},
                       {2, 12 * 60, 13 * 60, SlotType::kLunch},
                       {2, 13 * 60, 15 * 60, SlotType::kTherapy}});
  book.booked("2026-11-24T11:00", 30);
  const auto reply = book.answer(contract::first_free, therapy_of(60, 5));
  CHECK(words(reply.openings) == Words{"2026-11-24T10:00 Brandt", "2026-11-24T13:00 Brandt",
                                       "2026-11-24T14:00 Brandt", "2026-12-01T09:00 Brandt",
                                       "2026-12-01T10:00 Brandt"});
  CHECK(reply.openings[0].minutes == 60);
  CHECK_FALSE(reply.openings[0].room.has_value());
  CHECK(reply.without_hours == 1);  // Reyes; the desk is not booked, and who left neither
}

TEST_CASE("whose first hours begin after the last opening is counted with those without hours") {
  WorkingBook book;
  book.works(kBrandt, {{2, 9 * 60, 11 * 60, SlotType::kTherapy}});
  book.works(kReyes, {{2, 9 * 60, 11 * 60, SlotType::kTherapy}}, "2026-12-15");
  CHECK(book.answer(contract::first_free, therapy_of(60, 3)).without_hours == 1);
  // Brandt's ten o'clock today, and two hours of each Tuesday from then on.
  const auto far = book.answer(contract::first_free, therapy_of(60, 6));
  CHECK(far.openings.back().start == at("2026-12-15T09:00"));
  CHECK(far.without_hours == 0);
}

TEST_CASE("openings come across clinicians by time, or of one who is named") {
  WorkingBook book;
  book.works(kBrandt, {{3, 9 * 60, 11 * 60, SlotType::kTherapy}});
  book.works(kReyes,
             {{3, 9 * 60, 10 * 60, SlotType::kTherapy}, {4, 9 * 60, 10 * 60, SlotType::kTherapy}});
  FirstFreeRequest request = therapy_of(60, 4);
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-11-25T09:00 Brandt", "2026-11-25T09:00 Reyes", "2026-11-25T10:00 Brandt",
              "2026-11-26T09:00 Reyes"});
  request.clinician = kReyes;
  request.count = 2;
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-11-25T09:00 Reyes", "2026-11-26T09:00 Reyes"});
}

TEST_CASE("days of the week, a time of day and the days of the search are kept to") {
  WorkingBook book;
  std::vector<hours_of::Block> all;
  for (std::int64_t weekday = 1; weekday <= 7; ++weekday) {
    all.push_back({weekday, 8 * 60, 18 * 60, SlotType::kTherapy});
  }
  book.works(kBrandt, all);
  FirstFreeRequest request = therapy_of(60, 3);
  request.weekdays = "57";
  request.not_before = 16 * 60 + 10;
  request.not_after = 17 * 60 + 30;
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-11-27T16:10 Brandt", "2026-11-29T16:10 Brandt", "2026-12-04T16:10 Brandt"});
  request.not_after = 17 * 60 + 10;
  request.from = parse_date("2026-12-01").value();
  request.until = parse_date("2026-12-06").value();
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-12-04T16:10 Brandt", "2026-12-06T16:10 Brandt"});
  request.not_after = 17 * 60 + 5;
  CHECK(book.answer(contract::first_free, request).openings.empty());
}

TEST_CASE("a client who is elsewhere, a room that is taken, a pause, a cap: none is offered") {
  WorkingBook book;
  book.works(kBrandt, {{3, 9 * 60, 13 * 60, SlotType::kTherapy}});
  contract::BookRequest elsewhere = book.asking("2026-11-25T09:00");
  elsewhere.clinician = kReyes;
  book.must(book.try_book(elsewhere));  // Ana, in room 1
  FirstFreeRequest request = therapy_of(60, 1);
  const auto first = [&] {
    const auto openings = book.answer(contract::first_free, request).openings;
    return openings.empty() ? "none" : format_local(openings[0].start);
  };
  CHECK(first() == "2026-11-25T09:00");
  request.client = book.ana;
  CHECK(first() == "2026-11-25T10:00");
  request.client = book.sam;
  request.room = book.room_1;
  CHECK(first() == "2026-11-25T10:00");
  request.room.reset();
  request.room_need = contract::RoomNeed::kAny;
  CHECK(book.answer(contract::first_free, request).openings[0].room == book.room_2);
  CHECK(first() == "2026-11-25T09:00");
  contract::BookRequest other = book.asking("2026-11-25T09:00", 75);
  other.room = book.room_2;
  other.client = book.sam;
  other.clinician = kGone;
  // Both rooms are taken: the first is free at ten, the other at a quarter past.
  REQUIRE(book.write<bool>(Book::desk(),
                           [&](audit::WriteTxn& txn) -> Result<bool> {
                             txn.change("UPDATE staff SET disabled_at = NULL WHERE id = $id")
                                 .bind("$id", kGone)
                                 .execute();
                             txn.record({.action = "test.back"});
                             return true;
                           })
              .ok());
  book.must(book.try_book(other));
  request.client.reset();
  CHECK(first() == "2026-11-25T10:00");
  request.room_need = contract::RoomNeed::kNone;
  book.therapy(15);
  contract::BookRequest held = book.asking("2026-11-25T11:00");
  book.must(book.try_book(held));
  // From nine with the pause until a quarter past ten; the next not before 12:15, which is too
  // late.
  request.count = 6;
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-11-25T09:00 Brandt", "2026-12-02T09:00 Brandt", "2026-12-02T10:15 Brandt",
              "2026-12-02T11:30 Brandt", "2026-12-09T09:00 Brandt", "2026-12-09T10:15 Brandt"});
  book.cap(kBrandt, 1);
  request.count = 1;
  CHECK(first() == "2026-12-02T09:00");
}

TEST_CASE("who is not said to speak the language is left out and counted, with hours or without") {
  using Spoken = api::clients::SpokenLanguage;
  WorkingBook book;
  book.works(kBrandt, {{3, 9 * 60, 10 * 60, SlotType::kTherapy}});
  FirstFreeRequest request = therapy_of(60, 1);
  request.language = Spoken::kSpanish;
  const auto none = book.answer(contract::first_free, request);
  CHECK(none.openings.empty());
  CHECK(none.without_language == 2);  // who left and who is not booked do not count
  CHECK(none.without_hours == 0);
  speaks(book, kReyes, {Spoken::kEnglish, Spoken::kSpanish});
  const auto no_hours = book.answer(contract::first_free, request);
  CHECK(no_hours.openings.empty());
  CHECK(no_hours.without_language == 1);
  CHECK(no_hours.without_hours == 1);
  book.works(kReyes, {{3, 14 * 60, 15 * 60, SlotType::kTherapy}});
  const auto hers = book.answer(contract::first_free, request);
  CHECK(words(hers.openings) == Words{"2026-11-25T14:00 Reyes"});
  CHECK(hers.without_language == 1);
  request.clinician = kBrandt;
  const auto his = book.answer(contract::first_free, request);
  CHECK(his.openings.empty());
  CHECK(his.without_language == 1);
  request.clinician.reset();
  request.language.reset();
  const auto anybody = book.answer(contract::first_free, request);
  CHECK(words(anybody.openings) == Words{"2026-11-25T09:00 Brandt"});
  CHECK(anybody.without_language == 0);
}

TEST_CASE("a visit goes beyond midnight, and the hour that autumn repeats is offered once") {
  WorkingBook book("2026-10-30T15:00:00.000Z");  // Friday
  book.works(kBrandt,
             {{6, 22 * 60, 24 * 60, SlotType::kTherapy}, {7, 0, 3 * 60, SlotType::kTherapy}});
  // The second one lasts until one: what comes next begins behind it.
  CHECK(words(book.answer(contract::first_free, therapy_of(90, 3)).openings) ==
        Words{"2026-10-31T22:00 Brandt", "2026-10-31T23:30 Brandt", "2026-11-01T01:00 Brandt"});
  // Sunday, 1 November: 1:00 comes twice, and the second time cannot be said.
  FirstFreeRequest request = therapy_of(60, 5);
  request.from = parse_date("2026-11-01").value();
  CHECK(words(book.answer(contract::first_free, request).openings) ==
        Words{"2026-11-01T00:00 Brandt", "2026-11-01T01:00 Brandt", "2026-11-01T02:00 Brandt",
              "2026-11-07T22:00 Brandt", "2026-11-07T23:00 Brandt"});
}

TEST_CASE("what cannot be looked for is refused by its field") {
  WorkingBook book;
  const auto refused = [&](auto change) {
    FirstFreeRequest request = therapy_of(60);
    change(request);
    const http::Reply reply = book.ask(contract::first_free, request);
    if (reply.status == 200) return std::string();
    return code_in(reply);
  };
  const LocalDate today = parse_date("2026-11-24").value();
  const auto later = [&](int days) {
    return LocalDate(std::chrono::local_days(today) + std::chrono::days(days));
  };
  CHECK(refused([](auto&) {}).empty());
  CHECK(refused([](auto& r) { r.service = id_of<contract::ServiceId>(99); }) == "not_found");
  CHECK(refused([](auto& r) { r.clinician = kGone; }) == "not_found");
  CHECK(refused([](auto& r) { r.clinician = kOrtiz; }) == "not_found");
  CHECK(refused([](auto& r) { r.client = id_of<ClientId>(99); }) == "not_found");
  CHECK(refused([](auto& r) { r.room = id_of<RoomId>(99); }) == "not_found");
  CHECK(refused([](auto& r) { r.minutes = 7; }) == "out_of_range");
  CHECK(refused([](auto& r) { r.minutes = 485; }) == "out_of_range");
  CHECK(refused([](auto& r) { r.count = 20; }).empty());
  CHECK(refused([](auto& r) { r.count = 21; }) == "out_of_range");
  CHECK(refused([](auto& r) { r.count = 0; }) == "out_of_range");
  CHECK(refused([](auto& r) { r.weekdays = "1234567"; }).empty());
  CHECK(refused([](auto& r) { r.weekdays = "8"; }) == "out_of_range");
  CHECK(refused([](auto& r) { r.language = api::clients::SpokenLanguage::kAmericanSign; }).empty());
  CHECK(refused([](auto& r) { r.language = api::clients::SpokenLanguage::kOther; }) ==
        "out_of_range");
  CHECK(refused([](auto& r) { r.weekdays = "11"; }) == "out_of_range");
  CHECK(refused([&](auto& r) { r.until = later(366); }).empty());
  CHECK(refused([&](auto& r) { r.until = later(367); }) == "out_of_range");
  CHECK(refused([&](auto& r) { r.until = later(-1); }) == "out_of_range");
  CHECK(refused([&](auto& r) { r.from = later(-3); }).empty());
}

namespace {

// A clinic at random: hours in pieces of a quarter, time off, closed days, visits.
struct RandomBook : WorkingBook {
  explicit RandomBook(unsigned seed) : dice(seed) {
    therapy(5 * below(4),
            below(2) == 0 ? std::vector<SlotType>{} : std::vector{SlotType::kTherapy});
    for (const StaffId& who : {kBrandt, kReyes}) works(who, random_week());
    if (below(2) == 0) closed("2026-11-25");
    if (below(2) == 0) away(kBrandt, "2026-11-24T10:30", "2026-11-26T14:15");
    if (below(3) == 0) cap(kReyes, 1 + below(3));
    for (int i = 0; i < 40; ++i) book_at_random();
  }

  std::int64_t below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(dice); }

  std::vector<hours_of::Block> random_week() {
    std::vector<hours_of::Block> blocks;
    for (std::int64_t weekday = 1; weekday <= 7; ++weekday) {
      std::int64_t minute = 5 * below(200);
      while (minute < 1200 && below(5) != 0) {
        const std::int64_t end = minute + 5 + 5 * below(40);
        blocks.push_back({weekday, minute, end, static_cast<SlotType>(below(6))});
        minute = end + (below(2) == 0 ? 0 : 5 * below(20));
      }
    }
    return blocks;
  }
  void book_at_random() {
    contract::BookRequest request = booking("2026-11-24T00:00", 5 + 5 * below(20));
    request.start += std::chrono::minutes(5 * below(5 * 288));
    request.clinician = below(2) == 0 ? kBrandt : kReyes;
    request.client = below(2) == 0 ? ana : sam;
    if (below(2) == 0) request.room = room_2;
    request.override_reason = "at random";
    (void)try_book(request);  // where it fits
  }
  FirstFreeRequest random_wish() {
    FirstFreeRequest wish = therapy_of(5 + 5 * below(18), 6);
    if (below(2) == 0) wish.client = ana;
    if (below(3) == 0) wish.room = room_1;
    if (below(3) == 0) wish.room_need = contract::RoomNeed::kAny;
    if (below(3) == 0) wish.clinician = kReyes;
    return wish;
  }

  contract::BookRequest booking_of(const FirstFreeRequest& wish, const Opening& opening) {
    contract::BookRequest request = booking("2026-11-24T00:00", opening.minutes);
    request.client = wish.client.value_or(client_without_visits());
    request.clinician = opening.clinician;
    request.room = opening.room;
    request.start = opening.start;
    return request;
  }
  ClientId client_without_visits() {
    if (!nobody) nobody = add_client("Lee", "Quist", "1970-01-01");
    return *nobody;
  }
  // As it would end; the book stays as it is.
  bool can_book(const contract::BookRequest& request) {
    bool can = false;
    (void)write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
      can = appointments::book(Book::desk(), request, txn, site).ok();
      return Error{ErrorCode::kWrongState, {}, "only tried"};
    });
    return can;
  }
  // By trying every start on a step, every clinician and every room. Whoever starts at `end` is
  // not tried any more.
  std::optional<LocalDateTime> earliest(const FirstFreeRequest& wish, LocalDateTime end) {
    std::vector<std::optional<RoomId>> rooms{wish.room};
    if (!wish.room && wish.room_need == contract::RoomNeed::kAny) rooms = {room_1, room_2};
    for (LocalDateTime start = at("2026-11-24T10:00"); start < end;
         start += std::chrono::minutes(5)) {
      for (const StaffId& who : {kBrandt, kReyes}) {
        if (wish.clinician && wish.clinician != who) continue;
        for (const auto& room : rooms) {
          if (can_book(booking_of(wish, {start, *wish.minutes, who, room}))) return start;
        }
      }
    }
    return std::nullopt;
  }

  std::mt19937 dice;
  std::optional<ClientId> nobody{};
};

}  // namespace

TEST_CASE("whatever the clinic: each opening can be booked, and none is earlier than the first") {
  int offered = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    RandomBook book(seed);
    const FirstFreeRequest wish = book.random_wish();
    const std::vector<Opening> openings = book.answer(contract::first_free, wish).openings;
    for (const Opening& one : openings) {
      INFO(format_local(one.start));
      CHECK(book.can_book(book.booking_of(wish, one)));
      ++offered;
    }
    CHECK(std::is_sorted(openings.begin(), openings.end(),
                         [](const Opening& a, const Opening& b) { return a.start < b.start; }));
    const LocalDateTime first = openings.empty() ? at("2026-11-27T10:00") : openings.front().start;
    CHECK_FALSE(book.earliest(wish, first).has_value());
  }
  CHECK(offered > 30);
}
