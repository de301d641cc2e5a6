// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/board_entries.h"

#include <algorithm>

namespace alcove::screens::desk {
namespace {

UtcTime start_of(const DayBoardModel& model, const BoardEntry& entry) {
  return entry.meeting != nullptr ? entry.meeting->meeting.start_time
                                  : model.rows[entry.row].appointment.start_time;
}

std::string_view leader_of(const MeetingCard& card) {
  return card.meeting.clinicians.empty() ? std::string_view()
                                         : std::string_view(card.meeting.clinicians.front().name);
}

bool is_open(const DayBoardModel& model, const MeetingCard& card) {
  if (model.selected_meeting == card.meeting.id) return true;
  const BoardRow* const chosen = model.chosen();
  return chosen != nullptr && chosen->appointment.meeting == card.meeting.id;
}

}  // namespace

std::vector<std::size_t> places_in(const DayBoardModel& model, const MeetingId& meeting) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    const api::appointments::Appointment& at = model.rows[i].appointment;
    // What it was moved from on the same day is in the visit's own history.
    if (at.meeting == meeting && at.state != AppointmentState::kRescheduled) places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return model.rows[a].client_name < model.rows[b].client_name;
  });
  return places;
}

std::vector<BoardEntry> entries_of(const DayBoardModel& model) {
  std::vector<BoardEntry> heads;
  for (const MeetingCard& card : model.meetings) {
    heads.push_back({.meeting = &card, .clinician = leader_of(card)});
  }
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    if (find_card(model.meetings, model.rows[i].appointment.meeting) != nullptr) continue;
    heads.push_back({.row = i, .clinician = model.rows[i].clinician_name});
  }
  std::stable_sort(heads.begin(), heads.end(), [&](const BoardEntry& a, const BoardEntry& b) {
    return start_of(model, a) < start_of(model, b);
  });
  if (model.view == BoardView::kByClinician) {
    std::stable_sort(heads.begin(), heads.end(), [](const BoardEntry& a, const BoardEntry& b) {
      return a.clinician < b.clinician;
    });
  }
  std::vector<BoardEntry> entries;
  for (const BoardEntry& head : heads) {
    entries.push_back(head);
    if (head.meeting == nullptr || !is_open(model, *head.meeting)) continue;
    for (const std::size_t place : places_in(model, head.meeting->meeting.id)) {
      entries.push_back({.row = place, .in_meeting = true, .clinician = head.clinician});
    }
  }
  return entries;
}

void follow_with_focus(ui::Ui& ui, const DayBoardModel& model, const BoardEntry& entry) {
  if (entry.meeting != nullptr || !ui.focused().starts_with("row_")) return;
  const AppointmentId& id = model.rows[entry.row].appointment.id;
  if (model.selected == id) ui.focus("row_" + id.text());
}

}  // namespace alcove::screens::desk
