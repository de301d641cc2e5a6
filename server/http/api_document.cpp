// SPDX-License-Identifier: Apache-2.0
#include "server/http/api_document.h"

#include <fmt/format.h>

namespace alcove::http {
namespace {

std::string stations_text(wire::Stations stations) {
  std::string text;
  for (const auto& row : wire::EnumWords<wire::Station>::words) {
    if (!stations.has(row.value)) continue;
    text += (text.empty() ? "" : ", ") + std::string(row.word);
  }
  return text;
}

void append_fields(std::string& out, const char* title,
                   const std::vector<wire::FieldDescription>& fields) {
  if (fields.empty()) {
    out += fmt::format("{}: no fields.\n\n", title);
    return;
  }
  out += fmt::format("{}:\n\n| field | type | must be there |\n|---|---|---|\n", title);
  for (const wire::FieldDescription& field : fields) {
    out +=
        fmt::format("| `{}` | {} | {} |\n", field.path, field.type, field.optional ? "no" : "yes");
  }
  out += '\n';
}

// "/v1/clients/register" belongs to "clients".
std::string feature_of(const std::string& path) {
  const std::size_t start = std::string_view("/v1/").size();
  return path.substr(start, path.find('/', start) - start);
}

}  // namespace

std::string api_document(const Router& router) {
  std::string out =
      "# The contract, route by route\n\n"
      "Made from the routes and fields in `shared/api`; a test fails when it is stale, and\n"
      "`build/dev/server/app/alcove_write_api_document docs/api.md` makes it anew.\n\n"
      "Bodies are JSON, names in `snake_case`, ids UUIDs of version 7 in lower case, instants UTC "
      "in\n"
      "RFC 3339 with milliseconds, wall-clock times without a zone, money in whole cents. A GET "
      "takes\n"
      "its fields from the query string. Every request carries `Alcove-Protocol`, every one of a\n"
      "session `Alcove-Session` (its token in hexadecimal), every write `Idempotency-Key`. A\n"
      "refusal is `{\"error\":{\"code\",\"field\",\"detail\"}}`. Which role has which permission: "
      "access.md.\n";
  std::string feature;
  for (const RouteEntry* route : router.all()) {
    if (feature_of(route->path) != feature) {
      feature = feature_of(route->path);
      out += fmt::format("\n## {}\n", feature);
    }
    out += fmt::format("\n### {} {}\n\n", route->method == wire::Method::kGet ? "GET" : "POST",
                       route->path);
    out += fmt::format("Permission `{}`, audit `{}`, stations {}{}.\n\n",
                       wire::word_of(route->permission), wire::word_of(route->audit),
                       stations_text(route->stations),
                       route->when_locked == wire::WhenLocked::kAllow ? ", also while locked" : "");
    append_fields(out, "Request", route->request_fields);
    append_fields(out, "Reply", route->reply_fields);
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace alcove::http
