// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/draft_keeper.h"

#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <vector>

namespace alcove::flows::room {
namespace {

using api::notes::SaveReply;
using api::notes::SaveRequest;

const UtcTime kNow = parse_utc("2026-11-24T10:42:07.000Z").value();

NoteRevisionId revision(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return NoteRevisionId(bytes);
}

// A box and a disk that answer when the test says so. The words are one letter for each change.
struct Bench {
  struct Sent {
    SaveRequest request;
    DraftPorts::Saved then;
  };
  struct Sealed {
    DraftPorts::Keep keep;
    DraftPorts::Kept then;
  };

  Bench() {
    DraftPorts ports;
    ports.save = [this](SaveRequest request, DraftPorts::Saved then) {
      sent.push_back({std::move(request), std::move(then)});
    };
    ports.keep = [this](DraftPorts::Keep keep, DraftPorts::Kept then) {
      sealed.push_back({std::move(keep), std::move(then)});
    };
    ports.direct = [this] { return there && in_spool == 0; };
    ports.content = [this] {
      api::notes::Content content;
      content.sections = {{rules::NoteSection::kPlan, words}};
      return content;
    };
    ports.new_revision = [this] { return revision(++revisions); };
    ports.now = [] { return kNow; };
    keeper = std::make_unique<DraftKeeper>(NoteId(), std::move(ports), 1, std::nullopt);
    keeper->on_home = [this] { ++homecomings; };
  }

  void type(char letter) {
    words.push_back(letter);
    keeper->changed(words.size() + 1, now_ms);
  }
  void after(std::int64_t ms) {
    for (const std::int64_t end = now_ms + ms; now_ms < end; now_ms += 10) keeper->tick(now_ms);
    keeper->tick(now_ms);
  }
  Sent next_sent() {
    REQUIRE_FALSE(sent.empty());
    Sent one = std::move(sent.front());
    sent.pop_front();
    return one;
  }
  Sealed next_sealed() {
    REQUIRE_FALSE(sealed.empty());
    Sealed one = std::move(sealed.front());
    sealed.pop_front();
    return one;
  }
  static SaveReply saved(std::int64_t number) {
    SaveReply reply;
    reply.number = number;
    reply.saved_at = kNow;
    reply.held_until = kNow;
    return reply;
  }
  static std::string words_of(const SaveRequest& request) {
    return request.content.sections.at(0).text;
  }
  void kept(const Sealed& sealed_one, bool replaced) {
    if (!replaced) ++in_spool;
    UuidBytes bytes{};
    bytes[0] = ++spool_ids;
    sealed_one.then(offline::SpoolKept{SpoolRecordId(bytes), replaced});
  }

