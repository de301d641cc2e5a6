// SPDX-License-Identifier: Apache-2.0
// The programs of a version that is not written yet: today's, and one step of the schema more.
// Which one is said by ALCOVE_TOMORROW. Never installed.
#include <cstdlib>
#include <vector>

#include "server/store/migrations.h"

namespace alcove::store {

std::span<const Migration> todays_migrations();

namespace {

std::vector<Migration> tomorrows_migrations() {
  const std::span<const Migration> today = todays_migrations();
  std::vector<Migration> all(today.begin(), today.end());
  const char* const word = std::getenv("ALCOVE_TOMORROW");  // NOLINT(concurrency-mt-unsafe)
  const std::string_view wanted = word == nullptr ? "" : word;
  if (wanted == "works") {
    all.push_back({9000, "a_new_table",
                   "CREATE TABLE of_tomorrow (only INTEGER PRIMARY KEY) STRICT;"
                   "INSERT INTO of_tomorrow (only) VALUES (1);"});
  } else if (wanted == "cannot_work") {
    // Good SQL, and true of an empty store: every real one has two events of one epoch.
    all.push_back({9001, "one_event_an_epoch",
                   "CREATE UNIQUE INDEX audit_event_by_epoch ON audit_event (epoch);"});
  }
  return all;
}

}  // namespace

std::span<const Migration> all_migrations() {
  static const std::vector<Migration> all = tomorrows_migrations();
  return all;
}

}  // namespace alcove::store
