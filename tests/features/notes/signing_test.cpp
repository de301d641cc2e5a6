// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/notes/addenda.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using notes_api::NoteState;
using notes_api::SaveOutcome;
using notes_api::Standing;

namespace {

struct Signing : Ward {
  Signing() : seat(sit("clara", room_1)), draft(open(seat)) { save(seat, draft, "María is well."); }
  std::string try_sign(const Seat& at, const NoteRevisionId& revision, const Bytes& confirmation) {
    return refusal(notes_api::sign,
                   {.note = draft.note, .revision = revision, .confirmation = confirmation}, at);
  }
  std::string try_sign() { return try_sign(seat, *draft.revision, confirm(seat)); }
  void tamper(const std::string& sql) {
    const auto done = box.ledger->write<bool>(
        {.system_user = "thief"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (const char* trigger :
               {"note_signed_stays", "note_signed_never_changes", "note_addendum_never_changes"}) {
            txn.change(std::string("DROP TRIGGER IF EXISTS ") + trigger).execute();
          }
          txn.change(sql).execute();
          txn.record({.action = "test.tamper"});
          return true;
        });
    REQUIRE(done.ok());
  }
  // "" when the store refuses the statement, else what it gave.
  bool store_refuses(const std::string& sql) {
    try {
      (void)box.ledger->write<bool>({.system_user = "thief"},
                                    [&](audit::WriteTxn& txn) -> Result<bool> {
                                      txn.record({.action = "test.tamper"});
                                      txn.change(sql).execute();
                                      return true;
                                    });
    } catch (const Fault&) {
      return true;
    }
    return false;
  }
  notes::SignatureReport verify() {
    return notes::verify_signatures(*box.store, box.ledger->signing_public(),
                                    [](std::int64_t, std::int64_t) {})
        .value();
  }

  Seat seat;
  notes_api::Draft draft;
};

}  // namespace

TEST_CASE("a signed note holds name, credential and time, and is verified whenever it is shown") {
  Signing ward;
  ward.later(30s);
  const std::int64_t before = ward.newest_event();
  const notes_api::Signature signature = ward.sign(ward.seat, ward.draft);
  CHECK(signature.by_name == "Ana Ruiz");
  CHECK(signature.credential == "LCSW");
  CHECK(signature.signed_at == utc("2026-11-24T15:00:30.000Z"));
  const notes_api::Note note = ward.note(ward.draft.note, ward.seat);
  CHECK(note.line.state == NoteState::kSigned);
  REQUIRE(note.signature.has_value());
  CHECK(note.signature->standing == Standing::kVerified);
  CHECK(note.signature->content_hash == signature.content_hash);
  CHECK(Ward::text_of(note.content, NoteSection::kData) == "María is well.");
  CHECK(ward.actions_after(before) == std::vector<std::string>{"session.confirm", "note.keep",
                                                               "span.close", "note.sign",
                                                               "note.open"});
}

TEST_CASE("the signature is the clinic's Ed25519 signature over the bytes that the format says") {
  Signing ward;
  const auto signature = ward.sign(ward.seat, ward.draft);
  const auto hex = [&](const char* column) {
    return from_hex([&] {
             std::string text =
                 ward.rows(std::string("SELECT lower(hex(") + column + ")) FROM note_signed")[0];
             return text;
           }())
        .value();
  };
  // Put together by hand from docs/formats.md, "Signed note".
  Bytes expected;
  const auto add = [&](ByteView bytes) {
    expected.insert(expected.end(), bytes.begin(), bytes.end());
  };
  const auto add_text = [&](const std::string& text) {
    for (const int shift : {24, 16, 8, 0}) {
      expected.push_back(static_cast<std::uint8_t>(text.size() >> shift & 0xFFU));
    }
    add(as_bytes(text));
  };
  const auto add_number = [&](std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      expected.push_back(static_cast<std::uint8_t>(number >> shift & 0xFFU));
    }
  };
  add_text("alcove note signature v1");
  add(ward.draft.note.view());
  add(ward.maria.view());
  add(ward.visit.view());
  add_text("2026-11-24T09:00");
  add(ward.clara.view());
  add_number(1);
  add(from_hex(signature.content_hash).value());
  add(ward.clara.view());
  add_text("Ana Ruiz");
  add_text("LCSW");
  add_number(static_cast<std::uint64_t>(signature.signed_at.time_since_epoch().count()));
  CHECK(crypto::ed25519_verify(ward.box.ledger->signing_public(), expected, hex("signature")));
  CHECK(to_hex(crypto::sha256(hex("content"))) == signature.content_hash);
}

