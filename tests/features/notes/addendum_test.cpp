// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/notes/addenda.h"

// An addendum in writing: a draft as any other, kept before it is signed.

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using notes_api::IfHeld, notes_api::SaveOutcome, notes_api::Standing;

namespace {

// Clara's note of nine o'clock, signed.
struct Signed : Ward {
  Signed() : seat(sit("clara", room_1)), draft(open(seat)) {
    save(seat, draft, "María is well.");
    sign(seat, draft);
  }
  notes_api::Draft open_addendum(const Seat& at, IfHeld if_held = IfHeld::kRead) {
    return must(notes_api::open_addendum, addendum_to(*this, draft.note, if_held), at);
  }
  std::string try_sign(const notes_api::Draft& addendum, const Seat& at) {
    return refusal(notes_api::sign,
                   {.note = addendum.note,
                    .revision = addendum.revision.value_or(NoteRevisionId()),
                    .confirmation = confirm(at)},
                   at);
  }
  static std::string text(const notes_api::Content& content) {
    return text_of(content, NoteSection::kAddendum);
  }

  Seat seat;
  notes_api::Draft draft;
};

}  // namespace

TEST_CASE("an addendum is kept while it is written, and gone on with after the program died") {
  Signed ward;
  auto addendum = ward.open_addendum(ward.seat);
  CHECK(addendum.addendum_to == ward.draft.note);
  CHECK(addendum.may_write);
  CHECK(save_addendum(ward, ward.seat, addendum, "She called").number == 1);
  CHECK(save_addendum(ward, ward.seat, addendum, "She called later.").number == 2);
  CHECK(ward.note(ward.draft.note, ward.seat).addenda.empty());
  CHECK(ward.note(ward.draft.note, ward.seat).line.addendum_in_draft);
  // The program begins again at the same terminal: in a new session.
  const Seat again = ward.sit("clara", ward.room_1);
  const auto resumed = ward.open_addendum(again);
  CHECK(resumed.note == addendum.note);
  CHECK(resumed.may_write);
  CHECK(Signed::text(resumed.content) == "She called later.");
  CHECK(resumed.revision == addendum.revision);
}

TEST_CASE("an addendum follows the signed note under its own signature") {
  Signed ward;
  const auto addendum = written_addendum(ward, ward.seat, ward.draft.note, "She called later.");
  const auto before = ward.newest_event();
  const auto signature = ward.sign(ward.seat, addendum);
  CHECK(signature.by_name == "Ana Ruiz");
  CHECK(ward.actions_after(before) == std::vector<std::string>{"session.confirm", "note.keep",
                                                               "span.close", "note.add_addendum"});
  const notes_api::Note note = ward.note(ward.draft.note, ward.seat);
  REQUIRE(note.addenda.size() == 1);
  CHECK(note.addenda[0].text == "She called later.");
  CHECK(note.addenda[0].signature.standing == Standing::kVerified);
  CHECK(note.addenda[0].signature.by == ward.clara);
  CHECK(note.line.addenda == 1);
  CHECK_FALSE(note.line.addendum_in_draft);
  CHECK(note.signature->standing == Standing::kVerified);
  // Its own terminal asks for it under its own id, and finds it signed.
  const notes_api::Note alone = ward.note(addendum.note, ward.seat);
  CHECK(alone.addendum_to == ward.draft.note);
  CHECK(Signed::text(alone.content) == "She called later.");
  REQUIRE(alone.signature);
  CHECK(alone.signature->standing == Standing::kVerified);
  CHECK(ward.try_sign(addendum, ward.seat) == "signed note");
}

