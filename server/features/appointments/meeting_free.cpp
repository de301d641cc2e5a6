// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/interpreting.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/appointments/meeting_reading.h"
#include "server/features/clients/clients.h"

namespace alcove::appointments {

using api::appointments::FreeMeetingReply;
using api::appointments::FreeMeetingRequest;
using api::resources::ResourceId;
using store::ReadTxn;

namespace {

// What is looked at, as the write would ask it.
struct Looked {
  Meeting meeting;
  api::clinic_setup::Service service;
  UtcTime held_until;
  std::vector<StaffId> asked;  // of its clinicians
  bool room_asked = true;
  bool seats_asked = true;          // who has a place in a room keeps it
  std::vector<Appointment> places;  // of who comes; with an id: the old one
  std::vector<ClientId> come{};     // all of them, where their places are not asked for too
  std::vector<ResourceId> resources_asked{};
  std::vector<ResourceId> retired{};
};

template <class IdType>
Result<std::vector<IdType>> ids_in(const std::optional<std::string>& line) {
  std::vector<IdType> ids;
  std::string_view words = line ? std::string_view(*line) : std::string_view();
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    ALCOVE_ASSIGN(const IdType id, IdType::parse(words.substr(0, end)));
    ids.push_back(id);
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return ids;
}

// Of one that is moved: who still comes; and where only others lead it, only they are asked for.
Result<void> look_at_moved(ReadTxn& txn, const FreeMeetingRequest& request, Looked& looked) {
  const auto before = find_meeting(txn, *request.except);
  if (!before) return Error{ErrorCode::kNotFound, "except", "there is no such session"};
  Meeting& meeting = looked.meeting;
  meeting.id = before->id;
  meeting.most = before->most;
  const auto open = [](const Appointment& one) { return rules::is_open(one.state); };
  const std::vector<Appointment> places = places_of_meeting(txn, before->id);
  for (const Appointment& one : places) {
    if (open(one)) looked.come.push_back(one.client);
  }
  looked.seats_asked = meeting.room != before->room;
  if (looked.seats_asked) ALCOVE_TRY(check_meeting_room(txn, meeting.room));
  if (meeting.start_time == before->start_time && meeting.end_time == before->end_time) {
    looked.held_until = meeting_held_until(txn, before->id);
    looked.room_asked = looked.seats_asked;
    std::erase_if(looked.asked, [&](const StaffId& one) { return leads(*before, one); });
    looked.resources_asked = new_resources(*before, meeting.resources);
    return {};
  }
  std::ranges::copy_if(places, std::back_inserter(looked.places), open);
  return {};
}

Result<void> look_at_new(ReadTxn& txn, const FreeMeetingRequest& request, Looked& looked) {
  ALCOVE_TRY(check_meeting_room(txn, request.room));
  ALCOVE_ASSIGN(const std::vector<ClientId> clients, ids_in<ClientId>(request.clients));
  for (const ClientId& one : clients) {
    Appointment place;
    place.client = one;
    looked.places.push_back(std::move(place));
  }
  looked.come = clients;
  return {};
}

// What is not in use any more is in the way of the sheet, and of no time.
Result<void> look_at_resources(ReadTxn& txn, const FreeMeetingRequest& request, Looked& looked) {
  ALCOVE_ASSIGN(looked.meeting.resources,
                api::resources::ids_in(request.resources.value_or(std::string())));
  ALCOVE_TRY(check_each_once(looked.meeting.resources));
  for (const ResourceId& id : looked.meeting.resources) {
    const auto found = find_resource(txn, id);
    if (!found) {
      return Error{ErrorCode::kNotFound, "resources", "there is no such interpreter or equipment"};
    }
    if (found->retired) looked.retired.push_back(id);
  }
  looked.resources_asked = looked.meeting.resources;
  return {};
}

Result<Looked> looked_at(ReadTxn& txn, const FreeMeetingRequest& request, const Site& site,
                         UtcTime now) {
  auto service = find_service(txn, request.service);
  if (!service) return Error{ErrorCode::kNotFound, "service", "there is no such service"};
  Appointment time;
  ALCOVE_TRY(set_time(time, request.start, request.minutes, site.zone, now));
  Looked looked;
  looked.service = std::move(*service);
  looked.held_until = time.end_time + std::chrono::minutes(looked.service.buffer_minutes);
  ALCOVE_ASSIGN(looked.asked, ids_in<StaffId>(request.clinicians));
  if (!looked.asked.empty()) ALCOVE_TRY(check_clinicians(txn, looked.asked));
  Meeting& meeting = looked.meeting;
  meeting.service = request.service;
  meeting.room = request.room;
  take_time(meeting, time);
  for (const StaffId& one : looked.asked) meeting.clinicians.push_back({.clinician = one});
  if (meeting.clinicians.empty()) meeting.clinicians.emplace_back();  // nobody yet
  ALCOVE_TRY(look_at_resources(txn, request, looked));
  if (request.except) {
    ALCOVE_TRY(look_at_moved(txn, request, looked));
  } else {
    ALCOVE_TRY(look_at_new(txn, request, looked));
  }
  return looked;
}

class Look {
 public:
  Look(ReadTxn& txn, const Looked& looked, const Site& site, UtcTime now)
      : txn_(txn), looked_(looked), site_(site), now_(now) {}

