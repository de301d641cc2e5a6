// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_book.h"

#include <algorithm>

namespace alcove::flows::desk {
namespace {

bool sees_clients(const api::staff::Member& member) {
  return std::any_of(member.roles.begin(), member.roles.end(), [](api::Role role) {
    return role == api::Role::kClinician || role == api::Role::kSupervisor ||
           role == api::Role::kPrescriber;
  });
}

}  // namespace

void ClinicBook::read() {
  life_.renew();
  context_.box.ask(life_, api::clinic_setup::read, wire::Nothing(),
                   [this](Result<api::clinic_setup::Setup> reply) {
                     if (reply) setup_ = std::move(reply).value();
                   });
  incoming_.clear();
  read_staff(std::nullopt);
}

void ClinicBook::read_staff(const std::optional<StaffId>& after) {
  context_.box.ask(
      life_, api::staff::list, api::staff::ListRequest{after},
      [this](Result<api::staff::ListReply> reply) {
        if (!reply) return;
        incoming_.insert(incoming_.end(), reply->items.begin(), reply->items.end());
        if (reply->next) return read_staff(reply->next);
        std::sort(incoming_.begin(), incoming_.end(),
                  [](const auto& a, const auto& b) { return a.display_name < b.display_name; });
        staff_.swap(incoming_);
      });
}

std::vector<api::clinic_setup::Room> ClinicBook::rooms() const {
  std::vector<api::clinic_setup::Room> out;
  if (!setup_) return out;
  for (const auto& room : setup_->rooms) {
    if (!room.retired) out.push_back(room);
  }
  return out;
}

std::vector<api::clinic_setup::Service> ClinicBook::services() const {
  std::vector<api::clinic_setup::Service> out;
  if (!setup_) return out;
  for (const auto& service : setup_->services) {
    if (!service.retired) out.push_back(service);
  }
  return out;
}

std::vector<api::resources::Resource> ClinicBook::resources() const {
  return setup_ ? setup_->resources : std::vector<api::resources::Resource>();
}

std::vector<api::staff::Member> ClinicBook::clinicians() const {
  std::vector<api::staff::Member> out;
  std::copy_if(staff_.begin(), staff_.end(), std::back_inserter(out), sees_clients);
  return out;
}

std::int64_t ClinicBook::notice_minutes() const {
  return setup_ ? setup_->rules.cancellation_notice_minutes : 0;
}

std::string ClinicBook::name_of(const StaffId& staff) const {
  for (const auto& member : staff_) {
    if (member.id == staff) return member.display_name;
  }
  return {};
}

std::string ClinicBook::name_of(const RoomId& room) const {
  if (!setup_) return {};
  for (const auto& one : setup_->rooms) {
    if (one.id == room) return one.name;
  }
  return {};
}

screens::desk::May may_at_desk(const std::vector<api::Role>& roles) {
  using screens::desk::May;
  const bool change = std::any_of(roles.begin(), roles.end(), [](api::Role role) {
    return role == api::Role::kFrontDesk || role == api::Role::kClinician ||
           role == api::Role::kSupervisor || role == api::Role::kPrescriber;
  });
  return change ? May::kChange : May::kLook;
}

bool may_print_day(const std::vector<api::Role>& roles) {
  return std::find(roles.begin(), roles.end(), api::Role::kFrontDesk) != roles.end();
}

bool wants_override(const Error& refusal) {
  return refusal.code == ErrorCode::kMissingField && refusal.field == "override_reason";
}

std::optional<std::string> if_any(const std::string& words) {
  return words.empty() ? std::nullopt : std::optional(words);
}

bool may_see_who_waits(const std::vector<api::Role>& roles) {
  return may_at_desk(roles) == screens::desk::May::kChange ||
         std::find(roles.begin(), roles.end(), api::Role::kPrivacyOfficer) != roles.end();
}

bool is_in_the_way(const Error& refusal) {
  if (refusal.code == ErrorCode::kTaken) return true;
  if (refusal.code == ErrorCode::kMissingField) return wants_override(refusal);
  if (refusal.code == ErrorCode::kNotFound) return refusal.field == "resources";
  return refusal.code == ErrorCode::kOutOfRange &&
         (refusal.field == "start" || refusal.field == "service");
}

}  // namespace alcove::flows::desk
