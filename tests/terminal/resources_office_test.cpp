// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/resource_store.h"
#include "tests/terminal/staff_terminal.h"

// An administrator keeps the list of interpreters and equipment, against the server's own router.

using namespace alcove;
using alcove::testing::StaffTerminal;
using wire::Station;
using Spoken = api::clients::SpokenLanguage;
namespace things = api::resources;

namespace {

std::vector<things::Resource> known_resources(StaffTerminal& office) {
  using All = std::vector<things::Resource>;
  return office.own.store
      ->read<All>(
          [](store::ReadTxn& txn) -> Result<All> { return appointments::list_resources(txn); })
      .value();
}

}  // namespace

TEST_CASE("an administrator adds an interpreter, changes her, and takes her out of use") {
  StaffTerminal office(Station::kFrontDesk);
  office.work_as("ada");
  office.touch("section_resources");
  CHECK(office.sees("No interpreters and no equipment yet"));
  office.touch("add");
  CHECK(office.sees("It needs a name."));
  office.touch("kind_interpreter");
  office.type("resource_name", "R. Vega");
  CHECK(office.sees("An interpreter needs one language at least"));
  CHECK_FALSE(office.ui->widget("resource_keep").enabled);
  office.touch("speaks_es");
  office.touch("resource_keep");
  CHECK(office.sees("R. Vega is saved."));
  CHECK(office.sees("Interprets: Spanish."));
  const things::Resource vega = known_resources(office).at(0);
  CHECK(vega.kind == things::ResourceKind::kInterpreter);
  CHECK(vega.languages == std::vector{Spoken::kSpanish});

  office.touch("resource_change");
  CHECK(office.sees("Nothing is changed yet."));
  CHECK_FALSE(office.ui->shows("kind_interpreter"));  // what she is stays
  office.touch("speaks_zh");
  office.touch("resource_keep");
  CHECK(office.sees("Interprets: Spanish, Chinese."));

  office.touch("resource_change");
  office.touch("speaks_zh");
  office.touch("resource_sheet_close");  // nothing is kept of it
  CHECK(known_resources(office).at(0).languages == std::vector{Spoken::kSpanish, Spoken::kChinese});

  office.touch("resource_change");
  for (int i = 0; i < 60; ++i) office.ui->wheel("resource_sheet_body", -1);
  office.touch("resource_retired");
  office.touch("resource_keep");
  CHECK(office.sees("It is offered for no visit any more."));
  CHECK(office.wait_for([&] { return known_resources(office).at(0).retired; }));
  CHECK(known_resources(office).at(0).revision == 3);
}

TEST_CASE("a name that another one in use has is said in the sheet, and mended there") {
  StaffTerminal office(Station::kFrontDesk);
  office.work_as("ada");
  office.touch("section_resources");
  const auto add = [&](const std::string& name) {
    office.touch("add");
    office.type("resource_name", name);
    office.touch("resource_keep");
  };
  add("Test kit");
  CHECK(office.sees("Test kit is saved."));
  add("test KIT");
  CHECK(office.sees("Another one in use has that name."));
  CHECK_FALSE(office.ui->widget("resource_keep").enabled);
  office.type("resource_name", " 2");
  office.touch("resource_keep");
  CHECK(office.sees("test KIT 2 is saved."));
  CHECK(known_resources(office).size() == 2);
}
