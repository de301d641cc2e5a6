// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/stays_booked.h"

#include "kiosk/text/absence_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

bool visit_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const BoardRow& row,
               std::size_t index, bool can_open) {
  const text::HoursMessages say(frame.language);
  const ui::Theme& theme = ui.theme();
  const float name = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float second = ui::line_height(ui, ui::TextStyle::kSecond);
  const ui::Rect place = flow.cut_top(std::max(theme.row_height(), name + second + theme.px(10)));
  const std::string when =
      say.stays_row({.day = text::weekday_and_date(frame.language, date_of(row.appointment.start)),
                     .time = text::clock_time(frame.language, row.appointment.start),
                     .clinician = row.clinician_name});
  bool pressed = false;
  if (can_open) {
    const ui::Reaction reaction = ui::list_row(ui, {.name = "stays_" + std::to_string(index),
                                                    .rect = place,
                                                    .value = row.client_name,
                                                    .enabled = frame.there});
    if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
    pressed = reaction.clicked;
  }
  ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
  ui::Rect inner = place.inset(theme.px(12), 0);
  inner = inner.middle(inner.width, name + second);
  ui::text_line(ui, inner.cut_top(name), {.style = ui::TextStyle::kBodyStrong}, row.client_name,
                ui::WhenLong::kShorten);
  ui::text_line(ui, inner, kSoft, when, ui::WhenLong::kShorten);
  return pressed;
}

bool decide_button(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const StaysBooked& booked) {
  if (!booked.can_decide) return false;
  const ui::BarButton buttons[] = {
      {.name = "stays_decide",
       .label = std::string(text::AbsenceMessages(frame.language).absence_see()),
       .enabled = frame.there && !frame.busy}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), buttons).has_value();
  flow.cut_top(ui.theme().gap_small());
  return pressed;
}

}  // namespace

void kept_notice(ui::Ui& ui, ui::Rect& flow, const std::string& words) {
  flow.cut_top(ui::notice(ui, {.name = "hours_kept",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kGood,
                               .icon = ui::Icon::kCheckCircle}));
  flow.cut_top(ui.theme().gap());
}

HoursSheetIntent draw_stays_booked(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                                   const StaysBooked& booked, Stays stays) {
  const text::HoursMessages say(frame.language);
  if (!booked.reply) {
    if (booked.asked && frame.there) {
      ui::paragraph_in(ui, flow, kSoft, say.stays_looking(), ui.theme().gap_small());
    }
    return {};
  }
  const auto& reply = *booked.reply;
  if (reply.count == 0) {
    ui::paragraph_in(ui, flow, kSoft, say.stays_none(), ui.theme().gap_small());
    return {};
  }
  flow.cut_top(
      ui::notice(ui, {.name = "stays_booked",
                      .rect = flow,
                      .text = stays == Stays::kDecidedFirst ? say.stays_decided_first(reply.count)
                                                            : say.stays_booked(reply.count),
                      .tone = ui::Tone::kCare,
                      .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap_small());
  HoursSheetIntent intent;
  if (decide_button(ui, flow, frame, booked)) intent.what = HoursSheetIntent::What::kDecide;
  const std::size_t shown = reply.items.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (visit_row(ui, flow, frame, reply.items[i], i, booked.can_open)) {
      intent = {HoursSheetIntent::What::kVisit, i};
    }
  }
  const std::int64_t more = reply.count - static_cast<std::int64_t>(shown);
  if (more > 0) {
    flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, flow, kSoft, say.stays_more(more), ui.theme().gap_small());
  }
  return intent;
}

}  // namespace alcove::screens::desk
