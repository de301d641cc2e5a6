// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/button.h"

// The rows of the day.
namespace alcove::screens::desk {
namespace {

constexpr float kLeastPill = 72;    // points at 100 %: a shortened word below that says nothing
constexpr float kWideEnough = 760;  // points at 100 %: from here on there are columns

struct Columns {
  bool wide = true;
  float time = 0;
  float client = 0;
  float clinician = 0;
  float room = 0;
};

const ui::TextLook kTimeLook{.style = ui::TextStyle::kBodyStrong, .figures = ui::Figures::kEqual};

Columns columns_of(const ui::Ui& ui, float width, text::Language language) {
  const ui::Theme& theme = ui.theme();
  Columns out;
  out.wide = width >= kWideEnough * theme.scale();
  // The longest time of day, so that the column stands still from day to day.
  constexpr LocalDateTime kLongest{std::chrono::hours(22)};
  const float longest = ui::text_width(ui, kTimeLook, text::clock_time(language, kLongest));
  out.time = std::max(theme.px(74), std::ceil(longest) + theme.gap());
  if (!out.wide) return out;
  const float rest = width - 2 * theme.px(18) - out.time;
  out.client = std::round(rest * 0.31F);
  out.clinician = std::round(rest * 0.19F);
  out.room = std::round(rest * 0.11F);
  return out;
}

void header(ui::Ui& ui, ui::Rect row, const Columns& columns, const text::DeskMessages& say) {
  const ui::TextLook look{.style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kTextSoft};
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  row = row.inset(ui.theme().px(18), 0);
  ui::text_line(ui, row.cut_left(columns.time), look, say.desk_column_time());
  ui::text_line(ui, row.cut_left(columns.client), look, say.desk_column_client());
  ui::text_line(ui, row.cut_left(columns.clinician), look, say.desk_column_clinician());
  ui::text_line(ui, row.cut_left(columns.room), look, say.desk_column_room());
  ui::text_line(ui, row, look, say.desk_column_state());
}

std::string below_name(const DayBoardModel& model, std::size_t index, bool wide) {
  const text::DeskMessages say(model.language);
  const BoardRow& row = model.rows[index];
  std::string words = say.desk_service_minutes(
      {.service = row.service_name, .minutes = std::to_string(row.appointment.minutes)});
  if (!wide) {
    words += " · " + row.clinician_name;
    if (!row.room_name.empty()) words += " · " + row.room_name;
  }
  if (index < model.like.size() && model.like[index]) {
    words = say.desk_like_row({.number = std::to_string(row.record_number),
                               .date = text::full_date(model.language, row.birth_date)});
  }
  if (api::appointments::is_telehealth(row.appointment.modality)) {
    words = std::string(modality_word(model.language, row.appointment.modality)) + " · " + words;
  }
  const std::string takes = taken_line(model.language, row.resources);
  if (!takes.empty()) words = takes + " · " + words;  // first: the end is cut where it is narrow
  return after_clock_change(model.language, row.appointment, std::move(words));
}

// State and flags as pills beside each other, as many as there is room for.
void pills(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model, const BoardRow& row) {
  const text::DeskMessages say(model.language);
  const std::string id = row.appointment.id.text();
  Saying state = say_state(model.language, row, model.now);
  // How long before it was cancelled stands in the panel; where there is no room it stands there
  // alone.
  if (ui::pill_size(ui, state.words, ui::Icon::kNone).width > place.width) {
    state.words = state_word(model.language, row.appointment.state);
  }
  const float gap = ui.theme().px(6);
  const float height = ui::pill_size(ui, state.words, ui::Icon::kNone).height;
  const float y = place.y + std::round((place.height - height) / 2);
  const ui::Rect first = ui::pill(ui, {.name = "state_" + id,
                                       .at = {place.x, y},
                                       .label = state.words,
                                       .tone = state.tone,
                                       .max_width = place.width});
  // What was moved away or never was has nothing to be looked after: that is in the other row.
  if (row.appointment.state == AppointmentState::kRescheduled ||
      row.appointment.state == AppointmentState::kEnteredInError) {
    return;
  }
  float x = first.right() + gap;
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  std::vector<Saying> flags = flags_of(model.language, row);
  std::erase_if(flags, [](const Saying& one) { return !one.shorter.empty(); });  // said below
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const Saying& flag = flags[i];
    const std::size_t after = flags.size() - i - 1;
    const float more =
        after == 0 ? 0 : gap + ui::text_width(ui, soft, say.flag_more(std::to_string(after))) + 1;
    const float wanted = ui::pill_size(ui, flag.words, flag.icon).width;
    const float room = place.right() - x - more;
    // The most pressing one is told in any case, if shortened.
    if (wanted > room && (i > 0 || room < ui.theme().px(kLeastPill))) {
      ui::text_line(ui, {x, place.y, place.right() - x, place.height}, soft,
                    say.flag_more(std::to_string(after + 1)), ui::WhenLong::kShorten);
      return;
    }
    const ui::Rect drawn = ui::pill(ui, {.name = "flag_" + std::to_string(i) + "_" + id,
                                         .at = {x, y},
                                         .label = flag.words,
                                         .tone = flag.tone,
                                         .icon = flag.icon,
                                         .max_width = room});
    x = drawn.right() + gap;
  }
}

const BoardRow* visit_of(const DayBoardModel& model, const BoardEntry& entry) {
  return entry.meeting == nullptr ? &model.rows[entry.row] : nullptr;
}

// `row` is the visit that stands there, none for a session.
void name_and_below(ui::Ui& ui, ui::Rect place, std::string_view title, const std::string& below,
                    const BoardRow* row) {
  const float name = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float second = ui::line_height(ui, ui::TextStyle::kSecond);
  const float height = below.empty() ? name : name + second - ui.theme().px(4);
  place = place.middle(place.width, std::min(place.height, height));
  ui::text_line(ui, place.cut_top(name - ui.theme().px(2)), {.style = ui::TextStyle::kBodyStrong},
                title, ui::WhenLong::kShorten);
  if (below.empty()) return;
  if (row != nullptr) repeat_mark(ui, place, *row, "row_repeats_");
  ui::text_line(ui, place, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, below,
                ui::WhenLong::kShorten);
}

// What a row says, whatever it is of. Of a place in a session the time and who leads stand above.
struct Said {
  std::string time{};
  std::string title{};
  std::string below{};
  std::string clinician{};
  std::string room{};
};

Said said_of(const DayBoardModel& model, const BoardEntry& entry, bool wide) {
  if (entry.meeting != nullptr) {
    const MeetingCard& card = *entry.meeting;
    Said said{.time = text::clock_time(model.language, clock_start(card.meeting)),
              .title = meeting_title(model.language, card),
              .below = text::DeskMessages(model.language)
                           .desk_service_minutes({.service = card.service_name,
                                                  .minutes = std::to_string(card.meeting.minutes)}),
              .clinician = leaders(model.language, card),
              .room = card.room_name};
    if (!wide) said.below += " · " + said.clinician;
    if (!wide && !said.room.empty()) said.below += " · " + said.room;
    const std::string takes = taken_line(model.language, card.resources);
    if (!takes.empty()) said.below = takes + " · " + said.below;
    said.below = after_clock_change(model.language, card.meeting, std::move(said.below));
    return said;
  }
  const BoardRow& row = model.rows[entry.row];
  if (entry.in_meeting) {
    Said said{.title = place_name(model.language, row)};
    const bool like = entry.row < model.like.size() && model.like[entry.row];
    if (like) said.below = below_name(model, entry.row, wide);
    return said;
  }
  return {.time = text::clock_time(model.language, clock_start(row.appointment)),
          .title = row.client_name,
          .below = below_name(model, entry.row, wide),
          .clinician = row.clinician_name,
          .room = row.room_name};
}

void entry_pills(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model,
                 const BoardEntry& entry) {
  if (entry.meeting == nullptr) return pills(ui, place, model, model.rows[entry.row]);
  const Saying saying = say_meeting(model.language, *entry.meeting);
  const float height = ui::pill_size(ui, saying.words, ui::Icon::kPeople).height;
  ui::pill(ui, {.name = "here_" + entry.meeting->meeting.id.text(),
                .at = {place.x, place.y + std::round((place.height - height) / 2)},
                .label = saying.words,
                .tone = saying.tone,
                .icon = ui::Icon::kPeople,
                .max_width = place.width});
}

void wide_content(ui::Ui& ui, const ui::Rect& row_rect, const Columns& columns,
                  const DayBoardModel& model, const BoardEntry& entry) {
  const Said said = said_of(model, entry, true);
  const float gap = ui.theme().gap_small();
  ui::Rect rest = row_rect.inset(ui.theme().px(18), 0);
  ui::text_line(ui, rest.cut_left(columns.time), kTimeLook, said.time, ui::WhenLong::kShorten);
  ui::Rect client = rest.cut_left(columns.client);
  client.cut_right(gap);
  if (entry.in_meeting) client.cut_left(ui.theme().gap());
  name_and_below(ui, client, said.title, said.below, visit_of(model, entry));
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::Rect clinician = rest.cut_left(columns.clinician);
  clinician.cut_right(gap);
  ui::text_line(ui, clinician, soft, said.clinician, ui::WhenLong::kShorten);
  ui::Rect room = rest.cut_left(columns.room);
  room.cut_right(gap);
  if (!said.room.empty()) ui::text_line(ui, room, soft, said.room, ui::WhenLong::kShorten);
  entry_pills(ui, rest, model, entry);
}

void narrow_content(ui::Ui& ui, const ui::Rect& row_rect, const Columns& columns,
                    const DayBoardModel& model, const BoardEntry& entry) {
  const Said said = said_of(model, entry, false);
  ui::Rect rest = row_rect.inset(ui.theme().px(14), ui.theme().px(6));
  ui::text_line(ui, ui::Rect(rest.cut_left(columns.time)).middle(columns.time, rest.height),
                kTimeLook, said.time, ui::WhenLong::kShorten);
  rest.cut_left(ui.theme().gap_small());
  const float pill = ui::pill_size(ui, "x", ui::Icon::kNone).height;
  entry_pills(ui, rest.cut_bottom(pill), model, entry);
  name_and_below(ui, rest, said.title, said.below, visit_of(model, entry));
}

float row_height(const ui::Ui& ui, const Columns& columns) {
  const ui::Theme& theme = ui.theme();
  if (columns.wide) return theme.px(58);
  return ui::line_height(ui, ui::TextStyle::kBodyStrong) +
         ui::line_height(ui, ui::TextStyle::kSecond) +
         ui::pill_size(ui, "x", ui::Icon::kNone).height + theme.px(16);
}

void clinician_heading(ui::Ui& ui, ui::Rect row, std::string_view name) {
  ui::fill(ui, row, ui::Ink::kPaper);
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  ui::text_line(ui, row.inset(ui.theme().px(18), 0), {.style = ui::TextStyle::kSecondStrong}, name,
                ui::WhenLong::kShorten);
}

// Returns how high they are, with room around them.
float empty_words(ui::Ui& ui, const ui::Rect& area, const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  ui::Rect flow = area.inset(ui.theme().px(24));
  flow.height = 100'000;
  if (!model.read) {
    std::string_view words = model.connection.there ? say.desk_reading() : say.desk_away_no_day();
    if (model.connection.there && model.problem) words = say.desk_not_read();
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, words,
                     0);
    return flow.y - area.y + ui.theme().px(24);
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.desk_empty_title(),
                   ui.theme().gap_tiny());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   model.may == May::kLook ? say.panel_only_looks() : say.desk_empty_text(), 0);
  return flow.y - area.y + ui.theme().px(24);
}

