// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/flows/lobby/lobby_flow.h"
#include "shared/api/alerts.h"
#include "shared/api/appointments.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/questionnaire_results.h"
#include "tests/kiosk/support/ui_driver.h"
#include "tests/support/cable.h"
#include "tests/support/served_terminal.h"

namespace alcove::testing {

// A clinic with a lobby terminal in it, as the kiosk runs it, at the end of a cable that can be
// pulled; and a desk. Lucía Morales (17 April 1986, 716-555-2233, 221 Main St) has an appointment
// with L. Brandt in a quarter of an hour. The flow's own time stands still unless it is moved.
class LobbyTerminal {
 public:
  LobbyTerminal();

  // One turn of the kiosk's loop.
  void turn();
  // Turns until it is so, at most ten seconds.
  bool wait_for(const std::function<bool()>& so);
  // Turns until the widget is there and may be used, and touches it.
  void touch(const std::string& widget);
  bool sees(const std::string& text);
  bool sees_widget(const std::string& widget);
  void type(const std::string& widget, const std::string& text);
  void type_birth_date(const std::string& figures);
  void type_digits(const std::string& figures);  // on the pad
  void after_ms(std::int64_t time_ms);           // the flow's time goes on

  void restart_terminal();  // as after a renewal: nothing is handed over

  // Steps of the walk; each ends at the next screen.
  void identify(const std::string& surname = "morales", const std::string& born = "04171986",
                const std::string& last_four = "2233");
  void greeted(const std::string& language = "english");  // up to hello
  void arrive();                                          // up to the first detail
  void confirm_details();                                 // up to the consent
  void sign();                                            // up to the first question
  // Answers the item on the screen; a negative number declines.
  void answer(int points);
  void answer_all(std::initializer_list<int> points);

  template <class Q, class R>
  R at_desk(const wire::Route<Q, R>& route, const Q& request) {
    return desk->must(route, request);
  }
  api::check_in::OfClientReply panel();
  // As the clinician reads it; nothing when it was not begun.
  std::optional<api::questionnaires::ResultReply> result_of(rules::InstrumentId instrument);
  std::int64_t calls_for_help();

  ServedClinic clinic;
  StaffId brandt_id;
  std::optional<ServedTerminal> desk, brandt;
  ClientId client;
  AppointmentId appointment;

  Cable cable;
  shell::RunQueue queue{[] {}};
  Scratch files_folder;
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<link::Box> box;
  std::unique_ptr<flows::LobbyFlow> flow;
  std::unique_ptr<tests::UiDriver> ui;
  std::int64_t now_ms = 1000;

 private:
  void register_and_book();
};

}  // namespace alcove::testing
