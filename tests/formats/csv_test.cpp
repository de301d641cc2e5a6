// SPDX-License-Identifier: Apache-2.0
#include "server/formats/csv.h"

#include <catch2/catch.hpp>

#include "server/formats/utf8.h"

using namespace alcove;
using csv::Problem;
using csv::Row;
using csv::Table;

namespace {

Table table_of(std::string_view text, std::size_t max_rows = 100) {
  return csv::read(text, max_rows);
}

using Fields = std::vector<std::string>;

}  // namespace

// The examples are those of RFC 4180, section 2.

TEST_CASE("rows end in CRLF or LF, and the last one needs no end") {
  for (const char* text : {"aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa,bbb,ccc\r\nzzz,yyy,xxx",
                           "aaa,bbb,ccc\nzzz,yyy,xxx\n",
                           "\xef\xbb\xbf"
                           "aaa,bbb,ccc\nzzz,yyy,xxx"}) {
    const Table table = table_of(text);
    CHECK(table.problems.empty());
    CHECK(table.rows == std::vector<Row>{{1, {"aaa", "bbb", "ccc"}}, {2, {"zzz", "yyy", "xxx"}}});
  }
}

TEST_CASE("a field in quotation marks may hold commas, line ends and doubled quotation marks") {
  const Table table = table_of("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,\"y,y\",\"b\"\"bb\"\r\nlast");
  CHECK(table.problems.empty());
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0] == Row{1, {"aaa", "b\r\nbb", "ccc"}});
  CHECK(table.rows[1] == Row{3, {"zzz", "y,y", "b\"bb"}});
  CHECK(table.rows[2] == Row{4, {"last"}});
}

TEST_CASE("blanks belong to a field, and an empty field is a field") {
  CHECK(table_of(" a , b\n,x,\n").rows == std::vector<Row>{{1, {" a ", " b"}}, {2, {"", "x", ""}}});
}

TEST_CASE("rows with nothing in them are left out, and counted as lines") {
  const Table table = table_of("a,b\r\n\r\n,\r\n\"\",\r\nc,d");
  CHECK(table.problems.empty());
  CHECK(table.rows == std::vector<Row>{{1, {"a", "b"}}, {5, {"c", "d"}}});
  CHECK(table_of("").rows.empty());
  CHECK(table_of("\xef\xbb\xbf").rows.empty());
}

TEST_CASE("a row that is not well formed is told with its line, and the next one is read") {
  const auto told = [](std::string_view row) {
    const Table table = table_of("a,b\n" + std::string(row) + "\nc,d\n");
    CHECK(table.rows == std::vector<Row>{{1, {"a", "b"}}, {3, {"c", "d"}}});
    REQUIRE(table.problems.size() == 1);
    CHECK(table.problems[0].line == 2);
    return table.problems[0].reason;
  };
  CHECK(told("x\"y,z") == "a quotation mark stands inside a field that does not begin with one");
  CHECK(told("\"x\"y,z") == "something stands between a closing quotation mark and the comma");
  CHECK(told("x\ry,z") == "a carriage return stands alone, without a line feed");
  CHECK(told("Jos\xe9,z") == "it is not written in UTF-8");
  CHECK(told("Jos\xc3,z") == "it is not written in UTF-8");
  CHECK(told(std::string_view("a\0b", 3)) == "a byte stands there that is no text");
}

TEST_CASE("a file that breaks off within quotation marks tells where they were opened") {
  const Table table = table_of("a,b\r\nc,d\r\ne,\"f\r\ng,h\r\n");
  CHECK(table.rows == std::vector<Row>{{1, {"a", "b"}}, {2, {"c", "d"}}});
  CHECK(table.problems ==
        std::vector<Problem>{{3, "the quotation mark that opens a field here is never closed"}});
  // On the second line of a row of which the first field goes over a line end.
  CHECK(table_of("\"a\nb\",\"c").problems.at(0).line == 2);
}

TEST_CASE("wherever a file breaks off, what was whole before is read as it was") {
  const std::string whole = "key,name\r\n1,\"Ana \"\"Nan\"\" Ru\xc3\xadz\"\r\n2,\"B,\r\nC\"\r\n";
  const Table all = table_of(whole);
  REQUIRE(all.rows.size() == 3);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Table part = table_of(whole.substr(0, size));
    INFO(size);
    REQUIRE(part.rows.size() <= all.rows.size());
    // The last row may be cut; those before are whole.
    for (std::size_t i = 0; i + 1 < part.rows.size(); ++i) CHECK(part.rows[i] == all.rows[i]);
  }
}

TEST_CASE("as many rows, fields and bytes as are allowed are read, and one more is told") {
  CHECK(table_of("1\n2\n3\n", 3).rows.size() == 3);
  CHECK(table_of("1\n2\n3\n", 3).problems.empty());
  const Table over = table_of("1\n2\n3\n\n4\n5\n", 3);
  CHECK(over.rows.size() == 3);
  CHECK(over.problems == std::vector<Problem>{{5, "there are more than 3 rows, with the first"}});

  const std::string hundred = "x" + std::string(csv::kMaxFields - 1, ',');
  CHECK(table_of(hundred).rows.at(0).fields.size() == csv::kMaxFields);
  CHECK(table_of(hundred + ",").problems ==
        std::vector<Problem>{{1, "a row has more than 100 fields"}});

  const std::string long_field(csv::kMaxFieldBytes, 'x');
  CHECK(table_of(long_field).rows.at(0).fields.at(0) == long_field);
  CHECK(table_of(long_field + "x").problems ==
        std::vector<Problem>{{1, "a field has more than 4000 bytes"}});

  std::string bad;
  for (std::size_t i = 0; i < csv::kMaxProblems; ++i) bad += "a\"\n";
  CHECK(table_of(bad).problems.size() == csv::kMaxProblems);
  CHECK(table_of(bad + "a\"\nb\n").problems.size() == csv::kMaxProblems);
}

TEST_CASE("UTF-8 is what RFC 3629 allows") {
  CHECK(is_utf8(""));
  CHECK(is_utf8(
      "Ru\xc3\xadz \xe2\x82\xac \xf0\x9f\x8c\xb3 \xf4\x8f\xbf\xbf \xed\x9f\xbf \xee\x80\x80"));
  CHECK_FALSE(is_utf8("\x80"));
  CHECK_FALSE(is_utf8("\xc0\xaf"));          // overlong
  CHECK_FALSE(is_utf8("\xe0\x80\xaf"));      // overlong
  CHECK_FALSE(is_utf8("\xf0\x80\x80\xaf"));  // overlong
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));      // a surrogate
  CHECK_FALSE(is_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
  CHECK_FALSE(is_utf8("\xe2\x82"));          // cut off
  CHECK_FALSE(is_utf8("\xe2\x28\xa1"));
}
