// SPDX-License-Identifier: Apache-2.0
#include "server/access/access_decision.h"

#include <algorithm>

namespace alcove::access {
namespace {

bool covers(Reach reach, Relation relation, bool emergency) {
  switch (reach) {
    case Reach::kNo:
      return false;
    case Reach::kOwn:
      return relation == Relation::kOwn;
    case Reach::kCareTeam:
      return emergency || relation != Relation::kNone;
    case Reach::kAny:
      return true;
  }
  return false;
}

bool shown_at(const PermissionRow& row, Station station) {
  switch (station) {
    case Station::kLobby:
      return false;
    case Station::kFrontDesk:
      return row.front_desk_station;
    case Station::kTherapyRoom:
      return row.therapy_room_station;
  }
  return false;
}

template <class Table, class Wanted, class Row>
const Row* row_of(const Table& table, Wanted Row::*key, Wanted wanted) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Row& row) { return row.*key == wanted; });
  return found == table.end() ? nullptr : &*found;
}

Error forbidden() {
  return {ErrorCode::kForbidden, {}, "this person's roles do not allow it here"};
}

}  // namespace

bool allowed(const Question& question) {
  if (question.permission == Permission::kEnrolment) return false;
  if (question.permission == Permission::kDevice) return true;
  if (question.permission == Permission::kSignedIn) return question.station != Station::kLobby;
  const PermissionRow* const permission =
      row_of(kPermissionTable, &PermissionRow::permission, question.permission);
  const LabelRow* const label = row_of(kLabelTable, &LabelRow::label, question.label);
  const PurposeRow* const purpose = row_of(kPurposeTable, &PurposeRow::purpose, question.purpose);
  if (permission == nullptr || label == nullptr || purpose == nullptr) return false;
  if (!shown_at(*permission, question.station)) return false;
  const bool emergency = question.purpose == Purpose::kBreakGlass;
  if (emergency && (!permission->break_glass || !label->break_glass)) return false;
  for (std::size_t column = 0; column < kRoleColumns.size(); ++column) {
    if (question.roles.has(kRoleColumns[column]) && purpose->may[column] &&
        covers(permission->reach[column], question.relation, emergency) &&
        covers(label->reach[column], question.relation, emergency)) {
      return true;
    }
  }
  return false;
}

Result<void> decide(const Principal& principal, Permission permission, Relation relation,
                    Label label) {
  if (!principal.person && permission != Permission::kDevice) {
    return Error{ErrorCode::kNotSignedIn, {}, "nobody is signed in on this terminal"};
  }
  const RoleSet roles = principal.person ? principal.person->roles : RoleSet{};
  if (!allowed({.station = principal.station,
                .roles = roles,
                .relation = relation,
                .purpose = principal.purpose,
                .label = label,
                .permission = permission})) {
    return forbidden();
  }
  return {};
}

Result<Purpose> may_use(const Principal& principal, Permission permission, wire::Stations stations,
                        wire::WhenLocked when_locked, std::optional<Purpose> asked) {
  if (permission == Permission::kEnrolment) return forbidden();
  if (!stations.has(principal.station)) {
    return Error{ErrorCode::kWrongStation, {}, "terminals of this station do not have this route"};
  }
  if (permission == Permission::kDevice) return Purpose::kNone;
  if (!principal.person) {
    return Error{ErrorCode::kNotSignedIn, {}, "nobody is signed in on this terminal"};
  }
  if (principal.person->locked && when_locked == wire::WhenLocked::kRefuse) {
    return Error{ErrorCode::kSessionLocked, {}, "the session waits for its PIN"};
  }
  // Some relation to a client would do here: which client it is, is not known yet.
  Question question{.station = principal.station,
                    .roles = principal.person->roles,
                    .relation = Relation::kOwn,
                    .purpose = Purpose::kNone,
                    .label = Label::kGeneral,
                    .permission = permission};
  if (permission == Permission::kSignedIn) {
    if (!allowed(question)) return forbidden();
    return Purpose::kNone;
  }
  for (const PurposeRow& row : kPurposeTable) {
    if (asked ? row.purpose != *asked : row.purpose == Purpose::kBreakGlass) continue;
    question.purpose = row.purpose;
    if (allowed(question)) return row.purpose;
  }
  return forbidden();
}

}  // namespace alcove::access
