// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <utility>

#include "kiosk/screens/desk/grid.h"
#include "tests/kiosk/support/desk_models.h"

// What stands in a column of the calendar: the hours of a day as they are said, the visits, and the
// free times between them.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::availability::ClosedDay;
using api::availability::Hours;
using api::availability::OfClinicianReply;
using api::availability::TimeOff;
using Kind = GridStretch::Kind;
using Parts = std::vector<GridStretch>;
using rules::SlotType;

constexpr LocalDate kMonday = std::chrono::year(2026) / 11 / 23;
constexpr LocalDate kTuesday = std::chrono::year(2026) / 11 / 24;

// Mondays from nine to five with a lunch at noon, from that Monday on.
OfClinicianReply mondays() {
  OfClinicianReply reply;
  reply.hours.push_back(Hours{.id = {},
                              .revision = 1,
                              .clinician = id_of<StaffId>(1),
                              .from = kMonday,
                              .until = std::nullopt,
                              .blocks = {{1, 540, 720, SlotType::kTherapy},
                                         {1, 720, 780, SlotType::kLunch},
                                         {1, 780, 1020, SlotType::kIntake}}});
  return reply;
}

TimeOff away(LocalDateTime from, LocalDateTime until) {
  return {.id = {}, .revision = 1, .clinician = id_of<StaffId>(1), .from = from, .until = until};
}

BoardRow visit(std::uint8_t number, int hour, int minute, std::int64_t minutes) {
  BoardRow row;
  row.appointment.id = id_of<AppointmentId>(number);
  row.appointment.clinician = id_of<StaffId>(1);
  row.appointment.start = wall(hour, minute);
  row.appointment.minutes = minutes;
  row.client_name = "Petrov, Ana";
  return row;
}

GridColumn column_of(const OfClinicianReply& reply) {
  GridColumn column{.title = "L. Brandt", .clinician = id_of<StaffId>(1), .day = kMonday};
  column.parts = parts_of_day(&reply, {}, kMonday);
  return column;
}

TEST_CASE("a day's parts are the blocks of its weekday, and around them nobody works") {
  const OfClinicianReply reply = mondays();
  CHECK(parts_of_day(&reply, {}, kMonday) == Parts{{0, 540, Kind::kOff},
                                                   {540, 720, Kind::kWork, SlotType::kTherapy},
                                                   {720, 780, Kind::kLunch, SlotType::kLunch},
                                                   {780, 1020, Kind::kWork, SlotType::kIntake},
                                                   {1020, 1440, Kind::kOff}});
  CHECK(parts_of_day(&reply, {}, kTuesday) == Parts{{0, 1440, Kind::kOff}});
}

TEST_CASE("without hours, and before the first ones begin, all of a day is open") {
  const OfClinicianReply none;
  CHECK(parts_of_day(&none, {}, kMonday) == Parts{{0, 1440, Kind::kOpen}});
  CHECK(parts_of_day(nullptr, {}, kMonday) == Parts{{0, 1440, Kind::kOpen}});
  OfClinicianReply later = mondays();
  later.hours[0].from = kTuesday;
  CHECK(parts_of_day(&later, {}, kMonday) == Parts{{0, 1440, Kind::kOpen}});
  OfClinicianReply withdrawn = mondays();
  withdrawn.hours[0].withdrawn = true;
  CHECK(parts_of_day(&withdrawn, {}, kMonday) == Parts{{0, 1440, Kind::kOpen}});
  // After the last day of the last ones nobody works.
  OfClinicianReply over = mondays();
  over.hours[0].until = kMonday;
  CHECK(parts_of_day(&over, {}, std::chrono::year(2026) / 11 / 30) == Parts{{0, 1440, Kind::kOff}});
}

