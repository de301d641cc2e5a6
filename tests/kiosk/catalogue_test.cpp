// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/catalogue.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace alcove::text {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Catalogue parsed(std::string_view file) {
  auto result = parse_catalogue(file);
  REQUIRE(result);
  return std::move(result).value();
}

fs::path kiosk_folder() {
  return fs::path(ALCOVE_SOURCE_DIR) / "kiosk";
}

// topic -> catalogue of one language, as the build sees it
std::map<std::string, Catalogue> all_of(std::string_view language) {
  std::map<std::string, Catalogue> out;
  const std::string ending = "." + std::string(language) + ".txt";
  for (const auto& entry : fs::directory_iterator(kiosk_folder() / "text" / "messages")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(ending)) continue;
    INFO(name);
    out[name.substr(0, name.size() - ending.size())] = parsed(read_file(entry.path()));
  }
  return out;
}

std::string all_sources() {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(kiosk_folder())) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".cpp" || extension == ".h") out += read_file(entry.path());
  }
  return out;
}

TEST_CASE("Spanish has one word for one thing: no till for the box, and one way to add") {
  for (const auto& entry : fs::directory_iterator(kiosk_folder() / "text" / "messages")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".es.txt")) continue;
    INFO(name);
    const std::string words = read_file(entry.path());
    for (const char* const other : {" caja", "Caja", " añad", "Añad"}) {
      INFO(other);
      CHECK(words.find(other) == std::string::npos);
    }
  }
}

TEST_CASE("a catalogue gives its messages, plurals and placeholders") {
  const Catalogue catalogue = parsed(
      "# a comment\n\nhello = Hello, {name}.\nwait[one] = {count} minute for {name}\n"
      "wait[other] = {count} minutes\nlines = one\\ntwo\n");
  REQUIRE(catalogue.messages.size() == 3);
  CHECK(catalogue.find("hello")->other == "Hello, {name}.");
  CHECK(catalogue.find("hello")->parameters == std::vector<std::string>{"name"});
  CHECK(catalogue.find("wait")->has_plural());
  CHECK(catalogue.find("wait")->parameters == std::vector<std::string>{"count", "name"});
  CHECK(catalogue.find("lines")->other == "one\ntwo");
  CHECK(catalogue.find("nothing") == nullptr);
}

TEST_CASE("a catalogue line that is not well formed is named by its number") {
  const auto line_of = [](std::string_view file) {
    auto result = parse_catalogue(file);
    return result ? std::string("accepted") : result.error().field;
  };
  CHECK(line_of("hello Hello") == "line 1");
  CHECK(line_of("# x\nHello = a") == "line 2");
  CHECK(line_of("a = b\na = c") == "line 2");
  CHECK(line_of("a = ") == "line 1");
  CHECK(line_of("a = b ") == "line 1");
  CHECK(line_of("a = {b") == "line 1");
  CHECK(line_of("a = b}") == "line 1");
  CHECK(line_of("a = {B}") == "line 1");
  CHECK(line_of("a = x\\t") == "line 1");
  CHECK(line_of("a[few] = x") == "line 1");
  CHECK(line_of("a[one] = x") == "a");
  CHECK(line_of("a = {count} things") == "a");
}

TEST_CASE("two languages that do not say the same are told apart") {
  const Catalogue english = parsed("a = x\nb = {name}\nc[one] = {count}\nc[other] = {count}\n");
  CHECK(differences(english, english).empty());
  CHECK(
      differences(english, parsed("a = y\nb = {name}\nc[one] = 1\nc[other] = {count}\n")).empty());
  CHECK(differences(english, parsed("a = y\nb = {name}\n")).size() == 1);
  CHECK(differences(english, parsed("a = y\nb = {nombre}\nc[one] = 1\nc[other] = 2\n")).size() ==
        1);
  CHECK(differences(parsed("a = x\n"), parsed("a = x\nz = y\n")).size() == 1);
  CHECK(differences(parsed("a = {x}\n"), parsed("a = y\n")).size() == 1);
}

TEST_CASE("every message is there in both languages with the same placeholders") {
  const auto english = all_of("en");
  const auto spanish = all_of("es");
  REQUIRE(english.size() >= 6);
  REQUIRE(english.size() == spanish.size());
  for (const auto& [topic, catalogue] : english) {
    INFO(topic);
    REQUIRE(spanish.count(topic) == 1);
    CHECK(differences(catalogue, spanish.at(topic)) == std::vector<std::string>{});
  }
}

TEST_CASE("every message is used by some source of the kiosk") {
  const std::string sources = all_sources();
  std::vector<std::string> unused;
  std::set<std::string> keys;
  for (const auto& [topic, catalogue] : all_of("en")) {
    for (const Message& message : catalogue.messages) {
      INFO(message.key);
      CHECK(keys.insert(message.key).second);  // unique over the topics, or the search below lies
      // Called, or a row of a table of them.
      const bool used = sources.find("." + message.key + "(") != std::string::npos ||
                        sources.find("&Say::" + message.key + "}") != std::string::npos;
      if (!used) unused.push_back(topic + ": " + message.key);
    }
  }
  CHECK(unused == std::vector<std::string>{});
}

TEST_CASE("no message frightens: no 'error', 'invalid', 'failed', 'please wait' or '!'") {
  const std::vector<std::string> never = {
      "error",   "invalid", "failed", "failure",          "please wait",     "!",
      "inválid", "fallo",   "falló",  "espere por favor", "por favor espere"};
  for (const char* language : {"en", "es"}) {
    for (const auto& [topic, catalogue] : all_of(language)) {
      for (const Message& message : catalogue.messages) {
        for (std::string text : {message.one, message.other}) {
          for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
          for (const std::string& word : never) {
            INFO(topic << ": " << message.key);
            CHECK(text.find(word) == std::string::npos);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace alcove::text
