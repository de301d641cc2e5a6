// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/notes/ward.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using api::spool::Outcome;
using notes_api::SaveOutcome;

namespace {

// A draft that Clara has open in room 1 while the cable is out.
struct Away : Ward {
  Away() : seat(sit("clara", room_1)), draft(open(seat)) {
    save(seat, draft, "before");
    session = who(seat).session();
  }
  // What the spool hands over after it has found seal, signature, author and session good.
  Result<Outcome> bring(const notes_api::SaveRequest& request, StaffId author) {
    const spool::Arrived arrived{new_id<SpoolRecordId>(),
                                 {.kind = "note.draft",
                                  .device = room_1.device,
                                  .author = author,
                                  .session = session,
                                  .written_at = written_at,
                                  .body = wire::encode(request),
                                  .voucher = {},
                                  .acknowledged = {}}};
    audit::Actor actor{.device = room_1.device, .person = author, .session = session};
    const auto done = box.ledger->write<Outcome>(
        actor, [&](audit::WriteTxn& txn) { return (*handlers.find("note.draft"))(arrived, txn); });
    if (!done) return done.error();
    return done->value;
  }
  Result<Outcome> bring(const notes_api::SaveRequest& request) { return bring(request, clara); }
  std::string data_now() {
    return text_of(note(draft.note, sit("clara", room_3)).content, NoteSection::kData);
  }

  Seat seat;
  notes_api::Draft draft;
  SessionId session;
  UtcTime written_at = utc("2026-11-24T14:59:30.000Z");
};

}  // namespace

TEST_CASE("words kept at the terminal become the draft's next revisions, in their order") {
  Away ward;
  const auto one = ward.request(ward.draft.note, ward.draft.revision, "before, and one");
  const auto two = ward.request(ward.draft.note, one.revision, "before, and one, and two");
  const std::int64_t before = ward.newest_event();
  CHECK(ward.bring(one).value() == Outcome::kApplied);
  CHECK(ward.bring(two).value() == Outcome::kApplied);
  CHECK(ward.actions_after(before) == std::vector<std::string>{"note.replay", "note.replay"});
  CHECK(ward.data_now() == "before, and one, and two");
}

TEST_CASE("a save that had arrived before its reply was lost is not there twice") {
  Away ward;
  const auto sent = ward.request(ward.draft.note, ward.draft.revision, "before, and one");
  ward.must(notes_api::save, sent, ward.seat);
  CHECK(ward.bring(sent).value() == Outcome::kApplied);
  CHECK(ward.note(ward.draft.note, ward.seat).number == 2);
  CHECK(ward.must(notes_api::siblings, {ward.draft.note}, ward.seat).count == 0);
}

TEST_CASE("words that come home to a draft that went on elsewhere stand beside it") {
  Away ward;
  const auto one = ward.request(ward.draft.note, ward.draft.revision, "before, and one");
  const auto two = ward.request(ward.draft.note, one.revision, "before, and one, and two");
  const Seat other = ward.sit("clara", ward.room_2);
  notes_api::Draft there = ward.open(other, notes_api::IfHeld::kTakeOver);
  ward.save(other, there, "elsewhere");
  CHECK(ward.bring(one).value() == Outcome::kSibling);
  CHECK(ward.bring(two).value() == Outcome::kSibling);
  CHECK(ward.data_now() == "elsewhere");
  const auto list = ward.must(notes_api::siblings, {ward.draft.note}, other);
  REQUIRE(list.count == 1);
  CHECK(list.items[0].terminal_name == "Room 1");
  CHECK(list.items[0].written_at == utc("2026-11-24T14:59:30.000Z"));
  const auto text = ward.must(notes_api::sibling, {list.items[0].sibling}, other);
  CHECK(Ward::text_of(text.content, NoteSection::kData) == "before, and one, and two");
}

TEST_CASE("words that come home while somebody writes do not push in, even on the same base") {
  Away ward;
  const auto one = ward.request(ward.draft.note, ward.draft.revision, "before, and one");
  const Seat other = ward.sit("clara", ward.room_2);
  notes_api::Draft there = ward.open(other, notes_api::IfHeld::kTakeOver);
  CHECK(ward.bring(one).value() == Outcome::kSibling);
  CHECK(ward.save(other, there, "elsewhere").outcome == SaveOutcome::kSaved);
}

TEST_CASE("a replay takes no lease") {
  Away ward;
  ward.must(notes_api::leave, {ward.draft.note}, ward.seat);
  CHECK(ward.bring(ward.request(ward.draft.note, ward.draft.revision, "more")).value() ==
        Outcome::kApplied);
  CHECK_FALSE(ward.note(ward.draft.note, ward.seat).lease.has_value());
}

TEST_CASE("words for a note that was signed meanwhile are found beside it") {
  Away ward;
  const auto one = ward.request(ward.draft.note, ward.draft.revision, "before, and one");
  const Seat other = ward.sit("clara", ward.room_2);
  const notes_api::Draft there = ward.open(other, notes_api::IfHeld::kTakeOver);
  ward.sign(other, there);
  CHECK(ward.bring(one).value() == Outcome::kSibling);
  const auto list = ward.must(notes_api::siblings, {ward.draft.note}, other);
  REQUIRE(list.count == 1);
  CHECK(list.items[0].after_signing);
  CHECK(ward.note(ward.draft.note, other).signature->standing == notes_api::Standing::kVerified);
}

TEST_CASE(
    "a record that is no save, of no such note, or of another author is refused to the spool") {
  Away ward;
  auto request = ward.request(ward.draft.note, ward.draft.revision, "words");
  CHECK(ward.bring(request, ward.olga).error().code == ErrorCode::kForbidden);
  request.note = ward.new_id<NoteId>();
  CHECK(ward.bring(request).error().code == ErrorCode::kNotFound);
  const spool::Arrived broken{ward.new_id<SpoolRecordId>(),
                              {.kind = "note.draft",
                               .device = ward.room_1.device,
                               .author = ward.clara,
                               .session = ward.session,
                               .written_at = ward.written_at,
                               .body = "{}",
                               .voucher = {},
                               .acknowledged = {}}};
  const auto done = ward.box.ledger->write<Outcome>(
      {.device = ward.room_1.device, .person = ward.clara, .session = ward.session},
      [&](audit::WriteTxn& txn) { return (*ward.handlers.find("note.draft"))(broken, txn); });
  CHECK(done.error().code == ErrorCode::kMissingField);
}

TEST_CASE("the longest note there may be fits a record of the spool") {
  Away ward;
  auto request = ward.request(ward.draft.note, ward.draft.revision, "");
  const std::string half(rules::kMaxNoteSize / 8, '"');
  const std::string lines(rules::kMaxNoteSize / 6, '\n');
  request.content.sections = {{NoteSection::kData, half}, {NoteSection::kPlan, lines}};
  const std::string body = wire::encode(request);
  CHECK(body.size() <= api::spool::kMaxBody);
  const std::string record = wire::encode(api::spool::Record{.kind = "note.draft",
                                                             .device = ward.room_1.device,
                                                             .author = ward.clara,
                                                             .session = ward.session,
                                                             .written_at = ward.written_at,
                                                             .body = body,
                                                             .voucher = {},
                                                             .acknowledged = {}});
  CHECK(record.size() + crypto::kSealOverhead <= api::spool::kMaxSealed);
  CHECK(ward.bring(request).value() == Outcome::kApplied);
}