TEST_CASE("time off lies over the work, over midnight too, and a closed day over everything") {
  OfClinicianReply reply = mondays();
  reply.times_off.push_back(away(wall(11, 0), wall(12, 30)));
  reply.times_off.push_back(away(wall(16, 0), wall(24, 0) + std::chrono::hours(9)));
  reply.times_off.push_back(away(wall(13, 0), wall(14, 0)));
  reply.times_off.back().cancelled = true;
  CHECK(parts_of_day(&reply, {}, kMonday) == Parts{{0, 540, Kind::kOff},
                                                   {540, 660, Kind::kWork, SlotType::kTherapy},
                                                   {660, 750, Kind::kAway},
                                                   {750, 780, Kind::kLunch, SlotType::kLunch},
                                                   {780, 960, Kind::kWork, SlotType::kIntake},
                                                   {960, 1440, Kind::kAway}});
  CHECK(parts_of_day(&reply, {}, kTuesday) ==
        Parts{{0, 540, Kind::kAway}, {540, 1440, Kind::kOff}});
  ClosedDay snow{.id = {}, .day = kMonday, .name = "Snow"};
  CHECK(parts_of_day(&reply, {snow}, kMonday) == Parts{{0, 1440, Kind::kClosed}});
  snow.reopened = true;
  CHECK(parts_of_day(&reply, {snow}, kMonday).size() == 6);
}

TEST_CASE("free times are cut at the clock's steps, at visits and at lunch, and nowhere off") {
  GridColumn column = column_of(mondays());
  column.cards = cards_of({visit(1, 9, 0, 50), visit(2, 11, 30, 60)}, column, false);
  REQUIRE(column.cards.size() == 2);
  CHECK(free_cells(column, 480, 840, 30) ==
        std::vector<GridCell>{
            {590, 600}, {600, 630}, {630, 660}, {660, 690}, {750, 780}, {780, 810}, {810, 840}});
}

TEST_CASE("what is drawn goes from one end to the other, and no further than the time is free") {
  GridColumn column = column_of(mondays());
  column.cards = cards_of({visit(1, 9, 0, 53), visit(2, 11, 30, 60)}, column, false);
  const GridSpan shown{540, 1020};
  using Time = std::optional<GridCell>;
  CHECK(drawn_time(column, shown, {600, 615}, {600, 615}) == Time({600, 615}));
  CHECK(drawn_time(column, shown, {600, 615}, {645, 660}) == Time({600, 660}));
  CHECK(drawn_time(column, shown, {645, 660}, {600, 615}) == Time({600, 660}));  // upwards
  CHECK(drawn_time(column, shown, {660, 675}, {720, 735}) == Time({660, 690}));
  // Free from 9:53 on: booked from the next step of five minutes on.
  CHECK(drawn_time(column, shown, {600, 615}, {540, 555}) == Time({595, 615}));
  CHECK(drawn_time(column, shown, {593, 600}, {593, 600}) == Time({595, 600}));
  // From therapy to intake one may draw, and into a lunch: what stands against it the sheet says.
  CHECK(drawn_time(column, shown, {765, 780}, {795, 810}) == Time({765, 810}));
  CHECK(drawn_time(column, shown, {1000, 1020}, {1050, 1065}) == Time({1000, 1020}));
  // Taken in the meantime, or outside the hours.
  CHECK(drawn_time(column, shown, {540, 555}, {600, 615}) == std::nullopt);
  CHECK(drawn_time(column, {480, 1080}, {495, 510}, {600, 615}) == std::nullopt);
}

TEST_CASE("eight hours can be drawn, and not a quarter of an hour more") {
  GridColumn open{.day = kMonday};
  open.parts = parts_of_day(nullptr, {}, kMonday);
  const GridSpan shown{480, 1080};
  using Time = std::optional<GridCell>;
  CHECK(drawn_time(open, shown, {480, 495}, {945, 960}) == Time({480, 960}));
  CHECK(drawn_time(open, shown, {480, 495}, {960, 975}) == Time({480, 960}));
  CHECK(drawn_time(open, shown, {1065, 1080}, {600, 615}) == Time({600, 1080}));
  CHECK(drawn_time(open, shown, {1065, 1080}, {585, 600}) == Time({600, 1080}));
}

