// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

// A body whose struct is not known, for a person to read.
namespace alcove::wire {

struct TextLine {
  std::vector<std::string> path;  // "details", "phones", "2", "number"; places of a list from 1
  std::string value;
};

// Every value of an object that is not null, in the order of its names; texts as they are. At most
// `most`, and what is left out is counted. Errors: kMalformed.
struct TextLines {
  std::vector<TextLine> lines;
  std::size_t left_out = 0;
};
Result<TextLines> text_lines(std::string_view json, std::size_t most);

}  // namespace alcove::wire
