// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/sheets.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::administration {
namespace {

using Say = text::AdministrationMessages;

constexpr std::size_t kMostName = 60;
constexpr wire::Station kStations[] = {wire::Station::kFrontDesk, wire::Station::kTherapyRoom,
                                       wire::Station::kLobby};

void name_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TerminalModel& model) {
  const Say say(frame.language);
  ui.prefer_focus("terminal_name");
  ui::FieldSpec spec;
  spec.name = "terminal_name";
  spec.max_code_points = kMostName;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  if (ui::labelled_field(ui, flow, say.terminal_name(), spec, model.name).changed) {
    model.name_taken = false;
  }
}

void station_choice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TerminalModel& model) {
  const Say say(frame.language);
  ui::field_label(ui, flow, say.terminal_station(), false);
  std::vector<ui::Segment> segments;
  std::size_t chosen = 0;
  for (const wire::Station station : kStations) {
    if (station == model.station) chosen = segments.size();
    segments.push_back(
        {"station_" + std::string(wire::word_of(station)), station_word(frame.language, station)});
  }
  const float height = ui::segments_height(ui, flow.width, segments);
  model.station = kStations[ui::segments(ui, flow.cut_top(height), segments, chosen)];
  flow.cut_top(ui.theme().gap_small());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.terminal_station_text(), 0);
}

}  // namespace

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, TerminalModel& model) {
  const Say say(frame.language);
  const bool fresh = !model.terminal;
  const ui::BarButton foot[] = {
      {.name = "terminal_next",
       .label = std::string(fresh ? say.admin_next() : say.terminal_rename_go()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && model.complete() && !model.name_taken,
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "terminal_sheet",
                           .language = frame.language,
                           .title = fresh ? std::string(say.terminal_add_title())
                                          : say.terminal_rename_title(model.terminal->name),
                           .width = 560,
                           .foot = foot,
                           .touch_keyboard = frame.touch_keyboard});
  std::string_view problem;
  if (frame.problem) problem = text::problem(frame.language, *frame.problem);
  if (model.name_taken) problem = say.terminal_name_taken();
  if (!problem.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui,
        {.name = "terminal_notice", .rect = sheet.flow, .text = problem, .tone = ui::Tone::kCare}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  name_field(ui, sheet.flow, frame, model);
  if (fresh) station_choice(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration
