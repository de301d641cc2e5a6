// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The choices in a safety alert.
namespace alcove::api::alerts {

// What raised it.
enum class Source : std::uint8_t {
  kPhq9Item9,
  // The same, from a terminal out of service or cut off: the answer is set aside, not in the chart.
  kPhq9Item9SetAside,
};

// Why every staff terminal shows it.
enum class Escalation : std::uint8_t {
  kNobodyThere,      // nobody for whom it is meant was signed in at an unlocked terminal
  kNotAcknowledged,  // two minutes went by
};

// What was done about it.
enum class Action : std::uint8_t { kSeenNow, kHandedOver, kCrisisServiceCalled, kOther };

}  // namespace alcove::api::alerts

namespace alcove::wire {

template <>
struct EnumWords<api::alerts::Source> {
  static constexpr EnumWord<api::alerts::Source> words[] = {
      {api::alerts::Source::kPhq9Item9, "phq9_item9"},
      {api::alerts::Source::kPhq9Item9SetAside, "phq9_item9_set_aside"}};
};

template <>
struct EnumWords<api::alerts::Escalation> {
  using Escalation = api::alerts::Escalation;
  static constexpr EnumWord<Escalation> words[] = {
      {Escalation::kNobodyThere, "nobody_there"},
      {Escalation::kNotAcknowledged, "not_acknowledged"}};
};

template <>
struct EnumWords<api::alerts::Action> {
  using Action = api::alerts::Action;
  static constexpr EnumWord<Action> words[] = {
      {Action::kSeenNow, "seen_now"},
      {Action::kHandedOver, "handed_over"},
      {Action::kCrisisServiceCalled, "crisis_service_called"},
      {Action::kOther, "other"}};
};

}  // namespace alcove::wire
