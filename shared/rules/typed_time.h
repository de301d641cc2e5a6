// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

// What a receptionist can mean by "10", "1030", "10:30", "2 pm", "2:15p" or "14:15": the minutes
// since midnight; none when the text is no time. Without "am" or "pm" the hours 1 to 6 are in the
// afternoon, because nobody is seen at three in the morning; 7 to 12 are as on the wall. Pure and
// thread-safe.
namespace alcove::rules {

std::optional<std::chrono::minutes> read_typed_time(std::string_view typed);

}  // namespace alcove::rules
