// SPDX-License-Identifier: Apache-2.0
#include "shared/api/appointment_steps.h"
#include "shared/api/client_history.h"
#include "tests/after_restore/keeping_terminal.h"

// What two desks did after the backup, each needing what the other did.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;

namespace {

struct LostDesks : LostBox {
  LostDesks() {
    one.emplace(*this, Station::kFrontDesk, "Desk one");
    two.emplace(*this, Station::kFrontDesk, "Desk two");
    known = add_client("Ana", "Keller");
    REQUIRE(one->connects());
    REQUIRE(two->connects());
    back_up();
    one->sign_in("mia");
    two->sign_in("mia");
  }
  api::clients::Client register_at(KeepingTerminal& desk, const std::string& given) {
    api::clients::RegisterRequest request;
    request.client = new_id<ClientId>();
    request.details.legal_given = given;
    request.details.legal_family = "Okonkwo";
    request.details.birth_date = parse_date("1990-02-03").value();
    return desk.must(api::clients::register_client, request);
  }
  AppointmentId book_at(KeepingTerminal& desk, const ClientId& client, int hour) {
    const AppointmentId id = new_id<AppointmentId>();
    desk.must(api::appointments::book, {.appointment = id,
                                        .client = client,
                                        .clinician = brandt,
                                        .room = room_2,
                                        .service = service,
                                        .start = today_at(hour),
                                        .minutes = 50});
    return id;
  }
  void rename_at(KeepingTerminal& desk, const std::string& preferred) {
    api::clients::Client now = desk.must(api::clients::open, {known});
    now.details.preferred_given = preferred;
    desk.must(api::clients::edit,
              {.client = known, .base_revision = now.revision, .details = now.details});
  }
  template <class Q, class R>
  R look(const wire::Route<Q, R>& route, const Q& request) {
    ServedTerminal desk(at, Station::kFrontDesk, "Look " + std::to_string(++looks), "mia");
    return desk.must(route, request);
  }

  ClientId known;
  std::optional<KeepingTerminal> one, two;
  int looks = 0;
};

}  // namespace

TEST_CASE("a booking waits for the client that another terminal brings, however late") {
  LostDesks clinic;
  const api::clients::Client client = clinic.register_at(*clinic.one, "Chidi");
  const AppointmentId booked = clinic.book_at(*clinic.two, client.id, 15);
  clinic.die();
  clinic.restore();
  clinic.two->confirm_restore();
  REQUIRE(clinic.two->gives_back(1));
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/appointments/book not_found"});
  clinic.one->confirm_restore();
  REQUIRE(clinic.one->gives_back(1));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  CHECK(clinic.look(api::clients::open, {client.id}).details.legal_given == "Chidi");
  const auto row = clinic.look(api::appointments::open, {booked}).row;
  CHECK(row.appointment.client == client.id);
  CHECK(row.appointment.start == clinic.today_at(15));
}

TEST_CASE("changes of one record by two terminals come back in the order in which they were made") {
  LostDesks clinic;
  clinic.rename_at(*clinic.one, "First");
  clinic.rename_at(*clinic.two, "Second");
  clinic.rename_at(*clinic.one, "Third");
  clinic.die();
  clinic.restore();
  clinic.two->confirm_restore();
  REQUIRE(clinic.two->gives_back(1));
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/clients/edit conflict"});
  clinic.one->confirm_restore();
  REQUIRE(clinic.one->gives_back(2));
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto now = clinic.look(api::clients::open, {clinic.known});
  CHECK(now.details.preferred_given == "Third");
  CHECK(now.revision == 4);
}

TEST_CASE("a change of the lost hours never goes over one made after the restore") {
  LostDesks clinic;
  clinic.rename_at(*clinic.one, "First");
  clinic.rename_at(*clinic.two, "Second");
  clinic.die();
  clinic.restore();
  {
    // The same revision number as the lost first change, and other words.
    ServedTerminal desk(clinic.at, Station::kFrontDesk, "Third desk", "mia");
    auto now = desk.must(api::clients::open, {clinic.known});
    now.details.preferred_given = "After";
    desk.must(api::clients::edit,
              {.client = clinic.known, .base_revision = now.revision, .details = now.details});
  }
  clinic.one->confirm_restore();
  clinic.two->confirm_restore();
  REQUIRE(clinic.one->gives_back(1));
  REQUIRE(clinic.two->gives_back(1));
  CHECK(clinic.not_taken() ==
        std::vector<std::string>{"/v1/clients/edit conflict", "/v1/clients/edit conflict"});
  CHECK(clinic.look(api::clients::open, {clinic.known}).details.preferred_given == "After");
}
