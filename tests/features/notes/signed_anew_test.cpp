// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "server/features/notes/note_standing.h"
#include "tests/features/notes/addenda.h"

// What somebody does who has the open store and the clinic's own key: signatures that are good, and
// signings that the audit chain does not tell of.

using namespace alcove;
using namespace alcove::testing;
using notes_api::Standing;

namespace {

// Clara's note of nine o'clock with an addendum, both signed.
struct SignedNote : Ward {
  SignedNote() : seat(sit("clara", room_1)), draft(open(seat)) {
    save(seat, draft, "María is well.");
    sign(seat, draft);
    add_addendum(*this, seat, draft.note, "She called later.");
  }

  void tamper(const std::vector<std::string>& statements) {
    const auto done = box.ledger->write<bool>(
        {.system_user = "thief"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (const char* trigger :
               {"note_signed_stays", "note_signed_never_changes", "note_addendum_never_changes",
                "note_addendum_is_never_deleted", "note_signed_is_never_deleted",
                "note_is_never_deleted", "note_revision_is_never_deleted"}) {
            txn.change(std::string("DROP TRIGGER IF EXISTS ") + trigger).execute();
          }
          for (const std::string& sql : statements) txn.change(sql).execute();
          txn.record({.action = "test.tamper"});
          return true;
        });
    REQUIRE(done.ok());
  }
  template <class Job>
  auto read(const Job& job) {
    using T = std::decay_t<decltype(job(std::declval<store::ReadTxn&>()))>;
    return box.store->read<T>([&](store::ReadTxn& txn) -> Result<T> { return job(txn); }).value();
  }
  std::string signed_by_clinic(const Bytes& statement) {
    return to_hex(box.ledger->sign(statement));
  }
  void sign_note_anew() {
    auto text = read([&](auto& txn) { return *notes::find_signed(txn, draft.note); });
    const auto note = read([&](auto& txn) { return *notes::find_note(txn, draft.note); });
    const auto addendum = read([&](auto& txn) { return notes::addenda_of(txn, draft.note).at(0); });
    notes_api::Content content = notes::read_content(text.content);
    content.sections.at(0).text = "María is ill.";
    text.content = notes::content_bytes(content);
    text.hash = notes::content_hash(content);
    tamper({fmt::format("UPDATE note_signed SET content = x'{}', hash = x'{}', signature = x'{}'",
                        to_hex(text.content), to_hex(text.hash),
                        signed_by_clinic(notes::statement_of(note, text))),
            // It signs the text that it follows, too.
            fmt::format("UPDATE note_addendum SET signature = x'{}'",
                        signed_by_clinic(notes::statement_of(note, text, addendum)))});
  }
  void sign_addendum_anew() {
    const auto text = read([&](auto& txn) { return *notes::find_signed(txn, draft.note); });
    const auto note = read([&](auto& txn) { return *notes::find_note(txn, draft.note); });
    auto addendum = read([&](auto& txn) { return notes::addenda_of(txn, draft.note).at(0); });
    addendum.text = "She never called.";
    addendum.hash = crypto::sha256(as_bytes(addendum.text));
    tamper({fmt::format("UPDATE note_addendum SET text = '{}', hash = x'{}', signature = x'{}'",
                        addendum.text, to_hex(addendum.hash),
                        signed_by_clinic(notes::statement_of(note, text, addendum)))});
  }
  Standing signature_alone() {
    return read([&](auto& txn) {
      return notes::standing_of(*notes::find_note(txn, draft.note),
                                *notes::find_signed(txn, draft.note), box.ledger->signing_public());
    });
  }
  // The same words, said to have been signed by somebody else or at another time.
  void sign_anew_as(const notes::Signer& signer) {
    auto text = read([&](auto& txn) { return *notes::find_signed(txn, draft.note); });
    auto note = read([&](auto& txn) { return *notes::find_note(txn, draft.note); });
    const auto addendum = read([&](auto& txn) { return notes::addenda_of(txn, draft.note).at(0); });
    text.signer = signer;
    note.line.author = signer.staff;
    const std::string staff = to_hex(signer.staff.view());
    const std::int64_t at = signer.signed_at.time_since_epoch().count();
    tamper({fmt::format("UPDATE note_signed SET signer = x'{}', signed_at = {}, signature = x'{}'",
                        staff, at, signed_by_clinic(notes::statement_of(note, text))),
            fmt::format("UPDATE note SET author = x'{}', signed_at = {} WHERE parent IS NULL",
                        staff, at)});
  }
  notes::Signer signer() {
    return read([&](auto& txn) { return notes::find_signed(txn, draft.note)->signer; });
  }
  std::vector<std::string> problems() {
    return notes::verify_signatures(*box.store, box.ledger->signing_public(), [](auto, auto) {})
        .value()
        .problems;
  }

