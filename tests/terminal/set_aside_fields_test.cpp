// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "kiosk/screens/administration/field_words.h"
#include "kiosk/screens/administration/set_aside_words.h"
#include "shared/api/client_record.h"
#include "shared/api/clients.h"
#include "shared/wire/json.h"
#include "tests/support/served_clinic.h"

// Everything that a terminal may bring home and the box may set aside has words, field by field, in
// both languages. A terminal keeps every write that has an idempotency key, and each greeting
// (kiosk/link/after_restore.cpp); what its spool holds are requests of the same routes.

using namespace alcove;
using namespace alcove::screens::administration;
using text::Language;

namespace {

bool may_be_set_aside(const http::RouteEntry& route) {
  return route.method == wire::Method::kPost &&
         (route.audit == wire::AuditClass::kWrite || route.path == "/v1/check_in/identify" ||
          route.path == "/v1/notes/save");
}

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  std::string part;
  for (const char one : path + ".") {
    if (one == '.') {
      parts.push_back(std::exchange(part, {}));
    } else if (one != '[' && one != ']') {
      part += one;
    }
  }
  return parts;
}

// "one of `mobile` `home`"; those words.
std::vector<std::string> choices_of(const std::string& type) {
  if (type == "true or false") return {"true", "false"};
  if (!type.starts_with("one of")) return {};
  static const std::regex quoted("`([a-z0-9_]+)`");
  std::vector<std::string> words;
  for (std::sregex_iterator at(type.begin(), type.end(), quoted), end; at != end; ++at) {
    words.push_back((*at)[1]);
  }
  return words;
}

struct Missing {
  std::vector<std::string> words;
  void look_at(const std::string& route, const wire::FieldDescription& field, Language language) {
    const std::vector<std::string> parts = parts_of(field.path);
    // Ids and bytes are never shown, nor is what lies in what only a program compares.
    if (field.type == "id" || field.type.starts_with("base64")) return;
    if (std::any_of(parts.begin(), parts.end(), is_for_programs)) return;
    for (const std::string& part : parts) {
      if (is_wrapper(part)) continue;
      const auto word = field_word(language, part);
      if (!word || word->empty()) words.push_back(route + " " + field.path);
    }
    for (const std::string& choice : choices_of(field.type)) {
      const auto word = choice_word(language, parts.back(), choice);
      if (!word || word->empty()) words.push_back(route + " " + field.path + " " + choice);
    }
  }
};

}  // namespace

TEST_CASE(
    "every field and choice of everything that can be set aside has words, in both languages") {
  alcove::testing::ServedClinic clinic;
  std::size_t routes = 0;
  Missing missing;
  for (const http::RouteEntry* route : clinic.clinic->router().all()) {
    if (!may_be_set_aside(*route)) continue;
    ++routes;
    for (const Language language : {Language::kEnglish, Language::kSpanish}) {
      for (const wire::FieldDescription& field : route->request_fields) {
        missing.look_at(route->path, field, language);
      }
    }
  }
  CHECK(routes > 30);
  CHECK(missing.words == std::vector<std::string>{});
}

TEST_CASE("a field without words is found by the walk") {
  Missing missing;
  missing.look_at("/v1/new", {"details.favourite_colour", "text", false}, Language::kEnglish);
  missing.look_at("/v1/new", {"kind", "one of `mobile` `satellite`", false}, Language::kSpanish);
  missing.look_at("/v1/new", {"details", "object", false}, Language::kSpanish);
  missing.look_at("/v1/new", {"somebody", "id", false}, Language::kSpanish);
  CHECK(missing.words ==
        std::vector<std::string>{"/v1/new details.favourite_colour", "/v1/new kind satellite"});
}

TEST_CASE("a client's details that were set aside are read in the reader's words") {
  api::set_aside::ReadReply read;
  read.line.kind = std::string(api::clients::register_client.path);
  read.body =
      R"({"client":"0190a3f2-0000-7000-8000-000000000001","details":{"birth_date":"1986-04-17",)"
      R"("legal_given":"Lucía","preferred_given":"Lu","phones":[{"id":)"
      R"("0190a3f2-0000-7000-8000-000000000002","kind":"mobile","number":"716-555-0133",)"
      R"("may_leave_message":true}]}})";
  const auto lines = [&](Language language) {
    std::vector<std::string> all;
    for (const Passage& one : passages_of(language, Zone::named("Etc/UTC").value(), read)) {
      all.push_back(one.heading + ": " + one.text);
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  CHECK(lines(Language::kEnglish) ==
        std::vector<std::string>{"Date of birth: April 17, 1986", "Legal first name: Lucía",
                                 "Phone 1, A message may be left: yes", "Phone 1, Kind: Mobile",
                                 "Phone 1, Number: 716-555-0133", "Preferred first name: Lu"});
  CHECK(lines(Language::kSpanish) ==
        std::vector<std::string>{"Fecha de nacimiento: 17 de abril de 1986", "Nombre legal: Lucía",
                                 "Nombre preferido: Lu", "Teléfono 1, Número: 716-555-0133",
                                 "Teléfono 1, Se puede dejar un mensaje: sí",
                                 "Teléfono 1, Tipo: Móvil"});
}

TEST_CASE("of a write that a restored box does not take the page says that it is entered again") {
  api::set_aside::Line line;
  line.reason = api::set_aside::SetAsideReason::kUnknownKind;
  line.kind = "/v1/series/apply";
  CHECK(set_aside_why(Language::kEnglish, line) ==
        "A restored box does not take this from a terminal. Where it still counts, somebody enters "
        "it again by hand.");
  CHECK(set_aside_why(Language::kSpanish, line) ==
        "Una caja restaurada no recibe esto de una terminal. Si todavía cuenta, alguien lo ingresa "
        "de nuevo a mano.");
  line.kind = "note.future";
  CHECK(set_aside_why(Language::kEnglish, line) ==
        "This version of the box takes no such thing from a terminal.");
}
