// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "shared/api/alerts.h"
#include "shared/api/appointments.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/questionnaire_results.h"
#include "tests/lobby/lobby_screen.h"
#include "tests/support/cable.h"
#include "tests/support/served_terminal.h"

namespace alcove::testing {

// A clinic with an enrolled lobby terminal, at the end of a cable that can be pulled, and a desk.
// Lucía Morales (17 April 1986, 716-555-2233, 221 Main St) has an appointment with L. Brandt in a
// quarter of an hour.
struct LobbyPlace {
  LobbyPlace();
  // Somebody with an appointment a quarter of an hour after the one before.
  ClientId add_client(const std::string& given, const std::string& family,
                      const std::string& born = "1986-04-17",
                      const std::string& phone = "716-555-2233");  // empty: none

  ServedClinic clinic;
  // The desk's terminal follows the stream; without it nobody can see a call or an alert. Ended
  // before the clinic's box is closed.
  std::optional<http::Listeners::Listening> desk_listens;
  StaffId brandt_id;
  std::optional<ServedTerminal> desk, brandt;
  ClientId client;  // Lucía
  int booked = 0;
  Cable cable;
  Scratch folder;
};

// With the terminal running in this process.
class LobbyTerminal : public LobbyPlace, public LobbyScreen {
 public:
  LobbyTerminal();

  // The cable; they return when the terminal knows.
  void pull();
  void put_in();  // and everything has gone home
  void up_to_questions();

  template <class Q, class R>
  R at_desk(const wire::Route<Q, R>& route, const Q& request) {
    return desk->must(route, request);
  }
  api::check_in::OfClientReply panel();
  // As the clinician reads it; nothing when it was not begun.
  std::optional<api::questionnaires::ResultReply> result_of(rules::InstrumentId instrument);
  std::int64_t calls_for_help();
};

}  // namespace alcove::testing
