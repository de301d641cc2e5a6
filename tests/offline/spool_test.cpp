// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/spool.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "shared/base/durable_file.h"
#include "shared/wire/json.h"
#include "tests/support/full_disk.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::offline;
using alcove::testing::Scratch;

namespace {

const UtcTime kNow = parse_utc("2026-11-24T10:42:00.000Z").value();
const std::string kWords = R"({"text":"cormorant lullaby"})";

struct Fixture {
  Scratch scratch;
  SystemRandom random;
  Key256 box_key = crypto::random_key(random);
  crypto::P256Key device_key = crypto::P256Key::make(random);
  DeviceId device = DeviceId::make(kNow, random);

  std::unique_ptr<Spool> open() {
    return Spool::open(scratch / "spool", {crypto::x25519_public(box_key), device_key, device},
                       random)
        .value();
  }
  std::filesystem::path file() const { return scratch / "spool" / "records"; }
  Bytes content() const { return read_file(file(), kMaxSpoolFile).value(); }
  std::vector<std::string> aside() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(scratch / "spool")) {
      const std::string name = entry.path().filename();
      if (name.starts_with("records.damaged")) names.push_back(name);
    }
    return names;
  }
  // What the box finds inside.
  api::spool::Record inside(const api::spool::SealedRecord& sealed) {
    const SecretBytes plain =
        crypto::open_sealed(box_key, sealed.sealed, api::spool::seal_context(sealed.id)).value();
    return wire::decode<api::spool::Record>(plain.text(), wire::UnknownFields::kRefuse).value();
  }
};

NewSpoolRecord words(const std::string& body = kWords) {
  return {.kind = "note.draft", .body = body};
}

}  // namespace

TEST_CASE("what is kept comes out in order, sealed to the box and signed by the terminal") {
  Fixture fixture;
  const auto spool = fixture.open();
  const SystemRandom unused;
  const StaffId author = StaffId::make(kNow, fixture.random);
  const SessionId session = SessionId::make(kNow, fixture.random);
  const auto first = spool->add(
      {.kind = "note.draft", .author = author, .session = session, .body = kWords}, kNow);
  const auto second = spool->add(words(R"({"text":"two"})"), kNow + std::chrono::seconds(5));
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  const auto batch = spool->next_batch();
  REQUIRE(batch.size() == 2);
  CHECK(batch[0].id == *first);
  CHECK(batch[1].id == *second);
  const api::spool::Record record = fixture.inside(batch[0]);
  CHECK(record.kind == "note.draft");
  CHECK(record.device == fixture.device);
  CHECK(record.author == author);
  CHECK(record.session == session);
  CHECK(record.written_at == kNow);
  CHECK(record.body == kWords);
  CHECK_FALSE(
      crypto::open_sealed(fixture.box_key, batch[0].sealed, api::spool::seal_context(batch[1].id))
          .ok());
  const auto waiting = spool->waiting();
  CHECK(waiting.records == 2);
  CHECK(waiting.oldest == kNow);
}

TEST_CASE("records survive a restart, and go when the box has them") {
  Fixture fixture;
  const auto first = fixture.open()->add(words(), kNow).value();
  {
    const auto spool = fixture.open();
    REQUIRE(spool->waiting().records == 1);
    REQUIRE(spool->add(words(), kNow).ok());
    REQUIRE(spool->next_batch().size() == 2);
    REQUIRE(spool->delivered({first}).ok());
    CHECK(spool->waiting().records == 1);
  }
  const auto spool = fixture.open();
  REQUIRE(spool->waiting().records == 1);
  const auto rest = spool->next_batch();
  CHECK(rest[0].id != first);
  REQUIRE(spool->delivered({rest[0].id}).ok());
  CHECK(spool->waiting().records == 0);
  CHECK(fixture.content().empty());
  CHECK(fixture.open()->waiting().records == 0);
}

