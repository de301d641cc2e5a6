// SPDX-License-Identifier: Apache-2.0
// Loss of power while keys of the box are added and removed, and while the second copy of its head
// is written. What the store holds at that moment is one of two: the key file is written first,
// then the store learns of it. The store's own writes: tests/faults/power_cut_test.cpp.
#include <catch2/catch.hpp>
#include <iostream>
#include <set>

#include "server/audit/head_copy.h"
#include "server/operator/contract_keys.h"
#include "tests/faults/terminal/recorded_folder.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

const std::size_t kCuts = cuts_wanted(60);

void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::remove_all(to);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

// The state of the box between two changes of its keys.
struct Rest {
  std::size_t position = 0;  // of the recording, once the change before it was acknowledged
  Bytes keys{};
  std::set<std::uint8_t> opened_by{};
};

// Keys are added and removed, one after the other.
struct KeysAtWork {
  KeysAtWork() {
    RecordedFolder recorded(box.paths.state);
    rest({1}, recorded);
    const KeySlotId second = add(50);
    rest({1, 50}, recorded);
    const KeySlotId third = add(60);
    rest({1, 50, 60}, recorded);
    remove(second);
    rest({1, 60}, recorded);
    add(70);
    rest({1, 60, 70}, recorded);
    remove(third);
    rest({1, 70}, recorded);
    box.close();
    steps = recorded.steps();
  }

  KeySlotId add(std::uint8_t seed) {
    return box
        .run(operation::kKeysAdd, {.kind = keys::SlotKind::kKeyFile,
                                   .label = "Spare stick",
                                   .secret = to_base64(some_key_file(seed).view())})
        .value()
        .id;
  }
  void remove(const KeySlotId& slot) { REQUIRE(box.run(operation::kKeysRemove, {slot}).ok()); }

  void rest(std::set<std::uint8_t> opened_by, const RecordedFolder& recorded) {
    copy_folder(box.paths.state, store_at(rests.size()));
    rests.push_back({.position = recorded.position(),
                     .keys = content_of(box.paths.keys()),
                     .opened_by = std::move(opened_by)});
  }
  std::filesystem::path store_at(std::size_t number) const {
    return box.scratch / ("rest" + std::to_string(number));
  }
  // The last rest whose end was reached.
  std::size_t rest_before(std::size_t position) const {
    std::size_t number = 0;
    while (number + 1 < rests.size() && rests[number + 1].position <= position) ++number;
    return number;
  }

  OpenBox box;
  std::vector<Rest> rests;
  std::vector<RecordedFolder::Step> steps;
};

// The box with the store of that rest and this key file.
void look(KeysAtWork& work, std::size_t store, const Rest& keys) {
  const auto paths = operation::BoxPaths::standard(work.box.scratch / "cut");
  copy_folder(work.store_at(store), paths.state);
  std::filesystem::remove_all(paths.head_copy.parent_path());
  put_content(paths.keys(), keys.keys);
  const auto slots = keys::KeySlots::parse(as_text(keys.keys)).value();
  for (const std::uint8_t seed : std::set<std::uint8_t>{1, 50, 60, 70}) {
    CHECK(slots.open(some_key_file(seed)).ok() == keys.opened_by.contains(seed));
  }
  const auto lock = operation::FolderLock::take(paths).value();
  const auto opened = operation::Box::open(lock, paths, work.box.key, work.box.clock,
                                           work.box.random, {.system_user = "keeper"});
  REQUIRE(opened.ok());
  CHECK_FALSE((*opened)->keys_rolled_back());
}

}  // namespace

TEST_CASE("whatever moment the power goes at, the box opens by every key it was said to have") {
  KeysAtWork work;
  REQUIRE(work.steps.size() >= 4 * 5);  // five changes, each written, synced, named
  SeededRandom random(5);
  std::size_t old_ones = 0;
  std::size_t new_ones = 0;
  for (std::size_t cut = 0; cut < kCuts; ++cut) {
    const auto position = static_cast<std::size_t>(random.below(work.steps.size() + 1));
    const Loss loss = kLosses[cut % std::size(kLosses)];
    INFO("after step " << position << " of " << work.steps.size() << ", fate "
                       << static_cast<int>(loss));
    const auto files = files_after(work.steps, position, loss, random);
    const auto found = files.find("keys");
    const Bytes& bytes = found == files.end() ? work.rests.front().keys : found->second;
    const std::size_t before = work.rest_before(position);
    const Rest& acknowledged = work.rests[before];
    if (bytes == acknowledged.keys) {
      look(work, before, acknowledged);
      ++old_ones;
      continue;
    }
    // The change that was under way: its file is there whole, and the store may know of it or not.
    REQUIRE(before + 1 < work.rests.size());
    REQUIRE(bytes == work.rests[before + 1].keys);
    look(work, before, work.rests[before + 1]);
    look(work, before + 1, work.rests[before + 1]);
    ++new_ones;
  }
  CHECK(old_ones > 0);
  CHECK(new_ones > 0);
  std::cout << "key slots: " << kCuts << " disks, " << old_ones << " with the keys before, "
            << new_ones << " with the keys that were being written\n";
}

TEST_CASE("whatever moment the power goes at, the head's second copy is one that was written") {
  const Scratch scratch;
  const Key256 key = [] {
    Key256 made;
    std::fill(made.writable().begin(), made.writable().end(), std::uint8_t{3});
    return made;
  }();
  const auto head = [](std::int64_t number) {
    return audit::Head{1, number, crypto::sha256(as_bytes("head " + std::to_string(number)))};
  };
  std::vector<std::size_t> saved_at{0};  // the position from which on that head is safe
  std::vector<RecordedFolder::Step> steps;
  {
    std::filesystem::create_directories(scratch / "head");
    RecordedFolder recorded(scratch / "head");
    for (std::int64_t number = 1; number <= 40; ++number) {
      audit::HeadCopy(scratch / "head" / "copy", key).offer(head(number));  // its end writes it
      saved_at.push_back(recorded.position());
    }
    steps = recorded.steps();
  }
  REQUIRE(steps.size() > 100);
  SeededRandom random(6);
  for (std::size_t cut = 0; cut < kCuts; ++cut) {
    const auto position = static_cast<std::size_t>(random.below(steps.size() + 1));
    const Loss loss = kLosses[cut % std::size(kLosses)];
    INFO("after step " << position << " of " << steps.size() << ", fate "
                       << static_cast<int>(loss));
    const auto files = files_after(steps, position, loss, random);
    const auto file = scratch / "found";
    std::filesystem::remove(file);
    if (files.contains("copy")) put_content(file, files.at("copy"));
    const auto safe = std::distance(saved_at.begin(),
                                    std::upper_bound(saved_at.begin(), saved_at.end(), position));
    const auto loaded = audit::HeadCopy(file, key).load();
    REQUIRE(loaded.ok());
    const std::int64_t number = *loaded ? (*loaded)->number : 0;
    // The last that was saved, or the one that was being written.
    CHECK((number == safe - 1 || number == safe));
    if (*loaded) CHECK(**loaded == head(number));
  }
  std::cout << "head's second copy: " << kCuts << " disks\n";
}
