// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/grid.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/select.h"

// What lies over the calendar: whose week it is, or which one of several that stand in one place.
namespace alcove::screens::desk {

using api::appointments::MeetingCard;
using api::appointments::MeetingId;

namespace {

GridIntent choose_whose(ui::Ui& ui, const GridFrame& frame, GridModel& model) {
  const std::vector<std::string> names = names_of(model.clinicians);
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "grid_choice",
                       .language = frame.language,
                       .title = std::string(text::GridMessages(frame.language).grid_whose()),
                       .options = names,
                       .current = index_of(model.clinicians, model.provider)});
  if (answer.closed || answer.chosen) model.choosing = false;
  if (!answer.chosen) return {};
  model.provider = model.clinicians[*answer.chosen].id;
  model.week_read = false;
  return {GridIntent::What::kOf, {}, {}};
}

// Those of the block who are still there.
GridIntent choose_one(ui::Ui& ui, const GridFrame& frame, GridModel& model,
                      const std::vector<BoardRow>& rows) {
  const text::GridMessages say(frame.language);
  std::vector<std::string> names;
  std::vector<GridIntent> ways;
  const auto add = [&](LocalDateTime start, const std::string& name, const GridIntent& way) {
    names.push_back(
        say.grid_card({.time = text::clock_time(frame.language, start), .state = name}));
    ways.push_back(way);
  };
  for (const BoardRow& row : rows_of(model, rows)) {
    const AppointmentId& id = row.appointment.id;
    if (std::find(model.several.begin(), model.several.end(), id) == model.several.end()) continue;
    add(clock_start(row.appointment), row.client_name, {GridIntent::What::kSelect, id, {}});
  }
  for (const MeetingCard& card : meetings_of(model, frame)) {
    const MeetingId& id = card.meeting.id;
    const auto& asked = model.several_meetings;
    if (std::find(asked.begin(), asked.end(), id) == asked.end()) continue;
    add(clock_start(card.meeting), card.service_name,
        {.what = GridIntent::What::kMeeting, .meeting = id});
  }
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "grid_one",
                                                    .language = frame.language,
                                                    .title = std::string(say.grid_whom()),
                                                    .options = names});
  if (answer.closed || answer.chosen || ways.empty()) {
    model.several.clear();
    model.several_meetings.clear();
  }
  return answer.chosen ? ways[*answer.chosen] : GridIntent();
}

}  // namespace

GridIntent draw_grid_choice(ui::Ui& ui, const GridFrame& frame, GridModel& model,
                            const std::vector<BoardRow>& rows) {
  if (model.choosing) return choose_whose(ui, frame, model);
  const bool any = !model.several.empty() || !model.several_meetings.empty();
  return any ? choose_one(ui, frame, model, rows) : GridIntent();
}

}  // namespace alcove::screens::desk
