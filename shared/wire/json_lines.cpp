// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/json_lines.h"

#include <nlohmann/json.hpp>

#include "shared/wire/json_document.h"

namespace alcove::wire {
namespace {

using Json = nlohmann::json;

// As deep as the body, which Document holds to kMaxDepth.
void collect(const Json& value, std::vector<std::string>& path, std::size_t most, TextLines& out) {
  if (value.is_null()) return;
  if (value.is_object()) {
    for (const auto& [name, item] : value.items()) {
      path.push_back(name);
      collect(item, path, most, out);
      path.pop_back();
    }
    return;
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      path.push_back(std::to_string(i + 1));
      collect(value.at(i), path, most, out);
      path.pop_back();
    }
    return;
  }
  if (out.lines.size() == most) {
    ++out.left_out;
    return;
  }
  out.lines.push_back({path, value.is_string() ? value.get<std::string>() : value.dump()});
}

}  // namespace

Result<TextLines> text_lines(std::string_view json, std::size_t most) {
  ALCOVE_ASSIGN(const Document document, Document::parse(json));
  TextLines out;
  std::vector<std::string> path;
  collect(*static_cast<const Json*>(document.root().value()), path, most, out);
  return out;
}

}  // namespace alcove::wire
