// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/day_list.h"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "tests/formats/read_back.h"

// What is on the paper is read back by another program: pdftotext of poppler-utils.

using namespace alcove;
using pdf::DayList;
using pdf::DayListVisit;
using pdf::Message;
using testing::number_in;
using testing::ReadBack;

namespace {

DayList monday() {
  DayList list;
  list.clinic = "Elm Street Clinic";
  list.day = parse_date("2026-11-23").value();
  list.printed_at = parse_local("2026-11-23T07:02").value();
  list.made_at = parse_utc("2026-11-23T12:02:00.000Z").value();
  return list;
}

DayListVisit lucia() {
  return {.start = parse_local("2026-11-23T10:00").value(),
          .legal_name = "Morales Núñez, Lucía",
          .goes_by = "Lu Morales",
          .record_number = 10482,
          .phones = {{"(716) 555-2233", Message::kMayBeLeft},
                     {"(716) 555-7719", Message::kNotToBeLeft}},
          .clinician = "L. Brandt",
          .room = "Room 2",
          .service = "Therapy",
          .state = "scheduled"};
}

std::string line_with(const std::string& text, const std::string& words) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(words) != std::string::npos) return line;
  }
  return {};
}

}  // namespace

TEST_CASE("a visit stands on the paper with all that the desk needs, Spanish names too") {
  DayList list = monday();
  list.visits.push_back(lucia());
  DayListVisit afternoon = lucia();
  afternoon.start = parse_local("2026-11-23T13:30").value();
  afternoon.legal_name = "Ibáñez, Iñaki";
  afternoon.goes_by.clear();
  afternoon.record_number = 7;
  afternoon.phones.clear();
  afternoon.room.clear();
  afternoon.state = "cancelled by client";
  list.visits.push_back(afternoon);
  const auto paper = pdf::write_day_list(list);
  CHECK(paper.pages == 1);
  const std::string text = ReadBack(paper.bytes).text();
  for (const char* words :
       {"CONFIDENTIAL. This paper names clients.", "shred it when the day is over",
        "Monday, November 23, 2026", "Elm Street Clinic. 2 visits.",
        "Printed Monday, November 23, 2026, 7:02 AM.", "10:00 AM", "Morales Núñez, Lucía",
        "goes by Lu Morales", "10482", "(716) 555-2233", "(716) 555-7719", "L. Brandt", "Room 2",
        "Therapy", "scheduled", "1:30 PM", "Ibáñez, Iñaki", "none yet", "1 of 1"}) {
    INFO(words);
    CHECK(text.find(words) != std::string::npos);
  }
  // Under the number it goes with.
  const auto ok = text.find("message OK");
  const auto no = text.find("no message");
  CHECK(text.find("555-2233") < ok);
  CHECK(ok < text.find("555-7719"));
  CHECK(text.find("555-7719") < no);
  CHECK(text.find("goes by", text.find("Ibáñez")) == std::string::npos);
}

TEST_CASE("an empty day says so on one page") {
  const auto paper = pdf::write_day_list(monday());
  CHECK(paper.pages == 1);
  const std::string text = ReadBack(paper.bytes).text();
  CHECK(text.find("No visits on this day.") != std::string::npos);
  CHECK(text.find("0 visits") != std::string::npos);
  CHECK(text.find("1 of 1") != std::string::npos);
}

TEST_CASE("200 visits: each once, every page numbered, confidential and with its titles") {
  DayList list = monday();
  for (int i = 0; i < 200; ++i) {
    DayListVisit visit = lucia();
    visit.start += std::chrono::minutes(2 * i);
    visit.record_number = 20000 + i;
    list.visits.push_back(visit);
  }
  const auto paper = pdf::write_day_list(list);
  const ReadBack read(paper.bytes);
  const std::string facts = line_with(read.facts(), "Pages:");
  REQUIRE(std::stoll(facts.substr(6)) == paper.pages);
  REQUIRE(paper.pages > 1);
  std::multiset<int> seen;
  for (int page = 1; page <= paper.pages; ++page) {
    const std::string text = read.page(page);
    CHECK(text.find("CONFIDENTIAL") != std::string::npos);
    CHECK(text.find("Clinician") != std::string::npos);
    CHECK(text.find(std::to_string(page) + " of " + std::to_string(paper.pages)) !=
          std::string::npos);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
      if (word.size() == 5 && digits) seen.insert(std::stoi(word));
    }
  }
  CHECK(seen.size() == 200);
  CHECK(std::set<int>(seen.begin(), seen.end()).size() == 200);
  // Nothing hangs over the edge of the paper: 612 points high, with a margin.
  std::istringstream lines(read.boxes());
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<word") != std::string::npos) CHECK(number_in(line, "yMax") < 600);
  }
}

TEST_CASE("long names wrap inside their column, also one without a blank in it") {
  DayList list = monday();
  DayListVisit visit = lucia();
  visit.legal_name =
      "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft, Maximiliane "
      "Alexandrina Victoria";
  list.visits.push_back(visit);
  const auto paper = pdf::write_day_list(list);
  const std::string boxes = ReadBack(paper.bytes).boxes();
  const double next_column = number_in(line_with(boxes, ">Number<"), "xMin");
  const double own_column = number_in(line_with(boxes, ">Client<"), "xMin");
  std::string joined;
  std::istringstream lines(boxes);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<word") == std::string::npos) continue;
    if (number_in(line, "xMin") < own_column - 1 || number_in(line, "xMin") >= next_column - 1) {
      continue;
    }
    if (number_in(line, "yMin") < number_in(line_with(boxes, ">Client<"), "yMax")) continue;
    INFO(line);
    CHECK(number_in(line, "xMax") < next_column);
    joined += line.substr(line.find('>') + 1, line.rfind('<') - line.find('>') - 1);
  }
  CHECK(joined.find("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft,") !=
        std::string::npos);
  CHECK(joined.find("Alexandrina") != std::string::npos);
}

TEST_CASE("the same list gives the same bytes, and the file names nobody in its head") {
  DayList list = monday();
  list.visits.push_back(lucia());
  const auto first = pdf::write_day_list(list);
  CHECK(first.bytes == pdf::write_day_list(list).bytes);
  const std::string facts = ReadBack(first.bytes).facts();
  CHECK(facts.find("Day list") != std::string::npos);
  CHECK(facts.find("Morales") == std::string::npos);
  list.printed_at += std::chrono::minutes(1);
  CHECK(first.bytes != pdf::write_day_list(list).bytes);
}
