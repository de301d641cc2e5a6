// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/groups/group_book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// "" when the group is taken with that change, else why not.
template <class ChangeIt>
std::string set_with(GroupBook& book, ChangeIt change) {
  group::Group wanted = book.anxiety();
  change(wanted);
  return MeetingBook::why(book.try_set(wanted));
}

}  // namespace

TEST_CASE("a group is made and changed, and each revision of it is kept with who made it") {
  GroupBook book;
  group::Group now = book.made();
  CHECK(now.revision == 1);
  now.most = 6;
  now.facilitators = {kReyes, kBrandt};
  CHECK(book.try_set(now)->revision == 2);
  CHECK(book.try_set(now).error().code == ErrorCode::kConflict);
  const auto shown = book.answer(group::open, {now.id}).group;
  CHECK(shown.most == 6);
  CHECK(shown.facilitators == std::vector{kReyes, kBrandt});
  CHECK(shown.usual.start_minute == 600);
  CHECK(shown.usual.room == book.room_1);
  CHECK(shown.last_day == GroupBook::day("2026-12-31"));
  const auto all = book.answer(group::history, {now.id, {}}).groups;
  REQUIRE(all.size() == 2);
  CHECK(all[0].most == 4);
  CHECK(all[0].facilitators == std::vector{kBrandt});
  CHECK(all[0].made->person_name == "M. Ortiz");
  CHECK(book.answer(group::list, {}).items.size() == 1);
}

TEST_CASE("what a group may be: its places, days, times, people, room and name") {
  GroupBook book;
  CHECK(set_with(book, [](auto& g) { g.least = 5; }).starts_with("out_of_range least"));
  CHECK(set_with(book, [](auto& g) { g.least = 4; }).empty());
  CHECK(set_with(book, [](auto& g) { g.name = "worry LESS"; }) ==
        "already_exists name: another one in use has that name");
  const auto named = [&](const char* name, auto change) {
    return set_with(book, [&](auto& g) {
      g.name = name;
      change(g);
    });
  };
  CHECK(named("a", [](auto& g) {
          g.last_day = GroupBook::day("2026-10-31");
        }).starts_with("out_of_range last_day"));
  CHECK(named("b", [](auto& g) { g.last_day = g.first_day; }).empty());
  CHECK(named("c", [](auto& g) { g.usual.minutes = 7; }).starts_with("out_of_range usual.minutes"));
  CHECK(
      named("d", [](auto& g) { g.usual.minutes = 485; }).starts_with("out_of_range usual.minutes"));
  CHECK(named("e", [](auto& g) { g.usual.minutes = 480; }).empty());
  CHECK(named("f", [](auto& g) {
          g.usual.start_minute = 601;
        }).starts_with("out_of_range usual.start_minute"));
  CHECK(named("g", [](auto& g) { g.facilitators = {}; }).starts_with("out_of_range facilitators"));
  CHECK(named("h", [](auto& g) {
          g.facilitators = {kBrandt, kGone};
        }).starts_with("not_found facilitators[1]"));
  CHECK(named("i", [](auto& g) {
          g.facilitators = {kReyes, kReyes};
        }).starts_with("out_of_range facilitators"));
  CHECK(named("j", [](auto& g) {
          g.usual.room = id_of<RoomId>(9);
        }).starts_with("not_found usual.room"));
  CHECK(named("k", [](auto& g) {
          g.service = id_of<group::ServiceId>(9);
        }).starts_with("not_found service"));
  CHECK(named("l", [](auto& g) { g.id = group::GroupId(); }).starts_with("out_of_range id"));
  book.set_seats(book.room_1, "Room 1", 3);
  CHECK(named("m", [](auto&) {}) == "out_of_range usual.room: the room has 3 seats for 4 places");
  book.set_seats(book.room_1, "Room 1", 4);
  CHECK(named("m", [](auto&) {}).empty());
}

TEST_CASE("sixty places and six facilitators, and one more of either is refused") {
  GroupBook book;
  group::Group wanted = book.anxiety();
  wanted.most = group::kMaxMembers;
  while (wanted.facilitators.size() < 6) {
    wanted.facilitators.push_back(book.add_clinician("T. Nguyen"));
  }
  CHECK(code_in(book.ask(group::set_group, wanted)).empty());
  wanted.revision = 1;
  wanted.most = group::kMaxMembers + 1;
  CHECK(code_in(book.ask(group::set_group, wanted)) == "out_of_range");
  wanted.most = 4;
  wanted.facilitators.push_back(book.add_clinician("O. Park"));
  CHECK(list_refused(book.ask(group::set_group, wanted)) == "facilitators");
}

