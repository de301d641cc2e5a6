// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/kept_writes.h"

#include <catch2/catch.hpp>

#include "shared/api/notes_save.h"
#include "shared/base/durable_file.h"
#include "shared/wire/json.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::offline;
using alcove::testing::Scratch;

namespace {

const UtcTime kNow = parse_utc("2026-11-24T10:42:00.000Z").value();
const std::string kWords = R"({"text":"cormorant lullaby"})";

wire::Head head(std::int64_t epoch, std::int64_t number) {
  return {epoch, number, crypto::sha256(as_bytes("head"))};
}

struct Fixture {
  Scratch scratch;
  SystemRandom random;
  Key256 box_key = crypto::random_key(random);
  crypto::P256Key device_key = crypto::P256Key::make(random);
  DeviceId device = DeviceId::make(kNow, random);

  std::unique_ptr<KeptWrites> open() {
    return KeptWrites::open(scratch / "kept", {crypto::x25519_public(box_key), device_key, device},
                            random)
        .value();
  }
  template <class Made>
  Made new_id() {
    return Made::make(kNow, random);
  }
  api::spool::Record record(const wire::Head& at, UtcTime time = kNow,
                            const std::string& kind = "/v1/clients/edit",
                            const std::string& body = kWords) {
    return {.kind = kind,
            .device = {},
            .author = {},
            .session = {},
            .written_at = time,
            .body = body,
            .voucher = {},
            .acknowledged = api::spool::Acknowledged{.key = new_id<IdempotencyKey>(),
                                                     .purpose = {},
                                                     .head = api::hello::as_seen(at),
                                                     .follows = {},
                                                     .from_empty = false}};
  }
  api::spool::Record save_of(const NoteId& note, const NoteRevisionId& revision,
                             const std::optional<NoteRevisionId>& base, std::int64_t number) {
    const api::notes::SaveRequest request{
        .note = note, .revision = revision, .base = base, .content = {}};
    return record(head(1, number), kNow, std::string(api::notes::save.path), wire::encode(request));
  }
  // What the box finds in all that is offered to its next epoch.
  std::vector<api::spool::Record> inside(const KeptWrites& kept) {
    std::vector<SpoolRecordId> ids;
    for (const api::spool::Held& held : kept.to_offer(99)) ids.push_back(held.id);
    std::vector<api::spool::Record> all;
    while (!ids.empty()) {
      for (const api::spool::SealedRecord& sealed : kept.next_batch(ids)) {
        const SecretBytes plain =
            crypto::open_sealed(box_key, sealed.sealed, api::spool::seal_context(sealed.id))
                .value();
        all.push_back(
            wire::decode<api::spool::Record>(plain.text(), wire::UnknownFields::kRefuse).value());
      }
    }
    return all;
  }
};

}  // namespace

TEST_CASE("acknowledged writes are kept sealed, through a restart, in the order of the chain") {
  Fixture fixture;
  {
    const auto kept = fixture.open();
    REQUIRE(kept->keep(fixture.record(head(1, 8))).ok());
    REQUIRE(kept->keep(fixture.record(head(1, 5))).ok());
    REQUIRE(kept->keep(fixture.record(head(2, 9))).ok());
  }
  const auto kept = fixture.open();
  const Bytes disk = read_file(fixture.scratch / "kept" / "writes", 1U << 20).value();
  CHECK(as_text(disk).find("cormorant") == std::string_view::npos);
  const auto held = kept->to_offer(2);
  REQUIRE(held.size() == 2);  // the third was acknowledged in that epoch
  CHECK(held[0].head.number == 5);
  CHECK(held[1].head.number == 8);
  // Those that a box restored from a backup up to event 4, 5 or 8 does not have.
  CHECK(kept->to_bring_back(2, 4) == 2);
  CHECK(kept->to_bring_back(2, 5) == 1);
  CHECK(kept->to_bring_back(2, 8) == 0);
  const auto records = fixture.inside(*kept);
  REQUIRE(records.size() == 3);
  CHECK(records[0].body == kWords);
  CHECK(records[0].device == fixture.device);
  CHECK(records[0].acknowledged->head.number == 5);
}

TEST_CASE(
    "what was offered in an epoch is not offered in it again, and is there for the next one") {
  Fixture fixture;
  {
    const auto kept = fixture.open();
    REQUIRE(kept->keep(fixture.record(head(1, 5))).ok());
    REQUIRE(kept->offered(2).ok());
    CHECK(kept->to_offer(2).empty());
    CHECK(kept->to_bring_back(2, 4) == 0);
  }
  const auto kept = fixture.open();
  CHECK(kept->to_offer(2).empty());
  CHECK(kept->to_offer(3).size() == 1);
  CHECK(kept->to_bring_back(3, 4) == 1);
}

