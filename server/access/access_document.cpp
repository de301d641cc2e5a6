// SPDX-License-Identifier: Apache-2.0
#include "server/access/access_document.h"

#include <fmt/format.h>

#include "server/access/access_table.h"

namespace alcove::access {
namespace {

std::string_view words_of(Reach reach) {
  switch (reach) {
    case Reach::kNo:
      return "no";
    case Reach::kOwn:
      return "own";
    case Reach::kCareTeam:
      return "care team";
    case Reach::kAny:
      return "any";
  }
  return {};
}

std::string_view yes_or_no(bool value) {
  return value ? "yes" : "no";
}

std::string_view meaning_of(Permission permission) {
  switch (permission) {
    case Permission::kEnrolment:
      return "ask for a certificate with an enrolment code";
    case Permission::kDevice:
      return "what a terminal does without a person";
    case Permission::kSignedIn:
      return "what everybody signed in may";
    case Permission::kClientRead:
      return "see who a client is: names, birth date, phones, address";
    case Permission::kClientWrite:
      return "register and edit a client, decide on proposed corrections";
    case Permission::kScheduleRead:
      return "see the day board and appointments";
    case Permission::kScheduleWrite:
      return "book, move, cancel, mark states";
    case Permission::kDayListPrint:
      return "read and print the day's list and reminders, with phones and addresses";
    case Permission::kChartRead:
      return "read clinical content: notes, scores, answers";
    case Permission::kNoteWrite:
      return "write and sign notes of one's own";
    case Permission::kAlertAcknowledge:
      return "open and acknowledge a safety alert";
    case Permission::kAlertTold:
      return "mark that somebody was told in person";
    case Permission::kStaffManage:
      return "the staff list, terminals, settings";
    case Permission::kAuditRead:
      return "read the audit chain with clients' names; see to what was set aside";
  }
  return {};
}

std::string role_heading(std::string_view first) {
  std::string heading = fmt::format("| {} |", first);
  std::string rule = "|---|";
  for (const Role role : kRoleColumns) {
    heading += fmt::format(" {} |", wire::word_of(role));
    rule += "---|";
  }
  return heading + "\n" + rule + "\n";
}

std::string reach_cells(const std::array<Reach, 7>& reach) {
  std::string cells;
  for (const Reach cell : reach) cells += fmt::format(" {} |", words_of(cell));
  return cells;
}

std::string station_table() {
  std::string out = "| permission | means | lobby | front-desk | therapy-room | emergency |\n";
  out += "|---|---|---|---|---|---|\n";
  for (const Permission permission : {Permission::kDevice, Permission::kSignedIn}) {
    const bool device = permission == Permission::kDevice;
    out += fmt::format("| {} | {} | {} | yes | yes | no |\n", wire::word_of(permission),
                       meaning_of(permission), yes_or_no(device));
  }
  for (const PermissionRow& row : kPermissionTable) {
    out += fmt::format("| {} | {} | no | {} | {} | {} |\n", wire::word_of(row.permission),
                       meaning_of(row.permission), yes_or_no(row.front_desk_station),
                       yes_or_no(row.therapy_room_station), yes_or_no(row.break_glass));
  }
  return out;
}

std::string permission_table() {
  std::string out = role_heading("permission");
  for (const PermissionRow& row : kPermissionTable) {
    out += fmt::format("| {} |{}\n", wire::word_of(row.permission), reach_cells(row.reach));
  }
  return out;
}

std::string label_table() {
  std::string out = role_heading("label");
  for (const LabelRow& row : kLabelTable) {
    out += fmt::format("| {}{} |{}\n", wire::word_of(row.label),
                       row.break_glass ? "" : " (no emergency opens it)", reach_cells(row.reach));
  }
  return out;
}

std::string purpose_table() {
  std::string out = role_heading("purpose");
  for (const PurposeRow& row : kPurposeTable) {
    out += fmt::format("| {} |", wire::word_of(row.purpose));
    for (const bool may : row.may) out += fmt::format(" {} |", yes_or_no(may));
    out += "\n";
  }
  return out;
}

}  // namespace

std::string access_document() {
  return fmt::format(R"(# Who may do what

<!-- Made from server/access/access_table.h by alcove_write_access_document. Do not edit. -->

Every request passes one decision. It says yes only when all of these do: the terminal's station
(fixed by its certificate), a role of the signed-in person, the purpose, the person's relation to
the client, and the label of the record. Anything that no table grants is refused. A person with
several roles needs one role that grants it all; roles do not lend each other parts.

Reach: **any** client; clients of the person's **care team** (on it, supervising one who is, holding
today's appointment, or answering a safety alert of that client); the person's **own** records;
**no**. Where permission and label differ the narrower counts. Answering an alert counts as the care
team, never as owning a record. An appointment counts when somebody else booked it for the person,
gave it to them, or saw the client come (the desk, or the client in the lobby).

The administrator role opens nothing about any client.

## Stations and emergencies

A terminal in the lobby has no sign-in at all. Terminals of the front desk stand in public view and
show no chart. In an emergency (purpose `break_glass`, asked for with a reason, seen by the privacy
officer) a clinical role reaches every client where the last column says yes.

{}
`enrolment` (ask for a certificate) is granted by no role: its port is open only while an enrolment
code waits.

## Roles

{}
## Labels

{}
## Purposes

The first purpose under which the answer is yes is the one the audit chain records, unless the
request states another.

{})",
                     station_table(), permission_table(), label_table(), purpose_table());
}

}  // namespace alcove::access
