// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/working_week.h"

#include "server/access/staff_languages.h"
#include "server/features/availability/availability.h"

namespace alcove::synthetic {
namespace {

using api::clients::SpokenLanguage;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr days kKnownFor{6 * 7};
constexpr days kClosedAhead{9};  // nobody is booked so far ahead yet
constexpr std::int64_t kSeats = 10;

}  // namespace

LocalDate WorkingWeek::first_day() const {
  const sys_days day = sys_days(present_) - kKnownFor;
  return LocalDate(day - (weekday(day) - std::chrono::Monday));
}

LocalDate WorkingWeek::next(weekday day) const {
  const sys_days tomorrow = sys_days(present_) + days(1);
  return LocalDate(tomorrow + (day - weekday(tomorrow)));
}

Result<void> WorkingWeek::begin() {
  ALCOVE_TRY(set_parts_of_services());
  ALCOVE_TRY(set_hours());
  ALCOVE_TRY(set_languages());
  ALCOVE_TRY(set_resources());
  ALCOVE_TRY(set_seats());
  return set_closed_day();
}

Result<api::clinic_setup::Setup> WorkingWeek::setup() {
  using Setup = api::clinic_setup::Setup;
  return ledger_.store().read<Setup>([&](store::ReadTxn& txn) -> Result<Setup> {
    return appointments::read_setup(txn, features_.site, now());
  });
}

Result<api::clinic_setup::Service> WorkingWeek::service_named(std::string_view name) {
  ALCOVE_ASSIGN(const api::clinic_setup::Setup all, setup());
  for (const api::clinic_setup::Service& service : all.services) {
    if (service.name == name) return service;
  }
  return Error{ErrorCode::kNotFound, "service", "the store has no such service"};
}

const Clinician& WorkingWeek::named(std::string_view sign_in_name) const {
  for (const Clinician& one : cast_.clinicians) {
    if (one.member.sign_in_name == sign_in_name) return one;
  }
  ALCOVE_CHECK(false);
  return cast_.on_call;
}

Result<void> WorkingWeek::set_parts_of_services() {
  using Service = api::clinic_setup::Service;
  ALCOVE_ASSIGN(const api::clinic_setup::Setup all, setup());
  for (Service service : all.services) {
    service.fits = parts_for(service.name);
    ALCOVE_TRY(write<Service>(operator_actor(), [&](audit::WriteTxn& txn) {
      return appointments::change_service(service, txn);
    }));
  }
  const Service group{.id = new_id<api::appointments::ServiceId>(),
                      .name = kGroupService,
                      .minutes = kGroupMinutes,
                      .fits = parts_for(kGroupService)};
  return write<Service>(operator_actor(), [&](audit::WriteTxn& txn) {
    return appointments::add_service(group, txn);
  });
}

Result<void> WorkingWeek::set_hours() {
  using api::availability::Hours;
  for (const Clinician& one : cast_.clinicians) {
    const Hours hours{.id = new_id<api::availability::HoursId>(),
                      .clinician = one.principal.staff(),
                      .from = first_day(),
                      .until = std::nullopt,
                      .blocks = one.week};
    ALCOVE_TRY(write<Hours>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
      return availability::set_hours(cast_.desk, hours, txn);
    }));
  }
  return {};
}

Result<void> WorkingWeek::set_languages() {
  using api::administration::Speaker;
  const Speaker alma{named("areyes").principal.staff(),
                     {SpokenLanguage::kEnglish, SpokenLanguage::kSpanish}};
  return write<Speaker>(operator_actor(),
                        [&](audit::WriteTxn& txn) { return access::set_languages(txn, alma); });
}

Result<void> WorkingWeek::set_resources() {
  using api::resources::ResourceKind;
  const api::resources::SetRequest wanted[] = {{.id = new_id<api::resources::ResourceId>(),
                                                .kind = ResourceKind::kInterpreter,
                                                .name = "Rosa Delgado",
                                                .languages = {SpokenLanguage::kSpanish}},
                                               {.id = new_id<api::resources::ResourceId>(),
                                                .kind = ResourceKind::kEquipment,
                                                .name = "Cart for video"}};
  for (const api::resources::SetRequest& one : wanted) {
    ALCOVE_TRY(write<api::resources::Resource>(operator_actor(), [&](audit::WriteTxn& txn) {
      return appointments::set_resource(one, txn);
    }));
  }
  return {};
}

// Of the room in which the group meets.
Result<void> WorkingWeek::set_seats() {
  ALCOVE_ASSIGN(const api::clinic_setup::Setup all, setup());
  for (api::clinic_setup::Room room : all.rooms) {
    if (room.id != named("cosei").room) continue;
    room.seats = kSeats;
    ALCOVE_TRY(write<api::clinic_setup::Room>(operator_actor(), [&](audit::WriteTxn& txn) {
      return appointments::change_room(room, txn);
    }));
  }
  return {};
}

// A Friday: the group and the series have other days.
Result<void> WorkingWeek::set_closed_day() {
  using api::availability::ClosedDay;
  const sys_days earliest = sys_days(present_) + kClosedAhead;
  const ClosedDay closed{.id = new_id<api::availability::ClosedDayId>(),
                         .day = LocalDate(earliest + (std::chrono::Friday - weekday(earliest))),
                         .name = "Staff training"};
  return write<ClosedDay>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
    return availability::set_closed_day(cast_.desk, closed, txn);
  });
}

}  // namespace alcove::synthetic
