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
      router_(*ledger_),
      pipeline_(router_, rate_limit_, clock_, http::find_person_with(services_->sessions)),
      notes_(*ledger_, site_,
             [](store::ReadTxn& txn, const ClientId& client, const StaffId& staff) {
               return clients::relation_to(txn, client, staff);
             }) {
  http::add_access_routes(router_, *services_);
  clients::add_routes(router_, *ledger_, site_.zone);
  appointments::register_routes(router_, *ledger_, site_);
  notes_.add_routes(router_);
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
  ALCOVE_ASSIGN(auto store, store::Store::open(folder / "store.db", record_key(),
                                               store::all_migrations(), clock.now()));
  auto ledger = audit::Ledger::open(*store, clock, system_random());
  return std::unique_ptr<BusyClinic>(new BusyClinic(clock, std::move(store), std::move(ledger)));
}

BusyClinic::Seat BusyClinic::seat(const std::string& name, api::Role role, wire::Station station) {
  const audit::Actor installer = AccessBox::operator_actor();
  const auto opened = services_->enrolments.open(installer, name, station).value();
  const auto key = crypto::P256Key::make(random_);
  const auto enrolled =
      services_->enrolments.enrol({}, AccessBox::request_for(opened.code, key)).value();
  Seat seat;
  seat.at = services_->devices
                .find(crypto::Certificate::from_der(enrolled.certificate).value().fingerprint())
                .value();
  const auto added = services_->staff
                         .add(installer, {.sign_in_name = name,
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
