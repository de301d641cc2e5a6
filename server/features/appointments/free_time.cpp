// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/booking_decision.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/interpreting.h"
#include "server/features/appointments/overbooking.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"

namespace alcove::appointments {

using api::appointments::FreeReply;
using api::appointments::FreeRequest;
using api::appointments::Place;
using api::resources::ResourceId;
using rules::TimeSlot;

namespace {

using availability::Planning;

// Everything in the book, over a stretch of time, of one of those who are wanted. `buffer` is the
// pause that is wanted after the visit, where it counts.
struct Calendar {
  Place place;
  std::chrono::minutes buffer;
  std::vector<Busy> busy;
  std::optional<ResourceId> resource{};

  // What meets the slot, pauses too where they count: of what comes as it comes only the visits
  // themselves do, as when it is booked.
  std::vector<Busy> met(const TimeSlot& slot, Planning planning) const {
    const bool ahead = planning == Planning::kAhead;
    const TimeSlot held{slot.start, ahead ? slot.end + buffer : slot.end};
    std::vector<Busy> met;
    std::ranges::copy_if(busy, std::back_inserter(met), [&](const Busy& one) {
      return rules::overlaps({one.slot.start, ahead ? one.held_until : one.slot.end}, held);
    });
    return met;
  }
};

// What is asked: the request, the service where one is named, and when.
struct Question {
  const FreeRequest& request;
  api::clinic_setup::Service service;
  std::chrono::hours crisis_release;
  UtcTime now;
  std::chrono::minutes buffer;
  Planning planning = Planning::kAhead;  // of the time that is asked for
  bool keeps_clinician = false;          // only its room would be another one
  std::vector<ResourceId> resources{};
  std::vector<ResourceId> retired{};  // of them
};

// From the wanted start to the end of the last time that could be proposed on that day.
TimeSlot stretch_of(const FreeRequest& request, const TimeSlot& slot, const Zone& zone) {
  const LocalDateTime midnight =
      std::chrono::floor<std::chrono::days>(request.start) + std::chrono::days(1);
  return {slot.start, std::max(slot.end, zone.to_utc(midnight) + (slot.end - slot.start))};
}

std::vector<Calendar> calendars_of(const Question& question, store::ReadTxn& txn,
                                   const TimeSlot& stretch) {
  const FreeRequest& request = question.request;
  std::vector<Calendar> calendars;
  const auto add = [&](Place place, ByteView id) {
    const bool pauses = place == Place::kClinician || place == Place::kRoom;
    const std::chrono::minutes buffer = pauses ? question.buffer : std::chrono::minutes(0);
    calendars.push_back({place, buffer,
                         find_busy(txn, {.place = place,
                                         .id = id,
                                         .slot = stretch,
                                         .held_until = stretch.end + buffer,
                                         .except = request.except})});
  };
  if (request.clinician) add(Place::kClinician, request.clinician->view());
  if (request.room) add(Place::kRoom, request.room->view());
  if (request.client) add(Place::kClient, request.client->view());
  for (const ResourceId& id : question.resources) {
    add(Place::kResource, id.view());
    calendars.back().resource = id;
  }
  return calendars;
}

// What the clinician's hours say, where one is asked for.
class Hours {
 public:
  Hours(const Question& question, store::ReadTxn& txn, const TimeSlot& stretch, const Site& site)
      : question_(question), site_(site) {
    const FreeRequest& request = question.request;
    if (!request.clinician) return;
    const LocalDate first = date_of(request.start);
    plan_ = availability::read_plan(txn, *request.clinician, first, site.day_of(stretch.end),
                                    site.zone);
    if (!question.service.credentials.empty()) {
      plan_.credential = credential_of(txn, *request.clinician);
    }
    if (plan_.cap) {
      visits_ =
          count_visits(txn, *request.clinician, first, request.except.value_or(AppointmentId()));
    }
  }

  bool let_in_one_more(const TimeSlot& slot) const {
    return availability::may_overbook(slot, plan_, site_.zone);
  }