// Goes on until the row is seen: how far the list reaches is known a frame after it was drawn.
void bring_into_view(ui::Ui& ui, const ui::Rect& row, DayBoardModel& model) {
  const ui::Rect seen = row.shared_with(ui.clip());
  if (seen.height >= row.height || ui.input().wheel_rows != 0) {
    model.bring_into_view.reset();
    model.meeting_into_view.reset();
    return;
  }
  ui.keep_visible(row);
}

bool is_wanted(const DayBoardModel& model, const BoardEntry& entry) {
  return entry.meeting != nullptr ? model.meeting_into_view == entry.meeting->meeting.id
                                  : model.bring_into_view == model.rows[entry.row].appointment.id;
}

// Of a session with the places below it, as far as there is room.
ui::Rect with_places(ui::Rect row, const ui::Rect& seen, const DayBoardModel& model,
                     const BoardEntry& entry) {
  if (entry.meeting == nullptr) return row;
  const auto places = static_cast<float>(places_in(model, entry.meeting->meeting.id).size());
  row.height = std::max(row.height, std::min(row.height * (1 + places), seen.height - row.height));
  return row;
}

// The row itself, which a press chooses; one more press on a session closes it.
BoardIntent entry_row(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model,
                      const BoardEntry& entry) {
  if (entry.meeting != nullptr) {
    const MeetingId id = entry.meeting->meeting.id;
    const bool selected = model.selected_meeting == id;
    const ui::Reaction reaction =
        ui::list_row(ui, {.name = "meeting_" + id.text(),
                          .rect = place,
                          .value = meeting_title(model.language, *entry.meeting),
                          .selected = selected});
    if (!reaction.clicked) return {};
    if (selected) return {.what = BoardIntent::What::kUnselect};
    return {.what = BoardIntent::What::kSelectMeeting, .meeting = id};
  }
  const BoardRow& row = model.rows[entry.row];
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = "row_" + row.appointment.id.text(),
                        .rect = place,
                        .value = row.client_name,
                        .selected = model.selected == row.appointment.id});
  if (!reaction.clicked) return {};
  return {.what = BoardIntent::What::kSelect, .appointment = row.appointment.id};
}

