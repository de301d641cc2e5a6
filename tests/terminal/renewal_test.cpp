// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <thread>

#include "kiosk/link/certificate_renewal.h"
#include "shared/base/durable_file.h"
#include "tests/terminal/staff_terminal.h"

// A terminal's certificate in the last third of its year: it renews by itself, and whatever the
// moment at which its power is cut, the file on its disk opens the box again.

using namespace alcove;
using namespace std::chrono_literals;
using testing::ServedClinic;
using wire::Station;

namespace {

using std::chrono::days;

// A terminal that was enrolled so long ago, at a box that runs on the right clock.
struct OldTerminal {
  explicit OldTerminal(std::chrono::milliseconds ago) : clinic(-ago) {
    ALCOVE_CHECK(replace_file(folder / "key", Bytes(32, 0x42)).ok());
    files.emplace(
        offline::TerminalFiles::open(folder / "terminal", folder / "key", clinic.random).value());
    first = std::make_unique<ServedClinic::Terminal>(clinic.enrol(Station::kTherapyRoom, "Room"));
    ALCOVE_CHECK(files->save(enrolled_as(first->identity)).ok());
    clinic.clock.set_ahead(0ms);
  }

  offline::Enrolled enrolled_as(const client::TerminalIdentity& identity) const {
    return {.device = first->device,
            .name = "Room",
            .station = Station::kTherapyRoom,
            .server = {"127.0.0.1", clinic.port},
            .identity = identity};
  }
  // The power comes back, or the program is started: what lies on the disk is who it is.
  void start() {
    box.reset();
    queue.run();
    box = link::Box::open({.enrolled = files->load().value().value(),
                           .files = *files,
                           .queue = queue,
                           .clock = clinic.clock,
                           .random = clinic.random})
              .value();
  }
  bool wait_for(const std::function<bool()>& so) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      box->turn();
      queue.run();
      no_device = no_device || (box->link().why && box->link().why->code == ErrorCode::kNoDevice);
      if (so()) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }
  bool connects() {
    return wait_for([&] { return box->there() && box->about(); });
  }
  crypto::Hash256 on_disk() const {
    return files->load().value()->identity.certificate.fingerprint();
  }
  std::optional<ErrorCode> refused(const crypto::Hash256& fingerprint) {
    const auto found = clinic.access->devices.find(fingerprint);
    return found ? std::nullopt : std::optional(found.error().code);
  }
  // A client of its own beside the box, with that certificate.
  std::unique_ptr<client::HttpsClient> client_as(const client::TerminalIdentity& identity) {
    witness = offline::Witness::open(folder / "beside", SecretBytes(Bytes(32, 9)), clinic.clock,
                                     clinic.random)
                  .value();
    return std::make_unique<client::HttpsClient>(client::ServerAddress{"127.0.0.1", clinic.port},
                                                 identity, witness->memory(), clinic.clock,
                                                 clinic.random);
  }
  std::int64_t events(const std::string& action) {
    return clinic.store
        ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT count(*) FROM audit_event WHERE action = $action");
          row.bind("$action", action);
          row.next();
          return row.integer(0);
        })
        .value();
  }

  ServedClinic clinic;
  testing::Scratch folder;
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<ServedClinic::Terminal> first;
  std::unique_ptr<offline::Witness> witness;
  shell::RunQueue queue{[] {}};
  std::unique_ptr<link::Box> box;
  bool no_device = false;  // it was told, for a moment even, that nobody knows it
};

}  // namespace

TEST_CASE("in the last third of its year a terminal renews by itself, and goes on unnoticed") {
  OldTerminal at(days(250));
  const crypto::Hash256 old = at.on_disk();
  at.start();
  REQUIRE(at.wait_for([&] { return at.on_disk() != old; }));
  const auto renewed = at.files->load().value()->identity.certificate;
  CHECK(renewed.until() > at.clinic.clock.now() + days(365));
  REQUIRE(at.wait_for([&] { return at.refused(old) == ErrorCode::kNoDevice; }));
  CHECK(at.connects());
  // A question under way at the moment of the change is answered all the same.
  for (int i = 0; i < 5; ++i) {
    std::optional<Result<api::terminal::AboutReply>> reply;
    const link::Life life;
    at.box->ask(life, api::terminal::about, wire::Nothing{},
                [&](Result<api::terminal::AboutReply> came) { reply = std::move(came); });
    REQUIRE(at.wait_for([&] { return reply.has_value(); }));
    REQUIRE(reply->ok());
    CHECK((*reply)->certificate_until == renewed.until());
  }
  CHECK_FALSE(at.no_device);
  CHECK(at.events("device.renew") == 1);
  CHECK(at.events("device.certificate") == 1);
}

