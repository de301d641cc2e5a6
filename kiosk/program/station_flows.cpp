// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/room/room_flow.h"
#include "kiosk/program/terminal.h"
#include "kiosk/widgets/draw.h"

namespace alcove::program {
namespace {

// The bar, and the alerts of this terminal.
class AlertsOnly final : public flows::StationFlow {
 public:
  explicit AlertsOnly(flows::StaffContext& context) : context_(context), alerts_(context) {}

  void draw(ui::Ui& ui) override {
    ui::Rect page = ui.screen();
    ui::fill(ui, page, ui::Ink::kPaper);
    const ui::Rect left = context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
    ui::text_line(ui, left, {.style = ui::TextStyle::kHeading}, context_.station,
                  ui::WhenLong::kShorten);
    alerts_.draw(ui, page.cut_top(alerts_.height(ui, page.width)));
    alerts_.draw_sheet(ui);
  }
  void on_line(const api::live::Line& line) override { alerts_.on_line(line); }
  void on_link() override { alerts_.on_link(); }
  std::int64_t tick(std::int64_t now_ms) override { return alerts_.tick(now_ms); }
  void before_leaving(std::function<void()> done) override { done(); }

 private:
  flows::StaffContext& context_;
  flows::AlertsFlow alerts_;
};

}  // namespace

std::unique_ptr<flows::StationFlow> make_station_flow(flows::StaffContext& context) {
  if (context.box.enrolled().station == wire::Station::kFrontDesk) {
    return flows::make_desk_flow(context);
  }
  if (context.box.enrolled().station == wire::Station::kTherapyRoom) {
    return flows::make_room_flow(context);
  }
  return std::make_unique<AlertsOnly>(context);
}

}  // namespace alcove::program
