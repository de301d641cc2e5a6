// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/group_plan.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/several_history_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

// Who belongs to a group, from a day to a day.
namespace alcove::screens::desk {
namespace {

using GroupSay = text::GroupsMessages;

constexpr std::chrono::days kMembershipAhead{3 * 366};

PickWords join_words(text::Language language) {
  return {"member_join", GroupSay(language).member_join(), {}};
}
PickWords leave_words(text::Language language) {
  return {"member_leave", GroupSay(language).member_leave(), {}};
}

bool has_member_words(const std::string& words) {
  return words.find_first_not_of(' ') != std::string::npos;
}

// Whom to tell: a time at which the client has something else is not booked over.
void kept_out(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const MembershipModel& model) {
  const GroupSay say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.member_left_out(model.name),
                   ui.theme().gap());
  for (const LeftOut& one : *model.left_out) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong},
                     text::weekday_and_date(frame.language, date_of(one.start)) + ", " +
                         text::clock_time(frame.language, one.start) + " – " +
                         text::clock_time(frame.language, one.end),
                     ui.theme().gap_small());
  }
}

void member_form(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, MembershipModel& model) {
  const GroupSay say(frame.language);
  pick_day_field(ui, flow, frame, model.pick_join, join_words(frame.language),
                 model.record.join_day);
  say_against(ui, flow, model.against, "join_day");
  if (model.group.joining == api::groups::Joining::kClosed && model.record.revision == 0) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.member_closed(text::full_date(frame.language, model.group.first_day)),
                     ui.theme().gap_small());
  }
  ui::tick_row(ui, flow, {.name = "member_leaves", .label = say.member_leaves()}, model.leaves);
  flow.cut_top(ui.theme().gap_small());
  if (model.leaves) {
    pick_day_field(ui, flow, frame, model.pick_leave, leave_words(frame.language), model.leave_day);
    if (model.leave_day < model.record.join_day) {
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                       say.member_leaves_first(), ui.theme().gap_small());
    }
  }
  if (model.leaves || model.record.revision > 0) {
    words_field(ui, flow, frame, "member_reason", say.member_reason(), model.record.reason);
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.member_follows(), ui.theme().gap());
}

// Of a closed group there is one day to join, for whoever is written down late.
void member_days(ui::Ui& ui, const SheetFrame& frame, MembershipModel& model) {
  const Group& group = model.group;
  const std::chrono::sys_days from = std::max(model.today, group.first_day);
  const DayBounds leaving{model.today, group.first_day,
                          group.last_day.value_or(from + kMembershipAhead)};
  DayBounds joining = leaving;
  const bool closed = group.joining == api::groups::Joining::kClosed;
  if (closed && model.record.revision == 0) joining.last = group.first_day;
  pick_day(ui, frame, model.pick_join, join_words(frame.language), joining, model.record.join_day);
  pick_day(ui, frame, model.pick_leave, leave_words(frame.language), leaving, model.leave_day);
}

bool is_only_shown(const SheetFrame& frame, const MembershipModel& model) {
  return frame.may == May::kLook || model.record.withdrawn;
}

void member_shown(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                  const MembershipModel& model) {
  const Membership& record = model.record;
  const GroupSay say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody},
                   days_words(frame.language, record.join_day, record.leave_day),
                   ui.theme().gap_small());
  if (record.withdrawn) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.member_withdrawn(),
                     ui.theme().gap_small());
  }
  if (record.reason.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   record.reason, ui.theme().gap());
}

struct MemberFoot {
  std::vector<ui::BarButton> buttons{};
  std::vector<MembershipIntent> meant{};

  void add(ui::BarButton button, MembershipIntent what) {
    buttons.push_back(std::move(button));
    meant.push_back(what);
  }
};

MemberFoot member_foot(const SheetFrame& frame, const MembershipModel& model) {
  const GroupSay say(frame.language);
  const bool known = model.record.revision > 0;
  const bool can = frame.there && !frame.busy;
  MemberFoot foot;
  if (model.left_out) return foot;
  const bool changes = !is_only_shown(frame, model);
  if (changes) {
    foot.add({.name = "member_save",
              .label = std::string(known ? say.group_form_save() : say.member_do()),
              .kind = ui::ButtonKind::kPrimary,
              .enabled = can && model.complete(),
              .role = ui::ButtonRole::kDefault},
             MembershipIntent::kSave);
  }
  if (changes && known) {
    foot.add({.name = "member_mistake",
              .label = std::string(say.member_mistake()),
              .kind = ui::ButtonKind::kDanger,
              .enabled = can && has_member_words(model.record.reason)},
             MembershipIntent::kMistake);
  }
  if (known) {
    foot.add({.name = "member_history",
              .label = std::string(text::SeveralHistoryMessages(frame.language).several_button()),
              .enabled = can},
             MembershipIntent::kHistory);
  }
  return foot;
}

std::string why_not_yet(const SheetFrame& frame, const MembershipModel& model) {
  if (model.left_out || is_only_shown(frame, model)) return {};
  const bool asks = model.leaves || model.record.revision > 0;
  if (!asks || has_member_words(model.record.reason)) return {};
  return std::string(GroupSay(frame.language).member_needs_why());
}

}  // namespace

bool MembershipModel::complete() const {
  if (!leaves) return true;
  return leave_day >= record.join_day && has_member_words(record.reason);
}

Membership MembershipModel::membership() const {
  Membership made = record;
  made.made.reset();
  made.leave_day.reset();
  if (leaves) made.leave_day = leave_day;
  if (!leaves) made.reason.clear();
  return made;
}

MembershipIntent draw(ui::Ui& ui, const SheetFrame& frame, MembershipModel& model) {
  const GroupSay say(frame.language);
  const MemberFoot foot = member_foot(frame, model);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "member_sheet",
                                         .language = frame.language,
                                         .title = model.name,
                                         .below = model.group.name,
                                         .width = 620,
                                         .foot = foot.buttons,
                                         .above_foot = why_not_yet(frame, model),
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  say_refused(ui, flow, frame, model.against);
  if (model.left_out) {
    kept_out(ui, flow, frame, model);
  } else if (is_only_shown(frame, model)) {
    member_shown(ui, flow, frame, model);
  } else {
    member_form(ui, flow, frame, model);
  }
  ui::end_sheet(ui, sheet, [&] { member_days(ui, frame, model); });
  if (sheet.closed) return MembershipIntent::kClose;
  return sheet.pressed ? foot.meant[*sheet.pressed] : MembershipIntent::kNone;
}

}  // namespace alcove::screens::desk
