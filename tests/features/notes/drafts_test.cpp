// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/notes/ward.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using notes_api::IfHeld;
using notes_api::SaveOutcome;

TEST_CASE("a draft is opened, saved with each pause, and found again as it was") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  CHECK(draft.may_write);
  CHECK(draft.client == ward.maria);
  CHECK(draft.visit_start == local("2026-11-24T09:00"));
  CHECK(draft.number == 0);
  CHECK_FALSE(draft.revision.has_value());
  ward.later(1500ms);
  const auto first = ward.save(seat, draft, "María came");
  CHECK(first.outcome == SaveOutcome::kSaved);
  CHECK(first.number == 1);
  CHECK(first.saved_at == utc("2026-11-24T15:00:01.500Z"));
  CHECK(first.held_until == utc("2026-11-24T15:02:01.500Z"));
  CHECK(ward.save(seat, draft, "María came on time.").number == 2);
  const notes_api::Draft again = ward.open(seat);
  CHECK(again.note == draft.note);
  CHECK(again.number == 2);
  CHECK(again.revision == draft.revision);
  CHECK(Ward::text_of(again.content, NoteSection::kData) == "María came on time.");
  CHECK(again.content.stop == local("2026-11-24T09:50"));
}

TEST_CASE("saves inside the open draft are covered by its span: no event each") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  const std::int64_t before = ward.newest_event();
  notes_api::Draft draft = ward.open(seat);
  CHECK(ward.actions_after(before) == std::vector<std::string>{"note.create", "note.open_draft"});
  const std::int64_t opened = ward.newest_event();
  for (int i = 0; i < 20; ++i) ward.save(seat, draft, "words " + std::to_string(i));
  CHECK(ward.newest_event() == opened);
  CHECK(ward.rows("SELECT saves FROM audit_span WHERE closed_by IS NULL") ==
        std::vector<std::string>{"20"});
  ward.must(notes_api::leave, {draft.note}, seat);
  CHECK(ward.actions_after(opened) ==
        std::vector<std::string>{"note.keep", "span.close", "note.leave"});
}

TEST_CASE("a save that comes twice counts once, and gets the same answer") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  const notes_api::Draft draft = ward.open(seat);
  const auto request = ward.request(draft.note, std::nullopt, "once");
  const auto first = ward.must(notes_api::save, request, seat);
  ward.later(3s);
  const auto second = ward.must(notes_api::save, request, seat);
  CHECK(second.number == 1);
  CHECK(second.saved_at == first.saved_at);
  auto other = request;
  other.content.sections[0].text = "twice";
  CHECK(ward.refusal(notes_api::save, other, seat) == "repeated_key revision");
}

TEST_CASE("of each draft at least sixty-four saves are remembered") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  std::vector<notes_api::SaveRequest> sent;
  for (int i = 0; i < 65; ++i) {
    sent.push_back(ward.request(draft.note, draft.revision, "words " + std::to_string(i)));
    ward.must(notes_api::save, sent.back(), seat);
    draft.revision = sent.back().revision;
  }
  CHECK(ward.must(notes_api::save, sent[1], seat).outcome == SaveOutcome::kSaved);
  // One past: forgotten, so it stands beside the draft, and still nothing is lost.
  CHECK(ward.must(notes_api::save, sent[0], seat).outcome == SaveOutcome::kSibling);
}

TEST_CASE("another terminal reads, and says who writes where, until it takes over") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "from the first room");
  ward.later(10s);
  const std::int64_t before = ward.newest_event();
  const notes_api::Draft read = ward.open(second);
  CHECK_FALSE(read.may_write);
  CHECK(read.lease.terminal_name == "Room 1");
  CHECK(read.lease.since == utc("2026-11-24T15:00:00.000Z"));
  CHECK(Ward::text_of(read.content, NoteSection::kData) == "from the first room");
  CHECK(ward.actions_after(before) == std::vector<std::string>{"note.read_draft"});
  const notes_api::Draft taken = ward.open(second, IfHeld::kTakeOver);
  CHECK(taken.may_write);
  CHECK(taken.lease.terminal_name == "Room 2");
  CHECK(taken.revision == draft.revision);
  CHECK(ward.actions_after(before + 1) ==
        std::vector<std::string>{"note.keep", "span.close", "note.take_over"});
}