BoardIntent draw_rows(ui::Ui& ui, ui::Rect& flow, const Columns& columns, DayBoardModel& model) {
  const float height = row_height(ui, columns);
  const ui::Rect seen = ui.clip();
  BoardIntent intent;
  std::string_view clinician;
  for (const BoardEntry& entry : entries_of(model)) {
    if (model.view == BoardView::kByClinician && entry.clinician != clinician) {
      clinician = entry.clinician;
      clinician_heading(ui, flow.cut_top(ui.theme().px(36)), clinician);
    }
    const ui::Rect place = flow.cut_top(height);
    const BoardIntent pressed = entry_row(ui, place, model, entry);
    if (pressed.what != BoardIntent::What::kNone) intent = pressed;
    if (!place.shared_with(seen).empty()) {
      columns.wide ? wide_content(ui, place, columns, model, entry)
                   : narrow_content(ui, place, columns, model, entry);
    }
    ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
    if (is_wanted(model, entry)) {
      follow_with_focus(ui, model, entry);
      bring_into_view(ui, with_places(place, seen, model, entry), model);
    }
  }
  return intent;
}

float rows_height(const ui::Ui& ui, const Columns& columns, const DayBoardModel& model) {
  float height = 0;
  std::string_view clinician;
  for (const BoardEntry& entry : entries_of(model)) {
    height += row_height(ui, columns);
    if (model.view != BoardView::kByClinician || entry.clinician == clinician) continue;
    clinician = entry.clinician;
    height += ui.theme().px(36);
  }
  return height;
}

