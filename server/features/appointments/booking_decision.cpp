// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/booking_decision.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/staff_store.h"
#include "server/features/appointments/appointment_rules.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/overbooking.h"
#include "server/features/appointments/resource_store.h"
#include "server/features/appointments/what_stands.h"
#include "shared/rules/credentials.h"

namespace alcove::appointments {
namespace {

using api::appointments::Place;
using api::resources::ResourceId;
using availability::Conflict;
using availability::Planning;
using rules::ConflictKind;
using rules::ConflictWeight;
using rules::TimeSlot;

std::vector<Wanted> places_of(const Booking& booking) {
  const Appointment& appointment = booking.appointment;
  std::vector<Wanted> places;
  const auto add = [&](Place place, ByteView id) {
    places.push_back({.place = place,
                      .id = id,
                      .slot = {appointment.start_time, appointment.end_time},
                      .held_until = booking.held_until,
                      .except = booking.except,
                      .gone = booking.gone,
                      .except_meeting = appointment.meeting});
  };
  const Asked asked = booking.asked;
  if (asked == Asked::kAll || asked == Asked::kClinicianAndRoom) {
    add(Place::kClinician, appointment.clinician.view());
  }
  const bool room = asked != Asked::kClient && asked != Asked::kResources;
  if (room && appointment.room) add(Place::kRoom, appointment.room->view());
  if (asked == Asked::kAll || asked == Asked::kClient) {
    add(Place::kClient, appointment.client.view());
  }
  if (asked == Asked::kAll || asked == Asked::kResources) {
    for (const auto& resource : appointment.resources) add(Place::kResource, resource.view());
  }
  return places;
}

const char* sentence_of(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::kClosed:
      return "the clinic is closed";
    case ConflictKind::kTimeOff:
      return "the clinician is away";
    case ConflictKind::kOutsideHours:
      return "outside the clinician's hours";
    case ConflictKind::kSlotType:
      return "kept for another kind of visit";
    case ConflictKind::kBuffer:
      return "in the pause after a visit";
    case ConflictKind::kLunch:
      return "lunch";
    case ConflictKind::kCrisisHold:
      return "kept for a crisis";
    case ConflictKind::kOverCap:
      return "over the clinician's visits a day";
    case ConflictKind::kCredential:
      return "given by other credentials than the clinician's";
    case ConflictKind::kOverbook:
      return "over another visit of the clinician's";
  }
  ALCOVE_CHECK(false);
  return "";
}

availability::Plan plan_of(store::ReadTxn& txn, const Booking& booking, const Site& site) {
  const Appointment& appointment = booking.appointment;
  return availability::read_plan(txn, appointment.clinician, site.day_of(appointment.start_time),
                                 site.day_of(appointment.end_time), site.zone);
}

// Over which visits of the clinician this one may be booked: none where it may not.
std::vector<Busy> visits_under(store::ReadTxn& txn, const Booking& booking,
                               const availability::Plan& plan, const Site& site) {
  const Appointment& appointment = booking.appointment;
  if (appointment.meeting) return {};
  if (booking.asked != Asked::kAll && booking.asked != Asked::kRoom) return {};
  const TimeSlot slot{appointment.start_time, appointment.end_time};
  if (!availability::may_overbook(slot, plan, site.zone)) return {};
  std::vector<Busy> busy = find_busy(txn, {.place = Place::kClinician,
                                           .id = appointment.clinician.view(),
                                           .slot = slot,
                                           .held_until = booking.held_until,
                                           .except = booking.except,
                                           .gone = booking.gone});
  return takes_one_more(busy, slot) ? busy : std::vector<Busy>();
}

// What somebody would have to change.
const char* field_of(ConflictKind kind) {
  if (kind == ConflictKind::kCredential) return "clinician";
  return kind == ConflictKind::kSlotType ? "service" : "start";
}

// Which credentials the clinician has to have: none where somebody else who leads has one of them.
std::vector<std::string> credentials_asked(store::ReadTxn& txn, const Booking& booking,
                                           const api::clinic_setup::Service& service) {
  if (service.credentials.empty()) return {};
  const bool another = std::ranges::any_of(booking.leads_with, [&](const StaffId& id) {
    return rules::has_credential(credential_of(txn, id), service.credentials);
  });
  return another ? std::vector<std::string>() : service.credentials;
}

std::string sentences(const std::vector<Conflict>& conflicts, ConflictWeight weight,
                      const Site& site, LocalDate day) {
  std::string all;
  for (const Conflict& one : conflicts) {
    if (one.weight != weight) continue;
    all += fmt::format(
        "{}{} {}", all.empty() ? "" : "; ", sentence_of(one.kind),
        from_to_words(site.zone.to_local(one.slot.start), site.zone.to_local(one.slot.end), day));
  }
  return all;
}

}  // namespace

std::string credential_of(store::ReadTxn& txn, const StaffId& clinician) {
  auto person = access::find_staff(txn, clinician);
  return person ? std::move(person->credential) : std::string();
}

void add_pauses(const std::vector<Busy>& others, const TimeSlot& visit, UtcTime held_until,
                std::vector<Conflict>& conflicts) {
  for (const Busy& busy : others) {
    const TimeSlot part{std::max(busy.slot.start, visit.start),
                        std::min(busy.held_until, held_until)};
    if (rules::overlaps(busy.slot, visit) || part.start >= part.end) continue;
    const Conflict found{ConflictKind::kBuffer,
                         availability::weight_of(ConflictKind::kBuffer, Planning::kAsItComes),
                         part};
    // Clinician and room mostly have the same pause.
    if (std::find(conflicts.begin(), conflicts.end(), found) == conflicts.end()) {
      conflicts.push_back(found);
    }
  }
}

