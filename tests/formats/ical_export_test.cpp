// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_export.h"

#include <libical/ical.h>

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <set>

// What is written is read back by two others: a reader of lines below, as strict as RFC 5545, and
// libical, which computes every instant from the zone's rules in the file.

using namespace alcove;
using ical::Calendar;
using ical::Event;

namespace {

UtcTime utc(const char* text) {
  return parse_utc(text).value();
}

Calendar calendar_in(const char* zone) {
  return {Zone::named(zone).value(), utc("2026-11-24T15:00:30.000Z"), {}};
}

Event event(const char* uid, const char* start, int length) {
  return {.uid = uid,
          .start = utc(start),
          .end = utc(start) + std::chrono::minutes(length),
          .summary = "M. L.",
          .location = {}};
}

struct Property {
  std::string name;
  std::string parameters;
  std::string value;
};

bool is_utf8_start(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

// RFC 5545, 3.1: lines end in CRLF and nothing else, have at most 75 octets, and go on after a
// blank; a fold does not cut a character.
std::vector<Property> read_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    const std::string line = text.substr(at, end - at);
    CHECK(line.find_first_of("\r\n") == std::string::npos);
    CHECK(line.size() <= 75);
    CHECK_FALSE(line.empty());
    if (line.front() == ' ') {
      REQUIRE_FALSE(lines.empty());
      REQUIRE(line.size() > 1);
      CHECK(is_utf8_start(line[1]));
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    at = end + 2;
  }
  std::vector<Property> all;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const std::size_t name = std::min(line.find(';'), colon);
    REQUIRE(name > 0);
    CHECK(line.substr(0, name).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-") ==
          std::string::npos);
    all.push_back({line.substr(0, name), line.substr(name, colon - name), line.substr(colon + 1)});
  }
  return all;
}

// Components are well nested and hold what RFC 5545, 3.6, demands of them, once.
void check_components(const std::vector<Property>& all) {
  const std::map<std::string, std::set<std::string>> demanded = {
      {"VCALENDAR", {"VERSION", "PRODID", "CALSCALE"}},
      {"VTIMEZONE", {"TZID"}},
      {"STANDARD", {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}},
      {"DAYLIGHT", {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}},
      {"VEVENT",
       {"UID", "DTSTAMP", "DTSTART", "DURATION", "SEQUENCE", "SUMMARY", "STATUS", "CLASS"}}};
  std::vector<std::pair<std::string, std::multiset<std::string>>> open;
  std::set<std::string> zones;
  std::set<std::string> uids;
  for (const Property& one : all) {
    if (one.name == "BEGIN") {
      REQUIRE(demanded.contains(one.value));
      open.push_back({one.value, {}});
      continue;
    }
    REQUIRE_FALSE(open.empty());
    if (one.name == "END") {
      CHECK(open.back().first == one.value);
      for (const std::string& name : demanded.at(one.value)) {
        INFO(one.value << " " << name);
        CHECK(open.back().second.count(name) == 1);
      }
      open.pop_back();
      continue;
    }
    open.back().second.insert(one.name);
    if (one.name == "TZID") zones.insert(one.value);
    if (one.name == "UID") CHECK(uids.insert(one.value).second);
    if (open.back().first == "VEVENT" && one.name == "DTSTART") {
      const bool utc = one.parameters.empty() && one.value.ends_with('Z');
      if (!utc) {
        REQUIRE(one.parameters.starts_with(";TZID="));
        CHECK(zones.contains(one.parameters.substr(6)));
      }
    }
  }
  CHECK(open.empty());
}

struct Component {
  explicit Component(const std::string& text) : root(icalparser_parse_string(text.c_str())) {}
  ~Component() {
    if (root != nullptr) icalcomponent_free(root);
  }
  Component(const Component&) = delete;
  Component& operator=(const Component&) = delete;
  icalcomponent* root;
};

// By UID: the instants that libical comes to, with the zones of the file alone.
std::map<std::string, std::pair<std::int64_t, std::int64_t>> instants(const std::string& text) {
  const Component calendar(text);
  REQUIRE(calendar.root != nullptr);
  CHECK(icalcomponent_count_errors(calendar.root) == 0);
  CHECK(icalrestriction_check(calendar.root) != 0);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
  for (icalcomponent* one = icalcomponent_get_first_component(calendar.root, ICAL_VEVENT_COMPONENT);
       one != nullptr;
       one = icalcomponent_get_next_component(calendar.root, ICAL_VEVENT_COMPONENT)) {
    icalproperty* const start = icalcomponent_get_first_property(one, ICAL_DTSTART_PROPERTY);
    icalparameter* const zone = icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
    icaltimezone* rules = icaltimezone_get_utc_timezone();
    if (zone != nullptr) {
      rules = icalcomponent_get_timezone(calendar.root, icalparameter_get_tzid(zone));
    }
    REQUIRE(rules != nullptr);
    const std::int64_t begins = icaltime_as_timet_with_zone(icalproperty_get_dtstart(start), rules);
    const std::int64_t length = icaldurationtype_as_int(icalcomponent_get_duration(one));
    found[icalcomponent_get_uid(one)] = {begins, length};
  }
  return found;
}

}  // namespace

