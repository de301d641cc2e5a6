// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/visit_sheets.h"

#include <algorithm>

#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::desk {
namespace {

std::string notice_words(const SheetFrame& frame, const CancelModel& model) {
  const text::DeskMessages say(frame.language);
  const std::int64_t minutes = rules::notice_minutes(model.row.appointment.start_time, model.now);
  const std::string notice = say_notice(frame.language, minutes);
  if (model.asked_minutes == 0) return say.cancel_no_notice(notice);
  const std::string asked = say_notice(frame.language, model.asked_minutes);
  return minutes < model.asked_minutes ? say.cancel_late({.notice = notice, .asked = asked})
                                       : say.cancel_in_time({.notice = notice, .asked = asked});
}

template <class Model>
std::string name_in_title(const Model& model) {
  return model.name.empty() ? spoken_name(model.row.client_name) : model.name;
}

// Those that the visit's state allows; the one chosen is among them afterwards.
std::vector<CancelWay> ways_to_cancel(CancelModel& model) {
  const AppointmentState state = model.row.appointment.state;
  std::vector<CancelWay> ways;
  const auto add = [&](CancelWay way, AppointmentState to, rules::Transition how) {
    if (rules::transition(state, to) == how) ways.push_back(way);
  };
  add(CancelWay::kByClient, AppointmentState::kCancelledByClient, rules::Transition::kFree);
  add(CancelWay::kByClinic, AppointmentState::kCancelledByClinic, rules::Transition::kWithReason);
  add(CancelWay::kMistake, AppointmentState::kEnteredInError, rules::Transition::kWithReason);
  if (!ways.empty() && std::find(ways.begin(), ways.end(), model.way) == ways.end()) {
    model.way = ways.front();
  }
  return ways;
}

void choose_way(ui::Ui& ui, ui::Rect& flow, const text::DeskMessages& say,
                const std::vector<CancelWay>& ways, CancelModel& model) {
  if (ways.size() < 2) return;
  std::vector<ui::Segment> segments;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (ways[i] == model.way) chosen = i;
    switch (ways[i]) {
      case CancelWay::kByClient:
        segments.push_back({"by_client", say.cancel_by_client()});
        break;
      case CancelWay::kByClinic:
        segments.push_back({"by_clinic", say.cancel_by_clinic()});
        break;
      case CancelWay::kMistake:
        segments.push_back({"by_mistake", say.cancel_mistake()});
        break;
    }
  }
  model.way = ways[choose_segment(ui, flow, say.cancel_who(), segments, chosen)];
}

std::string_view reason_label(const text::DeskMessages& say, CancelWay way) {
  switch (way) {
    case CancelWay::kByClient:
      return say.cancel_reason_client();
    case CancelWay::kByClinic:
      return say.cancel_reason_clinic();
    case CancelWay::kMistake:
      return say.cancel_reason_mistake();
  }
  return {};
}

using api::appointments::HistoryEntry;

bool another_way(const HistoryEntry* before, const HistoryEntry& entry) {
  return before != nullptr && before->modality != entry.modality;
}

bool other_things(const HistoryEntry* before, const HistoryEntry& entry) {
  return before != nullptr && before->resources != entry.resources;
}

std::string entry_title(text::Language language, const HistoryEntry* before,
                        const HistoryEntry& entry) {
  using api::appointments::Step;
  const text::DeskMessages say(language);
  switch (entry.step) {
    case Step::kBook:
      return std::string(say.history_booked());
    case Step::kWalkIn:
      return std::string(say.history_walk_in());
    case Step::kAssign:
      if (before != nullptr && before->clinician == entry.clinician && before->room == entry.room) {
        if (another_way(before, entry)) return std::string(say.history_another_way());
        if (other_things(before, entry)) {
          return std::string(text::ResourcesMessages(language).history_takes());
        }
      }
      return std::string(say.history_assigned());
    case Step::kLate:
      return entry.late_minutes ? say.history_late(*entry.late_minutes)
                                : std::string(say.history_not_late());
    case Step::kUndo:
      return say.history_undone(state_word(language, entry.to));
    case Step::kMark:
    case Step::kCancel:
    case Step::kMove:
      return state_word(language, entry.to);
  }
  return {};
}

