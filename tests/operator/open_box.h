// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>

#include <fstream>
#include <iterator>

#include "server/operator/all_commands.h"
#include "server/operator/backup.h"
#include "server/operator/box.h"
#include "shared/base/durable_file.h"
#include "tests/support/scratch.h"

namespace alcove::testing {

inline keys::KeySecret some_key_file(std::uint8_t seed) {
  Bytes content(32);
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(seed + i);
  return keys::KeySecret::key_file(content).value();
}

inline Bytes content_of(const std::filesystem::path& file) {
  return read_file(file, std::size_t{64} << 20).value();
}
inline void put_content(const std::filesystem::path& file, const Bytes& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
}

// A whole box in a scratch folder, opened by a key file (which takes no time to try).
struct OpenBox {
  explicit OpenBox(const std::string& state = "state")
      : paths(operation::BoxPaths::standard(scratch / state)) {
    record_key = crypto::random_key(random);
    keys::KeySlots slots = keys::KeySlots::create(StoreId::make(clock.now(), random));
    slots.add(record_key, key, "Starts the box", {}, clock.now(), random).value();
    lock.emplace(operation::FolderLock::take(paths).value());
    box = operation::Box::create(*lock, paths,
                                 {.clinic = "Willow House", .zone = "UTC", .slots = slots},
                                 record_key, clock, random, "installer")
              .value();
  }

  void close() { box.reset(); }
  Result<operation::Box*> open(operation::HeadCheck check = operation::HeadCheck::kRefuse) {
    close();
    ALCOVE_ASSIGN(box, operation::Box::open(*lock, paths, key, clock, random,
                                            {.system_user = "keeper", .head_check = check}));
    return box.get();
  }

  // Turns a bit over in the last page without which the box still opens, and opens it.
  void alter_and_open(operation::HeadCheck check = operation::HeadCheck::kRefuse) {
    constexpr std::size_t kPageSize = 4096;
    close();
    const Bytes store = content_of(paths.store());
    for (std::size_t at = store.size() - 100; !box; at -= kPageSize) {
      ALCOVE_CHECK(at > kPageSize);
      Bytes altered = store;
      altered[at] ^= 1U;
      put_content(paths.store(), altered);
      std::filesystem::remove(paths.store().string() + "-wal");
      static_cast<void>(open(check));
    }
  }

  template <class Request, class Reply>
  Result<Reply> run(const operation::Command<Request, Reply>& command, const Request& request = {},
                    int file = -1) {
    operation::CommandContext context{.box = *box,
                                      .actor = {.system_user = "root", .purpose = "operations"},
                                      .progress = [](auto, auto, auto) {},
                                      .file = file};
    ALCOVE_ASSIGN(const std::string reply,
                  commands.run(command.name, context, wire::encode(request)));
    return wire::decode<Reply>(reply, wire::UnknownFields::kRefuse);
  }

  // Writes `count` events, so that there is something to keep and to lose.
  void work(int count) {
    for (int i = 0; i < count; ++i) {
      clock.advance(std::chrono::seconds(1));
      box->ledger().record({.system_user = "test"}, {{.action = "test.work"}}).value();
    }
  }

  Result<operation::BackupReply> backup_to(const std::filesystem::path& file) {
    const Descriptor out(::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    return run(operation::kBackup, {}, out.get());
  }

  Scratch scratch;
  ManualClock clock{parse_utc("2026-11-24T02:00:00.000Z").value()};
  SystemRandom random;
  keys::KeySecret key = some_key_file(1);
  Key256 record_key;
  operation::BoxPaths paths;
  std::optional<operation::FolderLock> lock;
  std::unique_ptr<operation::Box> box;
  operation::CommandTable commands = operation::all_commands();
};

}  // namespace alcove::testing
