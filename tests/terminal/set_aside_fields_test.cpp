// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <nlohmann/json.hpp>
#include <regex>

#include "kiosk/screens/administration/field_words.h"
#include "kiosk/screens/administration/set_aside_words.h"
#include "server/app/set_aside_named.h"
#include "shared/api/client_record.h"
#include "shared/api/clients.h"
#include "shared/api/notes_save.h"
#include "shared/api/questionnaires.h"
#include "shared/api/series_change.h"
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

// An id that the box names where it knows it.
bool is_named(const std::string& route, const wire::FieldDescription& field) {
  return field.type == "id" && app::points_to(route, parts_of(field.path).back());
}

constexpr const char* kId = "0190a3f2-0000-7000-8000-";

// A body in which every field stands once, and each id is another one.
struct Body {
  nlohmann::json json = nlohmann::json::object();
  std::size_t made = 0;

  nlohmann::json value_of(const std::string& type) {
    if (type == "id") {
      const std::string number = std::to_string(++made);
      return kId + std::string(12 - number.size(), '0') + number;
    }
    if (type == "true or false") return true;
    if (type == "date") return "2026-11-30";
    if (type == "wall-clock time") return "2026-11-30T14:00";
    if (type.starts_with("instant")) return "2026-11-30T14:00:00.000Z";
    if (type.starts_with("one of")) return choices_of(type).front();
    if (type.starts_with("whole number")) return 7;
    if (type.starts_with("base64")) return "AAAA";
    return "Some words";
  }
  // The value that it has there.
  nlohmann::json add(const wire::FieldDescription& field) {
    if (field.type == "object" || field.type.starts_with("list")) return {};
    nlohmann::json* at = &json;
    for (const std::string& part : parts_of(field.path)) {
      if (at->is_array()) at = &(*at)[0];
      at = &(*at)[part];
      if (field.path.find(part + "[]") != std::string::npos && at->is_null()) {
        *at = nlohmann::json::array({nullptr});
      }
    }
    if (at->is_array()) at = &(*at)[0];
    return *at = value_of(field.type);
  }
};

