// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/offline/delivery.h"
#include "server/features/spool/spool.h"
#include "tests/client/kiosk_terminal.h"
#include "tests/support/cable.h"

using namespace alcove;
using namespace alcove::testing;
using api::spool::Outcome;
using offline::DeliveryReport;
using wire::Station;

namespace {

// A clinic where kind "sample.add" adds a name to the table of the sample routes.
struct SpoolClinic {
  SpoolClinic()
      : clinic([this](http::Router& router, audit::Ledger& ledger) {
          routes.add(router, ledger);
          spool::add_routes(router, ledger, handlers);
        }) {
    clinic.add_person("dana", {api::Role::kClinician});
    handlers.on("sample.add",
                [this](const spool::Arrived& arrived, audit::WriteTxn& txn) -> Result<Outcome> {
                  ALCOVE_ASSIGN(
                      const NameRequest request,
                      wire::decode<NameRequest>(arrived.record.body, wire::UnknownFields::kRefuse));
                  if (request.name == "fault") {
                    return Error{ErrorCode::kNoSpace, {}, "the disk is full"};
                  }
                  if (request.name == "gone") {
                    return Error{ErrorCode::kNotFound, {}, "there is no such draft"};
                  }
                  txn.change("INSERT INTO sample (name) VALUES ($name)")
                      .bind("$name", request.name)
                      .execute();
                  ++applied;
                  return request.name == "sibling" ? Outcome::kSibling : Outcome::kApplied;
                });
  }

  std::int64_t names() {
    return clinic.box.store
        ->read<std::int64_t>(
            [](store::ReadTxn& txn) -> Result<std::int64_t> { return SampleServer::count_in(txn); })
        .value();
  }
  std::vector<spool::Quarantined> quarantine() {
    return clinic.box.store
        ->read<std::vector<spool::Quarantined>>(
            [](store::ReadTxn& txn) -> Result<std::vector<spool::Quarantined>> {
              return spool::list_quarantine(txn, 10);
            })
        .value();
  }

  SampleRoutes routes;
  spool::Handlers handlers;
  std::atomic<int> applied{0};
  Clinic clinic;
};

// A therapy room with somebody signed in and a spool.
struct Room {
  explicit Room(SpoolClinic& at, const std::string& name = "Room 1")
      : clinic(at.clinic),
        enrolled(clinic.enrol(Station::kTherapyRoom, name)),
        cable(clinic.address().port),
        terminal(enrolled, {"127.0.0.1", cable.port()}) {
    const auto opened = terminal.client->call(
        api::session::sign_in, {.sign_in_name = "dana", .password = Clinic::password_of("dana")});
    author = opened.value().state.person.id;
    session = opened.value().state.session;
    spool = open(enrolled.identity.key);
  }

  std::unique_ptr<offline::Spool> open(const crypto::P256Key& key) {
    return offline::Spool::open(terminal.files / "spool",
                                {clinic.box.ledger->sealing_public(), key, enrolled.device},
                                terminal.random)
        .value();
  }
  void type(const std::string& name, const std::string& kind = "sample.add") {
    REQUIRE(spool
                ->add({.kind = kind,
                       .author = author,
                       .session = session,
                       .body = R"({"name":")" + name + R"("})"},
                      clinic.box.clock.now())
                .ok());
  }
  Result<void> deliver() { return offline::deliver_all(*terminal.client, *spool, report); }

  Clinic& clinic;
  Clinic::Terminal enrolled;
  Cable cable;
  KioskTerminal terminal;
  StaffId author;
  SessionId session;
  std::unique_ptr<offline::Spool> spool;
  DeliveryReport report;
};

}  // namespace

