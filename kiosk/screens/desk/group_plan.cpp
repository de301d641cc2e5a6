// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/group_plan.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

// The sessions of a group are planned: the dates, and what became of each.
namespace alcove::screens::desk {
namespace {

using GroupSay = text::GroupsMessages;

constexpr std::size_t kCounts[] = {1, 4, 8, 12};

const ui::TextLook kPlanStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kPlanSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kPlanCare{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare};

PickWords plan_first_words(text::Language language) {
  return {"plan_first", GroupSay(language).plan_first(), {}};
}

void count_offered(ui::Ui& ui, ui::Rect& flow, const GroupSay& say, PlanModel& model) {
  std::vector<std::string> words;
  for (const std::size_t one : kCounts) {
    words.push_back(say.plan_sessions(static_cast<std::int64_t>(one)));
  }
  std::vector<ui::Segment> counts;
  std::size_t current = std::size(kCounts);
  for (std::size_t i = 0; i < std::size(kCounts); ++i) {
    counts.push_back({"plan_count_" + std::to_string(kCounts[i]), words[i]});
    if (kCounts[i] == model.count && model.count_is_read()) current = i;
  }
  strong_label(ui, flow, say.plan_count());
  const float height = ui::segments_height(ui, flow.width, counts);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), counts, current);
  if (now != current && now < std::size(kCounts)) {
    model.count = kCounts[now];
    model.count_typed.clear();
  }
  flow.cut_top(ui.theme().gap_small());
}

void how_many(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, PlanModel& model) {
  const GroupSay say(frame.language);
  count_offered(ui, flow, say, model);
  if (short_field(ui, flow, frame, "plan_count_typed", say.plan_count_typed(), model.count_typed)) {
    const auto typed = typed_number(model.count_typed, 1, PlanModel::kMostSessions);
    if (typed) model.count = static_cast<std::size_t>(*typed);
  }
  if (!model.count_is_read()) {
    ui::paragraph_in(ui, flow, kPlanCare,
                     say.plan_count_unread(std::to_string(PlanModel::kMostSessions)),
                     ui.theme().gap_small());
  }
  if (model.count == 1) return;
  const ui::Segment weeks[] = {{"plan_weeks_1", say.plan_weekly()},
                               {"plan_weeks_2", say.plan_fortnightly()}};
  const float high = ui::segments_height(ui, flow.width, weeks);
  const auto every = static_cast<std::size_t>(model.weeks - 1);
  model.weeks = static_cast<std::int64_t>(ui::segments(ui, flow.cut_top(high), weeks, every)) + 1;
  flow.cut_top(ui.theme().gap());
}

std::vector<const FreeMeetingReply*> looks_of(const PlanModel& model) {
  std::vector<const FreeMeetingReply*> looks;
  for (const PlannedSession& one : model.sessions) {
    if (one.free) looks.push_back(&*one.free);
  }
  return looks;
}

// The chosen day has its session: what is next to it, one press away.
void day_is_taken(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, PlanModel& model) {
  if (!model.has_session_on(model.first)) return;
  const GroupSay say(frame.language);
  flow.cut_top(ui::notice(
      ui, {.name = "plan_day_taken",
           .rect = flow,
           .text = say.plan_day_taken(text::weekday_and_date(frame.language, model.first)),
           .tone = ui::Tone::kCare,
           .icon = ui::Icon::kInfo}));
  flow.cut_top(ui.theme().gap_small());
  const auto next = model.free_day_from(model.first);
  if (!next) {
    ui::paragraph_in(ui, flow, kPlanCare, say.plan_no_day(), ui.theme().gap());
    return;
  }
  const ui::BarButton offer[] = {
      {.name = "plan_next_day",
       .label = say.plan_next_day(text::weekday_and_date(frame.language, *next)),
       .enabled = !frame.busy}};
  const float height = ui::button_rows_height(ui, flow.width, offer);
  if (ui::button_rows(ui, flow.cut_top(height), offer)) model.first = *next;
  flow.cut_top(ui.theme().gap());
}

