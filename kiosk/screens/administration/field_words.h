// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/language.h"

// What the fields of the contract are called where something that was set aside is read, and the
// words for a choice among those that it names.
namespace alcove::screens::administration {

// Holds other fields and says nothing itself: "details".
bool is_wrapper(std::string_view field);
// Whether what lies there is a drawing by its points, or what only a program compares, however
// deep: never shown.
bool is_for_programs(const std::vector<std::string>& path);

// Nothing for a field that this version does not know.
std::optional<std::string_view> field_word(text::Language language, std::string_view field);

// Of a field whose value is one of the contract's words, or true or false; nothing for any other.
std::optional<std::string> choice_word(text::Language language, std::string_view field,
                                       const std::string& value);

}  // namespace alcove::screens::administration