TEST_CASE("nothing that was typed can be read in the spool's folder") {
  Fixture fixture;
  const auto spool = fixture.open();
  REQUIRE(spool->add(words(), kNow).ok());
  const Bytes raw = fixture.content();
  const auto holds = [&](std::string_view text) {
    return as_text(raw).find(text) != std::string_view::npos;
  };
  CHECK_FALSE(holds("cormorant"));
  CHECK_FALSE(holds("note.draft"));
  CHECK(holds("ASPL"));  // the search can find
  struct stat info {};
  REQUIRE(stat(fixture.file().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a file cut at any byte gives every record before the cut, and takes new ones") {
  Fixture fixture;
  std::size_t after_first = 0;
  {
    const auto spool = fixture.open();
    REQUIRE(spool->add(words(), kNow).ok());
    after_first = fixture.content().size();
    REQUIRE(spool->add(words(), kNow).ok());
  }
  const Bytes whole = fixture.content();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    REQUIRE(replace_file(fixture.file(), ByteView(whole).first(size)).ok());
    INFO("cut to " << size);
    const auto spool = fixture.open();
    REQUIRE(spool->waiting().records == (size < after_first ? 0 : 1));
    REQUIRE(spool->damage().bytes == 0);
    REQUIRE(spool->add(words(), kNow).ok());
    REQUIRE(fixture.open()->waiting().records == (size < after_first ? 1 : 2));
  }
  CHECK(fixture.aside().empty());
}

TEST_CASE("a flipped byte loses that record only, and the file as it was is set aside") {
  Fixture fixture;
  std::vector<std::size_t> ends{0};
  {
    const auto spool = fixture.open();
    for (int i = 0; i < 3; ++i) {
      REQUIRE(spool->add(words(), kNow).ok());
      ends.push_back(fixture.content().size());
    }
  }
  const Bytes whole = fixture.content();
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    for (const auto& name : fixture.aside()) {
      std::filesystem::remove(fixture.scratch / "spool" / name);
    }
    Bytes bad = whole;
    bad[i] ^= 0x10;
    REQUIRE(replace_file(fixture.file(), bad).ok());
    INFO("byte " << i);
    const auto spool = fixture.open();
    // The last frame is whole when its mark or its length alone (8 bytes) was altered.
    const bool only_its_head = i >= ends[2] && i < ends[2] + 8;
    REQUIRE(spool->waiting().records == (only_its_head ? 3 : 2));
    REQUIRE(spool->damage().bytes > 0);
    REQUIRE(spool->damage().name == fixture.aside().front());
    REQUIRE(fixture.aside().size() == 1);
    REQUIRE(read_file(fixture.scratch / "spool" / fixture.aside().front(), 1 << 20).value() == bad);
  }
}

TEST_CASE("what was damaged is known at every start until its file is moved away, all of it") {
  Fixture fixture;
  REQUIRE(fixture.open()->add(words(), kNow).ok());
  const auto damage_all = [&] {
    Bytes bad = fixture.content();
    bad.at(bad.size() / 2) ^= 0x10;  // in what is sealed
    REQUIRE(replace_file(fixture.file(), bad).ok());
    return bad.size();
  };
  const std::size_t first = damage_all();
  CHECK(fixture.open()->damage().bytes == first);
  CHECK(fixture.open()->damage().files == 1);
  REQUIRE(fixture.open()->add(words(), kNow).ok());
  const std::size_t second = damage_all();
  CHECK(fixture.open()->damage().bytes == first + second);
  CHECK(fixture.open()->damage().files == 2);
  CHECK(fixture.open()->damage().name == "records.damaged-2");
  std::filesystem::remove(fixture.scratch / "spool" / "records.damaged-1");
  CHECK(fixture.open()->damage().files == 1);
  CHECK(fixture.open()->damage().bytes == second);
  std::filesystem::remove(fixture.scratch / "spool" / "records.damaged-2");
  CHECK(fixture.open()->damage().files == 0);
  CHECK(fixture.open()->damage().bytes == 0);
}

TEST_CASE(
    "a later pause of the same draft takes the place of the one before, unless that is on its "
    "way") {
  Fixture fixture;
  const auto spool = fixture.open();
  const auto first = spool->add(words("{\"n\":1}"), kNow).value();
  NewSpoolRecord later = words("{\"n\":2}");
  later.instead_of = first;
  const auto second = spool->add(later, kNow).value();
  REQUIRE(spool->waiting().records == 1);
  REQUIRE(fixture.open()->waiting().records == 1);
  REQUIRE(spool->next_batch().size() == 1);
  later.instead_of = second;
  REQUIRE(spool->add(later, kNow).ok());
  CHECK(spool->waiting().records == 2);
  spool->not_delivered();
  later.instead_of = SpoolRecordId::make(kNow, fixture.random);  // not here (any more)
  REQUIRE(spool->add(later, kNow).ok());
  CHECK(spool->waiting().records == 3);
}

TEST_CASE("a body has its limit, and one byte more is refused with the limit") {
  Fixture fixture;
  const auto spool = fixture.open();
  const auto body = [](std::size_t size) { return "[" + std::string(size - 2, '1') + "]"; };
  CHECK(spool->add(words(body(api::spool::kMaxBody)), kNow).ok());
  const auto refused = spool->add(words(body(api::spool::kMaxBody + 1)), kNow);
  CHECK(refused.error().code == ErrorCode::kTooLarge);
  CHECK(refused.error().detail.find("98304") != std::string::npos);
  CHECK(spool->waiting().records == 1);
}

