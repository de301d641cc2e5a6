// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// How a questionnaire ends, and how far it came.
namespace alcove::api::questionnaires {

enum class Ending : std::uint8_t {
  kCompleted,  // every item was answered or declined
  kStopped,    // the client chose to stop, or asked for help
  kForgotten,  // nobody touched the screen, or the next client came
};

enum class Progress : std::uint8_t {
  kInProgress,
  kCompleted,
  kPartial,  // ended before every item was reached
};

}  // namespace alcove::api::questionnaires

namespace alcove::wire {

template <>
struct EnumWords<api::questionnaires::Ending> {
  using Ending = api::questionnaires::Ending;
  static constexpr EnumWord<Ending> words[] = {{Ending::kCompleted, "completed"},
                                               {Ending::kStopped, "stopped"},
                                               {Ending::kForgotten, "forgotten"}};
};

template <>
struct EnumWords<api::questionnaires::Progress> {
  using Progress = api::questionnaires::Progress;
  static constexpr EnumWord<Progress> words[] = {{Progress::kInProgress, "in_progress"},
                                                 {Progress::kCompleted, "completed"},
                                                 {Progress::kPartial, "partial"}};
};

}  // namespace alcove::wire
