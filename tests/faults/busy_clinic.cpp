// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/busy_clinic.h"

#include "server/store/migrations.h"
#include "tests/access/access_box.h"

namespace alcove::testing {
namespace {

Key256 record_key() {
  Key256 key;
  std::fill(key.writable().begin(), key.writable().end(), std::uint8_t{9});
  return key;
}

// The ledger keeps a reference to it.
SystemRandom& system_random() {
  static SystemRandom random;
  return random;
}

access::AccessOptions cheap_hashes() {
  return {.clinic_name = "Cedar Street Clinic", .main_port = 8443, .costs = AccessBox::cheap()};
}

}  // namespace

BusyClinic::BusyClinic(const Clock& clock, std::unique_ptr<store::Store> store,
                       std::unique_ptr<audit::Ledger> ledger)
    : clock_(clock),
      random_(system_random()),
      store_(std::move(store)),
      ledger_(std::move(ledger)),
      services_(access::AccessServices::open(*ledger_, cheap_hashes()).value()),
      features_(*ledger_, Zone::named("America/New_York").value(), "Cedar Street Clinic"),
      router_(*ledger_),
      pipeline_(router_, rate_limit_, clock_, http::find_person_with(services_->sessions)) {
  http::add_access_routes(router_, *services_);
  clients::add_routes(router_, *ledger_, features_.site.zone);
  appointments::register_routes(router_, *ledger_, features_.site);
  features_.check_ins.register_routes(router_);
  features_.questionnaires.add_routes(router_);
  features_.alerts.add_routes(router_);
  features_.notes.add_routes(router_);
}

std::unique_ptr<BusyClinic> BusyClinic::create(const std::filesystem::path& folder,
                                               const Clock& clock,
                                               const store::StoreOptions& options) {
  auto store = store::Store::create(folder / "store.db", record_key(), store::all_migrations(),
                                    clock.now(), options);
  auto ledger = audit::Ledger::create(*store, clock, system_random(), {.system_user = "test"});
  return std::unique_ptr<BusyClinic>(new BusyClinic(clock, std::move(store), std::move(ledger)));
}

Result<std::unique_ptr<BusyClinic>> BusyClinic::open(const std::filesystem::path& folder,
                                                     const Clock& clock) {
  return open(folder, clock, record_key());
}

Result<std::unique_ptr<BusyClinic>> BusyClinic::open(const std::filesystem::path& folder,
                                                     const Clock& clock, const Key256& key) {
  ALCOVE_ASSIGN(auto store,
                store::Store::open(folder / "store.db", key, store::all_migrations(), clock.now()));
  auto ledger = audit::Ledger::open(*store, clock, system_random());
  return std::unique_ptr<BusyClinic>(new BusyClinic(clock, std::move(store), std::move(ledger)));
}

access::Principal BusyClinic::terminal(const std::string& name, wire::Station station) {
  const auto opened =
      services_->enrolments.open(AccessBox::operator_actor(), name, station).value();
  const auto key = crypto::P256Key::make(random_);
  const auto enrolled =
      services_->enrolments.enrol({}, AccessBox::request_for(opened.code, key)).value();
  return services_->devices
      .find(crypto::Certificate::from_der(enrolled.certificate).value().fingerprint())
      .value();
}

BusyClinic::Seat BusyClinic::lobby(const std::string& name) {
  return {.at = terminal(name, wire::Station::kLobby), .token = {}};
}

BusyClinic::Seat BusyClinic::seat(const std::string& name, api::Role role, wire::Station station) {
  Seat seat;
  seat.at = terminal(name, station);
  const auto added = services_->staff
                         .add(AccessBox::operator_actor(), {.sign_in_name = name,
                                                            .display_name = "Ana Ruiz",
                                                            .credential = "LCSW",
                                                            .roles = {role}})
                         .value();
  const auto session =
      services_->sessions
          .first_password(
              seat.at, {.sign_in_name = name, .code = added.code, .new_password = kPasswordOfAna})
          .value();
  seat.token = to_hex(session.token);
  return seat;
}

}  // namespace alcove::testing
