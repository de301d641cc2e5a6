// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/group_sheets.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

// A group as it is made or changed.
namespace alcove::screens::desk {
namespace {

using GroupSay = text::GroupsMessages;
using api::groups::Joining;
using api::groups::kMaxMembers;

constexpr std::chrono::days kCycleAhead{3 * 366};
constexpr std::chrono::days kCycleBack{2 * 366};

std::string_view joining_choice(text::Language language, Joining joining) {
  const GroupSay say(language);
  return joining == Joining::kOpen ? say.group_form_open() : say.group_form_closed();
}

PickWords service_words(text::Language language) {
  const text::BookingMessages say(language);
  return {"group_service", say.book_service(), say.book_choose()};
}
PickWords first_words(text::Language language) {
  return {"group_first", GroupSay(language).group_form_first(), {}};
}
PickWords last_words(text::Language language) {
  return {"group_last", GroupSay(language).group_form_last(), {}};
}

void care_line(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                   ui.theme().gap_small());
}

void name_and_service(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, GroupFormModel& model) {
  const GroupSay say(frame.language);
  ui::FieldSpec name;
  name.name = "group_name";
  name.placeholder = say.group_form_name_example();
  name.max_code_points = 60;
  name.enabled = !frame.busy;
  name.language = frame.language;
  ui::labelled_field(ui, flow, say.group_form_name(), name, model.record.name);
  say_against(ui, flow, model.against, "name");
  pick_field(ui, flow, model.pick_service, service_words(frame.language),
             name_in(model.names.services, model.service));
  say_against(ui, flow, model.against, "service");
  team_fields(ui, flow, frame, model.team);
  say_against(ui, flow, model.against, "facilitators");
}

void group_places(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, GroupFormModel& model) {
  static constexpr Joining kAll[] = {Joining::kOpen, Joining::kClosed};
  const GroupSay say(frame.language);
  pair(
      ui, flow, 200,
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "group_least", say.group_form_least(), model.least);
      },
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "group_most", say.group_form_most(), model.most);
      });
  const auto least = typed_number(model.least, 1, kMaxMembers);
  const auto most = typed_number(model.most, 1, kMaxMembers);
  if (!least || !most || *least > *most) {
    care_line(ui, flow, say.group_form_places_unread(std::to_string(kMaxMembers)));
  }
  strong_label(ui, flow, say.group_form_joining());
  one_of(ui, flow, frame.language, "joining_", kAll, model.record.joining, joining_choice);
}

void group_time(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, GroupFormModel& model) {
  const GroupSay say(frame.language);
  const std::array<std::string, 7> words = weekday_words(frame.language);
  std::vector<ui::Segment> days;
  for (std::size_t i = 0; i < words.size(); ++i) {
    days.push_back({"group_day_" + std::to_string(i + 1), words.at(i)});
  }
  strong_label(ui, flow, say.group_form_usual());
  const float height = ui::segments_height(ui, flow.width, days);
  const auto now = static_cast<std::size_t>(model.record.usual.weekday - 1);
  model.record.usual.weekday =
      static_cast<std::int64_t>(ui::segments(ui, flow.cut_top(height), days, now)) + 1;
  flow.cut_top(ui.theme().gap());
  pair(
      ui, flow, 200,
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "group_time", say.group_form_time(), model.time);
      },
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "group_minutes", say.group_form_minutes(), model.minutes);
      });
  if (!model.time.empty() && !typed_start(model.time)) {
    care_line(ui, flow, say.group_form_time_unread());
  }
  if (!typed_length(model.minutes)) care_line(ui, flow, say.group_form_minutes_unread());
  pick_room_field(ui, flow, frame, model.pick_room, model.names.rooms, model.record.usual.room);
  say_against(ui, flow, model.against, "usual.room");
}

void group_cycle(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, GroupFormModel& model) {
  const GroupSay say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        pick_day_field(ui, place, frame, model.pick_first, first_words(frame.language),
                       model.record.first_day);
      },
      [&](ui::Rect& place) {
        if (model.until_notice) return;
        pick_day_field(ui, place, frame, model.pick_last, last_words(frame.language),
                       model.last_day);
      });
  ui::tick_row(ui, flow, {.name = "group_until_notice", .label = say.group_form_until_notice()},
               model.until_notice);
  if (!model.until_notice && model.last_day < model.record.first_day) {
    care_line(ui, flow, say.group_form_ends_first());
  }
  if (model.record.revision > 0) {
    ui::tick_row(ui, flow, {.name = "group_retired", .label = say.group_form_retired()},
                 model.record.retired);
  }
  flow.cut_top(ui.theme().gap());
}

