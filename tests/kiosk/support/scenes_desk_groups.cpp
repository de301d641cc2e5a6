// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/group_plan.h"
#include "kiosk/screens/desk/several_history.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// Groups at the desk: the list, one of them, making one, who belongs to it, its sessions; a family.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::ServiceId;
using api::groups::GroupId;
using api::groups::Member;
using api::groups::MembershipId;
using text::Language;

const LocalDate kGroupDay = std::chrono::year(2026) / 11 / 23;

LocalDateTime at_hour(LocalDate day, int hour) {
  return LocalDateTime(std::chrono::local_days(day)) + std::chrono::hours(hour);
}

ClinicNames made_of() {
  ClinicNames names;
  names.services.push_back({id_of<ServiceId>(1), "Group therapy", 90, false});
  names.rooms.push_back({id_of<RoomId>(1), "Room 1", false});
  names.clinicians = {{id_of<StaffId>(2), "A. Reyes", "LMFT", {api::Role::kClinician}, false},
                      {id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false},
                      {id_of<StaffId>(3),
                       "Dr. Alejandra Fernández de Córdoba-Villavicencio",
                       "PMHNP-BC",
                       {api::Role::kPrescriber},
                       false}};
  names.staff = names.clinicians;
  return names;
}

Group worry_less() {
  Group group;
  group.id = id_of<GroupId>(1);
  group.revision = 2;
  group.name = "Worry less";
  group.service = id_of<ServiceId>(1);
  group.least = 3;
  group.most = 8;
  group.first_day = std::chrono::year(2026) / 10 / 5;
  group.facilitators = {id_of<StaffId>(1), id_of<StaffId>(2)};
  group.usual = {.weekday = 1, .start_minute = 570, .minutes = 90, .room = id_of<RoomId>(1)};
  return group;
}

Group long_named() {
  Group group = worry_less();
  group.id = id_of<GroupId>(2);
  group.name = "Skills for living with strong feelings, second round, evening";
  group.joining = api::groups::Joining::kClosed;
  group.last_day = std::chrono::year(2027) / 1 / 25;
  group.facilitators.push_back(id_of<StaffId>(3));
  return group;
}

Member member(int number, std::string name, LocalDate join) {
  Member one;
  one.membership.id = id_of<MembershipId>(static_cast<std::uint8_t>(number));
  one.membership.revision = 1;
  one.membership.join_day = join;
  one.client_name = std::move(name);
  one.record_number = number;
  return one;
}

GroupModel opened(Group group) {
  GroupModel model{.names = made_of(), .today = kGroupDay};
  model.opened.emplace();
  model.opened->group = std::move(group);
  model.opened->members = {
      member(1, "Baptiste, Jo", std::chrono::year(2026) / 10 / 5),
      member(2, "Castillo, Inés", std::chrono::year(2026) / 11 / 2),
      member(3, "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles",
             std::chrono::year(2026) / 12 / 7)};
  model.opened->members[1].membership.leave_day = std::chrono::year(2026) / 12 / 14;
  model.opened->members[1].membership.reason = "starts a job in the mornings";
  for (int week = 2; week >= 0; --week) {
    api::appointments::Meeting meeting;
    meeting.id = id_of<MeetingId>(static_cast<std::uint8_t>(week + 1));
    meeting.start = at_hour(std::chrono::sys_days(kGroupDay) + std::chrono::weeks(week), 9);
    meeting.minutes = 90;
    if (week == 1) meeting.state = api::appointments::MeetingState::kCancelled;
    model.opened->sessions.push_back(meeting);
  }
  return model;
}

void add_lists(std::vector<Scene>& out) {
  GroupListModel list{.names = made_of(), .groups = {worry_less(), long_named()}, .read = true};
  list.groups.push_back(worry_less());
  list.groups.back().id = id_of<GroupId>(3);
  list.groups.back().retired = true;
  list.retired = true;
  out.push_back(over_day("75-desk-groups", list));
  out.push_back(over_day("75-desk-groups-empty", GroupListModel{.read = true}));
  out.push_back(over_day("75-desk-groups-away", GroupListModel{}, {.there = false}));
  out.push_back(over_day("76-desk-group", opened(worry_less())));
  GroupModel empty = opened(long_named());
  empty.opened->members.clear();
  empty.opened->sessions.clear();
  out.push_back(over_day("76-desk-group-empty", empty));
  out.push_back(
      over_day("77-desk-group-new", group_form(Language::kEnglish, Group(), made_of(), kGroupDay)));
  out.push_back(over_day("77-desk-group-change",
                         group_form(Language::kEnglish, long_named(), made_of(), kGroupDay)));
}

MembershipModel membership() {
  MembershipModel model;
  model.group = long_named();
  model.record.join_day = kGroupDay;
  model.name = "Inés Castillo";
  model.today = kGroupDay;
  model.leave_day = std::chrono::year(2026) / 12 / 14;
  return model;
}

void add_members(std::vector<Scene>& out) {
  MembershipModel model = membership();
  out.push_back(over_day("78-desk-member", model));
  model.record.revision = 1;
  model.leaves = true;
  model.against = {{}, "The group is full on one of those days. Nothing has changed."};
  out.push_back(over_day("78-desk-member-leaves", model));
  model.against = {};
  LeftOut out_of_it;
  out_of_it.start = at_hour(kGroupDay, 10);
  out_of_it.end = at_hour(kGroupDay, 11);
  model.left_out = {out_of_it};
  out.push_back(over_day("78-desk-member-left-out", model));
}

