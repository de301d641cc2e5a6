// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/lobby_visits.h"

#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::check_in::LobbyVisit;

std::string clock_of(const LobbyVisitsFrame& frame, UtcTime time) {
  return text::clock_time(frame.language, frame.zone->to_local(time));
}

std::string words_of(const LobbyVisitsFrame& frame, const LobbyVisit& visit) {
  const text::DeskMessages say(frame.language);
  if (visit.entered_in_error) {
    return say.panel_lobby_in_error({.time = clock_of(frame, visit.begun_at),
                                     .person = visit.entered_in_error->by_name,
                                     .when = clock_of(frame, visit.entered_in_error->at),
                                     .reason = visit.entered_in_error->reason});
  }
  if (visit.moved_here) {
    return say.panel_lobby_moved_here(
        {.person = visit.moved_here->by_name, .time = clock_of(frame, visit.moved_here->at)});
  }
  return say.panel_lobby_here(clock_of(frame, visit.begun_at));
}

}  // namespace

std::optional<UtcTime> last_signature(const api::check_in::OfClientReply& desk) {
  for (const api::check_in::Signed& one : desk.signed_documents) {
    if (!one.void_since) return one.at;
  }
  return std::nullopt;
}

std::optional<CheckInId> lobby_visits(ui::Ui& ui, ui::Rect& flow, const LobbyVisitsFrame& frame,
                                      const api::check_in::OfClientReply& desk, bool& something) {
  const text::DeskMessages say(frame.language);
  std::optional<CheckInId> pressed;
  for (const LobbyVisit& visit : desk.lobby_visits) {
    if (visit.appointment != frame.visit) continue;
    something = true;
    flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     words_of(frame, visit), ui.theme().gap_small());
    if (visit.entered_in_error || frame.may == May::kLook) continue;
    const ui::BarButton button[] = {{.name = "somebody_else_" + visit.check_in.text(),
                                     .label = std::string(say.panel_somebody_else()),
                                     .icon = ui::Icon::kSwap,
                                     .enabled = frame.can_change}};
    const float height = ui::button_rows_height(ui, flow.width, button);
    if (ui::button_rows(ui, flow.cut_top(height), button)) pressed = visit.check_in;
  }
  return pressed;
}

}  // namespace alcove::screens::desk
