// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/terminal_files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "kiosk/offline/witness.h"
#include "shared/base/durable_file.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::offline;
using alcove::testing::Scratch;

namespace {

const UtcTime kNow = parse_utc("2026-11-24T15:00:00.000Z").value();

struct Fixture {
  Scratch scratch;
  SystemRandom random;
  ManualClock clock{kNow};
  std::filesystem::path key_file = scratch / "key";

  Fixture() { REQUIRE(replace_file(key_file, Bytes(32, 0x42)).ok()); }

  TerminalFiles files() {
    return TerminalFiles::open(scratch / "terminal-files", key_file, random).value();
  }
  std::filesystem::path terminal() const { return scratch / "terminal-files" / "terminal"; }

  Enrolled enrolled() {
    const auto ca_key = crypto::P256Key::make(random);
    const auto ca = crypto::make_authority(ca_key, "Test clinic", kNow, random);
    const auto key = crypto::P256Key::make(random);
    const auto request = crypto::RequestedKey::from_request(crypto::make_request(key)).value();
    const auto certificate =
        crypto::issue_terminal({ca, ca_key}, request, "t", {"urn:alcove:test"}, kNow, random);
    return {.device = DeviceId::make(kNow, random),
            .name = "Room 3 · Ñandú",
            .station = wire::Station::kTherapyRoom,
            .server = {"10.0.0.5", 8443},
            .identity = {key, certificate, ca}};
  }
};

void must_write(const std::filesystem::path& file, ByteView bytes) {
  REQUIRE(replace_file(file, bytes).ok());
}

}  // namespace

TEST_CASE("a terminal knows after a restart who it was") {
  Fixture fixture;
  Enrolled before = fixture.enrolled();
  CHECK_FALSE(fixture.files().load().value().has_value());
  REQUIRE(fixture.files().save(before).ok());
  const Enrolled after = fixture.files().load().value().value();
  CHECK(after.device == before.device);
  CHECK(after.name == "Room 3 · Ñandú");
  CHECK(after.station == wire::Station::kTherapyRoom);
  CHECK(after.server == client::ServerAddress{"10.0.0.5", 8443});
  CHECK(after.identity.certificate.der() == before.identity.certificate.der());
  CHECK(after.identity.authority.der() == before.identity.authority.der());
  CHECK_FALSE(after.sealing_public.has_value());
  const Bytes message{1, 2, 3};
  CHECK(before.identity.certificate.signed_this(message, after.identity.key.sign(message)));

  before.sealing_public = crypto::PublicKey{9, 8, 7};
  REQUIRE(fixture.files().save(before).ok());
  CHECK(fixture.files().load().value()->sealing_public == crypto::PublicKey{9, 8, 7});
  REQUIRE(fixture.files().forget().ok());
  CHECK_FALSE(fixture.files().load().value().has_value());
}

TEST_CASE("a terminal that is started while the box is away knows its clinic and its clock") {
  Fixture fixture;
  Enrolled before = fixture.enrolled();
  REQUIRE(fixture.files().save(before).ok());
  CHECK(fixture.files().load().value()->clinic.empty());
  before.clinic = "Centro Comunitario Ñandú";
  before.zone = "America/New_York";
  REQUIRE(fixture.files().save(before).ok());
  const Enrolled after = fixture.files().load().value().value();
  CHECK(after.clinic == "Centro Comunitario Ñandú");
  CHECK(after.zone == "America/New_York");
  // The longest name that the contract allows: a hundred characters of four bytes.
  before.clinic.clear();
  for (int i = 0; i < 100; ++i) before.clinic += "\U0001F33F";
  REQUIRE(fixture.files().save(before).ok());
  CHECK(fixture.files().load().value()->clinic == before.clinic);
}

TEST_CASE("the terminal's file of the first version, without clinic and zone, is still read") {
  Fixture fixture;
  const Enrolled enrolled = fixture.enrolled();
  Bytes first(enrolled.device.view().begin(), enrolled.device.view().end());
  for (const char* const text : {"Room 3", "therapy-room", "10.0.0.5"}) {
    append_prefixed(first, as_bytes(text));
  }
  append_u32(first, 8443);
  append_prefixed(first, enrolled.identity.key.der().view());
  append_prefixed(first, enrolled.identity.certificate.der());
  append_prefixed(first, enrolled.identity.authority.der());
  append_prefixed(first, {});
  const TerminalFiles files = fixture.files();
  REQUIRE(write_sealed(fixture.terminal(), "alcterm1", files.key(), first, fixture.random).ok());
  const Enrolled read = files.load().value().value();
  CHECK(read.device == enrolled.device);
  CHECK(read.name == "Room 3");
  CHECK(read.clinic.empty());
  CHECK(read.zone.empty());
}

