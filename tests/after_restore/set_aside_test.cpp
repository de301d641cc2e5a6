// SPDX-License-Identifier: Apache-2.0
#include "shared/api/set_aside.h"

#include "shared/api/notes.h"
#include "tests/after_restore/keeping_terminal.h"

// What a revoked terminal brought home: read and settled by the privacy officer, over the network.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;
namespace aside = api::set_aside;

namespace {

constexpr const char* kWords = "Typed before it was stolen";

// A note of L. Brandt's came home from a terminal that was revoked.
struct SetAsideClinic : LostBox {
  SetAsideClinic() {
    add("pia", "Pia Ward", {api::Role::kPrivacyOfficer});
    add("sue", "Sue Ray", {api::Role::kSupervisor});
    client = add_client("Lucía", "Morales");
    const AppointmentId visit = book(client, today_at(11), room_2);
    KeepingTerminal room(*this, Station::kTherapyRoom, "Room 2");
    REQUIRE(room.connects());
    room.sign_in("brandt");
    const auto draft = room.must(api::notes::open_draft, {.note = new_id<NoteId>(),
                                                          .appointment = visit,
                                                          .format = rules::NoteFormat::kDap,
                                                          .if_held = api::notes::IfHeld::kRead});
    const auto author = room.must(api::session::voucher, {});
    at.close_box();
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = new_id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = draft.content};
    save.content.sections = {{rules::NoteSection::kPlan, kWords}};
    bool kept = false;
    const link::Life life;
    room.box->keep(life,
                   {.kind = std::string(api::notes::kSpoolKind),
                    .author = author.staff,
                    .session = author.session,
                    .body = wire::encode(save)},
                   [&](const Result<SpoolRecordId>& id) { kept = id.ok(); });
    REQUIRE(room.until([&] { return kept; }));
    at.open_box();
    REQUIRE(at.access->devices.revoke({.system_user = "installer"}, "Room 2").ok());
    REQUIRE(room.until([&] { return room.box->link().why.has_value(); }));
    room.enrol_anew(Station::kTherapyRoom, "Room 2 again");
    REQUIRE(room.gives_back(1));
  }
  std::int64_t unsettled() {
    return at.store
        ->read<std::int64_t>(
            [](store::ReadTxn& txn) -> Result<std::int64_t> { return spool::set_aside(txn).count; })
        .value();
  }
  // Further ones that were never opened, as many as it takes.
  void bring_sealed(int number) {
    const auto done = at.ledger->write<bool>(
        {.system_user = "installer"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (int i = 0; i < number; ++i) {
            const auto id = new_id<SpoolRecordId>();
            spool::insert_delivered(txn, id, {}, other_desk->enrolled.device,
                                    api::spool::Outcome::kQuarantined);
            spool::insert_quarantined(txn, {.id = id,
                                            .reason = spool::SetAsideReason::kNotOpened,
                                            .head_number = std::nullopt,
                                            .device = std::nullopt,
                                            .author = std::nullopt,
                                            .kind = {},
                                            .written_at = std::nullopt,
                                            .delivered_at = txn.now(),
                                            .is_opened = false,
                                            .content = {1, 2, 3}});
          }
          txn.record({.action = "test.work"});
          return true;
        });
    REQUIRE(done.ok());
  }

  ClientId client;
};

}  // namespace

TEST_CASE("the privacy officer lists what was set aside, and reads it where charts are read") {
  SetAsideClinic clinic;
  ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "pia");
  const auto listed = desk.must(aside::list, {});
  REQUIRE(listed.items.size() == 1);
  CHECK(listed.open == 1);
  const aside::Line& line = listed.items[0];
  CHECK(line.kind == "note.draft");
  CHECK(line.reason == aside::SetAsideReason::kDeviceRevoked);
  CHECK(line.terminal == "Room 2");
  CHECK(line.author == "L. Brandt");
  CHECK(line.written.has_value());
  CHECK_FALSE(line.settled);
  CHECK(wire::encode(listed).find(kWords) == std::string::npos);
  // In public view nobody reads a note.
  CHECK(desk.refusal(aside::read, {line.record}) == ErrorCode::kForbidden);
  CHECK(clinic.readings_of(clinic.client) == 0);
  ServedTerminal room(clinic.at, Station::kTherapyRoom, "Room 9", "pia");
  const auto read = room.must(aside::read, {line.record});
  CHECK(read.client == clinic.client);
  CHECK(read.person == "Morales, Lucía");
  CHECK(read.body.find(kWords) != std::string::npos);
  CHECK(clinic.readings_of(clinic.client) == 1);
  CHECK(room.refusal(aside::read, {clinic.new_id<SpoolRecordId>()}) == ErrorCode::kNotFound);
}

