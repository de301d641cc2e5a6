// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_import.h"

#include <catch2/catch.hpp>

#include "server/formats/ical_export.h"
#include "server/formats/ical_lines.h"
#include "server/formats/outlook_zones.h"

using namespace alcove;
using ical::ReadCalendar;
using ical::ReadEvent;
using ical::ReadProblem;

namespace {

Zone new_york() {
  return Zone::named("America/New_York").value();
}
ReadCalendar calendar_of(const std::string& text, std::size_t max_events = 100) {
  return ical::read(text, new_york(), max_events);
}
LocalDateTime at(const char* text) {
  return parse_local(text).value();
}

// One event with these lines, as small as a file can be. The event begins on line 2.
ReadCalendar event_with(const std::string& lines) {
  return calendar_of("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines +
                     "END:VEVENT\r\nEND:VCALENDAR\r\n");
}
std::string told(const ReadCalendar& calendar) {
  std::string all;
  for (const ReadProblem& one : calendar.problems) {
    all +=
        (all.empty() ? "" : "; ") + std::to_string(one.line) + " " + one.part + ": " + one.reason;
  }
  return all;
}

constexpr const char* kGoogle =
    "BEGIN:VCALENDAR\r\n"
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN\r\n"
    "VERSION:2.0\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\n"
    "X-WR-CALNAME:Mara Wright\r\n"
    "X-WR-TIMEZONE:America/New_York\r\n"
    "BEGIN:VTIMEZONE\r\n"
    "TZID:America/New_York\r\n"
    "X-LIC-LOCATION:America/New_York\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "TZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0400\r\n"
    "TZNAME:EDT\r\n"
    "DTSTART:19700308T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"
    "END:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\n"
    "DTSTART;TZID=America/New_York:20261201T100000\r\n"
    "DTEND;TZID=America/New_York:20261201T105000\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=TU\r\n"
    "EXDATE;TZID=America/New_York:20261222T100000\r\n"
    "DTSTAMP:20261120T150000Z\r\n"
    "UID:4k2v8d1@google.com\r\n"
    "CREATED:20260901T120000Z\r\n"
    "DESCRIPTION:\r\n"
    "LOCATION:Room 1\r\n"
    "SEQUENCE:1\r\n"
    "STATUS:CONFIRMED\r\n"
    "SUMMARY:Haddou\\, No\r\n"
    " or\r\n"
    "TRANSP:OPAQUE\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\n"
    "DTSTART:20261202T150000Z\r\n"
    "DTEND:20261202T155000Z\r\n"
    "SUMMARY:A-1002\r\n"
    "STATUS:CANCELLED\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n";

constexpr const char* kOutlook =
    "BEGIN:VCALENDAR\r\n"
    "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\n"
    "VERSION:2.0\r\n"
    "METHOD:PUBLISH\r\n"
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Eastern Standard Time\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:16011104T020000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\n"
    "TZOFFSETFROM:-0400\r\n"
    "TZOFFSETTO:-0500\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\n"
    "CATEGORIES:Therapy,Medication\\, check\r\n"
    "CLASS:PUBLIC\r\n"
    "DESCRIPTION:\\n\r\n"
    "DTEND;TZID=\"Eastern Standard Time\":20261203T113000\r\n"
    "DTSTART;TZID=\"Eastern Standard Time\":20261203T104500\r\n"
    "SUMMARY;LANGUAGE=en-us:Bea Lindqvist\r\n"
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
    "BEGIN:VALARM\r\n"
    "TRIGGER:-PT15M\r\n"
    "ACTION:DISPLAY\r\n"
    "DESCRIPTION:Reminder\r\n"
    "END:VALARM\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n";

}  // namespace

TEST_CASE(
    "a calendar as Google exports it is read: a series, a date taken out, a cancelled event") {
  const ReadCalendar calendar = calendar_of(kGoogle);
  CHECK(told(calendar).empty());
  REQUIRE(calendar.events.size() == 2);
  const ReadEvent& first = calendar.events[0];
  CHECK(first.line == 19);
  CHECK(first.summary == "Haddou, Noor");
  CHECK(first.location == "Room 1");
  CHECK(first.start == at("2026-12-01T10:00"));
  CHECK(first.minutes == 50);
  CHECK(first.rule == "FREQ=WEEKLY;BYDAY=TU");
  CHECK(first.exdates == std::vector{at("2026-12-22T10:00")});
  CHECK_FALSE(first.cancelled);
  CHECK(calendar.events[1].line == 35);
  CHECK(calendar.events[1].start == at("2026-12-02T10:00"));  // five hours behind UTC
  CHECK(calendar.events[1].cancelled);
}

