// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/board_part.h"

#include <algorithm>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/problems.h"

namespace alcove::flows::desk {

using screens::desk::DayBoardModel;

namespace {

constexpr std::size_t kMostDaysKept = 8;  // today and a week

bool is_of_move(const screens::desk::BoardRow& row, const RecordId& record) {
  const auto is = [&](const std::optional<AppointmentId>& id) {
    return id && id->bytes() == record.bytes();
  };
  return is(row.appointment.moved_to) || is(row.appointment.moved_from);
}

}  // namespace

BoardPart::BoardPart(StaffContext& context)
    : context_(context),
      model_{.zone = context.zone,
             .day = date_of(context.wall_clock()),
             .today = date_of(context.wall_clock())} {
  read_day();
}

DayBoardModel& BoardPart::model() {
  model_.language = context_.language;
  model_.connection = context_.connection();
  model_.person = context_.person();
  model_.now = context_.box.now();
  model_.today = date_of(context_.wall_clock());
  model_.as_of.reset();
  if (!context_.box.there() && read_at_) model_.as_of = context_.zone.to_local(*read_at_);
  return model_;
}

void BoardPart::on_line(const api::live::Line& line) {
  using api::live::Kind;
  const screens::desk::BoardRow* const row = model_.chosen();
  switch (line.kind) {
    case Kind::kStartOver:
      read_day();
      if (row != nullptr) read_panel();
      return;
    case Kind::kDayChanged:
      read_day();
      // How far the client came in the lobby is told by the line of the visit.
      if (row != nullptr && line.record && line.record->bytes() == row->appointment.id.bytes()) {
        read_panel();
      } else if (row != nullptr && line.record && is_of_move(*row, *line.record)) {
        read_moved();
      }
      return;
    case Kind::kClientChanged:
      read_day();
      if (row != nullptr &&
          (!line.record || line.record->bytes() == row->appointment.client.bytes())) {
        read_panel();
      }
      return;
    case Kind::kHeartbeat:
    case Kind::kAlertChanged:
    case Kind::kHelpCalled:
    case Kind::kQueueChanged:
    case Kind::kChartChanged:
    case Kind::kSessionChanged:
      return;
  }
}

void BoardPart::on_link() {
  if (!context_.box.there()) return;
  // What was under way when the box went away is not waited for.
  reading_ = false;
  read_day();
  if (model_.selected) read_panel();
}

void BoardPart::go_to(LocalDate day) {
  if (day == model_.day) return;
  model_.day = day;
  forget_rows();
  wanted_meeting_.reset();
  choose(std::nullopt);
  reading_ = false;
  if (!context_.box.there() && show_remembered()) return;
  read_day();
}

void BoardPart::forget_rows() {
  model_.read = false;
  model_.rows.clear();
  model_.like.clear();
  model_.meetings.clear();
  model_.closed.reset();
  model_.clinic_closed.reset();
  model_.problem.reset();
  read_at_.reset();
}

// Today stays; of the others the one goes that was read longest ago.
void BoardPart::remember_day() {
  if (!read_at_) return;
  seen_[model_.day] = {model_.rows, model_.meetings, model_.closed, model_.clinic_closed,
                       *read_at_};
  while (seen_.size() > kMostDaysKept) {
    auto oldest = seen_.end();
    for (auto one = seen_.begin(); one != seen_.end(); ++one) {
      if (one->first == std::chrono::sys_days(model_.today)) continue;
      if (oldest == seen_.end() || one->second.read_at < oldest->second.read_at) oldest = one;
    }
    seen_.erase(oldest);
  }
}

bool BoardPart::show_remembered() {
  const auto found = seen_.find(model_.day);
  if (found == seen_.end()) return false;
  model_.rows = found->second.rows;
  model_.meetings = found->second.meetings;
  model_.closed = found->second.closed;
  model_.clinic_closed = found->second.clinic_closed;
  read_at_ = found->second.read_at;
  show_rows();
  return true;
}

void BoardPart::read_day() {
  if (!context_.box.there()) return;
  if (reading_) {
    read_again_ = true;
    return;
  }
  day_life_.renew();
  reading_ = true;
  read_again_ = false;
  incoming_.clear();
  read_page(std::nullopt);
}

void BoardPart::read_page(const std::optional<std::string>& next) {
  context_.box.ask(
      day_life_, api::appointments::day, api::appointments::DayRequest{model_.day, next},
      [this](Result<api::appointments::DayReply> reply) { take_page(std::move(reply)); });
}

void BoardPart::take_page(Result<api::appointments::DayReply> reply) {
  if (!reply) {
    reading_ = false;
    model_.problem = reply.error().code;
    if (read_again_) read_day();
    return;
  }
  incoming_.insert(incoming_.end(), std::make_move_iterator(reply->items.begin()),
                   std::make_move_iterator(reply->items.end()));
  incoming_meetings_ = std::move(reply->meetings);  // all of them, on every page
  if (reply->next) return read_page(reply->next);
  read_at_ = reply->server_time;
  model_.closed = reply->closed;
  model_.clinic_closed = std::move(reply->clinic_closed);
  reading_ = false;
  take_rows();
  if (read_again_) read_day();
}

// A read that was under way while a step was taken here tells of the time before the step.
void BoardPart::keep_what_is_newer() {
  for (screens::desk::BoardRow& row : incoming_) {
    const auto known = std::find_if(model_.rows.begin(), model_.rows.end(),
                                    [&](const screens::desk::BoardRow& one) {
                                      return one.appointment.id == row.appointment.id;
                                    });
    if (known == model_.rows.end()) continue;
    if (known->appointment.revision <= row.appointment.revision) continue;
    row.appointment = known->appointment;
    row.room_name = known->room_name;
    row.clinician_name = known->clinician_name;
  }
}

void BoardPart::take_rows() {
  keep_what_is_newer();
  model_.rows.swap(incoming_);
  model_.meetings.swap(incoming_meetings_);
  show_rows();
  remember_day();
}

std::string BoardPart::called(const screens::desk::BoardRow& row) const {
  std::string name = screens::desk::spoken_name(row.client_name);
  for (std::size_t i = 0; i < std::min(model_.like.size(), model_.rows.size()); ++i) {
    if (model_.like[i] && model_.rows[i].record_number == row.record_number) {
      return screens::desk::numbered(model_.language, name, row.record_number);
    }
  }
  return name;
}

void BoardPart::show_rows() {
  model_.read = true;
  model_.problem.reset();
  std::vector<screens::desk::NamedRecord> people;
  people.reserve(model_.rows.size());
  for (const auto& row : model_.rows) {
    people.push_back({row.record_number, row.client_name, row.birth_date});
  }
  model_.like = screens::desk::like_named(people);
  if (model_.selected && model_.chosen() == nullptr) choose(std::nullopt);
  if (model_.chosen_meeting() == nullptr) model_.selected_meeting.reset();
  const auto is_wanted = [&](const auto& row) { return row.appointment.id == wanted_; };
  if (std::any_of(model_.rows.begin(), model_.rows.end(), is_wanted)) {
    choose(std::exchange(wanted_, std::nullopt));
  }
  choose_wanted_meeting();
  const screens::desk::BoardRow* const row = model_.chosen();
  const auto& known = model_.panel.moved_to;
  if (row != nullptr && row->appointment.moved_to &&
      (!known || known->id != row->appointment.moved_to)) {
    read_moved();
  }
}

void BoardPart::take(const api::appointments::Appointment& changed, const ClinicBook& book) {
  for (screens::desk::BoardRow& row : model_.rows) {
    if (row.appointment.id != changed.id) continue;
    row.appointment = changed;
    row.room_name = changed.room ? book.name_of(*changed.room) : std::string();
    if (const std::string name = book.name_of(changed.clinician); !name.empty()) {
      row.clinician_name = name;
    }
  }
}

void BoardPart::choose(const std::optional<AppointmentId>& appointment) {
  model_.selected_meeting.reset();
  if (model_.selected == appointment) return;
  model_.selected = appointment;
  model_.panel = {};
  panel_life_.renew();
  if (!appointment) return;
  model_.bring_into_view = appointment;
  read_panel();
}

void BoardPart::unselect(const std::optional<AppointmentId>& chosen_last) {
  const screens::desk::BoardRow* const row = model_.chosen();
  if (row != nullptr && row->appointment.meeting) {
    return choose_meeting(*row->appointment.meeting);
  }
  model_.bring_into_view = chosen_last;
  choose(std::nullopt);
}

void BoardPart::choose_wanted_meeting() {
  if (screens::desk::find_card(model_.meetings, wanted_meeting_) == nullptr) return;
  model_.meeting_into_view = wanted_meeting_;
  choose_meeting(*std::exchange(wanted_meeting_, std::nullopt));
}

void BoardPart::choose_meeting_when_read(const screens::desk::MeetingId& meeting) {
  wanted_meeting_ = meeting;
  choose_wanted_meeting();
}

void BoardPart::choose_meeting(const screens::desk::MeetingId& meeting) {
  choose(std::nullopt);
  model_.selected_meeting = meeting;
}

void BoardPart::panel_refused(ErrorCode code) {
  // What was read before stays in view; its line above the board says how old it is.
  if (!model_.panel.at_the_kiosk) model_.panel.problem = code;
}

void BoardPart::read_panel() {
  const screens::desk::BoardRow* const row = model_.chosen();
  if (row == nullptr) return;
  const ClientId client = row->appointment.client;
  panel_life_.renew();
  context_.box.ask(panel_life_, api::clients::open, api::clients::OpenRequest{client},
                   [this](Result<api::clients::Client> reply) {
                     if (!reply) return panel_refused(reply.error().code);
                     model_.panel.client = std::move(reply).value();
                   });
  context_.box.ask(panel_life_, api::check_in::of_client, api::check_in::OfClientRequest{client},
                   [this](Result<api::check_in::OfClientReply> reply) {
                     if (!reply) return panel_refused(reply.error().code);
                     model_.panel.problem.reset();
                     model_.panel.at_the_kiosk = std::move(reply).value();
                   });
  read_moved();
}

// Where the chosen visit went and where it came from.
void BoardPart::read_moved() {
  const screens::desk::BoardRow* const row = model_.chosen();
  if (row == nullptr) return;
  using Place = std::optional<api::appointments::Appointment> screens::desk::PanelModel::*;
  const auto read = [this](const std::optional<AppointmentId>& id, Place place) {
    if (!id) return;
    context_.box.ask(panel_life_, api::appointments::open, api::appointments::OpenRequest{*id},
                     [this, place](Result<api::appointments::OpenReply> reply) {
                       if (reply) model_.panel.*place = std::move(reply->row.appointment);
                     });
  };
  read(row->appointment.moved_to, &screens::desk::PanelModel::moved_to);
  read(row->appointment.moved_from, &screens::desk::PanelModel::moved_from);
}

void BoardPart::decide(const ProposalId& proposal, api::check_in::Decision decision,
                       const Desk& desk) {
  if (deciding_) return;
  deciding_ = true;
  context_.box.ask(step_life_, api::check_in::decide,
                   api::check_in::DecideRequest{proposal, decision},
                   [this, decision, &desk](const Result<wire::Nothing>& reply) {
                     const text::DeskMessages say(context_.language);
                     deciding_ = false;
                     if (!reply) {
                       desk.say(std::string(text::problem(context_.language, reply.error().code)));
                     } else {
                       desk.say(std::string(decision == api::check_in::Decision::kAccept
                                                ? say.marked_accepted()
                                                : say.marked_kept_old()));
                     }
                     read_panel();
                     read_day();
                   },
                   {.key = IdempotencyKey::make(context_.box.now(), context_.box.random())});
}

}  // namespace alcove::flows::desk
