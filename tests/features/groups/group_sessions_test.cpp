// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/groups/group_book.h"

using namespace alcove;
using namespace alcove::testing;
using contract::MeetingPart;

TEST_CASE("a session of a group has a place for each who belongs to it that day") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  group::Membership gone = book.joining(group, book.sam);
  gone.leave_day = GroupBook::day("2026-11-30");
  gone.reason = "moved away";
  REQUIRE(book.try_belong(gone).ok());
  book.belongs(group, book.lee, "2026-12-01");
  const group::BookSessionReply booked = book.booked_session(group, "2026-12-01T10:00");
  CHECK(booked.places == 2);
  CHECK_FALSE(booked.below_least);
  CHECK(booked.left_out.empty());
  CHECK(booked.meeting.title == "Worry less");
  CHECK(booked.meeting.most == 4);
  CHECK(booked.meeting.clinicians.at(0).clinician == kBrandt);
  CHECK(book.place_of(booked.meeting.id, book.ana).part == MeetingPart::kMember);
  CHECK(book.place_of(booked.meeting.id, book.lee).state == AppointmentState::kScheduled);
  CHECK(book.count_places(booked.meeting.id) == 2);
  const auto opened = book.answer(group::open, {group.id});
  REQUIRE(opened.sessions.size() == 1);
  CHECK(opened.sessions[0].clinicians.at(0).name == "L. Brandt");
  CHECK(opened.members.size() == 3);
}

TEST_CASE("members who are elsewhere at that time are kept out of the session and listed") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  book.belongs(group, book.sam);
  auto elsewhere = book.booking("2026-12-01T11:00", 30);
  elsewhere.client = book.sam;
  elsewhere.clinician = kReyes;
  elsewhere.room = book.room_2;
  REQUIRE(book.try_book(elsewhere).ok());
  const std::int64_t head = book.box.ledger->head().number;
  const group::BookSessionReply booked = book.booked_session(group, "2026-12-01T10:00");
  CHECK(booked.places == 1);
  CHECK(booked.below_least);  // two are asked for
  REQUIRE(booked.left_out.size() == 1);
  CHECK(booked.left_out[0].client_name == "Haddad, Sam");
  CHECK(booked.left_out[0].record_number == 10002);
  CHECK(format_local(booked.left_out[0].start) == "2026-12-01T11:00");
  CHECK(format_local(booked.left_out[0].end) == "2026-12-01T11:30");
  const auto events = events_since(book, head);
  CHECK(events.back().action == "group.book_session");
  CHECK(events.back().detail ==
        "session " + booked.meeting.id.text() + "; 1 places; left out 10002");
}

TEST_CASE("guests come for once, and members and guests together are no more than its places") {
  GroupBook book;
  group::Group wanted = book.anxiety();
  wanted.most = 2;
  const group::Group group = book.try_set(wanted).value();
  book.belongs(group, book.ana);
  const contract::Meeting meeting = book.booked_session(group, "2026-12-01T10:00").meeting;
  CHECK(book.try_join(meeting, book.sam)->part == MeetingPart::kGuest);
  CHECK(MeetingBook::why(book.try_join(meeting, book.lee)) ==
        "taken meeting: it has at most 2 places");
  CHECK(book.booked_session(group, "2026-12-08T10:00").places == 1);
}

TEST_CASE(
    "a session is on a day of the cycle, and what stands against a booking stands against it") {
  GroupBook book;
  const group::Group group = book.made();
  const auto why = [&](const char* start) {
    return MeetingBook::why(book.try_session(book.session(group, start)));
  };
  CHECK(why("2027-01-01T10:00") == "out_of_range start: a day on which the group exists");
  CHECK(why("2026-10-31T10:00").starts_with("out_of_range start"));
  REQUIRE(book.try_book(book.booking("2026-12-01T11:00")).ok());
  CHECK(why("2026-12-01T10:00") == "taken room: taken from 11:00 to 12:00 (Therapy, L. Brandt)");
  auto other_room = book.session(group, "2026-12-01T10:00");
  other_room.room = book.room_2;
  CHECK(MeetingBook::why(book.try_session(other_room)) ==
        "taken clinicians[0]: taken from 11:00 to 12:00 (Therapy, L. Brandt)");
  other_room.clinicians = {kReyes};  // somebody else leads it that day
  CHECK(book.try_session(other_room)->meeting.clinicians.at(0).name == "A. Reyes");
  group::Group nowhere = group;
  nowhere.id = id_of<group::GroupId>(9);
  CHECK(book.try_session(book.session(nowhere, "2026-12-01T10:00")).error().code ==
        ErrorCode::kNotFound);
  book.set_seats(book.room_2, "Room 2", 1);
  book.belongs(group, book.ana);
  book.belongs(group, book.sam);
  auto small = book.session(group, "2026-12-08T10:00");
  small.room = book.room_2;
  CHECK(MeetingBook::why(book.try_session(small)) ==
        "out_of_range room: the room has 1 seats, and 2 come");
}

