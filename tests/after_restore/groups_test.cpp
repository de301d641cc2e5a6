// SPDX-License-Identifier: Apache-2.0
#include "shared/api/group_routes.h"
#include "shared/api/meeting_cancelling.h"
#include "shared/api/meeting_moving.h"
#include "tests/after_restore/lost_desk.h"

// A group, who belongs to it and its sessions, made and changed after the backup.

using namespace alcove;
using namespace alcove::tests;
namespace group = api::groups;

namespace {

struct LostGroups : LostDesk {
  group::Group worry_less() {
    return {.id = new_id<group::GroupId>(),
            .name = "Worry less",
            .service = service,
            .least = 1,
            .most = 4,
            .first_day = today(),
            .last_day = {},
            .facilitators = {brandt},
            .usual = {.weekday = 2, .start_minute = 600, .minutes = 90, .room = room_2}};
  }
  group::Membership joining(const group::Group& of, const ClientId& client) {
    return {.id = new_id<group::MembershipId>(),
            .group = of.id,
            .client = client,
            .join_day = today(),
            .leave_day = {},
            .reason = ""};
  }
};

}  // namespace

TEST_CASE("a group of the lost hours comes back with its members and its session") {
  LostGroups clinic;
  clinic.back_up();
  const group::Group made = clinic.desk->must(group::set_group, clinic.worry_less());
  clinic.desk->must(group::set_membership, clinic.joining(made, clinic.ana));
  clinic.desk->must(group::set_membership, clinic.joining(made, clinic.ben));
  const auto session =
      clinic.desk->must(group::book_session, {.group = made.id,
                                              .meeting = clinic.new_id<group::MeetingId>(),
                                              .start = clinic.today_at(15),
                                              .minutes = 90,
                                              .room = clinic.room_2,
                                              .clinicians = {}});
  clinic.lose_box();
  clinic.confirm(4);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const group::OpenReply now = clinic.third->must(group::open, {made.id});
  CHECK(now.group.name == "Worry less");
  REQUIRE(now.members.size() == 2);
  CHECK(now.members[0].client_name == "Keller, Ana");
  CHECK(now.members[1].client_name == "Moss, Ben");
  REQUIRE(now.sessions.size() == 1);
  CHECK(now.sessions[0].id == session.meeting.id);
  CHECK(now.sessions[0].start == clinic.today_at(15));
}

TEST_CASE("a session of a group that was moved in the lost hours is at its new time again") {
  LostGroups clinic;
  const group::Group made = clinic.desk->must(group::set_group, clinic.worry_less());
  clinic.desk->must(group::set_membership, clinic.joining(made, clinic.ana));
  const auto session =
      clinic.desk->must(group::book_session, {.group = made.id,
                                              .meeting = clinic.new_id<group::MeetingId>(),
                                              .start = clinic.today_at(15),
                                              .minutes = 90,
                                              .room = clinic.room_2,
                                              .clinicians = {}});
  clinic.back_up();
  clinic.desk->must(api::appointments::move_meeting, {.meeting = session.meeting.id,
                                                      .base_revision = session.meeting.revision,
                                                      .start = clinic.today_at(17),
                                                      .minutes = 60,
                                                      .room = clinic.room_2,
                                                      .clinicians = {clinic.brandt},
                                                      .reason = "the bus is late"});
  const AppointmentId before =
      clinic.desk->must(api::appointments::open_meeting, {session.meeting.id})
          .places.at(0)
          .appointment.id;
  clinic.lose_box();
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto now = clinic.third->must(api::appointments::open_meeting, {session.meeting.id});
  CHECK(now.card.meeting.start == clinic.today_at(17));
  CHECK(now.history.back().reason == "the bus is late");
  REQUIRE(now.places.size() == 1);
  CHECK(now.places[0].appointment.id == before);
  CHECK(now.places[0].appointment.start == clinic.today_at(17));
}

TEST_CASE("a family that called off in the lost hours has called off") {
  using State = api::appointments::AppointmentState;
  LostGroups clinic;
  const auto id = clinic.new_id<group::MeetingId>();
  clinic.desk->must(api::appointments::book_meeting,
                    {.meeting = id,
                     .kind = api::appointments::MeetingKind::kFamily,
                     .service = clinic.service,
                     .start = clinic.today_at(15),
                     .minutes = 60,
                     .room = clinic.room_2,
                     .clinicians = {clinic.brandt},
                     .attendees = {{clinic.new_id<AppointmentId>(), clinic.ana},
                                   {clinic.new_id<AppointmentId>(), clinic.ben}}});
  clinic.back_up();
  clinic.desk->must(api::appointments::cancel_meeting,
                    {.meeting = id,
                     .base_revision = 1,
                     .reason = "the car",
                     .by = api::appointments::CancelledBy::kClient});
  clinic.lose_box();
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto now = clinic.third->must(api::appointments::open_meeting, {id});
  CHECK(now.card.meeting.cancelled_by == api::appointments::CancelledBy::kClient);
  CHECK(now.history.back().cancelled_by == api::appointments::CancelledBy::kClient);
  CHECK(now.history.back().reason == "the car");
  REQUIRE(now.places.size() == 2);
  for (const auto& row : now.places) CHECK(row.appointment.state == State::kLateCancelled);
}

TEST_CASE("changes of a group of the lost hours never go over one made after the restore") {
  LostGroups clinic;
  const group::Group made = clinic.desk->must(group::set_group, clinic.worry_less());
  clinic.later_one_stands(group::set_group, [&](std::int64_t revision, const char* name) {
    group::Group now = made;
    now.revision = revision;
    now.name = name;
    return now;
  });
  CHECK(clinic.third->must(group::open, {made.id}).group.name == "After");
}

TEST_CASE("changes of who belongs to a group never go over one made after the restore") {
  LostGroups clinic;
  const group::Group made = clinic.desk->must(group::set_group, clinic.worry_less());
  const group::Membership anas =
      clinic.desk->must(group::set_membership, clinic.joining(made, clinic.ana)).membership;
  clinic.later_one_stands(group::set_membership, [&](std::int64_t revision, const char* why) {
    group::Membership now = anas;
    now.revision = revision;
    now.leave_day = now.join_day;
    now.reason = why;
    return now;
  });
  const auto members = clinic.third->must(group::open, {made.id}).members;
  REQUIRE(members.size() == 1);
  CHECK(members[0].membership.reason == "After");
}
