// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/meeting_sheets.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

constexpr std::array kChoices = {Attendance::kPresent, Attendance::kLate, Attendance::kExcused,
                                 Attendance::kNoShow};
constexpr std::array<std::int64_t, 6> kMinutes = {5, 10, 15, 20, 30, 45};

bool was_there(Attendance attendance) {
  return attendance == Attendance::kPresent || attendance == Attendance::kLate;
}

// What the clinic took away is not marked.
bool can_be_marked(const BoardRow& row) {
  return rules::is_open(row.appointment.state) || attendance_of(row).has_value() ||
         row.appointment.state == AppointmentState::kLeftWithoutBeingSeen;
}

// Something else was marked, and is taken back for it.
bool needs_reason(const BoardRow& row, Attendance to) {
  if (rules::is_open(row.appointment.state)) return false;
  return !(rules::is_here(row.appointment.state) && was_there(to));
}

bool is_complete(const AttendanceQuestion& question, const BoardRow& row) {
  if (question.attendance == Attendance::kLate && !question.minutes) return false;
  return !needs_reason(row, question.attendance) || !question.reason.empty();
}

// Nobody can be later by now than the session is old.
std::int64_t minutes_since(const AttendanceModel& model) {
  return std::chrono::floor<std::chrono::minutes>(model.now - model.card.meeting.start_time)
      .count();
}

std::optional<std::int64_t> typed_minutes(const std::string& typed, std::int64_t most) {
  std::int64_t minutes = 0;
  const char* const end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, minutes);
  if (read.ec != std::errc() || read.ptr != end || minutes < 1) return std::nullopt;
  if (minutes > std::min(most, api::appointments::kMaxLateMinutes)) return std::nullopt;
  return minutes;
}

void minutes_offered(ui::Ui& ui, ui::Rect& flow, const text::MeetingsMessages& say,
                     std::int64_t since, AttendanceQuestion& question) {
  std::vector<std::string> labels;
  for (const std::int64_t one : kMinutes)
    labels.push_back(say.attendance_minutes(std::to_string(one)));
  std::vector<ui::Segment> segments;
  std::size_t chosen = kMinutes.size();
  for (std::size_t i = 0; i < kMinutes.size(); ++i) {
    segments.push_back({"late_" + std::to_string(kMinutes[i]), labels[i], kMinutes[i] <= since});
    if (question.typed.empty() && question.minutes == kMinutes[i]) chosen = i;
  }
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), segments, chosen);
  if (now != chosen && now < kMinutes.size()) {
    question.minutes = kMinutes[now];
    question.typed.clear();
  }
  flow.cut_top(ui.theme().gap_small());
}

void minutes_choice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string_view name,
                    std::int64_t since, AttendanceQuestion& question) {
  const text::MeetingsMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.attendance_how_late(name),
                   ui.theme().gap_small());
  minutes_offered(ui, flow, say, since, question);
  if (short_field(ui, flow, frame, "late_typed", say.attendance_minutes_typed(), question.typed)) {
    question.minutes = typed_minutes(question.typed, since);
  }
  if (question.typed.empty() || question.minutes) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                   say.attendance_minutes_unread(std::to_string(since)), ui.theme().gap_small());
}

// True when it is answered as far as it has to be.
bool ask(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const BoardRow& row,
         std::string_view name, std::int64_t since, AttendanceQuestion& question) {
  const text::MeetingsMessages say(frame.language);
  if (question.attendance == Attendance::kLate) {
    minutes_choice(ui, flow, frame, name, since, question);
  }
  const bool why = needs_reason(row, question.attendance);
  if (!why && question.typed.empty()) return is_complete(question, row);
  if (why) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.attendance_why(name),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "reason", say.attendance_reason(), question.reason);
  }
  const ui::BarButton buttons[] = {
      {.name = "attendance_change",
       .label = std::string(why ? say.attendance_change() : say.attendance_put_down()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && is_complete(question, row),
       .role = ui::ButtonRole::kDefault}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), buttons).has_value();
  flow.cut_top(ui.theme().gap());
  return pressed;
}