  std::string words;
  std::deque<Sent> sent;
  std::deque<Sealed> sealed;
  bool there = true;
  int in_spool = 0;
  int homecomings = 0;
  std::uint8_t revisions = 0;
  std::uint8_t spool_ids = 0;
  std::int64_t now_ms = 1000;
  std::unique_ptr<DraftKeeper> keeper;
};

TEST_CASE("words go to the box at a pause, and are safe when it says so, not before") {
  Bench bench;
  bench.type('a');
  bench.after(200);
  CHECK(bench.sent.empty());
  bench.after(60);
  REQUIRE(bench.sent.size() == 1);
  CHECK_FALSE(bench.keeper->safe());
  const auto one = bench.next_sent();
  CHECK(one.request.revision == revision(1));
  CHECK_FALSE(one.request.base);
  CHECK(Bench::words_of(one.request) == "a");
  one.then(Bench::saved(1));
  CHECK(bench.keeper->safe());
  CHECK(bench.keeper->number() == 1);
  CHECK_FALSE(bench.keeper->unsafe_since_ms());
  bench.after(2000);
  CHECK(bench.sent.empty());
  CHECK(bench.sealed.empty());
}

TEST_CASE("who types without a pause is saved all the same, within less than half a second") {
  Bench bench;
  for (int i = 0; i < 6; ++i) {
    bench.type('a');
    bench.after(90);
  }
  REQUIRE(bench.sent.size() == 1);
  CHECK(Bench::words_of(bench.sent[0].request) == "aaaaa");
}

TEST_CASE("words typed while a save is on its way are not called safe by its answer") {
  Bench bench;
  bench.type('a');
  bench.after(300);
  const auto one = bench.next_sent();
  bench.type('b');
  one.then(Bench::saved(1));
  CHECK_FALSE(bench.keeper->safe());
  bench.after(300);
  const auto two = bench.next_sent();
  CHECK(two.request.base == revision(1));
  two.then(Bench::saved(2));
  CHECK(bench.keeper->safe());
}

TEST_CASE("an answer that takes long is not waited for: the same revision is sealed here") {
  Bench bench;
  bench.type('a');
  bench.after(250 + 350 + 10);
  const auto one = bench.next_sent();
  const auto sealed = bench.next_sealed();
  CHECK(sealed.keep.alone.revision == one.request.revision);
  CHECK_FALSE(sealed.keep.instead_of);
  CHECK_FALSE(bench.keeper->durable());
  bench.kept(sealed, false);
  CHECK(bench.keeper->kept());
  CHECK_FALSE(bench.keeper->safe());
  // What is typed now follows it, and never takes its place: the box may have it.
  bench.type('b');
  bench.after(300);
  const auto next = bench.next_sealed();
  CHECK(next.keep.alone.base == revision(1));
  CHECK_FALSE(next.keep.instead_of);
  one.then(Bench::saved(1));
  CHECK_FALSE(bench.keeper->safe());
  CHECK(bench.sent.empty());
}

TEST_CASE("everything typed more than a second ago is on some disk, whatever the box does") {
  Bench bench;
  std::map<std::size_t, std::int64_t> typed_at;
  std::size_t durable = 0;
  std::vector<std::pair<std::int64_t, std::pair<Bench::Sealed, std::size_t>>> disk;
  // The box never answers; the disk takes 60 ms; somebody types ten letters a second.
  for (int step = 0; step < 600; ++step) {
    if (step % 10 == 0) {
      bench.type('x');
      typed_at[bench.words.size()] = bench.now_ms;
    }
    bench.keeper->tick(bench.now_ms);
    while (!bench.sealed.empty()) {
      auto one = bench.next_sealed();
      const std::size_t words = Bench::words_of(one.keep.alone).size();
      disk.push_back({bench.now_ms + 60, {std::move(one), words}});
    }
    for (auto& [at, one] : disk) {
      if (at != bench.now_ms) continue;
      bench.kept(one.first, one.first.keep.instead_of.has_value());
      durable = std::max(durable, one.second);
    }
    for (const auto& [words, at] : typed_at) {
      if (bench.now_ms - at > 1000) CHECK(words <= durable);
    }
    bench.now_ms += 10;
  }
  CHECK(durable > 50);
}

TEST_CASE("while the box is away one record grows, and follows what was sent before") {
  Bench bench;
  bench.there = false;
  bench.type('a');
  bench.after(300);
  const auto first = bench.next_sealed();
  CHECK_FALSE(first.keep.alone.base);
  bench.kept(first, false);
  bench.type('b');
  bench.after(300);
  const auto second = bench.next_sealed();
  CHECK(second.keep.instead_of);
  CHECK_FALSE(second.keep.alone.base);
  REQUIRE(second.keep.beside);
  CHECK(second.keep.beside->base == revision(1));
  bench.kept(second, true);
  bench.type('c');
  bench.after(300);
  // The second was on its way already: the third follows it, and the fourth replaces the third.
  const auto third = bench.next_sealed();
  CHECK(third.keep.beside->base == revision(2));
  bench.kept(third, false);
  bench.type('d');
  bench.after(300);
  const auto fourth = bench.next_sealed();
  CHECK(fourth.keep.alone.base == revision(2));
  CHECK(fourth.keep.beside->base == revision(3));
  CHECK(bench.keeper->kept_since() == kNow);
}

TEST_CASE("nothing goes past what waits here; when it is home the draft is read again") {
  Bench bench;
  bench.there = false;
  bench.type('a');
  bench.after(300);
  bench.kept(bench.next_sealed(), false);
  bench.there = true;
  bench.type('b');
  bench.after(300);
  CHECK(bench.sent.empty());
  const auto beside = bench.next_sealed();
  bench.kept(beside, false);
  CHECK(bench.homecomings == 0);
  bench.in_spool = 0;
  bench.after(10);
  CHECK(bench.homecomings == 1);
  CHECK(bench.keeper->kept());
  CHECK_FALSE(bench.keeper->safe());
  bench.type('c');
  bench.keeper->confirm(revision(1), 4, kNow);
  CHECK_FALSE(bench.keeper->safe());
  bench.keeper->confirm(revision(2), 5, kNow);
  CHECK_FALSE(bench.keeper->safe());  // not the letter typed since
  bench.after(300);
  const auto newest = bench.next_sent();
  CHECK(newest.request.base == revision(2));
  newest.then(Bench::saved(6));
  CHECK(bench.keeper->safe());
  CHECK(bench.keeper->number() == 6);
}

TEST_CASE("a save whose answer never comes is sealed with its own revision") {
  Bench bench;
  bench.type('a');
  bench.after(300);
  bench.next_sent().then(Error{ErrorCode::kUnavailable, {}, {}});
  bench.there = false;
  bench.after(10);
  const auto sealed = bench.next_sealed();
  CHECK(sealed.keep.alone.revision == revision(1));
  bench.kept(sealed, false);
  CHECK(bench.keeper->kept());
  CHECK_FALSE(bench.keeper->refusal());
}

TEST_CASE("what the box refused is no longer said once the spool has brought it home") {
  Bench bench;
  bench.type('a');
  bench.after(300);
  bench.next_sent().then(Error{ErrorCode::kNoSpace, {}, {}});
  bench.after(10);
  bench.kept(bench.next_sealed(), false);
  CHECK(bench.keeper->refusal() == ErrorCode::kNoSpace);
  bench.in_spool = 0;
  bench.after(10);
  bench.keeper->confirm(revision(1), 1, kNow);
  CHECK(bench.keeper->safe());
  CHECK_FALSE(bench.keeper->refusal());
}

TEST_CASE("a disk that refuses is said, tried again, and the box gets the words when it is there") {
  Bench bench;
  bench.there = false;
  bench.type('a');
  bench.after(300);
  bench.next_sealed().then(Error{ErrorCode::kNoSpace, {}, {}});
  CHECK(bench.keeper->disk_refusal() == ErrorCode::kNoSpace);
  CHECK_FALSE(bench.keeper->durable());
  bench.after(900);
  CHECK(bench.sealed.empty());
  bench.there = true;
  bench.after(200);
  const auto one = bench.next_sent();
  CHECK_FALSE(one.request.base);
  CHECK(Bench::words_of(one.request) == "a");
  one.then(Bench::saved(1));
  CHECK(bench.keeper->safe());
}

}  // namespace
}  // namespace alcove::flows::room
