// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "shared/api/group_routes.h"

// What a group and a membership may be, as pure functions. Thread-safe.
namespace alcove::groups {

using api::groups::Group;
using api::groups::Membership;

// least and most, the cycle's days, the usual time. kOutOfRange with the field.
Result<void> check_group(const Group& group);
bool in_cycle(const Group& group, LocalDate day);
// Whether it has a session on that day, which is still to come or over: what it met for stays as it
// was when the group no longer meets. kWrongState, field "group" (it no longer meets); kOutOfRange,
// field "start" (outside of the cycle).
enum class Session : std::uint8_t { kToCome, kOver };
Result<void> check_meets(const Group& group, LocalDate day, Session session);

// Whether the client belongs to the group on that day.
bool covers(const Membership& membership, LocalDate day);
bool share_a_day(const Membership& a, const Membership& b);

// How many belong to it on the fullest day of those, the earliest of several such, and which it is.
struct Fullest {
  LocalDate day{};
  std::int64_t members = 0;
};
Fullest fullest_day(const std::vector<Membership>& members, LocalDate from,
                    const std::optional<LocalDate>& until);

// Its days against the group's. kOutOfRange, kWrongState, kMissingField with the field.
Result<void> check_membership(const Group& group, const Membership& membership);

}  // namespace alcove::groups
