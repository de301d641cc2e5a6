// SPDX-License-Identifier: Apache-2.0
#include "server/features/waitlist/waitlist_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::waitlist;
using api::waitlist::Reach;

namespace {

LocalDateTime at(const char* text) {
  return parse_local(text).value();
}
UtcTime utc(const char* text) {
  return parse_utc(text).value();
}
LocalDate day(const char* text) {
  return parse_date(text).value();
}
const Zone& new_york() {
  static const Zone zone = Zone::named("America/New_York").value();
  return zone;
}

Wish wish(Priority priority, const char* requested) {
  Wish made;
  made.priority = priority;
  made.requested_at = at(requested);
  return made;
}

std::string due(Priority priority, const char* requested, std::vector<LocalDate> closed = {}) {
  return format_utc(due_at(wish(priority, requested), {}, closed, new_york()));
}

}  // namespace

TEST_CASE("hours are counted from the first contact, through the night and the clock change") {
  CHECK(due(Priority::kEmergent, "2026-11-24T22:30") == "2026-11-25T06:30:00.000Z");
  CHECK(due(Priority::kUrgent, "2026-11-24T10:00") == "2026-11-26T15:00:00.000Z");
  // In the night of November 1 an hour comes twice: 48 hours later it is an hour earlier.
  CHECK(due(Priority::kUrgent, "2026-10-31T10:00") == "2026-11-02T14:00:00.000Z");
}

TEST_CASE("a routine visit is due at the end of the tenth business day after the contact") {
  // Tuesday, November 24: the tenth is Tuesday, December 8; its end is midnight in New York.
  CHECK(due(Priority::kRoutine, "2026-11-24T10:00") == "2026-12-09T05:00:00.000Z");
  CHECK(due(Priority::kRoutine, "2026-11-24T23:59") == "2026-12-09T05:00:00.000Z");
  // Asked on a Saturday: Monday is the first.
  CHECK(due(Priority::kRoutine, "2026-11-21T10:00") == "2026-12-05T05:00:00.000Z");
}

TEST_CASE("days on which the clinic is closed do not count, and a closed weekend changes nothing") {
  CHECK(due(Priority::kRoutine, "2026-11-24T10:00",
            {day("2026-11-26"), day("2026-11-27"), day("2026-11-28")}) ==
        "2026-12-11T05:00:00.000Z");
}

TEST_CASE("a clinic that is closed for good still has a due day") {
  std::vector<LocalDate> closed;
  for (int i = 0; i < 800; ++i) {
    closed.push_back(LocalDate(std::chrono::local_days(day("2026-11-24")) + std::chrono::days(i)));
  }
  // 732 days after November 24, 2026 is November 25, 2028.
  CHECK(due(Priority::kRoutine, "2026-11-24T10:00", closed) == "2028-11-26T05:00:00.000Z");
}

TEST_CASE("a time fits a wish by its weekday, not before and not after") {
  Wish made = wish(Priority::kRoutine, "2026-11-24T10:00");
  CHECK(fits(made, at("2026-11-29T23:30"), 60));
  made.weekdays = {2, 4};
  CHECK(fits(made, at("2026-12-01T10:00"), 60));
  CHECK(fits(made, at("2026-12-03T10:00"), 60));
  CHECK_FALSE(fits(made, at("2026-12-02T10:00"), 60));
  made.from_minute = 10 * 60;
  made.until_minute = 12 * 60;
  CHECK(fits(made, at("2026-12-01T10:00"), 120));
  CHECK_FALSE(fits(made, at("2026-12-01T09:55"), 60));
  CHECK_FALSE(fits(made, at("2026-12-01T10:05"), 120));
  made.until_minute.reset();
  CHECK(fits(made, at("2026-12-01T23:30"), 60));
  made.until_minute = 24 * 60;
  CHECK_FALSE(fits(made, at("2026-12-01T23:30"), 60));
}

TEST_CASE("a wish that makes no sense is refused by its field") {
  const UtcTime now = utc("2026-11-24T15:00:00.000Z");
  const auto refused = [&](const Wish& made) -> std::string {
    const auto checked = check_wish(made, new_york(), now);
    return checked ? "" : checked.error().field;
  };
  Wish made = wish(Priority::kRoutine, "2026-11-24T10:00");
  CHECK(refused(made).empty());
  made.requested_at = at("2026-11-24T10:01");
  CHECK(refused(made) == "wish.requested_at");
  made.requested_at = at("2025-11-23T10:00");  // 366 days to the minute
  CHECK(refused(made).empty());
  made.requested_at = at("2025-11-23T09:59");
  CHECK(refused(made) == "wish.requested_at");
  made = wish(Priority::kRoutine, "2026-11-24T10:00");
  made.weekdays = {2, 2};
  CHECK(refused(made) == "wish.weekdays");
  made.weekdays = {3, 2};
  CHECK(refused(made) == "wish.weekdays");
  made.weekdays = {2, 3};
  made.from_minute = 601;
  CHECK(refused(made) == "wish.from_minute");
  made.from_minute = 600;
  made.until_minute = 600;
  CHECK(refused(made) == "wish.until_minute");
  made.until_minute = 606;
  CHECK(refused(made) == "wish.until_minute");
  made.until_minute = 605;
  CHECK(refused(made).empty());
}