TEST_CASE("somebody belongs to a group from a day to a day, and not twice on one day") {
  GroupBook book;
  const group::Group group = book.made();
  const auto why = [&](auto change) {
    group::Membership wanted = book.joining(group, book.ana);
    change(wanted);
    return MeetingBook::why(book.try_belong(wanted));
  };
  CHECK(why([](auto& m) {
          m.join_day = GroupBook::day("2026-10-31");
        }).starts_with("out_of_range join_day"));
  CHECK(why([](auto& m) {
          m.join_day = GroupBook::day("2027-01-01");
        }).starts_with("out_of_range join_day"));
  CHECK(why([](auto& m) {
          m.leave_day = GroupBook::day("2026-10-31");
          m.reason = "moved away";
        }).starts_with("out_of_range leave_day"));
  CHECK(why([](auto& m) { m.leave_day = GroupBook::day("2026-11-30"); }) ==
        "missing_field reason: somebody will ask why");
  CHECK(why([](auto& m) { m.client = id_of<ClientId>(9); }).starts_with("not_found client"));
  CHECK(why([](auto& m) { m.group = id_of<group::GroupId>(9); }).starts_with("not_found group"));
  group::Membership first = book.joining(group, book.ana);
  first.leave_day = GroupBook::day("2026-11-30");
  first.reason = "a break";
  first = book.try_belong(first).value().membership;
  CHECK(why([](auto& m) { m.join_day = GroupBook::day("2026-11-30"); }) ==
        "already_exists client: belongs to it already on one of those days");
  CHECK(why([](auto& m) { m.join_day = GroupBook::day("2026-12-01"); }).empty());
  first.client = book.sam;
  CHECK(book.try_belong(first).error().code == ErrorCode::kWrongState);
  first.client = book.ana;
  first.withdrawn = true;
  CHECK(book.try_belong(first)->membership.revision == 2);
  CHECK(book.try_belong(first).error().code == ErrorCode::kConflict);
  const auto shown = book.answer(group::history, {group.id, first.id}).memberships;
  REQUIRE(shown.size() == 2);
  CHECK_FALSE(shown[0].withdrawn);
  CHECK(shown[1].reason == "a break");
}

TEST_CASE("a group is not made smaller than those who belong to it from today on") {
  GroupBook book;
  group::Group made = book.made();
  group::Membership gone = book.belongs(made, book.lee);
  gone.leave_day = book.day("2026-11-23");  // yesterday
  gone.reason = "moved away";
  gone.revision = 1;
  REQUIRE(book.try_belong(gone).ok());
  book.belongs(made, book.ana);
  book.belongs(made, book.sam, "2026-12-08");
  made.most = 1;
  made.least = 1;
  const auto refused = book.try_set(made);
  CHECK(refused.error() == Error{ErrorCode::kOutOfRange, "most", "2 belong to it on 2026-12-08"});
  made.most = 2;
  CHECK(book.try_set(made).ok());
}

TEST_CASE("a group does not begin after a session that is booked") {
  GroupBook book;
  group::Group made = book.made();
  book.belongs(made, book.ana);
  book.booked_session(made, "2026-12-01T10:00");
  made.first_day = book.day("2026-12-02");
  CHECK(book.try_set(made).error() ==
        Error{ErrorCode::kWrongState, "first_day",
              "1 sessions are booked before that: cancel them first"});
  made.first_day = book.day("2026-12-01");
  CHECK(book.try_set(made).ok());
}

TEST_CASE("a group has as many places as it has, on its fullest day") {
  GroupBook book;
  group::Group wanted = book.anxiety();
  wanted.most = 2;
  const group::Group group = book.try_set(wanted).value();
  book.belongs(group, book.ana, "2026-12-10");
  group::Membership until = book.joining(group, book.sam);
  until.leave_day = GroupBook::day("2026-12-10");
  until.reason = "ends then";
  REQUIRE(book.try_belong(until).ok());
  // On the tenth both are there, so a third may come only after it, or leave before it.
  CHECK(MeetingBook::why(book.try_belong(book.joining(group, book.lee, "2026-12-05"))) ==
        "taken group: it has 2 places");
  group::Membership between = book.joining(group, book.lee, "2026-12-05");
  between.leave_day = GroupBook::day("2026-12-09");
  between.reason = "a trial";
  CHECK(book.try_belong(between).ok());
  CHECK(book.try_belong(book.joining(group, book.lee, "2026-12-11")).ok());
}

