// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/chart_lists.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "kiosk/screens/room/room_bar.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/wrap_table.h"
#include "shared/api/clock_start.h"

namespace alcove::screens::room {
namespace {

constexpr std::size_t kAskAhead = 12;  // rows before the end at which more is asked for

// Rows of one height, of which those in view are drawn; the neighbours too, so that the focus can
// go on to them. Returns true when the end is near.
struct Rows {
  std::string name;
  std::size_t count = 0;
  float height = 0;
};
bool draw_rows(ui::Ui& ui, const ui::Rect& area, const Rows& rows, RowsInView& seen,
               const std::function<void(std::size_t, const ui::Rect&)>& draw_row) {
  const ui::Rect content = ui.begin_scroll(rows.name, area);
  const float above = std::max(0.0F, (area.y - content.y) / rows.height - 1);
  const auto first = static_cast<std::size_t>(std::floor(above));
  const auto in_view = static_cast<std::size_t>(std::ceil(area.height / rows.height)) + 3;
  const std::size_t end = std::min(rows.count, first + in_view);
  for (std::size_t i = std::min(first, end); i < end; ++i) {
    draw_row(i, {content.x, content.y + static_cast<float>(i) * rows.height, content.width,
                 rows.height});
  }
  ui.end_scroll(static_cast<float>(rows.count) * rows.height);
  seen = {std::min(first, end), end};
  return end + kAskAhead >= rows.count;
}

class Lists {
 public:
  Lists(ui::Ui& ui, text::Language language, SideModel& model)
      : ui_(ui), language_(language), say_(language), model_(model) {}

  SideIntent draw(ui::Rect area);

 private:
  void notes(const ui::Rect& area);
  void note(std::size_t index, const ui::Rect& place);
  void appointments(const ui::Rect& area);
  void appointment(std::size_t index, const ui::Rect& place);
  std::string note_words(const api::notes::NoteLine& line) const;