  std::vector<availability::Conflict> against(const TimeSlot& slot, Planning planning) const {
    return availability::conflicts_of({.slot = slot,
                                       .fit = {.types = question_.service.fits,
                                               .credentials = question_.service.credentials,
                                               .now = question_.now,
                                               .crisis_release = question_.crisis_release},
                                       .planning = planning,
                                       .others_that_day = visits_},
                                      plan_, site_.zone);
  }

 private:
  const Question& question_;
  const Site& site_;
  availability::Plan plan_{};
  std::int64_t visits_ = 0;
};

std::vector<LocalDateTime> other_starts(const Question& question,
                                        const std::vector<Calendar>& calendars, const Hours& hours,
                                        const Site& site) {
  constexpr std::chrono::minutes kStep(api::appointments::kProposedStepMinutes);
  const FreeRequest& request = question.request;
  std::vector<LocalDateTime> starts;
  const LocalDateTime day = std::chrono::floor<std::chrono::days>(request.start);
  LocalDateTime next = day + ((request.start - day) / kStep + 1) * kStep;
  for (; next < day + std::chrono::days(1); next += kStep) {
    if (starts.size() == api::appointments::kMaxOtherStarts) break;
    const UtcTime start = site.zone.to_utc(next);
    const TimeSlot slot{start, start + std::chrono::minutes(request.minutes)};
    const bool free = std::none_of(calendars.begin(), calendars.end(), [&](const Calendar& one) {
      return !one.met(slot, Planning::kAhead).empty();
    });
    if (free && start >= question.now && site.zone.exists(next) &&
        hours.against(slot, Planning::kAhead).empty()) {
      starts.push_back(next);
    }
  }
  return starts;
}

std::vector<RoomId> free_rooms(const Question& question, store::ReadTxn& txn,
                               const TimeSlot& slot) {
  std::vector<RoomId> rooms;
  for (const api::clinic_setup::Room& room : list_rooms(txn)) {
    if (room.retired) continue;
    const Wanted wanted{.place = Place::kRoom,
                        .id = room.id.view(),
                        .slot = slot,
                        .held_until = slot.end + question.buffer,
                        .except = question.request.except};
    if (find_busy(txn, wanted).empty()) rooms.push_back(room.id);
  }
  return rooms;
}

// Any length of visit, where no service is named.
Result<api::clinic_setup::Service> service_in(const FreeRequest& request, store::ReadTxn& txn) {
  if (!request.service) return api::clinic_setup::Service{};
  auto service = find_service(txn, *request.service);
  if (!service) return Error{ErrorCode::kNotFound, "service", "there is no such service"};
  return std::move(*service);
}

void put_conflicts(FreeReply& reply, const std::vector<availability::Conflict>& conflicts,
                   const Zone& zone) {
  for (const availability::Conflict& one : conflicts) {
    if (reply.conflicts.size() == api::appointments::kMaxConflicts) return;
    reply.conflicts.push_back(
        {one.kind, one.weight, zone.to_local(one.slot.start), zone.to_local(one.slot.end)});
  }
}

Result<void> note_retired(store::ReadTxn& txn, Question& question) {
  ALCOVE_TRY(check_each_once(question.resources));
  for (const ResourceId& id : question.resources) {
    const auto found = find_resource(txn, id);
    if (!found) {
      return Error{ErrorCode::kNotFound, "resources", "there is no such interpreter or equipment"};
    }
    if (found->retired) question.retired.push_back(id);
  }
  return {};
}

Result<Question> question_of(const FreeRequest& request, store::ReadTxn& txn, const TimeSlot& slot,
                             UtcTime now) {
  ALCOVE_ASSIGN(api::clinic_setup::Service service, service_in(request, txn));
  ALCOVE_ASSIGN(std::vector<ResourceId> resources,
                api::resources::ids_in(request.resources.value_or(std::string())));
  const std::chrono::minutes buffer(service.buffer_minutes);
  Question question{.request = request,
                    .service = std::move(service),
                    .crisis_release = std::chrono::hours(read_rules(txn).crisis_release_hours),
                    .now = now,
                    .buffer = buffer,
                    .resources = std::move(resources)};
  ALCOVE_TRY(note_retired(txn, question));
  bool walks_in = request.walk_in.value_or(false);
  const auto old = request.except ? find_appointment(txn, *request.except) : std::nullopt;
  if (old && old->start_time == slot.start && old->end_time == slot.end) {
    // It would be assigned, not moved: with the pause that it has.
    question.buffer =
        std::chrono::duration_cast<std::chrono::minutes>(held_until(txn, old->id) - slot.end);
    question.keeps_clinician = request.clinician == old->clinician;
    walks_in = old->walk_in && !old->moved_from;
  }
  if (walks_in || slot.start < now) question.planning = Planning::kAsItComes;
  return question;
}

// Over which visits of the clinician it may be booked, as the booking would find it.
std::vector<Busy> visits_under(const Question& question, const std::vector<Calendar>& calendars,
                               const Hours& hours, const TimeSlot& slot) {
  if (!question.request.clinician || !hours.let_in_one_more(slot)) return {};
  const std::vector<Busy> met = calendars.front().met(slot, Planning::kAhead);
  return takes_one_more(met, slot) ? met : std::vector<Busy>();
}

std::optional<Taken> taken_in(const Calendar& calendar, const TimeSlot& slot, Planning planning,
                              const std::vector<Busy>& under) {
  const bool shares = calendar.place == Place::kClinician || calendar.place == Place::kRoom;
  for (const Busy& busy : calendar.met(slot, planning)) {
    if (shares && is_among(under, busy)) continue;
    const UtcTime end = planning == Planning::kAhead ? busy.held_until : busy.slot.end;
    return Taken{calendar.place, {busy.slot.start, end}, calendar.resource, busy};
  }
  return std::nullopt;
}

// What stands against it as `decide` finds it when it is booked.
std::vector<availability::Conflict> conflicts_in(const Question& question,
                                                 const std::vector<Calendar>& calendars,
                                                 const Hours& hours, const TimeSlot& slot,
                                                 const std::vector<Busy>& under) {
  if (question.keeps_clinician) return {};
  std::vector<availability::Conflict> conflicts = hours.against(slot, question.planning);
  if (!under.empty()) {
    put_overbooking(under, {slot.start, slot.end + question.buffer}, conflicts);
    return conflicts;
  }
  if (question.planning == Planning::kAhead) return conflicts;
  for (const Calendar& calendar : calendars) {
    if (calendar.place == Place::kClient || calendar.place == Place::kResource) continue;
    add_pauses(calendar.busy, slot, slot.end + calendar.buffer, conflicts);
  }
  return conflicts;
}

std::optional<api::clients::SpokenLanguage> interpreter_for(const FreeRequest& request,
                                                            store::ReadTxn& txn) {
  if (!request.client) return std::nullopt;
  const auto client = clients::find_client(txn, *request.client);
  if (!client || !client->details.needs_interpreter) return std::nullopt;
  if (request.clinician && !needs_interpreter(txn, client->details, *request.clinician)) {
    return std::nullopt;
  }
  return client->details.language;
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
  ALCOVE_ASSIGN(const Question question, question_of(request, txn, slot, now));
  const TimeSlot stretch = stretch_of(request, slot, site.zone);
  const std::vector<Calendar> calendars = calendars_of(question, txn, stretch);
  const Hours hours(question, txn, stretch, site);
  const std::vector<Busy> under = visits_under(question, calendars, hours, slot);
  FreeReply reply;
  reply.retired = question.retired;
  for (const Calendar& calendar : calendars) {
    const auto taken = taken_in(calendar, slot, question.planning, under);
    if (taken) reply.collisions.push_back(collision_of(txn, *taken, site));
  }
  put_conflicts(reply, conflicts_in(question, calendars, hours, slot, under), site.zone);
  reply.free_rooms = free_rooms(question, txn, slot);
  reply.other_starts = other_starts(question, calendars, hours, site);
  reply.time_shifted = !site.zone.exists(request.start);
  reply.interpreter = interpreter_for(request, txn);
  audit::Event event{.action = "appointment.find_free",
                     .client = request.client,
                     .detail = fmt::format("{} collisions, {} conflicts", reply.collisions.size(),
                                           reply.conflicts.size())};
  return http::Answer<FreeReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::appointments
