// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/administration/box_watch.h"
#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/screens/administration/setup_sheets.h"
#include "kiosk/text/administration_messages.h"
#include "shared/api/session_lock.h"

// The page of who runs the office, with its sheets: people, terminals, the box and
// the clinic's rules for an administrator, what was set aside for a privacy officer. What changes
// who may come in goes through one sheet that says what is about to happen and asks for PIN or
// password. A code is held only while it is shown. For the UI thread.
namespace alcove::flows::administration {

class Office {
 public:
  // Both outlive it. Without a watch the person is no administrator.
  Office(StaffContext& context, BoxWatch* watch, screens::administration::WayBack way_back);
  ~Office() { put_away(); }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  void show(screens::administration::Section section);
  screens::administration::Section section() const { return page_.section; }
  bool draw(ui::Ui& ui);  // true: back to the day
  void on_line(const api::live::Line& line);
  void on_link();
  // As StationFlow::tick.
  std::int64_t tick(std::int64_t now_ms);
  // Closes every sheet and overwrites what is secret in them; answers still under way are dropped.
  void put_away();

 private:
  using Act = screens::administration::Act;
  using Confirmed = std::function<void(Bytes confirmation)>;

  // office.cpp
  void read();
  void read_people(const std::optional<StaffId>& next);
  void read_terminals();
  void act(Act act);
  void draw_sheets(ui::Ui& ui);
  screens::administration::SheetFrame frame() const;
  void say(std::string words);

  // office_people.cpp
  void open_person(const screens::administration::Colleague* person);
  void read_speakers(const std::optional<StaffId>& next);
  void open_languages(const screens::administration::Colleague& person);
  void keep_languages();
  void prove_person();
  void prove_code(const screens::administration::Colleague& person);
  void prove_disable(const screens::administration::Colleague& person);
  void prove_enable(const screens::administration::Colleague& person);
  template <class Request>
  void ask_code(const wire::Route<Request, api::administration::PersonCode>& route,
                Request request);
  // What is said when it is done, with the person's name.
  using Done = std::string (*)(const text::AdministrationMessages&, const std::string& name);
  template <class Request>
  void ask_change(const wire::Route<Request, screens::administration::Colleague>& route,
                  Request request, Done words);
  void show_code(api::administration::PersonCode made);

  // office_terminals.cpp
  void open_terminal(const screens::administration::Terminal* terminal);
  void terminal_written();
  void prove_new_terminal();
  void prove_revoke(const screens::administration::Terminal& terminal);
  void show_code(const std::string& name, api::administration::TerminalCode made);

  // office_rules.cpp
  void read_rules();
  void take_rules(const screens::administration::ClinicRules& rules);
  void read_standards(const api::clinic_setup::Rules& setup);
  void set_rules(screens::administration::ClinicRule rule,
                 const screens::administration::ClinicRules& rules);
  void rules_are_set(const screens::administration::ClinicRules& rules);
  void draw_rule_choices(ui::Ui& ui);

  // office_setup.cpp
  void take_setup(const api::clinic_setup::Setup& setup);
  void open_room(const screens::administration::Room* room);
  void open_service(const screens::administration::Service* service);
  void draw_setup_sheet(ui::Ui& ui);
  void keep_setup();

  // office_resources.cpp
  void open_resource(const screens::administration::Resource* resource);
  void keep_resource();
  void resource_refused(const Error& refusal);

  // office_set_aside.cpp
  void read_set_aside();
  void read_set_aside(api::set_aside::Which which, const std::optional<SpoolRecordId>& next);
  void note_older(const std::optional<SpoolRecordId>& next);
  void read_older_aside();
  void read_aside_words();
  void forget_aside_words();
  void mind_aside_words();
  void open_settle();
  void close_settle();
  void settle();

  // office_proof.cpp
  void prove(screens::administration::ProveModel model, Confirmed then);
  void proved();
  void refused(ErrorCode code);
  void done();  // what was asked for is done: sheets closed, lists read anew
  void close_proof();
  std::string until_words(UtcTime at) const;

  StaffContext& context_;
  BoxWatch* watch_;
  AlertsFlow alerts_;
  link::Life life_;       // of what the sheets ask for
  link::Life read_life_;  // of the lists
  screens::administration::PageModel page_;
  std::vector<screens::administration::Colleague> incoming_;
  std::vector<api::administration::Speaker> speakers_;  // of the pages that were read so far
  std::optional<screens::administration::PersonModel> person_;
  std::optional<screens::administration::LanguagesModel> languages_;
  screens::administration::SetupForms setup_;
  std::optional<screens::administration::ResourceModel> resource_;
  std::optional<screens::administration::TerminalModel> terminal_;
  std::optional<screens::administration::ProveModel> prove_;
  std::optional<screens::administration::SettleModel> settle_;
  std::optional<screens::administration::ClinicRule> rule_open_;
  link::Life rules_life_;  // of what was changed: a reading that was under way is older
  link::Life aside_life_;
  link::Life aside_words_life_;
  std::vector<screens::administration::SetAsideLine> aside_incoming_;
  std::optional<SpoolRecordId> aside_next_;   // where what was settled before begins
  std::optional<SpoolRecordId> aside_asked_;  // whose words were asked for, and answered
  bool aside_due_ = true;                     // the list is to be read when it is looked at
  Confirmed confirmed_;
  std::optional<screens::administration::CodeModel> code_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
  std::int64_t now_ms_ = 0;
  std::optional<std::int64_t> read_ms_;  // nothing: at the next tick
  std::int64_t toast_until_ms_ = 0;
};

}  // namespace alcove::flows::administration
