// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/table.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/formats/read_back.h"

using namespace alcove;
using testing::number_in;
using testing::ReadBack;

TEST_CASE("a title that is wrapped inside its column stands above the rows, all of it") {
  const pdf::Table table{.title = "Calls",
                         .warning = "CONFIDENTIAL",
                         .heading = "Calls",
                         .columns = {{"Visit", 640}, {"Whoever called lastword", 80}},
                         .rows = {{"firstrow", "secondcell"}},
                         .made_at = parse_utc("2026-11-23T12:02:00.000Z").value()};
  std::istringstream lines(ReadBack(pdf::write_table(table).bytes).boxes());
  double title_ends = 0;
  double row_begins = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(">lastword<") != std::string::npos) title_ends = number_in(line, "yMax");
    if (line.find(">firstrow<") != std::string::npos) row_begins = number_in(line, "yMin");
  }
  CHECK(title_ends > 0);
  CHECK(row_begins > title_ends);
}
