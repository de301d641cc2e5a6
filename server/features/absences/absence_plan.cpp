// SPDX-License-Identifier: Apache-2.0
#include "server/features/absences/absence_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/absences/given_times.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "shared/crypto/crypto.h"
#include "shared/rules/person_name.h"

namespace alcove::absences {

using access::Principal;
using api::absences::kMaxVisits;
using api::absences::Line;
using appointments::Meeting;
using appointments::Obstacles;
using store::ReadTxn;

namespace {

using Services = std::map<api::appointments::ServiceId, api::clinic_setup::Service>;

Services services_of(ReadTxn& txn, const appointments::Site& site, UtcTime now) {
  Services services;
  const auto setup = appointments::read_setup(txn, site, now);
  for (const auto& one : setup.services) services.emplace(one.id, one);
  return services;
}

// The places of a session stand together, where the first of them stood.
std::vector<Unit> units_of(ReadTxn& txn, std::vector<Appointment> visits) {
  std::vector<Unit> units;
  std::map<appointments::MeetingId, std::size_t> sessions;
  for (Appointment& one : visits) {
    if (!one.meeting) {
      units.push_back({.visits = {std::move(one)}});
      continue;
    }
    const auto [at, fresh] = sessions.emplace(*one.meeting, units.size());
    if (fresh) {
      auto meeting = appointments::find_meeting(txn, *one.meeting);
      if (!meeting) throw Fault(ErrorCode::kCorrupt, "a place in a session that is not there");
      units.push_back({.visits = {}, .meeting = std::move(meeting)});
    }
    units[at->second].visits.push_back(std::move(one));
  }
  return units;
}

std::vector<AppointmentId> ids_of(const Unit& unit) {
  std::vector<AppointmentId> ids;
  for (const Appointment& one : unit.visits) ids.push_back(one.id);
  return ids;
}

class Planning {
 public:
  Planning(const Edit& edit, ReadTxn& txn, const Setting& setting, const Services& services,
           UtcTime now)
      : edit_(edit), txn_(txn), setting_(setting), services_(services), now_(now) {}

  Result<std::vector<Unit>> units() {
    ALCOVE_ASSIGN(std::vector<Unit> units, in_scope());
    ALCOVE_TRY(check_choices(units));
    for (Unit& unit : units) ALCOVE_TRY(decide(unit));
    return units;
  }

 private:
  Result<std::vector<Unit>> in_scope() {
    const Zone& zone = setting_.site.zone;
    // Whose visit of today has begun, or is over, and who has not come in: they met a closed door.
    const UtcTime today = setting_.site.start_of(setting_.site.day_of(now_));
    const rules::TimeSlot within{std::max(zone.to_utc(edit_.from), today),
                                 zone.to_utc(edit_.until)};
    std::vector<Appointment> visits = appointments::visits_within(
        txn_, within, edit_.clinician, static_cast<std::int64_t>(kMaxVisits) + 1);
    std::erase_if(visits, [this](const Appointment& one) {
      const bool waits = rules::is_open(one.state) && !one.meeting;
      return !waits && one.end_time <= now_;
    });
    if (visits.size() > kMaxVisits) {
      return Error{ErrorCode::kTooMany, "until", fmt::format("more than {} visits", kMaxVisits)};
    }
    return units_of(txn_, std::move(visits));
  }

  Result<void> check_choices(const std::vector<Unit>& units) const {
    std::set<AppointmentId> listed;
    for (const Unit& unit : units) {
      for (const Appointment& one : unit.visits) listed.insert(one.id);
    }
    for (std::size_t i = 0; i < edit_.choices.size(); ++i) {
      if (listed.contains(edit_.choices[i].appointment)) continue;
      return Error{ErrorCode::kOutOfRange, fmt::format("choices[{}].appointment", i),
                   "not of a visit that is booked then"};
    }
    return {};
  }

  std::optional<Frozen> frozen(const Unit& unit, What what) {
    for (const Appointment& one : unit.visits) {
      const bool written = setting_.documented && setting_.documented(txn_, one.id);
      const auto found = frozen_of(one, written ? Documented::kYes : Documented::kNo, now_);
      const bool can_be_cancelled = what == What::kCancel || what == What::kLeave;
      if (found == Frozen::kBegun && can_be_cancelled && !unit.meeting) continue;
      if (found) return found;
    }
    return std::nullopt;
  }

