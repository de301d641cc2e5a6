// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_visits.h"

#include <algorithm>

#include "kiosk/screens/desk/repeating.h"
#include "kiosk/text/client_visits_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using Say = text::ClientVisitsMessages;
using VisitState = AppointmentState;

const ui::TextLook kVisitWhen{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kVisitFacts{.style = ui::TextStyle::kSecond};
const ui::TextLook kVisitMoved{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

bool is_here(VisitState state) {
  return state == VisitState::kArrived || state == VisitState::kRoomed ||
         state == VisitState::kInSession;
}

bool is_to_come(const VisitsModel& model, const BoardRow& row) {
  const auto& visit = row.appointment;
  if (rules::is_ended(visit.state)) return false;
  return visit.end_time > model.now ||
         (is_here(visit.state) && date_of(visit.start) == model.today);
}

// With the year where it is not this one.
std::string visit_moment(text::Language language, const VisitsModel& model, const BoardRow& row) {
  const Say say(language);
  const LocalDateTime start = clock_start(row.appointment);
  return say.visits_when({.date = text::weekday_and_date(language, date_of(start), model.today),
                          .time = text::clock_time(language, start)});
}

std::string visit_facts(text::Language language, const BoardRow& row) {
  std::string words = text::DeskMessages(language).desk_service_minutes(
      {.service = row.service_name, .minutes = std::to_string(row.appointment.minutes)});
  words += " · " + row.clinician_name;
  if (row.repeats) words += " · " + repeat_words(language, *row.repeats);
  const std::string_view where = modality_word(language, row.appointment.modality);
  if (!where.empty()) words += " · " + std::string(where);
  return words;
}

// The other end of a move has words where it was read.
std::string other_end(text::Language language, const VisitsModel& model,
                      const std::optional<AppointmentId>& visit) {
  const BoardRow* const row = find_row(model.rows, visit);
  return row == nullptr ? std::string() : visit_moment(language, model, *row);
}

struct VisitWords {
  std::string when;
  std::string facts;
  Saying state;
  std::vector<std::string> moved;
};

VisitWords words_of_visit(text::Language language, const VisitsModel& model, const BoardRow& row) {
  const Say say(language);
  VisitWords words{.when = visit_moment(language, model, row),
                   .facts = visit_facts(language, row),
                   .state = say_state(language, row, model.now),
                   .moved = {}};
  const std::string to = other_end(language, model, row.appointment.moved_to);
  const std::string from = other_end(language, model, row.appointment.moved_from);
  if (!to.empty()) words.moved.push_back(say.visits_moved_to(to));
  if (!from.empty()) words.moved.push_back(say.visits_moved_from(from));
  // Where to says that it was moved.
  if (!to.empty() && row.appointment.state == VisitState::kRescheduled) words.state.words.clear();
  return words;
}

bool visit_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const VisitsModel& model,
               std::size_t index) {
  const ui::Theme& theme = ui.theme();
  const BoardRow& row = model.rows[index];
  VisitWords words = words_of_visit(frame.language, model, row);
  const std::string id = row.appointment.id.text();
  const float width = flow.width - 2 * theme.px(12);
  if (ui::pill_size(ui, words.state.words, ui::Icon::kNone).width > width) {
    words.state.words = state_word(frame.language, row.appointment.state);
  }
  const float pill =
      words.state.words.empty()
          ? 0
          : ui::pill_size(ui, words.state.words, ui::Icon::kNone).height + theme.gap_tiny();
  float height = ui::paragraph_height(ui, width, kVisitWhen, words.when) +
                 ui::paragraph_height(ui, width, kVisitFacts, words.facts) + pill + theme.px(20);
  std::string value = words.when + ", " + words.facts + ", " + words.state.words;
  for (const std::string& line : words.moved) {
    height += ui::paragraph_height(ui, width, kVisitMoved, line);
    value += ", " + line;
  }
  const ui::Rect place = flow.cut_top(height);
  const ui::Reaction reaction = ui::list_row(
      ui, {.name = "visit_" + id, .rect = place, .value = value, .enabled = frame.there});
  ui::Rect inner = place.inset(theme.px(12), theme.px(10));
  ui::paragraph_in(ui, inner, kVisitWhen, words.when, 0);
  ui::paragraph_in(ui, inner, kVisitFacts, words.facts, 0);
  for (const std::string& line : words.moved) ui::paragraph_in(ui, inner, kVisitMoved, line, 0);
  if (pill > 0) {
    ui::pill(ui, {.name = "visit_state_" + id,
                  .at = {inner.x, inner.y + theme.gap_tiny()},
                  .label = words.state.words,
                  .tone = words.state.tone,
                  .max_width = width});
  }
  ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  return reaction.clicked;
}

void visits_heading(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, words, ui.theme().gap_tiny());
}

void visits_soft(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, words, 0);
}

void visit_lists(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const VisitsModel& model,
                 VisitsIntent& intent) {
  const Say say(frame.language);
  const VisitsInOrder order = in_order(model);
  const auto rows = [&](const std::vector<std::size_t>& indices) {
    for (const std::size_t one : indices) {
      if (visit_row(ui, flow, frame, model, one)) intent.open = one;
    }
  };
  visits_heading(ui, flow, say.visits_to_come());
  if (order.to_come.empty()) {
    visits_soft(ui, flow, say.visits_none_to_come());
  } else {
    ui.prefer_focus("visit_" + model.rows[order.to_come.front()].appointment.id.text());
  }
  rows(order.to_come);
  if (order.others.empty()) return;
  flow.cut_top(ui.theme().gap());
  visits_heading(ui, flow, say.visits_past());
  rows(order.others);
}

}  // namespace

VisitsInOrder in_order(const VisitsModel& model) {
  VisitsInOrder order;
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    (is_to_come(model, model.rows[i]) ? order.to_come : order.others).push_back(i);
  }
  std::reverse(order.to_come.begin(), order.to_come.end());
  return order;
}

VisitsIntent draw(ui::Ui& ui, const SheetFrame& frame, const VisitsModel& model) {
  const Say say(frame.language);
  std::vector<ui::BarButton> foot;
  if (model.read && model.more) {
    foot.push_back({.name = "visits_older",
                    .label = std::string(say.visits_older()),
                    .enabled = frame.there && !frame.busy});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "visits_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.visits_title()),
                                         .below = model.name,
                                         .width = 640,
                                         .foot = foot,
                                         .steady = true});
  sheet_notice(ui, sheet.flow, frame);
  VisitsIntent intent;
  if (!model.read) {
    if (frame.there && !frame.problem) visits_soft(ui, sheet.flow, say.visits_reading());
  } else if (model.rows.empty()) {
    visits_soft(ui, sheet.flow, say.visits_none());
  } else {
    visit_lists(ui, sheet.flow, frame, model, intent);
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.more = sheet.pressed.has_value();
  return intent;
}

}  // namespace alcove::screens::desk
