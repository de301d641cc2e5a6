// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/picks.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "shared/api/meeting_record.h"
#include "shared/rules/typed_time.h"

namespace alcove::screens::desk {
namespace {

PickWords room_words(text::Language language) {
  const text::BookingMessages say(language);
  return {"room", say.book_room(), say.book_no_room()};
}

PickWords leader_words(text::Language language) {
  const text::MeetingsMessages say(language);
  return {"leader", say.leading_lead(), say.leading_choose()};
}

PickWords with_words(text::Language language) {
  const text::MeetingsMessages say(language);
  return {"with", say.leading_with(), say.leading_nobody()};
}

std::string helper_names(const Team& team) {
  std::string names;
  for (std::size_t i = 1; i < team.chosen.size(); ++i) {
    const auto index = index_of(team.clinicians, std::optional(team.chosen[i]));
    if (!index) continue;
    if (!names.empty()) names += ", ";
    names += team.clinicians[*index].display_name;
  }
  return names;
}

// Whoever is chosen leads; who led before does not come any more, unless ticked.
void choose_who_leads(ui::Ui& ui, const SheetFrame& frame, Team& team) {
  std::optional<StaffId> now;
  if (!team.chosen.empty()) now = team.chosen.front();
  const auto chosen = pick_one(ui, frame, team.leader, leader_words(frame.language),
                               names_of(team.clinicians), index_of(team.clinicians, now));
  if (!chosen) return;
  const StaffId id = team.clinicians[*chosen].id;
  if (!team.chosen.empty()) team.chosen.erase(team.chosen.begin());
  std::erase(team.chosen, id);
  team.chosen.insert(team.chosen.begin(), id);
}

// A tick for each who could help: everybody but who leads.
void choose_helpers(ui::Ui& ui, const SheetFrame& frame, Team& team) {
  if (!team.with.open) return;
  const text::MeetingsMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "with_done",
                                 .label = std::string(say.leading_with_done()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "with_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.leading_with()),
                                         .width = 460,
                                         .foot = foot});
  const bool full = team.chosen.size() >= api::appointments::kMaxMeetingClinicians;
  for (const api::staff::Member& one : team.clinicians) {
    if (!team.chosen.empty() && team.chosen.front() == one.id) continue;
    const auto found = std::find(team.chosen.begin(), team.chosen.end(), one.id);
    bool ticked = found != team.chosen.end();
    if (!ui::tick_row(ui, sheet.flow,
                      {.name = "with_" + one.id.text(),
                       .label = one.display_name,
                       .enabled = !team.chosen.empty() && (ticked || !full)},
                      ticked)) {
      continue;
    }
    if (ticked) {
      team.chosen.push_back(one.id);
    } else {
      team.chosen.erase(found);
    }
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed || sheet.pressed) team.with.open = false;
}

}  // namespace

void pick_field(ui::Ui& ui, ui::Rect& flow, Pick& pick, const PickWords& words,
                const std::string& value) {
  if (ui::labelled_select(ui, flow, words.label,
                          {.name = words.name, .value = value, .placeholder = words.placeholder})) {
    pick.open = true;
  }
}

std::optional<std::size_t> pick_one(ui::Ui& ui, const SheetFrame& frame, Pick& pick,
                                    const PickWords& words, const std::vector<std::string>& names,
                                    std::optional<std::size_t> current) {
  if (!pick.open) return std::nullopt;
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = words.name + "_choice",
                       .language = frame.language,
                       .title = std::string(words.label),
                       .options = names,
                       .current = current,
                       .when_empty = text::BookingMessages(frame.language).book_none_yet()});
  if (answer.closed || answer.chosen) pick.open = false;
  return answer.chosen;
}

void pick_day_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Pick& pick,
                    const PickWords& words, LocalDate day) {
  const bool was_open = pick.open;
  pick_field(ui, flow, pick, words, day.ok() ? text::full_date(frame.language, day) : "");
  if (pick.open && !was_open) pick.month = {day.year(), day.month()};
}

