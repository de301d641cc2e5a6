// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

// A catalogue file: what the kiosk says about one topic in one language. Plain text, so that a
// translator needs an editor and nothing else:
//
//   file    = { comment | blank | message }
//   comment = "#" anything
//   message = key [ "[" form "]" ] " = " text
//   key     = small letters, digits and "_", starting with a letter
//   form    = "one" | "other"         both or neither; chosen by the number {count}
//   text    = UTF-8 on one line; "{name}" is a placeholder, "\n" a new line, "**" switches bold on
//             and off
//
// Keys are unique over all topics. The same keys with the same placeholders stand in each language,
// in any order.
namespace alcove::text {

struct Message {
  std::string key;
  std::string one;                      // empty when the message has no plural
  std::string other;                    // the text, or its form for "many"
  std::vector<std::string> parameters;  // in order of first appearance, "count" included

  bool has_plural() const { return !one.empty(); }
};

struct Catalogue {
  std::vector<Message> messages;  // in order of the file

  const Message* find(std::string_view key) const;
};

// A refusal (kMalformed) names the line, never more.
Result<Catalogue> parse_catalogue(std::string_view file);

// What keeps two languages from saying the same: one sentence for each missing or surplus key,
// plural or placeholder. Empty when they agree.
std::vector<std::string> differences(const Catalogue& first, const Catalogue& second);

}  // namespace alcove::text
