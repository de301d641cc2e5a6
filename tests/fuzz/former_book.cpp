// SPDX-License-Identifier: Apache-2.0
// Files of a clinic's former book, as a table and as a calendar: what is read as a table and
// written again is the same table; whatever else is told with a line of the file.
#include <algorithm>

#include "server/formats/csv.h"
#include "server/formats/ical_import.h"
#include "server/formats/utf8.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

constexpr std::size_t kRows = 50;
constexpr std::size_t kEvents = 20;

std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char one : field) out += one == '"' ? "\"\"" : std::string(1, one);
  return out + "\"";
}

void check_table(std::string_view text, std::int64_t lines) {
  const csv::Table table = csv::read(text, kRows);
  fuzz::require(table.rows.size() <= kRows, "no more rows than asked for");
  std::string again;
  for (const csv::Row& row : table.rows) {
    fuzz::require(row.line >= 1 && row.line <= lines, "a row has a line of the file");
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      fuzz::require(is_utf8(row.fields[i]), "what is read is UTF-8");
      again += (i == 0 ? "" : ",") + quoted(row.fields[i]);
    }
    again += "\r\n";
  }
  for (const csv::Problem& one : table.problems) {
    fuzz::require(one.line >= 1 && one.line <= lines && !one.reason.empty(),
                  "a problem has a line of the file and a reason");
  }
  const csv::Table second = csv::read(again, kRows);
  fuzz::require(second.problems.empty() && second.rows.size() == table.rows.size(),
                "what was read and is written again is read");
  for (std::size_t i = 0; i < second.rows.size(); ++i) {
    fuzz::require(second.rows[i].fields == table.rows[i].fields, "and is the same");
  }
}

void check_calendar(std::string_view text, std::int64_t lines) {
  static const Zone zone = Zone::named("America/New_York").value();
  const ical::ReadCalendar calendar = ical::read(text, zone, kEvents);
  fuzz::require(calendar.events.size() <= kEvents, "no more events than asked for");
  for (const ical::ReadEvent& event : calendar.events) {
    fuzz::require(event.line >= 1 && event.line <= lines, "an event has a line of the file");
    fuzz::require(event.minutes > 0, "an event lasts");
    fuzz::require(is_utf8(event.summary) && is_utf8(event.location), "what is read is UTF-8");
  }
  for (const ical::ReadProblem& one : calendar.problems) {
    fuzz::require(one.line >= 0 && one.line <= lines && !one.reason.empty(),
                  "a problem has a line of the file and a reason");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const std::int64_t lines = 1 + std::count(text.begin(), text.end(), '\n');
  check_table(text, lines);
  check_calendar(text, lines);
  return 0;
}
