// SPDX-License-Identifier: Apache-2.0
// make_messages TOPIC ENGLISH SPANISH OUT: turns the two catalogue files of a topic into OUT.h and
// OUT.cpp, a class with one typed function for each message. Used by the build alone. Fails with
// one sentence for each difference between the languages.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "kiosk/text/catalogue.h"

namespace {

using alcove::text::Catalogue;
using alcove::text::Message;

std::string camel(std::string_view snake) {
  std::string out;
  bool upper = true;
  for (const char c : snake) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out.push_back(upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    upper = false;
  }
  return out;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
  }
  return out + '"';
}

std::string_view type_of(std::string_view parameter) {
  return parameter == "count" ? "std::int64_t" : "std::string_view";
}

// The parameter list, and the prefix by which the body reaches a parameter. Two or more become a
// struct with named members, so that a name cannot be given for a time.
struct Signature {
  std::string before;  // the struct's definition, if there is one
  std::string list;
  std::string definition_list;
  std::string prefix;
};

Signature signature_of(const std::string& type, const Message& message) {
  if (message.parameters.empty()) return {};
  if (message.parameters.size() == 1) {
    const std::string list =
        fmt::format("{} {}", type_of(message.parameters[0]), message.parameters[0]);
    return {{}, list, list, {}};
  }
  const std::string name = camel(message.key) + "Words";
  std::string definition = fmt::format("  struct {} {{\n", name);
  for (const std::string& parameter : message.parameters) {
    definition += fmt::format("    {} {};\n", type_of(parameter), parameter);
  }
  return {definition + "  };\n", fmt::format("const {}& words", name),
          fmt::format("const {}::{}& words", type, name), "words."};
}

std::string header(const std::string& topic, const std::string& type, const Catalogue& english) {
  std::string out =
      "// SPDX-License-Identifier: Apache-2.0\n// Generated from the message catalogues.\n"
      "#pragma once\n\n#include <cstdint>\n#include <string>\n#include <string_view>\n\n"
      "#include \"kiosk/text/language.h\"\n\nnamespace alcove::text {\n\n";
  out +=
      fmt::format("// What the kiosk says: {}. Plain text lives as long as the program.\n", topic);
  out += fmt::format("class {} {{\n public:\n  explicit {}(Language language) : ", type, type);
  out += "language_(static_cast<std::size_t>(language)) {}\n\n";
  for (const Message& message : english.messages) {
    const Signature signature = signature_of(type, message);
    out += signature.before;
    out += fmt::format("  {} {}({}) const;\n",
                       message.parameters.empty() ? "std::string_view" : "std::string", message.key,
                       signature.list);
  }
  return out + "\n private:\n  std::size_t language_;\n};\n\n}  // namespace alcove::text\n";
}

std::string body(const std::string& type, const Message& english, const Message& spanish) {
  const Signature signature = signature_of(type, english);
  const auto table = [&](std::string_view name, const std::string& first,
                         const std::string& second) {
    return fmt::format("  static constexpr std::string_view {}[] = {{\n      {},\n      {}}};\n",
                       name, literal(first), literal(second));
  };
  std::string out = fmt::format("{} {}::{}({}) const {{\n",
                                english.parameters.empty() ? "std::string_view" : "std::string",
                                type, english.key, signature.definition_list);
  out += table("kOther", english.other, spanish.other);
  std::string chosen = "kOther[language_]";
  if (english.has_plural()) {
    out += table("kOne", english.one, spanish.one);
    chosen = fmt::format("({}count == 1 ? kOne : kOther)[language_]", signature.prefix);
  }
  if (english.parameters.empty()) return out + "  return " + chosen + ";\n}\n\n";
  std::string arguments;
  for (const std::string& parameter : english.parameters) {
    const std::string value = signature.prefix + parameter;
    arguments += fmt::format("{}{{\"{}\", {}}}", arguments.empty() ? "" : ", ", parameter,
                             parameter == "count" ? "std::to_string(" + value + ")" : value);
  }
  return out + fmt::format("  return fill({}, {{{}}});\n}}\n\n", chosen, arguments);
}

std::string source(const std::string& topic, const std::string& type, const Catalogue& english,
                   const Catalogue& spanish) {
  std::string out =
      "// SPDX-License-Identifier: Apache-2.0\n// Generated from the message catalogues.\n";
  out += fmt::format("#include \"kiosk/text/{}_messages.h\"\n\n", topic);
  out += "#include \"kiosk/text/fill.h\"\n\nnamespace alcove::text {\n\n";
  for (const Message& message : english.messages) {
    out += body(type, message, *spanish.find(message.key));
  }
  return out + "}  // namespace alcove::text\n";
}

bool write_file(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary);
  out << content;
  return static_cast<bool>(out.flush());
}

bool read_catalogue(const char* path, Catalogue& out) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || text.empty()) {
    fmt::print(stderr, "{}: cannot be read\n", path);
    return false;
  }
  auto parsed = alcove::text::parse_catalogue(text);
  if (!parsed) {
    fmt::print(stderr, "{}: {}: {}\n", path, parsed.error().field, parsed.error().detail);
    return false;
  }
  out = std::move(parsed).value();
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: make_messages TOPIC ENGLISH SPANISH OUT\n");
    return 2;
  }
  const std::string topic = argv[1];
  const std::string type = camel(topic) + "Messages";
  Catalogue english;
  Catalogue spanish;
  if (!read_catalogue(argv[2], english) || !read_catalogue(argv[3], spanish)) return 1;
  const std::vector<std::string> wrong = differences(english, spanish);
  for (const std::string& sentence : wrong) fmt::print(stderr, "{}: {}\n", topic, sentence);
  if (!wrong.empty()) return 1;
  const std::string out = argv[4];
  const bool written = write_file(out + ".h", header(topic, type, english)) &&
                       write_file(out + ".cpp", source(topic, type, english, spanish));
  return written ? 0 : 1;
}
