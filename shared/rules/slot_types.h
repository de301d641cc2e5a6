// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/wire/fields.h"

// The words of availability: what a stretch of a clinician's week is for, and what can stand in the
// way of a booking. Words only; server/features/availability decides.
namespace alcove::rules {

enum class SlotType : std::uint8_t {
  kIntake,
  kTherapy,
  kMedicationCheck,
  kGroup,
  kCrisisHold,  // kept for somebody in crisis until shortly before
  kLunch,
};
inline constexpr std::size_t kSlotTypes = 6;

enum class TimeOffKind : std::uint8_t { kVacation, kIll, kTraining, kOther };

// Somebody or a room in two places is told as kTaken with a field of their own; this
// is everything else.
enum class ConflictKind : std::uint8_t {
  kCredential,    // the service asks for another one than the clinician has, at any time
  kClosed,        // the clinic, that day
  kTimeOff,       // the clinician is away
  kOutsideHours,  // the clinician does not work then
  kSlotType,      // the time is kept for another kind of visit
  kBuffer,        // the visit itself is free; the pause after one is not
  kLunch,
  kCrisisHold,  // not released yet
  kOverCap,     // the clinician has as many visits that day as was agreed
  kOverbook,    // somebody has that time, and the hours let one more in
};
inline constexpr std::size_t kConflictKinds = 10;

// kHard refuses; kSoft asks for a reason.
enum class ConflictWeight : std::uint8_t { kHard, kSoft };

inline constexpr std::int64_t kMaxBufferMinutes = 120;  // after a visit, in steps of 5

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::SlotType> {
  using Type = rules::SlotType;
  static constexpr EnumWord<Type> words[] = {{Type::kIntake, "intake"},
                                             {Type::kTherapy, "therapy"},
                                             {Type::kMedicationCheck, "medication_check"},
                                             {Type::kGroup, "group"},
                                             {Type::kCrisisHold, "crisis_hold"},
                                             {Type::kLunch, "lunch"}};
};

template <>
struct EnumWords<rules::TimeOffKind> {
  using Kind = rules::TimeOffKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kVacation, "vacation"},
                                             {Kind::kIll, "ill"},
                                             {Kind::kTraining, "training"},
                                             {Kind::kOther, "other"}};
};

template <>
struct EnumWords<rules::ConflictKind> {
  using Kind = rules::ConflictKind;
  static constexpr EnumWord<Kind> words[] = {
      {Kind::kCredential, "credential"}, {Kind::kClosed, "closed"},
      {Kind::kTimeOff, "time_off"},      {Kind::kOutsideHours, "outside_hours"},
      {Kind::kSlotType, "slot_type"},    {Kind::kBuffer, "buffer"},
      {Kind::kLunch, "lunch"},           {Kind::kCrisisHold, "crisis_hold"},
      {Kind::kOverCap, "over_cap"},      {Kind::kOverbook, "overbook"}};
};

template <>
struct EnumWords<rules::ConflictWeight> {
  using Weight = rules::ConflictWeight;
  static constexpr EnumWord<Weight> words[] = {{Weight::kHard, "hard"}, {Weight::kSoft, "soft"}};
};

}  // namespace alcove::wire