struct Missing {
  std::vector<std::string> words;
  void look_at(const std::string& route, const wire::FieldDescription& field, Language language) {
    const std::vector<std::string> parts = parts_of(field.path);
    // Bytes are never shown, nor is what the screen itself leaves out.
    if (field.type.starts_with("base64") || is_for_programs(parts)) return;
    if (field.type == "id" && !app::points_to(route, parts.back())) return;
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

TEST_CASE("the page shows no field by its raw name, and every id that points to something") {
  alcove::testing::ServedClinic clinic;
  for (const http::RouteEntry* route : clinic.clinic->router().all()) {
    if (!may_be_set_aside(*route)) continue;
    // A note and an answer are read as such.
    if (route->path == api::notes::save.path) continue;
    if (route->path == api::questionnaires::answer.path) continue;
    Body body;
    std::size_t pointing = 0;
    api::set_aside::ReadReply read;
    read.line.kind = route->path;
    for (const wire::FieldDescription& field : route->request_fields) {
      const nlohmann::json value = body.add(field);
      if (!is_named(route->path, field)) continue;
      if (!is_for_programs(parts_of(field.path))) ++pointing;
      api::set_aside::Named named;
      named.id = RecordId::parse(value.get<std::string>()).value();
      named.person = "Marsh, Tom";
      named.record_number = 12;
      read.named.push_back(named);
    }
    read.body = body.json.dump();
    for (const Language language : {Language::kEnglish, Language::kSpanish}) {
      INFO(route->path);
      std::size_t said = 0;
      for (const Passage& one : passages_of(language, Zone::named("Etc/UTC").value(), read)) {
        INFO(one.heading << ": " << one.text);
        CHECK(one.heading.find('_') == std::string::npos);
        CHECK_FALSE(std::islower(static_cast<unsigned char>(one.heading.c_str()[0])));
        CHECK(one.text.find(kId) == std::string::npos);
        if (one.text.starts_with("Marsh, Tom")) ++said;
      }
      CHECK(said == pointing);
    }
  }
}

TEST_CASE("what a series was asked to be is read without what only programs compare") {
  api::set_aside::ReadReply read;
  read.line.kind = std::string(api::series::apply.path);
  read.person = "López, María";
  read.record_number = 104;
  read.body =
      R"({"edit":{"series":"0190a3f2-0000-7000-8000-000000000001","base_revision":0,)"
      R"("what":"create","client":"0190a3f2-0000-7000-8000-000000000002","terms":{"clinician":)"
      R"("0190a3f2-0000-7000-8000-000000000003","room":"0190a3f2-0000-7000-8000-000000000004",)"
      R"("minutes":50,"start":"2026-11-30T14:00","rule":"FREQ=WEEKLY;COUNT=5"}},"token":"ab"})";
  const auto add = [&](const char* last, auto change) {
    api::set_aside::Named named;
    named.id = RecordId::parse(std::string(kId) + "00000000000" + last).value();
    change(named);
    read.named.push_back(named);
  };
  add("2", [](auto& named) { named.person = "López, María", named.record_number = 104; });
  add("3", [](auto& named) { named.name = "Lena Brandt"; });
  add("4", [](auto& named) { named.here = false; });
  const auto lines = [&](Language language) {
    std::vector<std::string> all;
    for (const Passage& one : passages_of(language, Zone::named("Etc/UTC").value(), read)) {
      all.push_back(one.heading + ": " + one.text);
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  CHECK(lines(Language::kEnglish) ==
        std::vector<std::string>{"Clinician: Lena Brandt", "How it repeats: Every week, 5 visits",
                                 "Minutes: 50", "Room: not known on this box",
                                 "Start: November 30, 2026, 2:00 PM", "What was done: begun"});
  CHECK(lines(Language::kSpanish) ==
        std::vector<std::string>{"Comienzo: 30 de noviembre de 2026, 2:00 p. m.",
                                 "Cómo se repite: Cada semana, 5 visitas", "Minutos: 50",
                                 "Profesional: Lena Brandt", "Qué se hizo: empezada",
                                 "Sala: no se conoce en este servidor"});
}

TEST_CASE("a visit is named by day and time, client and clinician, and hours by the clock") {
  api::set_aside::ReadReply read;
  read.line.kind = "/v1/appointments/cancel";
  read.body =
      R"({"appointment":"0190a3f2-0000-7000-8000-000000000001","start_minute":540,"end_minute":1440})";
  api::set_aside::Named visit;
  visit.id = RecordId::parse(std::string(kId) + "000000000001").value();
  visit.start = parse_local("2026-11-30T14:00").value();
  visit.person = "López, María";
  visit.record_number = 104;
  visit.name = "Lena Brandt";
  read.named.push_back(visit);
  const auto all = passages_of(Language::kEnglish, Zone::named("Etc/UTC").value(), read);
  REQUIRE(all.size() == 3);
  CHECK(all[0].heading == "Visit");
  CHECK(all[0].text == "November 30, 2026, 2:00 PM · López, María, record 104 · Lena Brandt");
  CHECK(all[1].heading == "Until");
  CHECK(all[1].text == "24:00");
  CHECK(all[2].heading == "From");
  CHECK(all[2].text == "9:00");
}

TEST_CASE("of an absence the whole is said first, and three hundred fields of it, and no more") {
  const auto read_of = [](std::size_t choices) {
    nlohmann::json body;
    for (std::size_t i = 0; i < choices; ++i) {
      body["edit"]["choices"].push_back({{"what", "leave"}});
    }
    body["edit"]["from"] = "2026-11-30T08:00";
    body["reason"] = "ill";
    api::set_aside::ReadReply read;
    read.line.kind = "/v1/absences/apply";
    read.body = body.dump();
    return passages_of(Language::kEnglish, Zone::named("Etc/UTC").value(), read);
  };
  const auto all = read_of(298);
  REQUIRE(all.size() == 300);
  CHECK(all[0].heading == "From");
  CHECK(all[1].text == "ill");
  CHECK(all[2].heading == "Decision 1, What was done");
  CHECK(all[299].text == "left as it is");
  const auto more = read_of(299);
  REQUIRE(more.size() == 301);
  CHECK(more[300].text == "And 1 more field.");
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
        "Un servidor restaurado no recibe esto de una terminal. Si todavía cuenta, alguien lo "
        "ingresa "
        "de nuevo a mano.");
  line.kind = "note.future";
  CHECK(set_aside_why(Language::kEnglish, line) ==
        "This version of the box takes no such thing from a terminal.");
}
