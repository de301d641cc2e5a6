// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/panel_pills.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using State = AppointmentState;
using api::appointments::Appointment;

struct NamedSaying {
  std::string name;
  Saying saying;
  ui::Icon icon = ui::Icon::kNone;
};

// Pills from left to right, on as many rows as they need.
void pill_row(ui::Ui& ui, ui::Rect& flow, const std::vector<NamedSaying>& all) {
  const float gap = ui.theme().gap_small();
  float x = flow.x;
  float y = flow.y;
  float height = 0;
  for (const auto& [name, saying, icon] : all) {
    const ui::Size size = ui::pill_size(ui, saying.words, icon);
    if (x > flow.x && x + size.width > flow.right()) {
      x = flow.x;
      y += height + gap;
    }
    height = size.height;
    const ui::Rect drawn = ui::pill(ui, {.name = name,
                                         .at = {x, y},
                                         .label = saying.words,
                                         .tone = saying.tone,
                                         .icon = icon,
                                         .max_width = flow.width});
    x = drawn.right() + gap;
  }
  flow.cut_top(y + height - flow.y);
}

ui::Icon taken_icon(api::resources::ResourceKind kind) {
  return kind == api::resources::ResourceKind::kInterpreter ? ui::Icon::kSpeak : ui::Icon::kNone;
}

void add_takes(std::vector<NamedSaying>& pills, text::Language language,
               const std::vector<api::resources::TakenResource>& takes) {
  for (std::size_t i = 0; i < takes.size(); ++i) {
    pills.push_back({"panel_takes_" + std::to_string(i),
                     {taken_words(language, takes[i]), ui::Tone::kNote},
                     taken_icon(takes[i].kind)});
  }
}

// What the panel says further down is not said up here.
bool belongs_into_head(Flag flag) {
  return flag == Flag::kAlert || flag == Flag::kHelpAsked || flag == Flag::kTimeShifted ||
         flag == Flag::kInterpreter;
}

std::vector<NamedSaying> pills_of(const PanelFrame& frame, const BoardRow& row) {
  const text::DeskMessages say(frame.language);
  std::vector<NamedSaying> pills;
  Saying state = say_state(frame.language, row, frame.now);
  if (row.appointment.arrived_at) {
    const LocalDateTime arrived = frame.zone->to_local(*row.appointment.arrived_at);
    const std::string time = text::clock_time(frame.language, arrived);
    const auto late = minutes_late(row);
    const std::string words =
        late ? say.panel_arrived_late({.count = *late, .time = time}) : say.panel_arrived_at(time);
    if (row.appointment.state == State::kArrived) {
      state.words = words;
    } else {
      pills.push_back({"panel_arrived", {words}});
    }
  }
  pills.insert(pills.begin(), NamedSaying{"panel_state", state});
  const std::string start = text::clock_time(frame.language, clock_start(row.appointment));
  const std::string visit =
      row.room_name.empty()
          ? say.panel_visit_at({.time = start, .name = row.clinician_name})
          : say.panel_visit_in({.time = start, .name = row.clinician_name, .room = row.room_name});
  pills.push_back({"panel_visit", {visit}});
  const api::appointments::Modality modality = row.appointment.modality;
  if (api::appointments::is_telehealth(modality)) {
    pills.push_back({"panel_modality",
                     {std::string(modality_word(frame.language, modality)), ui::Tone::kNote},
                     modality_icon(modality)});
  }
  add_takes(pills, frame.language, row.resources);
  if (row.repeats) {
    pills.push_back(
        {"panel_repeats", {repeat_words(frame.language, *row.repeats)}, ui::Icon::kRepeat});
  }
  for (std::size_t i = 0; i < frame.at_once.size(); ++i) {
    pills.push_back({"panel_at_once_" + std::to_string(i),
                     {say.panel_at_once(frame.at_once[i]), ui::Tone::kCare}});
  }
  if (row.appointment.queue_token) {
    pills.push_back({"panel_number", {say.panel_number(*row.appointment.queue_token)}});
  }
  for (std::size_t i = 0; i < row.flags.size(); ++i) {
    if (!belongs_into_head(row.flags[i])) continue;
    const Saying said = say_flag(frame.language, row, row.flags[i]);
    pills.push_back({"panel_flag_" + std::to_string(i), said, said.icon});
  }
  return pills;
}

}  // namespace

void takes_pills(ui::Ui& ui, ui::Rect& flow, text::Language language,
                 const std::vector<api::resources::TakenResource>& takes) {
  std::vector<NamedSaying> pills;
  add_takes(pills, language, takes);
  pill_row(ui, flow, pills);
}

std::vector<std::string> visits_at_once(text::Language language, const std::vector<BoardRow>& rows,
                                        const BoardRow& row) {
  const Appointment& at = row.appointment;
  const auto end = [](const Appointment& one) {
    return one.start + std::chrono::minutes(one.minutes);
  };
  std::vector<const BoardRow*> others;
  for (const BoardRow& one : rows) {
    const Appointment& other = one.appointment;
    if (other.id == at.id || other.clinician != at.clinician) continue;
    if (other.meeting && other.meeting == at.meeting) continue;
    if (!rules::holds_time(other.state) || !rules::holds_time(at.state)) continue;
    if (other.start < end(at) && at.start < end(other)) others.push_back(&one);
  }
  std::ranges::stable_sort(others, {}, [](const BoardRow* one) { return one->appointment.start; });
  std::vector<std::string> words;
  for (const BoardRow* const one : others) {
    words.push_back(text::clock_time(language, clock_start(one->appointment)) + ", " +
                    spoken_name(one->client_name));
  }
  return words;
}

void head_pills(ui::Ui& ui, ui::Rect& flow, const PanelFrame& frame, const BoardRow& row) {
  pill_row(ui, flow, pills_of(frame, row));
}

}  // namespace alcove::screens::desk
