// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/clients/clients.h"

namespace alcove::appointments {

using api::appointments::FreeReply;
using api::appointments::FreeRequest;
using api::appointments::Place;
using rules::TimeSlot;

namespace {

// Everything in the book, over a stretch of time, of one of those who are wanted.
struct Calendar {
  Place place;
  std::vector<Busy> busy;

  const Busy* in_the_way(const TimeSlot& slot) const {
    const auto found = std::find_if(
        busy.begin(), busy.end(), [&](const Busy& one) { return rules::overlaps(one.slot, slot); });
    return found == busy.end() ? nullptr : &*found;
  }
};

// From the wanted start to the end of the last time that could be proposed on that day.
TimeSlot stretch_of(const FreeRequest& request, const TimeSlot& slot, const Zone& zone) {
  const LocalDateTime midnight =
      std::chrono::floor<std::chrono::days>(request.start) + std::chrono::days(1);
  return {slot.start, std::max(slot.end, zone.to_utc(midnight) + (slot.end - slot.start))};
}

std::vector<Calendar> calendars_of(const FreeRequest& request, store::ReadTxn& txn,
                                   const TimeSlot& stretch) {
  std::vector<Calendar> calendars;
  const auto add = [&](Place place, ByteView id) {
    calendars.push_back(
        {place,
         find_busy(txn, {.place = place, .id = id, .slot = stretch, .except = request.except})});
  };
  if (request.clinician) add(Place::kClinician, request.clinician->view());
  if (request.room) add(Place::kRoom, request.room->view());
  if (request.client) add(Place::kClient, request.client->view());
  return calendars;
}

std::vector<LocalDateTime> other_starts(const FreeRequest& request,
                                        const std::vector<Calendar>& calendars, const Site& site,
                                        UtcTime now) {
  constexpr std::chrono::minutes kStep(api::appointments::kProposedStepMinutes);
  std::vector<LocalDateTime> starts;
  const LocalDateTime day = std::chrono::floor<std::chrono::days>(request.start);
  LocalDateTime next = day + ((request.start - day) / kStep + 1) * kStep;
  for (; next < day + std::chrono::days(1); next += kStep) {
    if (starts.size() == api::appointments::kMaxOtherStarts) break;
    const UtcTime start = site.zone.to_utc(next);
    const TimeSlot slot{start, start + std::chrono::minutes(request.minutes)};
    const bool free = std::none_of(
        calendars.begin(), calendars.end(),
        [&](const Calendar& calendar) { return calendar.in_the_way(slot) != nullptr; });
    if (free && start >= now && site.zone.exists(next)) starts.push_back(next);
  }
  return starts;
}

std::vector<RoomId> free_rooms(const FreeRequest& request, store::ReadTxn& txn,
                               const TimeSlot& slot) {
  std::vector<RoomId> rooms;
  for (const api::clinic_setup::Room& room : list_rooms(txn)) {
    if (room.retired) continue;
    const Wanted wanted{
        .place = Place::kRoom, .id = room.id.view(), .slot = slot, .except = request.except};
    if (find_busy(txn, wanted).empty()) rooms.push_back(room.id);
  }
  return rooms;
}

}  // namespace

Result<http::Answer<FreeReply>> find_free_time(const access::Principal& principal,
                                               const FreeRequest& request, store::ReadTxn& txn,
                                               const Site& site, UtcTime now) {
  access::Relation relation = access::Relation::kNone;
  if (request.client) relation = clients::relation_to(txn, *request.client, principal.staff());
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, relation));
  if (request.client && !clients::record_number_of(txn, *request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  ALCOVE_ASSIGN(const TimeSlot slot,
                rules::make_slot(site.zone.to_utc(request.start), request.minutes, now));
  const std::vector<Calendar> calendars =
      calendars_of(request, txn, stretch_of(request, slot, site.zone));
  FreeReply reply;
  for (const Calendar& calendar : calendars) {
    const Busy* const busy = calendar.in_the_way(slot);
    if (busy == nullptr) continue;
    reply.collisions.push_back(
        {calendar.place, site.zone.to_local(busy->slot.start), site.zone.to_local(busy->slot.end)});
  }
  reply.free_rooms = free_rooms(request, txn, slot);
  reply.other_starts = other_starts(request, calendars, site, now);
  reply.time_shifted = !site.zone.exists(request.start);
  audit::Event event{.action = "appointment.find_free",
                     .client = request.client,
                     .detail = fmt::format("{} collisions", reply.collisions.size())};
  return http::Answer<FreeReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::appointments