  Seat seat;
  notes_api::Draft draft;
};

using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("a note signed anew with the clinic's key is told apart by the chain's own record") {
  SignedNote ward;
  REQUIRE(ward.problems().empty());
  ward.sign_note_anew();
  // The key is the clinic's, so the signature alone is good; the chart asks the chain as well.
  const auto note = ward.note(ward.draft.note, ward.seat);
  CHECK(Ward::text_of(note.content, NoteSection::kData) == "María is ill.");
  CHECK(ward.signature_alone() == Standing::kVerified);
  CHECK(note.signature->standing == Standing::kNotVerified);
  CHECK(note.addenda.at(0).signature.standing == Standing::kVerified);
  CHECK(ward.problems() ==
        Problems{"note " + ward.draft.note.text() +
                 ": it is not what the audit chain recorded when it was signed"});
}

TEST_CASE("an addendum signed anew with the clinic's key is told apart likewise") {
  SignedNote ward;
  ward.sign_addendum_anew();
  const auto note = ward.note(ward.draft.note, ward.seat);
  CHECK(note.addenda.at(0).text == "She never called.");
  CHECK(note.addenda.at(0).signature.standing == Standing::kNotVerified);
  CHECK(note.signature->standing == Standing::kVerified);
  CHECK(ward.problems() ==
        Problems{"note " + ward.draft.note.text() +
                 ", addendum 1: it is not what the audit chain recorded when it was signed"});
}

TEST_CASE("a note that is said to be signed by somebody else, or later, is told apart likewise") {
  SignedNote ward;
  notes::Signer other = ward.signer();
  if (GENERATE(true, false)) {
    other.staff = ward.olga;
  } else {
    other.signed_at += std::chrono::milliseconds(1);
  }
  ward.sign_anew_as(other);
  CHECK(ward.signature_alone() == Standing::kVerified);
  const auto shown = ward.note(ward.draft.note, ward.seat);
  CHECK(shown.signature->standing == Standing::kNotVerified);
  CHECK(ward.problems() ==
        Problems{"note " + ward.draft.note.text() +
                 ": it is not what the audit chain recorded when it was signed"});
}

TEST_CASE("the chart finds the event of a signing by an index, however long the chain") {
  SignedNote ward;
  CHECK(ward.read([](auto& txn) { return notes::plan_of_has_signing(txn); }) ==
        "SEARCH audit_event USING INDEX audit_event_by_time (at=?)");
}

TEST_CASE("an addendum taken away with all that counts it leaves its signing in the chain") {
  SignedNote ward;
  ward.tamper({"DELETE FROM note_addendum", "UPDATE note SET addenda = 0",
               "DELETE FROM note_revision WHERE note IN (SELECT id FROM note WHERE parent NOTNULL)",
               "DELETE FROM note_save WHERE note IN (SELECT id FROM note WHERE parent NOTNULL)",
               "DELETE FROM note WHERE parent NOTNULL"});
  CHECK(ward.problems() == Problems{"note " + ward.draft.note.text() +
                                    ": signings of it in the audit chain that are not there: 1"});
}

TEST_CASE("a signed note taken away with all that counts it leaves its signings in the chain") {
  SignedNote ward;
  ward.tamper({"DELETE FROM note_addendum", "DELETE FROM note_signed", "DELETE FROM note_revision",
               "DELETE FROM note_save", "DELETE FROM note WHERE parent NOTNULL",
               "DELETE FROM note"});
  CHECK(ward.problems() == Problems{"signings in the audit chain whose note is not there: 2"});
}

TEST_CASE("a signed note that the chain does not tell of is found") {
  SignedNote ward;
  ward.tamper({"UPDATE audit_event SET action = 'note.keep' WHERE action = 'note.sign'"});
  CHECK(ward.note(ward.draft.note, ward.seat).signature->standing == Standing::kNotVerified);
  CHECK(ward.problems() ==
        Problems{"note " + ward.draft.note.text() +
                 ": it is not what the audit chain recorded when it was signed"});
}

TEST_CASE("a signing that was refused is none") {
  SignedNote ward;
  CHECK(ward.refusal(notes_api::sign,
                     {.note = ward.draft.note,
                      .revision = *ward.draft.revision,
                      .confirmation = ward.confirm(ward.seat)},
                     ward.seat) == "signed note");
  CHECK(ward.problems().empty());
}
