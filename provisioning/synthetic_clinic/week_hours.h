// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "provisioning/synthetic_clinic/people.h"
#include "shared/api/availability.h"
#include "shared/api/clinic_setup.h"

// When the people of the synthetic clinic work, as pure functions. Thread-safe.
namespace alcove::synthetic {

// Monday to Friday by who somebody is: therapists have therapy and, with a licence of their own,
// time for intakes; prescribers have medication checks; two lead a group; everybody has lunch.
// `besides`: a day of the weekend on which they work too.
std::vector<api::availability::Block> week_of(const StaffMember& member,
                                              std::optional<std::chrono::weekday> besides);

// Into which parts of a week a service of that name goes; none named: into all that are for visits.
std::vector<rules::SlotType> parts_for(std::string_view service);

// Whether a visit that begins at the full hour lies in one part of the week that its service names
// (parts_for). A week without any parts is one of which nothing is known: all goes into it.
bool goes_into(const std::vector<api::availability::Block>& week,
               const api::clinic_setup::Service& service, std::chrono::weekday day, int hour);

inline constexpr const char* kGroupService = "Group therapy";

// The group that Cora Osei and Tor Lindqvist lead.
inline constexpr std::chrono::weekday kGroupDay = std::chrono::Wednesday;
inline constexpr std::int64_t kGroupStart = 15 * 60;  // minutes since midnight
inline constexpr std::int64_t kGroupMinutes = 90;
bool leads_the_group(const StaffMember& member);

}  // namespace alcove::synthetic