TEST_CASE("a closed group takes nobody after its first day, and an open one does") {
  GroupBook book;
  group::Group wanted = book.anxiety();
  wanted.joining = group::Joining::kClosed;
  const group::Group closed = book.try_set(wanted).value();
  CHECK(book.try_belong(book.joining(closed, book.ana, "2026-11-01")).ok());
  CHECK(MeetingBook::why(book.try_belong(book.joining(closed, book.sam, "2026-11-02"))) ==
        "wrong_state join_day: a closed group takes nobody after its first day");
  wanted = book.anxiety();
  wanted.name = "Open evening";
  const group::Group open = book.try_set(wanted).value();
  CHECK(book.try_belong(book.joining(open, book.sam, "2026-11-02")).ok());
}

TEST_CASE("a group does not end before a session that is booked, and is told how many there are") {
  GroupBook book;
  group::Group group = book.made();
  book.booked_session(group, "2026-11-24T11:00");
  const auto eighth = book.booked_session(group, "2026-12-08T10:00");
  book.booked_session(group, "2026-12-15T10:00");
  const auto why = [&](std::optional<LocalDate> last_day, bool retired) {
    group::Group wanted = group;
    wanted.last_day = last_day;
    wanted.retired = retired;
    const auto set = book.try_set(wanted);
    if (set) group = set.value();
    return set ? std::string() : MeetingBook::why(set);
  };
  CHECK(why({}, true) ==
        "wrong_state retired: 3 sessions are booked after that, the first on 2026-11-24: cancel "
        "them first");
  CHECK(why(GroupBook::day("2026-12-14"), false) ==
        "wrong_state last_day: 1 sessions are booked after that, the first on 2026-12-15: cancel "
        "them first");
  CHECK(why(GroupBook::day("2026-12-15"), false).empty());  // its last session is on its last day
  CHECK(why({}, false).empty());
  REQUIRE(book.try_cancel_all(eighth.meeting).ok());
  CHECK(why(GroupBook::day("2026-12-07"), false).starts_with("wrong_state last_day: 1 "));
  book.box.clock.advance(std::chrono::days(22));  // what has begun is past
  CHECK(why({}, true).empty());
}

TEST_CASE("a retired group keeps its past, takes nobody and meets no more") {
  GroupBook book;
  group::Group group = book.made();
  const group::Membership member = book.belongs(group, book.ana);
  group.retired = true;
  group = book.try_set(group).value();
  CHECK(book.try_belong(book.joining(group, book.sam)).error().field == "group");
  CHECK(book.try_session(book.session(group, "2026-12-01T10:00")).error().field == "group");
  CHECK(book.answer(group::open, {group.id}).members.size() == 1);
  CHECK(set_with(book, [](auto&) {}).empty());  // its name is free again
  group::Membership leaving = member;
  leaving.leave_day = GroupBook::day("2026-11-24");
  leaving.reason = "the group has ended";
  CHECK(book.try_belong(leaving).ok());
}

TEST_CASE("what is set says so in the chain by numbers, and names neither group nor client") {
  GroupBook book;
  const std::int64_t head = book.box.ledger->head().number;
  const group::Group group = book.made();
  const group::Membership member = book.belongs(group, book.ana);
  book.answer(group::open, {group.id});
  book.answer(group::history, {group.id, member.id});
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 4);
  CHECK(events[0].action == "group.set");
  CHECK(events[0].detail == "revision 1; 2 to 4 places; open; 1 facilitators");
  CHECK(events[1].action == "group.membership");
  CHECK(events[1].client == book.ana);
  CHECK(events[1].detail == "of " + group.id.text() +
                                "; revision 1; from 2026-11-01 until further notice; joined 0, "
                                "cancelled 0, left out 0");
  CHECK(events[2].action == "group.open");
  CHECK(events[2].detail == "1 members; records 10001");
  CHECK(events[3].action == "group.history");
  CHECK(events[3].client == book.ana);
}
