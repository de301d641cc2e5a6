// SPDX-License-Identifier: Apache-2.0
#include "server/app/set_aside_things.h"

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/absences/absence_store.h"
#include "server/features/alerts/alert_store.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/resource_store.h"
#include "server/features/check_in/check_in_store.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups_store.h"
#include "server/features/notes/note_store.h"
#include "server/features/questionnaires/questionnaires.h"
#include "server/features/series/series_store.h"
#include "server/features/waitlist/waitlist.h"
#include "server/features/waitlist/waitlist_store.h"
#include "shared/rules/instrument.h"
#include "shared/rules/person_name.h"

namespace alcove::app {
namespace {

template <class Kind>
Kind as(const RecordId& id) {
  return Kind(id.bytes());
}

// What a reader needs for it; colleagues, services, rooms and the like are known to all who sign
// in.
std::optional<wire::Permission> needed_for(PointsTo what) {
  switch (what) {
    case PointsTo::kColleague:
    case PointsTo::kService:
    case PointsTo::kRoom:
    case PointsTo::kResource:
      return std::nullopt;
    case PointsTo::kClient:
    case PointsTo::kCheckIn:
    case PointsTo::kProposal:
    case PointsTo::kPhone:
      return wire::Permission::kClientRead;
    case PointsTo::kVisit:
    case PointsTo::kMeeting:
    case PointsTo::kGroup:
    case PointsTo::kSeries:
    case PointsTo::kHelpCall:
    case PointsTo::kWaitEntry:
    case PointsTo::kWaitOffer:
    case PointsTo::kAbsence:
      return wire::Permission::kScheduleRead;
    case PointsTo::kAlert:
    case PointsTo::kNote:
    case PointsTo::kQuestionnaire:
      break;
  }
  return wire::Permission::kChartRead;
}

std::string number_or_address(const check_in::ProposalRow& proposal) {
  if (proposal.number) return *proposal.number;
  if (!proposal.address) return {};
  return proposal.address->line1 + ", " + proposal.address->city;
}

}  // namespace

std::optional<std::string> Things::colleague(const StaffId& staff) {
  const auto found = access::find_staff(txn_, staff);
  return found ? std::optional(found->display_name) : std::nullopt;
}

Things::Named Things::of_client(const ClientId& id) {
  Named named;
  const auto client = clients::find_client(txn_, id);
  if (!client) return named;
  out_.clients.push_back(id);
  named.person = rules::list_name(clients::name_of(client->details));
  named.record_number = client->record_number;
  return named;
}

Things::Named Things::of_visit(const AppointmentId& id, const ClientId& client) {
  Named named = of_client(client);
  if (const auto visit = appointments::find_appointment(txn_, id)) {
    named.start = visit->start;
    named.name = colleague(visit->clinician);
  }
  return named;
}

std::optional<Things::Named> Things::of_clinic(const RecordId& id, PointsTo what) {
  Named named;
  if (what == PointsTo::kColleague) {
    named.name = colleague(as<StaffId>(id));
  } else if (what == PointsTo::kService) {
    const auto service = appointments::find_service(txn_, as<api::clinic_setup::ServiceId>(id));
    if (service) named.name = service->name;
  } else if (what == PointsTo::kRoom) {
    const auto room = appointments::find_room(txn_, as<RoomId>(id));
    if (room) named.name = room->name;
  } else if (what == PointsTo::kResource) {
    const auto one = appointments::find_resource(txn_, as<api::resources::ResourceId>(id));
    if (one) named.name = one->name;
  } else {
    const auto group = groups::find_group(txn_, as<api::groups::GroupId>(id));
    if (group) named.name = group->name;
  }
  return named.name ? std::optional(std::move(named)) : std::nullopt;
}

std::optional<Things::Named> Things::of_book(const RecordId& id, PointsTo what) {
  Named named;
  if (what == PointsTo::kVisit) {
    const auto visit = appointments::find_appointment(txn_, as<AppointmentId>(id));
    if (!visit) return std::nullopt;
    return of_visit(visit->id, visit->client);
  }
  if (what == PointsTo::kMeeting) {
    const auto meeting = appointments::find_meeting(txn_, as<api::appointments::MeetingId>(id));
    if (!meeting) return std::nullopt;
    named.start = meeting->start;
    named.name = meeting->title;
    const auto service = appointments::find_service(txn_, meeting->service);
    if (meeting->title.empty() && service) named.name = service->name;
    return named;
  }
  if (what == PointsTo::kSeries) {
    const auto series = series::find_series(txn_, as<api::series::SeriesId>(id));
    if (!series) return std::nullopt;
    named = of_client(series->client);
    named.start = series->terms.start;
    named.name = colleague(series->terms.clinician);
    return named;
  }
  const auto absence = absences::find_absence(txn_, as<api::absences::AbsenceId>(id));
  if (!absence) return std::nullopt;
  named.start = absence->from;
  named.name = absence->clinician ? colleague(*absence->clinician) : std::nullopt;
  return named;
}

std::optional<Things::Named> Things::of_lobby(const RecordId& id, PointsTo what) {
  if (what == PointsTo::kCheckIn) {
    const auto visit = check_in::find_check_in(txn_, as<CheckInId>(id));
    if (!visit) return std::nullopt;
    return of_visit(visit->appointment, visit->client);
  }
  if (what == PointsTo::kProposal) {
    const auto proposal = check_in::find_proposal(txn_, as<ProposalId>(id));
    if (!proposal) return std::nullopt;
    Named named = of_client(proposal->client);
    named.start = zone_.to_local(proposal->at);
    named.name = number_or_address(*proposal);
    return named;
  }
  if (what == PointsTo::kPhone) {
    const auto client =
        subject_.client ? clients::find_client(txn_, *subject_.client) : std::nullopt;
    if (!client) return std::nullopt;
    for (const api::clients::Phone& phone : client->details.phones) {
      if (phone.id == as<PhoneId>(id)) {
        Named named;
        named.name = phone.number;
        return named;
      }
    }
    return std::nullopt;
  }
  const auto call = check_in::find_call(txn_, as<api::check_in::HelpCallId>(id));
  if (!call) return std::nullopt;
  const auto visit = call->check_in ? check_in::find_check_in(txn_, *call->check_in) : std::nullopt;
  Named named = visit ? of_client(visit->client) : Named{};
  named.start = zone_.to_local(call->said_at.value_or(call->at));
  named.name = call->terminal_name;
  return named;
}

std::optional<Things::Named> Things::of_waitlist(const RecordId& id, PointsTo what) {
  if (what == PointsTo::kWaitEntry) {
    const auto entry = waitlist::find_entry(txn_, as<api::waitlist::WaitEntryId>(id));
    if (!entry) return std::nullopt;
    Named named = of_client(entry->client);
    const auto service = appointments::find_service(txn_, entry->wish.service);
    if (service) named.name = service->name;
    return named;
  }
  const auto stored = waitlist::find_offer(txn_, as<api::waitlist::WaitOfferId>(id));
  if (!stored) return std::nullopt;
  const auto client = waitlist::client_of(txn_, stored->entry);
  Named named = client ? of_client(*client) : Named{};
  named.start = stored->offer.start;
  named.name = colleague(stored->offer.clinician);
  return named;
}

std::optional<Things::Named> Things::of_chart(const RecordId& id, PointsTo what) {
  if (what == PointsTo::kAlert) {
    const auto alert = alerts::find_alert(txn_, as<AlertId>(id));
    if (!alert) return std::nullopt;
    Named named = of_client(alert->cause.client);
    named.start = zone_.to_local(alert->raised_at);
    return named;
  }
  if (what == PointsTo::kNote) {
    const auto note = notes::find_note(txn_, as<NoteId>(id));
    if (!note) return std::nullopt;
    return of_visit(note->line.appointment, note->client);
  }
  const auto asked = questionnaires::Questionnaires::whose(txn_, as<QuestionnaireId>(id));
  if (!asked) return std::nullopt;
  Named named = of_client(asked->client);
  named.name = std::string(rules::instrument(asked->instrument).name);
  return named;
}

std::optional<Things::Named> Things::find(const RecordId& id, PointsTo what) {
  switch (what) {
    case PointsTo::kColleague:
    case PointsTo::kService:
    case PointsTo::kRoom:
    case PointsTo::kResource:
    case PointsTo::kGroup:
      return of_clinic(id, what);
    case PointsTo::kClient: {
      Named named = of_client(as<ClientId>(id));
      return named.person ? std::optional(std::move(named)) : std::nullopt;
    }
    case PointsTo::kVisit:
    case PointsTo::kMeeting:
    case PointsTo::kSeries:
    case PointsTo::kAbsence:
      return of_book(id, what);
    case PointsTo::kCheckIn:
    case PointsTo::kProposal:
    case PointsTo::kPhone:
    case PointsTo::kHelpCall:
      return of_lobby(id, what);
    case PointsTo::kWaitEntry:
    case PointsTo::kWaitOffer:
      return of_waitlist(id, what);
    case PointsTo::kAlert:
    case PointsTo::kNote:
    case PointsTo::kQuestionnaire:
      break;
  }
  return of_chart(id, what);
}

void Things::add(const RecordId& id, PointsTo what, bool made) {
  const auto needed = needed_for(what);
  if (needed && !access::decide(who_, *needed, access::Relation::kNone)) return;
  std::optional<Named> found = find(id, what);
  if (!found && made) return;
  Named named = found.value_or(Named{});
  named.here = found.has_value();
  named.id = id;
  if (named.name && named.name->empty()) named.name.reset();
  out_.named.push_back(std::move(named));
}

}  // namespace alcove::app
