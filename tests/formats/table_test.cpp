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

TEST_CASE("a letter that no font has is a question mark, and the paper says so above its rows") {
  pdf::Table table{.title = "Calls",
                   .warning = "CONFIDENTIAL",
                   .heading = "Calls",
                   .columns = {{"Client", 360}, {"Record", 360}},
                   .rows = {{"王小明, 김민수", "10001"}},
                   .made_at = parse_utc("2026-11-23T12:02:00.000Z").value()};
  const std::string known = ReadBack(pdf::write_table(table).bytes).text();
  CHECK(known.find("王小明, 김민수") != std::string::npos);
  CHECK(known.find("question mark") == std::string::npos);
  table.rows.push_back({"\xF0\x90\x95\xB0\xF0\x90\x95\xB1 Lucía", "10002"});
  const std::string some = ReadBack(pdf::write_table(table).bytes).text();
  CHECK(some.find("?? Lucía") != std::string::npos);
  CHECK(some.find("A question mark in a name stands for a letter that no font on the box has.") !=
        std::string::npos);
}
