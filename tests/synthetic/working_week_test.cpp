// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "provisioning/synthetic_clinic/builder.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/meetings.h"
#include "server/features/availability/availability.h"
#include "server/features/availability/availability_store.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups_store.h"
#include "server/features/series/series_store.h"
#include "server/features/waitlist/waitlist_store.h"
#include "tests/support/box.h"

// The clinic that somebody tries at the windows: there is something to schedule with.

using namespace alcove;
using alcove::testing::TestBox;
using api::appointments::FirstFreeReply;
using api::appointments::FirstFreeRequest;
using api::clients::LanguageBy;
using api::clients::SpokenLanguage;
using synthetic::Week;

namespace {

constexpr std::size_t kEnough = 60;  // clients

struct Present {
  const char* now = "2026-11-24T14:30:00.000Z";
  const char* day = "2026-11-24";  // a Tuesday
};

// Made in the house's own way, at half past nine in the morning.
struct MadeClinic {
  explicit MadeClinic(Week week, std::size_t clients = kEnough, Present present = {})
      : box(parse_utc(present.now).value()), today(parse_date(present.day).value()) {
    synthetic::Builder builder(*box.ledger, *access, features, box.clock);
    auto built = builder.build({.clients = clients, .week = week}, parse_utc(present.now).value());
    INFO((built ? std::string() : built.error().field + ": " + built.error().detail));
    REQUIRE(built.ok());
    staff = std::move(built).value();
  }

  template <class Work>
  auto look(const Work& work) {
    using T = std::invoke_result_t<Work, store::ReadTxn&>;
    return box.store->read<T>([&](store::ReadTxn& txn) -> Result<T> { return work(txn); }).value();
  }
  StaffId id(std::string_view name) const {
    const auto found = std::find_if(staff.begin(), staff.end(), [&](const synthetic::SignIn& one) {
      return one.member.sign_in_name == name;
    });
    REQUIRE(found != staff.end());
    return found->staff;
  }
  ClientId lucia() {
    return look([&](store::ReadTxn& txn) {
      const auto called = clients::clients_called(txn, "Lucía Morales", today);
      for (const ClientId& one : called) {
        if (clients::find_client(txn, one)->details.birth_date == parse_date("1986-04-17").value())
          return one;
      }
      FAIL("she is not there");
      return ClientId{};
    });
  }
  api::clinic_setup::Setup setup() {
    return look([&](store::ReadTxn& txn) {
      return appointments::read_setup(txn, features.site, box.clock.now());
    });
  }
  // As the sheet at the front desk asks, for therapy.
  FirstFreeReply first_free(LanguageBy by, std::optional<StaffId> clinician = {},
                            std::optional<std::int64_t> not_before = {}) {
    FirstFreeRequest request;
    for (const auto& service : setup().services) {
      if (service.name == "Therapy") request.service = service.id;
    }
    request.client = lucia();
    request.clinician = clinician;
    request.not_before = not_before;
    request.language = SpokenLanguage::kSpanish;
    request.language_by = by;
    request.room_need = api::appointments::RoomNeed::kAny;
    access::Principal desk;
    desk.station = wire::Station::kFrontDesk;
    desk.purpose = access::Purpose::kTreatment;
    desk.person.emplace();
    desk.person->staff = id("mortiz");
    desk.person->roles = {api::Role::kFrontDesk};
    return look([&](store::ReadTxn& txn) {
      return appointments::find_first_free(desk, request, txn, features.site, box.clock.now())
          .value()
          .reply;
    });
  }
  std::vector<api::waitlist::Entry> waiting() {
    return look([](store::ReadTxn& txn) { return waitlist::read_waiting(txn, {}, 100); });
  }
  std::vector<api::groups::Group> groups() {
    return look([](store::ReadTxn& txn) { return groups::list_groups(txn); });
  }
  std::vector<api::series::Series> series() {
    return look([](store::ReadTxn& txn) { return series::list_series(txn, {}, 100); });
  }

  TestBox box;
  LocalDate today;
  std::unique_ptr<access::AccessServices> access =
      access::AccessServices::open(*box.ledger, {.clinic_name = "Willow House"}).value();
  Zone zone = Zone::named("America/New_York").value();
  app::Features features{*box.ledger, zone, "Willow House"};
  std::vector<synthetic::SignIn> staff;
};

}  // namespace

TEST_CASE("without a working week nothing is known of hours, and nothing is there to arrange") {
  MadeClinic clinic(Week::kNone);
  const FirstFreeReply reply = clinic.first_free(LanguageBy::kEither);
  CHECK(reply.openings.empty());
  CHECK(reply.nobody_interprets);
  CHECK(reply.without_language == 6);
  CHECK(clinic.groups().empty());
  CHECK(clinic.series().empty());
  CHECK(clinic.waiting().empty());
  const auto setup = clinic.setup();
  CHECK(setup.services.size() == 4);
  CHECK(setup.resources.empty());
  for (const auto& service : setup.services) CHECK(service.fits.empty());
  for (const auto& room : setup.rooms) CHECK_FALSE(room.seats.has_value());
}