bool is_named(const Group& group) {
  return group.name.find_first_not_of(' ') != std::string::npos;
}

// What cannot be read says so itself.
std::string missing_of_group(text::Language language, const GroupFormModel& model) {
  const GroupSay say(language);
  const Needed all[] = {
      {!is_named(model.record), say.group_form_name()},
      {!model.service, text::BookingMessages(language).book_service()},
      {model.team.chosen.empty(), text::MeetingsMessages(language).leading_lead()},
      {model.time.empty(), say.group_form_time()}};
  return still_missing(language, all);
}

void group_choices(ui::Ui& ui, const SheetFrame& frame, GroupFormModel& model) {
  team_choices(ui, frame, model.team);
  pick_room(ui, frame, model.pick_room, model.names.rooms, model.record.usual.room);
  const auto service =
      pick_one(ui, frame, model.pick_service, service_words(frame.language),
               names_of(model.names.services), index_of(model.names.services, model.service));
  if (service) {
    model.service = model.names.services[*service].id;
    if (model.record.revision == 0) {
      model.minutes = std::to_string(model.names.services[*service].minutes);
    }
  }
  const std::chrono::sys_days today = model.today;
  const DayBounds bounds{model.today, today - kCycleBack, today + kCycleAhead};
  pick_day(ui, frame, model.pick_first, first_words(frame.language), bounds,
           model.record.first_day);
  pick_day(ui, frame, model.pick_last, last_words(frame.language), bounds, model.last_day);
}

}  // namespace

std::optional<Group> GroupFormModel::group() const {
  const auto fewest = typed_number(least, 1, kMaxMembers);
  const auto places = typed_number(most, 1, kMaxMembers);
  const auto start = typed_start(time);
  const auto length = typed_length(minutes);
  if (!is_named(record) || !service || team.chosen.empty() || !fewest || !places ||
      *fewest > *places || !start || !length) {
    return std::nullopt;
  }
  if (!until_notice && last_day < record.first_day) return std::nullopt;
  Group made = record;
  made.made.reset();
  made.service = *service;
  made.facilitators = team.chosen;
  made.least = *fewest;
  made.most = *places;
  made.last_day.reset();
  if (!until_notice) made.last_day = last_day;
  made.usual.start_minute = *start;
  made.usual.minutes = *length;
  return made;
}

GroupFormModel group_form(text::Language language, const Group& record, ClinicNames names,
                          LocalDate today) {
  GroupFormModel model;
  model.record = record;
  model.today = today;
  model.team.clinicians = names.clinicians;
  model.names = std::move(names);
  model.last_day = std::chrono::sys_days(today) + std::chrono::days(84);
  if (record.revision == 0) {
    model.record.first_day = today;
    model.least = "3";
    model.most = "8";
    model.minutes = "60";
    return model;
  }
  model.service = record.service;
  model.team.chosen = record.facilitators;
  model.least = std::to_string(record.least);
  model.most = std::to_string(record.most);
  model.time = text::clock_time(language, LocalDateTime(std::chrono::local_days(today)) +
                                              std::chrono::minutes(record.usual.start_minute));
  model.minutes = std::to_string(record.usual.minutes);
  model.until_notice = !record.last_day;
  if (record.last_day) model.last_day = *record.last_day;
  return model;
}

GroupFormIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupFormModel& model) {
  const GroupSay say(frame.language);
  const bool known = model.record.revision > 0;
  const ui::BarButton foot[] = {
      {.name = "group_save",
       .label = std::string(known ? say.group_form_save() : say.group_form_make()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && model.group().has_value(),
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "group_form",
           .language = frame.language,
           .title = std::string(known ? say.group_form_change_title() : say.group_add()),
           .below = known ? std::string(say.group_form_booked_stays()) : std::string(),
           .width = 740,
           .foot = foot,
           .above_foot = missing_of_group(frame.language, model),
           .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  say_refused(ui, flow, frame, model.against);
  name_and_service(ui, flow, frame, model);
  group_time(ui, flow, frame, model);
  group_places(ui, flow, frame, model);
  group_cycle(ui, flow, frame, model);
  ui::end_sheet(ui, sheet, [&] { group_choices(ui, frame, model); });
  if (sheet.closed) return GroupFormIntent::kClose;
  return sheet.pressed ? GroupFormIntent::kSave : GroupFormIntent::kNone;
}

}  // namespace alcove::screens::desk
