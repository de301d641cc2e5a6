// SPDX-License-Identifier: Apache-2.0
#include "server/access/access_decision.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "server/access/access_document.h"

using namespace alcove;
using namespace alcove::access;

namespace {

// Everything that is granted, written by hand from what the clinic's people do, in a form of its
// own: role, permission, stations, purposes, then for each label who the client may be to them.
// `all` stands for none, alert, care_team and own; `team` for alert, care_team and own. What no
// line grants must be refused.
constexpr const char* kGranted = R"(
front_desk client_read       | front-desk therapy-room | treatment payment operations | general:all part2:all
front_desk client_write      | front-desk therapy-room | treatment payment operations | general:all part2:all
front_desk schedule_read     | front-desk therapy-room | treatment payment operations | general:all part2:all
front_desk schedule_write    | front-desk therapy-room | treatment payment operations | general:all part2:all
front_desk day_list_print    | front-desk              | treatment payment operations | general:all part2:all
front_desk alert_told        | front-desk therapy-room | treatment payment operations | general:all part2:all

clinician client_read        | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
clinician client_write       | front-desk therapy-room | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
clinician schedule_read      | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
clinician schedule_write     | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
clinician chart_read         | therapy-room            | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
clinician chart_read         | therapy-room            | break_glass | general:all part2:all
clinician note_write         | therapy-room            | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
clinician note_write         | therapy-room            | break_glass | general:all part2:all
clinician alert_acknowledge  | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
clinician alert_told         | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own

prescriber client_read       | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
prescriber client_write      | front-desk therapy-room | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
prescriber schedule_read     | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
prescriber schedule_write    | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
prescriber chart_read        | therapy-room            | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
prescriber chart_read        | therapy-room            | break_glass | general:all part2:all
prescriber note_write        | therapy-room            | treatment   | general:team part2:team sud_counseling:own psychotherapy:own
prescriber note_write        | therapy-room            | break_glass | general:all part2:all
prescriber alert_acknowledge | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own
prescriber alert_told        | front-desk therapy-room | treatment   | general:all part2:team sud_counseling:own psychotherapy:own

supervisor client_read       | front-desk therapy-room | treatment operations | general:all part2:team sud_counseling:own psychotherapy:own
supervisor client_write      | front-desk therapy-room | treatment operations | general:team part2:team sud_counseling:own psychotherapy:own
supervisor schedule_read     | front-desk therapy-room | treatment operations | general:all part2:team sud_counseling:own psychotherapy:own
supervisor schedule_write    | front-desk therapy-room | treatment operations | general:all part2:team sud_counseling:own psychotherapy:own
supervisor chart_read        | therapy-room            | treatment operations | general:team part2:team sud_counseling:own psychotherapy:own
supervisor chart_read        | therapy-room            | break_glass          | general:all part2:all
supervisor note_write        | therapy-room            | treatment operations | general:team part2:team sud_counseling:own psychotherapy:own
supervisor note_write        | therapy-room            | break_glass          | general:all part2:all
supervisor alert_acknowledge | front-desk therapy-room | treatment operations | general:all part2:team sud_counseling:own psychotherapy:own
supervisor alert_told        | front-desk therapy-room | treatment operations | general:all part2:team sud_counseling:own psychotherapy:own

biller client_read           | front-desk therapy-room | payment operations | general:all part2:all
biller schedule_read         | front-desk therapy-room | payment operations | general:all part2:all
biller alert_told            | front-desk therapy-room | payment operations | general:all part2:all

privacy_officer client_read   | front-desk therapy-room | operations | general:all part2:all
privacy_officer schedule_read | front-desk therapy-room | operations | general:all part2:all
privacy_officer chart_read    | therapy-room            | operations | general:all part2:all
privacy_officer alert_told    | front-desk therapy-room | operations | general:all part2:all
privacy_officer audit_read    | front-desk therapy-room | operations | general:all part2:all

administrator staff_manage   | front-desk therapy-room | operations | general:all
)";

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// One key per granted combination: "role permission station purpose label relation".
std::set<std::string> granted_combinations() {
  std::set<std::string> granted;
  std::istringstream lines(kGranted);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    std::istringstream cells(line);
    std::string who, stations, purposes, labels;
    std::getline(cells, who, '|');
    std::getline(cells, stations, '|');
    std::getline(cells, purposes, '|');
    std::getline(cells, labels, '|');
    const auto role_and_permission = words_in(who);
    for (const auto& station : words_in(stations)) {
      for (const auto& purpose : words_in(purposes)) {
        for (const auto& entry : words_in(labels)) {
          const auto colon = entry.find(':');
          const std::string whom = entry.substr(colon + 1);
          std::vector<std::string> relations{"own"};
          if (whom != "own") relations = {"alert", "care_team", "own"};
          if (whom == "all") relations.emplace_back("none");
          for (const auto& relation : relations) {
            granted.insert(role_and_permission.at(0) + " " + role_and_permission.at(1) + " " +
                           station + " " + purpose + " " + entry.substr(0, colon) + " " + relation);
          }
        }
      }
    }
  }
  return granted;
}

