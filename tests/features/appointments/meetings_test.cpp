// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
using contract::MeetingKind;
using contract::MeetingPart;

TEST_CASE("a family session holds its clinicians and its room once, and each of its clients") {
  MeetingBook book;
  auto request = book.family("2026-12-01T10:00");
  request.clinicians = {kBrandt, kReyes};
  const contract::Meeting meeting = book.try_meet(request).value();
  REQUIRE(meeting.clinicians.size() == 2);
  CHECK(meeting.clinicians[0].name == "L. Brandt");
  CHECK_FALSE(meeting.clinicians[1].substitute);
  const auto refused = [&](const char* start, StaffId clinician, std::optional<RoomId> room,
                           ClientId client) {
    auto wanted = book.booking(start, 30);
    wanted.clinician = clinician;
    wanted.room = room;
    wanted.client = client;
    return book.refusal(wanted);
  };
  CHECK(refused("2026-12-01T10:30", kBrandt, {}, book.lee) ==
        "taken clinician: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  CHECK(refused("2026-12-01T09:45", kReyes, {}, book.lee) ==
        "taken clinician: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  const StaffId third = book.add_clinician("T. Nguyen");
  CHECK(refused("2026-12-01T10:30", third, book.room_1, book.lee) ==
        "taken room: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  CHECK(refused("2026-12-01T10:30", third, book.room_2, book.sam) ==
        "taken client: taken from 10:00 to 11:00 (Therapy, L. Brandt)");
  CHECK(refused("2026-12-01T11:00", kReyes, book.room_1, book.sam).empty());
  CHECK(refused("2026-12-01T09:30", kBrandt, book.room_1, book.ana).empty());
}

TEST_CASE(
    "each client of a meeting has an appointment of their own, and one is the identified one") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const Appointment ana = book.place_of(meeting.id, book.ana);
  const Appointment sam = book.place_of(meeting.id, book.sam);
  CHECK(ana.part == MeetingPart::kIdentified);
  CHECK(sam.part == MeetingPart::kMember);
  CHECK(ana.meeting == meeting.id);
  CHECK(ana.state == AppointmentState::kScheduled);
  CHECK(ana.room == book.room_1);
  CHECK(ana.clinician == kBrandt);
  CHECK(format_local(sam.start) == "2026-12-01T10:00");
  CHECK(sam.minutes == 60);
  CHECK(book.history_of(sam.id).size() == 1);
  CHECK(meeting.title.empty());
}

TEST_CASE("a couple is two, a family at least two, and a group is booked elsewhere") {
  MeetingBook book;
  auto request = book.family("2026-12-01T10:00");
  request.kind = MeetingKind::kGroup;
  CHECK(book.try_meet(request).error().field == "kind");
  request.kind = MeetingKind::kCouple;
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  CHECK(book.try_meet(request).error().field == "attendees");
  request.attendees.pop_back();
  request.attendees.pop_back();
  CHECK(book.try_meet(request).error().field == "attendees");
  request.kind = MeetingKind::kFamily;
  CHECK(book.try_meet(request).error().field == "attendees");
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  request.kind = MeetingKind::kCouple;
  const contract::Meeting couple = book.try_meet(request).value();
  CHECK(book.try_join(couple, book.sam, contract::MeetingPart::kMember).error().field == "part");
  CHECK(book.try_join(couple, book.sam, contract::MeetingPart::kGuest).ok());
}

TEST_CASE("of several clinicians and clients the refusal says which") {
  MeetingBook book;
  const auto why = [&](auto change) {
    auto request = book.family("2026-12-01T10:00");
    change(request);
    return MeetingBook::why(book.try_meet(request));
  };
  auto elsewhere = book.booking("2026-12-01T10:30");
  elsewhere.client = book.sam;
  elsewhere.clinician = kReyes;
  elsewhere.room = book.room_2;
  REQUIRE(book.try_book(elsewhere).ok());
  CHECK(why([](auto&) {}) ==
        "taken attendees[1].client: taken from 10:30 to 11:30 (Therapy, A. Reyes)");
  CHECK(why([](auto& r) {
          r.clinicians = {kBrandt, kReyes};
        }) == "taken clinicians[1]: taken from 10:30 to 11:30 (Therapy, A. Reyes)");
  CHECK(why([&](auto& r) { r.room = book.room_2; }) ==
        "taken room: taken from 10:30 to 11:30 (Therapy, A. Reyes)");
  CHECK(why([](auto& r) { r.clinicians = {}; }) == "out_of_range clinicians: somebody leads it");
  CHECK(why([](auto& r) {
          r.clinicians = {kBrandt, kBrandt};
        }) == "out_of_range clinicians: each of them once");
  CHECK(why([](auto& r) {
          r.clinicians = {kBrandt, kGone};
        }).starts_with("not_found clinicians[1]"));
  CHECK(why([](auto& r) { r.clinicians = {kOrtiz}; }).starts_with("not_found clinicians[0]"));
  CHECK(why([&](auto& r) {
          r.attendees[1].client = book.ana;
        }).starts_with("taken attendees[1].client"));
  CHECK(why([&](auto& r) {
          r.attendees[1] = {r.attendees[0].appointment, book.lee};
        }).starts_with("already_exists attendees[1].appointment"));
  CHECK(why([&](auto& r) {
          r.attendees[0].client = id_of<ClientId>(9);
        }).starts_with("not_found attendees[0].client"));
  CHECK(
      why([](auto& r) { r.meeting = contract::MeetingId(); }).starts_with("out_of_range meeting"));
  CHECK(why([](auto& r) { r.room = id_of<RoomId>(9); }).starts_with("not_found room"));
  CHECK(why([](auto& r) {
          r.service = id_of<contract::ServiceId>(9);
        }).starts_with("not_found service"));
  // Nothing of what was refused is left.
  CHECK(book.answer(contract::day, {parse_date("2026-12-01").value(), {}}).meetings.empty());
}

