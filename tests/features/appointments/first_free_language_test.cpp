// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/language_rules.h"
#include "tests/features/appointments/resource_book.h"
#include "tests/features/appointments/spoken.h"

// "First free" for a client who is to be understood: by the clinician, by an interpreter, or by
// either of them.

using namespace alcove;
using namespace alcove::testing;
using api::clients::LanguageBy;
using contract::FirstFreeRequest;
using contract::LanguageFrom;
using Words = std::vector<std::string>;

namespace {

// Brandt, who speaks French, and Reyes work on Wednesdays from nine to eleven. N. Okafor interprets
// into Spanish and French.
struct SpokenBook : ResourceBook {
  SpokenBook() {
    for (const StaffId& one : {kBrandt, kReyes}) {
      works(one, {{3, 9 * 60, 11 * 60, rules::SlotType::kTherapy}});
    }
    staff_speaks(*this, kBrandt, {Spoken::kFrench});
    wish.service = booking("2026-11-25T09:00").service;
    wish.minutes = 60;
    wish.client = ana;
    wish.until = parse_date("2026-11-25").value();
    wish.count = 20;
  }
  contract::FirstFreeReply reply() { return answer(contract::first_free, wish); }
  // "09:00 Brandt", "10:00 Reyes N. Okafor"
  Words found() {
    Words all;
    for (const contract::Opening& one : reply().openings) {
      const char* who = one.clinician == kBrandt ? " Brandt" : " Reyes";
      all.push_back(format_local(one.start).substr(11) + who +
                    (one.interpreter ? " " + known(*one.interpreter).name : ""));
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  std::string refusal() { return code_in(ask(contract::first_free, wish)); }
  FirstFreeRequest wish;
};

}  // namespace

TEST_CASE("by either finds clinicians who speak it, and an interpreter for the others") {
  SpokenBook book;
  book.wish.language = Spoken::kFrench;
  book.wish.language_by = LanguageBy::kEither;
  CHECK(book.found() ==
        Words{"09:00 Brandt", "09:00 Reyes N. Okafor", "10:00 Brandt", "10:00 Reyes N. Okafor"});
  book.must(book.try_book(book.for_sam("2026-11-25T09:00", {book.okafor})));
  // Reyes is with Sam; and at ten the interpreter is free again.
  CHECK(book.found() == Words{"09:00 Brandt", "10:00 Brandt", "10:00 Reyes N. Okafor"});
  CHECK(book.reply().without_language == 0);
  CHECK(book.reply().language == Spoken::kFrench);
  CHECK(book.reply().language_by == LanguageBy::kEither);
}

TEST_CASE(
    "where nobody interprets by either finds clinicians who speak it, and counts the others") {
  SpokenBook book;
  book.wish.language = Spoken::kFrench;
  book.wish.language_by = LanguageBy::kEither;
  book.must(book.retire(book.okafor));
  CHECK(book.found() == Words{"09:00 Brandt", "10:00 Brandt"});
  // Everybody clinical but Brandt.
  const std::int64_t others = book.reply().without_language;
  CHECK(others >= 1);
  CHECK(book.reply().nobody_interprets);
  book.wish.language = Spoken::kKorean;
  CHECK(book.reply().without_language == others + 1);
  CHECK(book.found().empty());
}

TEST_CASE("by an interpreter is whoever the clinician is, by the clinician nobody interprets") {
  SpokenBook book;
  book.wish.language = Spoken::kFrench;
  book.wish.language_by = LanguageBy::kInterpreter;
  CHECK(book.found() == Words{"09:00 Brandt N. Okafor", "09:00 Reyes N. Okafor",
                              "10:00 Brandt N. Okafor", "10:00 Reyes N. Okafor"});
  book.wish.language_by = LanguageBy::kClinician;
  CHECK(book.found() == Words{"09:00 Brandt", "10:00 Brandt"});
  book.wish.language = Spoken::kOther;  // nobody can be said to speak it
  CHECK(book.refusal() == "out_of_range");
  book.wish.language_by = LanguageBy::kEither;
  CHECK(book.refusal() == "out_of_range");
  book.wish.language_by = LanguageBy::kInterpreter;
  CHECK(book.reply().nobody_interprets);
  book.must(book.set(book.interpreter("B. Ali: Pashto", {Spoken::kOther})));
  CHECK(book.found().front() == "09:00 Brandt B. Ali: Pashto");
}

TEST_CASE("an interpreter who is named serves by either, and nobody else is looked for") {
  SpokenBook book;
  book.wish.language = Spoken::kFrench;
  book.wish.language_by = LanguageBy::kEither;
  book.wish.resources = things::ids_words({book.okafor});
  CHECK(book.found() == Words{"09:00 Brandt", "09:00 Reyes", "10:00 Brandt", "10:00 Reyes"});
}

TEST_CASE("two wishes for an interpreter at once are refused, one besides a clinician's is not") {
  SpokenBook book;
  book.wish.language = Spoken::kFrench;
  book.wish.interpreter = Spoken::kSpanish;
  CHECK(book.found() == Words{"09:00 Brandt N. Okafor", "10:00 Brandt N. Okafor"});
  for (const LanguageBy by : {LanguageBy::kInterpreter, LanguageBy::kEither}) {
    book.wish.language_by = by;
    CHECK(book.refusal() == "out_of_range");
  }
  book.wish.language_by = LanguageBy::kClinician;
  book.must(book.retire(book.okafor));
  CHECK(book.found().empty());
}

TEST_CASE("as the client's record says is looked for what the record says") {
  SpokenBook book;
  book.wish.language_from = LanguageFrom::kRecord;
  CHECK(book.found() == Words{"09:00 Brandt", "09:00 Reyes", "10:00 Brandt", "10:00 Reyes"});
  CHECK_FALSE(book.reply().language.has_value());
  client_speaks(book, book.ana, Spoken::kFrench, true);
  CHECK(book.found() ==
        Words{"09:00 Brandt", "09:00 Reyes N. Okafor", "10:00 Brandt", "10:00 Reyes N. Okafor"});
  CHECK(book.reply().language == Spoken::kFrench);
  // Whatever is asked for besides.
  book.wish.language = Spoken::kKorean;
  CHECK(book.reply().language == Spoken::kFrench);
  book.wish.client.reset();
  CHECK_FALSE(book.reply().language.has_value());
}

TEST_CASE("a record wants either of them, and an interpreter into what has no name") {
  api::clients::Details client;
  CHECK_FALSE(appointments::language_wish_of(client).language.has_value());
  client.needs_interpreter = true;
  CHECK(appointments::language_wish_of(client).language == Spoken::kEnglish);
  client.needs_interpreter = false;
  client.language = Spoken::kRussian;
  CHECK(appointments::language_wish_of(client).by == LanguageBy::kEither);
  client.language = Spoken::kOther;
  CHECK(appointments::language_wish_of(client).by == LanguageBy::kInterpreter);
}

TEST_CASE("of openings that begin at one time there are as many as are asked for") {
  SpokenBook book;
  book.wish.of_one_time = 2;
  CHECK(book.found() == Words{"09:00 Brandt", "09:00 Reyes", "10:00 Brandt", "10:00 Reyes"});
  book.wish.of_one_time = 1;
  const Words one = book.found();
  REQUIRE(one.size() == 2);
  CHECK(one[0].starts_with("09:00"));
  CHECK(one[1].starts_with("10:00"));
  for (const std::int64_t wrong : {std::int64_t{0}, contract::kMaxOpenings + 1}) {
    book.wish.of_one_time = wrong;
    CHECK(book.refusal() == "out_of_range");
  }
  book.wish.of_one_time = contract::kMaxOpenings;
  CHECK(book.refusal().empty());
}
