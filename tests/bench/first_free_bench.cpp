// SPDX-License-Identifier: Apache-2.0
// The book of a year with 1, 10 and 40 clinicians who work eight hours on five days a week: the day
// board, "first free" in a year in which one hour in twenty is still free, and in one in which only
// the last day is, and for the one test kit, which is taken until the last day. Prints
// "name<TAB>value<TAB>unit" lines; times are those of the answer without the network and the event
// that is written before it leaves.
#include <algorithm>
#include <cstdio>
#include <functional>

#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/resource_store.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "tests/support/box.h"

using namespace alcove;
using Time = std::chrono::steady_clock;
using api::appointments::Appointment;

namespace {

constexpr int kDays = 366;
constexpr int kFirstHour = 9;
constexpr int kHours = 8;
constexpr int kClients = 500;
constexpr int kAsked = 200;
constexpr int kInterpreters = 10;
constexpr std::int64_t kOfOneTime = 3;

const api::appointments::ServiceId kTherapy =
    api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value();

// With kTheKit the first clinician's visits take the only test kit until the last day, and each
// visit of the others one of ten interpreters.
enum class Booked : std::uint8_t { kNineteenInTwenty, kAllButTheLastDay, kTheKit };

class YearOfBookings {
 public:
  YearOfBookings(int clinicians, Booked booked) : booked_(booked) {
    desk_.station = wire::Station::kFrontDesk;
    desk_.device_name = "Desk";
    desk_.purpose = access::Purpose::kTreatment;
    write([&](audit::WriteTxn& txn) {
      add_person(txn, api::Role::kFrontDesk);
      desk_.person = access::Person{.staff = staff_.back(),
                                    .session = {},
                                    .display_name = "Mia",
                                    .credential = "",
                                    .roles = {api::Role::kFrontDesk}};
      for (int i = 0; i < kClients; ++i) add_client(txn, i);
      for (int i = 0; i <= kInterpreters; ++i) add_resource(txn, i);
      for (int i = 0; i < clinicians; ++i) add_clinician(txn, i);
    });
  }

