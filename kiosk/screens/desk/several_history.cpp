// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/several_history.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/text/several_history_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using Say = text::SeveralHistoryMessages;
using api::appointments::MeetingEntry;
using api::appointments::MeetingStep;
using api::groups::Joining;
using api::groups::Membership;

std::string when_of(text::Language language, const MeetingEntry& entry) {
  if (!entry.start || !entry.minutes) return {};
  return Say(language).several_when({.day = text::full_date(language, date_of(*entry.start)),
                                     .time = text::clock_time(language, *entry.start),
                                     .minutes = std::to_string(*entry.minutes)});
}

std::string title_of(text::Language language, const MeetingEntry& entry) {
  const Say say(language);
  const std::string when = when_of(language, entry);
  switch (entry.step) {
    case MeetingStep::kBook:
      return when.empty() ? std::string(say.several_booked()) : say.several_booked_for(when);
    case MeetingStep::kAssign:
      return std::string(say.several_led());
    case MeetingStep::kMove:
      return say.several_moved_to(when);
    case MeetingStep::kCancel:
      return std::string(entry.cancelled_by == api::appointments::CancelledBy::kClient
                             ? say.several_called_off()
                             : say.several_cancelled());
    case MeetingStep::kRestore:
      return std::string(say.several_held());
  }
  return {};
}

std::string team_of(text::Language language, const MeetingEntry& entry) {
  const text::MeetingsMessages say(language);
  std::string names;
  for (const auto& one : entry.clinicians) {
    if (one.name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += one.substitute ? say.meeting_substitute(one.name) : one.name;
  }
  return names;
}

void add_reason(text::Language language, const std::string& reason,
                std::vector<std::string>& below) {
  if (!reason.empty()) below.push_back(Say(language).several_reason(reason));
}

SeveralChange made_by(const std::optional<api::groups::Made>& made) {
  SeveralChange change;
  if (!made) return change;
  change.at = made->at;
  change.person = made->person_name;
  change.terminal = made->terminal_name;
  return change;
}

// All that a group is, a line each; of a change, only those lines that are others.
std::vector<std::string> lines_of(text::Language language, const ClinicNames& names,
                                  const Group& group) {
  const Say say(language);
  const auto& joins = group.joining == Joining::kOpen ? say.several_open() : say.several_closed();
  const std::string service = name_in(names.services, std::optional(group.service));
  return {say.several_name(group.name),
          service,
          facilitator_words(names, group),
          usual_words(language, names, group),
          say.several_places(
              {.least = std::to_string(group.least), .most = std::to_string(group.most)}),
          std::string(joins),
          days_words(language, group.first_day, group.last_day)};
}

std::string title_of_group(text::Language language, const Group& now, const Group* before) {
  const Say say(language);
  if (before == nullptr) return std::string(say.several_group_made());
  if (now.retired && !before->retired) return std::string(say.several_group_retired());
  if (!now.retired && before->retired) return std::string(say.several_group_again());
  return std::string(say.several_changed());
}

std::string by_whom(text::Language language, const Zone& zone, const SeveralChange& one) {
  const LocalDateTime at = zone.to_local(one.at);
  std::string by = one.person;
  if (!one.terminal.empty()) {
    by = by.empty() ? one.terminal
                    : Say(language).several_by({.person = one.person, .terminal = one.terminal});
  }
  const std::string when =
      text::full_date(language, date_of(at)) + ", " + text::clock_time(language, at);
  return by.empty() ? when : when + " · " + by;
}

// Of hundreds only those that are near what is seen are drawn; the others take their place.
void draw_change(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const Zone& zone,
                 const SeveralChange& one) {
  struct Line {
    ui::TextLook look;
    const std::string& words;
  };
  const std::string by = by_whom(frame.language, zone, one);
  std::vector<Line> lines{{{.style = ui::TextStyle::kBodyStrong}, one.title}};
  for (const std::string& words : one.below) lines.push_back({{ui::TextStyle::kSecond}, words});
  lines.push_back({{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, by});
  float height = ui.theme().px(12);
  for (const Line& line : lines) {
    height += ui::paragraph_height(ui, flow.width, line.look, line.words);
  }
  const ui::Rect seen = ui.clip();
  const ui::Rect near{seen.x, seen.y - seen.height, seen.width, 3 * seen.height};
  ui::Rect place{flow.x, flow.y, flow.width, height};
  flow.y += height;
  flow.height = std::max(0.0F, flow.height - height);
  if (place.shared_with(near).empty()) return;
  for (const Line& line : lines) ui::paragraph_in(ui, place, line.look, line.words, 0);
}

}  // namespace

std::vector<SeveralChange> changes_of_session(text::Language language, const ClinicNames& names,
                                              const std::vector<MeetingEntry>& history) {
  const Say say(language);
  std::vector<SeveralChange> all;
  for (const MeetingEntry& entry : history) {
    SeveralChange change;
    change.title = title_of(language, entry);
    change.at = entry.at;
    change.person = entry.person_name;
    change.terminal = entry.terminal_name;
    std::string where = team_of(language, entry);
    const std::string room = name_in(names.rooms, entry.room);
    if (!room.empty()) where += (where.empty() ? "" : " · ") + room;
    if (!where.empty() && entry.step != MeetingStep::kCancel) change.below.push_back(where);
    const std::string takes = taken_line(language, entry.resources);
    if (!takes.empty() && entry.step != MeetingStep::kCancel) change.below.push_back(takes);
    add_reason(language, entry.reason, change.below);
    if (!entry.override_reason.empty()) {
      change.below.push_back(say.several_although(entry.override_reason));
    }
    all.push_back(std::move(change));
  }
  std::reverse(all.begin(), all.end());
  return all;
}

std::vector<SeveralChange> changes_of_group(text::Language language, const ClinicNames& names,
                                            const std::vector<Group>& revisions) {
  std::vector<SeveralChange> all;
  const Group* before = nullptr;
  for (const Group& now : revisions) {
    SeveralChange change = made_by(now.made);
    change.title = title_of_group(language, now, before);
    const std::vector<std::string> lines = lines_of(language, names, now);
    std::vector<std::string> old;
    if (before != nullptr) old = lines_of(language, names, *before);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!lines[i].empty() && (before == nullptr || lines[i] != old[i])) {
        change.below.push_back(lines[i]);
      }
    }
    all.push_back(std::move(change));
    before = &now;
  }
  std::reverse(all.begin(), all.end());
  return all;
}

