// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/alert_care.h"
#include "shared/api/client_record.h"
#include "shared/api/questionnaire_results.h"
#include "shared/wire/route.h"

// The head of a chart. What lies under it has routes of its own: questionnaires::scores (the
// trend), notes::of_client, appointments::of_client. Opening it is one event of the session; asking
// again when the event stream says chart_changed or alert_changed is covered by that.
namespace alcove::api::chart {

inline constexpr std::size_t kMaxAlerts = 20;
inline constexpr std::size_t kMaxFlags = 8;
inline constexpr std::size_t kMaxLatest = 8;  // instruments

// What is to be known before anything is said. Each but the first points at its questionnaire.
enum class FlagKind : std::uint8_t {
  kAlertOpen,          // a safety alert nobody has acknowledged
  kItem9AboveZero,     // the newest PHQ-9 answers item 9 with more than "not at all"
  kItem9WasAboveZero,  // confirmed above zero there, then answered otherwise
  kItem9Declined,      // the newest PHQ-9: prefer not to answer
  kPartialAnswers,     // the newest questionnaire of an instrument was left before its end
};

struct Flag {
  FlagKind kind = FlagKind::kAlertOpen;
  std::optional<QuestionnaireId> questionnaire;
  UtcTime since;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("questionnaire", self.questionnaire);
    visit("since", self.since);
  }
};

struct CareTeamLine {
  StaffId staff;
  std::string name;
  std::string credential;  // may be empty
  clients::CareRole role = clients::CareRole::kTherapist;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("staff", self.staff);
    visit("name", self.name, wire::line(1, 100));
    visit("credential", self.credential, wire::line(0, 40));
    visit("role", self.role);
  }
};

struct OpenRequest {
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};

struct Chart {
  ClientId client;
  std::int64_t record_number = 0;
  std::string shown_name;  // "López, María (Mari)": legal name, the preferred one beside it
  std::string called;      // how to say hello: "Mari"
  std::string pronouns;    // in the client's words; may be empty
  LocalDate birth_date;
  std::int64_t age_years = 0;  // today on the clinic's clock
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;
  std::vector<CareTeamLine> care_team;
  std::vector<Flag> flags;
  std::vector<alerts::Alert> alerts;              // the newest first, open and seen
  std::vector<questionnaires::ScoreLine> latest;  // the newest of each instrument

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("shown_name", self.shown_name, wire::line(1, 200));
    visit("called", self.called, wire::line(1, 60));
    visit("pronouns", self.pronouns, wire::line(0, 40));
    visit("birth_date", self.birth_date);
    visit("age_years", self.age_years, wire::range(0, 400));
    visit("language", self.language);
    visit("care_team", self.care_team, wire::at_most(clients::kMaxCareTeam));
    visit("flags", self.flags, wire::at_most(kMaxFlags));
    visit("alerts", self.alerts, wire::at_most(kMaxAlerts));
    visit("latest", self.latest, wire::at_most(kMaxLatest));
  }
};

// Refusals: kForbidden (also where there is no such client, to whoever needs a relation to it),
// kNotFound.
inline constexpr wire::Route<OpenRequest, Chart> open{.method = wire::Method::kGet,
                                                      .path = "/v1/chart/open",
                                                      .permission = wire::Permission::kChartRead,
                                                      .audit = wire::AuditClass::kRead,
                                                      .stations = wire::kTherapyRoomOnly,
                                                      .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::chart

namespace alcove::wire {

template <>
struct EnumWords<api::chart::FlagKind> {
  using FlagKind = api::chart::FlagKind;
  static constexpr EnumWord<FlagKind> words[] = {
      {FlagKind::kAlertOpen, "alert_open"},
      {FlagKind::kItem9AboveZero, "item9_above_zero"},
      {FlagKind::kItem9WasAboveZero, "item9_was_above_zero"},
      {FlagKind::kItem9Declined, "item9_declined"},
      {FlagKind::kPartialAnswers, "partial_answers"}};
};

}  // namespace alcove::wire
