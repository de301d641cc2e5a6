// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "shared/api/staff.h"
#include "shared/wire/fields.h"

namespace alcove::access {

// A person's roles as a set. Values only; nothing here can refuse.
class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<api::Role> roles) {
    for (const api::Role role : roles) add(role);
  }
  static constexpr RoleSet of(std::span<const api::Role> roles) {
    RoleSet set;
    for (const api::Role role : roles) set.add(role);
    return set;
  }

  constexpr void add(api::Role role) {
    bits_ = static_cast<std::uint8_t>(bits_ | (1U << static_cast<unsigned>(role)));
  }
  constexpr bool has(api::Role role) const {
    return (bits_ & (1U << static_cast<unsigned>(role))) != 0;
  }
  constexpr bool empty() const { return bits_ == 0; }

  // Clinical roles read charts, write notes and acknowledge safety alerts.
  constexpr bool clinical() const {
    return has(api::Role::kClinician) || has(api::Role::kSupervisor) || has(api::Role::kPrescriber);
  }

  // In the order of the words of the contract.
  std::vector<api::Role> list() const {
    std::vector<api::Role> roles;
    for (const auto& row : wire::EnumWords<api::Role>::words) {
      if (has(row.value)) roles.push_back(row.value);
    }
    return roles;
  }

  friend constexpr bool operator==(const RoleSet&, const RoleSet&) = default;

 private:
  std::uint8_t bits_ = 0;
};

}  // namespace alcove::access
