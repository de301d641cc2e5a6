// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/api/moved_record.h"
#include "shared/api/questionnaires.h"

// Scores and answers as clinical staff read them, in the chart.
namespace alcove::api::questionnaires {

inline constexpr std::size_t kMaxResults = 200;

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> chart_route(std::string_view path) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kChartRead,
          .audit = wire::AuditClass::kRead,
          .stations = wire::kTherapyRoomOnly,
          .when_locked = wire::WhenLocked::kRefuse};
}

// One questionnaire, scored; a point of the trend.
struct ScoreLine {
  QuestionnaireId questionnaire;
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  rules::Language language = rules::Language::kEnglish;
  std::optional<AppointmentId> appointment;
  UtcTime begun_at;
  std::optional<UtcTime> ended_at;
  Progress progress = Progress::kInProgress;
  std::int64_t answered = 0;  // of `items`
  std::int64_t items = 0;
  std::optional<std::int64_t> total;  // none: too few answers; then no severity either
  std::int64_t max_total = 0;
  std::optional<rules::Severity> severity;
  bool prorated = false;  // the mean of the answered items, times the number of items
  rules::CriticalAnswer critical = rules::CriticalAnswer::kNoSuchItem;
  bool critical_was_above_zero = false;  // confirmed above 0 at some time, whatever stands now
  std::optional<std::int64_t> function;  // 0 not difficult to 3 extremely difficult
  std::optional<EnteredInError> entered_in_error{};
  std::optional<MovedHere> moved_here{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("questionnaire", self.questionnaire);
    visit("instrument", self.instrument);
    visit("language", self.language);
    visit("appointment", self.appointment);
    visit("begun_at", self.begun_at);
    visit("ended_at", self.ended_at);
    visit("progress", self.progress);
    visit("answered", self.answered, wire::range(0, kMaxItems));
    visit("items", self.items, wire::range(1, kMaxItems));
    visit("total", self.total, wire::range(0, 48));
    visit("max_total", self.max_total, wire::range(0, 48));
    visit("severity", self.severity);
    visit("prorated", self.prorated);
    visit("critical", self.critical);
    visit("critical_was_above_zero", self.critical_was_above_zero);
    visit("function", self.function, wire::range(0, kMaxPoints));
    visit("entered_in_error", self.entered_in_error);
    visit("moved_here", self.moved_here);
  }
};

struct ScoresRequest {
  ClientId client;
  std::optional<QuestionnaireId> next;  // of the reply before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("next", self.next);
  }
};

struct ScoresReply {
  std::vector<ScoreLine> items;  // the newest first: as answered, whenever it was moved
  std::optional<QuestionnaireId> next;
  std::int64_t entered_in_error = 0;  // how many of the client's count for nothing

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxResults));
    visit("next", self.next);
    visit("entered_in_error", self.entered_in_error, wire::range(0, INT64_MAX));
  }
};

inline constexpr auto scores = chart_route<ScoresRequest, ScoresReply>("/v1/questionnaires/scores");

// Those that were answered by somebody else, with when, by whom and why they were marked. They are
// in no trend, score or flag; looking at them is a step of its own.
inline constexpr auto entered_in_error =
    chart_route<ScoresRequest, ScoresReply>("/v1/questionnaires/entered_in_error");

// One confirmed answer. A later number for the same item stands; the earlier ones stay readable.
struct GivenAnswer {
  std::int64_t number = 0;
  std::string item;
  rules::AnswerKind kind = rules::AnswerKind::kDeclined;
  std::optional<std::int64_t> points;
  UtcTime confirmed_at;
  bool stands = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, wire::range(1, kMaxAnswers));
    visit("item", self.item, kItem);
    visit("kind", self.kind);
    visit("points", self.points, wire::range(0, kMaxPoints));
    visit("confirmed_at", self.confirmed_at);
    visit("stands", self.stands);
  }
};

struct ResultRequest {
  QuestionnaireId questionnaire;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("questionnaire", self.questionnaire);
  }
};

struct ResultReply {
  ClientId client;
  CheckInId check_in;  // at which it was answered
  ScoreLine score;
  std::vector<GivenAnswer> answers;  // in the order in which they were confirmed

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("check_in", self.check_in);
    visit("score", self.score);
    visit("answers", self.answers, wire::at_most(kMaxAnswers));
  }
};

inline constexpr auto result = chart_route<ResultRequest, ResultReply>("/v1/questionnaires/result");

}  // namespace alcove::api::questionnaires
