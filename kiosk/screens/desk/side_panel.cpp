// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/side_panel.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/lobby_visits.h"
#include "kiosk/screens/desk/old_and_new.h"
#include "kiosk/screens/desk/panel_actions.h"
#include "kiosk/screens/desk/panel_pills.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/sheet.h"
#include "shared/rules/birth_date.h"
#include "shared/rules/instrument.h"

namespace alcove::screens::desk {
namespace {

using What = PanelIntent::What;
using State = AppointmentState;

std::string day_or_time(const PanelFrame& frame, UtcTime time) {
  const LocalDateTime local = frame.zone->to_local(time);
  if (date_of(local) == frame.today) return text::clock_time(frame.language, local);
  return text::full_date(frame.language, date_of(local));
}

void section_line(ui::Ui& ui, ui::Rect& flow) {
  flow.cut_top(ui.theme().px(14));
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().px(14));
}

void section_title(ui::Ui& ui, ui::Rect& flow, std::string_view title) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, title, ui.theme().gap_small());
}

std::string when_words(const PanelFrame& frame, const api::appointments::Appointment& at) {
  return text::BookingMessages(frame.language)
      .book_when({.day = text::weekday_and_date(frame.language, date_of(at.start)),
                  .time = text::clock_time(frame.language, clock_start(at))});
}

// Of a visit that was moved away this comes first.
void moved_to_lines(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row,
                    const PanelModel& model) {
  const auto* const moved = successor(row, model);
  if (moved == nullptr) return;
  const text::DeskMessages say(frame.language);
  const auto line = [&](std::string_view words) {
    flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, words, 0);
  };
  line(say.panel_moved_to(when_words(frame, *moved)));
  if (!can_take_move_back(*moved)) line(say.panel_move_stands());
}

// Of one that is to come, what the client has to be asked stands above it.
void moved_from_line(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row,
                     const PanelModel& model) {
  if (!model.moved_from || model.moved_from->id != row.appointment.moved_from) return;
  const text::DeskMessages say(frame.language);
  section_line(ui, flow);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.panel_moved_from(when_words(frame, *model.moved_from)), 0);
}

void head(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row,
          const PanelModel& model) {
  const text::DeskMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, spoken_name(row.client_name), 0);
  const std::string facts =
      model.client ? client_facts(frame.language, *model.client, frame.today)
                   : say.panel_facts(
                         {.birth = say.panel_born(text::full_date(frame.language, row.birth_date)),
                          .age = std::to_string(rules::age_on(row.birth_date, frame.today)),
                          .number = std::to_string(row.record_number)});
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, facts,
                   ui.theme().px(12));
  head_pills(ui, flow, frame, row);
  moved_to_lines(ui, flow, frame, row, model);
}

PanelIntent change(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame,
                   const api::check_in::Proposal& proposal, bool can) {
  const text::DeskMessages say(frame.language);
  const bool phone = proposal.number.has_value();
  std::string before(phone ? say.panel_no_number() : say.panel_no_address());
  if (phone && proposal.phone_was) before = proposal.phone_was->number;
  if (!phone && proposal.address_was) before = address_words(*proposal.address_was);
  std::string after;
  if (phone) after = *proposal.number;
  if (proposal.address) after = address_words(*proposal.address);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   phone ? say.panel_change_phone() : say.panel_change_address(),
                   ui.theme().gap_tiny());
  old_and_new(ui, flow, before, after);
  flow.cut_top(ui.theme().px(10));
  if (frame.may == May::kLook) return {};
  const std::string id = proposal.id.text();
  const ui::BarButton buttons[] = {
      {.name = "accept_" + id,
       .label = std::string(say.panel_accept()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = can},
      {.name = "keep_" + id, .label = std::string(say.panel_keep_old()), .enabled = can}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons);
  if (!pressed) return {};
  return {*pressed == 0 ? What::kAccept : What::kKeepOld, State::kConfirmed, proposal.id, {}};
}

void kiosk_line(ui::Ui& ui, ui::Rect& flow, ui::Icon icon, ui::Ink ink, std::string_view words) {
  const float left = ui::icon_width(ui) + ui.theme().px(14);
  ui::Rect place = flow;
  place.width = ui::icon_width(ui);
  place.height = ui::line_height(ui, ui::TextStyle::kBody);
  ui::icon(ui, place, icon, ink);
  ui::Rect text = flow;
  text.cut_left(left);
  flow.cut_top(ui::paragraph(ui, text, {.style = ui::TextStyle::kBody}, words));
  flow.cut_top(ui.theme().gap_tiny());
}

bool consent_lines(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame,
                   const api::check_in::OfClientReply& desk) {
  const text::DeskMessages say(frame.language);
  if (desk.wants_to_talk) {
    kiosk_line(ui, flow, ui::Icon::kSpeak, ui::Ink::kNote, say.panel_talk_first());
  } else if (desk.consent_due) {
    kiosk_line(ui, flow, ui::Icon::kHourglass, ui::Ink::kCare, say.panel_consent_due());
  } else if (const auto signed_at = last_signature(desk)) {
    const UtcTime at = *signed_at;
    const std::string when = day_or_time(frame, at);
    const bool today = date_of(frame.zone->to_local(at)) == frame.today;
    kiosk_line(ui, flow, ui::Icon::kCheck, ui::Ink::kGood,
               today ? say.panel_consent_signed(when) : say.panel_consent_signed_on(when));
  } else {
    return false;
  }
  return true;
}