template <class E>
std::vector<E> every() {
  std::vector<E> values;
  for (const auto& row : wire::EnumWords<E>::words) values.push_back(row.value);
  return values;
}

template <class Check>
void for_every_question(RoleSet roles, const Check& check) {
  for (const Station station : every<Station>()) {
    for (const Purpose purpose : every<Purpose>()) {
      for (const Label label : every<Label>()) {
        for (const Relation relation : every<Relation>()) {
          for (const Permission permission : every<Permission>()) {
            check(Question{station, roles, relation, purpose, label, permission});
          }
        }
      }
    }
  }
}

Principal someone(RoleSet roles, Station station, Purpose purpose = Purpose::kNone) {
  Principal principal;
  principal.device = DeviceId(UuidBytes{1});
  principal.station = station;
  principal.purpose = purpose;
  principal.person = Person{.staff = StaffId(UuidBytes{2}),
                            .session = SessionId(UuidBytes{3}),
                            .display_name = "",
                            .credential = "",
                            .roles = roles};
  return principal;
}

}  // namespace

TEST_CASE("each role is granted what the hand-written list grants and nothing else") {
  const std::set<std::string> granted = granted_combinations();
  REQUIRE(granted.size() > 500);
  std::size_t asked = 0;
  std::size_t said_yes = 0;
  std::vector<std::string> surprises;
  for (const Role role : every<Role>()) {
    for_every_question(RoleSet{role}, [&](const Question& question) {
      if (question.permission == Permission::kEnrolment ||
          question.permission == Permission::kDevice ||
          question.permission == Permission::kSignedIn) {
        return;
      }
      const std::string key = std::string(wire::word_of(role)) + " " +
                              std::string(wire::word_of(question.permission)) + " " +
                              std::string(wire::word_of(question.station)) + " " +
                              std::string(wire::word_of(question.purpose)) + " " +
                              std::string(wire::word_of(question.label)) + " " +
                              std::string(wire::word_of(question.relation));
      ++asked;
      if (allowed(question)) ++said_yes;
      if (allowed(question) != granted.contains(key)) surprises.push_back(key);
    });
  }
  INFO((surprises.empty() ? std::string() : surprises.front()));
  CHECK(surprises.empty());
  CHECK(asked == 7U * 11 * 3 * 5 * 4 * 4);
  CHECK(said_yes == granted.size());
}

TEST_CASE("two roles together may what one of them may alone, and no more") {
  std::size_t differences = 0;
  for (const Role first : every<Role>()) {
    for (const Role second : every<Role>()) {
      for_every_question(RoleSet{first, second}, [&](Question question) {
        const bool together = allowed(question);
        question.roles = RoleSet{first};
        const bool one = allowed(question);
        question.roles = RoleSet{second};
        if (together != (one || allowed(question))) ++differences;
      });
    }
  }
  CHECK(differences == 0);
}

TEST_CASE("a person without any role may only what everybody signed in may") {
  std::set<std::string> yes;
  for_every_question(RoleSet{}, [&](const Question& question) {
    if (!allowed(question)) return;
    yes.insert(std::string(wire::word_of(question.permission)) + " " +
               std::string(wire::word_of(question.station)));
  });
  CHECK(yes == std::set<std::string>{"device lobby", "device front-desk", "device therapy-room",
                                     "signed_in front-desk", "signed_in therapy-room"});
}