void plan_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, PlanModel& model) {
  const GroupSay say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        pick_day_field(ui, place, frame, model.pick_first, plan_first_words(frame.language),
                       model.first);
      },
      [&](ui::Rect& place) {
        pick_room_field(ui, place, frame, model.pick_room, model.names.rooms, model.room);
      });
  day_is_taken(ui, flow, frame, model);
  pair(
      ui, flow, 200,
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "plan_time", say.group_form_time(), model.time);
      },
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "plan_minutes", say.group_form_minutes(), model.minutes);
      });
  if (!typed_start(model.time)) {
    ui::paragraph_in(ui, flow, kPlanCare, say.group_form_time_unread(), ui.theme().gap_small());
  }
  if (!typed_length(model.minutes)) {
    ui::paragraph_in(ui, flow, kPlanCare, say.group_form_minutes_unread(), ui.theme().gap_small());
  }
  session_takes_field(ui, flow, frame, model.takes, "plan_takes", looks_of(model));
  how_many(ui, flow, frame, model);
}

// Fewer than the group's least come to it.
void say_few(ui::Ui& ui, ui::Rect& flow, const GroupSay& say, const Group& group,
             std::int64_t come) {
  if (come >= group.least) return;
  ui::paragraph_in(
      ui, flow, kPlanSoft,
      say.plan_few({.number = std::to_string(come), .least = std::to_string(group.least)}), 0);
}

std::string refusal_words(text::Language language, const PlannedSession& one) {
  const GroupSay say(language);
  std::string of_takes = takes_refusal(language, *one.refused, one.field);
  if (!of_takes.empty()) return of_takes;
  if (one.refused == ErrorCode::kTaken && one.field == "meeting") {
    return std::string(say.plan_full());
  }
  if (one.refused == ErrorCode::kTaken) {
    return std::string(one.field == "room" ? say.plan_room_taken() : say.plan_staff_taken());
  }
  if (one.refused == ErrorCode::kOutOfRange) {
    return std::string(one.field == "room" ? say.plan_seats() : say.plan_hours());
  }
  if (one.refused == ErrorCode::kNotFound) return std::string(say.plan_gone());
  if (one.refused == ErrorCode::kTooMany) return std::string(say.plan_many());
  if (one.refused == ErrorCode::kMissingField) return std::string(say.plan_soft());
  return std::string(text::problem(language, *one.refused));
}

// Who belongs to the group and is elsewhere does not stand against it: it is held without them.
FreeMeetingReply without_members(FreeMeetingReply free) {
  std::erase_if(free.collisions,
                [](const auto& one) { return one.place == api::appointments::Place::kClient; });
  return free;
}

// While it is planned: who will have no place in it, and what stands against it.
void what_stands_there(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                       const PlannedSession& one, const Group& group) {
  const GroupSay say(frame.language);
  const FreeMeetingReply& free = *one.free;
  const FreeMeetingReply rest = without_members(free);
  const std::string against = words_against_session(frame.language, rest);
  if (!against.empty()) {
    ui::paragraph_in(ui, flow, kPlanCare, against, 0);
  } else if (free.collisions.empty()) {
    ui::paragraph_in(ui, flow, kPlanSoft, say.plan_free(), 0);
  }
  if (is_refused(rest)) return;
  std::int64_t come = one.belong;
  for (const auto& away : free.collisions) {
    if (away.place != api::appointments::Place::kClient) continue;
    --come;
    ui::paragraph_in(ui, flow, kPlanCare,
                     say.plan_left_out({.name = spoken_name(away.name),
                                        .from = text::clock_time(frame.language, away.start),
                                        .until = text::clock_time(frame.language, away.end)}),
                     0);
  }
  say_few(ui, flow, say, group, come);
}

void planned_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const PlannedSession& one,
                 const Group& group) {
  const GroupSay say(frame.language);
  ui::paragraph_in(ui, flow, kPlanStrong, text::weekday_and_date(frame.language, one.day), 0);
  if (one.booked) {
    ui::paragraph_in(ui, flow, kPlanSoft, say.plan_booked(one.booked->places), 0);
    say_few(ui, flow, say, group, one.booked->places);
    for (const LeftOut& out : one.booked->left_out) {
      ui::paragraph_in(ui, flow, kPlanCare,
                       say.plan_left_out({.name = spoken_name(out.client_name),
                                          .from = text::clock_time(frame.language, out.start),
                                          .until = text::clock_time(frame.language, out.end)}),
                       0);
    }
  } else if (one.there_already) {
    ui::paragraph_in(ui, flow, kPlanSoft, say.plan_there(), 0);
  } else if (one.refused) {
    ui::paragraph_in(ui, flow, kPlanCare, refusal_words(frame.language, one), 0);
  } else if (one.free) {
    what_stands_there(ui, flow, frame, one, group);
  }
  flow.cut_top(ui.theme().gap_small());
}

}  // namespace