  Result<void> decide(Unit& unit) {
    ALCOVE_ASSIGN(const Wanted wanted, wanted_of(edit_, ids_of(unit)));
    unit.frozen = frozen(unit, wanted.what);
    if (unit.frozen) {
      unit.fate = Fate::kFrozen;
      return {};
    }
    if (unit.meeting && wanted.what == What::kMove) {
      return of_choice(wanted.choice, "what", "a session of several is not moved here");
    }
    unit.fate = unit.meeting ? fate_of_session(wanted, edit_.clinician, leads_of(*unit.meeting))
                             : fate_of_visit(wanted);
    if (unit.fate == Fate::kMove) return decide_move(unit, wanted);
    if (unit.fate != Fate::kReassign) return {};
    unit.to = wanted.to;
    ALCOVE_ASSIGN(unit.obstacles, obstacles_to(unit));
    give(unit, unit.visits.front().start_time);
    return {};
  }

  // Nothing stands against it, not even softly; nor what the same change gives somebody besides.
  void give(Unit& unit, UtcTime start) {
    const Appointment& visit = unit.visits.front();
    const UtcTime end = start + std::chrono::minutes(visit.minutes);
    GivenTime time{
        .clinician = *unit.to,
        .room = unit.moved ? unit.moved->room : visit.room,
        .client = visit.client,
        .resources = visit.resources,
        .slot = {start, end},
        .held_until = end + std::chrono::minutes(services_.at(visit.service).buffer_minutes)};
    if (unit.meeting) time.client.reset();
    if (const auto clash = clash_of(times_, time); clash && !unit.obstacles.taken) {
      const Zone& zone = setting_.site.zone;
      unit.obstacles.taken = {clash->place, zone.to_local(clash->slot.start),
                              zone.to_local(clash->slot.end), clash->resource};
    }
    if (unit.obstacles.taken || !unit.obstacles.conflicts.empty()) {
      unit.fate = Fate::kNotFree;
      return;
    }
    ++given_[{*unit.to, setting_.site.day_of(start)}];
    times_.push_back(std::move(time));
  }

  Error of_choice(std::size_t index, const std::string& field, std::string detail,
                  ErrorCode code = ErrorCode::kOutOfRange) const {
    return {code, fmt::format("choices[{}].{}", index, field), std::move(detail)};
  }

  Result<void> decide_move(Unit& unit, const Wanted& wanted) {
    const Appointment& visit = unit.visits.front();
    unit.moved = edit_.choices[wanted.choice];
    unit.to = wanted.to.value_or(visit.clinician);
    const LocalDateTime start = *unit.moved->start;
    if (start <= setting_.site.zone.to_local(now_)) {
      return of_choice(wanted.choice, "start", "that time is over");
    }
    if (start == visit.start) {
      return of_choice(wanted.choice, "start", "the time that it has: give it to a colleague");
    }
    const bool away = !edit_.clinician || *unit.to == *edit_.clinician;
    if (away && start < edit_.until && start + std::chrono::minutes(visit.minutes) > edit_.from) {
      return of_choice(wanted.choice, "start", "in the very time of the absence");
    }
    const AppointmentId gone[] = {visit.id};
    Result<Obstacles> obstacles =
        appointments::obstacles_to(txn_,
                                   {.client = visit.client,
                                    .clinician = *unit.to,
                                    .room = unit.moved->room,
                                    .service = visit.service,
                                    .start = start,
                                    .minutes = visit.minutes,
                                    .resources = visit.resources,
                                    .more_that_day = given_on(unit, start)},
                                   gone, setting_.site, now_);
    if (!obstacles) {
      const Error& error = obstacles.error();
      return of_choice(wanted.choice, error.field, error.detail, error.code);
    }
    unit.obstacles = std::move(obstacles).value();
    give(unit, setting_.site.zone.to_utc(start));
    return {};
  }

  std::int64_t given_on(const Unit& unit, LocalDateTime start) {
    return given_[{*unit.to, date_of(start)}];
  }

  // What the colleague is given besides counts towards the visits of that day.
  Result<Obstacles> obstacles_to(const Unit& unit) {
    const std::int64_t more = given_on(unit, unit.visits.front().start);
    if (unit.meeting) {
      return appointments::obstacles_to_leading(txn_, *unit.meeting, *unit.to, more, setting_.site,
                                                now_);
    }
    const Appointment& visit = unit.visits.front();
    return appointments::obstacles_to(txn_,
                                      {.client = visit.client,
                                       .clinician = *unit.to,
                                       .room = visit.room,
                                       .service = visit.service,
                                       .start = visit.start,
                                       .minutes = visit.minutes,
                                       .by = appointments::VisitWish::By::kAssigning,
                                       .itself = visit.id,
                                       .more_that_day = more},
                                      {}, setting_.site, now_);
  }

