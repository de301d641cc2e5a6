// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// How names are compared: the same letters, whatever the case, accents, hyphens and blanks.
namespace alcove::rules {

// Lower case without accents, apostrophes, hyphens or dots; runs of blanks become one; ends
// trimmed. "Jean‑Baptiste  Núñez" becomes "jean baptiste nunez" (a hyphen parts words, an
// apostrophe does not). Letters that Unicode cannot take apart are spelled out: ß "ss", æ "ae", ø
// "o", đ "d", ł "l".
std::string fold_name(std::string_view name);

// The words of a folded name, and the same without the blanks between them: "de la cruz" is {"de",
// "la", "cruz"} and "delacruz".
std::vector<std::string> words_of(std::string_view folded);
std::string joined(std::string_view folded);

// The number of letters (code points) of a folded word.
std::size_t letters_of(std::string_view folded);

}  // namespace alcove::rules
