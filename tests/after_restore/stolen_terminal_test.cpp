// SPDX-License-Identifier: Apache-2.0
#include "shared/api/notes.h"
#include "tests/after_restore/keeping_terminal.h"

// A terminal is stolen, or dies with words in its spool, and is there again later.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;
namespace contract = api::notes;

namespace {

struct Stolen : LostBox {
  Stolen() {
    visit = book(add_client("Lucía", "Morales"), today_at(11), room_2);
    room.emplace(*this, Station::kTherapyRoom, "Room 2");
    REQUIRE(room->connects());
    room->sign_in("brandt");
    draft = room->must(contract::open_draft, {.note = new_id<NoteId>(),
                                              .appointment = visit,
                                              .format = rules::NoteFormat::kDap,
                                              .if_held = contract::IfHeld::kRead});
  }
  // Words that the box does not get: it is away.
  void keep_words(const std::string& words) {
    const auto author = room->must(api::session::voucher, {});
    at.close_box();
    contract::SaveRequest request{.note = draft.note,
                                  .revision = new_id<NoteRevisionId>(),
                                  .base = std::nullopt,
                                  .content = draft.content};
    request.content.sections = {{rules::NoteSection::kPlan, words}};
    bool kept = false;
    const link::Life life;
    room->box->keep(life,
                    {.kind = std::string(contract::kSpoolKind),
                     .author = author.staff,
                     .session = author.session,
                     .body = wire::encode(request)},
                    [&](const Result<SpoolRecordId>& id) { kept = id.ok(); });
    REQUIRE(room->until([&] { return kept; }));
    REQUIRE(room->box->waiting() == 1);
  }
  std::string found() {
    ServedTerminal elsewhere(at, Station::kTherapyRoom, "Room 9", "brandt");
    const auto now = elsewhere.must(contract::open_draft, {.note = new_id<NoteId>(),
                                                           .appointment = visit,
                                                           .format = rules::NoteFormat::kDap,
                                                           .if_held = contract::IfHeld::kTakeOver});
    return now.content.sections.empty() ? std::string() : now.content.sections.back().text;
  }

  AppointmentId visit;
  std::optional<KeepingTerminal> room;
  contract::Draft draft;
};

}  // namespace

TEST_CASE("a stolen terminal is out within a second, in the middle of its work") {
  Stolen clinic;
  const auto before = std::chrono::steady_clock::now();
  REQUIRE(clinic.at.access->devices.revoke({.system_user = "installer"}, "Room 2").ok());
  REQUIRE(clinic.room->until([&] {
    const auto& link = clinic.room->box->link();
    return !link.connected && link.why && link.why->code == ErrorCode::kDeviceRevoked;
  }));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
  const auto reply =
      clinic.room->ask(contract::of_client, {.client = clinic.draft.client, .next = std::nullopt});
  CHECK(reply.error().code == ErrorCode::kDeviceRevoked);
}

TEST_CASE("a revoked terminal that is enrolled anew brings its words home, into quarantine") {
  Stolen clinic;
  clinic.keep_words("Typed before it was stolen");
  clinic.at.open_box();
  REQUIRE(clinic.at.access->devices.revoke({.system_user = "installer"}, "Room 2").ok());
  REQUIRE(clinic.room->until([&] { return clinic.room->box->link().why.has_value(); }));
  CHECK(clinic.room->box->waiting() == 1);
  clinic.room->enrol_anew(Station::kTherapyRoom, "Room 2 again");
  REQUIRE(clinic.room->gives_back(1));
  CHECK(clinic.room->box->waiting() == 0);
  CHECK(clinic.not_taken() == std::vector<std::string>{"note.draft device_revoked"});
  const auto rows = clinic.quarantine();
  CHECK(as_text(rows[0].content).find("Typed before it was stolen") != std::string_view::npos);
  CHECK(clinic.found().empty());
}

TEST_CASE("a repaired terminal whose certificate is gone brings its words home into the draft") {
  Stolen clinic;
  clinic.keep_words("Typed before the disk was repaired");
  clinic.at.open_box();
  clinic.room->enrol_anew(Station::kTherapyRoom, "Room 2 again");
  REQUIRE(clinic.room->gives_back(1));
  CHECK(clinic.room->box->waiting() == 0);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(clinic.found() == "Typed before the disk was repaired");
}
