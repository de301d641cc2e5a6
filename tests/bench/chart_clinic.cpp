// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/chart_clinic.h"

#include <algorithm>
#include <functional>

#include "server/features/clients/clients.h"

namespace alcove::bench {

using access::Principal;
using audit::WriteTxn;
using testing::ServedClinic;

namespace {

constexpr const char* kDeskPerson = "mia";
constexpr int kDaysAtOnce = 25;  // in one write; the book is open for a month behind
constexpr int kVisitsPerScore = 4;

api::notes::Content content(LocalDateTime start) {
  std::string said;
  while (said.size() < 900) said += "Slept through two nights, the first in a month. ";
  api::notes::Content content;
  content.format = rules::NoteFormat::kDap;
  content.sections = {{rules::NoteSection::kData, said},
                      {rules::NoteSection::kAssessment, "Low mood, steadier than last month."},
                      {rules::NoteSection::kPlan, "Next visit as planned."}};
  content.start = start;
  content.stop = start + std::chrono::minutes(50);
  return content;
}

template <class T>
T must(audit::Ledger& ledger, const Principal& who,
       const std::function<Result<T>(WriteTxn&)>& work) {
  Result<audit::Committed<T>> done = ledger.write<T>(who.actor(), work);
  if (!done) throw Fault(done.error());
  return std::move(done->value);
}

}  // namespace

// The box's store on a clock that is moved through the years.
struct ChartClinic::Past {
  Past(ServedClinic& at, UtcTime start) : clock(start) {
    store = store::Store::open(at.scratch / "store.db", at.record_key, store::all_migrations(),
                               clock.now())
                .value();
    ledger = audit::Ledger::open(*store, clock, at.random);
    features.emplace(*ledger, at.zone, "Test clinic");
  }
  ManualClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<audit::Ledger> ledger;
  std::optional<app::Features> features;
};

ChartClinic::ChartClinic(const std::vector<int>& notes) {
  at.add_person({.sign_in_name = kDeskPerson,
                 .display_name = "Mia Ortiz",
                 .credential = "",
                 .roles = {api::Role::kFrontDesk}});
  at.add_person({.sign_in_name = kClinician,
                 .display_name = "L. Brandt",
                 .credential = "LCSW",
                 .roles = {api::Role::kClinician}});
  desk_ = sign_in(kDeskPerson, wire::Station::kFrontDesk);
  room_ = sign_in(kClinician, wire::Station::kTherapyRoom);
  const auto setup = at.store->read<api::clinic_setup::Setup>(
      [&](store::ReadTxn& txn) -> Result<api::clinic_setup::Setup> {
        return appointments::read_setup(txn, at.clinic->features().site, at.clock.now());
      });
  service_ = setup.value().services.at(0).id;
  for (const int count : notes) {
    const std::string family = "Client of " + std::to_string(count);
    clients.push_back({add_client(family), count, family});
  }
  live_through(notes);
}

void ChartClinic::live_through(const std::vector<int>& notes) {
  const int days = *std::max_element(notes.begin(), notes.end());
  at.close_box();
  {
    Past past(at, at.clock.now() - std::chrono::days(days));
    for (int ago = days; ago > 0; ago -= kDaysAtOnce) {
      past.clock.set(at.clock.now() - std::chrono::days(std::max(1, ago - kDaysAtOnce + 1)));
      add_block(past, ago, std::max(1, ago - kDaysAtOnce + 1));
    }
  }
  at.open_box();
}

// One visit and note a day of everybody who has so many, from an older day to a newer one.
void ChartClinic::add_block(Past& past, int first_day, int last_day) {
  must<bool>(*past.ledger, room_, [&](WriteTxn& txn) -> Result<bool> {
    for (int ago = first_day; ago >= last_day; --ago) {
      std::chrono::hours hour(8);
      for (const Patient& client : clients) {
        hour += std::chrono::hours(1);
        if (client.notes < ago) continue;
        ALCOVE_TRY(add_note(*past.features, txn, client.id, day(ago) + hour));
        if (ago % kVisitsPerScore == 0) ALCOVE_TRY(add_scores(*past.features, txn, client.id));
      }
    }
    return true;
  });
}

LocalDateTime ChartClinic::day(int days_ago) {
  return std::chrono::floor<std::chrono::days>(at.zone.to_local(at.clock.now())) -
         std::chrono::days(days_ago);
}

Principal ChartClinic::sign_in(const std::string& person, wire::Station station) {
  const auto enrolled = at.enrol(station, "Setting up charts as " + person);
  Principal principal =
      at.access->devices.find(enrolled.identity.certificate.fingerprint()).value();
  const auto opened = at.access->sessions.sign_in(
      principal, {.sign_in_name = person, .password = ServedClinic::password_of(person)});
  if (!opened) throw Fault(opened.error());
  principal.person =
      at.access->sessions.find_person(principal.device, to_hex(opened->token)).value();
  principal.purpose = access::Purpose::kTreatment;
  return principal;
}

ClientId ChartClinic::add_client(const std::string& family) {
  api::clients::RegisterRequest request;
  request.client = ClientId::make(at.clock.now(), at.random);
  request.details.legal_given = "Lucía";
  request.details.legal_family = family;
  request.details.birth_date = parse_date("1986-04-17").value();
  request.care_team = {{.staff = room_.staff(), .role = api::clients::CareRole::kTherapist}};
  for (const Patient& other : clients) request.not_the_same_as.push_back(other.id);
  return must<ClientId>(*at.ledger, desk_, [&](WriteTxn& txn) -> Result<ClientId> {
    ALCOVE_TRY(clients::register_client(desk_, request, txn,
                                        at.clinic->features().site.day_of(txn.now())));
    return request.client;
  });
}

Result<NoteId> ChartClinic::open_draft(app::Features& features, WriteTxn& txn,
                                       const ClientId& client, LocalDateTime start) {
  const auto visit = AppointmentId::make(txn.now(), at.random);
  ALCOVE_TRY(appointments::book(desk_,
                                {.appointment = visit,
                                 .client = client,
                                 .clinician = room_.staff(),
                                 .room = std::nullopt,
                                 .service = service_,
                                 .start = start,
                                 .minutes = 50},
                                txn, features.site));
  api::notes::OpenDraftRequest open;
  open.note = NoteId::make(txn.now(), at.random);
  open.appointment = visit;
  open.format = rules::NoteFormat::kDap;
  ALCOVE_TRY(features.notes.open_draft(room_, open, txn));
  return open.note;
}

Result<void> ChartClinic::add_note(app::Features& features, WriteTxn& txn, const ClientId& client,
                                   LocalDateTime start) {
  api::notes::SaveRequest save;
  ALCOVE_ASSIGN(save.note, open_draft(features, txn, client, start));
  save.revision = NoteRevisionId::make(txn.now(), at.random);
  save.content = content(start);
  ALCOVE_TRY(features.notes.save(room_, save, txn));
  ALCOVE_TRY(features.notes.sign(room_,
                                 {.note = save.note, .revision = save.revision, .confirmation = {}},
                                 txn, notes::Proof::kNotAsked));
  return {};
}

NoteId ChartClinic::begin_note(const ClientId& client, int index) {
  ALCOVE_CHECK(index < kMaxDrafts);
  const LocalDateTime start = day(2 + index / 8) + std::chrono::hours(12 + index % 8);
  return must<NoteId>(*at.ledger, room_, [&](WriteTxn& txn) {
    return open_draft(at.clinic->features(), txn, client, start);
  });
}

NoteRevisionId ChartClinic::save(const NoteId& note, const std::optional<NoteRevisionId>& base,
                                 const std::string& words) {
  api::notes::SaveRequest request;
  request.note = note;
  request.base = base;
  request.revision = NoteRevisionId::make(at.clock.now(), at.random);
  request.content = content(day(0));
  request.content.sections[0].text += words;
  must<bool>(*at.ledger, room_, [&](WriteTxn& txn) -> Result<bool> {
    ALCOVE_ASSIGN(const api::notes::SaveReply reply,
                  at.clinic->features().notes.save(room_, request, txn));
    ALCOVE_CHECK(reply.outcome == api::notes::SaveOutcome::kSaved);
    return true;
  });
  return request.revision;
}

Result<void> ChartClinic::add_scores(app::Features& features, WriteTxn& txn,
                                     const ClientId& client) {
  const rules::Instrument& phq9 = rules::instrument(rules::InstrumentId::kPhq9);
  ALCOVE_ASSIGN(
      const QuestionnaireId questionnaire,
      features.questionnaires.begin(txn, {.client = client,
                                          .instrument = rules::InstrumentId::kPhq9,
                                          .language = rules::Language::kEnglish,
                                          .device = desk_.device,
                                          .check_in = CheckInId::make(txn.now(), at.random),
                                          .appointment = std::nullopt}));
  for (std::size_t item = 0; item < phq9.size(); ++item) {
    const bool critical = phq9.critical_item == item;
    ALCOVE_TRY(features.questionnaires.answer(txn, desk_.device,
                                              {.questionnaire = questionnaire,
                                               .number = static_cast<std::int64_t>(item) + 1,
                                               .item = std::string(phq9.item_loinc[item]),
                                               .kind = rules::AnswerKind::kPoints,
                                               .points = critical ? 0 : 1,
                                               .confirmed_at = txn.now()},
                                              questionnaires::Delivery::kLive));
  }
  ALCOVE_TRY(questionnaires::Questionnaires::finish(
      txn, desk_.device,
      {.questionnaire = questionnaire, .ending = api::questionnaires::Ending::kStopped},
      questionnaires::Delivery::kLive));
  return {};
}

}  // namespace alcove::bench
