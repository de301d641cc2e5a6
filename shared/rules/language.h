// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

namespace alcove::rules {

// The languages the kiosk speaks: every catalogue and every instrument has its words in each.
enum class Language : std::uint8_t { kEnglish, kSpanish };

inline constexpr Language kLanguages[] = {Language::kEnglish, Language::kSpanish};

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::Language> {
  static constexpr EnumWord<rules::Language> words[] = {{rules::Language::kEnglish, "en"},
                                                        {rules::Language::kSpanish, "es"}};
};

}  // namespace alcove::wire