TEST_CASE(
    "a calendar as Outlook exports it is read: its own name of the zone, an alarm, categories") {
  const ReadCalendar calendar = calendar_of(kOutlook);
  CHECK(told(calendar).empty());
  REQUIRE(calendar.events.size() == 1);
  CHECK(calendar.events[0].line == 14);
  CHECK(calendar.events[0].summary == "Bea Lindqvist");
  CHECK(calendar.events[0].start == at("2026-12-03T10:45"));
  CHECK(calendar.events[0].minutes == 45);
  CHECK(calendar.events[0].categories == std::vector<std::string>{"Therapy", "Medication, check"});
}

TEST_CASE("what Alcove has written itself is read back") {
  const UtcTime start = parse_utc("2026-12-01T15:00:00.000Z").value();
  const ReadCalendar calendar = calendar_of(
      ical::write({.zone = new_york(),
                   .made_at = start,
                   .events = {{.uid = "1",
                               .start = start,
                               .end = start + std::chrono::minutes(50),
                               .sequence = 0,
                               .summary = "A summary; with, signs that is folded over two of "
                                          "the lines of the file, Zoë",
                               .location = "Room 1",
                               .status = ical::Status::kConfirmed}}}));
  CHECK(told(calendar).empty());
  REQUIRE(calendar.events.size() == 1);
  CHECK(calendar.events[0].summary ==
        "A summary; with, signs that is folded over two of the lines of the file, Zoë");
  CHECK(calendar.events[0].start == at("2026-12-01T10:00"));
  CHECK(calendar.events[0].minutes == 50);
}

TEST_CASE("a time without a zone is the clinic's, and lengths come as an end or a duration") {
  const auto minutes = [](const std::string& line) {
    const ReadCalendar calendar = event_with("DTSTART:20261201T100000\r\n" + line + "\r\n");
    return calendar.events.size() == 1 ? calendar.events[0].minutes : -1;
  };
  CHECK(minutes("DTEND:20261201T104500") == 45);
  CHECK(minutes("DURATION:PT50M") == 50);
  CHECK(minutes("DURATION:PT1H30M0S") == 90);
  CHECK(minutes("DURATION:P1DT1H") == 1500);
  CHECK(minutes("DURATION:P1W") == 10080);
  for (const char* none : {"DURATION:PT50", "DURATION:P50M", "DURATION:PT30S", "DURATION:-PT50M",
                           "DURATION:P", "DURATION:PT", "DURATION:PT1D", "DURATION:PT0M",
                           "DTEND:20261201T100000", "DTEND:20261201T095900", "SEQUENCE:1"}) {
    INFO(none);
    CHECK(minutes(none) == -1);
  }
}

TEST_CASE("the examples of RFC 5545 for RDATE: times are read, periods and days are refused") {
  const auto added = [](const std::string& line) {
    const ReadCalendar read =
        event_with("DTSTART:19970714T080000\r\nDURATION:PT30M\r\n" + line + "\r\n");
    return read.events.empty() ? std::vector<LocalDateTime>() : read.events[0].rdates;
  };
  CHECK(added("RDATE:19970714T123000Z") == std::vector{at("1997-07-14T08:30")});
  CHECK(added("RDATE;TZID=America/New_York:19970714T083000") ==
        std::vector{at("1997-07-14T08:30")});
  const std::string time = "DTSTART:19960403T020000Z\r\nDURATION:PT30M\r\n";
  CHECK(told(event_with(time + "RDATE;VALUE=PERIOD:19960403T020000Z/19960403T040000Z,\r\n "
                               "19960404T010000Z/PT3H\r\n")) ==
        "2 RDATE: a date with a length of its own is not read");
  CHECK(told(event_with(time + "RDATE;VALUE=DATE:19970101,19970120,19970217,19970421\r\n "
                               "19970526,19970704,19970901,19971014,19971128,19971129,19971225"
                               "\r\n")) == "2 RDATE: a whole day is not read");
}

TEST_CASE("a thousand dates are added to an event, and no more") {
  std::string line = "DTSTART:20261201T100000\r\nDURATION:PT50M\r\nRDATE:20261202T100000";
  for (int i = 1; i < 1000; ++i) line += ",\r\n 20261202T100000";
  CHECK(event_with(line + "\r\n").events.at(0).rdates.size() == 1000);
  CHECK(told(event_with(line + "\r\nRDATE:20261203T100000\r\n")) ==
        "2 RDATE: at most 1000 dates are added");
}

