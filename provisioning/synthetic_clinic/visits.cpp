// SPDX-License-Identifier: Apache-2.0
// What becomes of one booked visit.
#include <algorithm>

#include "provisioning/synthetic_clinic/years.h"
#include "shared/api/alert_care.h"

namespace alcove::synthetic {

using api::appointments::Appointment;
using api::appointments::CancelledBy;
using std::chrono::minutes;

template <class Request>
Result<void> Years::change(Result<Appointment> (*step)(const access::Principal&, const Request&,
                                                       audit::WriteTxn&, const appointments::Site&),
                           const access::Principal& who, const Request& request) {
  const auto done = ledger_.write<Appointment>(
      who.actor(), [&](audit::WriteTxn& txn) { return step(who, request, txn, features_.site); });
  if (!done) return done.error();
  return {};
}

template Result<void> Years::change(
    Result<Appointment> (*)(const access::Principal&, const api::appointments::BookRequest&,
                            audit::WriteTxn&, const appointments::Site&),
    const access::Principal&, const api::appointments::BookRequest&);

Result<std::int64_t> Years::revision_of(const Visit& visit) {
  return ledger_.store().read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
    const auto appointment = appointments::find_appointment(txn, visit.appointment);
    if (!appointment) return Error{ErrorCode::kNotFound, "appointment", "it was never booked"};
    return appointment->revision;
  });
}

Result<void> Years::mark(const Visit& visit, State state, std::string reason) {
  const Clinician& clinician = cast_.clinicians[people_[visit.person].clinician];
  const bool by_desk = state != State::kRoomed && state != State::kInSession;
  ALCOVE_ASSIGN(const std::int64_t revision, revision_of(visit));
  return change(&appointments::mark, by_desk ? cast_.desk : clinician.principal,
                api::appointments::MarkRequest{.appointment = visit.appointment,
                                               .base_revision = revision,
                                               .state = state,
                                               .room = std::nullopt,
                                               .reason = std::move(reason)});
}

Result<void> Years::cancel(const Visit& visit, CancelledBy by, std::string reason) {
  ALCOVE_ASSIGN(const std::int64_t revision, revision_of(visit));
  return change(&appointments::cancel, cast_.desk,
                api::appointments::CancelRequest{.appointment = visit.appointment,
                                                 .base_revision = revision,
                                                 .by = by,
                                                 .reason = std::move(reason)});
}

// To the evening of the same day, which is never booked otherwise.
Result<void> Years::move(const Visit& visit) {
  const Clinician& clinician = cast_.clinicians[people_[visit.person].clinician];
  ALCOVE_ASSIGN(const std::int64_t revision, revision_of(visit));
  const auto hour = std::chrono::floor<std::chrono::hours>(
      visit.start - std::chrono::floor<std::chrono::days>(visit.start));
  return change(&appointments::move, cast_.desk,
                api::appointments::MoveRequest{
                    .appointment = visit.appointment,
                    .base_revision = revision,
                    .moved_to = AppointmentId::make(clock_.now(), ledger_.random()),
                    .clinician = clinician.principal.staff(),
                    .room = clinician.room,
                    .start = visit.start + (std::chrono::hours(17) - hour),
                    .minutes = 30,
                    .reason = "the bus was late"});
}

void Years::plan(const Visit& visit, std::uint64_t fate, std::vector<Deed>& deeds) {
  const UtcTime start = features_.site.zone.to_utc(visit.start);
  const UtcTime early = start - minutes(110);
  const auto add = [&](UtcTime time, std::function<Result<void>()> act) {
    deeds.push_back({time, std::move(act)});
  };
  switch (fate % 100) {
    case 7:
    case 8:
      return add(early,
                 [this, visit] { return cancel(visit, CancelledBy::kClient, "has a cold"); });
    case 14:
    case 15:
      return add(early, [this, visit] {
        return cancel(visit, CancelledBy::kClinic, "the clinician is away");
      });
    case 21:
    case 22:
    case 23:
    case 24:
    case 25:
    case 26:
      return add(start + minutes(20), [this, visit] { return mark(visit, State::kNoShow); });
    case 28:
      add(start - minutes(5), [this, visit] { return mark(visit, State::kArrived); });
      return add(start + minutes(30), [this, visit] {
        return mark(visit, State::kLeftWithoutBeingSeen, "had to catch a bus");
      });
    case 35:
      return add(early, [this, visit] {
        return mark(visit, State::kEnteredInError, "booked for the wrong day");
      });
    case 42:
    case 43:
      // One visit of a clinician in an evening: the first of the day.
      if (visit.start - std::chrono::floor<std::chrono::days>(visit.start) ==
          std::chrono::hours(9)) {
        return add(early, [this, visit] { return move(visit); });
      }
      return plan_attended(visit, deeds);
    default:
      return plan_attended(visit, deeds);
  }
}

