// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/appointments/appointments.h"
#include "server/features/appointments/resource_rules.h"
#include "server/features/appointments/resource_store.h"
#include "server/http/live_events.h"
#include "server/store/stored_words.h"

namespace alcove::appointments {

using api::resources::kMaxResources;
using api::resources::Resource;
using api::resources::SetRequest;

namespace {

// As the unique index sees it: ASCII letters without their case.
std::string folded(std::string name) {
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return name;
}

Result<void> check_against(const std::vector<Resource>& all, const Resource& wanted) {
  if (wanted.retired) return {};
  const bool taken = std::any_of(all.begin(), all.end(), [&](const Resource& other) {
    return other.id != wanted.id && !other.retired && folded(other.name) == folded(wanted.name);
  });
  if (!taken) return {};
  return Error{ErrorCode::kAlreadyExists, "name", "another one in use has that name"};
}

Result<void> check_new(const std::vector<Resource>& all, const std::optional<Resource>& before) {
  if (before) return Error{ErrorCode::kAlreadyExists, "id", "the id is taken"};
  if (all.size() < kMaxResources) return {};
  return Error{ErrorCode::kTooMany, {}, fmt::format("at most {}, retired ones too", kMaxResources)};
}

Result<void> check_change(store::ReadTxn& txn, const std::optional<Resource>& before,
                          const Resource& after, UtcTime now) {
  if (!before) return Error{ErrorCode::kNotFound, "id", "there is no such resource"};
  if (before->revision + 1 != after.revision) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  if (before->kind != after.kind) {
    return Error{ErrorCode::kOutOfRange, "kind", "it stays what it is: add another one"};
  }
  const std::int64_t coming = count_coming_with(txn, after.id, now);
  if (after.retired && !before->retired && coming > 0) {
    return Error{ErrorCode::kWrongState, "retired",
                 fmt::format("visits and sessions still to come that take it: {}", coming)};
  }
  return {};
}

std::string spoken(const Resource& one) {
  return one.languages.empty() ? "none" : store::words_of(one.languages);
}

// Never a name: that of an interpreter is a person's.
std::string detail_of(const std::optional<Resource>& before, const Resource& after) {
  const std::string_view kind = wire::word_of(after.kind);
  if (!before) return fmt::format("added; {}; languages {}", kind, spoken(after));
  std::string detail = fmt::format("{}; languages {} -> {}", kind, spoken(*before), spoken(after));
  if (before->name != after.name) detail += "; renamed";
  if (before->retired != after.retired) detail += after.retired ? "; retired" : "; in use again";
  return detail;
}

}  // namespace

Result<Resource> set_resource(const SetRequest& request, audit::WriteTxn& txn) {
  ALCOVE_ASSIGN(Resource resource, checked_resource(request));
  const std::vector<Resource> all = list_resources(txn);
  const std::optional<Resource> before = find_resource(txn, resource.id);
  if (request.base_revision == 0) {
    ALCOVE_TRY(check_new(all, before));
  } else {
    ALCOVE_TRY(check_change(txn, before, resource, txn.now()));
  }
  ALCOVE_TRY(check_against(all, resource));
  put_resource(txn, resource);
  txn.record({.action = "resource.set",
              .record = audit::as_record(resource.id),
              .detail = detail_of(before, resource)});
  http::publish(txn, api::live::Kind::kDayChanged);  // the board shows the names
  return resource;
}

}  // namespace alcove::appointments
