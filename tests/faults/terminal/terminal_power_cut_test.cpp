// SPDX-License-Identifier: Apache-2.0
// Loss of power at a terminal: everything that the spool, the kept writes and the witness do to
// their disk is recorded while they work; then the power is cut at places all over the recording,
// each time with another fate for what no sync had made safe. Each disk that is found is opened by
// the real code: every record that was said to be kept is there, whole and in its order, and the
// witness remembers at least the head that it had saved.
//
// ALCOVE_POWER_CUTS=2400 makes the long form (tests/faults/run); the default is for every day.
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>

#include "kiosk/offline/kept_writes.h"
#include "kiosk/offline/spool.h"
#include "kiosk/offline/witness.h"
#include "shared/base/durable_file.h"
#include "tests/faults/terminal/recorded_folder.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::offline;
using namespace alcove::testing;

namespace {

constexpr std::size_t kEveryDay = 120;
constexpr int kRounds = 160;

const UtcTime kNow = parse_utc("2026-11-24T10:42:00.000Z").value();

// What holds from this position of the recording on.
struct Promise {
  std::size_t from = 0;
  std::vector<SpoolRecordId> spool{};  // said to be kept, and not brought home
  std::vector<SpoolRecordId> kept{};
  std::int64_t head = 0;  // that the witness has saved
};

struct TerminalAtWork {
  TerminalAtWork() {
    for (const char* folder : {"spool", "kept"}) {
      std::filesystem::create_directories(scratch / "terminal" / folder);
    }
    RecordedFolder recorded(scratch / "terminal");
    {
      auto spool = open_spool(scratch / "terminal");
      auto kept = open_kept(scratch / "terminal");
      promises.push_back({.from = recorded.position()});
      for (int round = 0; round < kRounds; ++round) work(round, *spool, *kept, recorded);
    }
    steps = recorded.steps();
  }

  std::unique_ptr<Spool> open_spool(const std::filesystem::path& folder) {
    return Spool::open(folder / "spool", keys, random).value();
  }
  std::unique_ptr<KeptWrites> open_kept(const std::filesystem::path& folder) {
    return KeptWrites::open(folder / "kept", keys, random).value();
  }

  void work(int round, Spool& spool, KeptWrites& kept, RecordedFolder& recorded) {
    Promise now = promises.back();
    // Large ones among them, so that the files are written anew from time to time.
    const std::size_t size = round % 5 == 0 ? 90'000 : static_cast<std::size_t>(chance.below(3000));
    const auto id =
        spool.add({.kind = "note.draft", .body = "\"" + std::string(size, 'w') + "\""}, kNow);
    REQUIRE(id.ok());
    now.spool.push_back(*id);
    promise(now, recorded);
    if (round % 7 == 6) bring_home(now, spool, kept, recorded);
    if (round % 4 == 3) see(now, recorded);
  }

  // A batch goes to the box: it is kept as acknowledged, then it leaves the spool.
  void bring_home(Promise& now, Spool& spool, KeptWrites& kept, RecordedFolder& recorded) {
    const auto batch = spool.next_batch();
    std::vector<SpoolRecordId> home;
    for (const auto& record : batch) home.push_back(record.id);
    REQUIRE(kept.keep_delivered(batch, head(++number), kNow).ok());
    now.kept.insert(now.kept.end(), home.begin(), home.end());
    // From here on the box has them: they may be in the spool still, and need not.
    std::erase_if(now.spool, [&](const SpoolRecordId& id) {
      return std::find(home.begin(), home.end(), id) != home.end();
    });
    promise(now, recorded);
    REQUIRE(spool.delivered(home).ok());
  }

  void see(Promise& now, RecordedFolder& recorded) {
    {
      const auto witness =
          Witness::open(scratch / "terminal" / "witness", key, clock, random).value();
      REQUIRE(witness->memory().saw(std::nullopt, head(++number)).ok());
    }
    now.head = number;
    promise(now, recorded);
  }

  void promise(Promise& now, const RecordedFolder& recorded) {
    now.from = recorded.position();
    promises.push_back(now);
  }
  static wire::Head head(std::int64_t number) {
    return {1, number, crypto::sha256(as_bytes("head"))};
  }
  const Promise& at(std::size_t position) const {
    const auto after = std::find_if(promises.begin(), promises.end(),
                                    [&](const Promise& one) { return one.from > position; });
    return after == promises.begin() ? promises.front() : *std::prev(after);
  }