TEST_CASE("who joins or leaves a group joins or leaves the sessions that are booked already") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  const auto first = book.booked_session(group, "2026-12-01T10:00").meeting;
  const auto second = book.booked_session(group, "2026-12-08T10:00").meeting;
  auto elsewhere = book.booking("2026-12-08T10:30");
  elsewhere.client = book.sam;
  elsewhere.clinician = kReyes;
  elsewhere.room = book.room_2;
  REQUIRE(book.try_book(elsewhere).ok());
  const group::MembershipReply joined = book.try_belong(book.joining(group, book.sam)).value();
  CHECK(joined.joined == 1);
  REQUIRE(joined.left_out.size() == 1);
  CHECK(joined.left_out[0].meeting == second.id);
  CHECK(book.state_of(first.id, book.sam) == AppointmentState::kScheduled);

  group::Membership leaving = joined.membership;
  leaving.leave_day = GroupBook::day("2026-11-30");
  leaving.reason = "the bus does not go any more";
  const group::MembershipReply left = book.try_belong(leaving).value();
  CHECK(left.cancelled == 1);
  CHECK(book.state_of(first.id, book.sam) == AppointmentState::kCancelledByClinic);
  CHECK(book.history_of(book.place_of(first.id, book.sam).id).back().reason == leaving.reason);
  CHECK(book.state_of(first.id, book.ana) == AppointmentState::kScheduled);
  // And back: one place more, the cancelled one stays in the history.
  group::Membership back = left.membership;
  back.leave_day.reset();
  CHECK(book.try_belong(back)->joined == 1);
  CHECK(book.count_places(first.id) == 3);
}

TEST_CASE("who told a session that they would not come is not put into it by a change of dates") {
  GroupBook book;
  const group::Group group = book.made();
  group::Membership member = book.belongs(group, book.ana);
  const auto session = book.booked_session(group, "2026-12-01T10:00").meeting;
  REQUIRE(
      book.try_attend(book.place_of(session.id, book.ana).id, rules::Attendance::kExcused).ok());
  member.leave_day = GroupBook::day("2026-12-20");
  member.reason = "holidays";
  CHECK(book.try_belong(member)->joined == 0);
  CHECK(book.count_places(session.id) == 1);
}

TEST_CASE("a session that was cancelled or has begun is left as it is when somebody joins") {
  GroupBook book;
  const group::Group group = book.made();
  const auto begun = book.booked_session(group, "2026-11-24T09:30").meeting;
  const auto cancelled = book.booked_session(group, "2026-12-01T10:00").meeting;
  REQUIRE(book.try_cancel_all(cancelled).ok());
  CHECK(book.try_belong(book.joining(group, book.ana))->joined == 0);
  CHECK(book.count_places(begun.id) == 0);
  CHECK(book.count_places(cancelled.id) == 0);
}

TEST_CASE("each role at each station does with groups as with the book, but for the biller") {
  struct Expected {
    std::string list;  // which there are
    std::string members;
    std::string write;
  };
  const std::string no = "forbidden";
  const std::string nobody = "not_signed_in";
  const std::map<std::string, Expected> by_role = {
      {"front_desk", {"", "", ""}},    {"clinician", {"", "", ""}},
      {"supervisor", {"", "", ""}},    {"prescriber", {"", "", ""}},
      {"biller", {"", no, no}},        {"privacy_officer", {"", "", no}},
      {"administrator", {no, no, no}}, {"", {nobody, nobody, nobody}}};
  for (const auto& [role, expected] : by_role) {
    INFO(role);
    GroupBook book;
    const group::Group there = book.made();
    for (const wire::Station station :
         {wire::Station::kFrontDesk, wire::Station::kTherapyRoom, wire::Station::kLobby}) {
      const bool lobby = station == wire::Station::kLobby;
      const access::Principal from = Book::terminal(station, 7);
      const auto code = [&](const auto& route, const auto& request) {
        return code_in(book.ask(route, request, role, from));
      };
      const std::string read = lobby ? "wrong_station" : expected.members;
      const std::string write = lobby ? "wrong_station" : expected.write;
      CHECK(code(group::list, wire::Nothing{}) == (lobby ? "wrong_station" : expected.list));
      CHECK(code(group::open, group::GroupRequest{there.id}) == read);
      CHECK(code(group::history, group::HistoryRequest{there.id, {}}) == read);
      group::Group fresh = book.anxiety();
      fresh.name = role + std::string(wire::word_of(station));
      CHECK(code(group::set_group, fresh) == write);
      const bool at_desk = station == wire::Station::kFrontDesk;
      CHECK(code(group::set_membership, book.joining(there, at_desk ? book.ana : book.sam)) ==
            write);
      CHECK(code(group::book_session,
                 book.session(there, at_desk ? "2026-12-01T10:00" : "2026-12-08T10:00")) == write);
    }
  }
}

