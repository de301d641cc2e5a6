// SPDX-License-Identifier: Apache-2.0
// A bit turned over in one byte after the other of what a small clinic keeps: the store, its log, a
// backup, the key slots, the second copy of the head; and of a terminal: who it is, its witness,
// its spool, the writes it keeps. Each time the program that owns the file refuses it, or tells of
// it, or it did no harm. None is taken for what it is not.
//
// Every day a few hundred bytes of each file; ALCOVE_EVERY_BYTE=1 takes all (tests/faults/run), 50
// every fiftieth.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <map>
#include <thread>

#include "kiosk/offline/kept_writes.h"
#include "kiosk/offline/spool.h"
#include "kiosk/offline/terminal_files.h"
#include "kiosk/offline/witness.h"
#include "server/operator/backup_file.h"
#include "tests/faults/clinic_day.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

constexpr std::size_t kEveryDay = 160;  // bytes of a file

enum class Outcome : std::uint8_t { kRefused, kTold, kHarmless, kTakenForGood };
using Counts = std::map<Outcome, std::size_t>;

// From one byte that is changed to the next.
std::size_t step_through(std::size_t size) {
  const char* wanted = std::getenv("ALCOVE_EVERY_BYTE");  // NOLINT(concurrency-mt-unsafe)
  const std::size_t step = wanted == nullptr
                               ? size / kEveryDay
                               : static_cast<std::size_t>(std::strtoul(wanted, nullptr, 10));
  return std::max<std::size_t>(1, step);
}

// Whether a look may write to the file. Of one that only reads it, each byte is changed in its
// place: for a large file by far the cheaper.
enum class Look : std::uint8_t { kMayWrite, kOnlyReads };

void put_byte(const std::filesystem::path& file, std::size_t at, std::uint8_t byte) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  REQUIRE(::pwrite(out.get(), &byte, 1, static_cast<off_t>(at)) == 1);
}

Outcome outcome_of(const std::function<Outcome()>& look) {
  try {
    return look();
  } catch (const Fault&) {
    return Outcome::kRefused;  // as good as a refusal: nothing was served
  }
}

// What becomes of the file with that byte changed: `look` finds out, then all is as it was. A look
// that has nothing to compare with calls whatever opens taken for good.
Counts turn_bits(const std::filesystem::path& file, const std::function<Outcome()>& look,
                 Look kind = Look::kMayWrite) {
  const Bytes content = content_of(file);
  const Outcome untouched = look();
  REQUIRE((untouched == Outcome::kHarmless || untouched == Outcome::kTakenForGood));
  if (kind == Look::kOnlyReads) REQUIRE(content_of(file) == content);
  put_content(file, content);
  const std::size_t step = step_through(content.size());
  Counts counts;
  for (std::size_t at = 0; at < content.size(); at += step) {
    put_byte(file, at, static_cast<std::uint8_t>(content[at] ^ (1U << (at % 8))));
    const Outcome outcome = outcome_of(look);
    ++counts[outcome];
    if (outcome == Outcome::kTakenForGood) {
      WARN(fmt::format("{}: byte {} was taken for good", file.filename().string(), at));
    }
    if (kind == Look::kMayWrite) {
      put_content(file, content);
    } else {
      put_byte(file, at, content[at]);
    }
  }
  REQUIRE(content_of(file) == content);
  return counts;
}

void check(const std::string& name, Counts counts) {
  fmt::print("changed bytes of {}: {} refused, {} told, {} harmless\n", name,
             counts[Outcome::kRefused], counts[Outcome::kTold], counts[Outcome::kHarmless]);
  CHECK(counts[Outcome::kTakenForGood] == 0);
  // The look can see damage at all.
  CHECK(counts[Outcome::kRefused] + counts[Outcome::kTold] > counts[Outcome::kHarmless]);
}

// Every row of every table, as text.
std::string content(store::Store& store) {
  return store
      .read<std::string>([](store::ReadTxn& txn) -> Result<std::string> {
        std::vector<std::string> queries;
        {
          auto table = txn.query(
              "SELECT 'SELECT ' || group_concat('quote(\"' || c.name || '\")', '||') || ' FROM \"' "
              "|| t.name || '\"' FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE "
              "t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name ORDER BY t.name");
          while (table.next()) queries.push_back(table.text(0));
        }
        std::string all;
        for (const std::string& query : queries) {
          auto row = txn.query(query);
          while (row.next()) all += row.text(0) + "\n";
        }
        return all;
      })
      .value();
}