TEST_CASE(
    "a terminal remembers the clinic's other certificates; a file without them is still read") {
  Fixture fixture;
  Enrolled enrolled = fixture.enrolled();
  enrolled.identity.also_believed = {fixture.enrolled().identity.authority,
                                     fixture.enrolled().identity.authority};
  const TerminalFiles files = fixture.files();
  REQUIRE(files.save(enrolled).ok());
  const Enrolled read = files.load().value().value();
  REQUIRE(read.identity.also_believed.size() == 2);
  for (const std::size_t i : {0U, 1U}) {
    CHECK(read.identity.also_believed[i].der() == enrolled.identity.also_believed[i].der());
  }
  // The version before ends with clinic and zone.
  Bytes second(enrolled.device.view().begin(), enrolled.device.view().end());
  for (const char* const text : {"Room 3", "therapy-room", "10.0.0.5"}) {
    append_prefixed(second, as_bytes(text));
  }
  append_u32(second, 8443);
  append_prefixed(second, enrolled.identity.key.der().view());
  append_prefixed(second, enrolled.identity.certificate.der());
  append_prefixed(second, enrolled.identity.authority.der());
  append_prefixed(second, {});
  for (const char* const text : {"Willow House", "UTC"}) append_prefixed(second, as_bytes(text));
  REQUIRE(write_sealed(fixture.terminal(), "alcterm2", files.key(), second, fixture.random).ok());
  CHECK(files.load().value()->clinic == "Willow House");
  CHECK(files.load().value()->identity.also_believed.empty());
  // More than there can be is damage.
  append_u32(second, 3);
  REQUIRE(write_sealed(fixture.terminal(), "alcterm3", files.key(), second, fixture.random).ok());
  CHECK(files.load().error().code == ErrorCode::kCorrupt);
}

