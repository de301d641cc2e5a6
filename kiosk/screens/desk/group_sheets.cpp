// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/group_sheets.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/hours_weekday.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/several_history_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using GroupWhat = GroupIntent::What;
using api::groups::Joining;
using api::groups::Member;

const ui::TextLook kGroupStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kGroupSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

LocalDateTime clock_at(LocalDate day, std::int64_t minute) {
  return LocalDateTime(std::chrono::local_days(day)) + std::chrono::minutes(minute);
}

std::string_view joining_word(text::Language language, Joining joining) {
  const text::GroupsMessages say(language);
  return joining == Joining::kOpen ? say.group_open() : say.group_closed();
}

std::string places_words(text::Language language, const Group& group) {
  const text::GroupsMessages say(language);
  return say.group_places(
             {.least = std::to_string(group.least), .most = std::to_string(group.most)}) +
         " · " + std::string(joining_word(language, group.joining));
}

// A row one can press: what it is, and the rest below it in softer words.
bool group_row(ui::Ui& ui, ui::Rect& flow, const std::string& name, const std::string& title,
               const std::vector<std::string>& below) {
  const ui::Theme& theme = ui.theme();
  const float width = flow.width - 2 * theme.px(12);
  float height = ui::line_height(ui, kGroupStrong.style) + theme.px(20);
  for (const std::string& line : below) {
    height += ui::paragraph_height(ui, width, kGroupSoft, line);
  }
  const ui::Rect place = flow.cut_top(height);
  const ui::Reaction reaction = ui::list_row(ui, {.name = name, .rect = place, .value = title});
  ui::Rect inner = place.inset(theme.px(12), theme.px(10));
  ui::text_line(ui, inner.cut_top(ui::line_height(ui, kGroupStrong.style)), kGroupStrong, title,
                ui::WhenLong::kShorten);
  for (const std::string& line : below) ui::paragraph_in(ui, inner, kGroupSoft, line, 0);
  ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  return reaction.clicked;
}

std::string title_of_group(text::Language language, const Group& group) {
  const text::GroupsMessages say(language);
  return group.retired ? say.group_retired(group.name) : group.name;
}

void list_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GroupListModel& model,
               GroupListIntent& intent) {
  for (std::size_t i = 0; i < model.groups.size(); ++i) {
    const Group& group = model.groups[i];
    if (group.retired && !model.retired) continue;
    const std::string service = name_in(model.names.services, std::optional(group.service));
    std::string who = facilitator_words(model.names, group);
    if (!service.empty()) who = who.empty() ? service : service + " · " + who;
    if (group_row(ui, flow, "group_" + group.id.text(), title_of_group(frame.language, group),
                  {who, usual_words(frame.language, model.names, group),
                   places_words(frame.language, group)})) {
      intent.open = i;
    }
  }
}

}  // namespace

std::string days_words(text::Language language, LocalDate first,
                       const std::optional<LocalDate>& last) {
  const text::GroupsMessages say(language);
  const std::string from = text::full_date(language, first);
  if (!last) return say.days_from(from);
  return say.days_from_to({.first = from, .last = text::full_date(language, *last)});
}

std::string usual_words(text::Language language, const ClinicNames& names, const Group& group) {
  const text::GroupsMessages say(language);
  const LocalDateTime start = clock_at(group.first_day, group.usual.start_minute);
  std::string words = say.group_usual({.weekday = weekday_name(language, group.usual.weekday),
                                       .time = text::clock_time(language, start),
                                       .minutes = std::to_string(group.usual.minutes)});
  const std::string room = name_in(names.rooms, group.usual.room);
  return room.empty() ? words : words + " · " + room;
}

std::string facilitator_words(const ClinicNames& names, const Group& group) {
  std::string words;
  for (const StaffId& one : group.facilitators) {
    const std::string name = name_in(names.staff, std::optional(one));
    if (name.empty()) continue;
    if (!words.empty()) words += ", ";
    words += name;
  }
  return words;
}

GroupListIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupListModel& model) {
  const text::GroupsMessages say(frame.language);
  std::vector<ui::BarButton> foot;
  const bool can = frame.there && model.read;
  if (frame.may == May::kChange) {
    foot.push_back({.name = "group_add",
                    .label = std::string(say.group_add()),
                    .icon = ui::Icon::kAdd,
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = can});
    foot.push_back({.name = "book_together",
                    .label = std::string(say.together_title()),
                    .icon = ui::Icon::kPeople,
                    .enabled = can});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "groups_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.groups_title()),
                                         .width = 720,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  GroupListIntent intent;
  std::string_view words;
  if (!model.read && !frame.problem && frame.there) words = say.groups_reading();
  if (model.read && model.groups.empty()) words = say.groups_empty();
  if (!words.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     words, ui.theme().gap());
  }
  list_rows(ui, sheet.flow, frame, model, intent);
  if (std::any_of(model.groups.begin(), model.groups.end(),
                  [](const Group& one) { return one.retired; })) {
    sheet.flow.cut_top(ui.theme().gap_small());
    ui::tick_row(ui, sheet.flow, {.name = "groups_retired", .label = say.groups_retired()},
                 model.retired);
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.add = sheet.pressed == 0;
  intent.book_together = sheet.pressed == 1;
  return intent;
}

namespace {

void group_facts(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GroupModel& model,
                 const Group& group) {
  for (const std::string& line :
       {facilitator_words(model.names, group), usual_words(frame.language, model.names, group),
        days_words(frame.language, group.first_day, group.last_day)}) {
    if (!line.empty()) ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, line, 0);
  }
  flow.cut_top(ui.theme().gap_large());
}

bool is_past(const Member& member, LocalDate today) {
  const api::groups::Membership& one = member.membership;
  return one.withdrawn || (one.leave_day && *one.leave_day < today);
}

std::string member_words(const text::GroupsMessages& say, text::Language language,
                         const Member& member) {
  if (member.membership.withdrawn) return std::string(say.member_withdrawn());
  std::string words = days_words(language, member.membership.join_day, member.membership.leave_day);
  if (!member.membership.reason.empty()) words += " · " + member.membership.reason;
  return words;
}

void member_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GroupModel& model,
                 GroupIntent& intent) {
  const text::GroupsMessages say(frame.language);
  const auto& all = model.opened->members;
  const auto now = std::count_if(all.begin(), all.end(), [&](const Member& one) {
    return belongs(one.membership, model.today);
  });
  ui::paragraph_in(ui, flow, kGroupStrong,
                   say.group_members({.now = std::to_string(now),
                                      .most = std::to_string(model.opened->group.most)}),
                   ui.theme().gap_small());
  bool any = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_past(all[i], model.today) && !model.past) continue;
    any = true;
    if (group_row(ui, flow, "member_" + all[i].membership.id.text(), all[i].client_name,
                  {member_words(say, frame.language, all[i])})) {
      intent = {GroupWhat::kMember, i};
    }
  }
  if (!any) ui::paragraph_in(ui, flow, kGroupSoft, say.group_nobody(), 0);
  flow.cut_top(ui.theme().gap_large());
}

void session_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GroupModel& model,
                  GroupIntent& intent) {
  const text::GroupsMessages say(frame.language);
  ui::paragraph_in(ui, flow, kGroupStrong, say.group_sessions(), ui.theme().gap_small());
  const auto& all = model.opened->sessions;  // the latest first
  bool any = false;
  for (std::size_t back = all.size(); back > 0; --back) {
    const api::appointments::Meeting& one = all[back - 1];
    if (date_of(one.start) < model.today && !model.past) continue;
    any = true;
    std::string below = text::clock_time(frame.language, one.start) + " · " +
                        say.group_minutes(std::to_string(one.minutes));
    if (one.state == api::appointments::MeetingState::kCancelled) {
      below += " · " + std::string(say.group_session_cancelled());
    }
    if (group_row(ui, flow, "session_" + one.id.text(),
                  text::weekday_and_date(frame.language, date_of(one.start)), {below})) {
      intent = {GroupWhat::kSession, back - 1};
    }
  }
  if (!any) ui::paragraph_in(ui, flow, kGroupSoft, say.group_no_session(), 0);
  flow.cut_top(ui.theme().gap());
}

}  // namespace

bool belongs(const api::groups::Membership& membership, LocalDate day) {
  return !membership.withdrawn && membership.join_day <= day &&
         (!membership.leave_day || *membership.leave_day >= day);
}

GroupIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupModel& model) {
  const text::GroupsMessages say(frame.language);
  const bool can = frame.there && !frame.busy && model.opened;
  std::vector<ui::BarButton> foot;
  if (frame.may == May::kChange) {
    const bool meets = can && !model.opened->group.retired;
    foot.push_back({.name = "group_plan",
                    .label = std::string(say.plan_title()),
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = meets});
    foot.push_back({.name = "group_add_member",
                    .label = std::string(say.member_add()),
                    .icon = ui::Icon::kAdd,
                    .enabled = meets});
    foot.push_back(
        {.name = "group_change", .label = std::string(say.group_change()), .enabled = can});
  }
  foot.push_back(
      {.name = "group_history",
       .label = std::string(text::SeveralHistoryMessages(frame.language).several_button()),
       .enabled = can});
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "group_sheet",
           .language = frame.language,
           .title = model.opened ? title_of_group(frame.language, model.opened->group) : model.name,
           .below = model.opened ? places_words(frame.language, model.opened->group) : "",
           .width = 720,
           .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  GroupIntent intent;
  if (model.opened) {
    group_facts(ui, sheet.flow, frame, model, model.opened->group);
    member_rows(ui, sheet.flow, frame, model, intent);
    session_rows(ui, sheet.flow, frame, model, intent);
    ui::tick_row(ui, sheet.flow, {.name = "group_past", .label = say.group_past()}, model.past);
  } else if (!frame.problem && frame.there) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.groups_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return {GroupWhat::kClose};
  if (!sheet.pressed) return intent;
  static constexpr GroupWhat kFoot[] = {GroupWhat::kPlan, GroupWhat::kAddMember, GroupWhat::kChange,
                                        GroupWhat::kHistory};
  // Who only looks has the history alone.
  return {kFoot[*sheet.pressed + std::size(kFoot) - foot.size()]};
}

}  // namespace alcove::screens::desk
