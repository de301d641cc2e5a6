// SPDX-License-Identifier: Apache-2.0
// Each call on a terminal's files fails once while it is enrolled, keeps words, brings some home
// and sees heads: whatever it said was kept is there afterwards, and the next try is taken.
#include "kiosk/offline/kept_writes.h"
#include "kiosk/offline/spool.h"
#include "kiosk/offline/terminal_files.h"
#include "kiosk/offline/witness.h"
#include "shared/base/durable_file.h"
#include "tests/faults/calls/each_call.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::offline;
using namespace alcove::testing;

namespace {

const UtcTime kNow = parse_utc("2026-11-24T10:42:00.000Z").value();

struct Terminal {
  Terminal() {
    const auto [call, number, problem] = FailingCalls::wanted();
    FailingCalls::let_all_pass();
    REQUIRE(replace_file(keys_folder / "key", Bytes(32, 0x42)).ok());
    FailingCalls::fail(call, number, problem);  // counted from here on
  }

  Result<TerminalFiles> files() {
    return TerminalFiles::open(scratch / "terminal", keys_folder / "key", random);
  }
  SpoolKeys keys() const { return {crypto::x25519_public(box_key), device_key, device}; }
  static wire::Head head(std::int64_t number) {
    return {1, number, crypto::sha256(as_bytes("head"))};
  }

  bool enrol(const std::string& name) {
    const auto ca_key = crypto::P256Key::make(random);
    const auto authority = crypto::make_authority(ca_key, "Clinic", kNow, random);
    const auto request =
        crypto::RequestedKey::from_request(crypto::make_request(device_key)).value();
    const auto certificate = crypto::issue_terminal({authority, ca_key}, request, device.text(),
                                                    {"urn:alcove:test"}, kNow, random);
    const auto opened = files();
    return opened && opened
                         ->save({.device = device,
                                 .name = name,
                                 .station = wire::Station::kTherapyRoom,
                                 .server = {"127.0.0.1", 8443},
                                 .identity = {device_key, certificate, authority}})
                         .ok();
  }
  std::unique_ptr<Spool> spool() {
    return made_in_the_end([&] { return Spool::open(scratch / "spool", keys(), random); }, felt)
        .value();
  }
  std::unique_ptr<KeptWrites> kept() {
    return made_in_the_end([&] { return KeptWrites::open(scratch / "kept", keys(), random); }, felt)
        .value();
  }
  std::unique_ptr<Witness> witness() {
    return made_in_the_end([&] { return Witness::open(scratch / "witness", key, clock, random); },
                           felt)
        .value();
  }

  Scratch scratch, keys_folder;
  SystemRandom random;
  SystemClock clock;
  SecretBytes key{Bytes(32, 9)};
  Key256 box_key = crypto::random_key(random);
  crypto::P256Key device_key = crypto::P256Key::make(random);
  DeviceId device = DeviceId::make(kNow, random);
  bool felt = false;  // something was refused
};

// Kept in the end; what is there once must be there once.
SpoolRecordId keep(Terminal& terminal, Spool& spool, std::size_t size) {
  const NewSpoolRecord record{.kind = "note.draft", .body = "\"" + std::string(size, 'w') + "\""};
  return made_in_the_end([&] { return spool.add(record, kNow); }, terminal.felt).value();
}

bool words_are_kept() {
  Terminal terminal;
  std::vector<SpoolRecordId> wanted;
  std::vector<SpoolRecordId> home;
  {
    const auto spool = terminal.spool();
    const auto kept = terminal.kept();
    for (int i = 0; i < 2; ++i) home.push_back(keep(terminal, *spool, 90'000));
    for (auto batch = spool->next_batch(); !batch.empty(); batch = spool->next_batch()) {
      std::vector<SpoolRecordId> ids;
      for (const auto& record : batch) ids.push_back(record.id);
      const auto delivered = [&] { return kept->keep_delivered(batch, Terminal::head(7), kNow); };
      REQUIRE(made_in_the_end(delivered, terminal.felt).ok());
      // Refused, it only means that they are offered again.
      if (!spool->delivered(ids)) terminal.felt = true;
    }
    for (int i = 0; i < 3; ++i) wanted.push_back(keep(terminal, *spool, 500));
  }
  const auto spool = terminal.spool();
  std::vector<SpoolRecordId> found;
  for (auto batch = spool->next_batch(); !batch.empty(); batch = spool->next_batch()) {
    std::vector<SpoolRecordId> ids;
    for (const auto& record : batch) ids.push_back(record.id);
    found.insert(found.end(), ids.begin(), ids.end());
    if (!spool->delivered(ids)) terminal.felt = true;
  }
  // Those that went home may be there still; the box knows them by their ids.
  std::erase_if(found, [&](const SpoolRecordId& id) {
    return std::find(home.begin(), home.end(), id) != home.end();
  });
  CHECK(found == wanted);
  std::vector<SpoolRecordId> offered;
  for (const auto& held : terminal.kept()->to_offer(2)) offered.push_back(held.id);
  std::sort(home.begin(), home.end());  // all of one millisecond
  std::sort(offered.begin(), offered.end());
  offered.erase(std::unique(offered.begin(), offered.end()), offered.end());
  CHECK(offered == home);
  return terminal.felt;
}

bool who_it_is_is_kept() {
  Terminal terminal;
  std::string name;
  for (const char* next : {"Room 1", "Room 2"}) {
    if (terminal.enrol(next)) {
      name = next;
    } else {
      terminal.felt = true;
      REQUIRE(terminal.enrol(next));
      name = next;
    }
  }
  const auto load = [&]() -> Result<std::optional<Enrolled>> {
    ALCOVE_ASSIGN(const TerminalFiles files, terminal.files());
    return files.load();
  };
  const auto loaded = made_in_the_end(load, terminal.felt).value();
  REQUIRE(loaded.has_value());
  CHECK(loaded->name == name);
  return terminal.felt;
}

bool a_head_is_kept() {
  Terminal terminal;
  for (const std::int64_t number : {3, 9}) {
    const auto witness = terminal.witness();
    // A disk that refuses does not stop the terminal from knowing; it is written as it goes.
    REQUIRE(witness->memory().saw(std::nullopt, Terminal::head(number)).ok());
    CHECK(witness->state().head->number == number);
  }
  const auto state = terminal.witness()->state();
  // Behind, where the last write of all was refused; never another one, never an alarm.
  CHECK((!state.head || state.head->number == 3 || state.head->number == 9));
  CHECK(state.standing == Standing::kGoing);
  return !state.head || state.head->number != 9 || terminal.felt;
}

}  // namespace

TEST_CASE("whatever call fails at a terminal's spool and kept writes, no word of them is lost") {
  const FailingCalls calls(scratch_folders());
  fail_each_call("spool and kept writes", 6, words_are_kept);
}

TEST_CASE("whatever call fails at a terminal's own file, it is who it was or who it became") {
  const FailingCalls calls(scratch_folders());
  fail_each_call("a terminal's own file", 6, who_it_is_is_kept);
}

TEST_CASE("whatever call fails at a terminal's witness, it knows no head that it never saw") {
  const FailingCalls calls(scratch_folders());
  fail_each_call("the witness", 6, a_head_is_kept);
}
