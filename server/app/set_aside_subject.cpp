// SPDX-License-Identifier: Apache-2.0
#include "server/app/features.h"
#include "server/app/set_aside_named.h"
#include "server/features/alerts/alert_store.h"
#include "server/features/check_in/check_in_store.h"
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
  std::optional<ProposalId> proposal;
  std::optional<AlertId> alert;
  std::optional<api::check_in::HelpCallId> call;

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
    visit("proposal", self.proposal);
    visit("alert", self.alert);
    visit("call", self.call);
  }
};

// Where the route that it was meant for would be used: whoever needs the book or the details of
// clients for it sees at a front desk what it is about. What a client does in the lobby before a
// chart begins, the desk sees too. All else is taken for clinical.
spool::ReadWhere read_where(const http::Router& router, const std::string& kind) {
  using wire::Permission;
  if (kind.starts_with("check_in.")) return spool::ReadWhere::kWithClients;
  const http::RouteEntry* const route = router.find(wire::Method::kPost, kind);
  if (route == nullptr) return spool::ReadWhere::kWithCharts;
  switch (route->permission) {
    case Permission::kScheduleRead:
    case Permission::kScheduleWrite:
    case Permission::kClientRead:
    case Permission::kClientWrite:
    case Permission::kStaffManage:
      return spool::ReadWhere::kWithClients;
    case Permission::kDevice:
      return kind.starts_with("/v1/check_in/") ? spool::ReadWhere::kWithClients
                                               : spool::ReadWhere::kWithCharts;
    case Permission::kEnrolment:
    case Permission::kSignedIn:
    case Permission::kDayListPrint:
    case Permission::kChartRead:
    case Permission::kNoteWrite:
    case Permission::kAlertAcknowledge:
    case Permission::kAlertTold:
    case Permission::kAuditRead:
      break;
  }
  return spool::ReadWhere::kWithCharts;
}

// Whose it is where it names only what somebody did for them.
std::optional<ClientId> client_answered(store::ReadTxn& txn, const Named& named) {
  if (named.proposal) {
    if (const auto proposal = check_in::find_proposal(txn, *named.proposal)) {
      return proposal->client;
    }
  }
  if (named.alert) {
    if (const auto alert = alerts::find_alert(txn, *named.alert)) return alert->cause.client;
  }
  if (named.call) {
    const auto call = check_in::find_call(txn, *named.call);
    if (call && call->check_in) return check_in::CheckIns::whose(txn, *call->check_in);
  }
  return std::nullopt;
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
  return client_answered(txn, named);
}

spool::Subject subject_of(store::ReadTxn& txn, const http::Router& router,
                          const api::spool::Record& record) {
  spool::Subject subject;
  subject.where = read_where(router, record.kind);
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

}  // namespace

spool::AboutRecords about_set_aside(const http::Router& router, const Zone& zone) {
  return {.subject =
              [&router](store::ReadTxn& txn, const api::spool::Record& record) {
                return subject_of(txn, router, record);
              },
          .pointed =
              [&zone](store::ReadTxn& txn, const access::Principal& who,
                      const api::spool::Record& record, const spool::Subject& subject) {
                return pointed_to(txn, who, zone, record, subject);
              }};
}

}  // namespace alcove::app
