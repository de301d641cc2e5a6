// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/alerts/alert_sheets.h"
#include "kiosk/screens/alerts/alert_strip.h"
#include "shared/api/alert_care.h"
#include "shared/api/help_calls.h"

// Safety alerts, and calls for help from the lobby, on a signed-in staff terminal. Each flow of a
// station owns one, hands it the lines, and gives it a place:
//
//   page.cut_top(bar);  alerts_.draw(ui, page.cut_top(alerts_.height(ui, page.width)));
//   ...                 // the rest of the screen
//   alerts_.draw_sheet(ui);  // last of all: its sheets lie over everything
namespace alcove::flows {

class AlertsFlow {
 public:
  explicit AlertsFlow(const StaffContext& context);  // outlives this; reads at once
  AlertsFlow(const AlertsFlow&) = delete;
  AlertsFlow& operator=(const AlertsFlow&) = delete;

  void on_line(const api::live::Line& line);
  void on_link();
  // As StationFlow::tick: the minutes that an alert waits go on.
  std::int64_t tick(std::int64_t now_ms);

  // Before the sheets of the screen are drawn: what waits is said in front of them too.
  void announce(ui::Ui& ui) const;
  // With the notices of the context below the alerts; 0 while nothing waits.
  float height(const ui::Ui& ui, float width) const;
  void draw(ui::Ui& ui, const ui::Rect& rect);
  // Draws them at the top of `place` and gives their height.
  float draw_above(ui::Ui& ui, const ui::Rect& place);
  void draw_sheet(ui::Ui& ui);
  bool sheet_is_open() const { return telling_.has_value() || caring_.has_value(); }

  // What is called with the client when "Open chart" is pressed; without it there is no such
  // button.
  void on_open_chart(std::function<void(const ClientId&)> open) { open_chart_ = std::move(open); }
  // The alerts that wait, as this person may see them.
  const std::vector<api::alerts::Pending>& pending() const { return pending_; }
  const std::vector<api::check_in::HelpCall>& calls() const { return calls_; }

 private:
  void read();
  void read_general();
  void read_calls();
  void read_general_calls();
  std::size_t rows() const;
  void rows_were(std::size_t before);
  // Whether the buttons of the rows may be pressed: not at once after a row has appeared, which
  // moves everything below it under a finger that meant something else.
  bool rows_have_settled() const;
  void read_colleagues(const std::optional<StaffId>& after);
  void act_on(std::size_t row);
  void open(const AlertId& alert);
  void show(const api::alerts::Alert& alert);
  void look_whether_moved();
  void answer_call(const api::check_in::HelpCallId& call);
  void tell();
  void acknowledge();
  std::string clock_at(UtcTime time) const;
  screens::alerts::StripModel strip() const;
  screens::alerts::StripRow row_of(const api::alerts::Pending& pending) const;
  std::string said_at(const std::optional<UtcTime>& time) const;
  screens::alerts::StripRow row_of(const api::check_in::HelpCall& call) const;
  screens::alerts::StripRow row_of(const api::check_in::WaitingCall& call) const;

  const StaffContext& context_;
  link::Life life_;
  // Of the newest reading: an older answer must not come after a newer one.
  link::Life alerts_life_, calls_life_;
  std::optional<std::int64_t> read_again_ms_, read_calls_again_ms_;  // after one that failed
  std::int64_t now_ms_ = 0;
  bool rows_are_new_ = false;
  std::optional<std::int64_t> settled_at_ms_;  // nothing: they have
  std::vector<api::alerts::Pending> pending_;
  std::vector<api::alerts::Waiting> general_;  // for a person whose role may not see more
  std::vector<api::check_in::HelpCall> calls_;
  std::vector<api::check_in::WaitingCall> general_calls_;  // likewise
  std::vector<api::staff::Member> colleagues_;             // whom one may hand over to
  std::function<void(const ClientId&)> open_chart_;
  std::optional<AlertId> opening_;

  struct Telling {
    AlertId alert;
    screens::alerts::TellModel model;
  };
  std::optional<Telling> telling_;
  struct Caring {
    AlertId alert;
    ClientId client;
    UtcTime since;
    screens::alerts::CareModel model;
  };
  std::optional<Caring> caring_;
};

}  // namespace alcove::flows