// A box that was at work and is closed, and a copy of its folder to go back to. In its store are
// clients with phones, visits, check-ins, answers, alerts, drafts and signed notes.
struct ClosedBox : OpenBox {
  ClosedBox() {
    close();
    {
      const BusyClock day_clock;
      const auto clinic = BusyClinic::open(paths.state, day_clock, record_key).value();
      ClinicDay day(*clinic, [] { return std::size_t{0}; });
      day.run(8);
      clock.set(day_clock.now());
    }
    open().value();
    work(40);
    head = box->ledger().head();
    rows = content(box->store());
    close();
    copy(paths.state, scratch / "before");
    copy(paths.head_copy.parent_path(), scratch / "head-before");
  }
  static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
  }
  void go_back() {
    for (const char* beside : operation::BoxPaths::kBesideStore) {
      std::filesystem::remove(paths.store().string() + beside);
    }
    for (const auto& entry : std::filesystem::directory_iterator(scratch / "before")) {
      std::filesystem::copy_file(entry.path(), paths.state / entry.path().filename(),
                                 std::filesystem::copy_options::overwrite_existing);
    }
    copy(scratch / "head-before", paths.head_copy.parent_path());
  }

  // The store alone: cheap enough for every byte of it.
  Outcome look_at_store() {
    const auto opened =
        store::Store::open(paths.store(), record_key, store::all_migrations(), clock.now());
    if (!opened) return Outcome::kRefused;
    if (!(*opened)->check_pages([](auto, auto) {}).empty()) return Outcome::kTold;
    return content(**opened) == rows ? Outcome::kHarmless : Outcome::kTakenForGood;
  }
  // As the server starts, and as `alcovectl verify` looks at it. Goes back afterwards: an opened
  // box writes that it was opened.
  Outcome look_at_box() {
    struct Back {
      ClosedBox& box;
      ~Back() { box.go_back(); }
    } const back{*this};
    const auto opened = open();
    if (!opened) return Outcome::kRefused;
    const auto verified = run(operation::kVerify);
    const bool good = verified && verified->good;
    const bool same = box->ledger().knows(head).value();
    close();
    if (!good) return Outcome::kTold;
    return same ? Outcome::kHarmless : Outcome::kTakenForGood;
  }

  audit::Head head;
  std::string rows;
};

