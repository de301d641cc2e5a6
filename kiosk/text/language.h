// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace alcove::text {

// The languages that Alcove speaks completely. The value is the index of the generated tables.
enum class Language : std::uint8_t { kEnglish, kSpanish };
inline constexpr std::size_t kLanguageCount = 2;

}  // namespace alcove::text