void history_entry(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const Zone& zone,
                   const HistoryEntry* before, const HistoryEntry& entry) {
  const text::DeskMessages say(frame.language);
  const LocalDateTime at = zone.to_local(entry.at);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong},
                   entry_title(frame.language, before, entry), 0);
  const std::string who =
      entry.person_name.empty()
          ? say.history_by_client(entry.terminal_name)
          : say.history_by({.person = entry.person_name, .terminal = entry.terminal_name});
  ui::paragraph_in(ui, flow, soft,
                   text::short_date(frame.language, date_of(at)) + ", " +
                       text::clock_time(frame.language, at) + " · " + who,
                   0);
  if (api::appointments::is_telehealth(entry.modality) || another_way(before, entry)) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond},
                     modality_word(frame.language, entry.modality), 0);
  }
  std::string takes = taken_line(frame.language, entry.resources);
  if (takes.empty() && other_things(before, entry)) {
    takes = text::ResourcesMessages(frame.language).history_takes_nothing();
  }
  if (!takes.empty()) ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond}, takes, 0);
  if (!entry.reason.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond}, say.history_reason(entry.reason),
                     0);
  }
  flow.cut_top(ui.theme().px(12));
}

}  // namespace

void words_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                 std::string_view label, std::string& words) {
  ui::FieldSpec field;
  field.name = std::move(name);
  field.max_code_points = kMaxReason;
  field.enabled = !frame.busy;
  field.language = frame.language;
  ui::labelled_field(ui, flow, label, field, words);
}

std::size_t choose_segment(ui::Ui& ui, ui::Rect& flow, std::string_view label,
                           std::span<const ui::Segment> segments, std::size_t chosen) {
  ui::field_label(ui, flow, label, false);
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), segments, chosen);
  flow.cut_top(ui.theme().gap());
  return now;
}

bool short_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                 std::string_view label, std::string& text) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = 12;
  spec.short_value = true;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  return ui::labelled_field(ui, flow, label, spec, text).changed;
}

void sheet_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame) {
  std::string_view words;
  if (frame.problem) words = text::problem(frame.language, *frame.problem);
  if (!frame.there) words = text::DeskMessages(frame.language).sheet_away();
  const bool waits = words.empty() && frame.slow;
  if (waits) words = text::DeskMessages(frame.language).desk_slow();
  if (words.empty()) return;
  const ui::Icon icon = waits ? ui::Icon::kHourglass : ui::Icon::kInfo;
  flow.cut_top(ui::notice(ui, {.name = "sheet_notice",
                               .rect = flow,
                               .text = words,
                               .tone = waits ? ui::Tone::kNote : ui::Tone::kCare,
                               .icon = frame.there ? icon : ui::Icon::kCloudOff}));
  flow.cut_top(ui.theme().gap());
}

