// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "server/store/connection.h"
#include "shared/base/result.h"
#include "shared/base/time.h"

namespace alcove::store {

// One step of the schema, forward only. Numbers run from 1 without gaps over all rooms; each is a
// file migrations/NNNN_name.sql beside the code that uses its tables.
struct Migration {
  std::int64_t number;
  std::string_view name;
  std::string_view sql;
};

// Every migration of the program, in order (made by the build from the files).
std::span<const Migration> all_migrations();

// The schema that this store has; 0 for an empty one.
std::int64_t schema_version(Connection& connection);

// Refuses (kNewerVersion) a store that a newer program wrote.
Result<void> check_not_newer(Connection& connection, std::span<const Migration> migrations);

// Hears of each step that was applied.
using StepDone = std::function<void(const Migration&)>;

// Applies what is missing in one transaction, then checks the whole file and its references. On a
// store that holds data call rehearse() first. A Fault names the step that did not work.
void migrate(Connection& connection, std::span<const Migration> migrations, UtcTime now,
             const StepDone& step_done = {});

// Does the same on a copy at `scratch` (the same key, removed again), so that a migration that
// cannot work is found before the store is touched.
void rehearse(Connection& connection, const std::filesystem::path& scratch, const Key256& page_key,
              std::span<const Migration> migrations, UtcTime now);

}  // namespace alcove::store
