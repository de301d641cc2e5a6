// SPDX-License-Identifier: Apache-2.0
#include "server/features/alerts/alert_rules.h"

#include "server/access/access_decision.h"

namespace alcove::alerts {

using api::alerts::Action;
using api::alerts::Escalation;

std::optional<Escalation> escalation_due(UtcTime raised_at, bool anyone_there, UtcTime now) {
  if (now >= raised_at + kEscalateAfter) return Escalation::kNotAcknowledged;
  // The clock was set back: how long it has waited, nobody knows.
  if (now < raised_at - kEscalateAfter) return Escalation::kNotAcknowledged;
  if (!anyone_there) return Escalation::kNobodyThere;
  return std::nullopt;
}

Form form_for(const access::Principal& viewer, bool meant, bool escalated) {
  if (viewer.station == wire::Station::kLobby) return Form::kNothing;
  if (!viewer.person || viewer.person->locked) return Form::kGeneral;
  const auto may = [&](wire::Permission permission) {
    return access::may_use(viewer, permission, wire::kStaffStations, wire::WhenLocked::kRefuse)
        .ok();
  };
  // The desk is told at once: it has to find the person, whoever answers.
  if (viewer.person->roles.has(api::Role::kFrontDesk) &&
      !may(wire::Permission::kAlertAcknowledge)) {
    return Form::kDesk;
  }
  if (!meant && !escalated) return Form::kNothing;
  if (may(wire::Permission::kAlertAcknowledge)) return Form::kClinical;
  return may(wire::Permission::kAlertTold) ? Form::kDesk : Form::kGeneral;
}

Result<void> check_acknowledgement(const api::alerts::AcknowledgeRequest& request) {
  const bool handed = request.action == Action::kHandedOver;
  if (handed && !request.handed_to) {
    return Error{ErrorCode::kMissingField, "handed_to", "to whom was it handed?"};
  }
  if (!handed && request.handed_to) {
    return Error{ErrorCode::kOutOfRange, "handed_to", "only an alert that is handed over has this"};
  }
  const bool blank = request.words.find_first_not_of(" \t\n") == std::string::npos;
  if (request.action == Action::kOther && blank) {
    return Error{ErrorCode::kMissingField, "words", "what was done?"};
  }
  return {};
}

}  // namespace alcove::alerts