TEST_CASE("what would change the meaning and is not read is a problem that names the part") {
  const std::string time = "DTSTART:20261201T100000\r\nDURATION:PT50M\r\n";
  CHECK(told(event_with(time + "EXRULE:FREQ=DAILY\r\n")) == "2 EXRULE: it is not read");
  CHECK(told(event_with(time + "RECURRENCE-ID:20261202T100000\r\n")) ==
        "2 RECURRENCE-ID: a date of a series that was moved by itself is not read");
  CHECK(told(event_with(time + "RRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY\r\n")) ==
        "2 RRULE: an event repeats by one rule");
  const std::string utc = "DTSTART:20270301T210000Z\r\nDURATION:PT50M\r\n";
  CHECK(told(event_with(utc + "RRULE:FREQ=WEEKLY;COUNT=4\r\n")) ==
        "2 DTSTART: a series that begins at a time of Etc/UTC, whose clock is not that "
        "of America/New_York, the clinic's zone");
  CHECK(told(event_with(utc)).empty());  // once it is at four in the afternoon
  CHECK(told(event_with(time + "EXDATE;VALUE=DATE:20261202\r\n")) ==
        "2 EXDATE: a whole day is not read");
  CHECK(told(event_with("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n")) ==
        "2 DTSTART: a whole day is not read; 2 DTEND: a whole day is not read");
  CHECK(told(event_with("DTSTART;TZID=America/Chicago:20261201T100000\r\nDURATION:PT50M\r\n")) ==
        "2 DTSTART: a time of America/Chicago, whose clock is not that of America/New_York, the "
        "clinic's zone");
  CHECK(told(event_with("DTSTART;TZID=Nowhere:20261201T100000\r\nDURATION:PT50M\r\n")) ==
        "2 DTSTART: a time of a zone whose name is not known; the clinic's is America/New_York");
  // Another name of the same clock, in Detroit since 1975.
  CHECK(told(event_with("DTSTART;TZID=America/Detroit:20261201T100000\r\nDURATION:PT50M\r\n"))
            .empty());
  CHECK(told(event_with("DTSTART:20261201T100030\r\nDURATION:PT50M\r\n")) ==
        "2 DTSTART: a day and a time as 20261201T100000");
  CHECK(told(event_with("DURATION:PT50M\r\n")) == "2 DTSTART: the event has no start");
}

