// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <thread>

#include "server/access/staff_store.h"
#include "server/features/appointments/appointments.h"
#include "server/features/clients/clients.h"
#include "tests/client/kiosk_terminal.h"

// Many terminals want the same hour of the same clinician at once, over mutual TLS.

using namespace alcove;
using namespace alcove::testing;
namespace contract = alcove::api::appointments;

namespace {

constexpr int kTerminals = 64;
const contract::ServiceId kTherapy =
    contract::ServiceId::parse("01900000-0000-7000-8000-000000000001").value();

struct BusyHour {
  BusyHour() {
    clinic.add_person(kDeskPerson, {api::Role::kFrontDesk});
    clinic.add_person("brandt", {api::Role::kClinician});
    clinician = clinic.services().staff.find("brandt").value().id;
    add_clients();
    for (int i = 0; i < kTerminals; ++i) {
      terminals.push_back(std::make_unique<KioskTerminal>(clinic, wire::Station::kFrontDesk));
    }
  }

  static http::ConnectionLimits limits() {
    http::ConnectionLimits limits;
    limits.per_address = 2 * kTerminals;  // here all of them are at one address
    return limits;
  }

  // One for each terminal, so that only the hour is in the way.
  void add_clients() {
    access::Principal desk;
    desk.device_name = "Setting up";
    desk.station = wire::Station::kFrontDesk;
    desk.purpose = access::Purpose::kTreatment;
    desk.person = access::Person{.staff = clinic.services().staff.find(kDeskPerson).value().id,
                                 .session = {},
                                 .display_name = "Dana",
                                 .credential = "",
                                 .roles = {api::Role::kFrontDesk}};
    const auto added =
        clinic.box.ledger->write<bool>({}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (int i = 0; i < kTerminals; ++i) {
            api::clients::RegisterRequest request;
            request.client = ClientId::make(txn.now(), clinic.box.random);
            request.details.legal_given = "Client";
            request.details.legal_family = "Number " + std::to_string(i);
            request.details.birth_date = parse_date("1986-04-17").value();
            request.not_the_same_as = clients;
            ALCOVE_TRY(clients::register_client(desk, request, txn, site.day_of(txn.now())));
            clients.push_back(request.client);
          }
          return true;
        });
    ALCOVE_CHECK(added.ok());
  }

  // Tomorrow at ten.
  contract::BookRequest wanted(int terminal) {
    const LocalDate today = site.day_of(clinic.box.clock.now());
    return {.appointment = AppointmentId::make(clinic.box.clock.now(), clinic.box.random),
            .client = clients.at(static_cast<std::size_t>(terminal)),
            .clinician = clinician,
            .room = std::nullopt,
            .service = kTherapy,
            .start = std::chrono::local_days(today) + std::chrono::days(1) + std::chrono::hours(10),
            .minutes = 60};
  }

  // All at once; what each of them hears.
  std::vector<Result<contract::Appointment>> book_at_once() {
    std::vector<contract::BookRequest> requests;
    for (int i = 0; i < kTerminals; ++i) requests.push_back(wanted(i));
    std::vector<std::optional<Result<contract::Appointment>>> heard(kTerminals);
    std::atomic<int> ready = 0;
    std::vector<std::thread> hands;
    for (std::size_t i = 0; i < kTerminals; ++i) {
      hands.emplace_back([&, i] {
        ++ready;
        while (ready != kTerminals) std::this_thread::yield();
        heard[i] = terminals[i]->client->call(contract::book, requests[i],
                                              {.within = std::chrono::minutes(1)});
      });
    }
    for (std::thread& hand : hands) hand.join();
    std::vector<Result<contract::Appointment>> all;
    for (auto& one : heard) all.push_back(std::move(*one));
    return all;
  }

  appointments::Site site{.zone = Zone::named("America/Chicago").value()};
  Clinic clinic{[this](http::Router& router, audit::Ledger& ledger) {
                  appointments::register_routes(router, ledger, site);
                },
                limits()};
  StaffId clinician;
  std::vector<ClientId> clients;
  std::vector<std::unique_ptr<KioskTerminal>> terminals;
};

}  // namespace

TEST_CASE(
    "of 64 terminals that book the same hour at once one wins, and the others hear when it is") {
  BusyHour hour;
  std::map<std::string, int> heard;
  std::optional<AppointmentId> won;
  for (const auto& one : hour.book_at_once()) {
    if (one) won = one->id;
    ++heard[one ? "booked"
                : std::string(error_code_word(one.error().code)) + " " + one.error().field + ": " +
                      one.error().detail];
  }
  CHECK(heard == std::map<std::string, int>{
                     {"booked", 1},
                     {"taken clinician: taken from 10:00 to 11:00 (Therapy, Sam Rivera)", 63}});
  // The book says the same.
  contract::DayRequest tomorrow;
  tomorrow.day = date_of(hour.wanted(0).start);
  const auto day = hour.terminals.front()->client->call(contract::day, tomorrow);
  REQUIRE(day.ok());
  REQUIRE(day->items.size() == 1);
  CHECK(day->items[0].appointment.id == won);
}
