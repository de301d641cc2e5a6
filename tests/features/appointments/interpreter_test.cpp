// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>

#include "shared/api/day_list.h"
#include "tests/features/appointments/spoken.h"
#include "tests/features/appointments/working_book.h"
#include "tests/support/output_of.h"

using namespace alcove;
using namespace alcove::testing;
using contract::Flag;
using Spoken = api::clients::SpokenLanguage;

namespace {

struct Interpreting : WorkingBook {
  // What the record of Ana says from now on.
  void ana_speaks(Spoken language, bool needs_interpreter) {
    client_speaks(*this, ana, language, needs_interpreter);
  }
  void speaks(const StaffId& who, const std::vector<Spoken>& languages) {
    staff_speaks(*this, who, languages);
  }
  bool is_flagged(const char* role = "front_desk") {
    const auto rows = answer(contract::day, contract::DayRequest{}, role).items;
    ALCOVE_CHECK(rows.size() == 1);
    const auto& flags = rows[0].flags;
    return std::find(flags.begin(), flags.end(), Flag::kInterpreter) != flags.end();
  }
  std::optional<Spoken> interpreter(std::optional<StaffId> clinician,
                                    std::optional<ClientId> client) {
    contract::FreeRequest request{.start = at("2026-11-24T13:00"),
                                  .minutes = 60,
                                  .clinician = clinician,
                                  .room = {},
                                  .client = client,
                                  .except = {}};
    return answer(contract::find_free, request).interpreter;
  }
};

}  // namespace

TEST_CASE("a visit is flagged while an interpreter is needed and the clinician speaks otherwise") {
  Interpreting book;
  const Appointment visit = book.booked("2026-11-24T11:00");  // Ana with Brandt
  CHECK_FALSE(book.is_flagged());
  book.ana_speaks(Spoken::kSpanish, false);
  CHECK_FALSE(book.is_flagged());
  book.ana_speaks(Spoken::kSpanish, true);
  CHECK(book.is_flagged());
  CHECK(book.is_flagged("clinician"));
  book.speaks(kBrandt, {Spoken::kEnglish});
  CHECK(book.is_flagged());
  book.speaks(kBrandt, {Spoken::kEnglish, Spoken::kSpanish});
  CHECK_FALSE(book.is_flagged());
  // Of a language without a name nobody can be said to speak it.
  book.ana_speaks(Spoken::kOther, true);
  CHECK(book.is_flagged());
  REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  CHECK_FALSE(book.is_flagged());
}

TEST_CASE("who chooses a time hears which interpreter is needed, with this clinician or at all") {
  Interpreting book;
  CHECK_FALSE(book.interpreter(kBrandt, book.ana).has_value());
  book.ana_speaks(Spoken::kAmericanSign, true);
  CHECK(book.interpreter(kBrandt, book.ana) == Spoken::kAmericanSign);
  CHECK(book.interpreter(std::nullopt, book.ana) == Spoken::kAmericanSign);
  CHECK_FALSE(book.interpreter(kBrandt, book.sam).has_value());
  CHECK_FALSE(book.interpreter(kBrandt, std::nullopt).has_value());
  book.speaks(kReyes, {Spoken::kAmericanSign});
  CHECK_FALSE(book.interpreter(kReyes, book.ana).has_value());
  CHECK(book.interpreter(kBrandt, book.ana) == Spoken::kAmericanSign);
}

TEST_CASE("the day on paper names the interpreter's language beside the client") {
  Interpreting book;
  book.booked("2026-11-24T11:00");
  const auto paper = [&] {
    const Scratch scratch;
    const std::string file = scratch / "list.pdf";
    const Bytes pdf = book.answer(contract::day_list, contract::DayListRequest{}).pdf;
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    return output_of("pdftotext -layout " + file + " -");
  };
  CHECK(paper().find("interpreter") == std::string::npos);
  book.ana_speaks(Spoken::kHaitianCreole, true);
  CHECK(paper().find("interpreter: Haitian Creole") != std::string::npos);
  book.speaks(kBrandt, {Spoken::kHaitianCreole});
  CHECK(paper().find("interpreter") == std::string::npos);
}