TEST_CASE(
    "what was typed while the box was away comes home once, in order, and leaves the terminal") {
  SpoolClinic at;
  Room room(at);
  room.cable.pull();
  for (int i = 0; i < 40; ++i) room.type("name " + std::to_string(i));
  CHECK(room.deliver().error().code == ErrorCode::kUnavailable);
  CHECK(room.spool->waiting().records == 40);
  room.cable.put_in();
  REQUIRE(room.deliver().ok());
  CHECK(room.report.applied == 40);
  CHECK(room.spool->waiting().records == 0);
  CHECK(at.names() == 40);
  const auto in_order = at.clinic.box.store->read<bool>([](store::ReadTxn& txn) -> Result<bool> {
    auto row = txn.query("SELECT name FROM sample ORDER BY rowid");
    for (int i = 0; row.next(); ++i) {
      if (row.text(0) != "name " + std::to_string(i)) return false;
    }
    return true;
  });
  CHECK(in_order.value());
}

TEST_CASE("a delivery whose reply was lost is known when it comes again") {
  SpoolClinic at;
  Room room(at);
  room.type("Ana");
  const auto batch = room.spool->next_batch();
  REQUIRE(room.terminal.client->call(api::spool::deliver, {batch}).ok());
  REQUIRE(at.applied == 1);
  room.spool->not_delivered();
  REQUIRE(room.deliver().ok());
  CHECK(room.report.already_applied == 1);
  CHECK(room.spool->waiting().records == 0);
  CHECK(at.applied == 1);
  CHECK(at.names() == 1);
}

TEST_CASE(
    "a handler says sibling, and one that refuses sends the record to quarantine with its word") {
  SpoolClinic at;
  Room room(at);
  room.type("sibling");
  room.type("gone");
  room.type("Ana");
  REQUIRE(room.deliver().ok());
  CHECK(room.report.siblings == 1);
  CHECK(room.report.quarantined == 1);
  CHECK(room.report.applied == 1);
  CHECK(at.names() == 2);
  const auto rows = at.quarantine();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].reason == spool::SetAsideReason::kDoesNotFit);
  CHECK(rows[0].refusal == ErrorCode::kNotFound);
  CHECK(rows[0].kind == "sample.add");
  CHECK(rows[0].author == room.author);
  CHECK(rows[0].device == room.enrolled.device);
  CHECK(rows[0].is_opened);
  CHECK(as_text(rows[0].content).find("gone") != std::string_view::npos);
}

TEST_CASE("trouble of the box leaves the record and all after it with the terminal") {
  SpoolClinic at;
  Room room(at);
  room.type("Ana");
  room.type("fault");
  room.type("Bo");
  CHECK(room.deliver().error().code == ErrorCode::kNoSpace);
  CHECK(room.spool->waiting().records == 3);
  CHECK(at.names() == 1);
  CHECK(at.quarantine().empty());
}

TEST_CASE("records that may not be applied are quarantined with the reason, never dropped") {
  SpoolClinic at;
  Room room(at);
  const auto reason_of_next = [&] {
    REQUIRE(room.deliver().ok());
    return wire::word_of(at.quarantine().front().reason);
  };
  SECTION("of an unknown kind") {
    room.type("Ana", "something.else");
    CHECK(reason_of_next() == "unknown_kind");
  }
  SECTION("of somebody who was disabled since") {
    room.type("Ana");
    REQUIRE(at.clinic.services().staff.disable({.system_user = "installer"}, "dana").ok());
    CHECK(reason_of_next() == "author_disabled");
  }
  SECTION("written after the session had ended") {
    REQUIRE(at.clinic.services().staff.reset({.system_user = "installer"}, "dana").ok());
    at.clinic.box.clock.advance(std::chrono::minutes(1));
    room.type("Ana");
    CHECK(reason_of_next() == "session_not_live");
  }
  SECTION("in the name of a session that is another's") {
    room.session = SessionId::make(at.clinic.box.clock.now(), at.clinic.box.random);
    room.type("Ana");
    CHECK(reason_of_next() == "session_not_live");
  }
  SECTION("signed by another key") {
    room.spool = room.open(crypto::P256Key::make(room.terminal.random));
    room.type("Ana");
    CHECK(reason_of_next() == "bad_signature");
    CHECK_FALSE(at.quarantine().front().is_opened);
  }
  SECTION("of a terminal that was revoked, brought by its successor") {
    room.type("Ana");
    const auto batch = room.spool->next_batch();
    at.clinic.revoke("Room 1");
    Room next(at, "Room 1 anew");
    const auto reply = next.terminal.client->call(api::spool::deliver, {batch});
    REQUIRE(reply.ok());
    CHECK(reply->results[0].outcome == Outcome::kQuarantined);
    CHECK(at.quarantine().front().reason == spool::SetAsideReason::kDeviceRevoked);
  }
  CHECK(at.applied == 0);
  CHECK(at.quarantine().size() == 1);
}