bool pick_day(ui::Ui& ui, const SheetFrame& frame, Pick& pick, const PickWords& words,
              const DayBounds& bounds, LocalDate& day) {
  if (!pick.open) return false;
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = words.name + "_calendar",
                                         .language = frame.language,
                                         .title = std::string(words.label),
                                         .width = 460});
  const auto chosen = ui::calendar(ui, sheet.flow,
                                   {.name = words.name + "_date",
                                    .language = frame.language,
                                    .chosen = day,
                                    .today = bounds.today,
                                    .first = bounds.first,
                                    .last = bounds.last},
                                   pick.month);
  ui::end_sheet(ui, sheet);
  if (chosen) day = *chosen;
  if (chosen || sheet.closed) pick.open = false;
  return chosen.has_value();
}

void pick_room_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Pick& pick,
                     const std::vector<api::clinic_setup::Room>& rooms,
                     const std::optional<RoomId>& room) {
  pick_field(ui, flow, pick, room_words(frame.language), name_in(rooms, room));
}

void pick_room(ui::Ui& ui, const SheetFrame& frame, Pick& pick,
               const std::vector<api::clinic_setup::Room>& rooms, std::optional<RoomId>& room) {
  const PickWords words = room_words(frame.language);
  std::vector<std::string> names = names_of(rooms);
  names.insert(names.begin(), std::string(words.placeholder));
  const auto now = index_of(rooms, room);
  const auto chosen = pick_one(ui, frame, pick, words, names, now ? *now + 1 : 0);
  if (chosen == 0) room.reset();
  if (chosen && *chosen > 0) room = rooms[*chosen - 1].id;
}

void team_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Team& team) {
  std::optional<StaffId> lead;
  if (!team.chosen.empty()) lead = team.chosen.front();
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        pick_field(ui, place, team.leader, leader_words(frame.language),
                   name_in(team.clinicians, lead));
      },
      [&](ui::Rect& place) {
        pick_field(ui, place, team.with, with_words(frame.language), helper_names(team));
      });
}

void team_choices(ui::Ui& ui, const SheetFrame& frame, Team& team) {
  choose_who_leads(ui, frame, team);
  choose_helpers(ui, frame, team);
}

void say_against(ui::Ui& ui, ui::Rect& flow, Against& against, std::string_view field) {
  if (against.words.empty() || against.field != field) return;
  const ui::Rect top = flow;
  flow.cut_top(ui::notice(ui, {.name = "against",
                               .rect = flow,
                               .text = against.words,
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
  if (!std::exchange(against.seen, true)) {
    ui.keep_visible({top.x, top.y, top.width, flow.y - top.y});
  }
  flow.cut_top(ui.theme().gap());
}

void say_refused(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Against& against) {
  SheetFrame said = frame;
  if (!against.words.empty()) said.problem.reset();
  sheet_notice(ui, flow, said);
  say_against(ui, flow, against, "");
}

std::string still_missing(text::Language language, std::span<const Needed> all) {
  std::string what;
  for (const Needed& one : all) {
    if (one.missing) what += (what.empty() ? "" : ", ") + std::string(one.label);
  }
  return what.empty() ? what : text::GroupsMessages(language).group_form_missing(what);
}

std::optional<std::int64_t> typed_number(const std::string& typed, std::int64_t least,
                                         std::int64_t most) {
  std::int64_t value = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stop, problem] = std::from_chars(typed.data(), end, value);
  if (problem != std::errc() || stop != end || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<std::int64_t> typed_length(const std::string& typed) {
  const auto value = typed_number(typed, rules::kMinDuration.count(), rules::kMaxDuration.count());
  return value && *value % rules::kBookingStep.count() == 0 ? value : std::nullopt;
}

std::optional<std::int64_t> typed_start(const std::string& typed) {
  const auto minute = rules::read_typed_time(typed);
  if (!minute || minute->count() % rules::kBookingStep.count() != 0) return std::nullopt;
  return minute->count();
}

}  // namespace alcove::screens::desk