// Until it has caught up with what is durable.
void wait_for_head_copy(ClosedBox& box) {
  const audit::HeadCopy copy(box.paths.head_copy, box.box->ledger().audit_key());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (copy.load().value() != std::optional(box.head)) {
    REQUIRE(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace

TEST_CASE("a changed byte of the store is refused when its page is read") {
  ClosedBox box;
  check("the store", turn_bits(box.paths.store(), [&] { return box.look_at_store(); }));
}

TEST_CASE("a changed byte of the key slots or of the head's second copy is noticed") {
  ClosedBox box;
  const auto look = [&] { return box.look_at_box(); };
  check("the key slots", turn_bits(box.paths.keys(), look));
  check("the head's second copy", turn_bits(box.paths.head_copy, look));
}

TEST_CASE("a changed byte of the store's log loses nothing quietly") {
  ClosedBox box;
  // As a server leaves it that is killed: the last events lie in the log. The engine takes a frame
  // that does not add up for the log's end, so it is the second copy of the head that tells; it
  // lags a fraction of a second, and of those events the terminals' witnesses tell.
  box.open().value();
  box.work(5);
  box.head = box.box->ledger().head();
  wait_for_head_copy(box);
  ClosedBox::copy(box.paths.state, box.scratch / "before");
  ClosedBox::copy(box.paths.head_copy.parent_path(), box.scratch / "head-before");
  box.close();
  const auto log = box.scratch / "before" / (box.paths.store().filename().string() + "-wal");
  REQUIRE(std::filesystem::file_size(log) > 4096);
  check("the store's log", turn_bits(log, [&] {
          box.go_back();
          return box.look_at_box();
        }));
}

TEST_CASE("a changed byte of a backup is refused, wherever it lies") {
  OpenBox box;
  box.work(10);
  const auto file = box.scratch / "one.backup";
  box.backup_to(file).value();
  const auto look = [&] {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    const auto header = operation::read_backup_header(in.get());
    if (!header) return Outcome::kRefused;
    const auto good = operation::check_backup(in.get(), *header, box.record_key, {});
    return good ? Outcome::kTakenForGood : Outcome::kRefused;
  };
  const Counts counts = turn_bits(file, look, Look::kOnlyReads);
  check("a backup", counts);
  CHECK(counts.size() == 1);
}

namespace {

const UtcTime kNow = parse_utc("2026-11-24T10:42:00.000Z").value();

struct SmallTerminal {
  SmallTerminal() {
    const auto key_file = scratch / "key";
    ALCOVE_CHECK(replace_file(key_file, Bytes(32, 0x42)).ok());
    files.emplace(offline::TerminalFiles::open(scratch / "terminal", key_file, random).value());
  }
  offline::SpoolKeys keys() { return {crypto::x25519_public(box_key), device_key, device}; }

  Scratch scratch;
  SystemRandom random;
  ManualClock clock{kNow};
  Key256 box_key = crypto::random_key(random);
  crypto::P256Key device_key = crypto::P256Key::make(random);
  DeviceId device = DeviceId::make(kNow, random);
  std::optional<offline::TerminalFiles> files;
};

// Only whole records, as they were, and told about what is missing.
Outcome compare(const std::vector<Bytes>& found, const std::vector<Bytes>& before,
                std::size_t damaged) {
  for (const Bytes& one : found) {
    if (std::find(before.begin(), before.end(), one) == before.end()) {
      return Outcome::kTakenForGood;
    }
  }
  if (found == before) return Outcome::kHarmless;
  return damaged > 0 ? Outcome::kTold : Outcome::kTakenForGood;
}

}  // namespace

TEST_CASE("a changed byte of a terminal's spool costs one record and is told") {
  SmallTerminal terminal;
  const auto folder = terminal.scratch / "spool";
  std::vector<Bytes> before;
  {
    auto spool = offline::Spool::open(folder, terminal.keys(), terminal.random).value();
    for (int i = 0; i < 6; ++i) {
      spool->add({.kind = "note.draft", .body = fmt::format("{{\"text\":\"words {}\"}}", i)}, kNow)
          .value();
    }
    for (const auto& record : spool->next_batch()) before.push_back(record.sealed);
  }
  check("a terminal's spool", turn_bits(folder / "records", [&] {
          auto spool = offline::Spool::open(folder, terminal.keys(), terminal.random).value();
          std::vector<Bytes> found;
          for (const auto& record : spool->next_batch()) {
            // The box believes a record by its signature and its seal alone.
            const auto plain = crypto::open_sealed(terminal.box_key, record.sealed,
                                                   api::spool::seal_context(record.id));
            if (plain) found.push_back(record.sealed);
          }
          const std::size_t damaged = spool->damage().bytes;
          spool.reset();
          for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().filename() != "records") std::filesystem::remove(entry.path());
          }
          return compare(found, before, damaged);
        }));
}

TEST_CASE("a changed byte of the writes that a terminal keeps costs one of them and never others") {
  SmallTerminal terminal;
  const auto folder = terminal.scratch / "kept";
  const wire::Head head{.epoch = 1, .number = 7, .hash = {5}};
  const auto open = [&] {
    return offline::KeptWrites::open(folder, terminal.keys(), terminal.random).value();
  };
  std::vector<Bytes> before;
  {
    auto spool =
        offline::Spool::open(terminal.scratch / "spool", terminal.keys(), terminal.random).value();
    for (int i = 0; i < 6; ++i) {
      spool->add({.kind = "note.draft", .body = fmt::format("{{\"text\":\"words {}\"}}", i)}, kNow)
          .value();
    }
    const auto kept = open();
    const auto batch = spool->next_batch();
    REQUIRE(kept->keep_delivered(batch, head, kNow).ok());
    for (const auto& record : batch) before.push_back(record.sealed);
  }
  const auto file = std::filesystem::directory_iterator(folder)->path();
  check("a terminal's kept writes", turn_bits(file, [&] {
          auto kept = open();
          std::vector<SpoolRecordId> ids;
          for (const auto& held : kept->to_offer(head.epoch + 1)) ids.push_back(held.id);
          std::vector<Bytes> found;
          for (const auto& record : kept->next_batch(ids)) {
            const auto plain = crypto::open_sealed(terminal.box_key, record.sealed,
                                                   api::spool::seal_context(record.id));
            // The box refuses what is not signed or not sealed for that record: quarantine.
            if (plain) found.push_back(record.sealed);
          }
          kept.reset();
          for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path() != file) std::filesystem::remove(entry.path());
          }
          // For after a restore: what is damaged is not offered, the rest is.
          const Outcome outcome = compare(found, before, 1);
          return outcome == Outcome::kTold ? Outcome::kRefused : outcome;
        }));
}

TEST_CASE("a changed byte of who a terminal is, or of its witness, is refused") {
  SmallTerminal terminal;
  const crypto::P256Key ca_key = crypto::P256Key::make(terminal.random);
  const auto authority = crypto::make_authority(ca_key, "Clinic", kNow, terminal.random);
  const auto request =
      crypto::RequestedKey::from_request(crypto::make_request(terminal.device_key)).value();
  const auto certificate =
      crypto::issue_terminal({authority, ca_key}, request, terminal.device.text(),
                             {"urn:alcove:test"}, kNow, terminal.random);
  REQUIRE(terminal.files->save({.device = terminal.device,
                                .name = "Room 1",
                                .station = wire::Station::kTherapyRoom,
                                .server = {"127.0.0.1", 8443},
                                .identity = {terminal.device_key, certificate, authority}}));
  check("who a terminal is", turn_bits(terminal.scratch / "terminal" / "terminal", [&] {
          const auto loaded = terminal.files->load();
          return loaded ? Outcome::kTakenForGood : Outcome::kRefused;
        }));

  const auto file = terminal.files->witness_file();
  {
    const auto witness =
        offline::Witness::open(file, terminal.files->key(), terminal.clock, terminal.random)
            .value();
    REQUIRE(witness->memory().saw(std::nullopt, wire::Head{.epoch = 1, .number = 7, .hash = {5}}));
  }
  check("a terminal's witness", turn_bits(file, [&] {
          const auto witness =
              offline::Witness::open(file, terminal.files->key(), terminal.clock, terminal.random);
          return witness ? Outcome::kTakenForGood : Outcome::kRefused;
        }));
}
