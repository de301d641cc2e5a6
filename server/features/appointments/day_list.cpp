// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/day_list.h"

#include <fmt/format.h>

#include <set>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/interpreting.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "shared/api/clock_start.h"

namespace alcove::appointments {
namespace {

using api::appointments::DayListReply;
using api::appointments::kMaxDayListVisits;
using api::clients::SpokenLanguage;
using rules::AppointmentState;

// In the words of the desk's own day board.
std::string_view words_of(AppointmentState state) {
  switch (state) {
    case AppointmentState::kScheduled:
      return "scheduled";
    case AppointmentState::kConfirmed:
      return "confirmed";
    case AppointmentState::kArrived:
      return "arrived";
    case AppointmentState::kRoomed:
      return "in the room";
    case AppointmentState::kInSession:
      return "in session";
    case AppointmentState::kCheckedOut:
      return "checked out";
    case AppointmentState::kCancelledByClient:
      return "cancelled by client";
    case AppointmentState::kLateCancelled:
      return "cancelled late by client";
    case AppointmentState::kCancelledByClinic:
      return "cancelled by clinic";
    case AppointmentState::kNoShow:
      return "no-show";
    case AppointmentState::kLeftWithoutBeingSeen:
      return "left without being seen";
    case AppointmentState::kEnteredInError:
      return "entered in error";
    case AppointmentState::kRescheduled:
      return "moved";
  }
  return {};
}

// As the board says it: whoever is expected would meet nobody, or is asked about after the clinic's
// grace.
std::string state_words(const Appointment& one, std::chrono::minutes grace, UtcTime now,
                        availability::Presences& presences) {
  if (rules::is_open(one.state)) {
    switch (presences.at(one.clinician, date_of(one.start), {one.start_time, one.end_time})) {
      case availability::Presence::kThere:
        break;
      case availability::Presence::kAway:
        return "clinician away";
      case availability::Presence::kClosed:
        return "clinic closed";
    }
  }
  if (rules::suggests_no_show(one.state, one.start_time + grace, now)) return "no-show?";
  return std::string(words_of(one.state));
}

// After the service's name.
std::string words_of(api::appointments::Modality modality) {
  using Modality = api::appointments::Modality;
  switch (modality) {
    case Modality::kInClinic:
      return {};
    case Modality::kVideo:
      return "\nby video";
    case Modality::kPhone:
      return "\nby telephone";
  }
  return {};
}

std::string_view name_of(SpokenLanguage language) {
  switch (language) {
    case SpokenLanguage::kEnglish:
      return "English";
    case SpokenLanguage::kSpanish:
      return "Spanish";
    case SpokenLanguage::kChinese:
      return "Chinese";
    case SpokenLanguage::kVietnamese:
      return "Vietnamese";
    case SpokenLanguage::kTagalog:
      return "Tagalog";
    case SpokenLanguage::kArabic:
      return "Arabic";
    case SpokenLanguage::kKorean:
      return "Korean";
    case SpokenLanguage::kRussian:
      return "Russian";
    case SpokenLanguage::kFrench:
      return "French";
    case SpokenLanguage::kHaitianCreole:
      return "Haitian Creole";
    case SpokenLanguage::kPortuguese:
      return "Portuguese";
    case SpokenLanguage::kSomali:
      return "Somali";
    case SpokenLanguage::kNepali:
      return "Nepali";
    case SpokenLanguage::kBurmese:
      return "Burmese";
    case SpokenLanguage::kSwahili:
      return "Swahili";
    case SpokenLanguage::kAmericanSign:
      return "American Sign Language";
    case SpokenLanguage::kOther:
      return "another language";
  }
  return {};
}

std::string_view word_of(api::resources::ResourceKind kind) {
  switch (kind) {
    case api::resources::ResourceKind::kEquipment:
      return "equipment";
    case api::resources::ResourceKind::kInterpreter:
      return "interpreter";
  }
  return {};
}

bool belongs_on_paper(const Appointment& one) {
  return one.state != AppointmentState::kRescheduled &&
         one.state != AppointmentState::kEnteredInError;
}

std::string goes_by(const rules::PersonName& name) {
  if (name.preferred_given.empty() && name.preferred_family.empty()) return {};
  const std::string& given = name.called_given();
  return given + (given.empty() ? "" : " ") + name.called_family();
}

std::string legal_name(const rules::PersonName& name) {
  std::string words = name.family;
  if (!name.given.empty()) words += ", " + name.given;
  if (!name.middle.empty()) words += " " + name.middle;
  return words;
}

pdf::DayListVisit visit_of(store::ReadTxn& txn, const Appointment& one, std::string state) {
  const auto client = clients::find_client(txn, one.client);
  const auto clinician = access::find_staff(txn, one.clinician);
  const auto service = find_service(txn, one.service);
  if (!client || !clinician || !service) {
    throw Fault(ErrorCode::kCorrupt, "an appointment of nobody, with nobody or for nothing");
  }
  const rules::PersonName name = clients::name_of(client->details);
  pdf::DayListVisit visit{.start = api::appointments::clock_start(one),
                          .legal_name = legal_name(name),
                          .goes_by = goes_by(name),
                          .record_number = client->record_number,
                          .phones = {},
                          .clinician = clinician->display_name,
                          .room = {},
                          .service = service->name + words_of(one.modality),
                          .state = std::move(state)};
  const api::clients::Reach reach = clients::reach(txn, *client);
  for (const api::clients::ReachNumber& phone : reach.numbers) {
    visit.phones.push_back({phone.number, phone.may_leave_message ? pdf::Message::kMayBeLeft
                                                                  : pdf::Message::kNotToBeLeft});
  }
  if (lacks_interpreter(txn, client->details, one)) {
    visit.interpreter = name_of(client->details.language);
  }
  for (const api::resources::TakenResource& taken : taken_of(txn, one.resources)) {
    visit.takes.push_back(std::string(word_of(taken.kind)) + ": " + taken.name);
  }
  if (one.time_shifted) visit.said_start = one.start;
  visit.no_calls = reach.not_by_call == api::clients::NotByCall::kAsksNot;
  visit.ask_for = clients::wishes_of(txn, one.client).ask_for;
  if (one.room) {
    if (const auto room = find_room(txn, *one.room)) visit.room = room->name;
  }
  return visit;
}

audit::Event printed(const RecordId& record, const pdf::DayList& list) {
  std::set<std::int64_t> numbers;
  for (const pdf::DayListVisit& visit : list.visits) numbers.insert(visit.record_number);
  return {.action = "day.print",
          .record = record,
          .detail = fmt::format("{}; {} visits; records {}", format_date(list.day),
                                list.visits.size(), fmt::join(numbers, " "))};
}

}  // namespace

Result<http::Answer<DayListReply>> print_day_list(const access::Principal& principal,
                                                  const api::appointments::DayListRequest& request,
                                                  store::ReadTxn& txn, const Site& site,
                                                  UtcTime now) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kDayListPrint, access::Relation::kNone));
  pdf::DayList list{.clinic = site.clinic,
                    .day = request.day.value_or(site.day_of(now)),
                    .printed_at = site.zone.to_local(now),
                    .made_at = now,
                    .visits = {}};
  const std::chrono::minutes grace(read_rules(txn).grace_minutes);
  availability::Presences presences(txn, site.zone);
  for (const Appointment& one : appointments_on(txn, list.day)) {
    if (!belongs_on_paper(one)) continue;
    if (list.visits.size() == kMaxDayListVisits) {
      return Error{ErrorCode::kTooMany, "day",
                   fmt::format("a list has at most {} visits", kMaxDayListVisits)};
    }
    list.visits.push_back(visit_of(txn, one, state_words(one, grace, now, presences)));
  }
  pdf::Printed paper = pdf::write_day_list(list);
  DayListReply reply{.day = list.day,
                     .count = static_cast<std::int64_t>(list.visits.size()),
                     .pages = paper.pages,
                     .pdf = std::move(paper.bytes)};
  return http::Answer<DayListReply>{std::move(reply),
                                    {printed(record_of_day(list.day, std::nullopt), list)}};
}

}  // namespace alcove::appointments
