// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/route.h"

// Who works here. Several roles per person; `crisis` is a capability beside them (settled with the
// alerts: it is independent of role).
namespace alcove::api {

enum class Role : std::uint8_t {
  kFrontDesk,
  kClinician,
  kSupervisor,
  kPrescriber,
  kBiller,
  kPrivacyOfficer,
  kAdministrator,
};

}  // namespace alcove::api

namespace alcove::wire {

template <>
struct EnumWords<api::Role> {
  static constexpr EnumWord<api::Role> words[] = {{api::Role::kFrontDesk, "front_desk"},
                                                  {api::Role::kClinician, "clinician"},
                                                  {api::Role::kSupervisor, "supervisor"},
                                                  {api::Role::kPrescriber, "prescriber"},
                                                  {api::Role::kBiller, "biller"},
                                                  {api::Role::kPrivacyOfficer, "privacy_officer"},
                                                  {api::Role::kAdministrator, "administrator"}};
};

}  // namespace alcove::wire