std::vector<SeveralChange> changes_of_membership(text::Language language,
                                                 const std::vector<Membership>& revisions) {
  const Say say(language);
  std::vector<SeveralChange> all;
  for (const Membership& now : revisions) {
    SeveralChange change = made_by(now.made);
    const bool first = all.empty();
    change.title = std::string(first ? say.several_joined() : say.several_changed());
    if (!first && now.leave_day) change.title = std::string(say.several_leaves());
    if (now.withdrawn) change.title = std::string(say.several_mistake());
    change.below.push_back(days_words(language, now.join_day, now.leave_day));
    add_reason(language, now.reason, change.below);
    all.push_back(std::move(change));
  }
  std::reverse(all.begin(), all.end());
  return all;
}

HistoryIntent draw(ui::Ui& ui, const SheetFrame& frame, const SeveralHistoryModel& model) {
  const Say say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "several_history",
                                         .language = frame.language,
                                         .title = std::string(say.several_title()),
                                         .below = model.about,
                                         .width = 620});
  ui::Rect& flow = sheet.flow;
  sheet_notice(ui, flow, frame);
  if (!model.changes && !frame.problem && frame.there) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.several_reading(), 0);
  }
  if (model.changes && model.changes->empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.several_none(), 0);
  }
  if (model.changes) {
    for (const SeveralChange& one : *model.changes) draw_change(ui, flow, frame, model.zone, one);
  }
  ui::end_sheet(ui, sheet);
  return sheet.closed ? HistoryIntent::kClose : HistoryIntent::kNone;
}

}  // namespace alcove::screens::desk
