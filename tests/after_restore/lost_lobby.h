// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/check_in_desk.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/questionnaire_results.h"
#include "tests/after_restore/keeping_terminal.h"

namespace alcove::tests {

namespace forms = alcove::api::check_in;
namespace asked = alcove::api::questionnaires;

// Lucía Morales has a visit at eleven, and stands at a lobby terminal.
struct LostLobby : LostBox {
  LostLobby() {
    client = add_client("Lucía", "Morales");
    visit = book(client, today_at(11), room_2);
    lobby.emplace(*this, wire::Station::kLobby, "Lobby");
    REQUIRE(lobby->connects());
  }
  void greet() {
    REQUIRE(lobby
                ->must(forms::identify, {.check_in = check_in,
                                         .language = rules::Language::kSpanish,
                                         .surname = "morales",
                                         .birth_date = parse_date("1986-04-17").value(),
                                         .last_four = "0133"})
                .matched);
  }
  QuestionnaireId phq9() {
    for (const asked::Open& one : lobby->must(asked::open, {check_in}).items) {
      if (one.instrument == rules::InstrumentId::kPhq9) return one.questionnaire;
    }
    throw Fault(ErrorCode::kNotFound, "that questionnaire is not put");
  }
  void answer(const QuestionnaireId& id, std::size_t item, std::int64_t points) {
    const rules::Instrument& instrument = rules::instrument(rules::InstrumentId::kPhq9);
    const bool about_function = item == instrument.item_loinc.size();
    lobby->must(asked::answer, {.questionnaire = id,
                                .number = static_cast<std::int64_t>(item) + 1,
                                .item = std::string(about_function ? instrument.function_loinc
                                                                   : instrument.item_loinc[item]),
                                .kind = rules::AnswerKind::kPoints,
                                .points = points,
                                .confirmed_at = at.clock.now()});
  }
  forms::OfClientReply panel() {
    ServedTerminal desk(at, wire::Station::kFrontDesk, "Desk of " + std::to_string(++desks), "mia");
    return desk.must(forms::of_client, {client});
  }

  ClientId client;
  AppointmentId visit;
  CheckInId check_in = new_id<CheckInId>();
  std::optional<KeepingTerminal> lobby;
  int desks = 0;
};

}  // namespace alcove::tests