TEST_CASE("the administrator opens nothing about a client at any station for any purpose") {
  for_every_question(RoleSet{Role::kAdministrator}, [](const Question& question) {
    const bool about_clients = question.permission != Permission::kDevice &&
                               question.permission != Permission::kSignedIn &&
                               question.permission != Permission::kStaffManage;
    if (about_clients && allowed(question)) FAIL("granted: " << wire::word_of(question.permission));
  });
  CHECK_FALSE(decide(someone({Role::kAdministrator}, Station::kTherapyRoom, Purpose::kOperations),
                     Permission::kChartRead, Relation::kOwn));
}

TEST_CASE("a route is refused for its station first, then for want of a person, then when locked") {
  const auto code = [](const Principal& principal) {
    const auto result = may_use(principal, Permission::kChartRead, wire::kTherapyRoomOnly,
                                wire::WhenLocked::kRefuse);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  Principal nobody = someone({}, Station::kFrontDesk);
  nobody.person.reset();
  CHECK(code(nobody) == ErrorCode::kWrongStation);
  nobody.station = Station::kTherapyRoom;
  CHECK(code(nobody) == ErrorCode::kNotSignedIn);
  Principal biller = someone({Role::kBiller}, Station::kTherapyRoom);
  biller.person->locked = true;
  CHECK(code(biller) == ErrorCode::kSessionLocked);
  biller.person->locked = false;
  CHECK(code(biller) == ErrorCode::kForbidden);
}

TEST_CASE("a locked session still uses the routes that allow it") {
  Principal clinician = someone({Role::kClinician}, Station::kTherapyRoom);
  clinician.person->locked = true;
  CHECK(may_use(clinician, Permission::kSignedIn, wire::kStaffStations, wire::WhenLocked::kAllow));
  CHECK(may_use(clinician, Permission::kSignedIn, wire::kStaffStations, wire::WhenLocked::kRefuse)
            .error()
            .code == ErrorCode::kSessionLocked);
}

TEST_CASE("the purpose is the first that fits, and break-glass only when it is stated") {
  const auto purpose = [](RoleSet roles, Permission permission,
                          std::optional<Purpose> asked = std::nullopt) {
    return may_use(someone(roles, Station::kTherapyRoom), permission, wire::kStaffStations,
                   wire::WhenLocked::kRefuse, asked);
  };
  CHECK(purpose({Role::kClinician}, Permission::kChartRead).value() == Purpose::kTreatment);
  CHECK(purpose({Role::kBiller}, Permission::kClientRead).value() == Purpose::kPayment);
  CHECK(purpose({Role::kPrivacyOfficer}, Permission::kChartRead).value() == Purpose::kOperations);
  CHECK(purpose({Role::kClinician, Role::kPrivacyOfficer}, Permission::kChartRead,
                Purpose::kOperations)
            .value() == Purpose::kOperations);
  CHECK(purpose({Role::kClinician}, Permission::kChartRead, Purpose::kBreakGlass).value() ==
        Purpose::kBreakGlass);
  CHECK(
      purpose({Role::kPrivacyOfficer}, Permission::kChartRead, Purpose::kBreakGlass).error().code ==
      ErrorCode::kForbidden);
  CHECK_FALSE(purpose({Role::kClinician}, Permission::kAuditRead));
}

TEST_CASE("no terminal and no person passes the enrolment permission") {
  CHECK_FALSE(may_use(someone({Role::kAdministrator}, Station::kFrontDesk), Permission::kEnrolment,
                      wire::kEveryStation, wire::WhenLocked::kAllow));
}

TEST_CASE("the actor of an enrolment has no terminal, of a lobby no person") {
  Principal principal;
  CHECK_FALSE(principal.actor().device.has_value());
  principal = someone({Role::kClinician}, Station::kTherapyRoom, Purpose::kBreakGlass);
  CHECK(principal.actor().device == DeviceId(UuidBytes{1}));
  CHECK(principal.actor().person == StaffId(UuidBytes{2}));
  CHECK(principal.actor().session == SessionId(UuidBytes{3}));
  CHECK(principal.actor().purpose == "break_glass");
  principal.person.reset();
  CHECK_FALSE(principal.actor().person.has_value());
}

TEST_CASE("docs/access.md says what the tables say") {
  std::ifstream file(ALCOVE_SOURCE_DIR "/docs/access.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  INFO("write it anew: alcove_write_access_document docs/access.md");
  CHECK((text.str() == access_document()));
}
