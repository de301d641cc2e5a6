// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

// What a finished backup holds. It was read back from the disk, restored into scratch space and
// compared before this was said.
struct BackupReply {
  UtcTime taken_at;
  HeadFacts head;
  std::int64_t bytes = 0;
  std::int64_t rows = 0;
  std::int64_t tables = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("taken_at", self.taken_at);
    visit("head", self.head);
    visit("bytes", self.bytes, kCount);
    visit("rows", self.rows, kCount);
    visit("tables", self.tables, kCount);
  }
};

// The box writes into the file that comes with the request; naming it is the asker's part.
inline constexpr Command<wire::Nothing, BackupReply> kBackup{"backup", true};

// What a restore gave.
struct RestoreReply {
  bool good = false;
  UtcTime backup_taken_at;
  std::int64_t rows = 0;
  std::int64_t tables = 0;
  HeadFacts backup_head;
  HeadFacts head;                        // with the new epoch
  std::optional<HeadFacts> lost_head{};  // the highest head known to be missing
  std::int64_t missing_events = 0;       // at least so many
  std::string line;                      // all of it in one line

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("good", self.good);
    visit("backup_taken_at", self.backup_taken_at);
    visit("rows", self.rows, kCount);
    visit("tables", self.tables, kCount);
    visit("backup_head", self.backup_head);
    visit("head", self.head);
    visit("lost_head", self.lost_head);
    visit("missing_events", self.missing_events, kCount);
    visit("line", self.line, kSentence);
  }
};

}  // namespace alcove::operation