PlanModel plan() {
  PlanModel model;
  model.group = worry_less();
  model.names = made_of();
  model.today = model.first = kGroupDay;
  model.time = "9:30 AM";
  model.minutes = "90";
  model.room = id_of<RoomId>(1);
  model.takes = {.resources = resources(), .chosen = {id_of<api::resources::ResourceId>(1)}};
  model.standing = {at_hour(kGroupDay, 9)};
  return model;
}

void add_plans(std::vector<Scene>& out) {
  PlanModel model = plan();
  out.push_back(over_day("79-desk-plan", model));
  PlanModel typed = model;
  typed.count_typed = "1e";
  typed.group.last_day = LocalDate(std::chrono::sys_days(kGroupDay) + std::chrono::weeks(2));
  out.push_back(over_day("79-desk-plan-typed", typed));
  model.lay_out();
  for (PlannedSession& one : model.sessions) {
    if (!one.there_already) one.free.emplace();
  }
  api::appointments::MeetingCollision taken{.place = api::appointments::Place::kRoom,
                                            .name = "Group room on the second floor",
                                            .start = at_hour(kGroupDay, 9),
                                            .end = at_hour(kGroupDay, 10)};
  model.sessions[2].free->collisions = {taken};
  taken.place = api::appointments::Place::kClient;
  taken.name = "Castillo-Villanueva de la Torre, María de los Ángeles Guadalupe";
  model.sessions[3].free->collisions = {taken};
  out.push_back(over_day("79-desk-plan-against", model));
  model.lay_out();
  model.sent = true;
  model.asks_override = true;
  model.sessions[1].booked.emplace();
  model.sessions[1].booked->places = 2;
  model.sessions[1].booked->below_least = true;
  LeftOut out_of_it;
  out_of_it.start = at_hour(kGroupDay, 9);
  out_of_it.end = at_hour(kGroupDay, 10);
  out_of_it.client_name = "Castillo, Inés";
  model.sessions[1].booked->left_out = {out_of_it};
  model.sessions[2].refused = ErrorCode::kTaken;
  model.sessions[2].field = "room";
  model.sessions[3].refused = ErrorCode::kMissingField;
  out.push_back(over_day("79-desk-plan-done", model));
}

void add_together(std::vector<Scene>& out) {
  TogetherModel family{.names = made_of(), .today = kGroupDay};
  family.team.clinicians = family.names.clinicians;
  family.takes.resources = resources();
  family.day = kGroupDay;
  family.minutes = "60";
  out.push_back(over_day("79-desk-together-empty", family));
  family.clients = {
      {id_of<ClientId>(1), "Lee Okafor"},
      {id_of<ClientId>(2), "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo"}};
  family.service = id_of<ServiceId>(1);
  family.team.chosen = {id_of<StaffId>(1)};
  family.time = "3 pm";
  family.against = {"attendees", "Lee Okafor has another visit at that time. Nothing is booked."};
  out.push_back(over_day("79-desk-together", family));
  family.against = {};
  family.free = api::appointments::FreeMeetingReply{};
  out.push_back(over_day("79-desk-together-free", family));
  const LocalDateTime three = at_hour(kGroupDay, 15);
  family.free->collisions = {
      {api::appointments::Place::kClient, "Okafor, Lee", three, three + std::chrono::minutes(30)}};
  out.push_back(over_day("79-desk-together-taken", family));
  // Two of like names, with somebody who interprets for one of them.
  family.free->collisions.clear();
  family.free->interpreters = {api::clients::SpokenLanguage::kHaitianCreole};
  const LocalDate born = std::chrono::year(1986) / 4 / 17;
  family.clients = {{id_of<ClientId>(1), "Ada Okafor", "Okafor, Ada", 10012, born},
                    {id_of<ClientId>(2), "Ida Okafor", "Okafor, Ida", 10013, born}};
  family.takes.chosen = {family.takes.resources[0].id};
  out.push_back(over_day("79-desk-together-interpreter", family));
  family.takes.choosing = true;
  out.push_back(over_day("79-desk-together-interpreter-choice", family));
}

// Two hundred revisions, and two of who belongs to it.
void add_group_histories(std::vector<Scene>& out) {
  std::vector<Group> revisions;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(api::groups::kMaxGroupRevisions); ++i) {
    Group group = i % 2 == 0 ? worry_less() : long_named();
    group.most = 1 + i % 60;
    group.made =
        api::groups::Made{UtcTime(std::chrono::minutes(29'800'000 + i)), "M. Ortiz", "Front desk"};
    revisions.push_back(std::move(group));
  }
  api::groups::Membership belongs;
  belongs.join_day = kGroupDay;
  belongs.made = revisions.front().made;
  api::groups::Membership leaves = belongs;
  leaves.leave_day = kGroupDay;
  leaves.reason = "Moved to another city, and asked to be told when a group begins there";
  const Zone zone = Zone::named("America/New_York").value();
  const auto add = [&](const char* name, const char* about, auto changes) {
    out.push_back({name, ui::Density::kStaff, [=](Language language) {
                     return over_day("", SeveralHistoryModel{.about = about,
                                                             .zone = zone,
                                                             .changes = changes(language)})
                         .make(language);
                   }});
  };
  add("77-desk-group-history", "Worry less", [=](Language language) {
    return changes_of_group(language, made_of(), {revisions.begin(), revisions.begin() + 2});
  });
  add("77-desk-group-history-long", "Worry less",
      [=](Language language) { return changes_of_group(language, made_of(), revisions); });
  add("78-desk-member-history", "Lee Okafor · Worry less", [=](Language language) {
    return changes_of_membership(language, {belongs, leaves});
  });
}

}  // namespace

void add_desk_group_scenes(std::vector<Scene>& out) {
  add_lists(out);
  add_members(out);
  add_plans(out);
  add_together(out);
  add_group_histories(out);
}

}  // namespace alcove::tests
