// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/week_hours.h"

#include <algorithm>

namespace alcove::synthetic {
namespace {

using api::availability::Block;
using rules::SlotType;
using std::chrono::weekday;

constexpr std::int64_t kOpens = 8 * 60;
constexpr std::int64_t kNoon = 12 * 60;
constexpr std::int64_t kAfterLunch = 13 * 60;
constexpr std::int64_t kIntakesEnd = 15 * 60;
constexpr std::int64_t kHoldStarts = 14 * 60;
constexpr std::int64_t kHoldEnds = 15 * 60;
constexpr std::int64_t kTwiceUntil = 10 * 60;
constexpr std::int64_t kCloses = 18 * 60;

bool prescribes(const StaffMember& member) {
  return member.roles.has(api::Role::kPrescriber);
}

// With a limited permit nobody takes new clients in.
bool takes_clients_in(const StaffMember& member) {
  return !prescribes(member) && member.credential != "MHC-LP";
}

// Cuts a part out of the one that it lies in.
void put_in(std::vector<Block>& day, const Block& part) {
  const auto around = std::find_if(day.begin(), day.end(), [&](const Block& one) {
    return one.start_minute <= part.start_minute && part.end_minute <= one.end_minute;
  });
  if (around == day.end()) return;
  Block before = *around;
  Block after = *around;
  before.end_minute = part.start_minute;
  after.start_minute = part.end_minute;
  auto place = day.erase(around);
  for (const Block& one : {after, part, before}) {
    if (one.start_minute < one.end_minute) place = day.insert(place, one);
  }
}

std::vector<Block> day_of(const StaffMember& member, weekday on) {
  const auto number = static_cast<std::int64_t>(on.iso_encoding());
  const SlotType own = prescribes(member) ? SlotType::kMedicationCheck : SlotType::kTherapy;
  const auto part = [&](std::int64_t start, std::int64_t end, SlotType type) {
    return Block{.weekday = number, .start_minute = start, .end_minute = end, .type = type};
  };
  std::vector<Block> day = {part(kOpens, kNoon, own), part(kNoon, kAfterLunch, SlotType::kLunch),
                            part(kAfterLunch, kCloses, own)};
  if (takes_clients_in(member) && (on == std::chrono::Monday || on == std::chrono::Thursday)) {
    put_in(day, part(kAfterLunch, kIntakesEnd, SlotType::kIntake));
  }
  if (leads_the_group(member) && on == kGroupDay) {
    put_in(day, part(kGroupStart, kGroupStart + kGroupMinutes, SlotType::kGroup));
  }
  if (member.sign_in_name == "areyes" && on == std::chrono::Tuesday) {
    put_in(day, part(kHoldStarts, kHoldEnds, SlotType::kCrisisHold));
  }
  if (prescribes(member) && on == std::chrono::Tuesday) {
    Block twice = part(kOpens, kTwiceUntil, own);
    twice.overbook = true;
    put_in(day, twice);
  }
  return day;
}

}  // namespace

bool leads_the_group(const StaffMember& member) {
  return member.sign_in_name == "cosei" || member.sign_in_name == "tlindqvist";
}

std::vector<Block> week_of(const StaffMember& member, std::optional<weekday> besides) {
  std::vector<Block> week;
  for (weekday day = std::chrono::Monday;; ++day) {
    const bool weekend = day == std::chrono::Saturday || day == std::chrono::Sunday;
    if (!weekend || day == besides) {
      const std::vector<Block> parts = day_of(member, day);
      week.insert(week.end(), parts.begin(), parts.end());
    }
    if (day == std::chrono::Sunday) return week;
  }
}

std::vector<SlotType> parts_for(std::string_view service) {
  if (service == "Therapy") return {SlotType::kTherapy};
  if (service == "Intake") return {SlotType::kIntake};
  if (service == "Medication check") return {SlotType::kMedicationCheck};
  if (service == kGroupService) return {SlotType::kGroup};
  return {};
}

bool goes_into(const std::vector<Block>& week, const api::clinic_setup::Service& service,
               weekday day, int hour) {
  const std::vector<SlotType> parts = parts_for(service.name);
  const std::int64_t start = std::int64_t{60} * hour;
  return week.empty() || std::any_of(week.begin(), week.end(), [&](const Block& one) {
           return one.weekday == static_cast<std::int64_t>(day.iso_encoding()) &&
                  one.start_minute <= start && start + service.minutes <= one.end_minute &&
                  std::find(parts.begin(), parts.end(), one.type) != parts.end();
         });
}

}  // namespace alcove::synthetic