  // Milliseconds of each of so many answers.
  template <class Answer>
  std::vector<double> time(int count, Answer answer) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
      const auto begun = Time::now();
      const auto read = box_.store->read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
        answer(txn, i);
        return true;
      });
      ALCOVE_CHECK(read.ok());
      times.push_back(std::chrono::duration<double, std::milli>(Time::now() - begun).count());
    }
    std::sort(times.begin(), times.end());
    return times;
  }
  std::vector<double> first_free(int count) {
    return time(count, [&](store::ReadTxn& txn, int i) {
      api::appointments::FirstFreeRequest request{.service = kTherapy};
      request.minutes = 60;
      // As the desk asks.
      request.count = api::appointments::kMaxOpenings;
      request.of_one_time = kOfOneTime;
      if (booked_ == Booked::kTheKit) request.resources = resources_[0].text();
      if (booked_ == Booked::kNineteenInTwenty) {
        request.from = LocalDate(today() + std::chrono::days(i));
      }
      const auto found =
          appointments::find_first_free(desk_, request, txn, site_, box_.clock.now());
      ALCOVE_CHECK(found.ok() && !found->reply.openings.empty());
    });
  }
  std::vector<double> day_board(int count) {
    return time(count, [&](store::ReadTxn& txn, int i) {
      api::appointments::DayRequest request;
      request.day = LocalDate(today() + std::chrono::days(i % kDays));
      ALCOVE_CHECK(appointments::read_day_board(desk_, request, txn, site_, box_.clock.now(),
                                                appointments::WhoseDay::kEverybody)
                       .ok());
    });
  }

 private:
  void write(const std::function<void(audit::WriteTxn&)>& work) {
    const auto done = box_.ledger->write<bool>({.system_user = "bench"},
                                               [&](audit::WriteTxn& txn) -> Result<bool> {
                                                 work(txn);
                                                 txn.record({.action = "bench.book"});
                                                 return true;
                                               });
    ALCOVE_CHECK(done.ok());
  }
  std::chrono::local_days today() {
    return std::chrono::local_days(site_.day_of(box_.clock.now()));
  }

  void add_person(audit::WriteTxn& txn, api::Role role) {
    access::StaffRecord staff;
    staff.id = StaffId::make(txn.now(), box_.random);
    staff.sign_in_name = staff.id.text();
    staff.display_name = "Somebody";
    staff.roles = {role};
    staff.added_at = txn.now();
    access::insert_staff(txn, staff);
    staff_.push_back(staff.id);
  }
  // The first is the kit, the others are interpreters.
  void add_resource(audit::WriteTxn& txn, int number) {
    using Kind = api::resources::ResourceKind;
    api::resources::Resource one{.id = api::resources::ResourceId::make(txn.now(), box_.random),
                                 .revision = 1,
                                 .kind = number == 0 ? Kind::kEquipment : Kind::kInterpreter,
                                 .name = "Number " + std::to_string(number)};
    if (number > 0) one.languages = {api::clients::SpokenLanguage::kSpanish};
    appointments::put_resource(txn, one);
    resources_.push_back(one.id);
  }
  void add_client(audit::WriteTxn& txn, int number) {
    api::clients::RegisterRequest request;
    request.client = ClientId::make(txn.now(), box_.random);
    request.details.legal_given = "Client";
    request.details.legal_family = "Number " + std::to_string(number);
    request.details.birth_date = LocalDate(
        std::chrono::local_days(std::chrono::year(1970) / 1 / 1) + std::chrono::days(20 * number));
    request.not_the_same_as = clients_;
    ALCOVE_CHECK(clients::register_client(desk_, request, txn, site_.day_of(txn.now())).ok());
    clients_.push_back(request.client);
  }
  void add_clinician(audit::WriteTxn& txn, int number) {
    add_person(txn, api::Role::kClinician);
    api::availability::Hours hours{.id = api::availability::HoursId::make(txn.now(), box_.random),
                                   .clinician = staff_.back(),
                                   .from = parse_date("2026-01-01").value(),
                                   .until = std::nullopt,
                                   .blocks = {}};
    for (std::int64_t weekday = 1; weekday <= 5; ++weekday) {
      hours.blocks.push_back(
          {weekday, kFirstHour * 60, (kFirstHour + kHours) * 60, rules::SlotType::kTherapy});
    }
    ALCOVE_CHECK(availability::set_hours(desk_, hours, txn).ok());
    for (int day = 0; day <= kDays; ++day) {
      const std::chrono::weekday weekday(today() + std::chrono::days(day));
      if (weekday.iso_encoding() > 5) continue;
      for (int hour = 0; hour < kHours; ++hour) {
        if (!is_free(day, number)) book(txn, number, day, hour);
      }
    }
  }
  bool is_free(int day, int number) {
    switch (booked_) {
      case Booked::kNineteenInTwenty:
        return dice_.below(20) == 0;
      case Booked::kAllButTheLastDay:
        return day >= kDays - 2;
      case Booked::kTheKit:
        return number == 0 ? day >= kDays - 2 : dice_.below(20) == 0;
    }
    return false;
  }
  void book(audit::WriteTxn& txn, int number, int day, int hour) {
    Appointment made;
    made.id = AppointmentId::make(txn.now(), box_.random);
    made.revision = 1;
    made.client =
        clients_[(static_cast<std::size_t>(number) * kHours + static_cast<std::size_t>(hour)) %
                 kClients];
    made.clinician = staff_.back();
    made.service = kTherapy;
    made.start = today() + std::chrono::days(day) + std::chrono::hours(kFirstHour + hour);
    made.minutes = 60;
    made.zone = site_.zone.name();
    made.start_time = site_.zone.to_utc(made.start);
    made.end_time = made.start_time + std::chrono::minutes(made.minutes);
    made.state_since = txn.now();
    if (booked_ == Booked::kTheKit) {
      const int taken = number == 0 ? 0 : 1 + number % kInterpreters;
      made.resources = {resources_[static_cast<std::size_t>(taken)]};
    }
    appointments::insert_appointment(txn, made, made.end_time);
  }

  Booked booked_;
  appointments::Site site_{.zone = Zone::named("America/New_York").value()};
  testing::TestBox box_;
  SeededRandom dice_{7};
  access::Principal desk_;
  std::vector<StaffId> staff_;
  std::vector<ClientId> clients_;
  std::vector<api::resources::ResourceId> resources_;
};

void print(const std::string& name, const std::vector<double>& times) {
  const auto at = [&](std::size_t percent) {
    return times[std::min(times.size() - 1, times.size() * percent / 100)];
  };
  std::printf("%s, p50\t%.3f\tms\n%s, p99\t%.3f\tms\n", name.c_str(), at(50), name.c_str(), at(99));
}

}  // namespace

int main() {
  for (const int clinicians : {1, 10, 40}) {
    const std::string with = " with " + std::to_string(clinicians) + " clinicians";
    YearOfBookings usual(clinicians, Booked::kNineteenInTwenty);
    print("day board" + with, usual.day_board(kAsked));
    print("first free" + with, usual.first_free(kAsked));
    YearOfBookings full(clinicians, Booked::kAllButTheLastDay);
    print("first free in a full year" + with, full.first_free(kAsked / 4));
    YearOfBookings kit(clinicians, Booked::kTheKit);
    print("first free of a kit in a full year" + with, kit.first_free(kAsked / 4));
  }
  return 0;
}
