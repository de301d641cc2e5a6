// SPDX-License-Identifier: Apache-2.0
#include "server/features/alerts/alert_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::alerts;
using api::alerts::Action;
using api::alerts::Escalation;

namespace {

access::Principal viewer(wire::Station station, std::optional<access::RoleSet> roles,
                         bool locked = false) {
  access::Principal principal;
  principal.station = station;
  if (roles) {
    access::Person person;
    person.roles = *roles;
    person.locked = locked;
    principal.person = person;
  }
  return principal;
}

constexpr auto kDeskStation = wire::Station::kFrontDesk;
constexpr auto kRoomStation = wire::Station::kTherapyRoom;

}  // namespace

TEST_CASE("an alert that is answered by nobody escalates at two minutes, not a moment before") {
  const UtcTime raised = parse_utc("2026-11-24T15:00:00.000Z").value();
  CHECK_FALSE(escalation_due(raised, true, parse_utc("2026-11-24T15:00:00.000Z").value()));
  CHECK_FALSE(escalation_due(raised, true, parse_utc("2026-11-24T15:01:59.999Z").value()));
  CHECK(escalation_due(raised, true, parse_utc("2026-11-24T15:02:00.000Z").value()) ==
        Escalation::kNotAcknowledged);
  CHECK(escalation_due(raised, false, raised) == Escalation::kNobodyThere);
}

TEST_CASE("an alert of a time that is still to come, after a step back of the clock, goes to all") {
  const UtcTime raised = parse_utc("2026-11-24T15:00:00.000Z").value();
  CHECK_FALSE(escalation_due(raised, true, parse_utc("2026-11-24T14:58:00.000Z").value()));
  CHECK(escalation_due(raised, true, parse_utc("2026-11-24T14:57:59.999Z").value()) ==
        Escalation::kNotAcknowledged);
}

TEST_CASE("a locked or signed-out terminal shows the general form, whoever it belongs to") {
  for (const auto station : {kDeskStation, kRoomStation}) {
    CHECK(form_for(viewer(station, std::nullopt), false, false) == Form::kGeneral);
    for (const api::Role role : {api::Role::kFrontDesk, api::Role::kClinician,
                                 api::Role::kSupervisor, api::Role::kAdministrator}) {
      const access::RoleSet roles{role};
      CHECK(form_for(viewer(station, roles, true), true, true) == Form::kGeneral);
    }
  }
}

TEST_CASE("the lobby shows nothing of any alert") {
  CHECK(form_for(viewer(wire::Station::kLobby, std::nullopt), true, true) == Form::kNothing);
}

TEST_CASE("who is working sees what is meant for them, and everything once it is escalated") {
  const access::RoleSet clinician{api::Role::kClinician};
  const access::RoleSet desk{api::Role::kFrontDesk};
  const access::RoleSet biller{api::Role::kBiller};
  const access::RoleSet administrator{api::Role::kAdministrator};
  CHECK(form_for(viewer(kRoomStation, clinician), true, false) == Form::kClinical);
  CHECK(form_for(viewer(kRoomStation, clinician), false, false) == Form::kNothing);
  CHECK(form_for(viewer(kRoomStation, clinician), false, true) == Form::kClinical);
  CHECK(form_for(viewer(kDeskStation, desk), false, false) == Form::kDesk);
  CHECK(form_for(viewer(kDeskStation, desk), true, true) == Form::kDesk);
  CHECK(form_for(viewer(kDeskStation, biller), false, false) == Form::kNothing);
  CHECK(form_for(viewer(kDeskStation, biller), false, true) == Form::kDesk);
  CHECK(form_for(viewer(kDeskStation, administrator), false, false) == Form::kNothing);
  CHECK(form_for(viewer(kDeskStation, administrator), false, true) == Form::kGeneral);
  // Crisis is independent of role: it is told, but opens nothing by itself.
  CHECK(form_for(viewer(kDeskStation, biller), true, false) == Form::kDesk);
}

TEST_CASE("an acknowledgement says what was done, with words or a person where it needs them") {
  api::alerts::AcknowledgeRequest request;
  CHECK(check_acknowledgement(request).ok());
  request.action = Action::kOther;
  CHECK(check_acknowledgement(request).error().field == "words");
  request.words = " \n\t";
  CHECK(check_acknowledgement(request).error().field == "words");
  request.words = "walked with her to the park";
  CHECK(check_acknowledgement(request).ok());
  request.action = Action::kHandedOver;
  CHECK(check_acknowledgement(request).error().field == "handed_to");
  request.handed_to = StaffId();
  CHECK(check_acknowledgement(request).ok());
  request.action = Action::kCrisisServiceCalled;
  CHECK(check_acknowledgement(request).error().field == "handed_to");
}
