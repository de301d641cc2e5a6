// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/group_plan.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"

// A session of a family or a couple is booked.
namespace alcove::screens::desk {
namespace {

using GroupSay = text::GroupsMessages;
using api::appointments::MeetingKind;
using TogetherWhat = TogetherIntent::What;

std::string_view together_kind(text::Language language, MeetingKind kind) {
  const GroupSay say(language);
  return kind == MeetingKind::kCouple ? say.together_couple() : say.together_family();
}

PickWords together_service(text::Language language) {
  const text::BookingMessages say(language);
  return {"together_service", say.book_service(), say.book_choose()};
}
PickWords together_day(text::Language language) {
  return {"together_day", text::BookingMessages(language).book_day(), {}};
}

bool is_full(const TogetherModel& model) {
  const std::size_t most =
      model.kind == MeetingKind::kCouple ? 2 : api::appointments::kMaxAttendees;
  return model.clients.size() >= most;
}

bool is_like(const TogetherModel& model, std::size_t client) {
  return model.clients[client].like || like_among(model.clients)[client];
}

// One client: whom it is about, or the buttons that make it so and take them out.
void client_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TogetherModel& model,
                std::size_t index) {
  const GroupSay say(frame.language);
  const std::string number = std::to_string(index);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, model.clients[index].name, 0);
  if (is_like(model, index)) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong},
                     like_line(frame.language, named(model.clients[index])), 0);
  }
  if (index == 0) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.together_about(), ui.theme().gap_tiny());
  }
  if (index == model.against_client) say_against(ui, flow, model.against, "attendees");
  std::vector<ui::BarButton> buttons;
  if (index > 0) {
    buttons.push_back({.name = "about_" + number,
                       .label = std::string(say.together_make_about()),
                       .enabled = !frame.busy});
  }
  buttons.push_back({.name = "without_" + number,
                     .label = std::string(say.together_remove()),
                     .enabled = !frame.busy});
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons);
  flow.cut_top(ui.theme().gap());
  if (!pressed) return;
  const auto at = model.clients.begin() + static_cast<std::ptrdiff_t>(index);
  model.against = {};
  if (index > 0 && *pressed == 0) {
    std::rotate(model.clients.begin(), at, at + 1);
  } else {
    model.clients.erase(at);
  }
}

bool who_comes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TogetherModel& model) {
  static constexpr MeetingKind kKinds[] = {MeetingKind::kFamily, MeetingKind::kCouple};
  const GroupSay say(frame.language);
  one_of(ui, flow, frame.language, "kind_", kKinds, model.kind, together_kind);
  strong_label(ui, flow, say.together_clients());
  for (std::size_t i = 0; i < model.clients.size(); ++i) client_row(ui, flow, frame, model, i);
  if (model.kind == MeetingKind::kCouple && model.clients.size() > 2) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     say.together_two(), ui.theme().gap_small());
  }
  const ui::BarButton add[] = {{.name = "together_add",
                                .label = std::string(say.together_add()),
                                .icon = ui::Icon::kAdd,
                                .enabled = frame.there && !frame.busy && !is_full(model)}};
  const float height = ui::button_rows_height(ui, flow.width, add);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), add).has_value();
  flow.cut_top(ui.theme().gap());
  return pressed;
}

std::vector<const FreeMeetingReply*> looks_of(const TogetherModel& model) {
  std::vector<const FreeMeetingReply*> looks;
  if (model.free) looks.push_back(&*model.free);
  return looks;
}

void what_and_when(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TogetherModel& model) {
  const GroupSay say(frame.language);
  pick_field(ui, flow, model.pick_service, together_service(frame.language),
             name_in(model.names.services, model.service));
  say_against(ui, flow, model.against, "service");
  team_fields(ui, flow, frame, model.team);
  say_against(ui, flow, model.against, "clinicians");
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        pick_day_field(ui, place, frame, model.pick_day, together_day(frame.language), model.day);
      },
      [&](ui::Rect& place) {
        pick_room_field(ui, place, frame, model.pick_room, model.names.rooms, model.room);
      });
  say_against(ui, flow, model.against, "room");
  session_takes_field(ui, flow, frame, model.takes, "together_takes", looks_of(model));
  pair(
      ui, flow, 200,
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "together_time", say.group_form_time(), model.time);
      },
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "together_minutes", say.group_form_minutes(), model.minutes);
      });
  say_against(ui, flow, model.against, "start");
  std::string_view hint;
  if (!model.time.empty() && !typed_start(model.time)) hint = say.group_form_time_unread();
  if (!typed_length(model.minutes)) hint = say.group_form_minutes_unread();
  if (!hint.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, hint,
                     ui.theme().gap_small());
  }
  if (model.free && model.start()) {
    say_session_time(ui, flow, frame, *model.start(), *model.free, model.override_reason);
  }
}