TEST_CASE("before the last third it is left as it is") {
  OldTerminal at(days(240));
  const crypto::Hash256 old = at.on_disk();
  at.start();
  REQUIRE(at.connects());
  CHECK_FALSE(link::renewal_due(at.first->identity.certificate, at.clinic.clock.now(),
                                at.clinic.clock.now()));
  for (int i = 0; i < 20; ++i) at.box->turn();
  CHECK(at.on_disk() == old);
  CHECK(at.events("device.renew") == 0);
}

TEST_CASE("with the power cut before the answer came, the terminal is still the one it was") {
  OldTerminal at(days(250));
  const auto client = at.client_as(at.first->identity);
  const auto lost =
      link::ask_for_next(*client, at.enrolled_as(at.first->identity), at.clinic.random);
  REQUIRE(lost.ok());
  at.start();
  REQUIRE(at.connects());
  REQUIRE(
      at.wait_for([&] { return at.on_disk() != at.first->identity.certificate.fingerprint(); }));
  CHECK(at.on_disk() != lost->certificate.fingerprint());
  CHECK(at.connects());
}

TEST_CASE("with the power cut after the new one was kept, and before it was used, either opens") {
  OldTerminal at(days(250));
  const auto client = at.client_as(at.first->identity);
  const auto next =
      link::ask_for_next(*client, at.enrolled_as(at.first->identity), at.clinic.random);
  REQUIRE(next.ok());
  CHECK(client->call(api::terminal::about, {}).ok());
  SECTION("the new one had reached the disk") {
    REQUIRE(at.files->save(at.enrolled_as(*next)).ok());
  }
  SECTION("it had not") {
    CHECK(at.files->load().value()->identity.certificate.fingerprint() ==
          at.first->identity.certificate.fingerprint());
  }
  at.start();
  CHECK(at.connects());
  CHECK(at.wait_for([&] {
    return at.refused(at.first->identity.certificate.fingerprint()) == ErrorCode::kNoDevice;
  }));
  CHECK_FALSE(at.no_device);
}

TEST_CASE("a disk that does not take the new one leaves the old one in use, and asks no third") {
  OldTerminal at(days(250));
  at.start();
  std::filesystem::rename(at.folder / "terminal", at.folder / "away");
  REQUIRE(at.wait_for([&] { return at.events("device.renew") == 1; }));
  REQUIRE(at.connects());
  CHECK(at.events("device.certificate") == 0);
  std::filesystem::rename(at.folder / "away", at.folder / "terminal");
  at.start();
  CHECK(at.connects());
  CHECK(at.wait_for([&] { return at.events("device.certificate") == 1; }));
  CHECK_FALSE(at.no_device);
}

TEST_CASE("what was kept under the old certificate goes home under the new one") {
  OldTerminal at(days(250));
  at.start();
  REQUIRE(at.connects());
  std::size_t home = 0;
  at.box->on_delivered([&](const offline::DeliveryReport& report) { home += report.all(); });
  const link::Life life;
  at.box->keep(life, {.kind = "lobby.answer", .body = "{}"},
               [](const auto& kept) { REQUIRE(kept.ok()); });
  REQUIRE(at.wait_for([&] { return at.events("device.certificate") == 1 && home == 1; }));
  at.box->keep(life, {.kind = "lobby.answer", .body = "{}"},
               [](const auto& kept) { REQUIRE(kept.ok()); });
  CHECK(at.wait_for([&] { return home == 2 && at.box->waiting() == 0; }));
}