TEST_CASE("what every clinician's hours say is asked, and a reason overrides only what is soft") {
  MeetingBook book;
  const std::vector<hours_of::Block> tuesday = {{2, 8 * 60, 12 * 60, rules::SlotType::kTherapy},
                                                {2, 12 * 60, 13 * 60, rules::SlotType::kLunch},
                                                {2, 13 * 60, 17 * 60, rules::SlotType::kTherapy}};
  book.works(kReyes, tuesday);
  auto lunch = book.family("2026-12-01T11:30");
  lunch.clinicians = {kBrandt, kReyes};
  CHECK(MeetingBook::why(book.try_meet(lunch)) ==
        "missing_field override_reason: lunch from 12:00 to 12:30");
  lunch.override_reason = "the only hour the school gives them";
  REQUIRE(book.try_meet(lunch).ok());
  const auto shown = book.answer(contract::open_meeting, {lunch.meeting});
  REQUIRE(shown.history.size() == 1);
  CHECK(shown.history[0].overridden == std::vector{rules::ConflictKind::kLunch});
  CHECK(shown.history[0].override_reason == "the only hour the school gives them");
  auto late = book.family("2026-12-01T16:30");
  late.clinicians = {kBrandt, kReyes};
  late.override_reason = "all the same";
  CHECK(MeetingBook::why(book.try_meet(late)) ==
        "out_of_range start: outside the clinician's hours from 17:00 to 17:30");
}

TEST_CASE("a meeting is one visit of its clinicians' day") {
  MeetingBook book;
  book.cap(kBrandt, 2);
  book.met("2026-12-01T10:00");
  auto second = book.asking("2026-12-01T12:00");
  CHECK(book.refusal(second).empty());
  CHECK(book.refusal(book.asking("2026-12-01T14:00")).starts_with("missing_field override_reason"));
  auto meeting = book.family("2026-12-01T15:00");
  CHECK(MeetingBook::why(book.try_meet(meeting)).starts_with("missing_field override_reason"));
}

TEST_CASE("a room has as many seats as it has, and no more clients are booked into it") {
  MeetingBook book;
  book.set_seats(book.room_1, "Room 1", 2);
  auto request = book.family("2026-12-01T10:00");
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  CHECK(MeetingBook::why(book.try_meet(request)) ==
        "out_of_range room: the room has 2 seats, and 3 come");
  request.room = book.room_2;  // nobody counts its seats
  CHECK(book.try_meet(request).ok());
  const contract::Meeting two = book.met("2026-12-02T10:00");
  CHECK(MeetingBook::why(book.try_join(two, book.lee)) ==
        "out_of_range room: the room has 2 seats, and 3 come");
  book.set_seats(book.room_1, "Room 1", 3);
  CHECK(book.try_join(two, book.lee).ok());
  book.set_seats(book.room_1, "Room 1", 2);  // who has a place keeps it
  CHECK(book.stored_meeting(two.id).state == contract::MeetingState::kStands);
  const contract::Meeting elsewhere = book.stored_meeting(request.meeting);
  CHECK(book.try_assign_all(elsewhere, {kBrandt}, book.room_1).error().field == "room");
}

TEST_CASE("a guest joins what stands, once, while they are nowhere else") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  CHECK(book.try_join(meeting, book.ana).error().field == "client");
  CHECK(book.try_join(meeting, book.lee, MeetingPart::kIdentified).error().field == "part");
  const Appointment place = book.try_join(meeting, book.lee).value();
  CHECK(place.part == MeetingPart::kGuest);
  CHECK(place.meeting == meeting.id);
  CHECK(book.try_join(meeting, book.lee).error().code == ErrorCode::kTaken);
  contract::Meeting unknown = meeting;
  unknown.id = id_of<contract::MeetingId>(9);
  CHECK(book.try_join(unknown, book.lee).error().code == ErrorCode::kNotFound);
  REQUIRE(book.try_cancel_all(meeting).ok());
  CHECK(book.try_join(meeting, book.lee).error().code == ErrorCode::kWrongState);
}

