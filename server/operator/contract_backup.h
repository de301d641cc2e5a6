// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

// The signatures under the notes of a store. One that does not fit was altered before the backup
// was taken: the copy is as true as the store was, and is called bad.
struct SignatureFacts {
  std::int64_t notes = 0;
  std::int64_t addenda = 0;
  std::vector<std::string> problems;

  bool good() const { return problems.empty(); }
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("notes", self.notes, kCount);
    visit("addenda", self.addenda, kCount);
    visit("problems", self.problems, wire::at_most(64, kSentence));
  }
};

// "3 signed notes with 1 addenda verified", or the first of what was found.
std::string signature_words(const SignatureFacts& facts);

// What a finished backup holds. It was read back from the disk, restored into scratch space and
// compared before this was said.
struct BackupReply {
  UtcTime taken_at;
  HeadFacts head;
  std::int64_t bytes = 0;
  std::int64_t rows = 0;
  std::int64_t tables = 0;
  SignatureFacts signatures;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("taken_at", self.taken_at);
    visit("head", self.head);
    visit("bytes", self.bytes, kCount);
    visit("rows", self.rows, kCount);
    visit("tables", self.tables, kCount);
    visit("signatures", self.signatures);
  }
};

// The box writes into the file that comes with the request; naming it is the asker's part.
inline constexpr Command<wire::Nothing, BackupReply> kBackup{"backup", true};

// The file that was called good has its name. Whoever goes away without saying this or
// kBackupFailed has left nothing that counts: the box records it as a failure in naming.
inline constexpr Command<wire::Nothing, wire::Nothing> kBackupNamed{"backup-named"};

// A try that failed before the box was asked or after it had called the backup good: the error's
// word, and "folder" or "naming" (server/operator/backup_tries.h).
struct BackupFailedRequest {
  std::string error;
  std::string step;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("error", self.error, wire::line(1, 40));
    visit("step", self.step, wire::line(1, 20));
  }
};
inline constexpr Command<BackupFailedRequest, wire::Nothing> kBackupFailed{"backup-failed"};

// After how many hours without a good backup the box says so.
struct BackupLimitRequest {
  std::int64_t hours = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("hours", self.hours, wire::range(1, 8784));
  }
};
inline constexpr Command<BackupLimitRequest, wire::Nothing> kBackupLimitSet{"backup-limit"};

}  // namespace alcove::operation
