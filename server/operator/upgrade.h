// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/keys/key_secret.h"
#include "server/operator/box_paths.h"
#include "server/operator/command_table.h"
#include "server/operator/contract_backup.h"
#include "server/store/migrations.h"

// The change of the schema that a newer version makes at its first start, tried beforehand.
namespace alcove::operation {

struct UpgradeStep {
  std::int64_t number = 0;
  std::string name;
  std::int64_t milliseconds = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, kCount);
    visit("name", self.name, wire::line(1, 80));
    visit("milliseconds", self.milliseconds, kCount);
  }
};

struct UpgradeReport {
  std::int64_t from = 0;  // schema of the store
  std::int64_t to = 0;    // schema of this program
  std::int64_t store_bytes = 0;
  std::vector<UpgradeStep> steps;  // none: there is nothing to do
  std::int64_t milliseconds = 0;   // that the first start will take longer for it, about
  std::int64_t rows_before = 0;    // in all tables
  std::int64_t rows_after = 0;
  SignatureFacts signatures;  // under the notes of the changed copy

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("from", self.from, kCount);
    visit("to", self.to, kCount);
    visit("store_bytes", self.store_bytes, kCount);
    visit("steps", self.steps, wire::at_most(1000));
    visit("milliseconds", self.milliseconds, kCount);
    visit("rows_before", self.rows_before, kCount);
    visit("rows_after", self.rows_after, kCount);
    visit("signatures", self.signatures);
  }
};

enum class ServerState : std::uint8_t { kStopped, kRuns };

// Copies the store (of a running server through a snapshot; else file by file, under the folder's
// lock), changes the copy, checks every page, the chain and the signatures of it, and removes it.
// The store is only read. Errors: kWrongKey, kNewerVersion, kNoSpace (there is no room for the
// copy), or whatever the first start would be refused with, naming the step.
Result<UpgradeReport> check_upgrade(const BoxPaths& paths, const keys::KeySecret& secret,
                                    std::span<const store::Migration> migrations,
                                    const Clock& clock, RandomSource& random, ServerState server,
                                    const Progress& progress);

}  // namespace alcove::operation
