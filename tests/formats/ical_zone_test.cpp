// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_zone.h"

#include <catch2/catch.hpp>

#include "server/formats/ical_import.h"

// Zones that a calendar brings itself. The instants are by hand: New York goes forward on 8 March
// 2026 at 07:00 UTC and back on 1 November at 06:00 UTC.

using namespace alcove;

namespace {

std::string stretch(const char* kind, const char* start, const char* rule, const char* from,
                    const char* to) {
  const std::string repeats = *rule == '\0' ? std::string() : std::string("RRULE:") + rule + "\r\n";
  return std::string("BEGIN:") + kind + "\r\nDTSTART:" + start + "\r\n" + repeats +
         "TZOFFSETFROM:" + from + "\r\nTZOFFSETTO:" + to + "\r\nEND:" + kind + "\r\n";
}
std::string zone_block(const std::string& stretches, const char* name = "Customized Time Zone") {
  return std::string("BEGIN:VTIMEZONE\r\nTZID:") + name + "\r\n" + stretches + "END:VTIMEZONE\r\n";
}
std::string calendar_with(const std::string& zones, const char* name = "Customized Time Zone") {
  return "BEGIN:VCALENDAR\r\n" + zones + "BEGIN:VEVENT\r\nDTSTART;TZID=" + name +
         ":20261201T100000\r\nDURATION:PT50M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

// As Outlook writes it for New York.
std::string eastern(const char* spring = "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3") {
  return stretch("STANDARD", "16011104T020000", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "-0400",
                 "-0500") +
         stretch("DAYLIGHT", "16010311T020000", spring, "-0500", "-0400");
}

// What is said of the one event: where it stands, or the problem.
std::string read_as(const std::string& calendar) {
  const auto read = ical::read(calendar, Zone::named("America/New_York").value(), 10);
  if (!read.problems.empty()) return read.problems[0].part + ": " + read.problems[0].reason;
  return format_local(read.events.at(0).start);
}

std::int64_t ahead(const std::string& zones, const char* utc) {
  const auto found = ical::zones_of_file(zones);
  REQUIRE(found.size() == 1);
  const LocalDateTime time = parse_local(utc).value();
  return found.begin()->second.offset_at(UtcTime(time.time_since_epoch())).count();
}

constexpr const char* kOtherClock =
    "DTSTART: a time of a zone of the file's own, whose clock is not that of America/New_York, the "
    "clinic's zone";
constexpr const char* kUnknown =
    "DTSTART: a time of a zone whose name is not known; the clinic's is America/New_York";

}  // namespace

TEST_CASE("a zone that only the file knows is taken where its clock is the clinic's") {
  CHECK(read_as(calendar_with(zone_block(eastern()))) == "2026-12-01T10:00");
  // Behind the events it counts too.
  const std::string block = zone_block(eastern());
  std::string behind = calendar_with("");
  behind.insert(behind.find("END:VCALENDAR"), block);
  CHECK(read_as(behind) == "2026-12-01T10:00");
}

TEST_CASE("a zone of the file's with another clock is refused by its part") {
  CHECK(read_as(calendar_with(zone_block(eastern("FREQ=YEARLY;BYDAY=1SU;BYMONTH=4")))) ==
        kOtherClock);
  CHECK(read_as(calendar_with(zone_block(
            stretch("STANDARD", "19700101T000000", "", "-0500", "-0500")))) == kOtherClock);
  CHECK(read_as(calendar_with(
            zone_block(stretch("STANDARD", "16011104T020000", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
                               "-0500", "-0600") +
                       stretch("DAYLIGHT", "16010311T020000", "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
                               "-0600", "-0500")))) == kOtherClock);
}

TEST_CASE("a zone of the file's that repeats in another way stays one whose name is not known") {
  for (const char* rule :
       {"FREQ=WEEKLY", "FREQ=YEARLY;BYMONTH=3", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8",
        "FREQ=YEARLY;BYMONTH=13;BYDAY=2SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=6SU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2SU", "FREQ=SECONDLY", "FREQ=YEARLY;BYDAY", "X"}) {
    INFO(rule);
    CHECK(read_as(calendar_with(zone_block(eastern(rule)))) == kUnknown);
  }
  CHECK(read_as(calendar_with("")) == kUnknown);
  CHECK(read_as(calendar_with(zone_block(""))) == kUnknown);
  CHECK(read_as(calendar_with(zone_block("BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                                         "TZOFFSETTO:-0500\r\nEND:STANDARD\r\n"))) == kUnknown);
  CHECK(read_as(calendar_with(zone_block(eastern(), "Another one"))) == kUnknown);
}

TEST_CASE("a name that is known is what it is, whatever the file says of it") {
  CHECK(read_as(calendar_with(zone_block(eastern(), "America/Chicago"), "America/Chicago")) ==
        "DTSTART: a time of America/Chicago, whose clock is not that of America/New_York, the "
        "clinic's zone");
}

TEST_CASE("the clock of a file's zone changes at the instant that its rule says") {
  const std::string zone = zone_block(eastern());
  CHECK(ahead(zone, "2026-03-08T06:59") == -300);
  CHECK(ahead(zone, "2026-03-08T07:00") == -240);
  CHECK(ahead(zone, "2026-11-01T05:59") == -240);
  CHECK(ahead(zone, "2026-11-01T06:00") == -300);
  CHECK(ahead(zone, "2027-01-01T00:00") == -300);
}

TEST_CASE("the last Sunday of a month, and an end of a rule") {
  // Berlin as it is, and New York's rules of 1987 and 2007 one after the other (RFC 5545, 3.6.5).
  const std::string berlin = zone_block(
      stretch("DAYLIGHT", "19810329T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "+0100", "+0200") +
      stretch("STANDARD", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "+0200",
              "+0100"));
  CHECK(ahead(berlin, "2026-03-29T00:59") == 60);
  CHECK(ahead(berlin, "2026-03-29T01:00") == 120);
  CHECK(ahead(berlin, "2026-10-25T00:59") == 120);
  CHECK(ahead(berlin, "2026-10-25T01:00") == 60);
  const std::string york = zone_block(
      stretch("DAYLIGHT", "19870405T020000",
              "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z", "-0500", "-0400") +
      stretch("DAYLIGHT", "20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "-0500", "-0400") +
      stretch("STANDARD", "19671029T020000",
              "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z", "-0400", "-0500") +
      stretch("STANDARD", "20071104T020000", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "-0400", "-0500"));
  CHECK(ahead(york, "2006-03-15T12:00") == -300);
  CHECK(ahead(york, "2006-04-02T07:00") == -240);
  CHECK(ahead(york, "2007-03-10T12:00") == -300);
  CHECK(ahead(york, "2007-03-11T07:00") == -240);
  CHECK(ahead(york, "2026-11-01T06:00") == -300);
}

TEST_CASE("before its first stretch a zone is what that one went on from") {
  const std::string zone = zone_block(stretch("STANDARD", "20260501T000000", "", "+0200", "+0330"));
  CHECK(ahead(zone, "2026-04-30T21:59") == 120);
  CHECK(ahead(zone, "2026-04-30T22:00") == 210);
}

TEST_CASE("fifty zones of fifty stretches are read, and no more") {
  const std::string one = stretch("STANDARD", "20260501T000000", "", "+0200", "+0300");
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += one;
  CHECK(ical::zones_of_file(zone_block(fifty)).size() == 1);
  CHECK(ical::zones_of_file(zone_block(fifty + one)).empty());
  std::string zones;
  for (int i = 0; i < 51; ++i) zones += zone_block(one, ("Zone " + std::to_string(i)).c_str());
  CHECK(ical::zones_of_file(zones).size() == 50);
}
