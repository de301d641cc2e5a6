// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"

// JSON as text: read into a Document, written by a Writer. What the fields of a struct make of it:
// json.h. The JSON library itself is seen by this room's sources alone: it costs every file that
// includes it seconds to compile.
namespace alcove::wire {

inline constexpr std::size_t kMaxDepth = 16;

// A value of a parsed body, good for as long as its Document.
class Node {
 public:
  explicit Node(const void* value) : value_(value) {}  // json_document.cpp's
  const void* value() const { return value_; }

  bool is_null() const;
  bool is_list() const;
  bool is_object() const;
  std::size_t size() const;                               // of a list
  Node at(std::size_t index) const;                       // of a list
  std::optional<Node> find(std::string_view name) const;  // of an object

 private:
  const void* value_;
};

// A whole body. Refused (kMalformed) is what breaks a limit that is not a field's own: UTF-8,
// depth, no field twice, an object at the top, nothing behind it.
class Document {
 public:
  static Result<Document> parse(std::string_view text);
  // An object of parameters, each as text, or as the number or truth value that its text spells
  // where the field takes one.
  struct Parameter {
    std::string_view name;
    std::string value;
    enum class Is : std::uint8_t { kText, kLiteral } is;
  };
  static Document of(const std::vector<Parameter>& parameters);
  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  ~Document();
  Node root() const;

 private:
  struct Tree;
  explicit Document(std::unique_ptr<Tree> tree);
  std::unique_ptr<Tree> tree_;
};

// Writes one body, value by value, in the order in which it is told. What is not UTF-8 in a text
// becomes U+FFFD; what was stored has passed the decoder and is.
class Writer {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  void name(std::string_view name);
  void boolean(bool value);
  void integer(std::int64_t value);
  void text(std::string_view value);
  std::string take() { return std::move(out_); }

 private:
  void separate();
  void open(char bracket);
  void close(char bracket);
  void quoted(std::string_view value);

  std::string out_;
  bool first_ = true;  // of its object or list, or behind a name
};

}  // namespace alcove::wire