PanelIntent at_the_kiosk(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame,
                         const AppointmentId& visit, const PanelModel& model) {
  const api::check_in::OfClientReply& desk = *model.at_the_kiosk;
  using api::questionnaires::Progress;
  const text::DeskMessages say(frame.language);
  section_title(ui, flow, say.panel_kiosk());
  bool something = consent_lines(ui, flow, frame, desk);
  for (const auto& form : desk.questionnaires) {
    something = true;
    const std::string_view name = rules::instrument(form.instrument).name;
    if (form.progress == Progress::kCompleted) {
      kiosk_line(ui, flow, ui::Icon::kCheck, ui::Ink::kGood, say.panel_form_complete(name));
      continue;
    }
    const std::string done = std::to_string(form.done);
    const std::string total = std::to_string(form.items);
    const bool left = form.progress == Progress::kPartial;
    kiosk_line(ui, flow, ui::Icon::kHourglass, ui::Ink::kCare,
               left ? say.panel_form_part_left({.form = name, .done = done, .total = total})
                    : say.panel_form_part({.form = name, .done = done, .total = total}));
  }
  const std::optional<CheckInId> somebody_else = lobby_visits(
      ui, flow, {frame.language, frame.zone, visit, frame.there && !model.busy, frame.may}, desk,
      something);
  if (!something) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.panel_nothing_yet(), 0);
  }
  if (!somebody_else) return {};
  return {.what = What::kSomebodyElse, .check_in = *somebody_else};
}

PanelIntent content(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row,
                    const PanelModel& model) {
  const text::DeskMessages say(frame.language);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  head(ui, flow, frame, row, model);
  PanelIntent intent;
  if (!model.at_the_kiosk) {
    section_line(ui, flow);
    const std::string words = model.problem
                                  ? say.panel_unknown(text::problem(frame.language, *model.problem))
                                  : std::string(say.panel_reading());
    ui::paragraph_in(ui, flow, soft, words, 0);
    return intent;
  }
  bool first = true;
  for (const api::check_in::Proposal& proposal : model.at_the_kiosk->proposals) {
    if (first) {
      section_line(ui, flow);
      section_title(ui, flow, say.panel_changes());
    } else {
      flow.cut_top(ui.theme().gap());
    }
    first = false;
    const PanelIntent pressed = change(ui, flow, frame, proposal, frame.there && !model.busy);
    if (pressed.what != What::kNone) intent = pressed;
  }
  section_line(ui, flow);
  const PanelIntent pressed = at_the_kiosk(ui, flow, frame, row.appointment.id, model);
  moved_from_line(ui, flow, frame, row, model);
  if (frame.may == May::kLook) {
    section_line(ui, flow);
    ui::paragraph_in(ui, flow, soft, say.panel_only_looks(), 0);
  }
  return pressed.what != What::kNone ? pressed : intent;
}

PanelIntent nobody(ui::Ui& ui, ui::Rect area, const text::DeskMessages& say) {
  ui::paragraph_in(ui, area, {.style = ui::TextStyle::kBodyStrong}, say.panel_empty_title(),
                   ui.theme().gap_tiny());
  ui::paragraph_in(ui, area, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   say.panel_empty_text(), 0);
  return {};
}

}  // namespace

PanelIntent draw_panel(ui::Ui& ui, const ui::Rect& area, const PanelFrame& frame,
                       const BoardRow* row, const PanelModel& model) {
  const text::DeskMessages say(frame.language);
  const ui::Theme& theme = ui.theme();
  ui.present({.name = "panel", .kind = ui::WidgetKind::kPanel, .rect = area});
  ui::card(ui, area);
  ui::Rect inner = area.inset(theme.px(20));
  if (row == nullptr) return nobody(ui, inner, say);
  PanelIntent intent;
  // With large text the buttons scroll with the rest: there is no room to keep them in view.
  const bool at_foot = !frame.with_back;
  if (at_foot) intent = draw_panel_actions(ui, inner, frame, *row, model, ActionsAt::kFoot);
  const float ring = theme.px(6);
  inner.cut_bottom(at_foot ? theme.px(12) : 0);
  const ui::Rect content_area{inner.x - ring, inner.y - ring, inner.width + 2 * ring,
                              inner.height + ring};
  const ui::Rect scrolled = ui.begin_scroll("panel_" + row->appointment.id.text(), content_area);
  ui::Rect flow{scrolled.x + ring, scrolled.y + ring, scrolled.width - 2 * ring, 100'000};
  const auto take = [&](const PanelIntent& pressed) {
    if (pressed.what != What::kNone) intent = pressed;
  };
  if (frame.with_back) {
    const float width =
        std::min(flow.width, ui::button_width(ui, say.panel_back(), ui::Icon::kArrowLeft));
    if (ui::button(ui, {.name = "panel_back",
                        .rect = flow.cut_top(theme.control_height()).cut_left(width),
                        .label = say.panel_back(),
                        .icon = ui::Icon::kArrowLeft,
                        .role = ui::ButtonRole::kCancel})) {
      intent.what = What::kBack;
    }
    flow.cut_top(theme.gap());
  }
  take(content(ui, flow, frame, *row, model));
  if (!at_foot) {
    flow.cut_top(theme.gap_large());
    take(draw_panel_actions(ui, flow, frame, *row, model, ActionsAt::kFlow));
  }
  ui.end_scroll(flow.y - scrolled.y + ring);
  return intent;
}

}  // namespace alcove::screens::desk
