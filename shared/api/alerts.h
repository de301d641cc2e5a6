// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/alert_words.h"
#include "shared/wire/route.h"

// Safety alerts on the terminals of the staff: what each may show. A terminal asks again whenever
// the event stream says alert_changed, and after every start. Opening and acknowledging:
// alert_care.h.
namespace alcove::api::alerts {

// Shown at once; were there more, the newest of them. Every one escalates, shown or not.
inline constexpr std::size_t kMaxPending = 1000;
inline constexpr std::int64_t kEscalateAfterSeconds = 120;
inline constexpr wire::Text kWhom = wire::line(1, 100);
inline constexpr std::size_t kMaxTold = 20;

// The general form: somebody needs a clinician, since when. Nothing else leaves for a terminal that
// is locked, signed out or in a client's hands.
struct Waiting {
  UtcTime since;
  bool escalated = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("since", self.since);
    visit("escalated", self.escalated);
  }
};

struct WaitingReply {
  std::vector<Waiting> items;  // the oldest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPending));
  }
};

// For every staff terminal, signed in or not. A person who is working and for whom no alert is
// meant gets an empty list until it is escalated.
inline constexpr wire::Route<wire::Nothing, WaitingReply> waiting{
    .method = wire::Method::kGet,
    .path = "/v1/alerts/waiting",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

struct Told {
  std::string by;    // the name of the person who marked it
  std::string whom;  // as typed; may be empty
  UtcTime at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("by", self.by, wire::line(1, 100));
    visit("whom", self.whom, wire::line(0, 100));
    visit("at", self.at);
  }
};

// A pending alert as this person may see it before opening it.
struct Pending {
  AlertId alert;
  UtcTime since;
  std::optional<Escalation> escalated;
  bool meant_for_me = false;
  bool may_open = false;              // a clinical person: open() gives the rest
  std::optional<std::string> person;  // "María L.", for the front desk, which has to find her
  // It came home late, from a terminal out of service or cut off: she may not be in the house.
  bool came_late = false;
  std::vector<Told> told;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("alert", self.alert);
    visit("since", self.since);
    visit("escalated", self.escalated);
    visit("meant_for_me", self.meant_for_me);
    visit("may_open", self.may_open);
    visit("person", self.person, wire::line(1, 130));
    visit("came_late", self.came_late);
    visit("told", self.told, wire::at_most(kMaxTold));
  }
};

struct PendingReply {
  std::vector<Pending> items;  // the oldest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPending));
  }
};

inline constexpr wire::Route<wire::Nothing, PendingReply> pending{
    .method = wire::Method::kGet,
    .path = "/v1/alerts",
    .permission = wire::Permission::kAlertTold,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct ToldRequest {
  AlertId alert;
  std::optional<std::string> whom;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("alert", self.alert);
    visit("whom", self.whom, kWhom);
  }
};

// "Told in person": the alert stands all the same until a clinical person acknowledges it.
// Refusals: kNotFound, kWrongState (acknowledged meanwhile), kTooMany (kMaxTold).
inline constexpr wire::Route<ToldRequest, wire::Nothing> told{
    .method = wire::Method::kPost,
    .path = "/v1/alerts/told",
    .permission = wire::Permission::kAlertTold,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::alerts