namespace {

// By a clinician who speaks Spanish, and with her own by the interpreter.
void check_spanish(MadeClinic& clinic) {
  const FirstFreeReply spoken = clinic.first_free(LanguageBy::kClinician);
  REQUIRE(spoken.openings.size() == 6);
  for (const auto& one : spoken.openings) CHECK(one.clinician == clinic.id("areyes"));
  CHECK(spoken.without_hours == 0);

  const FirstFreeReply hers = clinic.first_free(LanguageBy::kEither, clinic.id("lbrandt"), 10 * 60);
  REQUIRE(hers.openings.size() == 6);
  // The hour that the demo proposes.
  CHECK(format_local(hers.openings.front().start) == "2026-11-24T10:00");
  const auto setup = clinic.setup();
  REQUIRE(setup.resources.size() == 2);
  for (const auto& one : hers.openings) {
    REQUIRE(one.interpreter.has_value());
    CHECK(std::any_of(setup.resources.begin(), setup.resources.end(), [&](const auto& resource) {
      return resource.id == *one.interpreter && resource.name == "Rosa Delgado";
    }));
  }
}

void check_group(MadeClinic& clinic) {
  const auto groups = clinic.groups();
  REQUIRE(groups.size() == 1);
  const std::vector<StaffId> lead = {clinic.id("cosei"), clinic.id("tlindqvist")};
  CHECK(groups.front().facilitators == lead);
  clinic.look([&](store::ReadTxn& txn) {
    CHECK(groups::memberships_of(txn, groups.front().id).size() == 5);
    std::vector<std::string> starts;
    for (const auto& id : groups::sessions_after(txn, groups.front().id, clinic.box.clock.now())) {
      starts.push_back(format_local(appointments::find_meeting(txn, id)->start));
    }
    CHECK(starts == std::vector<std::string>{"2026-11-25T15:00", "2026-12-02T15:00",
                                             "2026-12-09T15:00", "2026-12-16T15:00"});
    return true;
  });
}

void check_series(MadeClinic& clinic) {
  const auto series = clinic.series();
  REQUIRE(series.size() == 1);
  CHECK(series.front().terms.rule == "FREQ=WEEKLY;COUNT=12");
  clinic.look([&](store::ReadTxn& txn) {
    const auto dates = series::standing_rows(txn, series.front().id, {});
    REQUIRE(dates.size() == 12);
    CHECK(format_local(dates.front().date) == "2026-11-26T17:00");
    CHECK(series::colliding_rows(txn, {}).empty());
    return true;
  });
}

void check_waitlist(MadeClinic& clinic) {
  using api::waitlist::Priority;
  std::vector<Priority> order;
  for (const auto& one : clinic.waiting()) order.push_back(one.wish.priority);
  CHECK(order == std::vector{Priority::kEmergent, Priority::kUrgent, Priority::kRoutine});
}

}  // namespace

// "Lena Brandt is not listed as speaking Spanish, and nobody interprets into it."
TEST_CASE("a working week has times for Lucía in Spanish, a group, a series and a waitlist") {
  MadeClinic clinic(Week::kWorking);
  check_spanish(clinic);
  check_group(clinic);
  check_series(clinic);
  check_waitlist(clinic);
  const auto closed =
      clinic.look([](store::ReadTxn& txn) { return availability::list_closed_days(txn); });
  REQUIRE(closed.size() == 1);
  CHECK(format_date(closed.front().day) == "2026-12-04");  // the first Friday nine days on
  const auto setup = clinic.setup();
  CHECK(std::count_if(setup.rooms.begin(), setup.rooms.end(),
                      [](const auto& room) { return room.seats == 10; }) == 1);
}

// On a Saturday too: the demo has visits on every day on which it is started.
TEST_CASE("no visit of a working week lies outside the hours of its clinician") {
  const auto present = GENERATE(Present{"2026-11-25T14:30:00.000Z", "2026-11-25"},
                                Present{"2026-11-28T14:30:00.000Z", "2026-11-28"});
  INFO(present.day);
  MadeClinic clinic(Week::kWorking, 150, present);
  const auto setup = clinic.setup();
  std::int64_t today = 0;
  const std::int64_t outside = clinic.look([&](store::ReadTxn& txn) {
    std::int64_t wrong = 0;
    // A month back, all of it within the hours, and the weeks to come.
    for (int day = -30; day <= 21; ++day) {
      const LocalDate date(std::chrono::sys_days(clinic.today) + std::chrono::days(day));
      for (const auto& visit : appointments::appointments_on(txn, date)) {
        if (!rules::holds_time(visit.state)) continue;
        if (day == 0) ++today;
        const auto service = std::find_if(setup.services.begin(), setup.services.end(),
                                          [&](const auto& one) { return one.id == visit.service; });
        const availability::Visit asked{.slot = {visit.start_time, visit.end_time},
                                        .fit = {.types = service->fits, .now = visit.start_time}};
        const auto plan =
            availability::read_plan(txn, visit.clinician, date, date, clinic.features.site.zone);
        CHECK_FALSE(availability::hours_unknown(plan, date));
        if (!availability::conflicts_of(asked, plan, clinic.features.site.zone).empty()) {
          UNSCOPED_INFO(format_local(visit.start));
          ++wrong;
        }
      }
    }
    return wrong;
  });
  CHECK(today > 0);
  CHECK(outside == 0);
}

TEST_CASE("a working week with one client has what one client lets it have") {
  MadeClinic clinic(Week::kWorking, 1);
  CHECK(clinic.groups().size() == 1);
  CHECK(clinic.series().empty());
  CHECK(clinic.waiting().empty());
  CHECK(clinic.first_free(LanguageBy::kClinician).openings.size() == 6);
}