bool PlanModel::complete() const {
  if (!typed_start(time) || !typed_length(minutes) || open_count() == 0) return false;
  if (!count_is_read() && !sent) return false;
  if (!takes.is_in_use() && !sent) return false;
  return !wants_reason() || override_reason.find_first_not_of(' ') != std::string::npos;
}

bool PlanModel::wants_reason() const {
  return asks_override || std::any_of(sessions.begin(), sessions.end(), [](const auto& one) {
           return !one.refused && one.free && needs_reason(without_members(*one.free));
         });
}

bool PlanModel::count_is_read() const {
  return count_typed.empty() || typed_number(count_typed, 1, kMostSessions);
}

bool PlanModel::has_session_on(LocalDate day) const {
  return std::any_of(standing.begin(), standing.end(),
                     [&](LocalDateTime start) { return date_of(start) == day; });
}

std::chrono::sys_days PlanModel::last_day() const {
  const std::chrono::sys_days book = std::chrono::sys_days(today) + rules::kMaxBookAhead;
  return group.last_day ? std::min(book, std::chrono::sys_days(*group.last_day)) : book;
}

std::optional<LocalDate> PlanModel::free_day_from(LocalDate day) const {
  for (std::chrono::sys_days one = day; one <= last_day(); one += std::chrono::weeks(1)) {
    if (!has_session_on(one)) return LocalDate(one);
  }
  return std::nullopt;
}

void PlanModel::lay_out() {
  const std::vector<PlannedSession> before = std::exchange(sessions, {});
  const std::chrono::sys_days last = last_day();
  std::chrono::sys_days day = first;
  for (std::size_t i = 0; i < count && day <= last; ++i, day += std::chrono::weeks(weeks)) {
    sessions.push_back({.day = day, .there_already = has_session_on(day)});
    if (i >= before.size() || before[i].day != LocalDate(day)) continue;
    sessions[i].free = before[i].free;
    sessions[i].belong = before[i].belong;
  }
}

std::size_t PlanModel::open_count() const {
  return static_cast<std::size_t>(
      std::count_if(sessions.begin(), sessions.end(),
                    [](const PlannedSession& one) { return !one.booked && !one.there_already; }));
}

PlanIntent draw(ui::Ui& ui, const SheetFrame& frame, PlanModel& model) {
  const GroupSay say(frame.language);
  if (!model.sent) model.lay_out();
  std::vector<ui::BarButton> foot;
  if (!model.sent || model.open_count() > 0) {
    foot.push_back({.name = "plan_do",
                    .label = std::string(model.sent ? say.plan_again() : say.plan_do()),
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = frame.there && !frame.busy && model.complete(),
                    .role = ui::ButtonRole::kDefault});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "plan_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.plan_title()),
                                         .below = model.group.name,
                                         .width = 680,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  sheet_notice(ui, flow, frame);
  if (!model.sent) plan_fields(ui, flow, frame, model);
  if (model.wants_reason()) {
    const text::MeetingsMessages meetings(frame.language);
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, meetings.leading_override_needs(),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "override_reason", meetings.leading_override(),
                model.override_reason);
  }
  if (model.sessions.empty()) {
    ui::paragraph_in(ui, flow, kPlanCare, say.plan_none(), ui.theme().gap());
  } else if (model.sessions.size() < model.count) {
    ui::paragraph_in(ui, flow, kPlanCare,
                     say.plan_fewer({.number = std::to_string(model.sessions.size()),
                                     .wanted = std::to_string(model.count),
                                     .day = text::full_date(frame.language, model.last_day())}),
                     ui.theme().gap());
  }
  for (const PlannedSession& one : model.sessions) planned_row(ui, flow, frame, one, model.group);
  ui::end_sheet(ui, sheet, [&] {
    const std::chrono::sys_days today = model.today;
    const DayBounds bounds{model.today, std::max(model.today, model.group.first_day),
                           today + rules::kMaxBookAhead};
    pick_day(ui, frame, model.pick_first, plan_first_words(frame.language), bounds, model.first);
    pick_room(ui, frame, model.pick_room, model.names.rooms, model.room);
    choose_session_takes(ui, frame, model.takes, model.group.name, looks_of(model));
  });
  if (sheet.closed) return PlanIntent::kClose;
  return sheet.pressed ? PlanIntent::kBook : PlanIntent::kNone;
}

}  // namespace alcove::screens::desk
