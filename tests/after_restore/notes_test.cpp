// SPDX-License-Identifier: Apache-2.0
#include "shared/api/notes.h"

#include "tests/after_restore/keeping_terminal.h"

// Notes that were written after the backup.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;
namespace contract = api::notes;

namespace {

struct LostNotes : LostBox {
  LostNotes() {
    client = add_client("Lucía", "Morales");
    visit = book(client, today_at(11), room_2);
    room.emplace(*this, Station::kTherapyRoom, "Room 2");
    REQUIRE(room->connects());
  }
  contract::Draft open(KeepingTerminal& terminal) {
    return terminal.must(contract::open_draft, {.note = new_id<NoteId>(),
                                                .appointment = visit,
                                                .format = rules::NoteFormat::kDap,
                                                .if_held = contract::IfHeld::kRead});
  }
  NoteRevisionId save(KeepingTerminal& terminal, const contract::Draft& draft,
                      const std::optional<NoteRevisionId>& base, const std::string& plan) {
    contract::SaveRequest request{.note = draft.note,
                                  .revision = new_id<NoteRevisionId>(),
                                  .base = base,
                                  .content = draft.content};
    request.content.sections = {{rules::NoteSection::kPlan, plan}};
    request.content.start = draft.visit_start;
    request.content.stop = draft.visit_start + std::chrono::minutes(50);
    terminal.must(contract::save, request);
    return request.revision;
  }
  // Into the terminal's spool; true once it is durable there.
  bool keep(const contract::Draft& draft, const api::session::VoucherReply& voucher,
            const std::string& plan) {
    contract::SaveRequest request{.note = draft.note,
                                  .revision = new_id<NoteRevisionId>(),
                                  .base = std::nullopt,
                                  .content = draft.content};
    request.content.sections = {{rules::NoteSection::kPlan, plan}};
    bool kept = false;
    const link::Life life;
    room->box->keep(life,
                    {.kind = std::string(contract::kSpoolKind),
                     .author = voucher.staff,
                     .session = voucher.session,
                     .body = wire::encode(request)},
                    [&](const Result<SpoolRecordId>& id) { kept = id.ok(); });
    return room->until([&] { return kept; });
  }
  static std::string plan_of(const contract::Content& content) {
    for (const auto& section : content.sections) {
      if (section.section == rules::NoteSection::kPlan) return section.text;
    }
    return {};
  }
  // What stands in the draft as L. Brandt finds it at another terminal.
  contract::Draft found() {
    ServedTerminal elsewhere(at, Station::kTherapyRoom, "Room 9", "brandt");
    return elsewhere.must(contract::open_draft, {.note = new_id<NoteId>(),
                                                 .appointment = visit,
                                                 .format = rules::NoteFormat::kDap,
                                                 .if_held = contract::IfHeld::kTakeOver});
  }

  ClientId client;
  AppointmentId visit;
  std::optional<KeepingTerminal> room;
};

}  // namespace

TEST_CASE("a note that was begun and saved after the backup is there again, once") {
  LostNotes clinic;
  clinic.back_up();
  clinic.room->sign_in("brandt");  // a session that the backup does not know
  const contract::Draft draft = clinic.open(*clinic.room);
  auto base = clinic.save(*clinic.room, draft, std::nullopt, "Breathing");
  base = clinic.save(*clinic.room, draft, base, "Breathing, and a walk each day");
  clinic.die();
  clinic.restore();
  CHECK(clinic.room->meets_restored_box() == 2);
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(2));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const contract::Draft now = clinic.found();
  CHECK(now.note == draft.note);
  CHECK(now.revision == base);
  CHECK(LostNotes::plan_of(now.content) == "Breathing, and a walk each day");
  CHECK(now.open_siblings == 0);
  CHECK(clinic.events("note.replay") == 1);  // the last save holds the words of the first
  // Nothing is offered twice, also not by the program after a restart.
  clinic.room->stop();
  clinic.room->start();
  REQUIRE(clinic.room->connects());
  const auto before = clinic.room->report.all();
  clinic.room->sign_in("brandt");
  CHECK(clinic.room->report.all() == before);
  CHECK(clinic.events("note.replay") == 1);
}

TEST_CASE(
    "a new box whose clock is hours behind takes back all that was written after the backup") {
  LostNotes clinic;
  clinic.back_up();
  clinic.at.clock.set_ahead(std::chrono::hours(3));
  clinic.room->sign_in("brandt");
  const contract::Draft draft = clinic.open(*clinic.room);
  clinic.save(*clinic.room, draft, std::nullopt, "Written three hours after the backup");
  clinic.die();
  clinic.at.clock.set_ahead(std::chrono::hours(1));  // an hour after the backup, the new box says
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(2));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(LostNotes::plan_of(clinic.found().content) == "Written three hours after the backup");
}

TEST_CASE("words that followed what the backup has are the draft's next revision") {
  LostNotes clinic;
  clinic.room->sign_in("brandt");
  const contract::Draft draft = clinic.open(*clinic.room);
  auto base = clinic.save(*clinic.room, draft, std::nullopt, "Breathing");
  base = clinic.save(*clinic.room, draft, base, "Breathing, and a walk");
  clinic.room->stop();
  clinic.back_up();
  clinic.room->start();
  REQUIRE(clinic.room->connects());
  clinic.room->sign_in("brandt");
  for (const char* words : {"Breathing, and a walk each", "Breathing, and a walk each day"}) {
    base = clinic.save(*clinic.room, draft, base, words);
  }
  clinic.die();
  clinic.restore();
  CHECK(clinic.room->meets_restored_box() == 1);  // its last words; the rest is in the backup
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(1));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const contract::Draft now = clinic.found();
  CHECK(now.revision == base);
  CHECK(LostNotes::plan_of(now.content) == "Breathing, and a walk each day");
  CHECK(now.open_siblings == 0);
}