TEST_CASE("addenda are not in a client's list of notes, which says which notes wait for one") {
  Signed ward;
  const auto list = [&](const Seat& at) {
    return ward.must(notes_api::of_client, {.client = ward.maria, .next = std::nullopt}, at).items;
  };
  auto addendum = ward.open_addendum(ward.seat);
  REQUIRE(list(ward.seat).size() == 1);
  CHECK_FALSE(list(ward.seat)[0].addendum_in_draft);  // nothing was typed yet
  save_addendum(ward, ward.seat, addendum, "She called.");
  REQUIRE(list(ward.seat).size() == 1);
  CHECK(list(ward.seat)[0].addendum_in_draft);
  CHECK(list(ward.seat)[0].note == ward.draft.note);
  ward.sign(ward.seat, addendum);
  REQUIRE(list(ward.seat).size() == 1);
  CHECK_FALSE(list(ward.seat)[0].addendum_in_draft);
  const auto day = ward.must(notes_api::my_day, {.day = std::nullopt}, ward.seat);
  CHECK(day.items.at(0).state == notes_api::VisitNote::kSigned);
}

TEST_CASE("there is an addendum to a signed note only, and to no addendum") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  auto draft = ward.open(seat);
  CHECK(ward.refusal(notes_api::open_addendum, addendum_to(ward, draft.note), seat) ==
        "wrong_state note");
  CHECK(ward.refusal(notes_api::open_addendum, addendum_to(ward, ward.new_id<NoteId>()), seat) ==
        "not_found note");
  ward.save(seat, draft, "María is well.");
  ward.sign(seat, draft);
  const auto addendum = ward.must(notes_api::open_addendum, addendum_to(ward, draft.note), seat);
  CHECK(ward.refusal(notes_api::open_addendum, addendum_to(ward, addendum.note), seat) ==
        "wrong_state note");
  auto other_id = addendum_to(ward, draft.note);
  other_id.addendum = draft.note;
  // One that is being written is resumed, whatever id was asked for.
  CHECK(ward.must(notes_api::open_addendum, other_id, seat).note == addendum.note);
  const Seat olga = ward.sit("olga", ward.room_2);
  CHECK(ward.refusal(notes_api::open_addendum, other_id, olga, "break_glass").substr(0, 9) != "");
}

TEST_CASE("an addendum holds one text without times, and no note holds that of an addendum") {
  Signed ward;
  auto addendum = ward.open_addendum(ward.seat);
  const auto refused = [&](const std::function<void(notes_api::SaveRequest&)>& change) {
    auto request = addendum_save(ward, addendum, "She called.");
    change(request);
    return ward.refusal(notes_api::save, request, ward.seat);
  };
  CHECK(refused([](auto& request) { request.content.format = NoteFormat::kDap; }) ==
        "out_of_range content.sections");
  CHECK(refused([](auto& request) { request.content = Ward::content("She called."); }) ==
        "out_of_range content.format");
  CHECK(refused([](auto& request) { request.content.start = local("2026-11-24T09:00"); }) ==
        "out_of_range content.start");
  CHECK(refused([](auto& request) {
          request.content.sections.push_back({NoteSection::kPlan, "Monday."});
        }) == "out_of_range content.sections");
  CHECK(ward.refusal(notes_api::open_draft,
                     {.note = ward.new_id<NoteId>(),
                      .appointment = ward.visit,
                      .format = NoteFormat::kAddendum,
                      .if_held = IfHeld::kRead},
                     ward.seat) == "out_of_range format");
}