TEST_CASE("a record that was altered on its way is quarantined as it came") {
  SpoolClinic at;
  Room room(at);
  room.type("Ana");
  auto batch = room.spool->next_batch();
  batch[0].sealed.back() ^= 1;
  const auto reply = room.terminal.client->call(api::spool::deliver, {batch});
  REQUIRE(reply.ok());
  CHECK(reply->results[0].outcome == Outcome::kQuarantined);
  CHECK(at.quarantine().front().reason == spool::SetAsideReason::kNotOpened);
  CHECK(at.quarantine().front().content == batch[0].sealed);
  // The same id with other content is not taken for the same record.
  room.spool->not_delivered();
  CHECK(room.deliver().error().code == ErrorCode::kRepeatedKey);
}

TEST_CASE("what is set aside asks for a person once, and never at a stranger's word") {
  SpoolClinic at;
  std::vector<std::string> asked;
  at.handlers.when_set_aside("sample.add", [&](const spool::Arrived& arrived, audit::WriteTxn&) {
    asked.push_back(arrived.record.body);
  });
  Room room(at);
  SECTION("of a terminal that is out of service, though it is delivered twice") {
    room.type("Ana");
    const auto batch = room.spool->next_batch();
    at.clinic.revoke("Room 1");
    Room next(at, "Room 1 anew");
    REQUIRE(next.terminal.client->call(api::spool::deliver, {batch}).ok());
    const auto again = next.terminal.client->call(api::spool::deliver, {batch});
    REQUIRE(again.ok());
    CHECK(again->results[0].outcome == Outcome::kAlreadyApplied);
    CHECK(asked == std::vector<std::string>{R"({"name":"Ana"})"});
  }
  SECTION("of a record that does not fit any more") {
    room.type("gone");
    REQUIRE(room.deliver().ok());
    CHECK(asked == std::vector<std::string>{R"({"name":"gone"})"});
  }
  SECTION("not where it is taken") {
    room.type("Ana");
    REQUIRE(room.deliver().ok());
    CHECK(asked.empty());
  }
  SECTION("not signed by another key") {
    room.spool = room.open(crypto::P256Key::make(room.terminal.random));
    room.type("Ana");
    REQUIRE(room.deliver().ok());
    CHECK(at.quarantine().size() == 1);
    CHECK(asked.empty());
  }
  SECTION("not altered on its way") {
    room.type("Ana");
    auto batch = room.spool->next_batch();
    batch[0].sealed.back() ^= 1;
    REQUIRE(room.terminal.client->call(api::spool::deliver, {batch}).ok());
    CHECK(at.quarantine().size() == 1);
    CHECK(asked.empty());
  }
}

TEST_CASE("a batch has at most sixteen records") {
  SpoolClinic at;
  Room room(at);
  for (int i = 0; i < 17; ++i) room.type("n" + std::to_string(i));
  auto batch = room.spool->next_batch();
  REQUIRE(batch.size() == 16);
  REQUIRE(room.terminal.client->call(api::spool::deliver, {batch}).ok());
  batch.push_back(batch.front());
  CHECK(room.terminal.client->call(api::spool::deliver, {batch}).error().code ==
        ErrorCode::kOutOfRange);
}