void Years::plan_attended(const Visit& visit, std::vector<Deed>& deeds) {
  const UtcTime start = features_.site.zone.to_utc(visit.start);
  const auto length = minutes(cast_.clinicians[people_[visit.person].clinician].service.minutes);
  const auto mark_at = [&](UtcTime time, State state) {
    deeds.push_back({time, [this, visit, state] { return mark(visit, state); }});
  };
  if (chance_.below(2) == 0) mark_at(start - minutes(110), State::kConfirmed);
  mark_at(start - minutes(12), State::kArrived);
  if (chance_.below(10) < 7) {
    deeds.push_back({start - minutes(8), [this, visit] { return answer_questionnaires(visit); }});
  }
  mark_at(start - minutes(1), State::kRoomed);
  mark_at(start + minutes(2), State::kInSession);
  mark_at(start + length, State::kCheckedOut);
  deeds.push_back({start + length + minutes(4), [this, visit] { return write_note(visit); }});
}

Result<void> Years::answer_questionnaires(const Visit& visit) {
  Person& person = people_[visit.person];
  const auto check_in = CheckInId::make(clock_.now(), ledger_.random());
  for (const rules::InstrumentId instrument : rules::kInstruments) {
    ALCOVE_TRY(answer_one(visit, instrument, check_in));
  }
  ++person.visits;
  // Most get better, slowly and not in a straight line.
  person.burden += static_cast<std::int64_t>(chance_.below(19)) - 11;
  person.burden = std::clamp<std::int64_t>(person.burden, 4, 96);
  return answer_alerts(person.client);
}

Result<void> Years::answer_one(const Visit& visit, rules::InstrumentId id, CheckInId check_in) {
  const Person& person = people_[visit.person];
  const rules::Instrument& instrument = rules::instrument(id);
  std::vector<std::int64_t> points;
  for (std::size_t item = 0; item < instrument.size(); ++item) {
    const bool critical = instrument.critical_item == item;
    const auto weight = critical ? person.burden - 60 : person.burden;
    const auto spread = static_cast<std::int64_t>(chance_.below(40)) - 20;
    points.push_back(std::clamp<std::int64_t>((weight + spread) * 4 / 100, 0, rules::kMaxPoints));
  }
  const DeviceId device = cast_.desk.device;
  const UtcTime now = clock_.now();
  // A terminal writes each answer by itself; here one write keeps what one person confirmed.
  const auto done = ledger_.write<wire::Nothing>(
      cast_.desk.actor(), [&](audit::WriteTxn& txn) -> Result<wire::Nothing> {
        ALCOVE_ASSIGN(const QuestionnaireId questionnaire,
                      features_.questionnaires.begin(txn, {.client = person.client,
                                                           .instrument = id,
                                                           .language = rules::Language::kEnglish,
                                                           .device = device,
                                                           .check_in = check_in,
                                                           .appointment = visit.appointment}));
        std::int64_t number = 0;
        const auto give = [&](std::string_view item, std::int64_t given) -> Result<void> {
          const auto kept = features_.questionnaires.answer(txn, device,
                                                            {.questionnaire = questionnaire,
                                                             .number = ++number,
                                                             .item = std::string(item),
                                                             .kind = rules::AnswerKind::kPoints,
                                                             .points = given,
                                                             .confirmed_at = now},
                                                            questionnaires::Delivery::kLive);
          if (!kept) return kept.error();
          return {};
        };
        for (std::size_t item = 0; item < instrument.size(); ++item) {
          ALCOVE_TRY(give(instrument.item_loinc[item], points[item]));
        }
        if (!instrument.function_loinc.empty()) {
          ALCOVE_TRY(give(instrument.function_loinc, person.burden / 26));
        }
        return questionnaires::Questionnaires::finish(
            txn, device,
            {.questionnaire = questionnaire, .ending = api::questionnaires::Ending::kCompleted},
            questionnaires::Delivery::kLive);
      });
  if (!done) return done.error();
  return {};
}

// Whoever is on call opens what the answers raised and says what was done.
Result<void> Years::answer_alerts(ClientId client) {
  using Raised = std::vector<api::alerts::Alert>;
  ALCOVE_ASSIGN(const Raised raised,
                ledger_.store().read<Raised>([&](store::ReadTxn& txn) -> Result<Raised> {
                  return alerts::Alerts::alerts_of(txn, client, 1);
                }));
  if (raised.empty() || raised.front().acknowledged) return {};
  const access::Principal& who = cast_.on_call.principal;
  const AlertId alert = raised.front().alert;
  const auto done = ledger_.write<api::alerts::Alert>(
      who.actor(), [&](audit::WriteTxn& txn) -> Result<api::alerts::Alert> {
        ALCOVE_ASSIGN(const api::alerts::Alert opened,
                      alerts::Alerts::open(who, {.alert = alert}, txn));
        return features_.alerts.acknowledge(who,
                                            {.alert = opened.alert,
                                             .action = api::alerts::Action::kSeenNow,
                                             .words = "",
                                             .handed_to = std::nullopt},
                                            txn);
      });
  if (!done) return done.error();
  return {};
}

}  // namespace alcove::synthetic
