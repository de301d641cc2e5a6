// SPDX-License-Identifier: Apache-2.0
#include "shared/api/notes.h"
#include "shared/api/session.h"
#include "tests/after_restore/keeping_terminal.h"

// Sessions that the backup knew.

using namespace alcove;
using namespace alcove::tests;
using namespace std::chrono_literals;
using wire::Station;
namespace contract = api::notes;

namespace {

// At Room 2, where L. Brandt signed in before the backup.
struct KnownSession : LostBox {
  KnownSession() {
    const ClientId client = add_client("Lucía", "Morales");
    visit = book(client, today_at(11), room_2);
    room.emplace(*this, Station::kTherapyRoom, "Room 2");
    REQUIRE(room->connects());
    token = room->must(api::session::sign_in,
                       {.sign_in_name = "brandt", .password = ServedClinic::password_of("brandt")})
                .token;
    room->box->set_session(token);
    back_up();
  }
  contract::Draft open() {
    return room->must(contract::open_draft, {.note = new_id<NoteId>(),
                                             .appointment = visit,
                                             .format = rules::NoteFormat::kDap,
                                             .if_held = contract::IfHeld::kTakeOver});
  }
  void save(const contract::Draft& draft, const std::string& plan) {
    contract::SaveRequest request{.note = draft.note,
                                  .revision = new_id<NoteRevisionId>(),
                                  .base = draft.revision,
                                  .content = draft.content};
    request.content.sections = {{rules::NoteSection::kPlan, plan}};
    room->must(contract::save, request);
  }
  void come_back() {
    die();
    restore();
    room->confirm_restore();
    REQUIRE(room->connects());
  }
  std::optional<ErrorCode> refusal_of_old_token() {
    room->box->set_session(token);
    const Result<api::session::State> reply = room->ask(api::session::state, {});
    return reply ? std::nullopt : std::optional(reply.error().code);
  }

  AppointmentId visit;
  std::optional<KeepingTerminal> room;
  Bytes token;
};

}  // namespace

TEST_CASE("nobody goes on at a restored box with a token that the backup knew") {
  KnownSession clinic;
  REQUIRE_FALSE(clinic.refusal_of_old_token());
  clinic.come_back();
  CHECK(clinic.refusal_of_old_token() == ErrorCode::kNotSignedIn);
}

TEST_CASE("who signed out after the backup is not signed in again by the restore") {
  KnownSession clinic;
  clinic.room->must(api::session::sign_out, {});
  REQUIRE(clinic.refusal_of_old_token() == ErrorCode::kNotSignedIn);
  clinic.come_back();
  CHECK(clinic.refusal_of_old_token() == ErrorCode::kNotSignedIn);
}

TEST_CASE("what was written in a session that the restore ended comes back, whatever the clock") {
  KnownSession clinic;
  clinic.at.clock.set_ahead(5min);
  clinic.save(clinic.open(), "Said five minutes after the backup");
  clinic.die();
  clinic.at.clock.set_ahead(1min);  // the new box is behind: it ends the session before the words
  clinic.restore();
  clinic.room->confirm_restore();
  REQUIRE(clinic.room->gives_back(2));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  clinic.room->sign_in("brandt");
  const contract::Draft found = clinic.open();
  std::string plan;
  for (const auto& section : found.content.sections) {
    if (section.section == rules::NoteSection::kPlan) plan = section.text;
  }
  CHECK(plan == "Said five minutes after the backup");
}
