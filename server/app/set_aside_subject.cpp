// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "server/app/features.h"
#include "server/features/clients/clients.h"
#include "server/features/waitlist/waitlist.h"
#include "shared/rules/person_name.h"
#include "shared/wire/json.h"

// What a record that was set aside is of. Its body is the request of some route; whichever it is,
// what it is about it names in the same words.
namespace alcove::app {
namespace {

// A change of a series names it within.
struct NamedEdit {
  std::optional<ClientId> client;
  std::optional<api::series::SeriesId> series;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("series", self.series);
  }
};

struct Named {
  std::optional<ClientId> client;
  std::optional<NoteId> note;
  std::optional<QuestionnaireId> questionnaire;
  std::optional<CheckInId> check_in;
  std::optional<AppointmentId> appointment;
  std::optional<api::series::SeriesId> series;
  std::optional<NamedEdit> edit;
  std::optional<api::waitlist::WaitEntryId> wait_entry;
  std::optional<api::waitlist::WaitOfferId> wait_offer;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("note", self.note);
    visit("questionnaire", self.questionnaire);
    visit("check_in", self.check_in);
    visit("appointment", self.appointment);
    visit("series", self.series);
    visit("edit", self.edit);
    visit("wait_entry", self.wait_entry);
    visit("wait_offer", self.wait_offer);
  }
};

// What the desk sees of a client, too. All else is taken for clinical.
constexpr std::array<std::string_view, 11> kOfTheDesk{
    "/v1/clients/",  "/v1/appointments/", "/v1/series/",   "/v1/groups/",
    "/v1/check_in/", "/v1/clinic_setup",  "/v1/waitlist/", "/v1/day_close/",
    "/v1/absences/", "/v1/reminders/",    "check_in."};

bool is_of_the_desk(const std::string& kind) {
  return std::any_of(kOfTheDesk.begin(), kOfTheDesk.end(),
                     [&](std::string_view start) { return kind.starts_with(start); });
}

std::optional<ClientId> client_of(
    store::ReadTxn& txn, const Named& named,
    const std::optional<questionnaires::Questionnaires::Whose>& asked) {
  if (named.client) return named.client;
  if (named.note) {
    if (const auto client = notes::Notes::whose(txn, *named.note)) return client;
  }
  if (asked) return asked->client;
  if (named.check_in) {
    if (const auto client = check_in::CheckIns::whose(txn, *named.check_in)) return client;
  }
  if (named.edit && named.edit->client) return named.edit->client;
  const auto& changed = named.edit ? named.edit->series : named.series;
  if (changed) {
    if (const auto client = series::whose(txn, *changed)) return client;
  }
  if (named.appointment) {
    const auto appointment = appointments::find_appointment(txn, *named.appointment);
    if (appointment) return appointment->client;
  }
  if (named.wait_entry) return waitlist::client_of(txn, *named.wait_entry);
  if (named.wait_offer) return waitlist::client_of(txn, *named.wait_offer);
  return std::nullopt;
}

}  // namespace

spool::Subject subject_of(store::ReadTxn& txn, const api::spool::Record& record) {
  spool::Subject subject;
  if (is_of_the_desk(record.kind)) subject.where = spool::ReadWhere::kWithClients;
  const auto named = wire::decode<Named>(record.body, wire::UnknownFields::kIgnore);
  if (!named) return subject;
  std::optional<questionnaires::Questionnaires::Whose> asked;
  if (named->questionnaire) {
    asked = questionnaires::Questionnaires::whose(txn, *named->questionnaire);
  }
  if (asked) subject.instrument = asked->instrument;
  const std::optional<ClientId> id = client_of(txn, *named, asked);
  const auto client = id ? clients::find_client(txn, *id) : std::nullopt;
  if (!client) return subject;
  subject.client = client->id;
  subject.record_number = client->record_number;
  subject.person = rules::list_name(clients::name_of(client->details));
  return subject;
}

}  // namespace alcove::app