TEST_CASE("after the take-over the first terminal's words become a sibling that grows") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  notes_api::Draft taken = ward.open(second, IfHeld::kTakeOver);
  const auto parted = ward.save(first, draft, "one two");
  CHECK(parted.outcome == SaveOutcome::kSibling);
  CHECK_FALSE(parted.held_until.has_value());
  const auto grown = ward.save(first, draft, "one two three");
  CHECK(grown.sibling == parted.sibling);
  CHECK(ward.save(second, taken, "one, elsewhere").outcome == SaveOutcome::kSaved);
  const notes_api::Draft now = ward.open(second);
  CHECK(Ward::text_of(now.content, NoteSection::kData) == "one, elsewhere");
  CHECK(now.open_siblings == 1);
  const auto list = ward.must(notes_api::siblings, {draft.note}, second);
  REQUIRE(list.items.size() == 1);
  CHECK(list.items[0].terminal_name == "Room 1");
  CHECK(list.items[0].revision == draft.revision);
  const auto opened = ward.must(notes_api::sibling, {list.items[0].sibling}, second);
  CHECK(Ward::text_of(opened.content, NoteSection::kData) == "one two three");
}

TEST_CASE("a sibling is settled by its author, as it was read, and opens again when it grows") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  ward.open(second, IfHeld::kTakeOver);
  const auto sibling = ward.save(first, draft, "one two").sibling.value();
  const NoteRevisionId read = *draft.revision;
  ward.save(first, draft, "one two three");
  const auto settle = [&](const NoteRevisionId& revision, const Seat& seat) {
    return ward.refusal(
        notes_api::resolve,
        {.sibling = sibling, .revision = revision, .resolution = notes_api::Resolution::kInserted},
        seat);
  };
  CHECK(settle(read, second) == "conflict revision");
  CHECK(settle(*draft.revision, ward.sit("olga", ward.room_3)) == "forbidden note");
  CHECK(settle(*draft.revision, second) == "");
  CHECK(ward.open(second).open_siblings == 0);
  const auto line = ward.must(notes_api::siblings, {draft.note}, second).items.at(0);
  CHECK(line.resolution == notes_api::Resolution::kInserted);
  ward.save(first, draft, "one two three four");
  CHECK(ward.open(second).open_siblings == 1);
  CHECK_FALSE(
      ward.must(notes_api::siblings, {draft.note}, second).items.at(0).resolution.has_value());
}

TEST_CASE("a terminal that retries what the draft says already makes no sibling") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  notes_api::Draft taken = ward.open(second, IfHeld::kTakeOver);
  const auto same = ward.save(first, draft, "one");
  CHECK(same.outcome == SaveOutcome::kSaved);
  CHECK_FALSE(same.held_until.has_value());
  CHECK(ward.save(second, taken, "one two").outcome == SaveOutcome::kSaved);
  CHECK(ward.must(notes_api::siblings, {draft.note}, second).count == 0);
}

TEST_CASE("a lease that ran out comes back with the next save when nobody took it") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  ward.later(121s);
  const auto saved = ward.save(first, draft, "one two");
  CHECK(saved.outcome == SaveOutcome::kSaved);
  CHECK(saved.held_until == utc("2026-11-24T15:04:01.000Z"));
}

TEST_CASE("a lease that ran out is free for another terminal without asking") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  ward.later(119s);
  CHECK_FALSE(ward.open(second).may_write);
  ward.later(1s);
  CHECK(ward.open(second).may_write);
  CHECK(ward.save(first, draft, "one two").outcome == SaveOutcome::kSibling);
}

TEST_CASE("after the program or the session died, the terminal goes on in a new session") {
  Ward ward;
  const Seat before = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(before);
  ward.save(before, draft, "the last words");
  ward.must(api::session::sign_out, {}, before);
  const Seat after = ward.sit("clara", ward.room_1);
  notes_api::Draft again = ward.open(after);
  CHECK(again.may_write);
  CHECK(Ward::text_of(again.content, NoteSection::kData) == "the last words");
  // What the first session left is kept as a revision.
  CHECK(ward.must(notes_api::revisions, {draft.note, {}}, after).items.size() == 1);
  CHECK(ward.save(after, again, "and more").outcome == SaveOutcome::kSaved);
}

TEST_CASE("a revision is kept every five minutes while the text changes, and on leaving") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  for (int minute = 1; minute <= 11; ++minute) {
    ward.later(1min);
    ward.save(seat, draft, "minute " + std::to_string(minute));
  }
  ward.must(notes_api::leave, {draft.note}, seat);
  const auto kept = ward.must(notes_api::revisions, {draft.note, {}}, seat).items;
  REQUIRE(kept.size() == 3);
  CHECK(kept[2].number == 5);
  CHECK(kept[2].kept_for == notes_api::KeptFor::kInterval);
  CHECK(kept[1].number == 10);
  CHECK(kept[0].number == 11);
  CHECK(kept[0].kept_for == notes_api::KeptFor::kLeaving);
  CHECK(kept[0].terminal_name == "Room 1");
  const auto opened = ward.must(notes_api::revision, {draft.note, kept[1].revision}, seat);
  CHECK(Ward::text_of(opened.content, NoteSection::kData) == "minute 10");
  CHECK(opened.line.content_hash.size() == 64);
  // Its event carries the hash.
  const auto events = ward.rows("SELECT detail FROM audit_event WHERE action = 'note.keep'");
  REQUIRE(events.size() == 3);
  CHECK(events[1] == "for=interval number=10 hash=" + opened.line.content_hash);
}