bool nothing_to_show(const DayBoardModel& model) {
  return !model.read || (model.rows.empty() && model.meetings.empty());
}

}  // namespace

BoardIntent draw_list(ui::Ui& ui, const ui::Rect& area, DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  const Columns columns = columns_of(ui, area.width, model.language);
  ui::card(ui, area);
  ui::Rect inner = area.inset(1);
  const bool empty = nothing_to_show(model);
  if (columns.wide && !empty) header(ui, inner.cut_top(ui.theme().px(44)), columns, say);
  inner.cut_bottom(ui.theme().px(6));
  const ui::Rect content = ui.begin_scroll("day_list_rows", inner);
  ui::Rect flow{content.x, content.y, content.width, 100'000};
  BoardIntent intent;
  if (empty) {
    flow.cut_top(empty_words(ui, flow, model));
  } else {
    intent = draw_rows(ui, flow, columns, model);
  }
  ui.end_scroll(flow.y - content.y);
  return intent;
}

BoardIntent draw_list_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model) {
  const Columns columns = columns_of(ui, flow.width, model.language);
  const bool empty = nothing_to_show(model);
  const float height =
      empty ? ui.theme().px(190) : rows_height(ui, columns, model) + 2 * ui.theme().px(6);
  const ui::Rect area{flow.x, flow.y, flow.width, height};
  ui::card(ui, area);
  if (empty) {
    flow.cut_top(std::max(height, empty_words(ui, area, model)));
    return {};
  }
  ui::Rect inner = area.inset(1, ui.theme().px(6));
  inner.height = 100'000;
  const BoardIntent intent = draw_rows(ui, inner, columns, model);
  flow.cut_top(height);
  return intent;
}

}  // namespace alcove::screens::desk