TEST_CASE("visits at one time stand beside each other, and one after them has the whole width") {
  GridColumn column{.day = kMonday};
  std::vector<BoardRow> rows = {visit(1, 9, 0, 60), visit(2, 9, 30, 60), visit(3, 10, 0, 60),
                                visit(4, 11, 0, 30), visit(5, 12, 0, 30)};
  rows[4].appointment.state = rules::AppointmentState::kCancelledByClient;  // holds no time
  const std::vector<GridCard> cards = cards_of(rows, column, true);
  CHECK(cards == std::vector<GridCard>{{{0}, 540, 600, 0, 2},
                                       {{1}, 570, 630, 1, 2},
                                       {{2}, 600, 660, 0, 2},
                                       {{3}, 660, 690, 0, 1}});
}

TEST_CASE("what is shown begins and ends with the hour in which somebody works or is seen") {
  GridColumn column = column_of(mondays());
  CHECK(span_of({column}) == GridSpan{540, 1020});
  column.cards = {{{0}, 1015, 1045, 0, 1}};
  CHECK(span_of({column}) == GridSpan{540, 1080});
  GridColumn open{.day = kMonday};
  open.parts = parts_of_day(nullptr, {}, kMonday);
  CHECK(span_of({open}) == GridSpan{480, 1080});
  GridColumn closed{.day = kMonday};
  closed.parts = {{0, 1440, Kind::kClosed}};
  CHECK(span_of({closed}) == GridSpan{480, 1080});
}

TEST_CASE("three visits at one time stand beside each other; of four the last two are one card") {
  GridColumn column{.day = kMonday};
  std::vector<BoardRow> rows = {visit(1, 9, 0, 60), visit(2, 9, 0, 50), visit(3, 9, 10, 50)};
  REQUIRE(rows.size() == kMostBeside);
  CHECK(cards_of(rows, column, true) ==
        std::vector<GridCard>{{{0}, 540, 600, 0, 3}, {{1}, 540, 590, 1, 3}, {{2}, 550, 600, 2, 3}});
  rows.push_back(visit(4, 9, 30, 60));
  CHECK(cards_of(rows, column, true) ==
        std::vector<GridCard>{{{0}, 540, 600, 0, 3},
                              {{1}, 540, 590, 1, 3},
                              {{2, 3}, 550, 630, 2, 3, GridCard::Kind::kMore}});
}

api::appointments::MeetingCard session(std::uint8_t number, int hour, std::uint8_t leader) {
  api::appointments::MeetingCard card;
  card.meeting.id = id_of<api::appointments::MeetingId>(number);
  card.meeting.start = wall(hour, 0);
  card.meeting.minutes = 90;
  card.meeting.room = id_of<RoomId>(2);
  card.meeting.clinicians = {{.clinician = id_of<StaffId>(leader)}};
  return card;
}

TEST_CASE("a session stands with everybody who leads it and in its room, with nobody in it too") {
  const GridColumn hers{.clinician = id_of<StaffId>(1), .day = kMonday};
  GridColumn room{.day = kMonday};
  room.room = id_of<RoomId>(2);
  std::vector<BoardRow> rows = {visit(1, 9, 0, 90), visit(2, 9, 0, 90), visit(3, 13, 0, 60)};
  rows[0].appointment.meeting = rows[1].appointment.meeting =
      id_of<api::appointments::MeetingId>(1);
  std::vector<api::appointments::MeetingCard> all = {session(1, 9, 1), session(2, 11, 1),
                                                     session(3, 15, 3), session(4, 16, 1)};
  all[0].meeting.clinicians.push_back({.clinician = id_of<StaffId>(2)});
  all[3].meeting.state = api::appointments::MeetingState::kCancelled;
  const auto block = [](std::vector<std::size_t> whose, std::int64_t from, std::size_t index) {
    return GridCard{std::move(whose), from, from + 90, 0, 1, GridCard::Kind::kMeeting, {index}};
  };
  CHECK(cards_of(rows, hers, false, all) ==
        std::vector<GridCard>{block({0, 1}, 540, 0), block({}, 660, 1), {{2}, 780, 840, 0, 1}});
  // Who leads it beside her has it in their column, although the visits are hers.
  GridColumn beside = hers;
  beside.clinician = id_of<StaffId>(2);
  CHECK(cards_of(rows, beside, false, all) == std::vector<GridCard>{block({0, 1}, 540, 0)});
  CHECK(cards_of(rows, room, true, all) ==
        std::vector<GridCard>{block({0, 1}, 540, 0), block({}, 660, 1), block({}, 900, 2)});
  GridColumn tuesday = hers;
  tuesday.day = kTuesday;
  CHECK(cards_of(rows, tuesday, false, all).empty());
}

