// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/check_in.h"
#include "shared/api/client_record.h"
#include "shared/api/moved_record.h"
#include "shared/api/questionnaire_progress.h"

// What the desk sees of the lobby: corrections that wait and what was signed. Who asks for
// help: help_calls.h.
namespace alcove::api::check_in {

// One correction with both values in view. `was` is what the record says now.
struct Proposal {
  ProposalId id;
  UtcTime at;
  std::optional<clients::Phone> phone_was;  // none: that phone is gone from the record
  std::optional<std::string> number;        // of a correction of a phone
  std::optional<clients::Address> address_was;
  std::optional<clients::Address> address;  // of a correction of the address

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("at", self.at);
    visit("phone_was", self.phone_was);
    visit("number", self.number, clients::kPhoneNumber);
    visit("address_was", self.address_was);
    visit("address", self.address);
  }
};

struct Signed {
  std::string document;
  std::int64_t version = 0;
  UtcTime at;
  std::string terminal_name;
  std::optional<EnteredInError> void_since{};  // somebody else signed: it counts for nothing

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("document", self.document, wire::line(1, 60));
    visit("version", self.version, wire::range(1, 10000));
    visit("at", self.at);
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
    visit("void_since", self.void_since);
  }
};

// Somebody said at a lobby terminal, under this client's name, that they are here. If it was
// somebody else: check_in_correction.h.
struct LobbyVisit {
  CheckInId check_in;
  AppointmentId appointment;
  UtcTime begun_at;
  std::optional<EnteredInError> entered_in_error{};
  std::optional<MovedHere> moved_here{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("appointment", self.appointment);
    visit("begun_at", self.begun_at);
    visit("entered_in_error", self.entered_in_error);
    visit("moved_here", self.moved_here);
  }
};

struct OfClientRequest {
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};

inline constexpr std::size_t kMaxProposals = clients::kMaxPhones + 1;
inline constexpr std::size_t kMaxSigned = 20;       // the latest
inline constexpr std::size_t kMaxForms = 16;        // of today
inline constexpr std::size_t kMaxLobbyVisits = 20;  // of today, the latest

struct OfClientReply {
  std::vector<Proposal> proposals;  // that wait
  std::vector<Signed> signed_documents;
  bool consent_due = false;
  bool wants_to_talk = false;                                // said so at the last check-in today
  std::vector<questionnaires::FormProgress> questionnaires;  // begun today, in their order
  std::vector<LobbyVisit> lobby_visits;                      // the latest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("proposals", self.proposals, wire::at_most(kMaxProposals));
    visit("signed_documents", self.signed_documents, wire::at_most(kMaxSigned));
    visit("consent_due", self.consent_due);
    visit("wants_to_talk", self.wants_to_talk);
    visit("questionnaires", self.questionnaires, wire::at_most(kMaxForms));
    visit("lobby_visits", self.lobby_visits, wire::at_most(kMaxLobbyVisits));
  }
};

inline constexpr wire::Route<OfClientRequest, OfClientReply> of_client{
    .method = wire::Method::kGet,
    .path = "/v1/check_in/of_client",
    .permission = wire::Permission::kClientRead,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

enum class Decision : std::uint8_t { kAccept, kKeepOld };

struct DecideRequest {
  ProposalId proposal;
  Decision decision = Decision::kKeepOld;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("proposal", self.proposal);
    visit("decision", self.decision);
  }
};

// Accepting edits the client, with its history. Refusals: kNotFound, kWrongState (decided already),
// kConflict (the phone is gone from the record), and those of editing a client.
inline constexpr wire::Route<DecideRequest, wire::Nothing> decide{
    .method = wire::Method::kPost,
    .path = "/v1/check_in/decide",
    .permission = wire::Permission::kClientWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::check_in

namespace alcove::wire {

template <>
struct EnumWords<api::check_in::Decision> {
  using Decision = api::check_in::Decision;
  static constexpr EnumWord<Decision> words[] = {{Decision::kAccept, "accept"},
                                                 {Decision::kKeepOld, "keep_old"}};
};

}  // namespace alcove::wire