TEST_CASE("signing asks for the PIN or the password once more, and takes the proof once") {
  Signing ward;
  CHECK(ward.try_sign(ward.seat, *ward.draft.revision, Bytes(32, 1)) ==
        "not_signed_in confirmation");
  const Bytes late = ward.confirm(ward.seat);
  ward.later(2min);
  CHECK(ward.try_sign(ward.seat, *ward.draft.revision, late) == "not_signed_in confirmation");
  const Seat other = ward.sit("clara", ward.room_2);
  CHECK(ward.try_sign(ward.seat, *ward.draft.revision, ward.confirm(other)) ==
        "not_signed_in confirmation");
  const Bytes good = ward.confirm(ward.seat);
  CHECK(ward.try_sign(ward.seat, *ward.draft.revision, good) == "");
  const auto more = written_addendum(ward, ward.seat, ward.draft.note, "more");
  const auto try_again = [&](const Bytes& proof) {
    return ward.refusal(notes_api::sign,
                        {.note = more.note, .revision = *more.revision, .confirmation = proof},
                        ward.seat);
  };
  CHECK(try_again(good) == "not_signed_in confirmation");
  CHECK(try_again(ward.confirm(ward.seat)) == "");
}

TEST_CASE("what is signed is what was read: a newer revision is refused") {
  Signing ward;
  const NoteRevisionId read = *ward.draft.revision;
  ward.save(ward.seat, ward.draft, "María is well. And more.");
  CHECK(ward.try_sign(ward.seat, read, ward.confirm(ward.seat)) == "conflict revision");
  CHECK(ward.try_sign() == "");
}

TEST_CASE("only the terminal that holds the lease signs") {
  Signing ward;
  const Seat other = ward.sit("clara", ward.room_2);
  CHECK(ward.try_sign(other, *ward.draft.revision, ward.confirm(other)) == "lease_lost note");
  ward.open(other, notes_api::IfHeld::kTakeOver);
  CHECK(ward.try_sign() == "lease_lost note");
  CHECK(ward.try_sign(other, *ward.draft.revision, ward.confirm(other)) == "");
}

TEST_CASE("a note is not signed while text stands beside it") {
  Signing ward;
  const Seat other = ward.sit("clara", ward.room_2);
  ward.open(other, notes_api::IfHeld::kTakeOver);
  const auto beside = ward.save(ward.seat, ward.draft, "María is well, I think.");
  const NoteRevisionId current = *ward.open(other).revision;
  CHECK(ward.try_sign(other, current, ward.confirm(other)) == "wrong_state siblings");
  ward.must(notes_api::resolve,
            {.sibling = *beside.sibling,
             .revision = *ward.draft.revision,
             .resolution = notes_api::Resolution::kKeptAside},
            other);
  CHECK(ward.try_sign(other, current, ward.confirm(other)) == "");
}

TEST_CASE("a note without its times, or with text outside its format, is not signed") {
  Signing ward;
  auto request = ward.request(ward.draft.note, ward.draft.revision, "María is well.");
  request.content.stop = request.content.start;
  ward.must(notes_api::save, request, ward.seat);
  CHECK(ward.try_sign(ward.seat, request.revision, ward.confirm(ward.seat)) ==
        "out_of_range content.stop");
  auto other = ward.request(ward.draft.note, request.revision, "María is well.");
  other.content.format = NoteFormat::kSoap;
  ward.must(notes_api::save, other, ward.seat);
  CHECK(ward.try_sign(ward.seat, other.revision, ward.confirm(ward.seat)) ==
        "wrong_state content.sections");
}

