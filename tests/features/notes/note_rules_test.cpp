// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::notes;
using namespace std::chrono_literals;
using api::notes::IfHeld;

namespace {

template <class IdType>
IdType id_of(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return IdType(bytes);
}

const UtcTime kNow = parse_utc("2026-11-24T15:00:00.000Z").value();
const Hand kHere{id_of<DeviceId>(1), id_of<SessionId>(1)};
const Hand kHereLater{id_of<DeviceId>(1), id_of<SessionId>(2)};
const Hand kThere{id_of<DeviceId>(2), id_of<SessionId>(3)};

Holding held_by(const Hand& hand) {
  return {hand, "Room 1", kNow, kNow + 120s};
}

}  // namespace

TEST_CASE("a lease is somebody else's for two minutes, and not a millisecond more") {
  const Holding holding = held_by(kThere);
  CHECK(held_by_another(holding, kHere, kNow));
  CHECK(held_by_another(holding, kHere, kNow + 119'999ms));
  CHECK_FALSE(held_by_another(holding, kHere, kNow + 120s));
  CHECK_FALSE(held_by_another(holding, kThere, kNow));
  CHECK_FALSE(held_by_another(std::nullopt, kHere, kNow));
  CHECK(lease_until(kNow) == kNow + 120s);
}

TEST_CASE("a free draft is taken, another terminal's only when that was asked for") {
  CHECK(may_take(std::nullopt, kHere, kNow, IfHeld::kRead));
  CHECK(may_take(held_by(kHere), kHere, kNow, IfHeld::kRead));
  CHECK_FALSE(may_take(held_by(kThere), kHere, kNow, IfHeld::kRead));
  CHECK(may_take(held_by(kThere), kHere, kNow, IfHeld::kTakeOver));
  CHECK(may_take(held_by(kThere), kHere, kNow + 120s, IfHeld::kRead));
}

TEST_CASE("after the program died the same terminal goes on at once, in its new session") {
  CHECK(may_take(held_by(kHere), kHereLater, kNow, IfHeld::kRead));
}

TEST_CASE("a save goes into the draft only when it was typed on what the draft says") {
  CHECK(place_of({.base_is_current = true}) == Place::kDraft);
  CHECK(place_of({.held_by_another = true, .base_is_current = true}) == Place::kNewSibling);
  CHECK(place_of({.base_is_current = false}) == Place::kNewSibling);
  CHECK(place_of({.is_signed = true}) == Place::kNewSibling);
}

TEST_CASE("a sibling goes on, also after the note was signed") {
  CHECK(place_of({.base_is_sibling = true}) == Place::kSibling);
  CHECK(place_of({.held_by_another = true, .base_is_sibling = true}) == Place::kSibling);
  CHECK(place_of({.is_signed = true, .base_is_sibling = true}) == Place::kSibling);
}

TEST_CASE("what the draft says already stands nowhere twice") {
  CHECK(place_of({.held_by_another = true, .same_text = true}) == Place::kNowhere);
  CHECK(place_of({.is_signed = true, .same_text = true}) == Place::kNowhere);
  CHECK(place_of({.base_is_current = true, .same_text = true}) == Place::kDraft);
}

TEST_CASE("a revision is due after five minutes") {
  CHECK_FALSE(is_interval_over(kNow, kNow + 299'999ms));
  CHECK(is_interval_over(kNow, kNow + 300s));
}

TEST_CASE("where a page ends is read back, and nothing else is") {
  const PageEnd end{parse_local("2026-11-24T09:00").value(), id_of<NoteId>(7)};
  const std::string word = format_page_end(end);
  CHECK(word.size() <= 64);
  CHECK(parse_page_end(word)->visit_start == end.visit_start);
  CHECK(parse_page_end(word)->note == end.note);
  for (const char* other : {"", ".", "2026-11-24T09:00", "2026-11-24T09:00.", "x"}) {
    INFO(other);
    CHECK(parse_page_end(other).error().code == ErrorCode::kMalformed);
  }
}