TEST_CASE("a write is kept for 72 hours") {
  Fixture fixture;
  const auto kept = fixture.open();
  REQUIRE(kept->keep(fixture.record(head(1, 5))).ok());
  REQUIRE(kept->keep(fixture.record(head(1, 6), kNow + kKeepWrites)).ok());
  CHECK(kept->size() == 2);
  REQUIRE(kept->keep(fixture.record(head(1, 7), kNow + kKeepWrites + std::chrono::milliseconds(1)))
              .ok());
  CHECK(kept->size() == 2);
  CHECK(kept->to_offer(2).front().head.number == 6);
  CHECK(fixture.open()->size() == 2);
}

TEST_CASE("of more than 5,000 writes, or of more than 24 MiB, the oldest go") {
  Fixture fixture;
  const auto kept = fixture.open();
  std::vector<api::spool::SealedRecord> many;
  SECTION("by their number") {
    for (std::size_t i = 0; i < kMaxKeptWrites; ++i) {
      many.push_back({fixture.new_id<SpoolRecordId>(), Bytes(10, 1), Bytes(10, 2)});
    }
    REQUIRE(kept->keep_delivered(many, head(1, 5), kNow).ok());
    CHECK(kept->size() == kMaxKeptWrites);
    REQUIRE(kept->keep(fixture.record(head(1, 6))).ok());
    CHECK(kept->size() == kMaxKeptWrites);
    CHECK(kept->to_offer(2).front().id == many[1].id);
  }
  SECTION("by their bytes") {
    constexpr std::size_t kOne = 64 * 1024;
    for (std::size_t i = 0; i < kMaxKeptBytes / kOne; ++i) {
      many.push_back({fixture.new_id<SpoolRecordId>(), Bytes(kOne, 1), Bytes(10, 2)});
    }
    REQUIRE(kept->keep_delivered(many, head(1, 5), kNow).ok());
    CHECK(kept->bytes() == kMaxKeptBytes);
    REQUIRE(kept->keep(fixture.record(head(1, 6))).ok());
    CHECK(kept->bytes() <= kMaxKeptBytes);
    CHECK(kept->to_offer(2).front().id == many[1].id);
  }
}

TEST_CASE("a save of a draft takes the place of the one before, and says which it follows") {
  Fixture fixture;
  const auto kept = fixture.open();
  const auto note = fixture.new_id<NoteId>();
  std::vector<NoteRevisionId> revisions;
  for (int i = 0; i < 4; ++i) revisions.push_back(fixture.new_id<NoteRevisionId>());
  REQUIRE(kept->keep(fixture.save_of(note, revisions[0], std::nullopt, 5)).ok());
  for (std::size_t i = 1; i < 4; ++i) {
    REQUIRE(kept->keep(fixture.save_of(note, revisions[i], revisions[i - 1],
                                       5 + static_cast<std::int64_t>(i)))
                .ok());
  }
  auto records = fixture.inside(*kept);
  REQUIRE(records.size() == 1);
  CHECK(records[0].acknowledged->follows == std::vector{revisions[1], revisions[0]});
  CHECK(records[0].acknowledged->from_empty);
  // One typed on something else parts from it: both stay.
  REQUIRE(kept->keep(fixture.save_of(note, fixture.new_id<NoteRevisionId>(),
                                     fixture.new_id<NoteRevisionId>(), 20))
              .ok());
  CHECK(fixture.inside(*kept).size() == 2);
}

TEST_CASE("a record names at most a hundred saves that it follows; the one before then stays") {
  Fixture fixture;
  const auto kept = fixture.open();
  const auto note = fixture.new_id<NoteId>();
  std::optional<NoteRevisionId> base;
  const auto save_on = [&](std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) {
      const auto revision = fixture.new_id<NoteRevisionId>();
      REQUIRE(kept->keep(fixture.save_of(note, revision, base, 5)).ok());
      base = revision;
    }
  };
  save_on(api::spool::Acknowledged::kMaxFollows + 2);
  auto records = fixture.inside(*kept);
  REQUIRE(records.size() == 1);
  CHECK(records[0].acknowledged->follows.size() == api::spool::Acknowledged::kMaxFollows);
  save_on(1);
  CHECK(fixture.inside(*kept).size() == 2);
}
