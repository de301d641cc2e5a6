// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/alert_care.h"
#include "shared/api/appointments.h"
#include "shared/api/chart.h"
#include "shared/api/check_in_correction.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/clients.h"
#include "shared/api/day_board.h"
#include "shared/api/help_calls.h"
#include "tests/support/served_terminal.h"

namespace alcove::testing {

namespace forms = alcove::api::check_in;
namespace asked = alcove::api::questionnaires;
using api::appointments::BoardRow;
using api::appointments::Flag;
using rules::InstrumentId;

// Lucía Morales sees L. Brandt, Ana Soto sees Olga. Ana sits at the lobby terminal, and checks in
// as Lucía.
struct WrongClient {
  WrongClient();
  template <class IdType>
  IdType new_id() {
    return IdType::make(at.clock.now(), at.random);
  }
  StaffId add(const char* name, access::RoleSet roles) {
    return at.add_person({.sign_in_name = name,
                          .display_name = std::string(name) + " tester",
                          .credential = {},
                          .roles = roles});
  }
  ClientId add_client(const char* given, const char* family, const char* phone);
  // Today, so many steps of five minutes from now.
  AppointmentId book(const ClientId& client, const StaffId& clinician, int steps);

  // Ana is greeted as Lucía, and goes on.
  forms::ArriveReply arrive(const char* surname = "morales", const char* last_four = "2233");
  void sign(const Bytes& hash) {
    lobby->must(forms::sign, {.check_in = check_in,
                              .consent = new_id<ConsentId>(),
                              .hash = hash,
                              .typed_name = "Ana Soto",
                              .strokes = {{{{10, 20}, {30, 40}}}}});
  }
  void propose(const PhoneId& phone) {
    lobby->must(forms::propose, {.check_in = check_in,
                                 .proposal = new_id<ProposalId>(),
                                 .phone = phone,
                                 .number = "7165557719",
                                 .address = std::nullopt});
  }
  QuestionnaireId open_one(InstrumentId instrument) {
    for (const asked::Open& one : lobby->must(asked::open, {check_in}).items) {
      if (one.instrument == instrument) return one.questionnaire;
    }
    throw Fault(ErrorCode::kNotFound, "that questionnaire is not put");
  }
  asked::AnswerReply answer(const QuestionnaireId& id, InstrumentId instrument, std::size_t item,
                            std::int64_t points);
  // Every item but the last one with one point, the last (item 9) with two: 10, and an alert.
  QuestionnaireId answer_phq9() {
    const QuestionnaireId id = open_one(InstrumentId::kPhq9);
    for (std::size_t item = 0; item < 8; ++item) answer(id, InstrumentId::kPhq9, item, 1);
    ALCOVE_CHECK(answer(id, InstrumentId::kPhq9, 8, 2).show_support);
    return id;
  }

  forms::Correction preview(const CheckInId& of, const AppointmentId& right) {
    return desk->must(forms::preview_correction, {of, right});
  }
  forms::CorrectRequest request(const CheckInId& of, const AppointmentId& right) {
    const forms::Correction seen = preview(of, right);
    return {.check_in = of,
            .right = right,
            .moved = new_id<CheckInId>(),
            .wrong_revision = seen.wrong_revision,
            .right_revision = seen.right_revision,
            .reason = "another person sat at the terminal"};
  }
  forms::CorrectRequest correct(const CheckInId& of, const AppointmentId& right) {
    const forms::CorrectRequest asked_for = request(of, right);
    desk->must(forms::correct, asked_for);
    return asked_for;
  }

  // Action and detail of the events about the client, after the last of that other action.
  std::vector<std::pair<std::string, std::string>> events_since(const std::string& action,
                                                                const ClientId& client);

  forms::OfClientReply panel(const ClientId& client) {
    return desk->must(forms::of_client, {client});
  }
  BoardRow row(const AppointmentId& visit) {
    return desk->must(api::appointments::open, {visit}).row;
  }
  std::vector<Flag> flags(const AppointmentId& visit) {
    for (const BoardRow& one : desk->must(api::appointments::day, {}).items) {
      if (one.appointment.id == visit) return one.flags;
    }
    return {};
  }
  std::vector<asked::ScoreLine> scores(ServedTerminal& who, const ClientId& client) {
    return who.must(asked::scores, {.client = client, .next = {}}).items;
  }
  std::vector<asked::ScoreLine> in_error(ServedTerminal& who, const ClientId& client) {
    return who.must(asked::entered_in_error, {.client = client, .next = {}}).items;
  }
  api::chart::Chart chart(ServedTerminal& who, const ClientId& client) {
    return who.must(api::chart::open, {client});
  }
  std::vector<api::alerts::Pending> pending(ServedTerminal& who) {
    return who.must(api::alerts::pending, {}).items;
  }

  ServedClinic at;
  StaffId brandt_id, olga_id;
  std::optional<ServedTerminal> desk, brandt, olga, biller, lobby;
  std::vector<ClientId> known;
  ClientId lucia, ana;
  AppointmentId lucias, anas;
  CheckInId check_in;
};

}  // namespace alcove::testing
