// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/notes/addenda.h"

// A draft begun by mistake, and a lease whose session is over.

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using notes_api::SaveOutcome;

namespace {

struct Begun : Ward {
  Begun() : seat(sit("clara", room_1)), draft(open(seat)) {}

  std::string discard(const NoteId& note, const Seat& at) {
    return refusal(notes_api::discard, {note}, at);
  }
  std::size_t listed() {
    return must(notes_api::of_client, {.client = maria, .next = std::nullopt}, seat).items.size();
  }

  Seat seat;
  notes_api::Draft draft;
};

}  // namespace

TEST_CASE("an empty draft begun by mistake is put aside with a trace, and begun again if wanted") {
  Begun ward;
  CHECK(ward.listed() == 1);
  const std::int64_t before = ward.newest_event();
  CHECK(ward.discard(ward.draft.note, ward.seat) == "");
  CHECK(ward.actions_after(before) == std::vector<std::string>{"span.close", "note.discard"});
  CHECK(ward.listed() == 0);
  CHECK(ward.must(notes_api::my_day, {.day = std::nullopt}, ward.seat).items.at(0).state ==
        notes_api::VisitNote::kMissing);
  // It is free for another terminal at once.
  const Seat other = ward.sit("clara", ward.room_2);
  const auto again = ward.open(other);
  CHECK(again.note == ward.draft.note);
  CHECK(again.may_write);
  CHECK(ward.listed() == 1);
}

TEST_CASE("a draft with words is not put aside; one whose words were erased is, and keeps them") {
  Begun ward;
  ward.save(ward.seat, ward.draft, "Typed.");
  CHECK(ward.discard(ward.draft.note, ward.seat) == "wrong_state content.sections");
  ward.must(notes_api::leave, {ward.draft.note}, ward.seat);
  ward.draft = ward.open(ward.seat);
  ward.save(ward.seat, ward.draft, " \n");
  CHECK(ward.discard(ward.draft.note, ward.seat) == "");
  CHECK(ward.listed() == 0);
  const auto kept =
      ward.must(notes_api::revisions, {.note = ward.draft.note, .next = std::nullopt}, ward.seat)
          .items;
  REQUIRE(kept.size() == 2);
  const auto first = ward.must(notes_api::revision,
                               {.note = ward.draft.note, .revision = kept[1].revision}, ward.seat);
  CHECK(Ward::text_of(first.content, NoteSection::kData) == "Typed.");
}

TEST_CASE("words that come late bring back a draft that was put aside") {
  Begun ward;
  CHECK(ward.discard(ward.draft.note, ward.seat) == "");
  CHECK(ward.save(ward.seat, ward.draft, "Typed while away.").outcome == SaveOutcome::kSaved);
  CHECK(ward.listed() == 1);
  CHECK(Ward::text_of(ward.note(ward.draft.note, ward.seat).content, NoteSection::kData) ==
        "Typed while away.");
}

TEST_CASE("only the author puts a draft aside, and not while another terminal writes it") {
  Begun ward;
  const Seat other = ward.sit("clara", ward.room_2);
  CHECK(ward.discard(ward.draft.note, other) == "lease_lost note");
  CHECK(ward.discard(ward.draft.note, ward.sit("olga", ward.room_3)) == "forbidden note");
  CHECK(ward.discard(ward.new_id<NoteId>(), ward.seat) == "not_found note");
  ward.later(2min);
  CHECK(ward.discard(ward.draft.note, other) == "");
}

TEST_CASE("what is signed is not put aside, and an addendum without words is") {
  Begun ward;
  ward.save(ward.seat, ward.draft, "María is well.");
  ward.sign(ward.seat, ward.draft);
  CHECK(ward.discard(ward.draft.note, ward.seat) == "signed note");
  const auto addendum =
      ward.must(notes_api::open_addendum, addendum_to(ward, ward.draft.note), ward.seat);
  CHECK(ward.discard(addendum.note, ward.seat) == "");
  const auto again =
      ward.must(notes_api::open_addendum, addendum_to(ward, ward.draft.note), ward.seat);
  CHECK(again.note == addendum.note);
}

TEST_CASE("a lease ends with its session: the draft is free at another terminal at once") {
  Begun ward;
  ward.save(ward.seat, ward.draft, "From room one.");
  const Seat other = ward.sit("clara", ward.room_2);
  CHECK_FALSE(ward.open(other).may_write);
  ward.must(api::session::sign_out, {}, ward.seat);
  CHECK_FALSE(ward.note(ward.draft.note, other).lease.has_value());
  const auto taken = ward.open(other);
  CHECK(taken.may_write);
  CHECK(Ward::text_of(taken.content, NoteSection::kData) == "From room one.");
}

TEST_CASE("what a person has written about a visit: nothing, a draft, a signed note") {
  using Written = notes::Notes::Written;
  Begun ward;
  const auto written = [&](const StaffId& author) {
    return ward.box.store
        ->read<Written>([&](store::ReadTxn& txn) -> Result<Written> {
          return notes::Notes::written_of(txn, ward.visit, author);
        })
        .value();
  };
  CHECK(written(ward.clara) == Written::kDraft);
  CHECK(written(ward.olga) == Written::kNothing);
  REQUIRE(ward.discard(ward.draft.note, ward.seat) == "");
  CHECK(written(ward.clara) == Written::kNothing);
  ward.draft = ward.open(ward.seat);
  ward.save(ward.seat, ward.draft, "Typed.");
  CHECK(written(ward.clara) == Written::kDraft);
  ward.sign(ward.seat, ward.draft);
  CHECK(written(ward.clara) == Written::kSigned);
}
