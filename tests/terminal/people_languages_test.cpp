// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/access/staff_languages.h"
#include "tests/terminal/staff_terminal.h"

using namespace alcove;
using alcove::testing::StaffTerminal;
using wire::Station;

TEST_CASE("an administrator enters who speaks what, without a proof, and takes it back") {
  using Spoken = api::clients::SpokenLanguage;
  StaffTerminal office(Station::kFrontDesk);
  const auto known = [&] {
    return office.own.store
        ->read<std::vector<Spoken>>([&](store::ReadTxn& txn) -> Result<std::vector<Spoken>> {
          return access::languages_of(txn, office.brandt);
        })
        .value();
  };
  office.work_as("ada");
  office.touch("person_" + office.brandt.text());
  CHECK(office.sees("It is not known yet which languages"));
  office.touch("person_languages");
  CHECK(office.sees("Languages of brandt"));
  CHECK(office.sees("Nothing is changed yet."));
  CHECK_FALSE(office.ui->widget("languages_keep").enabled);  // nothing is changed yet
  office.touch("speaks_es");
  office.touch("speaks_en");
  office.touch("languages_keep");
  CHECK(office.sees("The languages of brandt tester are up to date."));
  CHECK(office.sees("Speaks with clients: English, Spanish"));
  CHECK(known() == std::vector{Spoken::kEnglish, Spoken::kSpanish});

  office.touch("person_languages");
  office.touch("speaks_en");
  office.touch("languages_sheet_close");  // nothing is kept of it
  office.touch("person_languages");
  office.touch("speaks_es");
  office.touch("languages_keep");
  CHECK(office.sees("Speaks with clients: English"));
  CHECK(office.wait_for([&] { return !office.ui->shows_text("English, Spanish"); }));
  CHECK(known() == std::vector{Spoken::kEnglish});
}
