// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "server/access/principal.h"
#include "shared/wire/route.h"

// Who may do what: the one place. docs/access.md is written from these tables and the access
// decision (access_decision.h) reads nothing else. Changing a cell changes both, and a test with a
// table of its own asks whether that was meant.
namespace alcove::access {

// What a record is marked with. part2: made in a substance-use programme (42 CFR Part 2).
// sud_counseling and psychotherapy: a clinician's separate notes, sealed again in the store.
enum class Label : std::uint8_t { kGeneral, kPart2, kSudCounseling, kPsychotherapy };

// How the person stands to the client and the record.
enum class Relation : std::uint8_t {
  kNone,
  kAlert,     // answers a safety alert of this client
  kCareTeam,  // on the client's care team, supervises one who is, or is given today's visit
  kOwn,       // wrote the record, or is the one responsible for it
};

// How far a permission of a role reaches.
enum class Reach : std::uint8_t {
  kNo,
  kOwn,       // the person's own records only
  kCareTeam,  // clients of the care team, and clients whose alert the person answers
  kAny,       // every client
};

using api::Role;
using wire::Permission;
using wire::Station;

// The order of the columns of the role tables.
inline constexpr std::array kRoleColumns = {
    Role::kFrontDesk, Role::kClinician,      Role::kSupervisor,   Role::kPrescriber,
    Role::kBiller,    Role::kPrivacyOfficer, Role::kAdministrator};

struct PermissionRow {
  Permission permission;
  std::array<Reach, 7> reach;  // by kRoleColumns
  bool break_glass;            // an emergency stands in for the care team
  bool front_desk_station;     // terminals in public view show no chart
  bool therapy_room_station;
};

inline constexpr Reach kN = Reach::kNo;
inline constexpr Reach kO = Reach::kOwn;
inline constexpr Reach kT = Reach::kCareTeam;
inline constexpr Reach kA = Reach::kAny;

// clang-format off
// Permissions that need a person beyond being signed in. The administrator's column holds no
// permission that opens anything about a client.
inline constexpr std::array kPermissionTable = {
//                                              desk clin supv pres bill priv admi   break  desk   room
PermissionRow{Permission::kClientRead,       {{kA,  kA,  kA,  kA,  kA,  kA,  kN}}, false, true,  true},
PermissionRow{Permission::kClientWrite,      {{kA,  kT,  kT,  kT,  kN,  kN,  kN}}, false, true,  true},
PermissionRow{Permission::kScheduleRead,     {{kA,  kA,  kA,  kA,  kA,  kA,  kN}}, false, true,  true},
PermissionRow{Permission::kScheduleWrite,    {{kA,  kA,  kA,  kA,  kN,  kN,  kN}}, false, true,  true},
PermissionRow{Permission::kDayListPrint,     {{kA,  kN,  kN,  kN,  kN,  kN,  kN}}, false, true,  false},
PermissionRow{Permission::kChartRead,        {{kN,  kT,  kT,  kT,  kN,  kA,  kN}}, true,  false, true},
PermissionRow{Permission::kNoteWrite,        {{kN,  kT,  kT,  kT,  kN,  kN,  kN}}, true,  false, true},
PermissionRow{Permission::kAlertAcknowledge, {{kN,  kA,  kA,  kA,  kN,  kN,  kN}}, false, true,  true},
PermissionRow{Permission::kAlertTold,        {{kA,  kA,  kA,  kA,  kA,  kA,  kN}}, false, true,  true},
PermissionRow{Permission::kStaffManage,      {{kN,  kN,  kN,  kN,  kN,  kN,  kA}}, false, true,  true},
PermissionRow{Permission::kAuditRead,        {{kN,  kN,  kN,  kN,  kN,  kA,  kN}}, false, true,  true},
};

struct LabelRow {
  Label label;
  std::array<Reach, 7> reach;  // by kRoleColumns; the narrower of this and the permission counts
  bool break_glass;            // an emergency stands in for the care team
};

inline constexpr std::array kLabelTable = {
//                                desk clin supv pres bill priv admi   break
LabelRow{Label::kGeneral,       {{kA,  kA,  kA,  kA,  kA,  kA,  kA}}, true},
LabelRow{Label::kPart2,         {{kA,  kT,  kT,  kT,  kA,  kA,  kN}}, true},
LabelRow{Label::kSudCounseling, {{kN,  kO,  kO,  kO,  kN,  kN,  kN}}, false},
LabelRow{Label::kPsychotherapy, {{kN,  kO,  kO,  kO,  kN,  kN,  kN}}, false},
};

struct PurposeRow {
  Purpose purpose;
  std::array<bool, 7> may;  // by kRoleColumns: a role gives its permissions for these purposes
};

// In the order in which the pipeline tries them.
inline constexpr std::array kPurposeTable = {
//                                desk  clin  supv  pres  bill   priv   admi
PurposeRow{Purpose::kTreatment,  {{true, true, true, true, false, false, false}}},
PurposeRow{Purpose::kPayment,    {{true, false, false, false, true, false, false}}},
PurposeRow{Purpose::kOperations, {{true, false, true, false, true, true, true}}},
PurposeRow{Purpose::kBreakGlass, {{false, true, true, true, false, false, false}}},
};
// clang-format on

}  // namespace alcove::access

namespace alcove::wire {

template <>
struct EnumWords<access::Label> {
  static constexpr EnumWord<access::Label> words[] = {
      {access::Label::kGeneral, "general"},
      {access::Label::kPart2, "part2"},
      {access::Label::kSudCounseling, "sud_counseling"},
      {access::Label::kPsychotherapy, "psychotherapy"}};
};

template <>
struct EnumWords<access::Relation> {
  static constexpr EnumWord<access::Relation> words[] = {{access::Relation::kNone, "none"},
                                                         {access::Relation::kAlert, "alert"},
                                                         {access::Relation::kCareTeam, "care_team"},
                                                         {access::Relation::kOwn, "own"}};
};

}  // namespace alcove::wire