TEST_CASE("a note has twenty addenda of eight thousand characters, and no more") {
  Signed ward;
  auto addendum = ward.open_addendum(ward.seat);
  CHECK(ward.refusal(notes_api::save, addendum_save(ward, addendum, std::string(8'001, 'x')),
                     ward.seat) == "too_large content.sections");
  // Counted as letters, not as bytes.
  std::string letters;
  for (int i = 0; i < 8'000; ++i) letters += "ñ";
  save_addendum(ward, ward.seat, addendum, letters);
  ward.sign(ward.seat, addendum);
  for (int i = 1; i < 19; ++i) {
    INFO(i);
    add_addendum(ward, ward.seat, ward.draft.note, std::string(8'000, 'x'));
  }
  const auto last = written_addendum(ward, ward.seat, ward.draft.note, "The twentieth.");
  CHECK(ward.try_sign(last, ward.seat) == "");
  CHECK(ward.refusal(notes_api::open_addendum, addendum_to(ward, ward.draft.note), ward.seat) ==
        "too_many note");
}

TEST_CASE("a blank addendum is not signed, and one that was not read is not either") {
  Signed ward;
  auto addendum = written_addendum(ward, ward.seat, ward.draft.note, " \n");
  CHECK(ward.try_sign(addendum, ward.seat) == "missing_field content.sections");
  const auto read = addendum;
  save_addendum(ward, ward.seat, addendum, "She called.");
  CHECK(ward.try_sign(read, ward.seat) == "conflict revision");
  CHECK(ward.try_sign(addendum, ward.seat) == "");
}

TEST_CASE("an addendum has one writer: another terminal reads, or takes over") {
  Signed ward;
  auto addendum = written_addendum(ward, ward.seat, ward.draft.note, "From room one.");
  const Seat other = ward.sit("clara", ward.room_2);
  CHECK_FALSE(ward.open_addendum(other).may_write);
  auto taken = ward.open_addendum(other, IfHeld::kTakeOver);
  CHECK(taken.may_write);
  CHECK(taken.revision == addendum.revision);
  save_addendum(ward, other, taken, "From room one. And two.");
  const auto late = save_addendum(ward, ward.seat, addendum, "From room one, late.");
  CHECK(late.outcome == SaveOutcome::kSibling);
  CHECK(ward.try_sign(taken, other) == "wrong_state siblings");
  const auto siblings = ward.must(notes_api::siblings, {addendum.note}, other).items;
  REQUIRE(siblings.size() == 1);
  ward.must(notes_api::resolve,
            {.sibling = siblings[0].sibling,
             .revision = siblings[0].revision,
             .resolution = notes_api::Resolution::kKeptAside},
            other);
  CHECK(ward.try_sign(taken, other) == "");
}

TEST_CASE("words that come after an addendum was signed are found beside it") {
  Signed ward;
  auto addendum = written_addendum(ward, ward.seat, ward.draft.note, "She called.");
  ward.sign(ward.seat, addendum);
  const auto again =
      ward.must(notes_api::save, addendum_save(ward, addendum, "She called."), ward.seat);
  CHECK(again.outcome == SaveOutcome::kSaved);  // the very text that was signed: nowhere twice
  CHECK(again.number == 1);
  const auto late =
      ward.must(notes_api::save, addendum_save(ward, addendum, "She called. At four."), ward.seat);
  CHECK(late.outcome == SaveOutcome::kAfterSigning);
  const notes_api::Note note = ward.note(ward.draft.note, ward.seat);
  CHECK(note.addenda.at(0).open_siblings == 1);
  CHECK(note.addenda.at(0).text == "She called.");
  CHECK(note.line.open_siblings == 0);
}

TEST_CASE("a colleague adds under their own name, and each has a draft of their own") {
  Signed ward;
  REQUIRE(ward.box.ledger
              ->write<bool>({.system_user = "test"},
                            [&](audit::WriteTxn& txn) -> Result<bool> {
                              txn.record({.action = "test.join"});
                              txn.change(
                                     "INSERT INTO client_care_team (client, staff, role) SELECT "
                                     "client, $staff, role FROM client_care_team")
                                  .bind("$staff", ward.olga)
                                  .execute();
                              return true;
                            })
              .ok());
  const Seat olga = ward.sit("olga", ward.room_2);
  const auto mine = written_addendum(ward, ward.seat, ward.draft.note, "Mine.");
  const auto hers = written_addendum(ward, olga, ward.draft.note, "Hers.");
  CHECK(hers.note != mine.note);
  CHECK(ward.refusal(notes_api::save, addendum_save(ward, mine, "Not hers."), olga) ==
        "forbidden note");
  const auto signature = ward.must(
      notes_api::sign,
      {.note = hers.note, .revision = *hers.revision, .confirmation = ward.confirm(olga)}, olga);
  CHECK(signature.by == ward.olga);
  CHECK(ward.note(ward.draft.note, ward.seat).addenda.at(0).text == "Hers.");
  CHECK(ward.note(ward.draft.note, ward.seat).line.addendum_in_draft);
  CHECK_FALSE(ward.note(ward.draft.note, olga).line.addendum_in_draft);
}