TEST_CASE("the number of records has its limit, and one more is refused while the rest stay") {
  Fixture fixture;
  {
    // Many records at once, as the spool itself would have written them.
    const auto spool = fixture.open();
    REQUIRE(spool->add(words("{}"), kNow).ok());
    Bytes one = fixture.content();
    Bytes many;
    for (std::size_t i = 0; i + 1 < kMaxSpoolRecords; ++i) {
      Bytes body = read_frames(one).bodies.front();
      body[1] = static_cast<std::uint8_t>(i);
      body[2] = static_cast<std::uint8_t>(i >> 8);
      body[3] = 0xAB;
      const Bytes frame = frame_of(body);
      many.insert(many.end(), frame.begin(), frame.end());
    }
    REQUIRE(replace_file(fixture.file(), many).ok());
  }
  const auto spool = fixture.open();
  REQUIRE(spool->waiting().records == kMaxSpoolRecords - 1);
  const auto last = spool->add(words(), kNow);
  REQUIRE(last.ok());
  const auto refused = spool->add(words(), kNow);
  CHECK(refused.error().code == ErrorCode::kTooMany);
  CHECK(refused.error().detail.find("5000") != std::string::npos);
  NewSpoolRecord in_place = words();
  in_place.instead_of = *last;
  CHECK(spool->add(in_place, kNow).ok());
  CHECK(spool->waiting().records == kMaxSpoolRecords);
}

TEST_CASE("the bytes waiting have their limit") {
  Fixture fixture;
  const auto spool = fixture.open();
  const std::string large = "[" + std::string(api::spool::kMaxBody - 2, '1') + "]";
  std::size_t kept = 0;
  while (spool->add(words(large), kNow).ok()) ++kept;
  const auto waiting = spool->waiting();
  CHECK(waiting.bytes <= kMaxSpoolBytes);
  CHECK(waiting.bytes + api::spool::kMaxSealed > kMaxSpoolBytes);
  CHECK(spool->add(words(large), kNow).error().detail.find("50331648") != std::string::npos);
  CHECK(spool->waiting().records == kept);
  for (const auto& batch = spool->next_batch(); const auto& one : batch) {
    CHECK(one.sealed.size() <= api::spool::kMaxSealed);
  }
}

TEST_CASE("a record in place of one that stays, or went home, says whom it follows instead") {
  Fixture fixture;
  const auto spool = fixture.open();
  const auto first = spool->add_in_place(words("first"), kNow).value();
  CHECK_FALSE(first.replaced);
  NewSpoolRecord second = words("second, alone");
  second.instead_of = first.id;
  second.body_beside = "second, after the first";
  const auto replaced = spool->add_in_place(second, kNow).value();
  CHECK(replaced.replaced);
  CHECK(spool->waiting().records == 1);

  NewSpoolRecord third = words("third, alone");
  third.instead_of = replaced.id;
  third.body_beside = "third, after the second";
  const auto on_its_way = spool->next_batch();
  REQUIRE(on_its_way.size() == 1);
  CHECK(fixture.inside(on_its_way[0]).body == "second, alone");
  const auto beside = spool->add_in_place(third, kNow).value();
  CHECK_FALSE(beside.replaced);
  CHECK(spool->delivered({replaced.id}).ok());
  auto batch = spool->next_batch();
  REQUIRE(batch.size() == 1);
  CHECK(fixture.inside(batch[0]).body == "third, after the second");
  CHECK(spool->delivered({beside.id}).ok());

  NewSpoolRecord fourth = words("fourth, alone");
  fourth.instead_of = beside.id;
  fourth.body_beside = "fourth, after the third";
  CHECK_FALSE(spool->add_in_place(fourth, kNow).value().replaced);
  batch = spool->next_batch();
  REQUIRE(batch.size() == 1);
  CHECK(fixture.inside(batch[0]).body == "fourth, after the third");
}

TEST_CASE("a disk that is full in the middle of a record refuses it, and the others stay whole") {
  Fixture fixture;
  const auto spool = fixture.open();
  const auto first = spool->add(words(), kNow).value();
  const Bytes before = fixture.content();
  // No byte, the first of the record, most of it.
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, before.size() - 10}) {
    const testing::FullDisk full(before.size() + room);
    const auto refused = spool->add(words(), kNow);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kNoSpace);
    CHECK(spool->waiting().records == 1);
    CHECK(fixture.content() == before);
  }
  REQUIRE(spool->add(words(R"({"text":"after"})"), kNow).ok());
  const auto again = fixture.open();
  CHECK(again->waiting().records == 2);
  CHECK(again->damage().bytes == 0);
  const auto batch = again->next_batch();
  CHECK(batch[0].id == first);
  CHECK(fixture.inside(batch[1]).body == R"({"text":"after"})");
}