// Nobody is here before the day, missed before the start, or late before a minute of it is over.
bool can_be_said(const AttendanceModel& model, Attendance attendance) {
  if (attendance == Attendance::kNoShow) return model.now >= model.card.meeting.start_time;
  if (attendance == Attendance::kLate) return minutes_since(model) >= 1;
  return model.day_has_come || attendance == Attendance::kExcused;
}

// As it is marked, or will be once the box has answered.
std::optional<Attendance> chosen_for(const AttendanceModel& model, const BoardRow& row) {
  const auto is_its = [&](const AttendanceQuestion& one) {
    return one.place == row.appointment.id;
  };
  if (model.question && is_its(*model.question)) return model.question->attendance;
  const auto waits = std::find_if(model.waiting.rbegin(), model.waiting.rend(), is_its);
  return waits != model.waiting.rend() ? waits->attendance : attendance_of(row);
}

std::optional<Attendance> choice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                                 const BoardRow& row, const AttendanceModel& model) {
  // All of them from the start: none moves below a finger while the clock goes on.
  std::array<std::string, kChoices.size()> words;
  std::vector<ui::Segment> segments;
  const std::optional<Attendance> chosen = chosen_for(model, row);
  std::size_t current = kChoices.size();
  for (std::size_t i = 0; i < kChoices.size(); ++i) {
    words[i] = attendance_word(frame.language, kChoices[i]);
    segments.push_back({std::string(wire::word_of(kChoices[i])) + "_" + row.appointment.id.text(),
                        words[i], can_be_said(model, kChoices[i])});
    if (chosen == kChoices[i]) current = i;
  }
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t pressed = ui::segments(ui, flow.cut_top(height), segments, current);
  if (pressed == current || !frame.there) return std::nullopt;
  return kChoices[pressed];
}

void place(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const BoardRow& row, bool like,
           AttendanceModel& model) {
  const ui::Theme& theme = ui.theme();
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, place_name(frame.language, row),
                   0);
  if (like) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong},
                     like_line(frame.language, named(row)), 0);
  }
  ui::paragraph_in(ui, flow, soft, say_attendance(frame.language, row, model.now).words,
                   theme.gap_small());
  if (can_be_marked(row) && frame.may == May::kChange) {
    if (const auto pressed = choice(ui, flow, frame, row, model)) {
      model.question = AttendanceQuestion{row.appointment.id, *pressed};
    }
    flow.cut_top(theme.px(12));
    std::string name = spoken_name(row.client_name);
    if (like) name = numbered(frame.language, name, row.record_number);
    if (model.question && model.question->place == row.appointment.id &&
        ask(ui, flow, frame, row, name, minutes_since(model), *model.question)) {
      model.waiting.push_back(std::move(*model.question));
      model.question.reset();
    }
  }
  ui::divider(ui, flow);
  flow.cut_top(theme.px(14));
}

}  // namespace

AttendanceIntent draw(ui::Ui& ui, const SheetFrame& frame, AttendanceModel& model) {
  const text::MeetingsMessages say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "attendance_sheet",
           .language = frame.language,
           .title = std::string(say.meeting_attendance()),
           .below = say.attendance_below(
               {.title = meeting_title(frame.language, model.card),
                .time = text::clock_time(frame.language, clock_start(model.card.meeting))}),
           .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.places.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.attendance_none(), 0);
  }
  const std::vector<bool> like = like_among(model.places);
  for (std::size_t i = 0; i < model.places.size(); ++i) {
    place(ui, sheet.flow, frame, model.places[i], like[i], model);
  }
  ui::end_sheet(ui, sheet);
  AttendanceIntent intent{.close = sheet.closed};
  if (!frame.busy && !model.waiting.empty()) {
    intent.mark = std::move(model.waiting.front());
    model.waiting.erase(model.waiting.begin());
  }
  return intent;
}

}  // namespace alcove::screens::desk
