// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "shared/api/alerts.h"
#include "shared/api/moved_record.h"

// Opening and acknowledging a safety alert: a clinical person's part.
namespace alcove::api::alerts {

inline constexpr wire::Text kActionWords = wire::prose(0, 500);

struct Acknowledgement {
  StaffId by;
  std::string by_name;
  UtcTime at;
  Action action = Action::kSeenNow;
  std::string words;  // what was done, where the action asks for it
  std::optional<StaffId> handed_to;
  std::string handed_to_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("by", self.by);
    visit("by_name", self.by_name, wire::line(1, 100));
    visit("at", self.at);
    visit("action", self.action);
    visit("words", self.words, kActionWords);
    visit("handed_to", self.handed_to);
    visit("handed_to_name", self.handed_to_name, wire::line(0, 100));
  }
};

// The whole alert. What was answered stays in the chart, under the questionnaire's id.
struct Alert {
  AlertId alert;
  ClientId client;
  std::int64_t record_number = 0;
  std::string person;  // "López, María"
  Source source = Source::kPhq9Item9;
  QuestionnaireId questionnaire;
  std::optional<AppointmentId> appointment;
  UtcTime since;
  std::optional<Escalation> escalated;
  std::optional<UtcTime> escalated_at;
  std::vector<Told> told;
  std::optional<Acknowledgement> acknowledged;
  // The answers were another person's: this one stands for nothing any more, whoever acknowledged
  // it, and another stands under the right name.
  std::optional<EnteredInError> entered_in_error{};
  std::optional<MovedHere> moved_here{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("alert", self.alert);
    visit("client", self.client);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("person", self.person, wire::line(1, 200));
    visit("source", self.source);
    visit("questionnaire", self.questionnaire);
    visit("appointment", self.appointment);
    visit("since", self.since);
    visit("escalated", self.escalated);
    visit("escalated_at", self.escalated_at);
    visit("told", self.told, wire::at_most(kMaxTold));
    visit("acknowledged", self.acknowledged);
    visit("entered_in_error", self.entered_in_error);
    visit("moved_here", self.moved_here);
  }
};

struct OpenRequest {
  AlertId alert;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("alert", self.alert);
  }
};

// A POST, because it leaves something: who opened an alert answers it, and may open the client's
// chart from then until a day after it was acknowledged. Refusals: kNotFound.
inline constexpr wire::Route<OpenRequest, Alert> open{
    .method = wire::Method::kPost,
    .path = "/v1/alerts/open",
    .permission = wire::Permission::kAlertAcknowledge,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct AcknowledgeRequest {
  AlertId alert;
  Action action = Action::kSeenNow;
  std::string words;                 // needed with kOther
  std::optional<StaffId> handed_to;  // needed with kHandedOver, and only there

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("alert", self.alert);
    visit("action", self.action);
    visit("words", self.words, kActionWords);
    visit("handed_to", self.handed_to);
  }
};

// Once, by a person who has opened it. Refusals: kNotFound, kWrongState (not opened by this person;
// or acknowledged already: open it to see by whom; or moved to the right record), kMissingField and
// kOutOfRange with the field, kNotFound with field "handed_to" (nobody clinical works here under
// that id).
inline constexpr wire::Route<AcknowledgeRequest, Alert> acknowledge{
    .method = wire::Method::kPost,
    .path = "/v1/alerts/acknowledge",
    .permission = wire::Permission::kAlertAcknowledge,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::alerts
