// SPDX-License-Identifier: Apache-2.0
// What stands behind the gate of every route: its decoder and its handler, on a clinic at work. The
// first line names the route ("POST /v1/notes/save", and more to choose among those who may);
// a line that names none stands for one all the same. The rest is the payload, in which "@client@"
// and its like stand for ids of that clinic.
//
// The made seeds are one request for each route, from its own description, and valid ones of the
// features around the book (valid_requests.cpp).
#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "shared/wire/query.h"
#include "tests/fuzz/clinic.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

const http::RouteEntry& route_of(std::string_view line) {
  const auto& router = fuzz::clinic().router();
  const bool get = line.starts_with("GET ");
  std::string path(line.substr(std::min(line.find('/'), line.size())));
  path = path.substr(0, path.find(' '));
  const auto method = get ? wire::Method::kGet : wire::Method::kPost;
  if (const http::RouteEntry* const named = router.find(method, path)) return *named;
  const std::vector<const http::RouteEntry*> all = router.all();
  return *all[std::hash<std::string_view>()(line) % all.size()];
}

// What a field of the contract takes, by its name and the words that describe it.
nlohmann::json value_for(const wire::FieldDescription& field) {
  const auto& names = fuzz::clinic().names();
  std::string last = field.path.substr(field.path.rfind('.') + 1);
  while (last.ends_with("[]")) last.resize(last.size() - 2);
  if (field.type == "id") {
    for (const auto& [name, stands_for] : names) {
      if (last.starts_with(name)) return "@" + name + "@";
    }
    return "019a0000-0000-7000-8000-0000000000ff";
  }
  if (field.type == "instant, UTC") return "@now@";
  if (field.type == "date") return "@today@";
  if (field.type == "wall-clock time") return "@today@T15:30";
  if (field.type == "true or false") return true;
  if (field.type.starts_with("whole number, ")) return std::stoll(field.type.substr(14));
  if (field.type.starts_with("one of `")) {
    return field.type.substr(8, field.type.find('`', 8) - 8);
  }
  if (field.type.starts_with("base64, ")) {
    if (last == "hash") return "@hash@";
    return to_base64(Bytes(std::max<std::size_t>(std::stoul(field.type.substr(8)), 1), 7));
  }
  const std::size_t least = std::stoul(field.type.substr(field.type.find(", ") + 2));
  std::string text = "Ana Morales";
  text.resize(std::max<std::size_t>(least, 4), '1');
  return text;
}

// The place in the request that "content.sections[].text" names, made where it is not there yet.
nlohmann::json& place_of(nlohmann::json& request, std::string path) {
  nlohmann::json* at = &request;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    std::string name = path.substr(0, dot);
    path.erase(0, dot + 1);
    const bool list = name.ends_with("[]");
    if (list) name.resize(name.size() - 2);
    at = &(*at)[name];
    if (list) at = &(*at)[0];
  }
  return *at;
}

std::string seed_for(const http::RouteEntry& route) {
  nlohmann::json request = nlohmann::json::object();
  std::string query;
  for (const wire::FieldDescription& field : route.request_fields) {
    if (field.type == "object" || field.type.starts_with("list of at most")) continue;
    const nlohmann::json value = value_for(field);
    place_of(request, field.path) = value;
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    query += fmt::format("{}{}={}", query.empty() ? "" : "&", field.path, text);
  }
  const bool get = route.method == wire::Method::kGet;
  return fmt::format("{} {}\n{}", get ? "GET" : "POST", route.path, get ? query : request.dump());
}

// The path of a field of the contract: nothing that was typed can be in it.
bool is_field_path(std::string_view field) {
  return field.size() <= 200 && std::all_of(field.begin(), field.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("_.[] -").find(c) != std::string_view::npos;
         });
}

}  // namespace

std::vector<std::string> fuzz::made_seeds() {
  std::vector<std::string> seeds;
  for (const http::RouteEntry* route : clinic().router().all()) seeds.push_back(seed_for(*route));
  for (std::string& one : valid_requests()) seeds.push_back(std::move(one));
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::string_view line = input.line();
  fuzz::Clinic& clinic = fuzz::clinic();
  const http::RouteEntry& route = route_of(line);
  const auto who = clinic.one_who_may(route, line.size());
  fuzz::require(who.has_value(), "every route is for somebody");
  clinic.pass_time();
  const std::string payload = clinic.filled_in(as_text(input.rest()));
  if (payload.size() > wire::kMaxBody) return 0;
  const Result<http::Handled> done = clinic.run(route, *who, payload);
  if (!done) {
    fuzz::require(is_field_path(done.error().field), "a refusal names a field, not what was typed");
    return 0;
  }
  fuzz::require(done->stream || wire::Document::parse(done->body).ok(), "a reply is JSON");
  return 0;
}
