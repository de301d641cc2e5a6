// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/grid_part.h"

#include <algorithm>

namespace alcove::flows::desk {

using namespace screens::desk;

void GridPart::turn(LocalDate day) {
  model_.clinicians = desk_.book.clinicians();
  model_.rooms = desk_.book.rooms();
  const auto knows = [&](const StaffId& id) {
    return std::any_of(model_.clinicians.begin(), model_.clinicians.end(),
                       [&](const auto& one) { return one.id == id; });
  };
  if (!model_.provider || !knows(*model_.provider)) {
    model_.provider.reset();
    const StaffId& me = desk_.context.session.person.id;
    if (knows(me)) {
      model_.provider = me;
    } else if (!model_.clinicians.empty()) {
      model_.provider = model_.clinicians.front().id;
    }
  }
  if (!desk_.context.box.there() || !desk_.book.known()) return;
  const std::vector<StaffId> seen = who_is_seen();
  const bool more = std::any_of(seen.begin(), seen.end(),
                                [&](const StaffId& one) { return !model_.hours.contains(one); });
  if (waiting_.empty() && (hours_stale_ || (more && model_.hours_read))) read_hours();
  if (model_.of != GridOf::kWeek || !model_.provider) return;
  const Week week{*model_.provider, monday_of(day)};
  const bool another = week_ != week;
  if (another) model_.week_read = false;
  if (another || week_stale_) read_week(week);
}

// Whose columns there can be: as many as a day shows, and the one whose week it is.
std::vector<StaffId> GridPart::who_is_seen() const {
  std::vector<StaffId> seen;
  for (const auto& one : model_.clinicians) {
    if (seen.size() < kMostGridColumns || one.id == model_.provider) seen.push_back(one.id);
  }
  return seen;
}

void GridPart::on_line(const api::live::Line& line) {
  using api::live::Kind;
  const bool over = line.kind == Kind::kStartOver;
  const bool changed = line.kind == Kind::kDayChanged || line.kind == Kind::kClientChanged;
  if (over || changed) week_stale_ = true;
  // Hours and closed days are told by the line that is about no visit of its own.
  if (over || (line.kind == Kind::kDayChanged && !line.record)) hours_stale_ = true;
}

void GridPart::on_link() {
  if (!desk_.context.box.there()) return;
  waiting_.clear();
  hours_stale_ = week_stale_ = true;
}

// One after another: a clinic has more clinicians than a terminal asks at once.
void GridPart::read_hours() {
  hours_stale_ = false;
  hours_life_.renew();
  incoming_hours_.clear();
  waiting_ = who_is_seen();
  desk_.context.box.ask(hours_life_, api::availability::closed_days, wire::Nothing(),
                        [this](Result<api::availability::ClosedDaysReply> reply) {
                          if (!reply) {
                            waiting_.clear();
                            return;
                          }
                          model_.closed_days = std::move(reply->items);
                          read_next_hours();
                        });
}

void GridPart::read_next_hours() {
  if (waiting_.empty()) {
    model_.hours.swap(incoming_hours_);
    model_.hours_read = true;
    return;
  }
  desk_.context.box.ask(
      hours_life_, api::availability::of_clinician,
      api::availability::OfClinicianRequest{waiting_.back()},
      [this](Result<api::availability::OfClinicianReply> reply) { take_hours(std::move(reply)); });
}

void GridPart::take_hours(Result<api::availability::OfClinicianReply> reply) {
  // Somebody who left a moment ago has no hours any more.
  if (!reply && reply.error().code != ErrorCode::kNotFound) {
    waiting_.clear();
    return;
  }
  incoming_hours_[waiting_.back()] =
      reply ? std::move(reply).value() : api::availability::OfClinicianReply{};
  waiting_.pop_back();
  read_next_hours();
}

void GridPart::read_week(const Week& week) {
  week_ = week;
  week_stale_ = false;
  week_life_.renew();
  incoming_week_.clear();
  read_week_page(std::nullopt);
}

void GridPart::read_week_page(const std::optional<std::string>& next) {
  const LocalDateTime from = std::chrono::local_days(week_->second);
  desk_.context.box.ask(
      week_life_, api::appointments::between,
      api::appointments::BetweenRequest{.clinician = week_->first,
                                        .from = from,
                                        .until = from + std::chrono::days(7),
                                        .next = next},
      [this](Result<api::appointments::BetweenReply> reply) { take_week(std::move(reply)); });
}

void GridPart::take_week(Result<api::appointments::BetweenReply> reply) {
  if (!reply) return;
  incoming_week_.insert(incoming_week_.end(), std::make_move_iterator(reply->items.begin()),
                        std::make_move_iterator(reply->items.end()));
  if (reply->next) return read_week_page(reply->next);
  model_.week.swap(incoming_week_);
  model_.week_meetings = std::move(reply->meetings);
  model_.week_read = true;
}

void GridPart::take(const api::appointments::Appointment& changed) {
  week_stale_ = true;
  for (BoardRow& row : model_.week) {
    if (row.appointment.id == changed.id) row.appointment = changed;
  }
}

bool GridPart::prefer_cell(ui::Ui& ui) {
  // The sheet's own field has the focus until it is gone.
  const ui::WidgetRecord* const now = ui.registry().find(ui.focused());
  const bool gone_on = now != nullptr && now->layer == 0;
  const ui::WidgetRecord* const cell = ui.registry().find(cell_);
  if (gone_on || cell == nullptr) cell_.clear();
  if (cell_.empty()) return false;
  ui.prefer_focus(cell_);
  return true;
}

const BoardRow* GridPart::row_of(const AppointmentId& visit) const {
  for (const auto* const rows : {&board_.model().rows, &model_.week}) {
    if (const BoardRow* const row = screens::desk::find_row(*rows, visit)) return row;
  }
  return nullptr;
}

void GridPart::select(const BoardRow& row) {
  const LocalDate day = date_of(row.appointment.start);
  if (day == board_.model().day) return board_.choose(row.appointment.id);
  board_.choose_when_read(row.appointment.id);
  ways_.go_to(day);
}

const MeetingCard* GridPart::card_of(const api::appointments::MeetingId& session) const {
  for (const auto* const cards : {&board_.model().meetings, &model_.week_meetings}) {
    if (const auto* const card = screens::desk::find_card(*cards, session)) return card;
  }
  return nullptr;
}

void GridPart::select_session(const api::appointments::MeetingId& session) {
  const MeetingCard* const card = card_of(session);
  if (card == nullptr) return;
  const LocalDate day = date_of(card->meeting.start);
  if (day != board_.model().day) ways_.go_to(day);
  board_.choose_meeting_when_read(session);
}

void GridPart::act(const GridIntent& intent) {
  using What = GridIntent::What;
  const BoardRow* const row = row_of(intent.visit);
  switch (intent.what) {
    case What::kNone:
    case What::kOf:
      return;
    case What::kBook:
      ways_.find_client();
      place_ = intent.place;
      cell_ = intent.cell;
      return;
    case What::kSelect:
      if (row != nullptr) select(*row);
      return;
    case What::kMeeting:
      return select_session(intent.meeting);
    case What::kCarry:
      if (const MeetingCard* const card = card_of(intent.meeting)) ways_.carry(*card, intent);
      return;
    case What::kMove:
      if (row != nullptr) ways_.move(*row, intent.place);
      return;
  }
}

}  // namespace alcove::flows::desk
