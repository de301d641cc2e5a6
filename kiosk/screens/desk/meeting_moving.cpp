// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/session_time.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"

// The sheet that moves a session of several.
namespace alcove::screens::desk {
namespace {

using MovingSay = text::MeetingsMessages;

PickWords moving_day(text::Language language) {
  return {"moving_day", text::BookingMessages(language).book_day(), {}};
}

std::vector<const FreeMeetingReply*> looks_of(const MoveMeetingModel& model) {
  std::vector<const FreeMeetingReply*> looks;
  if (model.free) looks.push_back(&*model.free);
  return looks;
}

bool has_letters(const std::string& words) {
  return words.find_first_not_of(' ') != std::string::npos;
}

std::vector<StaffId> leaders_of(const MeetingCard& card) {
  std::vector<StaffId> all;
  for (const auto& one : card.meeting.clinicians) all.push_back(one.clinician);
  return all;
}

void moving_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, MoveMeetingModel& model) {
  const text::GroupsMessages say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        pick_day_field(ui, place, frame, model.pick_day, moving_day(frame.language), model.day);
      },
      [&](ui::Rect& place) {
        pair(
            ui, place, 200,
            [&](ui::Rect& left) {
              short_field(ui, left, frame, "moving_time", say.group_form_time(), model.time);
            },
            [&](ui::Rect& right) {
              short_field(ui, right, frame, "moving_minutes", say.group_form_minutes(),
                          model.minutes);
            });
      });
  say_against(ui, flow, model.against, "start");
  std::string_view hint;
  if (!typed_start(model.time)) hint = say.group_form_time_unread();
  if (!typed_length(model.minutes)) hint = say.group_form_minutes_unread();
  if (!hint.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, hint,
                     ui.theme().gap_small());
  }
  team_fields(ui, flow, frame, model.team);
  pick_room_field(ui, flow, frame, model.pick_room, model.rooms, model.room);
  session_takes_field(ui, flow, frame, model.takes, "moving_takes", looks_of(model));
}

// What stands against it, or that nothing is chosen yet.
void what_stands(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, MoveMeetingModel& model) {
  const MovingSay say(frame.language);
  if (model.unchanged()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.moving_unchanged(), ui.theme().gap());
    return;
  }
  if (model.free && model.start()) {
    say_session_time(ui, flow, frame, *model.start(), *model.free, model.override_reason);
  }
  if (model.asks_override && !(model.free && needs_reason(*model.free))) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.leading_override_needs(),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "override_reason", say.leading_override(), model.override_reason);
  }
}

void moving_choices(ui::Ui& ui, const SheetFrame& frame, MoveMeetingModel& model) {
  team_choices(ui, frame, model.team);
  pick_room(ui, frame, model.pick_room, model.rooms, model.room);
  const std::chrono::sys_days today = model.today;
  pick_day(ui, frame, model.pick_day, moving_day(frame.language),
           {model.today, model.today, today + rules::kMaxBookAhead}, model.day);
  choose_session_takes(ui, frame, model.takes, meeting_title(frame.language, model.card),
                       looks_of(model));
}

std::string missing_of_moving(text::Language language, const MoveMeetingModel& model) {
  if (model.unchanged()) return {};
  const MovingSay say(language);
  const Needed all[] = {
      {model.team.chosen.empty(), say.leading_lead()},
      {model.asks_reason() && !has_letters(model.override_reason), say.leading_override()},
      {!has_letters(model.reason), say.moving_reason()}};
  return foot_words(language, model.free, still_missing(language, all));
}

}  // namespace

MoveMeetingModel move_meeting_model(text::Language language, const MeetingCard& card,
                                    LocalDate today) {
  MoveMeetingModel model{.card = card};
  model.team.chosen = leaders_of(card);
  model.room = card.meeting.room;
  model.takes.chosen = card.meeting.resources;
  model.day = date_of(card.meeting.start);
  model.today = today;
  model.time = text::clock_time(language, card.meeting.start);
  model.minutes = std::to_string(card.meeting.minutes);
  return model;
}

std::optional<LocalDateTime> MoveMeetingModel::start() const {
  const auto minute = typed_start(time);
  if (!minute || !day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(day)) + std::chrono::minutes(*minute);
}

bool MoveMeetingModel::same_time() const {
  return start() == card.meeting.start && typed_length(minutes) == card.meeting.minutes;
}

bool MoveMeetingModel::unchanged() const {
  return same_time() && room == card.meeting.room && team.chosen == leaders_of(card) &&
         takes.chosen == card.meeting.resources;
}

bool MoveMeetingModel::complete() const {
  if (!start() || !typed_length(minutes) || team.chosen.empty() || unchanged()) return false;
  if (!has_letters(reason) || !takes.is_in_use() || (free && is_refused(*free))) return false;
  return !asks_reason() || has_letters(override_reason);
}

bool MoveMeetingModel::asks_reason() const {
  return asks_override || (free && needs_reason(*free));
}

MoveMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, MoveMeetingModel& model) {
  const MovingSay say(frame.language);
  const ui::BarButton foot[] = {{.name = "moving_do",
                                 .label = std::string(say.moving_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "moving_sheet",
           .language = frame.language,
           .title = std::string(say.moving_title()),
           .below = say.moving_below(
               {.title = meeting_title(frame.language, model.card),
                .day = text::weekday_and_date(frame.language, date_of(model.card.meeting.start)),
                .time = text::clock_time(frame.language, model.card.meeting.start)}),
           .width = 720,
           .foot = foot,
           .above_foot = missing_of_moving(frame.language, model),
           .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  SheetFrame said = frame;
  const bool explained = model.free && (is_refused(*model.free) || needs_reason(*model.free));
  if (explained || model.asks_override) said.problem.reset();
  say_refused(ui, flow, said, model.against);
  moving_fields(ui, flow, frame, model);
  what_stands(ui, flow, frame, model);
  words_field(ui, flow, frame, "reason", say.moving_reason(), model.reason);
  ui::end_sheet(ui, sheet, [&] { moving_choices(ui, frame, model); });
  if (sheet.closed) return MoveMeetingIntent::kClose;
  return sheet.pressed ? MoveMeetingIntent::kMove : MoveMeetingIntent::kNone;
}

}  // namespace alcove::screens::desk