namespace {

template <class Model>
bool has_changed(const Model& model) {
  return model.known && *model.known != model.row.appointment.state;
}

// What somebody else made of the visit while the sheet lay open.
template <class Model>
void changed_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Model& model) {
  if (!has_changed(model)) return;
  const text::DeskMessages say(frame.language);
  const std::string words =
      say.sheet_changed(say_state(frame.language, model.row, model.now).words);
  flow.cut_top(ui::notice(ui, {.name = "changed_notice",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap_small());
  const ui::BarButton go_on[] = {{.name = "changed_seen", .label = std::string(say.sheet_go_on())}};
  const float height = ui::button_rows_height(ui, flow.width, go_on);
  if (ui::button_rows(ui, flow.cut_top(height), go_on)) model.known = model.row.appointment.state;
  flow.cut_top(ui.theme().gap());
}

}  // namespace

namespace {

bool is_blank(const std::string& text) {
  return text.find_first_not_of(' ') == std::string::npos;
}

// What is in the way of a visit that would have its time again.
void undo_against(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, UndoModel& model) {
  if (model.against.empty()) return;
  flow.cut_top(ui::notice(ui, {.name = "undo_against",
                               .rect = flow,
                               .text = model.against,
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap());
  if (!model.wants_override) return;
  words_field(ui, flow, frame, "undo_override",
              text::BookingMessages(frame.language).book_override(), model.override_reason);
}

}  // namespace

UndoIntent draw(ui::Ui& ui, const SheetFrame& frame, UndoModel& model) {
  const text::DeskMessages say(frame.language);
  const bool ready = !model.reason.empty() && frame.there && !frame.busy && !has_changed(model) &&
                     !(model.wants_override && is_blank(model.override_reason));
  const ui::BarButton foot[] = {{.name = "undo_do",
                                 .label = std::string(say.undo_do()),
                                 .icon = ui::Icon::kUndo,
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = ready,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "undo_sheet",
           .language = frame.language,
           .title = std::string(say.undo_title()),
           .below = say.undo_text({.name = name_in_title(model),
                                   .state = say_state(frame.language, model.row, model.now).words}),
           .foot = foot,
           .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  changed_notice(ui, sheet.flow, frame, model);
  undo_against(ui, sheet.flow, frame, model);
  ui.prefer_focus("reason");
  words_field(ui, sheet.flow, frame, "reason", say.undo_reason(), model.reason);
  const AppointmentState state = model.row.appointment.state;
  std::vector<std::string_view> quick{say.undo_reason_mistake(), say.undo_reason_wrong_person()};
  if (state == AppointmentState::kLeftWithoutBeingSeen) {
    quick.push_back(say.undo_reason_client_came_back());
  } else if (state != AppointmentState::kRescheduled) {
    quick.push_back(say.undo_reason_client_came());
  }
  std::vector<ui::BarButton> buttons;
  for (std::size_t i = 0; i < std::size(quick); ++i) {
    buttons.push_back({.name = "quick_" + std::to_string(i), .label = std::string(quick[i])});
  }
  const float height = ui::button_rows_height(ui, sheet.flow.width, buttons);
  if (const auto pressed = ui::button_rows(ui, sheet.flow.cut_top(height), buttons)) {
    model.reason = quick[*pressed];
    ui.focus("undo_do");
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return UndoIntent::kClose;
  return sheet.pressed ? UndoIntent::kUndo : UndoIntent::kNone;
}

CancelIntent draw(ui::Ui& ui, const SheetFrame& frame, CancelModel& model) {
  const text::DeskMessages say(frame.language);
  const std::vector<CancelWay> ways = ways_to_cancel(model);
  const bool wants_reason = model.way != CancelWay::kByClient;
  const bool ready =
      frame.there && !frame.busy && !has_changed(model) && (!wants_reason || !model.reason.empty());
  const bool mistake = model.way == CancelWay::kMistake;
  const ui::BarButton foot[] = {
      {.name = "cancel_do",
       .label = std::string(mistake ? say.cancel_mistake_do() : say.cancel_do()),
       .kind = ui::ButtonKind::kDanger,
       .enabled = ready,
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "cancel_sheet",
           .language = frame.language,
           .title = std::string(say.cancel_title()),
           .below = say.cancel_visit(
               {.name = name_in_title(model),
                .time = text::clock_time(frame.language, clock_start(model.row.appointment)),
                .clinician = model.row.clinician_name}),
           .foot = foot,
           .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  sheet_notice(ui, flow, frame);
  changed_notice(ui, flow, frame, model);
  if (model.row.repeats) {
    only_this_notice(ui, flow, text::SeriesMessages(frame.language).series_cancels_only_this());
  }
  choose_way(ui, flow, say, ways, model);
  if (model.way == CancelWay::kByClient) {
    const std::string words = notice_words(frame, model);
    flow.cut_top(ui::notice(ui, {.name = "cancel_notice",
                                 .rect = flow,
                                 .text = words,
                                 .tone = ui::Tone::kNote,
                                 .icon = ui::Icon::kClock}));
    flow.cut_top(ui.theme().gap());
  }
  words_field(ui, flow, frame, "reason", reason_label(say, model.way), model.reason);
  if (wants_reason && model.reason.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     mistake ? say.cancel_mistake_needs() : say.cancel_clinic_needs(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return CancelIntent::kClose;
  return sheet.pressed ? CancelIntent::kCancel : CancelIntent::kNone;
}

RoomIntent draw(ui::Ui& ui, const SheetFrame& frame, const RoomModel& model) {
  const text::DeskMessages say(frame.language);
  std::vector<std::string> names;
  std::optional<std::size_t> current;
  for (const auto& room : model.rooms) {
    if (model.current == room.id) current = names.size();
    names.push_back(room.name);
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "room_choice",
                       .language = frame.language,
                       .title = model.still_in.empty() ? std::string(say.room_title())
                                                       : say.room_still_in(model.still_in),
                       .options = names,
                       .current = current,
                       .when_empty = say.room_none()});
  RoomIntent intent{answer.closed, {}};
  if (answer.chosen) intent.room = model.rooms[*answer.chosen].id;
  return intent;
}

HistoryIntent draw(ui::Ui& ui, const SheetFrame& frame, const VisitHistoryModel& model) {
  const text::DeskMessages say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "history_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.history_title()),
                                         .below = model.name});
  sheet_notice(ui, sheet.flow, frame);
  if (!model.read && !frame.problem) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.panel_reading(), 0);
  }
  for (std::size_t i = model.entries.size(); i-- > 0;) {
    const HistoryEntry* before = i > 0 ? &model.entries[i - 1] : nullptr;
    history_entry(ui, sheet.flow, frame, model.zone, before, model.entries[i]);
  }
  ui::end_sheet(ui, sheet);
  return sheet.closed ? HistoryIntent::kClose : HistoryIntent::kNone;
}

}  // namespace alcove::screens::desk