  Scratch scratch;
  SystemRandom random;
  SystemClock clock;
  SeededRandom chance{7};
  SecretBytes key{Bytes(32, 9)};
  Key256 box_key = crypto::random_key(random);
  SpoolKeys keys{crypto::x25519_public(box_key), crypto::P256Key::make(random),
                 DeviceId::make(kNow, random)};
  std::int64_t number = 0;
  std::vector<Promise> promises;
  std::vector<RecordedFolder::Step> steps;
};

void put(const std::filesystem::path& folder, const std::map<std::string, Bytes>& files) {
  std::filesystem::remove_all(folder);
  for (const char* name : {"spool", "kept"}) std::filesystem::create_directories(folder / name);
  for (const auto& [name, content] : files) {
    std::ofstream out(folder / name, std::ios::binary);
    out.write(as_text(content).data(), static_cast<std::streamsize>(content.size()));
    REQUIRE(out.good());
  }
}

// Whether `wanted` are all among `found`, in their order.
bool has_in_order(const std::vector<SpoolRecordId>& found,
                  const std::vector<SpoolRecordId>& wanted) {
  auto at = found.begin();
  return std::all_of(wanted.begin(), wanted.end(), [&](const SpoolRecordId& id) {
    at = std::find(at, found.end(), id);
    return at != found.end();
  });
}

std::vector<SpoolRecordId> waiting_in(TerminalAtWork& terminal, Spool& spool) {
  std::vector<SpoolRecordId> ids;
  while (true) {
    const auto batch = spool.next_batch();
    if (batch.empty()) return ids;
    std::vector<SpoolRecordId> home;
    for (const auto& record : batch) {
      CHECK(
          crypto::open_sealed(terminal.box_key, record.sealed, api::spool::seal_context(record.id))
              .ok());
      home.push_back(record.id);
    }
    ids.insert(ids.end(), home.begin(), home.end());
    REQUIRE(spool.delivered(home).ok());
  }
}

}  // namespace

TEST_CASE("whatever moment the power goes at, a terminal finds what it said was kept") {
  TerminalAtWork terminal;
  const std::size_t cuts = cuts_wanted(kEveryDay);
  const std::size_t begins = terminal.promises.front().from;
  REQUIRE(terminal.steps.size() > begins + 500);
  SeededRandom random(11);
  std::map<Loss, int> images;
  for (std::size_t cut = 0; cut < cuts; ++cut) {
    const std::size_t position =
        begins + static_cast<std::size_t>(random.below(terminal.steps.size() - begins + 1));
    const Loss loss = kLosses[cut % std::size(kLosses)];
    INFO("after step " << position << " of " << terminal.steps.size() << ", fate "
                       << static_cast<int>(loss));
    const Scratch found;
    put(found / "terminal", files_after(terminal.steps, position, loss, random));
    const Promise& promise = terminal.at(position);

    const auto kept = terminal.open_kept(found / "terminal");
    std::vector<SpoolRecordId> in_kept;
    for (const api::spool::Held& held : kept->to_offer(2)) in_kept.push_back(held.id);
    CHECK(has_in_order(in_kept, promise.kept));

    const auto spool = terminal.open_spool(found / "terminal");
    CHECK(has_in_order(waiting_in(terminal, *spool), promise.spool));

    const auto witness = Witness::open(found / "terminal" / "witness", terminal.key, terminal.clock,
                                       terminal.random);
    REQUIRE(witness.ok());
    const std::optional<wire::Head> head = (*witness)->state().head;
    CHECK((head ? head->number : 0) >= promise.head);
    ++images[loss];
  }
  if (cuts != kEveryDay) {
    std::cout << "terminal: " << cuts << " disks from " << terminal.steps.size()
              << " changes, all that was said to be kept found on each\n";
  }
}

TEST_CASE("the recording sees a spool that does not sync") {
  // The test above would pass if nothing were ever lost: here something is.
  const Scratch scratch;
  std::filesystem::create_directories(scratch / "terminal");
  RecordedFolder recorded(scratch / "terminal");
  REQUIRE(replace_file(scratch / "terminal" / "file", Bytes(10, 1)).ok());
  const std::size_t safe = recorded.position();
  auto steps = recorded.steps();
  SeededRandom random(3);
  CHECK(files_after(steps, safe, Loss::kAll, random).at("file") == Bytes(10, 1));
  std::erase_if(steps, [](const RecordedFolder::Step& step) {
    return step.act == RecordedFolder::Act::kSync || step.act == RecordedFolder::Act::kSyncFolder;
  });
  CHECK(files_after(steps, steps.size(), Loss::kAll, random).empty());
  CHECK(files_after(steps, steps.size(), Loss::kNone, random).at("file") == Bytes(10, 1));
}