TEST_CASE("Outlook's names of zones and a registry's before the name are known, quoted or not") {
  const auto in_berlin = [](const std::string& zone) {
    return ical::read("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=" + zone +
                          ":20261201T100000\r\nDURATION:PT50M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                      Zone::named("Europe/Berlin").value(), 9);
  };
  // The first three keep one clock (Berlin, Paris, Warsaw), by CLDR's table.
  for (const char* same :
       {"W. Europe Standard Time", "\"W. Europe Standard Time\"", "Romance Standard Time",
        "Central European Standard Time", "/freeassociation.sourceforge.net/Europe/Berlin",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "\"/mozilla.org/20070129_1/Europe/Rome\"", "Europe/Berlin"}) {
    INFO(same);
    const ReadCalendar calendar = in_berlin(same);
    CHECK(told(calendar).empty());
    REQUIRE(calendar.events.size() == 1);
    CHECK(calendar.events[0].start == at("2026-12-01T10:00"));
  }
  const auto refused = [](const std::string& zone) {
    return "2 DTSTART: a time of " + zone +
           ", whose clock is not that of Europe/Berlin, the clinic's zone";
  };
  CHECK(told(in_berlin("GMT Standard Time")) == refused("Europe/London"));
  CHECK(told(in_berlin("\"Eastern Standard Time\"")) == refused("America/New_York"));
  CHECK(told(in_berlin("/freeassociation.sourceforge.net/Asia/Tokyo")) == refused("Asia/Tokyo"));
  for (const char* unknown : {"W. Europe Time", "/", "/Nowhere/At/All", "w. europe standard time",
                              "/../Europe/Berlin/.."}) {
    INFO(unknown);
    CHECK(told(in_berlin(unknown)) ==
          "2 DTSTART: a time of a zone whose name is not known; the clinic's is Europe/Berlin");
  }
  // Phoenix has no summer time: the same clock in winter alone is another one.
  const ReadCalendar denver = ical::read(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=US Mountain Standard Time"
      ":20261201T100000\r\nDURATION:PT50M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      Zone::named("America/Denver").value(), 9);
  CHECK(told(denver) ==
        "2 DTSTART: a time of America/Phoenix, whose clock is not that of America/Denver, the "
        "clinic's zone");
}

TEST_CASE("every zone that Outlook names is one that the system knows") {
  // Names of one continent each, from Microsoft's list of time zones.
  for (const char* name :
       {"AUS Eastern Standard Time", "Arabian Standard Time", "Atlantic Standard Time",
        "E. South America Standard Time", "GTB Standard Time", "Hawaiian Standard Time",
        "India Standard Time", "Pacific Standard Time", "South Africa Standard Time",
        "Tokyo Standard Time", "UTC", "W. Europe Standard Time", "Yukon Standard Time"}) {
    INFO(name);
    REQUIRE(ical::zone_of_outlook(name));
    CHECK(ical::zone_called(name).ok());
  }
}

TEST_CASE("a file that is broken says where, and what came before is there") {
  CHECK(told(calendar_of("")) == "1 : this is no calendar file");
  CHECK(told(calendar_of("key,name\r\n1,Noor\r\n")) ==
        "1 : the line is not of the form of a calendar file");
  CHECK(told(calendar_of("BEGIN:VCARD\r\nEND:VCARD\r\n")) == "1 : this is no calendar file");
  CHECK(told(calendar_of("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n")) ==
        "3 END: it ends what did not begin there");
  CHECK(told(event_with("SUMMARY:Jos\xe9\r\nDTSTART:20261201T100000\r\nDURATION:PT50M\r\n")) ==
        "3 : it is not written in UTF-8");
  const std::string whole = kGoogle;
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
    const ReadCalendar part = calendar_of(whole.substr(0, size));
    INFO(size);
    REQUIRE_FALSE(part.problems.empty());
    REQUIRE(part.events.size() <= 2);
    if (!part.events.empty()) CHECK(part.events[0].summary == "Haddou, Noor");
  }
}

TEST_CASE("as many events, bytes of a line and dates taken out are read as are allowed") {
  const std::string event = "BEGIN:VEVENT\nDTSTART:20261201T100000\nDURATION:PT50M\nEND:VEVENT\n";
  CHECK(calendar_of("BEGIN:VCALENDAR\n" + event + event + "END:VCALENDAR\n", 2).events.size() == 2);
  CHECK(told(calendar_of("BEGIN:VCALENDAR\n" + event + event + event + "END:VCALENDAR\n", 2)) ==
        "10 : there are more than 2 events");

  const std::string time = "DTSTART:20261201T100000\r\nDURATION:PT50M\r\n";
  const std::string longest = "SUMMARY:" + std::string(ical::kMaxLineBytes - 8, 'x');
  CHECK(told(event_with(time + longest + "\r\n")).empty());
  CHECK(told(event_with(time + longest + "x\r\n")) == "5 : a line has more than 16384 bytes");

  std::string exdates;
  for (std::size_t i = 0; i < ical::kMaxReadExdates; ++i) exdates += "EXDATE:20261201T100000\r\n";
  CHECK(event_with(time + exdates).events.at(0).exdates.size() == ical::kMaxReadExdates);
  CHECK(told(event_with(time + exdates + "EXDATE:20261201T100000\r\n")) ==
        "2 EXDATE: at most 1000 dates are taken out");
}

TEST_CASE("lines are unfolded, and texts are read with their signs") {
  ical::Unfolding lines("A:1\r\n 2\r\n\t3\r\n\r\nB:4\n 5");
  const auto first = lines.next();
  REQUIRE(first);
  CHECK(first->text == "A:123");
  CHECK(first->line == 1);
  const auto second = lines.next();
  REQUIRE(second);
  CHECK(second->text == "B:45");
  CHECK(second->line == 5);
  CHECK_FALSE(lines.next());
  CHECK(ical::text_value("a\\,b\\;c\\\\d\\ne\\") == "a,b;c\\d e\\");
  CHECK(ical::text_values("a,b\\,c,\\") == std::vector<std::string>{"a", "b,c", "\\"});
  const auto line = ical::parse_content_line(1, "dtstart;tzid=\"a:b;c\";x=1:2:3");
  REQUIRE(line);
  CHECK(line->name == "DTSTART");
  CHECK(line->parameters.at("TZID") == "a:b;c");
  CHECK(line->parameters.at("X") == "1");
  CHECK(line->value == "2:3");
  for (const char* none : {"", "A", ":x", "A;B:x", "A;B=\"x:y", "A B:x"}) {
    CHECK_FALSE(ical::parse_content_line(1, none));
  }
}
