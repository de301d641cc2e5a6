// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "kiosk/client/https_client.h"
#include "server/app/clinic.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/support/scratch.h"
#include "tests/support/stepped_clock.h"

namespace alcove::testing {

// The clinic as the server runs it (server/app/clinic.h): every feature's routes on the one router,
// the real doors on loopback, the server's own thread; on the system's clock. The site's zone is
// one in which it is about noon, so that a day never ends within a test.
class ServedClinic {
 public:
  explicit ServedClinic(std::chrono::milliseconds ahead = {}) : clock(ahead) {
    store = store::Store::create(scratch / "store.db", record_key, store::all_migrations(),
                                 clock.now());
    ledger = audit::Ledger::create(*store, clock, random, {.system_user = "test"});
    open_doors();
  }

  // As locking and unlocking the box does it: everything ends, and begins anew on the same store
  // and the same port.
  void close_box() {
    clinic.reset();
    access.reset();
    ledger.reset();
    store.reset();
  }
  void open_box() {
    store =
        store::Store::open(scratch / "store.db", record_key, store::all_migrations(), clock.now())
            .value();
    ledger = audit::Ledger::open(*store, clock, random);
    open_doors();
  }

  struct Terminal {
    DeviceId device;
    client::TerminalIdentity identity;
  };
  // A terminal enrolled without its network part.
  Terminal enrol(wire::Station station, const std::string& name) {
    const std::string code =
        access->enrolments.open({.system_user = "installer"}, name, station).value().code;
    crypto::P256Key key = crypto::P256Key::make(random);
    const Bytes csr = crypto::make_request(key);
    const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
    const auto reply =
        access->enrolments
            .enrol({}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())})
            .value();
    return {reply.device,
            {key, crypto::Certificate::from_der(reply.certificate).value(),
             access->authority.certificate()}};
  }

  // Somebody with a password, who may sign in at staff terminals.
  StaffId add_person(const access::NewStaff& person) {
    const auto added = access->staff.add({.system_user = "installer"}, person);
    const auto at =
        access->devices.find(enrol(wire::Station::kFrontDesk, "Setting up " + person.sign_in_name)
                                 .identity.certificate.fingerprint());
    const auto opened = access->sessions.first_password(
        at.value(), {.sign_in_name = person.sign_in_name,
                     .code = added.value().code,
                     .new_password = password_of(person.sign_in_name)});
    ALCOVE_CHECK(opened.ok());
    return added.value().staff.id;
  }
  static std::string password_of(const std::string& sign_in_name) {
    return "herons " + sign_in_name + " over the marsh";
  }

  // "Etc/GMT-5" is five hours ahead of UTC.
  static Zone zone_with_noon(UtcTime now) {
    const auto midnight = std::chrono::floor<std::chrono::days>(now);
    const auto ahead = 12 - std::chrono::floor<std::chrono::hours>(now - midnight).count();
    const std::string hours = std::to_string(ahead < 0 ? -ahead : ahead);
    if (ahead == 0) return Zone::named("Etc/GMT").value();
    return Zone::named((ahead > 0 ? "Etc/GMT-" : "Etc/GMT+") + hours).value();
  }

  void open_doors() {
    access = access::AccessServices::open(
                 *ledger, {.clinic_name = "Test clinic",
                           .main_port = 1,  // only known when it listens; no test enrols by it
                           .costs = {.password = {.passes = 1, .memory_kib = 64, .lanes = 1},
                                     .pin = {.passes = 1, .memory_kib = 32, .lanes = 1}}})
                 .value();
    clinic = app::Clinic::open(*ledger, *access, {"Test clinic", zone},
                               {.address = "127.0.0.1",
                                .port = port,
                                .enrolment_port = 0,
                                .hosts = {"127.0.0.1"},
                                .terminal_keeps =
                                    [this](const DeviceId& terminal, bool keeps) {
                                      const std::lock_guard lock(said_mutex);
                                      said_to_keep[terminal] = keeps;
                                    },
                                .terminal_reads =
                                    [this](const DeviceId& terminal, bool reads) {
                                      const std::lock_guard lock(said_mutex);
                                      said_to_read[terminal] = reads;
                                    }})
                 .value();
    port = clinic->port();
  }

  // What that terminal said last of its own disk; none: it has not said hello.
  std::optional<bool> keeps(const DeviceId& terminal) {
    const std::lock_guard lock(said_mutex);
    const auto it = said_to_keep.find(terminal);
    return it == said_to_keep.end() ? std::nullopt : std::optional(it->second);
  }

  // Likewise, whether all that was kept there could be read.
  std::optional<bool> reads(const DeviceId& terminal) {
    const std::lock_guard lock(said_mutex);
    const auto it = said_to_read.find(terminal);
    return it == said_to_read.end() ? std::nullopt : std::optional(it->second);
  }

  std::mutex said_mutex;
  std::map<DeviceId, bool> said_to_keep;
  std::map<DeviceId, bool> said_to_read;
  SteppedClock clock;
  SystemRandom random;
  Key256 record_key = crypto::random_key(random);
  Zone zone = zone_with_noon(clock.now());
  std::uint16_t port = 0;
  Scratch scratch;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<audit::Ledger> ledger;
  std::unique_ptr<access::AccessServices> access;
  std::unique_ptr<app::Clinic> clinic;
};

}  // namespace alcove::testing
