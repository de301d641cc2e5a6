// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/json_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace alcove::wire {
namespace {

using Json = nlohmann::json;

const Json& json_of(Node node) {
  return *static_cast<const Json*>(node.value());
}

}  // namespace

bool Node::is_null() const {
  return json_of(*this).is_null();
}

bool Node::is_list() const {
  return json_of(*this).is_array();
}

bool Node::is_object() const {
  return json_of(*this).is_object();
}

std::size_t Node::size() const {
  return json_of(*this).size();
}

Node Node::at(std::size_t index) const {
  return Node(&json_of(*this).at(index));
}

std::optional<Node> Node::find(std::string_view name) const {
  const Json& object = json_of(*this);
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  return Node(&*found);
}

struct Document::Tree {
  Json json;
};

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&& other) noexcept = default;
Document& Document::operator=(Document&& other) noexcept = default;
Document::~Document() = default;

Node Document::root() const {
  return Node(&tree_->json);
}

Result<Document> Document::parse(std::string_view text) {
  std::vector<std::set<std::string>> names_by_depth;
  bool repeated = false;
  bool too_deep = false;
  using Event = Json::parse_event_t;
  const auto watch = [&](int depth, Event event, Json& parsed) {
    const bool opens = event == Event::object_start || event == Event::array_start;
    if (opens && static_cast<std::size_t>(depth) >= kMaxDepth) too_deep = true;
    if (event == Event::object_start) names_by_depth.emplace_back();
    if (event == Event::object_end && !names_by_depth.empty()) names_by_depth.pop_back();
    if (event == Event::key && !names_by_depth.back().insert(parsed.get<std::string>()).second) {
      repeated = true;
    }
    // Dropping a value keeps the parser from building a tree that is going to be refused anyway.
    return !too_deep;
  };
  Json json = Json::parse(text, watch, /*allow_exceptions=*/false);
  if (too_deep) return Error{ErrorCode::kMalformed, {}, "the body is nested too deep"};
  if (json.is_discarded()) {
    return Error{ErrorCode::kMalformed, {}, "the body is not JSON in UTF-8"};
  }
  if (repeated) return Error{ErrorCode::kMalformed, {}, "a field is there twice"};
  if (!json.is_object()) return Error{ErrorCode::kMalformed, {}, "the body is not an object"};
  return Document(std::make_unique<Tree>(Tree{std::move(json)}));
}

Document Document::of(const std::vector<Parameter>& parameters) {
  Json object = Json::object();
  for (const Parameter& parameter : parameters) {
    Json value = parameter.value;
    if (parameter.is == Parameter::Is::kLiteral) {
      // "true" and "12" are JSON; anything else stays text and is refused as the wrong type.
      Json parsed = Json::parse(parameter.value, nullptr, false);
      if (!parsed.is_discarded()) value = std::move(parsed);
    }
    object[std::string(parameter.name)] = std::move(value);
  }
  return Document(std::make_unique<Tree>(Tree{std::move(object)}));
}

void Writer::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void Writer::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void Writer::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void Writer::quoted(std::string_view value) {
  const auto plain = [](char letter) {
    return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
  };
  if (std::all_of(value.begin(), value.end(), plain)) {
    out_ += '"';
    out_ += value;
    out_ += '"';
  } else {
    out_ += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

void Writer::name(std::string_view name) {
  separate();
  quoted(name);
  out_ += ':';
  first_ = true;
}

void Writer::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void Writer::integer(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
}

void Writer::text(std::string_view value) {
  separate();
  quoted(value);
}

}  // namespace alcove::wire
