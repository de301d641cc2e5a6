// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "shared/api/set_aside.h"
#include "shared/base/time.h"

// What was set aside, in words for somebody who knows no protocol.
namespace alcove::screens::administration {

// "Words in a note", "An answer to a questionnaire"; of the kind that the terminal gave it.
std::string set_aside_kind(text::Language language, const std::string& kind);
// A sentence: why it was not put into the records.
std::string set_aside_why(text::Language language, const api::set_aside::Line& line);
// "entered into the record by hand"
std::string settlement_word(text::Language language, api::set_aside::Settlement how);

// What was written, to be read and typed over by hand: a note by its sections, an answer with its
// question; of anything else every field, in words (field_words.h), and what its ids point to.
// Ids of which the box says nothing, and what only programs compare, are left out. What is said of
// the whole comes first, then what stands in lists; at most kMostFields, and how many more.
struct Passage {
  std::string heading;
  std::string text;
};
inline constexpr std::size_t kMostFields = 300;
std::vector<Passage> passages_of(text::Language language, const Zone& zone,
                                 const api::set_aside::ReadReply& read);

}  // namespace alcove::screens::administration
