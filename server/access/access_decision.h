// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/access/access_table.h"
#include "server/access/principal.h"
#include "shared/base/result.h"
#include "shared/wire/route.h"

// The access decision: pure functions over the tables of access_table.h. Thread-safe, no state, no
// clock. It is asked twice: by the pipeline for the route, before anything is opened (may_use), and
// by the feature for the record, once its client and label are known (decide).
namespace alcove::access {

struct Question {
  Station station;
  RoleSet roles;
  Relation relation;
  Purpose purpose;
  Label label;
  Permission permission;
};

// Deny is the default. True only when the station shows such things and one role grants the
// permission for this purpose with a reach that covers the relation, both for the permission and
// for the label. kEnrolment is never granted here (no person or terminal has it); kDevice and
// kSignedIn are granted at every and at staff stations.
bool allowed(const Question& question);

// The same for a request as a Result: kForbidden, with a sentence that says nothing about whether
// the record is there. The principal's own purpose counts.
Result<void> decide(const Principal& principal, Permission permission, Relation relation,
                    Label label = Label::kGeneral);

// What the pipeline asks of a route: kWrongStation, kNotSignedIn, kSessionLocked or kForbidden (in
// this order), or the purpose under which the person may go on: the one that the request states, or
// else the first of the table. Break-glass has to be stated. The relation is not known yet, so a
// permission that some relation would give passes here.
Result<Purpose> may_use(const Principal& principal, Permission permission, wire::Stations stations,
                        wire::WhenLocked when_locked, std::optional<Purpose> asked = std::nullopt);

template <class Request, class Reply>
Result<Purpose> may_use(const Principal& principal, const wire::Route<Request, Reply>& route,
                        std::optional<Purpose> asked = std::nullopt) {
  return may_use(principal, route.permission, route.stations, route.when_locked, asked);
}

}  // namespace alcove::access