  const Edit& edit_;
  ReadTxn& txn_;
  const Setting& setting_;
  const Services& services_;
  const UtcTime now_;
  std::map<std::pair<StaffId, LocalDate>, std::int64_t> given_{};
  std::vector<GivenTime> times_{};
};

// Lines as a person reads them; who and what is named is looked up once.
class LineMaker {
 public:
  LineMaker(ReadTxn& txn, const Services& services) : txn_(txn), services_(services) {}

  Line line(const Unit& unit, const Appointment& visit) {
    const auto client = clients::find_client(txn_, visit.client);
    if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    Line line{.appointment = visit.id,
              .revision = visit.revision,
              .meeting = visit.meeting,
              .client = visit.client,
              .client_name = rules::list_name(clients::name_of(client->details)),
              .record_number = client->record_number,
              .clinician = visit.clinician,
              .clinician_name = name(visit.clinician),
              .service = visit.service,
              .service_name = services_.at(visit.service).name,
              .room = visit.room,
              .start = visit.start,
              .minutes = visit.minutes,
              .fate = unit.fate,
              .frozen = unit.frozen,
              .to = unit.to,
              .to_name = unit.to ? name(*unit.to) : std::string(),
              .taken = unit.obstacles.taken};
    if (unit.moved) {
      line.to_start = unit.moved->start;
      line.to_room = unit.moved->room;
    }
    for (const auto& one : unit.obstacles.conflicts) {
      if (std::find(line.against.begin(), line.against.end(), one.kind) == line.against.end()) {
        line.against.push_back(one.kind);
      }
    }
    return line;
  }

 private:
  const std::string& name(const StaffId& id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const auto found = access::find_staff(txn_, id);
    if (!found) throw Fault(ErrorCode::kCorrupt, "an appointment with nobody");
    return names_.emplace(id, found->display_name).first->second;
  }

  ReadTxn& txn_;
  std::map<StaffId, std::string> names_{};
  const Services& services_;
};

// Whoever takes over works here and sees clients.
Result<void> check_people(ReadTxn& txn, const Edit& edit) {
  if (edit.clinician && !access::find_staff(txn, *edit.clinician)) {
    return Error{ErrorCode::kNotFound, "clinician", "nobody has that id"};
  }
  std::set<StaffId> asked;
  if (edit.what == What::kReassign && edit.to) asked.insert(*edit.to);
  for (const Choice& one : edit.choices) {
    if ((one.what == What::kReassign || one.what == What::kMove) && one.to) asked.insert(*one.to);
  }
  for (const StaffId& one : asked) {
    const auto person = access::find_staff(txn, one);
    if (person && !person->disabled_at && person->roles.clinical()) continue;
    return Error{ErrorCode::kNotFound, "to", "nobody who can be booked has that id"};
  }
  return {};
}

// No secret: a fingerprint of what the person has read.
std::string token_of(const Edit& edit, const std::vector<Unit>& units,
                     const std::vector<Line>& lines) {
  std::string words = wire::encode(edit) + "\n" + wire::encode(api::absences::Preview{{}, lines});
  for (const Unit& unit : units) {
    if (!unit.meeting) continue;
    words += fmt::format("\n{} {}", unit.meeting->id.text(), unit.meeting->revision);
  }
  return to_hex(crypto::sha256(as_bytes("alcove absence " + words)));
}

}  // namespace

std::vector<StaffId> leads_of(const Meeting& meeting) {
  std::vector<StaffId> leads;
  for (const auto& one : meeting.clinicians) leads.push_back(one.clinician);
  return leads;
}

Result<void> may_keep(const Principal& principal) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  const access::RoleSet& roles = principal.signed_in().roles;
  if (roles.has(api::Role::kFrontDesk) || roles.has(api::Role::kSupervisor)) return {};
  return Error{ErrorCode::kForbidden, {}, "the front desk or a supervisor does this"};
}

Result<Plan> plan_edit(const Principal& principal, const Edit& edit, ReadTxn& txn,
                       const Setting& setting, UtcTime now) {
  ALCOVE_TRY(may_keep(principal));
  ALCOVE_TRY(check_edit(edit, setting.site.zone.to_local(now)));
  ALCOVE_TRY(check_people(txn, edit));
  if (edit.closes && availability::closed_because(txn, date_of(edit.from))) {
    return Error{ErrorCode::kAlreadyExists, "closes.day", "the day is closed already"};
  }
  Plan plan;
  const Services services = services_of(txn, setting.site, now);
  ALCOVE_ASSIGN(plan.units, Planning(edit, txn, setting, services, now).units());
  LineMaker maker(txn, services);
  for (const Unit& unit : plan.units) {
    for (const Appointment& one : unit.visits) plan.preview.lines.push_back(maker.line(unit, one));
  }
  plan.preview.token = token_of(edit, plan.units, plan.preview.lines);
  return plan;
}

}  // namespace alcove::absences