TEST_CASE("a session that is moved has those who belong to the group on its new day") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  group::Membership leaving = book.joining(group, book.sam);
  leaving.leave_day = GroupBook::day("2026-12-03");
  leaving.reason = "moves away";
  REQUIRE(book.try_belong(leaving).ok());
  book.belongs(group, book.lee, "2026-12-04");
  const contract::Meeting meeting = book.booked_session(group, "2026-12-01T10:00").meeting;
  REQUIRE(book.count_places(meeting.id) == 2);
  const auto moved =
      book.try_move_all(MeetingBook::moving_all(meeting, "2026-12-08T10:00")).value();
  CHECK(moved.moved == 1);
  CHECK(moved.joined == 1);
  CHECK(moved.cancelled == 1);
  CHECK(moved.left_out == 0);
  CHECK(book.place_of(meeting.id, book.ana).start == at("2026-12-08T10:00"));
  CHECK(book.place_of(meeting.id, book.lee).start == at("2026-12-08T10:00"));
  CHECK(book.state_of(meeting.id, book.sam) == AppointmentState::kCancelledByClinic);
  // And back: who joins later has no place then, and says why in their own history.
  const contract::Meeting now = book.stored_meeting(meeting.id);
  const auto back = book.try_move_all(MeetingBook::moving_all(now, "2026-12-01T10:00")).value();
  CHECK(back.joined == 1);
  CHECK(back.cancelled == 1);
  CHECK(book.state_of(meeting.id, book.lee) == AppointmentState::kCancelledByClinic);
  CHECK(book.history_of(book.place_of(meeting.id, book.lee).id).back().reason ==
        "the room is painted");
  const auto again = book.try_move_all(
      MeetingBook::moving_all(book.stored_meeting(meeting.id), "2026-12-08T10:00"));
  CHECK(MeetingBook::why(again).empty());
  CHECK(again->joined == 1);
}

TEST_CASE("who joins a session because it is moved and is elsewhere then is counted as left out") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  book.belongs(group, book.lee, "2026-12-04");
  const contract::Meeting meeting = book.booked_session(group, "2026-12-01T10:00").meeting;
  auto elsewhere = book.booking("2026-12-08T11:00", 30);
  elsewhere.client = book.lee;
  elsewhere.clinician = kReyes;
  elsewhere.room = book.room_2;
  REQUIRE(book.try_book(elsewhere).ok());
  const auto moved =
      book.try_move_all(MeetingBook::moving_all(meeting, "2026-12-08T10:00")).value();
  CHECK(moved.left_out == 1);
  CHECK(moved.joined == 0);
  CHECK(book.count_places(meeting.id) == 1);
}

TEST_CASE("a session of a group stays within its cycle, and the group knows its new day") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  const contract::Meeting first = book.booked_session(group, "2026-12-01T10:00").meeting;
  const contract::Meeting second = book.booked_session(group, "2026-12-08T10:00").meeting;
  CHECK(MeetingBook::why(book.try_move_all(MeetingBook::moving_all(first, "2027-01-05T10:00"))) ==
        "out_of_range start: a day on which the group exists");
  REQUIRE(book.try_move_all(MeetingBook::moving_all(first, "2026-12-15T10:00")).ok());
  const auto sessions = book.answer(group::open, {group.id}).sessions;
  REQUIRE(sessions.size() == 2);
  CHECK(sessions[0].id == first.id);  // the latest first
  CHECK(sessions[1].id == second.id);
  // Who joins now is put into both, at the times that they have.
  CHECK(book.try_belong(book.joining(group, book.lee, "2026-12-10")).value().joined == 1);
  CHECK(book.place_of(first.id, book.lee).start == at("2026-12-15T10:00"));
}

