// SPDX-License-Identifier: Apache-2.0
#include "server/operator/commands.h"
#include "server/operator/rows.h"

namespace alcove::operation {

StaffRow staff_row(const access::StaffRecord& staff) {
  StaffRow row;
  row.id = staff.id;
  row.sign_in_name = staff.sign_in_name;
  row.display_name = staff.display_name;
  row.credential = staff.credential;
  row.roles = staff.roles.list();
  row.crisis = staff.crisis;
  row.state = staff.disabled_at ? "disabled" : staff.has_password ? "active" : "no password yet";
  return row;
}

namespace {

Result<StaffCodeReply> code_reply(const CommandContext& context, access::StaffWithCode made) {
  ALCOVE_ASSIGN(const Zone zone, Zone::named(context.box.facts().zone));
  const UtcTime expires = context.box.clock().now() + access::kStaffCodeLife;
  return StaffCodeReply{.person = staff_row(made.staff),
                        .code = std::move(made.code),
                        .expires = expires,
                        .zone = zone.name(),
                        .until = zone.to_local(expires)};
}

Result<StaffListReply> list(CommandContext& context, const wire::Nothing&) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(const auto people, services->staff.list());
  StaffListReply reply;
  for (const access::StaffRecord& staff : people) reply.items.push_back(staff_row(staff));
  return reply;
}

Result<StaffCodeReply> add(CommandContext& context, const StaffAddRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(access::StaffWithCode made,
                services->staff.add(context.actor, {.sign_in_name = request.sign_in_name,
                                                    .display_name = request.display_name,
                                                    .credential = request.credential,
                                                    .roles = access::RoleSet::of(request.roles),
                                                    .crisis = request.crisis}));
  return code_reply(context, std::move(made));
}

Result<StaffRow> roles(CommandContext& context, const StaffRolesRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(const access::StaffRecord before, services->staff.find(request.sign_in_name));
  ALCOVE_TRY(services->staff.set_roles(context.actor, request.sign_in_name,
                                       access::RoleSet::of(request.roles),
                                       request.crisis.value_or(before.crisis)));
  ALCOVE_ASSIGN(const access::StaffRecord now, services->staff.find(request.sign_in_name));
  return staff_row(now);
}

Result<StaffRow> disable(CommandContext& context, const StaffNameRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_TRY(services->staff.disable(context.actor, request.sign_in_name));
  ALCOVE_ASSIGN(const access::StaffRecord now, services->staff.find(request.sign_in_name));
  return staff_row(now);
}

Result<StaffCodeReply> enable(CommandContext& context, const StaffNameRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(access::StaffWithCode made,
                services->staff.enable(context.actor, request.sign_in_name));
  return code_reply(context, std::move(made));
}

Result<StaffCodeReply> reset(CommandContext& context, const StaffNameRequest& request) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_ASSIGN(access::StaffWithCode made,
                services->staff.reset(context.actor, request.sign_in_name));
  return code_reply(context, std::move(made));
}

}  // namespace

void add_staff_commands(CommandTable& table) {
  table.on<wire::Nothing, StaffListReply>(kStaffList, list);
  table.on<StaffAddRequest, StaffCodeReply>(kStaffAdd, add);
  table.on<StaffRolesRequest, StaffRow>(kStaffRoles, roles);
  table.on<StaffNameRequest, StaffRow>(kStaffDisable, disable);
  table.on<StaffNameRequest, StaffCodeReply>(kStaffEnable, enable);
  table.on<StaffNameRequest, StaffCodeReply>(kStaffReset, reset);
}

}  // namespace alcove::operation
