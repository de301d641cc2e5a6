// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/features/appointments/resource_book.h"

// "First free" where the visit takes an interpreter or equipment.

using namespace alcove;
using namespace alcove::testing;
using contract::FirstFreeRequest;
using Ids = std::vector<things::ResourceId>;
using Words = std::vector<std::string>;

namespace {

using Hours = std::vector<hours_of::Block>;

// Brandt and Reyes work on Wednesdays from nine to one.
struct SearchedBook : ResourceBook {
  explicit SearchedBook(const Hours& hours = {{3, 9 * 60, 13 * 60, rules::SlotType::kTherapy}}) {
    works(kBrandt, hours);
    works(kReyes, hours);
    wish.service = booking("2026-11-25T09:00").service;
    wish.minutes = 60;
    wish.clinician = kBrandt;
    wish.count = 3;
  }
  // Sam is with Reyes, who is not asked for, and takes these.
  void taken(const char* start, Ids takes, std::int64_t minutes = 60) {
    must(try_book(for_sam(start, std::move(takes), minutes)));
  }
  // "2026-11-25T09:00 N. Okafor"
  Words found() {
    Words all;
    for (const contract::Opening& one : answer(contract::first_free, wish).openings) {
      all.push_back(format_local(one.start) +
                    (one.interpreter ? " " + known(*one.interpreter).name : ""));
    }
    return all;
  }
  std::string refusal() { return code_in(ask(contract::first_free, wish)); }

  FirstFreeRequest wish;
};

}  // namespace

TEST_CASE("only times at which all that is asked for is free are offered") {
  SearchedBook book;
  book.taken("2026-11-25T09:00", {book.kit});
  book.taken("2026-11-25T11:30", {book.okafor}, 30);
  CHECK(book.found() == Words{"2026-11-25T09:00", "2026-11-25T10:00", "2026-11-25T11:00"});
  book.wish.resources = things::ids_words({book.kit});
  CHECK(book.found() == Words{"2026-11-25T10:00", "2026-11-25T11:00", "2026-11-25T12:00"});
  book.wish.resources = things::ids_words({book.kit, book.okafor});
  CHECK(book.found() == Words{"2026-11-25T10:00", "2026-11-25T12:00", "2026-12-02T09:00"});
}

TEST_CASE("what a visit took that was cancelled is offered, and nothing waits for a pause after") {
  SearchedBook book;
  book.therapy(15);
  const Appointment visit = book.try_book(book.for_sam("2026-11-25T09:00", {book.kit})).value();
  book.wish.resources = things::ids_words({book.kit});
  book.wish.count = 1;
  CHECK(book.found() == Words{"2026-11-25T10:00"});
  book.must(book.try_cancel(visit, contract::CancelledBy::kClient));
  CHECK(book.found() == Words{"2026-11-25T09:00"});
}

TEST_CASE("an interpreter for a language is the first by name who is free, and is named") {
  SearchedBook book;
  const auto kim = ResourceBook::value(book.set(book.interpreter("A. Kim", {Spoken::kFrench}))).id;
  book.taken("2026-11-25T09:00", {kim});
  book.taken("2026-11-25T11:00", {book.okafor, kim});
  book.wish.interpreter = Spoken::kFrench;
  book.wish.count = 4;
  CHECK(book.found() == Words{"2026-11-25T09:00 N. Okafor", "2026-11-25T10:00 A. Kim",
                              "2026-11-25T12:00 A. Kim", "2026-12-02T09:00 A. Kim"});
  // Into Spanish only one of them interprets.
  book.wish.interpreter = Spoken::kSpanish;
  book.wish.count = 3;
  CHECK(book.found() == Words{"2026-11-25T09:00 N. Okafor", "2026-11-25T10:00 N. Okafor",
                              "2026-11-25T12:00 N. Okafor"});
}

TEST_CASE("an interpreter who is named and interprets into the language is the one asked for") {
  SearchedBook book;
  book.must(book.set(book.interpreter("A. Kim", {Spoken::kFrench})));
  book.taken("2026-11-25T09:00", {book.okafor});
  book.wish.resources = things::ids_words({book.okafor});
  book.wish.interpreter = Spoken::kFrench;
  book.wish.count = 1;
  CHECK(book.found() == Words{"2026-11-25T10:00"});
  CHECK_FALSE(book.answer(contract::first_free, book.wish).nobody_interprets);
  // Somebody into another language is no help.
  const auto park =
      ResourceBook::value(book.set(book.interpreter("B. Park", {Spoken::kKorean}))).id;
  book.wish.resources = things::ids_words({park});
  CHECK(book.found() == Words{"2026-11-25T09:00 A. Kim"});
}

TEST_CASE("where nobody in use interprets into the language there are no times, and it is said") {
  SearchedBook book;
  book.wish.interpreter = Spoken::kSpanish;
  CHECK_FALSE(book.answer(contract::first_free, book.wish).nobody_interprets);
  book.must(book.retire(book.okafor));
  const auto reply = book.answer(contract::first_free, book.wish);
  CHECK(reply.nobody_interprets);
  CHECK(reply.openings.empty());
}

TEST_CASE("a visit of the day before that ends after midnight still holds what it takes") {
  SearchedBook book(Hours{{2, 20 * 60, 24 * 60, rules::SlotType::kTherapy},
                          {3, 0, 5 * 60, rules::SlotType::kTherapy}});
  book.taken("2026-11-24T20:30", {book.kit}, 480);
  book.wish.resources = things::ids_words({book.kit});
  book.wish.minutes = 30;
  book.wish.from = parse_date("2026-11-25").value();
  book.wish.count = 1;
  CHECK(book.found() == Words{"2026-11-25T04:30"});
}

TEST_CASE("what is asked for has to be there, in use, each once, and four with the interpreter") {
  SearchedBook book;
  book.wish.resources = things::ids_words({book.kit, book.kit});
  CHECK(book.refusal() == "out_of_range");
  book.wish.resources = things::ids_words({id_of<things::ResourceId>(9)});
  CHECK(book.refusal() == "not_found");
  book.wish.resources = "kit";
  CHECK_FALSE(book.refusal().empty());
  Ids takes;
  for (const char* name : {"A", "B", "C", "D"}) {
    takes.push_back(ResourceBook::value(book.set(book.equipment(name))).id);
  }
  book.wish.resources = things::ids_words(takes);
  CHECK(book.refusal().empty());
  book.wish.interpreter = Spoken::kFrench;
  CHECK(book.refusal() == "out_of_range");
  takes.pop_back();
  book.wish.resources = things::ids_words(takes);
  CHECK(book.refusal().empty());
  book.must(book.retire(takes[0]));
  CHECK(book.refusal() == "not_found");
}
