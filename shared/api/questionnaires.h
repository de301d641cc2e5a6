// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/api/questionnaire_words.h"
#include "shared/rules/instrument.h"
#include "shared/rules/instrument_scoring.h"
#include "shared/wire/route.h"

// A questionnaire as the client answers it at the lobby terminal. It is begun by the check-in and
// bound to the terminal: no other terminal, and no other visit at the same one, can answer or see
// it. No reply here ever carries a score, a severity, a flag or an answer that was given. What
// staff read: questionnaire_results.h.
namespace alcove::api::questionnaires {

inline constexpr wire::Text kItem = wire::line(1, 16);  // LOINC, "44260-8"
inline constexpr std::int64_t kMaxAnswers = 200;        // changes of mind counted
// Of those, the last are kept for answers that call for a person, however often a mind was changed.
inline constexpr std::int64_t kReservedAnswers = 20;
inline constexpr std::size_t kMaxQuestionnaires = 8;  // of one visit
inline constexpr std::size_t kMaxItems = 16;          // of one instrument, function item too
inline constexpr std::int64_t kMaxPoints = rules::kMaxPoints;

struct AnswerRequest {
  QuestionnaireId questionnaire;
  std::int64_t number = 0;  // 1, 2, 3 … in the order in which the client confirmed (Next)
  std::string item;
  rules::AnswerKind kind = rules::AnswerKind::kDeclined;  // points or declined
  std::optional<std::int64_t> points;                     // with points, and only then
  UtcTime confirmed_at;  // by the terminal's idea of the server's time

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("questionnaire", self.questionnaire);
    visit("number", self.number, wire::range(1, kMaxAnswers));
    visit("item", self.item, kItem);
    visit("kind", self.kind);
    visit("points", self.points, wire::range(0, kMaxPoints));
    visit("confirmed_at", self.confirmed_at);
  }
};

// As which an answer, and a questionnaire's end (FinishRequest), wait in a lobby terminal's spool.
inline constexpr std::string_view kAnswerKind = "questionnaire.answer";
inline constexpr std::string_view kFinishKind = "questionnaire.finish";

struct AnswerReply {
  bool show_support = false;  // show the words of support now, with 988 and how to call staff
  // An alert was raised and no terminal of the staff is connected: nobody can see it now.
  bool nobody_hears = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("show_support", self.show_support);
    visit("nobody_hears", self.nobody_hears);
  }
};

// Kept at once. The same number with the same answer again changes nothing; going back and
// answering otherwise takes the next number, and both stay. Refusals: kNotFound (none of this
// terminal), kWrongState (ended), kConflict (the number holds another answer), kOutOfRange (no such
// item, or points that do not fit the kind).
inline constexpr wire::Route<AnswerRequest, AnswerReply> answer{
    .method = wire::Method::kPost,
    .path = "/v1/questionnaires/answer",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kLobbyOnly,
    .when_locked = wire::WhenLocked::kAllow};

struct Open {
  QuestionnaireId questionnaire;
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  std::vector<std::string> done;  // items that were answered or declined; not how
  std::int64_t next_number = 1;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("questionnaire", self.questionnaire);
    visit("instrument", self.instrument);
    visit("done", self.done, wire::at_most(kMaxItems, kItem));
    visit("next_number", self.next_number, wire::range(1, kMaxAnswers + 1));
  }
};

struct OpenRequest {
  CheckInId check_in;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
  }
};

struct OpenReply {
  std::vector<Open> items;  // in the order in which they are put

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxQuestionnaires));
  }
};

// What this check-in has still to answer at this terminal.
inline constexpr wire::Route<OpenRequest, OpenReply> open{.method = wire::Method::kGet,
                                                          .path = "/v1/questionnaires/open",
                                                          .permission = wire::Permission::kDevice,
                                                          .audit = wire::AuditClass::kRead,
                                                          .stations = wire::kLobbyOnly,
                                                          .when_locked = wire::WhenLocked::kAllow};

struct FinishRequest {
  QuestionnaireId questionnaire;
  Ending ending = Ending::kCompleted;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("questionnaire", self.questionnaire);
    visit("ending", self.ending);
  }
};

// What was answered is kept whatever the ending. Refusals: kNotFound, kWrongState (ended already
// otherwise), kMissingField (completed, but an item was never reached).
inline constexpr wire::Route<FinishRequest, wire::Nothing> finish{
    .method = wire::Method::kPost,
    .path = "/v1/questionnaires/finish",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kLobbyOnly,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::questionnaires