TEST_CASE("what was written at another terminal after the restore is not overwritten") {
  LostNotes clinic;
  clinic.room->sign_in("brandt");
  const contract::Draft draft = clinic.open(*clinic.room);
  auto base = clinic.save(*clinic.room, draft, std::nullopt, "Breathing");
  clinic.back_up();
  clinic.save(*clinic.room, draft, base, "Breathing, said before the box died");
  clinic.die();
  clinic.restore();
  {
    ServedTerminal elsewhere(clinic.at, Station::kTherapyRoom, "Room 7", "brandt");
    const auto again =
        elsewhere.must(contract::open_draft, {.note = clinic.new_id<NoteId>(),
                                              .appointment = clinic.visit,
                                              .format = rules::NoteFormat::kDap,
                                              .if_held = contract::IfHeld::kTakeOver});
    contract::SaveRequest request{.note = again.note,
                                  .revision = clinic.new_id<NoteRevisionId>(),
                                  .base = again.revision,
                                  .content = again.content};
    request.content.sections = {{rules::NoteSection::kPlan, "Written after the restore"}};
    elsewhere.must(contract::save, request);
  }
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(1));
  CHECK(clinic.room->report.siblings == 1);
  const contract::Draft now = clinic.found();
  CHECK(LostNotes::plan_of(now.content) == "Written after the restore");
  CHECK(now.open_siblings == 1);
}

TEST_CASE("a note that was signed after the backup comes back as a draft that says so") {
  LostNotes clinic;
  clinic.back_up();
  clinic.room->sign_in("brandt");
  const contract::Draft draft = clinic.open(*clinic.room);
  const auto base = clinic.save(*clinic.room, draft, std::nullopt, "Signed words");
  const auto proof = clinic.room->must(
      api::session::confirm, {.pin = {}, .password = ServedClinic::password_of("brandt")});
  const auto signature = clinic.room->must(
      contract::sign, {.note = draft.note, .revision = base, .confirmation = proof.token});
  clinic.die();
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(3));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const contract::Draft now = clinic.found();
  CHECK(LostNotes::plan_of(now.content) == "Signed words");
  REQUIRE(now.signature_lost.has_value());
  CHECK(*now.signature_lost - signature.signed_at < std::chrono::seconds(10));
}

TEST_CASE("what waited in the spool was delivered, and is lost with the box, comes back too") {
  LostNotes clinic;
  clinic.room->sign_in("brandt");
  const contract::Draft draft = clinic.open(*clinic.room);
  clinic.back_up();
  REQUIRE(clinic.room->connects());
  const auto voucher = clinic.room->must(api::session::voucher, {});
  REQUIRE(clinic.keep(draft, voucher, "Kept here first"));
  REQUIRE(clinic.room->until([&] { return clinic.room->box->waiting() == 0; }));
  REQUIRE(clinic.room->gives_back(1));
  clinic.die();
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(2));
  CHECK(clinic.room->report.quarantined == 0);
  CHECK(LostNotes::plan_of(clinic.found().content) == "Kept here first");
}

TEST_CASE("words that wait at the terminal when the box dies come home to the restored one") {
  LostNotes clinic;
  clinic.back_up();
  clinic.room->sign_in("brandt");  // unknown to the backup: the box's own word vouches for it
  const contract::Draft draft = clinic.open(*clinic.room);
  const auto voucher = clinic.room->must(api::session::voucher, {});
  clinic.die();
  REQUIRE(clinic.keep(draft, voucher, "Typed while there was no box"));
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(2));  // the opening, and the words
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(LostNotes::plan_of(clinic.found().content) == "Typed while there was no box");
}

TEST_CASE("nobody can pass a write off as acknowledged by a box that was never lost") {
  LostNotes clinic;
  clinic.room->sign_in("brandt");
  const auto voucher = clinic.room->must(api::session::voucher, {});
  const offline::Enrolled own = clinic.room->box->enrolled();
  api::spool::Record record{
      .kind = std::string(contract::open_draft.path),
      .device = own.device,
      .author = voucher.staff,
      .session = voucher.session,
      .written_at = clinic.at.clock.now(),
      .body = wire::encode(contract::OpenDraftRequest{.note = clinic.new_id<NoteId>(),
                                                      .appointment = clinic.visit,
                                                      .format = rules::NoteFormat::kDap,
                                                      .if_held = contract::IfHeld::kRead}),
      .voucher = voucher.voucher,
      .acknowledged =
          api::spool::Acknowledged{.key = clinic.new_id<IdempotencyKey>(),
                                   .purpose = {},
                                   .head = api::hello::as_seen(clinic.at.ledger->head()),
                                   .follows = {},
                                   .from_empty = false}};
  const auto bring = [&] {
    const auto sealed =
        offline::seal_record({*own.sealing_public, own.identity.key, own.device},
                             clinic.new_id<SpoolRecordId>(), record, clinic.at.random);
    return clinic.room->must(api::spool::deliver, {{sealed.value()}}).results.at(0).outcome;
  };
  CHECK(bring() == api::spool::Outcome::kQuarantined);
  CHECK(clinic.not_taken().front() == "/v1/notes/open_draft not_lost");
  // After a restore the session's voucher is asked for as well.
  clinic.back_up();
  clinic.die();
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->connects());
  record.session = clinic.new_id<SessionId>();
  CHECK(bring() == api::spool::Outcome::kQuarantined);
  CHECK(clinic.not_taken().front() == "/v1/notes/open_draft session_not_live");
}