  ui::Ui& ui_;
  text::Language language_;
  const text::RoomMessages say_;
  SideModel& model_;
  SideIntent intent_;
};

std::string Lists::note_words(const api::notes::NoteLine& line) const {
  // The credential gives way to the addenda: it stands under the note itself.
  const std::string name =
      line.addenda > 0 ? line.author_name : with_credential(line.author_name, line.credential);
  std::string out =
      line.state == api::notes::NoteState::kSigned
          ? say_.room_note_signed_by({.format = format_word(line.format), .name = name})
          : say_.room_note_draft_by({.format = format_word(line.format), .name = name});
  if (line.addendum_in_draft) out += ", " + std::string(say_.room_note_addendum_draft());
  if (line.addenda > 0) out += ", " + say_.room_note_addenda(line.addenda);
  return out;
}

void Lists::note(std::size_t index, const ui::Rect& place) {
  const ui::Theme& theme = ui_.theme();
  const api::notes::NoteLine& line = model_.notes[index];
  if (index > 0) ui::divider(ui_, place.inset(theme.px(10), 0));
  const ui::Reaction reaction = ui::list_row(ui_, {.name = "note_" + std::to_string(index),
                                                   .rect = place,
                                                   .value = format_date(date_of(line.visit_start)),
                                                   .selected = model_.open_note == line.note});
  if (reaction.clicked) intent_ = {SideAct::kOpenNote, index};
  if (reaction.focused && ui_.focus_is_new()) ui_.keep_visible(place);
  ui::Rect flow = place.inset(theme.px(10), theme.px(8));
  ui::Rect title = flow.cut_top(ui::line_height(ui_, ui::TextStyle::kBodyStrong));
  const std::string date = date_words(language_, date_of(line.visit_start), model_.today);
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  ui::text_line(ui_, title.cut_left(ui::text_width(ui_, strong, date) + 1), strong, date);
  title.cut_left(theme.gap_small());
  ui::text_line(
      ui_, title,
      {.style = ui::TextStyle::kSecond,
       .ink = line.state == api::notes::NoteState::kSigned ? ui::Ink::kTextSoft : ui::Ink::kCare},
      note_words(line), ui::WhenLong::kShorten);
  const bool here = model_.writing && model_.writing->note == line.note;
  const std::string_view begins = here ? model_.writing->begins : line.preview;
  const bool blank = begins.empty() && line.state == api::notes::NoteState::kDraft;
  few_lines(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
            blank ? text::NoteMessages(language_).note_nothing_yet() : begins);
}

void Lists::notes(const ui::Rect& area) {
  if (model_.notes.empty()) {
    empty_words(ui_, area, model_.loaded ? say_.room_no_notes() : say_.room_loading(),
                model_.loaded ? say_.room_no_notes_hint() : std::string_view());
    return;
  }
  const float height = ui::line_height(ui_, ui::TextStyle::kBodyStrong) +
                       2 * ui::line_height(ui_, ui::TextStyle::kSecond) + ui_.theme().px(16);
  const bool near_end =
      draw_rows(ui_, area, {"notes", model_.notes.size(), height}, model_.notes_in_view,
                [this](std::size_t index, const ui::Rect& place) { note(index, place); });
  if (near_end && model_.more_notes && intent_.act == SideAct::kNone) {
    intent_.act = SideAct::kMoreNotes;
  }
}

void Lists::appointment(std::size_t index, const ui::Rect& place) {
  const ui::Theme& theme = ui_.theme();
  const api::appointments::BoardRow& row = model_.appointments[index];
  if (index > 0) ui::divider(ui_, place.inset(theme.px(10), 0));
  ui_.present({.name = "appointment_" + std::to_string(index),
               .kind = ui::WidgetKind::kStatus,
               .rect = place,
               .value = format_local(row.appointment.start)});
  ui::Rect flow = place.inset(theme.px(10), theme.px(8));
  ui::Rect title = flow.cut_top(ui::line_height(ui_, ui::TextStyle::kBodyStrong));
  const Mark mark = mark_of(language_, row.appointment.state);
  const ui::TextLook state{
      .style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kTextSoft, .align = ui::Align::kRight};
  const float width = std::min(title.width * 0.5F, ui::text_width(ui_, state, mark.word) + 1);
  ui::text_line(ui_, title.cut_right(width), state, mark.word, ui::WhenLong::kShorten);
  title.cut_right(theme.gap_small());
  ui::text_line(
      ui_, title, {.style = ui::TextStyle::kBodyStrong},
      when_words(language_, api::appointments::clock_start(row.appointment), model_.today),
      ui::WhenLong::kShorten);
  ui::text_line(ui_, flow.cut_top(ui::line_height(ui_, ui::TextStyle::kSecond)),
                {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                row.service_name + " · " + row.clinician_name, ui::WhenLong::kShorten);
}

void Lists::appointments(const ui::Rect& area) {
  if (model_.appointments.empty()) {
    empty_words(ui_, area, model_.loaded ? say_.room_no_appointments() : say_.room_loading(), {});
    return;
  }
  const float height = ui::line_height(ui_, ui::TextStyle::kBodyStrong) +
                       ui::line_height(ui_, ui::TextStyle::kSecond) + ui_.theme().px(16);
  const bool near_end = draw_rows(
      ui_, area, {"appointments", model_.appointments.size(), height}, model_.appointments_in_view,
      [this](std::size_t index, const ui::Rect& place) { appointment(index, place); });
  if (near_end && model_.more_appointments && intent_.act == SideAct::kNone) {
    intent_.act = SideAct::kMoreAppointments;
  }
}

SideIntent Lists::draw(ui::Rect area) {
  const ui::Theme& theme = ui_.theme();
  ui::card(ui_, area);
  ui::Rect flow = area.inset(theme.px(18), theme.px(14));
  const ui::Segment all[] = {{"list_notes", say_.room_past_notes()},
                             {"list_appointments", say_.room_appointments()}};
  const auto chosen = ui::segments(ui_, flow.cut_top(ui::segments_height(ui_, flow.width, all)),
                                   all, static_cast<std::size_t>(model_.list));
  model_.list = static_cast<ChartList>(chosen);
  flow.cut_top(theme.gap_small());
  ui::divider(ui_, flow);
  flow = {flow.x - theme.px(10), flow.y + 1, flow.width + theme.px(20), flow.height - 1};
  switch (model_.list) {
    case ChartList::kNotes:
      notes(flow);
      break;
    case ChartList::kAppointments:
      appointments(flow);
      break;
  }
  return intent_;
}

}  // namespace

SideIntent draw_lists(ui::Ui& ui, ui::Rect area, text::Language language, SideModel& model) {
  return Lists(ui, language, model).draw(area);
}

void few_lines(ui::Ui& ui, ui::Rect box, const ui::TextLook& look, std::string_view text) {
  if (text.empty()) return;
  const float line = ui::line_height(ui, look.style);
  ui::WrapTable table;
  table.rebuild(text, box.width, ui::advance_of(ui, look.style));
  const auto fitting = std::max(1.0F, std::floor((box.height + 1) / line));
  const auto last = std::min(table.rows().size(), static_cast<std::size_t>(fitting)) - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const ui::WrapRow& row = table.rows()[i];
    std::string_view part = text.substr(row.begin, row.end - row.begin);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    ui::text_line(ui, box.cut_top(line), look, part);
  }
  ui::text_line(ui, box.cut_top(line), look, text.substr(table.rows()[last].begin),
                ui::WhenLong::kShorten);
}

}  // namespace alcove::screens::room
