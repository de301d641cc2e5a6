// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "provisioning/alcovectl/clinic_time.h"
#include "provisioning/alcovectl/invocation.h"
#include "provisioning/alcovectl/staff_words.h"
#include "server/operator/contract_staff.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

constexpr std::string_view kRoleHelp =
    "front_desk, clinician, supervisor, prescriber, biller, privacy_officer, administrator; "
    "several with commas between them";

std::string role_words(const std::vector<api::Role>& roles) {
  std::string words;
  for (const api::Role role : roles) {
    words += words.empty() ? "" : ", ";
    words += wire::word_of(role);
  }
  return words;
}

}  // namespace

std::string staff_line(const operation::StaffRow& row) {
  return fmt::format("  {:<20}  {:<28}  {:<8}  {}{}{}\n", row.sign_in_name, row.display_name,
                     row.credential, role_words(row.roles),
                     row.crisis ? ", told of every safety alert" : "",
                     row.state == "active" ? "" : fmt::format(" ({})", row.state));
}

namespace {

std::string code_words(const operation::StaffCodeReply& reply, UtcTime now) {
  return fmt::format(
      "{}\n"
      "    {}\n\n"
      "Give {} this code. At a front-desk or therapy-room terminal they choose \"I have a\n"
      "one-time code\" and set a password of their own. The code is good once,\n"
      "until {}, and is not shown again.\n",
      staff_line(reply.person), reply.code, reply.person.display_name,
      clinic_time_words(reply.until, reply.zone, now));
}

Result<std::vector<api::Role>> roles_in(const std::optional<std::string>& text) {
  if (!text) return Error{ErrorCode::kMalformed, {}, "it needs --roles"};
  std::vector<api::Role> roles;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const auto role = wire::from_word<api::Role>(rest.substr(0, end));
    if (!role) {
      return Error{ErrorCode::kMalformed, {}, fmt::format("the roles are {}", kRoleHelp)};
    }
    roles.push_back(*role);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return roles;
}

Result<ExitCode> show_code(Invocation& invocation, Result<operation::StaffCodeReply> reply) {
  if (!reply) return reply.error();
  const WipeOnExit wiped(reply->code);
  invocation.print<operation::StaffCodeReply>(
      *reply, [&](const auto& made) { return code_words(made, invocation.clock().now()); });
  return ExitCode::kGood;
}

Result<ExitCode> list(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::StaffListReply reply, invocation.ask(operation::kStaffList, {}));
  invocation.print<operation::StaffListReply>(reply, [](const operation::StaffListReply& people) {
    if (people.items.empty()) {
      return std::string("Nobody yet. alcovectl staff add puts the first person here.\n");
    }
    std::string out;
    for (const operation::StaffRow& row : people.items) out += staff_line(row);
    return out;
  });
  return ExitCode::kGood;
}

Result<ExitCode> add(Invocation& invocation) {
  operation::StaffAddRequest request;
  request.sign_in_name = invocation.word(0);
  const auto display_name = invocation.arguments().value("--display-name");
  if (!display_name) return Error{ErrorCode::kMalformed, {}, "it needs --display-name"};
  request.display_name = *display_name;
  request.credential = invocation.arguments().value("--credential").value_or("");
  ALCOVE_ASSIGN(request.roles, roles_in(invocation.arguments().value("--roles")));
  request.crisis = invocation.arguments().has("--crisis");
  return show_code(invocation, invocation.ask(operation::kStaffAdd, request));
}

Result<ExitCode> roles(Invocation& invocation) {
  operation::StaffRolesRequest request;
  request.sign_in_name = invocation.word(0);
  ALCOVE_ASSIGN(request.roles, roles_in(invocation.arguments().value("--roles")));
  if (invocation.arguments().has("--crisis")) request.crisis = true;
  if (invocation.arguments().has("--no-crisis")) request.crisis = false;
  ALCOVE_ASSIGN(const operation::StaffRow reply, invocation.ask(operation::kStaffRoles, request));
  invocation.print<operation::StaffRow>(reply, [](const operation::StaffRow& row) {
    return "From the next thing they do:\n" + staff_line(row);
  });
  return ExitCode::kGood;
}

Result<ExitCode> disable(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::StaffRow reply,
                invocation.ask(operation::kStaffDisable, {.sign_in_name = invocation.word(0)}));
  invocation.print<operation::StaffRow>(reply, [](const operation::StaffRow& row) {
    return "Signed out everywhere and locked out. What they wrote stays theirs.\n" +
           staff_line(row);
  });
  return ExitCode::kGood;
}

Result<ExitCode> enable(Invocation& invocation) {
  return show_code(invocation,
                   invocation.ask(operation::kStaffEnable, {.sign_in_name = invocation.word(0)}));
}

Result<ExitCode> reset(Invocation& invocation) {
  return show_code(invocation,
                   invocation.ask(operation::kStaffReset, {.sign_in_name = invocation.word(0)}));
}

Subcommand add_subcommand() {
  return {"staff add",
          "SIGN-IN-NAME",
          "adds a person",
          "Adds a person and prints a code with which they set a password of their own at a\n"
          "terminal. Nobody else ever learns the password. A sign-in name is never given again.\n"
          "  alcovectl staff add a.ruiz --display-name \"Ana Ruiz\" --credential LCSW \\\n"
          "            --roles clinician,supervisor --crisis",
          {{"--display-name", "NAME", "as it stands on screens and under signatures"},
           {"--roles", "ROLES", kRoleHelp},
           {"--credential", "TEXT", "stands behind the name under a signature, for example LCSW"},
           {"--crisis", "", "is told of every safety alert"}},
          1,
          1,
          add};
}

Subcommand roles_subcommand() {
  return {
      "staff roles",
      "SIGN-IN-NAME",
      "gives a person other roles",
      "The roles given here take the place of those before, from the next thing the person does.\n"
      "Who may do what is in docs/access.md.",
      {{"--roles", "ROLES", kRoleHelp},
       {"--crisis", "", "is told of every safety alert"},
       {"--no-crisis", "", "is told of the alerts of their own clients only"}},
      1,
      1,
      roles};
}

}  // namespace

std::vector<Subcommand> staff_subcommands() {
  return {
      {"staff list",
       "",
       "who works here",
       "Lists everybody with sign-in name, name, credential and roles. People who left stay in\n"
       "the list, because notes and the audit chain name them.",
       {},
       0,
       0,
       list},
      add_subcommand(),
      roles_subcommand(),
      {"staff disable",
       "SIGN-IN-NAME",
       "locks a person out, at once",
       "Ends every session of the person at once. Use it when somebody leaves.",
       {},
       1,
       1,
       disable},
      {"staff enable",
       "SIGN-IN-NAME",
       "lets a person back in",
       "Prints a code with which the person sets a new password.",
       {},
       1,
       1,
       enable},
      {"staff reset",
       "SIGN-IN-NAME",
       "a new password for somebody who forgot it",
       "The password and every session are gone; the code that is printed sets a new password.\n"
       "Also opens a name that was shut by too many wrong passwords.",
       {},
       1,
       1,
       reset}};
}

}  // namespace alcove::ctl