TEST_CASE("one visit, as RFC 5545 writes it, to the letter") {
  Calendar calendar = calendar_in("America/New_York");
  Event one = event("0190a3f2-0000-7000-8000-000000000001", "2026-12-01T15:00:00.000Z", 55);
  one.sequence = 2;
  one.location = "Room 2; west, upstairs";
  calendar.events = {one};
  CHECK(ical::write(calendar) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Alcove//Alcove//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20261121T190000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:0190a3f2-0000-7000-8000-000000000001\r\n"
        "DTSTAMP:20261124T150030Z\r\nDTSTART;TZID=America/New_York:20261201T100000\r\n"
        "DURATION:PT55M\r\nSEQUENCE:2\r\nSUMMARY:M. L.\r\n"
        "LOCATION:Room 2\\; west\\, upstairs\r\nSTATUS:CONFIRMED\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n");
}

TEST_CASE("the clock's changes are in the file, by hand for New York 2027") {
  Calendar calendar = calendar_in("America/New_York");
  calendar.events = {event("a", "2026-12-01T15:00:00.000Z", 55),
                     event("b", "2027-11-20T15:00:00.000Z", 55)};
  const std::string text = ical::write(calendar);
  CHECK(text.find("BEGIN:DAYLIGHT\r\nDTSTART:20270314T020000\r\nTZOFFSETFROM:-0500\r\n"
                  "TZOFFSETTO:-0400\r\nEND:DAYLIGHT\r\n") != std::string::npos);
  CHECK(text.find("BEGIN:STANDARD\r\nDTSTART:20271107T020000\r\nTZOFFSETFROM:-0400\r\n"
                  "TZOFFSETTO:-0500\r\nEND:STANDARD\r\n") != std::string::npos);
}

TEST_CASE(
    "another reader comes to the same instants in every kind of zone, through all of a year") {
  // Halves of an hour, half an hour of daylight saving, the south, none at all.
  for (const char* zone :
       {"America/New_York", "America/Phoenix", "America/St_Johns", "Australia/Lord_Howe",
        "Europe/Dublin", "Pacific/Kiritimati", "America/Sao_Paulo", "Etc/UTC"}) {
    INFO(zone);
    Calendar calendar = calendar_in(zone);
    const UtcTime first = utc("2026-10-20T00:05:00.000Z");
    std::map<std::string, std::int64_t> expected;
    for (int i = 0; i < 1500; ++i) {
      const UtcTime start = first + std::chrono::minutes(i * 365);
      const std::string uid = "visit-" + std::to_string(i);
      calendar.events.push_back({.uid = uid,
                                 .start = start,
                                 .end = start + std::chrono::minutes(50),
                                 .summary = "X.",
                                 .location = {}});
      expected[uid] =
          std::chrono::duration_cast<std::chrono::seconds>(start.time_since_epoch()).count();
    }
    const std::string text = ical::write(calendar);
    check_components(read_lines(text));
    const auto found = instants(text);
    REQUIRE(found.size() == expected.size());
    for (const auto& [uid, start] : expected) {
      INFO(uid);
      CHECK(found.at(uid) == std::pair<std::int64_t, std::int64_t>(start, 50 * 60));
    }
  }
}

TEST_CASE("a visit in the hour that comes twice is written so that nobody can read another one") {
  Calendar calendar = calendar_in("America/New_York");
  // One in the morning, the first time, until three.
  calendar.events = {event("night", "2026-11-01T05:00:00.000Z", 180)};
  const std::string text = ical::write(calendar);
  CHECK(text.find("DTSTART:20261101T050000Z\r\n") != std::string::npos);
  CHECK(instants(text).at("night") == std::pair<std::int64_t, std::int64_t>(1793509200, 180 * 60));
}

TEST_CASE("long lines are folded at 75 octets, between characters, and read as they were") {
  for (int length = 60; length < 200; ++length) {
    Calendar calendar = calendar_in("America/New_York");
    Event one = event("a", "2026-12-01T15:00:00.000Z", 55);
    std::string words;
    for (int i = 0; i < length; ++i) words += i % 3 == 0 ? "ñ" : i % 3 == 1 ? "語" : "x";
    one.location = words;
    calendar.events = {one};
    const auto lines = read_lines(ical::write(calendar));
    check_components(lines);
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [](const Property& p) { return p.name == "LOCATION"; });
    REQUIRE(found != lines.end());
    CHECK(found->value == words);
  }
}

TEST_CASE("a line of exactly 75 octets stands whole, one more is folded") {
  const auto lines_of = [](std::size_t size) {
    Calendar calendar = calendar_in("America/New_York");
    Event one = event("a", "2026-12-01T15:00:00.000Z", 55);
    one.location = std::string(size - std::string("LOCATION:").size(), 'x');
    calendar.events = {one};
    return ical::write(calendar);
  };
  CHECK(lines_of(75).find("x\r\n x") == std::string::npos);
  CHECK(lines_of(76).find("x\r\n x\r\n") != std::string::npos);
}

TEST_CASE("what was cancelled says so, so that a calendar that has it takes it out") {
  Calendar calendar = calendar_in("America/New_York");
  Event one = event("a", "2026-12-01T15:00:00.000Z", 55);
  one.status = ical::Status::kCancelled;
  one.sequence = 7;
  calendar.events = {one};
  const std::string text = ical::write(calendar);
  CHECK(text.find("SEQUENCE:7\r\n") != std::string::npos);
  CHECK(text.find("STATUS:CANCELLED\r\n") != std::string::npos);
}

TEST_CASE("a calendar without visits is a calendar") {
  const std::string text = ical::write(calendar_in("America/New_York"));
  check_components(read_lines(text));
  CHECK(instants(text).empty());
}