TEST_CASE("a signed note never changes: not by a save, not in the store") {
  Signing ward;
  ward.sign(ward.seat, ward.draft);
  CHECK(ward.try_sign() == "signed note");
  CHECK(ward.refusal(notes_api::open_draft,
                     {.note = ward.new_id<NoteId>(),
                      .appointment = ward.visit,
                      .format = NoteFormat::kSoap,
                      .if_held = notes_api::IfHeld::kRead},
                     ward.seat) == "signed appointment");
  for (const char* sql :
       {"UPDATE note_signed SET content = x'00'", "DELETE FROM note_signed",
        "UPDATE note SET author_name = 'Somebody else'", "UPDATE note SET signed_at = 0",
        "UPDATE note SET state = 'draft'", "DELETE FROM note",
        "UPDATE note_revision SET content = x'00'", "DELETE FROM note_revision"}) {
    INFO(sql);
    CHECK(ward.store_refuses(sql));
  }
  CHECK(Ward::text_of(ward.note(ward.draft.note, ward.seat).content, NoteSection::kData) ==
        "María is well.");
}

TEST_CASE("words that come after the signing are found beside the note, and open for its author") {
  Signing ward;
  const NoteRevisionId signed_revision = *ward.draft.revision;
  ward.sign(ward.seat, ward.draft);
  const auto late = ward.save(ward.seat, ward.draft, "María is well. One more thing.");
  CHECK(late.outcome == SaveOutcome::kAfterSigning);
  CHECK(late.number == 1);
  const auto list = ward.must(notes_api::siblings, {ward.draft.note}, ward.seat);
  REQUIRE(list.items.size() == 1);
  CHECK(list.items[0].after_signing);
  CHECK(list.items[0].base == signed_revision);
  const notes_api::Note note = ward.note(ward.draft.note, ward.seat);
  CHECK(note.line.open_siblings == 1);
  CHECK(note.signature->standing == Standing::kVerified);
  CHECK(Ward::text_of(note.content, NoteSection::kData) == "María is well.");
}

TEST_CASE("a signed note altered in the store is shown as not verified, and verify names it") {
  Signing ward;
  ward.sign(ward.seat, ward.draft);
  add_addendum(ward, ward.seat, ward.draft.note, "She called later.");
  CHECK(ward.verify().problems.empty());
  CHECK(ward.verify().notes == 1);
  CHECK(ward.verify().addenda == 1);
  const char* const sql = GENERATE(
      "UPDATE note_signed SET content = CAST(replace(content, 'well', 'dead') AS BLOB)",
      "UPDATE note_signed SET signed_at = signed_at + 1",
      "UPDATE note_signed SET credential = 'MD'", "UPDATE note SET author_name = 'Somebody else'",
      "UPDATE note SET visit_start = '2026-11-23T09:00'");
  INFO(sql);
  ward.tamper(sql);
  CHECK(ward.note(ward.draft.note, ward.seat).signature->standing == Standing::kNotVerified);
  const auto report = ward.verify();
  REQUIRE_FALSE(report.problems.empty());
  CHECK(report.problems[0].find(ward.draft.note.text()) != std::string::npos);
}

TEST_CASE("an addendum altered, moved or taken away is noticed") {
  Signing ward;
  ward.sign(ward.seat, ward.draft);
  add_addendum(ward, ward.seat, ward.draft.note, "She called later.");
  std::size_t problems = 1;
  SECTION("altered") {
    ward.tamper("UPDATE note_addendum SET text = 'She never called.'");
    const auto note = ward.note(ward.draft.note, ward.seat);
    CHECK(note.signature->standing == Standing::kVerified);
    CHECK(note.addenda.at(0).signature.standing == Standing::kNotVerified);
  }
  SECTION("moved") {
    ward.tamper("UPDATE note_addendum SET position = 2");
  }
  SECTION("taken away") {
    ward.tamper("DROP TRIGGER note_addendum_is_never_deleted");
    ward.tamper("DELETE FROM note_addendum");
    problems = 2;  // by the note's own count, and by the draft that says it was signed
  }
  CHECK(ward.verify().problems.size() == problems);
}

TEST_CASE("a note that says it is signed and has no signature is noticed") {
  Signing ward;
  ward.tamper("UPDATE note SET state = 'signed'");
  CHECK(ward.verify().problems ==
        std::vector<std::string>{"1 notes are marked as signed, 0 have a signature"});
}