TEST_CASE("sixty have a place in a meeting and nobody more, until one of them leaves") {
  MeetingBook book;
  auto request = book.family("2026-12-01T10:00");
  for (char i = 2; i < static_cast<char>(contract::kMaxAttendees); ++i) {
    const std::string family = std::string("V") + std::string(3, static_cast<char>('a' + i % 26));
    const std::string born = std::to_string(1930 + i) + "-05-05";  // all of them other people
    request.attendees.push_back(
        {book.new_id<AppointmentId>(), book.add_client("Kim", family.c_str(), born.c_str())});
  }
  const contract::Meeting meeting = book.try_meet(request).value();
  CHECK(book.try_join(meeting, book.lee).error().code == ErrorCode::kTaken);
  REQUIRE(
      book.try_cancel(book.place_of(meeting.id, book.sam), contract::CancelledBy::kClient).ok());
  CHECK(book.try_join(meeting, book.lee).ok());
  CHECK(MeetingBook::why(book.try_undo(book.place_of(meeting.id, book.sam))) ==
        "taken meeting: it has at most 60 places");
  auto more = book.family("2026-12-02T10:00");
  more.attendees.resize(contract::kMaxAttendees + 1, more.attendees[0]);
  CHECK(list_refused(book.ask(contract::book_meeting, more)) == "attendees");
}

TEST_CASE("six lead a meeting, and a seventh is refused") {
  MeetingBook book;
  auto request = book.family("2026-12-01T10:00");
  while (request.clinicians.size() < contract::kMaxMeetingClinicians) {
    request.clinicians.push_back(book.add_clinician("T. Nguyen"));
  }
  auto seven = request;
  seven.clinicians.push_back(book.add_clinician("O. Park"));
  CHECK(list_refused(book.ask(contract::book_meeting, seven)) == "clinicians");
  CHECK(code_in(book.ask(contract::book_meeting, request)).empty());
}

TEST_CASE("a hundred meetings are booked on a day, and a hundred and first is refused") {
  MeetingBook book;
  const contract::Meeting one = book.met("2026-12-01T10:00");
  const auto fill = [&](int count) {
    REQUIRE(
        book.write<bool>(
                Book::desk(),
                [&](audit::WriteTxn& txn) -> Result<bool> {
                  for (int i = 0; i < count; ++i) {
                    txn.change(
                           "INSERT INTO meeting SELECT randomblob(16), revision, kind, title, "
                           "service, NULL, day, start, minutes, zone, start_at, end_at, holds_to, "
                           "time_shifted, state, 0, state_since, most, resources, least, "
                           "cancelled_by FROM "
                           "meeting "
                           "WHERE id = $id")
                        .bind("$id", one.id)
                        .execute();
                  }
                  txn.record({.action = "test.fill"});
                  return true;
                })
            .ok());
  };
  fill(98);
  CHECK(book.try_meet(book.family("2026-12-01T12:00")).ok());
  CHECK(MeetingBook::why(book.try_meet(book.family("2026-12-01T14:00"))) ==
        "too_many start: a day has at most 100 sessions");
  const contract::Meeting other = book.met("2026-12-02T14:00");
  CHECK(MeetingBook::why(book.try_move_all(MeetingBook::moving_all(other, "2026-12-01T14:00"))) ==
        "too_many start: a day has at most 100 sessions");
}

TEST_CASE("a place in a meeting is not moved or given to somebody else by itself") {
  MeetingBook book;
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  const Appointment place = book.place_of(meeting.id, book.ana);
  CHECK(MeetingBook::why(book.try_move(book.moving(place, "2026-12-02T10:00"))) ==
        "wrong_state appointment: it is a place in a session of several");
  CHECK(MeetingBook::why(book.try_assign(place, kReyes, book.room_1)) ==
        "wrong_state appointment: it is a place in a session of several");
}

TEST_CASE("looking for a time sees meetings: free, first free, and a room that is to be retired") {
  MeetingBook book;
  auto request = book.family("2026-12-01T10:00");
  request.clinicians = {kBrandt, kReyes};
  REQUIRE(book.try_meet(request).ok());
  contract::FreeRequest free;
  free.start = at("2026-12-01T10:30");
  free.minutes = 60;
  free.clinician = kReyes;
  free.room = book.room_1;
  const auto found = book.answer(contract::find_free, free);
  REQUIRE(found.collisions.size() == 2);
  CHECK(format_local(found.collisions[0].end) == "2026-12-01T11:00");
  CHECK(found.free_rooms == std::vector{book.room_2});
  REQUIRE_FALSE(found.other_starts.empty());
  CHECK(format_local(found.other_starts[0]) == "2026-12-01T11:00");
  book.works(kReyes, {{2, 10 * 60, 12 * 60, rules::SlotType::kTherapy}});
  const auto openings = book.answer(
      contract::first_free,
      {.service = request.service, .clinician = kReyes, .from = parse_date("2026-12-01").value()});
  REQUIRE_FALSE(openings.openings.empty());
  CHECK(format_local(openings.openings[0].start) == "2026-12-01T11:00");
  CHECK(book.try_change_room({book.room_1, "Room 1", true}).error().detail ==
        "appointments still to come in this room: 1");
}
