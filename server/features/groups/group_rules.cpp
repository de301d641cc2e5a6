// SPDX-License-Identifier: Apache-2.0
#include "server/features/groups/group_rules.h"

#include <algorithm>

namespace alcove::groups {
namespace {

Error out_of_range(const char* field, const char* detail) {
  return {ErrorCode::kOutOfRange, field, detail};
}

}  // namespace

Result<void> check_group(const Group& group) {
  if (group.least > group.most) return out_of_range("least", "not more than it has places");
  if (group.last_day && *group.last_day < group.first_day) {
    return out_of_range("last_day", "the cycle ends after it begins");
  }
  const std::int64_t step = rules::kBookingStep.count();
  if (group.usual.start_minute % step != 0) {
    return out_of_range("usual.start_minute", "times go in steps of 5 minutes");
  }
  if (group.usual.minutes % step != 0 || group.usual.minutes < rules::kMinDuration.count() ||
      group.usual.minutes > rules::kMaxDuration.count()) {
    return out_of_range("usual.minutes", "a session lasts 5 to 480 minutes, in steps of 5");
  }
  return {};
}

bool in_cycle(const Group& group, LocalDate day) {
  return day >= group.first_day && (!group.last_day || day <= *group.last_day);
}

Result<void> check_meets(const Group& group, LocalDate day, Session session) {
  if (group.retired && session == Session::kToCome) {
    return Error{ErrorCode::kWrongState, "group", "the group does not meet any more"};
  }
  if (!in_cycle(group, day)) return out_of_range("start", "a day on which the group exists");
  return {};
}

bool covers(const Membership& membership, LocalDate day) {
  return !membership.withdrawn && day >= membership.join_day &&
         (!membership.leave_day || day <= *membership.leave_day);
}

bool share_a_day(const Membership& a, const Membership& b) {
  return covers(a, b.join_day) || covers(b, a.join_day);
}

Fullest fullest_day(const std::vector<Membership>& members, LocalDate from,
                    const std::optional<LocalDate>& until) {
  // It is fullest on the first day, or on one on which somebody joins.
  const auto on = [&](LocalDate day) {
    return Fullest{day, std::count_if(members.begin(), members.end(),
                                      [&](const Membership& one) { return covers(one, day); })};
  };
  Fullest fullest = on(from);
  for (const Membership& one : members) {
    if (one.join_day <= from || (until && one.join_day > *until)) continue;
    const Fullest then = on(one.join_day);
    if (then.members > fullest.members) fullest = then;
  }
  return fullest;
}

Result<void> check_membership(const Group& group, const Membership& membership) {
  if (!in_cycle(group, membership.join_day)) {
    return out_of_range("join_day", "a day on which the group exists");
  }
  if (membership.leave_day && *membership.leave_day < membership.join_day) {
    return out_of_range("leave_day", "nobody leaves before they join");
  }
  if ((membership.leave_day || membership.withdrawn) && membership.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", "somebody will ask why"};
  }
  if (group.joining == api::groups::Joining::kClosed && membership.revision == 0 &&
      membership.join_day > group.first_day) {
    return Error{ErrorCode::kWrongState, "join_day",
                 "a closed group takes nobody after its first day"};
  }
  return {};
}

}  // namespace alcove::groups