bool asks_for_reason(const TogetherModel& model) {
  return model.asks_override && !(model.free && needs_reason(*model.free));
}

bool has_words(const std::string& typed) {
  return typed.find_first_not_of(' ') != std::string::npos;
}

bool has_enough(const TogetherModel& model) {
  const std::size_t there = model.clients.size();
  return model.kind == MeetingKind::kCouple ? there == 2 : there >= 2;
}

std::string missing_of_together(text::Language language, const TogetherModel& model) {
  const GroupSay say(language);
  const Needed all[] = {
      {model.clients.size() < 2, say.together_clients()},
      {!model.service, text::BookingMessages(language).book_service()},
      {model.team.chosen.empty(), text::MeetingsMessages(language).leading_lead()},
      {model.time.empty(), say.group_form_time()},
      {model.asks_reason() && !has_words(model.override_reason),
       text::MeetingsMessages(language).leading_override()}};
  return foot_words(language, model.free, still_missing(language, all));
}

void together_choices(ui::Ui& ui, const SheetFrame& frame, TogetherModel& model) {
  team_choices(ui, frame, model.team);
  pick_room(ui, frame, model.pick_room, model.names.rooms, model.room);
  const auto service =
      pick_one(ui, frame, model.pick_service, together_service(frame.language),
               names_of(model.names.services), index_of(model.names.services, model.service));
  if (service) {
    model.service = model.names.services[*service].id;
    model.minutes = std::to_string(model.names.services[*service].minutes);
  }
  const std::chrono::sys_days today = model.today;
  pick_day(ui, frame, model.pick_day, together_day(frame.language),
           {model.today, model.today, today + rules::kMaxBookAhead}, model.day);
  choose_session_takes(ui, frame, model.takes, together_kind(frame.language, model.kind),
                       looks_of(model));
}

}  // namespace

std::string TogetherModel::called(text::Language language, std::size_t client) const {
  FoundClient who = clients[client];
  who.like = is_like(*this, client);
  return told_apart(language, who);
}

std::optional<LocalDateTime> TogetherModel::start() const {
  const auto minute = typed_start(time);
  if (!minute || !day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(day)) + std::chrono::minutes(*minute);
}

bool TogetherModel::complete() const {
  if (!has_enough(*this) || !service || team.chosen.empty()) return false;
  if (!takes.is_in_use()) return false;
  if (!start() || !typed_length(minutes) || (free && is_refused(*free))) return false;
  return !asks_reason() || has_words(override_reason);
}

bool TogetherModel::asks_reason() const {
  return asks_override || (free && needs_reason(*free));
}

TogetherIntent draw(ui::Ui& ui, const SheetFrame& frame, TogetherModel& model) {
  const GroupSay say(frame.language);
  const ui::BarButton foot[] = {{.name = "together_do",
                                 .label = std::string(say.together_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "together_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.together_title()),
                                         .width = 720,
                                         .foot = foot,
                                         .above_foot = missing_of_together(frame.language, model),
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  SheetFrame said = frame;
  if (model.asks_override) said.problem.reset();
  say_refused(ui, flow, said, model.against);
  const bool add = who_comes(ui, flow, frame, model);
  what_and_when(ui, flow, frame, model);
  if (asks_for_reason(model)) {
    const text::MeetingsMessages meetings(frame.language);
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, meetings.leading_override_needs(),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "override_reason", meetings.leading_override(),
                model.override_reason);
  }
  ui::end_sheet(ui, sheet, [&] { together_choices(ui, frame, model); });
  if (sheet.closed) return {TogetherWhat::kClose};
  if (add) return {TogetherWhat::kAddClient};
  return {sheet.pressed ? TogetherWhat::kBook : TogetherWhat::kNone};
}

}  // namespace alcove::screens::desk