  void at_clinicians(FreeMeetingReply& reply) {
    for (const StaffId& one : looked_.asked) {
      const auto person = access::find_staff(txn_, one);
      const std::string name = person ? person->display_name : std::string();
      Appointment probe = place_in(looked_.meeting);
      probe.clinician = one;
      if (!looked_.room_asked) probe.room.reset();
      put_conflicts(reply, name, probe);
      probe.room.reset();  // said by itself
      put_taken(reply, name, probe, Asked::kClinicianAndRoom);
    }
  }

  void at_room(FreeMeetingReply& reply) {
    const auto& id = looked_.meeting.room;
    const auto room = looked_.room_asked && id ? find_room(txn_, *id) : std::nullopt;
    if (!room) return;
    put_taken(reply, room->name, place_in(looked_.meeting), Asked::kRoom);
    const auto come = static_cast<std::int64_t>(looked_.places.size());
    reply.too_few_seats = looked_.seats_asked && room->seats && come > *room->seats;
  }

  void at_resources(FreeMeetingReply& reply) {
    for (const ResourceId& id : looked_.resources_asked) {
      const auto resource = find_resource(txn_, id);
      Appointment probe = place_in(looked_.meeting);
      probe.resources = {id};
      put_taken(reply, resource ? resource->name : std::string(), probe, Asked::kResources);
    }
    reply.retired = looked_.retired;
  }

  // Into which languages somebody who comes needs an interpreter, with who leads it.
  void at_languages(FreeMeetingReply& reply) {
    auto& into = reply.interpreters;
    for (const ClientId& one : looked_.come) {
      const auto client = clients::find_client(txn_, one);
      const StaffId lead = looked_.meeting.clinicians.front().clinician;
      if (!client || !needs_interpreter(txn_, client->details, lead)) continue;
      into.push_back(client->details.language);
    }
    std::ranges::sort(into);
    into.erase(std::unique(into.begin(), into.end()), into.end());
  }

  // By name; their record numbers, for the event.
  Result<std::vector<std::int64_t>> at_clients(FreeMeetingReply& reply) {
    std::vector<std::tuple<std::string, std::int64_t, const Appointment*>> all;
    for (const Appointment& place : looked_.places) {
      const auto client = clients::find_client(txn_, place.client);
      if (!client) return Error{ErrorCode::kNotFound, "clients", "there is no such client"};
      all.emplace_back(rules::list_name(clients::name_of(client->details)), client->record_number,
                       &place);
    }
    std::sort(all.begin(), all.end());
    std::vector<std::int64_t> shown;
    for (const auto& [name, number, place] : all) {
      shown.push_back(number);
      Appointment probe = place_in(looked_.meeting);
      probe.id = place->id;
      probe.client = place->client;
      put_taken(reply, name, probe, Asked::kClient);
    }
    return shown;
  }

 private:
  Booking booking(const Appointment& probe, Asked asked) const {
    Booking booking = booking_of(probe, looked_.service, probe.id, now_);
    booking.held_until = asked == Asked::kClient ? probe.end_time : looked_.held_until;
    booking.asked = asked;
    return booking;
  }

  void put_taken(FreeMeetingReply& reply, const std::string& name, const Appointment& probe,
                 Asked asked) {
    const auto taken = find_taken(txn_, booking(probe, asked), site_);
    if (!taken) return;
    const auto one = collision_of(txn_, *taken, site_);
    reply.collisions.push_back({one.place, name, one.start, one.end, one.what});
  }

  void put_conflicts(FreeMeetingReply& reply, const std::string& name, const Appointment& probe) {
    Booking wanted = booking(probe, Asked::kClinicianAndRoom);
    wanted.leads_with = leaders_of(looked_.meeting);
    for (const auto& one : find_conflicts(txn_, wanted, looked_.service, site_, now_)) {
      const api::appointments::Conflict conflict{one.kind, one.weight,
                                                 site_.zone.to_local(one.slot.start),
                                                 site_.zone.to_local(one.slot.end)};
      const auto same = [&](const auto& known) {
        return known.conflict == conflict &&
               (known.name == name || one.kind == rules::ConflictKind::kBuffer ||
                one.kind == rules::ConflictKind::kClosed);
      };
      if (std::any_of(reply.conflicts.begin(), reply.conflicts.end(), same)) continue;
      if (reply.conflicts.size() == api::appointments::kMaxConflicts) return;
      reply.conflicts.push_back({name, conflict});
    }
  }

  ReadTxn& txn_;
  const Looked& looked_;
  const Site& site_;
  UtcTime now_;
};

}  // namespace

Result<http::Answer<FreeMeetingReply>> find_free_meeting(const access::Principal& principal,
                                                         const FreeMeetingRequest& request,
                                                         ReadTxn& txn, const Site& site,
                                                         UtcTime now) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  ALCOVE_ASSIGN(const Looked looked, looked_at(txn, request, site, now));
  FreeMeetingReply reply;
  Look look(txn, looked, site, now);
  look.at_clinicians(reply);
  look.at_room(reply);
  ALCOVE_ASSIGN(const std::vector<std::int64_t> shown, look.at_clients(reply));
  look.at_resources(reply);
  look.at_languages(reply);
  reply.time_shifted = looked.meeting.time_shifted;
  audit::Event event{
      .action = "meeting.find_free",
      .detail = fmt::format("{} collisions, {} conflicts; records {}", reply.collisions.size(),
                            reply.conflicts.size(), fmt::join(shown, " "))};
  if (request.except) event.record = audit::as_record(*request.except);
  return http::Answer<FreeMeetingReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::appointments