TEST_CASE("a session for which there is no room beside the others is one of those that are more") {
  const GridColumn column{.clinician = id_of<StaffId>(1), .day = kMonday};
  const std::vector<BoardRow> rows = {visit(1, 9, 0, 60), visit(2, 9, 0, 60), visit(3, 9, 0, 60)};
  const std::vector<GridCard> cards = cards_of(rows, column, false, {session(1, 9, 1)});
  REQUIRE(cards.size() == kMostBeside);
  CHECK(cards[0].kind == GridCard::Kind::kMeeting);
  CHECK(cards[2] == GridCard{{1, 2}, 540, 600, 2, 3, GridCard::Kind::kMore});
  const std::vector<GridCard> two =
      cards_of(rows, column, false, {session(1, 9, 1), session(2, 9, 1), session(3, 9, 1)});
  CHECK(two.back() == GridCard{{0, 1, 2}, 540, 630, 2, 3, GridCard::Kind::kMore, {2}});
}

TEST_CASE("a session of several is one block, and so is another one at the same time") {
  GridColumn column{.day = kMonday};
  std::vector<BoardRow> rows = {visit(1, 9, 0, 90), visit(2, 9, 0, 90), visit(3, 9, 0, 90),
                                visit(4, 9, 0, 90), visit(5, 9, 0, 90)};
  for (const std::size_t i : {0, 1, 3}) {
    rows[i].appointment.meeting = id_of<api::appointments::MeetingId>(1);
  }
  rows[4].appointment.meeting = id_of<api::appointments::MeetingId>(2);
  rows[3].appointment.state = rules::AppointmentState::kCancelledByClient;
  CHECK(cards_of(rows, column, true) ==
        std::vector<GridCard>{{{0, 1}, 540, 630, 0, 3, GridCard::Kind::kMeeting},
                              {{2}, 540, 630, 1, 3},
                              {{4}, 540, 630, 2, 3, GridCard::Kind::kMeeting}});
}

TEST_CASE("sixty clinicians or rooms are columns, and one more is not") {
  const GridFrame frame{.day = kMonday, .today = kMonday};
  for (const GridOf of : {GridOf::kDay, GridOf::kRooms}) {
    GridModel model{.of = of};
    const auto add = [&](std::uint8_t number) {
      model.clinicians.push_back({id_of<StaffId>(number), "L. Brandt", "", {}, false});
      model.rooms.push_back({id_of<RoomId>(number), "Room", false});
    };
    for (std::uint8_t i = 1; i <= 60; ++i) add(i);
    CHECK(columns_of(model, frame, {}).size() == 60);
    add(61);
    const std::vector<GridColumn> columns = columns_of(model, frame, {});
    REQUIRE(columns.size() == 60);
    const bool rooms = of == GridOf::kRooms;
    CHECK((rooms ? columns[59].room == id_of<RoomId>(60)
                 : columns[59].clinician == id_of<StaffId>(60)));
  }
}

TEST_CASE("a week begins on its Monday") {
  CHECK(monday_of(kMonday) == kMonday);
  CHECK(monday_of(kTuesday) == kMonday);
  CHECK(monday_of(std::chrono::year(2026) / 11 / 29) == kMonday);  // a Sunday
  CHECK(monday_of(std::chrono::year(2027) / 1 / 1) == std::chrono::year(2026) / 12 / 28);
}

}  // namespace
}  // namespace alcove::tests