TEST_CASE("an offer without an answer expires at its very minute, an answered one never") {
  const UtcTime ends = utc("2026-11-24T15:00:00.000Z");
  const UtcTime before = ends - std::chrono::milliseconds(1);
  CHECK(state_of(OfferState::kOpen, ends, before) == OfferState::kOpen);
  CHECK(state_of(OfferState::kOpen, ends, ends) == OfferState::kExpired);
  CHECK(state_of(OfferState::kTaken, ends, ends) == OfferState::kTaken);
  CHECK(state_of(OfferState::kDeclined, ends, ends) == OfferState::kDeclined);
}

TEST_CASE("the report counts who was reached, who was in time, and the middle of the waits") {
  const UtcTime now = utc("2026-11-24T15:00:00.000Z");
  const auto hours = [](int count) { return std::chrono::hours(count); };
  const UtcTime contact = utc("2026-11-02T15:00:00.000Z");
  Served one{.month = day("2026-11-01"),
             .service_name = "Therapy",
             .contact = contact,
             .due = contact + hours(48)};
  Served soon = one;
  soon.offered = contact + hours(1);
  soon.kept = contact + hours(48);  // the standard's last moment is in time
  Served late = one;
  late.offered = contact + hours(4);
  late.kept = contact + hours(49);
  const Served& never = one;
  Served gave_up = one;
  gave_up.ended = contact + hours(47);  // before the standard's time was over: nobody's fault
  Served too_late = one;
  too_late.ended = contact + hours(49);
  Served fresh = one;
  fresh.contact = now - hours(1);
  fresh.due = now + hours(47);
  Served other = soon;
  other.service_name = "Intake";
  Served december = soon;
  december.month = day("2026-12-01");
  const auto rows =
      report_rows({soon, late, never, gave_up, too_late, fresh, other, december}, now);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].service_name == "Intake");
  CHECK(rows[1].service_name == "Therapy");
  CHECK(rows[2].month == day("2026-12-01"));
  CHECK(rows[1].contacts == 6);
  // Judged: soon, late, never, too_late. The middle of 60 and 240 minutes is 150.
  CHECK(rows[1].offered == Reach{2, 2, 4, 150});
  // The middle of 2880 and 2940 is 2910.
  CHECK(rows[1].kept == Reach{2, 1, 4, 2910});
  CHECK(rows[0].kept == Reach{1, 1, 1, 2880});
}

TEST_CASE("the middle of an odd number of waits is the middle one") {
  std::vector<Served> all;
  const UtcTime contact = utc("2026-11-02T15:00:00.000Z");
  for (const int minutes : {30, 10, 500}) {
    all.push_back({.month = day("2026-11-01"),
                   .service_name = "Therapy",
                   .contact = contact,
                   .due = contact + std::chrono::hours(1),
                   .offered = contact + std::chrono::minutes(minutes)});
  }
  const auto rows = report_rows(all, contact + std::chrono::hours(20));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].offered == Reach{3, 2, 3, 30});
  CHECK(rows[0].kept == Reach{0, 0, 3, std::nullopt});
}

TEST_CASE("the report as CSV is what a spreadsheet reads, and no name in it is a formula") {
  const std::string header =
      "month,service,first_contacts,offered,offered_judged,offered_within_standard,"
      "offered_median_minutes,kept,kept_judged,kept_within_standard,kept_median_minutes\r\n";
  CHECK(report_csv({}) == header);
  CHECK(report_csv({{.month = day("2026-03-01"),
                     .service_name = "Couples, \"long\"",
                     .contacts = 6,
                     .offered = {2, 2, 4, 150},
                     .kept = {0, 0, 3, std::nullopt}},
                    {.month = day("2026-04-01"), .service_name = "=1+1", .contacts = 0}}) ==
        header + "2026-03,\"Couples, \"\"long\"\"\",6,2,4,2,150,0,3,0,\r\n" +
            "2026-04,'=1+1,0,0,0,0,,0,0,0,\r\n");
}