Booking booking_of(const Appointment& appointment, const api::clinic_setup::Service& service,
                   const AppointmentId& except, UtcTime now) {
  const bool walks_in = appointment.walk_in && !appointment.moved_from;
  const bool as_it_comes = walks_in || appointment.start_time < now;
  return {.appointment = appointment,
          .held_until = appointment.end_time + std::chrono::minutes(service.buffer_minutes),
          .except = except,
          .planning = as_it_comes ? Planning::kAsItComes : Planning::kAhead,
          .asked = appointment.meeting ? Asked::kClient : Asked::kAll};
}

std::optional<Taken> find_taken(store::ReadTxn& txn, const Booking& booking, const Site& site) {
  std::optional<std::vector<Busy>> under;
  for (const Wanted& wanted : places_of(booking)) {
    const bool shares = wanted.place == Place::kClinician || wanted.place == Place::kRoom;
    for (const Busy& busy : find_busy(txn, wanted)) {
      if (shares && !under) under = visits_under(txn, booking, plan_of(txn, booking, site), site);
      if (shares && is_among(*under, busy)) continue;
      Taken taken{.place = wanted.place, .slot = busy.slot, .by = busy};
      if (wanted.place == Place::kResource) taken.resource = ResourceId::from_blob(wanted.id);
      if (rules::overlaps(busy.slot, wanted.slot)) return taken;
      if (booking.planning == Planning::kAhead) {
        taken.slot.end = busy.held_until;
        return taken;
      }
    }
  }
  return std::nullopt;
}

Result<void> check_free(store::ReadTxn& txn, const Booking& booking, const Site& site) {
  const std::optional<Taken> taken = find_taken(txn, booking, site);
  if (!taken) return {};
  const auto resource = taken->resource ? find_resource(txn, *taken->resource) : std::nullopt;
  return Error{
      ErrorCode::kTaken, std::string(wire::word_of(taken->place)),
      (resource ? resource->name + ": " : std::string()) +
          taken_sentence(site.zone.to_local(taken->slot.start), site.zone.to_local(taken->slot.end),
                         site.day_of(booking.appointment.start_time)) +
          what_words(what_stands(txn, taken->by))};
}

api::appointments::Collision collision_of(store::ReadTxn& txn, const Taken& taken,
                                          const Site& site) {
  return {taken.place, site.zone.to_local(taken.slot.start), site.zone.to_local(taken.slot.end),
          taken.resource, what_stands(txn, taken.by)};
}

std::vector<Conflict> find_conflicts(store::ReadTxn& txn, const Booking& booking,
                                     const api::clinic_setup::Service& service, const Site& site,
                                     UtcTime now) {
  if (booking.asked != Asked::kAll && booking.asked != Asked::kClinicianAndRoom) return {};
  const Appointment& appointment = booking.appointment;
  const TimeSlot slot{appointment.start_time, appointment.end_time};
  const LocalDate first = site.day_of(slot.start);
  availability::Plan plan = plan_of(txn, booking, site);
  std::vector<std::string> credentials = credentials_asked(txn, booking, service);
  if (!credentials.empty()) plan.credential = credential_of(txn, appointment.clinician);
  const std::chrono::hours release(read_rules(txn).crisis_release_hours);
  std::vector<Conflict> conflicts = availability::conflicts_of(
      {.slot = slot,
       .fit = {.types = service.fits,
               .credentials = std::move(credentials),
               .now = now,
               .crisis_release = release},
       .planning = booking.planning,
       .others_that_day = plan.cap ? count_visits(txn, appointment.clinician, first, booking.except,
                                                  booking.gone, appointment.meeting) +
                                         booking.more_that_day
                                   : 0},
      plan, site.zone);
  if (const auto under = visits_under(txn, booking, plan, site); !under.empty()) {
    put_overbooking(under, {slot.start, booking.held_until}, conflicts);
    return conflicts;  // the pauses are part of it
  }
  if (booking.planning == Planning::kAhead) return conflicts;
  for (const Wanted& wanted : places_of(booking)) {
    add_pauses(find_busy(txn, wanted), wanted.slot, booking.held_until, conflicts);
  }
  return conflicts;
}

Result<Overridden> weigh(const std::vector<Conflict>& conflicts,
                         const std::optional<std::string>& override_reason, const Site& site,
                         LocalDate day) {
  if (conflicts.empty()) return Overridden{};
  for (const Conflict& one : conflicts) {
    if (one.weight != ConflictWeight::kHard) continue;
    return Error{ErrorCode::kOutOfRange, field_of(one.kind),
                 sentences(conflicts, ConflictWeight::kHard, site, day)};
  }
  if (!override_reason) {
    return Error{ErrorCode::kMissingField, "override_reason",
                 sentences(conflicts, ConflictWeight::kSoft, site, day)};
  }
  Overridden overridden{.reason = *override_reason};
  for (const Conflict& one : conflicts) {
    if (std::find(overridden.kinds.begin(), overridden.kinds.end(), one.kind) ==
        overridden.kinds.end()) {
      overridden.kinds.push_back(one.kind);
    }
  }
  return overridden;
}

Result<Overridden> decide(audit::WriteTxn& txn, const Booking& booking,
                          const api::clinic_setup::Service& service,
                          const std::optional<std::string>& override_reason, const Site& site) {
  ALCOVE_TRY(check_free(txn, booking, site));
  return weigh(find_conflicts(txn, booking, service, site, txn.now()), override_reason, site,
               site.day_of(booking.appointment.start_time));
}

}  // namespace alcove::appointments