TEST_CASE("the files are their owner's alone and hold nothing readable") {
  Fixture fixture;
  const Enrolled enrolled = fixture.enrolled();
  REQUIRE(fixture.files().save(enrolled).ok());
  struct stat info {};
  REQUIRE(stat(fixture.terminal().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  REQUIRE(stat((fixture.scratch / "terminal-files").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
  const Bytes raw = read_file(fixture.terminal(), 100000).value();
  const SecretBytes key = enrolled.identity.key.der();
  const auto holds = [&](ByteView needle) {
    return std::search(raw.begin(), raw.end(), needle.begin(), needle.end()) != raw.end();
  };
  CHECK_FALSE(holds(key.view().subspan(20, 24)));
  CHECK_FALSE(holds(as_bytes("10.0.0.5")));
  CHECK_FALSE(holds(enrolled.identity.certificate.der()));
  CHECK(holds(as_bytes("alcterm3")));  // the search can find
}

TEST_CASE("a flipped bit anywhere in the terminal's file is refused with a sentence") {
  Fixture fixture;
  REQUIRE(fixture.files().save(fixture.enrolled()).ok());
  const Bytes good = read_file(fixture.terminal(), 100000).value();
  const TerminalFiles files = fixture.files();
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
    must_write(fixture.terminal(), bad);
    const auto loaded = files.load();
    INFO("byte " << i);
    REQUIRE_FALSE(loaded.ok());
    REQUIRE(loaded.error().code == ErrorCode::kCorrupt);
    REQUIRE_FALSE(loaded.error().detail.empty());
  }
  must_write(fixture.terminal(), good);
  CHECK(files.load().ok());
}

TEST_CASE("a terminal's file cut short or grown anywhere is refused") {
  Fixture fixture;
  REQUIRE(fixture.files().save(fixture.enrolled()).ok());
  const Bytes good = read_file(fixture.terminal(), 100000).value();
  const TerminalFiles files = fixture.files();
  for (std::size_t size = 0; size < good.size(); ++size) {
    must_write(fixture.terminal(), ByteView(good).first(size));
    INFO("cut to " << size);
    REQUIRE(files.load().error().code == ErrorCode::kCorrupt);
  }
  Bytes grown = good;
  grown.push_back(0);
  must_write(fixture.terminal(), grown);
  CHECK(files.load().error().code == ErrorCode::kCorrupt);
  must_write(fixture.terminal(), Bytes(kMaxSealedContent + 5000, 7));
  CHECK(files.load().error().code == ErrorCode::kCorrupt);
}

TEST_CASE("another key file is told from damage, and another version from both") {
  Fixture fixture;
  REQUIRE(fixture.files().save(fixture.enrolled()).ok());
  REQUIRE(replace_file(fixture.key_file, Bytes(32, 0x43)).ok());
  CHECK(fixture.files().load().error().code == ErrorCode::kWrongKey);
  const SecretBytes key(Bytes(32, 0x43));
  REQUIRE(write_sealed(fixture.terminal(), "alcterm4", key, Bytes{1}, fixture.random).ok());
  CHECK(fixture.files().load().error().code == ErrorCode::kNewerVersion);
  REQUIRE(write_sealed(fixture.terminal(), "alcwitn1", key, Bytes{1}, fixture.random).ok());
  CHECK(fixture.files().load().error().code == ErrorCode::kCorrupt);
}

TEST_CASE("what is put aside is renamed, each time anew, and what waits is not touched") {
  Fixture fixture;
  const TerminalFiles files = fixture.files();
  const auto folder = fixture.scratch / "terminal-files";
  REQUIRE(files.put_aside().ok());  // nothing is there
  must_write(folder / "terminal", Bytes{1});
  must_write(folder / "witness", Bytes{2});
  std::filesystem::create_directories(files.spool_folder());
  must_write(files.spool_folder() / "records", Bytes{3});
  REQUIRE(files.put_aside().ok());
  must_write(folder / "terminal", Bytes{4});
  REQUIRE(files.put_aside().ok());
  const auto content = [&](const char* name) { return read_file(folder / name, 10).value(); };
  CHECK(content("terminal.unreadable-1") == Bytes{1});
  CHECK(content("terminal.unreadable-2") == Bytes{4});
  CHECK(content("witness.unreadable-1") == Bytes{2});
  CHECK(content("spool/records") == Bytes{3});
  CHECK_FALSE(std::filesystem::exists(folder / "terminal"));
  CHECK_FALSE(std::filesystem::exists(folder / "witness"));
}

TEST_CASE("a key file has 32 to 4,096 bytes") {
  Fixture fixture;
  const auto opened_with = [&](std::size_t size) {
    REQUIRE(replace_file(fixture.key_file, Bytes(size, 1)).ok());
    const auto key = read_key_file(fixture.key_file);
    return key.ok() ? std::optional<ErrorCode>() : std::optional(key.error().code);
  };
  CHECK(opened_with(31) == ErrorCode::kOutOfRange);
  CHECK_FALSE(opened_with(32).has_value());
  CHECK_FALSE(opened_with(4096).has_value());
  CHECK(opened_with(4097) == ErrorCode::kTooLarge);
  CHECK(read_key_file(fixture.scratch / "none").error().code == ErrorCode::kNotFound);
}

TEST_CASE("the witness remembers the highest head over a restart, and its file refuses damage") {
  Fixture fixture;
  const SecretBytes key(Bytes(40, 3));
  const auto file = fixture.scratch / "witness";
  const auto open = [&] { return Witness::open(file, key, fixture.clock, fixture.random); };
  const wire::Head low{1, 5, {5}};
  const wire::Head high{1, 9, {9}};
  {
    const auto witness = open().value();
    const auto memory = witness->memory();
    CHECK_FALSE(memory.seen().value().has_value());
    REQUIRE(memory.saw(std::nullopt, high).ok());
    REQUIRE(memory.saw(std::nullopt, low).ok());  // a reply that was overtaken
    CHECK(memory.seen().value() == high);
  }
  CHECK(open().value()->state().head == high);

  const Bytes good = read_file(file, 100000).value();
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 0x80;
    must_write(file, bad);
    INFO("byte " << i);
    REQUIRE(open().error().code == ErrorCode::kCorrupt);
    must_write(file, ByteView(good).first(i));
    REQUIRE(open().error().code == ErrorCode::kCorrupt);
  }
}

TEST_CASE(
    "the witness stops at a lower number, another hash and an older epoch, and tells once each") {
  Fixture fixture;
  const SecretBytes key(Bytes(40, 3));
  const wire::Head seen{2, 50, {1}};
  const auto standing_after = [&](const std::optional<wire::Head>& before, const wire::Head& now) {
    const Scratch own;
    const auto witness = Witness::open(own / "w", key, fixture.clock, fixture.random).value();
    int told = 0;
    witness->on_change([&] { ++told; });
    const auto memory = witness->memory();
    REQUIRE(memory.saw(std::nullopt, seen).ok());
    const bool fine = memory.saw(before, now).ok();
    CHECK(fine == (witness->state().standing == Standing::kGoing));
    CHECK(told == (fine ? 0 : 1));
    CHECK(witness->state().since.has_value() == !fine);
    return witness->state().standing;
  };
  CHECK(standing_after(seen, {2, 50, {1}}) == Standing::kGoing);
  CHECK(standing_after(seen, {2, 51, {2}}) == Standing::kGoing);
  CHECK(standing_after(std::nullopt, {2, 49, {2}}) == Standing::kGoing);
  CHECK(standing_after(seen, {2, 49, {2}}) == Standing::kRolledBack);
  CHECK(standing_after(seen, {2, 50, {2}}) == Standing::kRolledBack);
  CHECK(standing_after(std::nullopt, {2, 50, {2}}) == Standing::kRolledBack);
  CHECK(standing_after(seen, {1, 60, {2}}) == Standing::kRolledBack);
}