TEST_CASE("a group's session takes what a visit takes, each in one at a time") {
  GroupBook book;
  const group::Group group = book.made();
  book.belongs(group, book.ana);
  const api::resources::SetRequest kit{.id = book.new_id<api::resources::ResourceId>(),
                                       .name = "Test kit"};
  GroupBook::must(book.write<api::resources::Resource>(
      Book::desk(), [&](audit::WriteTxn& txn) { return appointments::set_resource(kit, txn); }));
  auto wanted = book.session(group, "2026-12-01T10:00");
  wanted.resources = std::vector{kit.id};
  const group::BookSessionReply booked = book.try_session(wanted).value();
  CHECK(booked.meeting.resources == std::vector{kit.id});
  CHECK(book.place_of(booked.meeting.id, book.ana).resources == std::vector{kit.id});
  CHECK(book.belongs(group, book.lee).revision == 1);
  CHECK(book.place_of(booked.meeting.id, book.lee).resources == std::vector{kit.id});
  auto another = book.session(group, "2026-12-01T11:00");
  another.room = book.room_2;
  another.clinicians = {kReyes};
  another.resources = std::vector{kit.id};
  CHECK(book.try_session(another).error() ==
        Error{ErrorCode::kTaken, "resource",
              "Test kit: taken from 10:00 to 11:30 (Therapy, L. Brandt)"});
  another.resources = std::vector<api::resources::ResourceId>(5, kit.id);
  CHECK(list_refused(book.ask(group::book_session, another)) == "resources");
}

TEST_CASE("a cancelled session is not brought back once its group has ended") {
  GroupBook book;
  group::Group group = book.made();
  const contract::Meeting last = book.booked_session(group, "2026-12-15T10:00").meeting;
  REQUIRE(book.try_cancel_all(last).ok());
  const contract::Meeting off = book.stored_meeting(last.id);
  group.last_day = GroupBook::day("2026-12-14");
  group = book.try_set(group).value();
  CHECK(MeetingBook::why(book.try_restore(off)) ==
        "wrong_state group: the group does not meet on that day any more");
  CHECK(book.stored_meeting(last.id).revision == off.revision);
  group.last_day = GroupBook::day("2026-12-15");
  group.retired = true;
  group = book.try_set(group).value();
  CHECK(MeetingBook::why(book.try_restore(off)) ==
        "wrong_state group: the group does not meet any more");
  group.retired = false;
  group = book.try_set(group).value();
  CHECK(book.try_restore(off).ok());  // on its very last day
}

TEST_CASE("a session is not moved to a time at which its group no longer meets") {
  GroupBook book;
  group::Group group = book.made();
  const contract::Meeting over = book.booked_session(group, "2026-11-24T09:00").meeting;
  book.box.clock.advance(std::chrono::hours(24));
  group.retired = true;
  REQUIRE(book.try_set(group).ok());
  CHECK(MeetingBook::why(book.try_move_all(book.moving_all(over, "2026-12-01T10:00"))) ==
        "wrong_state group: the group does not meet any more");
  // What it met for is put right all the same.
  CHECK(book.try_move_all(book.moving_all(over, "2026-11-24T08:30")).ok());
}

TEST_CASE("a session says the least that its group had when it was booked") {
  GroupBook book;
  group::Group group = book.made();
  const contract::Meeting meeting = book.booked_session(group, "2026-12-01T10:00").meeting;
  CHECK(meeting.least == 2);
  group.least = 3;
  REQUIRE(book.try_set(group).ok());
  CHECK(book.stored_meeting(meeting.id).least == 2);
  CHECK(book.booked_session(group, "2026-12-08T10:00").meeting.least == 3);
  CHECK_FALSE(book.met("2026-12-02T10:00").least.has_value());
}

TEST_CASE("a session that stands again is of who belongs to the group by then") {
  GroupBook book;
  const group::Group made = book.made();
  group::Membership ana = book.belongs(made, book.ana);
  const group::Membership sam = book.belongs(made, book.sam);
  const auto session = book.booked_session(made, "2026-12-01T10:00").meeting;
  // Sam is away that day, whatever becomes of the session.
  REQUIRE(
      book.try_cancel(book.place_of(session.id, book.sam), contract::CancelledBy::kClient).ok());
  REQUIRE(book.try_join(session, book.lee).ok());  // a guest belongs to no group
  REQUIRE(book.try_cancel_all(session).ok());
  ana.leave_day = book.day("2026-11-30");
  ana.reason = "is well again";
  ana.revision = 1;
  REQUIRE(book.try_belong(ana).ok());
  const ClientId kim = book.add_client("Kim", "Young", "1988-03-01");
  book.belongs(made, kim, "2026-11-25");
  REQUIRE(book.try_restore(book.stored_meeting(session.id)).ok());
  CHECK(book.state_of(session.id, book.ana) == AppointmentState::kCancelledByClinic);
  CHECK(book.state_of(session.id, book.sam) == AppointmentState::kCancelledByClient);
  CHECK(book.state_of(session.id, book.lee) == AppointmentState::kScheduled);
  CHECK(book.state_of(session.id, kim) == AppointmentState::kScheduled);
  CHECK(book.count_places(session.id) == 4);
}