TEST_CASE("nothing is kept while nothing changes") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "the same");
  ward.later(6min);
  ward.save(seat, draft, "the same");
  ward.later(6min);
  ward.save(seat, draft, "the same");
  CHECK(ward.must(notes_api::revisions, {draft.note, {}}, seat).items.size() == 1);
}

TEST_CASE("a draft that was left is free at once") {
  Ward ward;
  const Seat first = ward.sit("clara", ward.room_1);
  const Seat second = ward.sit("clara", ward.room_2);
  notes_api::Draft draft = ward.open(first);
  ward.save(first, draft, "one");
  ward.must(notes_api::leave, {draft.note}, first);
  CHECK(ward.open(second).may_write);
  // Leaving what is held elsewhere takes nothing from there.
  ward.must(notes_api::leave, {draft.note}, first);
  CHECK_FALSE(ward.open(first).may_write);
}

TEST_CASE("changing the format of a draft loses no text") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  auto request = ward.request(draft.note, std::nullopt, "typed under Data");
  request.content.format = NoteFormat::kBirp;
  request.content.sections.push_back({NoteSection::kPlan, "next week"});
  ward.must(notes_api::save, request, seat);
  const notes_api::Draft again = ward.open(seat);
  CHECK(again.content.format == NoteFormat::kBirp);
  CHECK(Ward::text_of(again.content, NoteSection::kData) == "typed under Data");
  CHECK(Ward::text_of(again.content, NoteSection::kBehavior) == "");
}

TEST_CASE("a person has one note for a visit, whatever id the terminal made") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  const NoteId first = ward.open(seat).note;
  CHECK(ward.open(seat).note == first);
  const AppointmentId other = ward.book("2026-11-24T11:00");
  CHECK(ward.refusal(notes_api::open_draft,
                     {.note = first,
                      .appointment = other,
                      .format = NoteFormat::kSoap,
                      .if_held = IfHeld::kRead},
                     seat) == "already_exists note");
}

TEST_CASE("there is a note for a visit of today or before, and for none that was moved away") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  const auto opening = [&](const AppointmentId& visit) {
    return ward.refusal(notes_api::open_draft,
                        {.note = ward.new_id<NoteId>(),
                         .appointment = visit,
                         .format = NoteFormat::kSoap,
                         .if_held = IfHeld::kRead},
                        seat);
  };
  CHECK(opening(ward.book("2026-11-24T16:00")) == "");
  CHECK(opening(ward.book("2026-11-23T16:00")) == "");
  CHECK(opening(ward.book("2026-11-25T08:00")) == "wrong_state appointment");
  const AppointmentId moved = ward.book("2026-11-24T17:00");
  ward.cancel_as_moved(moved, "2026-11-26T09:00");
  CHECK(opening(moved) == "wrong_state appointment");
  CHECK(opening(ward.new_id<AppointmentId>()) == "not_found appointment");
}

TEST_CASE("a draft of another person is not written, left or signed") {
  Ward ward;
  const Seat clara = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(clara);
  ward.save(clara, draft, "hers");
  const Seat olga = ward.sit("olga", ward.room_2);
  CHECK(ward.refusal(notes_api::save, ward.request(draft.note, draft.revision, "mine"), olga) ==
        "forbidden note");
  CHECK(ward.refusal(notes_api::leave, {draft.note}, olga) == "forbidden note");
  CHECK(ward.refusal(
            notes_api::sign,
            {.note = draft.note, .revision = *draft.revision, .confirmation = ward.confirm(olga)},
            olga) == "forbidden note");
  CHECK(ward.refusal(notes_api::open_draft,
                     {.note = ward.new_id<NoteId>(),
                      .appointment = ward.visit,
                      .format = NoteFormat::kSoap,
                      .if_held = IfHeld::kTakeOver},
                     olga) == "forbidden");
  CHECK(Ward::text_of(ward.open(clara).content, NoteSection::kData) == "hers");
}

TEST_CASE("what the box said was saved is there after it was closed and opened again") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "kept through the night");
  ward.services.reset();
  ward.box.reopen();
  const auto bytes = ward.rows("SELECT hex(content) FROM note_draft");
  REQUIRE(bytes.size() == 1);
  // "kept through the night", as hexadecimal.
  CHECK(bytes[0].find("6B657074207468726F75676820746865206E69676874") != std::string::npos);
}