TEST_CASE(
    "a terminal learns the clinic's next certificate, and believes it when it has taken over") {
  // The clinic began eight and a half years ago; the next certificate was made fourteen months ago.
  OldTerminal at(days(8 * 366 + 183));
  const access::ClinicAuthority& authority = at.clinic.access->authority;
  const crypto::Hash256 first = authority.certificate().fingerprint();
  at.clinic.clock.set_ahead(-days(430));
  REQUIRE_FALSE(authority.keep_in_time(*at.clinic.ledger).value());
  REQUIRE(authority.coming());
  const crypto::Hash256 next = authority.coming()->fingerprint();
  // Two terminals, enrolled half a year ago; one was connected then and was told, one was not.
  at.clinic.clock.set_ahead(-days(183));
  const auto told = at.clinic.enrol(Station::kTherapyRoom, "Told");
  const auto not_told = at.clinic.enrol(Station::kTherapyRoom, "Not told");
  const auto who = at.clinic.access->devices.find(told.identity.certificate.fingerprint()).value();
  const auto about = at.clinic.access->devices.about(who).value();
  REQUIRE(about.authorities.size() == 2);
  const auto knows_both = link::with_authorities(told.identity, about.authorities);
  REQUIRE(knows_both);
  CHECK(knows_both->authority.fingerprint() == first);
  CHECK_FALSE(link::with_authorities(*knows_both, about.authorities));
  // Today: at the next start the one that was told for a year takes over.
  at.clinic.clock.set_ahead(0ms);
  at.clinic.close_box();
  at.clinic.open_box();
  CHECK(at.clinic.access->authority.certificate().fingerprint() == next);
  CHECK(at.events("clinic.authority_next") == 1);
  CHECK(at.events("clinic.authority") == 2);
  CHECK(at.client_as(*knows_both)->call(api::terminal::about, {}).ok());
  const auto refused = at.client_as(not_told.identity)->call(api::terminal::about, {});
  CHECK(refused.error().field == client::kOtherServer);
  // Enrolled from now on: under the new one, while the other goes on with its own.
  const auto newcomer = at.clinic.enrol(Station::kTherapyRoom, "New");
  CHECK(newcomer.identity.authority.fingerprint() == next);
  CHECK(at.client_as(newcomer.identity)->call(api::terminal::about, {}).ok());
}

TEST_CASE("the running terminal keeps what it was told on its disk, and goes on") {
  OldTerminal at(days(30));
  REQUIRE(at.clinic.access->authority.make_next(*at.clinic.ledger, {.system_user = "root"}).ok());
  at.start();
  REQUIRE(
      at.wait_for([&] { return at.files->load().value()->identity.also_believed.size() == 1; }));
  CHECK(at.files->load().value()->identity.also_believed[0].fingerprint() ==
        at.clinic.access->authority.coming()->fingerprint());
  CHECK(at.connects());
  at.start();
  CHECK(at.connects());
  CHECK_FALSE(at.no_device);
}

TEST_CASE("what is no certificate is not taken for the clinic's") {
  OldTerminal at(days(30));
  const client::TerminalIdentity& identity = at.first->identity;
  CHECK_FALSE(link::with_authorities(identity, {}));
  CHECK_FALSE(link::with_authorities(identity, {identity.authority.der(), Bytes{1, 2, 3}}));
  CHECK_FALSE(link::with_authorities(identity, {identity.authority.der()}));
}

TEST_CASE("a box and a terminal whose clocks differ by more than a day do not renew") {
  OldTerminal at(days(250));
  const crypto::Certificate& certificate = at.first->identity.certificate;
  const UtcTime now = at.clinic.clock.now();
  CHECK(link::renewal_due(certificate, now, now));
  CHECK(link::renewal_due(certificate, now, now - 24h));
  CHECK_FALSE(link::renewal_due(certificate, now, now - 24h - 1ms));
  CHECK(link::renewal_due(certificate, now, now + 24h));
  CHECK_FALSE(link::renewal_due(certificate, now, now + 24h + 1ms));
  // A third of 366 days are 122; and what has run out is not renewed.
  const UtcTime due = certificate.until() - days(122);
  CHECK(link::renewal_due(certificate, due, due));
  CHECK_FALSE(link::renewal_due(certificate, due - 1ms, due));
  CHECK_FALSE(link::renewal_due(certificate, certificate.until(), certificate.until()));
}