TEST_CASE("nobody else reads what was set aside, its author and the administrator neither") {
  SetAsideClinic clinic;
  const SpoolRecordId record = clinic.quarantine().at(0).id;
  for (const char* person : {"brandt", "adam", "mia", "sue"}) {
    for (const Station station : {Station::kTherapyRoom, Station::kFrontDesk}) {
      INFO(person);
      ServedTerminal terminal(clinic.at, station,
                              std::string(person) + std::string(wire::word_of(station)), person);
      CHECK(terminal.refusal(aside::list, {}) == ErrorCode::kForbidden);
      CHECK(terminal.refusal(aside::read, {record}) == ErrorCode::kForbidden);
      CHECK(terminal.refusal(aside::settle, {.record = record, .reason = "mine"}) ==
            ErrorCode::kForbidden);
    }
  }
  ServedTerminal lobby(clinic.at, Station::kLobby, "Lobby");
  CHECK(lobby.refusal(aside::list, {}) == ErrorCode::kWrongStation);
  CHECK(lobby.refusal(aside::read, {record}) == ErrorCode::kWrongStation);
  CHECK(clinic.unsettled() == 1);
}

TEST_CASE("what was settled is settled once, with a reason, and stays with its words") {
  SetAsideClinic clinic;
  ServedTerminal room(clinic.at, Station::kTherapyRoom, "Room 9", "pia");
  const SpoolRecordId record = room.must(aside::list, {}).items.at(0).record;
  const auto settle = [&](aside::Settlement how, const std::string& reason) {
    return room.refusal(aside::settle, {.record = record, .how = how, .reason = reason});
  };
  using How = aside::Settlement;
  CHECK(settle(How::kEnteredByHand, " \n ") == ErrorCode::kOutOfRange);
  CHECK(settle(How::kEnteredByHand, "") == ErrorCode::kOutOfRange);
  CHECK(settle(How::kEnteredByHand, std::string(501, 'x')) == ErrorCode::kOutOfRange);
  CHECK(settle(How::kFoundItsPlace, "by itself") == ErrorCode::kOutOfRange);
  CHECK(clinic.unsettled() == 1);
  CHECK_FALSE(settle(How::kEnteredByHand, std::string(500, 'x')));
  CHECK(clinic.unsettled() == 0);
  CHECK(settle(How::kNotNeeded, "once more") == ErrorCode::kWrongState);
  CHECK(room.must(aside::list, {}).items.empty());
  const auto settled =
      room.must(aside::list, {.which = aside::Which::kSettled, .next = std::nullopt});
  CHECK(settled.open == 0);
  REQUIRE(settled.items.size() == 1);
  REQUIRE(settled.items[0].settled.has_value());
  CHECK(settled.items[0].settled->how == How::kEnteredByHand);
  CHECK(settled.items[0].settled->by_name == "Pia Ward");
  CHECK(settled.items[0].settled->reason == std::string(500, 'x'));
  CHECK(room.must(aside::read, {record}).body.find(kWords) != std::string::npos);
  CHECK(clinic.events("set_aside.settle") == 1);
  // Nothing takes it back, and nothing takes it away.
  for (const char* change :
       {"DELETE FROM spool_quarantine", "UPDATE spool_quarantine SET settled_reason = 'other'"}) {
    INFO(change);
    bool refused = false;
    try {
      refused = !clinic.at.ledger
                     ->write<bool>({.system_user = "installer"},
                                   [&](audit::WriteTxn& txn) -> Result<bool> {
                                     txn.change(change).execute();
                                     txn.record({.action = "test.work"});
                                     return true;
                                   })
                     .ok();
    } catch (const Fault&) {
      refused = true;
    }
    CHECK(refused);
  }
}

TEST_CASE("a hundred stand on a page, and what nobody can open is listed and settled too") {
  SetAsideClinic clinic;
  ServedTerminal desk(clinic.at, Station::kFrontDesk, "Desk", "pia");
  clinic.bring_sealed(99);
  CHECK(desk.must(aside::list, {}).items.size() == 100);
  CHECK_FALSE(desk.must(aside::list, {}).next);
  clinic.bring_sealed(1);
  const auto first = desk.must(aside::list, {});
  CHECK(first.items.size() == 100);
  CHECK(first.open == 101);
  REQUIRE(first.next.has_value());
  const auto second = desk.must(aside::list, {.which = aside::Which::kOpen, .next = first.next});
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].kind == "note.draft");  // it came first
  CHECK_FALSE(second.next);
  const aside::Line& sealed = first.items.front();
  CHECK_FALSE(sealed.opened);
  const auto read = desk.must(aside::read, {sealed.record});
  CHECK(read.body.empty());
  CHECK_FALSE(read.client);
  const auto settled = desk.must(aside::settle, {.record = sealed.record,
                                                 .how = aside::Settlement::kNotNeeded,
                                                 .reason = "a copy from another clinic"});
  REQUIRE(settled.settled.has_value());
  CHECK(desk.must(aside::list, {}).open == 100);
}
