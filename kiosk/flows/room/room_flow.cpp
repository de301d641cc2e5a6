// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/room_flow.h"

#include <algorithm>
#include <chrono>

#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/flows/desk/hours_part.h"
#include "kiosk/flows/room/chart_flow.h"
#include "kiosk/screens/room/my_day.h"
#include "shared/api/appointment_steps.h"

namespace alcove::flows {
namespace {

using namespace screens::room;
using api::live::Kind;
using rules::AppointmentState;

class RoomFlow final : public StationFlow {
 public:
  RoomFlow(StaffContext& context, SavePaper save)
      : context_(context),
        alerts_(context),
        hours_(context,
               {.strip = [this](ui::Ui& ui,
                                const ui::Rect& place) { return alerts_.draw_above(ui, place); },
                .save = std::move(save)}) {
    day_.day = day_.today = today();
    alerts_.on_open_chart([this](const ClientId& client) { open_chart({.client = client}); });
    read_day();
  }

  void draw(ui::Ui& ui) override;
  void on_line(const api::live::Line& line) override;
  void on_link() override;
  std::int64_t tick(std::int64_t now_ms) override;
  void before_leaving(std::function<void()> done) override;
  bool leaves_something() const override { return hours_.has_typed(); }

 private:
  LocalDate today() const { return date_of(context_.wall_clock()); }
  Bar bar(const ui::Ui& ui) const;
  void read_day();
  void read_note_states();
  void show(LocalDate day);
  void draw_day(ui::Ui& ui);
  void draw_chart(ui::Ui& ui);
  void open_visit(std::size_t index);
  void open_chart(room::ChartFlow::Opening opening);
  void leave_chart(std::function<void()> then);
  void learn_from_chart();
  void mark(std::size_t index, AppointmentState state);

  StaffContext& context_;
  AlertsFlow alerts_;
  desk::HoursPart hours_;
  link::Life life_;
  link::Life day_life_;  // of the day that is shown: another day's answer is not waited for
  DayModel day_;
  std::unique_ptr<room::ChartFlow> chart_;
  bool day_is_stale_ = false;
  std::function<void()> leave_then_;
};

Bar RoomFlow::bar(const ui::Ui& ui) const {
  Bar bar;
  bar.language = context_.language;
  bar.connection = context_.connection();
  bar.person = context_.person();
  bar.touch_keyboard = context_.touch_keyboard;
  bar.strip = strip_room(ui, alerts_.height(ui, strip_width(ui)));
  return bar;
}

void RoomFlow::show(LocalDate day) {
  day_life_.renew();
  day_.day = day;
  day_.loaded = false;
  day_.visits.clear();
  read_day();
}

void RoomFlow::read_day() {
  day_is_stale_ = false;
  day_.today = today();
  context_.box.ask(day_life_, api::appointments::my_day, {.day = day_.day, .next = std::nullopt},
                   [this](Result<api::appointments::DayReply> reply) {
                     if (!reply) {
                       if (reply.error().code != ErrorCode::kUnavailable || !day_.loaded) {
                         day_.problem = reply.error().code;
                       }
                       return;
                     }
                     const std::vector<DayVisit> before = std::exchange(day_.visits, {});
                     day_.problem.reset();
                     day_.loaded = true;
                     for (api::appointments::BoardRow& row : reply->items) {
                       DayVisit visit{std::move(row), std::nullopt, std::nullopt};
                       for (const DayVisit& old : before) {
                         if (old.row.appointment.id != visit.row.appointment.id) continue;
                         visit.note = old.note;
                         visit.note_id = old.note_id;
                       }
                       day_.visits.push_back(std::move(visit));
                     }
                     read_note_states();
                   });
}

void RoomFlow::read_note_states() {
  context_.box.ask(day_life_, api::notes::my_day, {.day = day_.day},
                   [this](const Result<api::notes::MyDayReply>& reply) {
                     if (!reply) return;
                     for (DayVisit& visit : day_.visits) {
                       for (const api::notes::VisitLine& line : reply->items) {
                         if (line.appointment != visit.row.appointment.id) continue;
                         visit.note = line.state;
                         visit.note_id = line.note;
                       }
                     }
                   });
}

void RoomFlow::open_visit(std::size_t index) {
  if (index >= day_.visits.size()) return;
  const DayVisit& visit = day_.visits[index];
  const api::appointments::Appointment& appointment = visit.row.appointment;
  const bool called_off = rules::is_ended(appointment.state) &&
                          appointment.state != AppointmentState::kCheckedOut &&
                          appointment.state != AppointmentState::kNoShow;
  open_chart({.client = appointment.client,
              .name = visit.row.client_name,
              .visit = room::NoteFlow::Visit{.appointment = appointment.id,
                                             .start = appointment.start,
                                             .may_write = !called_off &&
                                                          date_of(appointment.start) <= today()},
              .note = visit.note,
              .note_id = visit.note_id});
}

void RoomFlow::open_chart(room::ChartFlow::Opening opening) {
  leave_chart([this, opening = std::move(opening)] {
    chart_ = std::make_unique<room::ChartFlow>(context_, opening);
  });
}

// The chart stays where its words could not be put anywhere: nothing is thrown away for a button.
void RoomFlow::leave_chart(std::function<void()> then) {
  if (!chart_) {
    then();
    return;
  }
  if (chart_->note().leaving()) return;
  chart_->note().leave([this, then = std::move(then)] {
    if (chart_ && !chart_->note().durable()) return;
    // Not from within one of its own calls: it ends with the next turn.
    leave_then_ = then;
  });
}

void RoomFlow::mark(std::size_t index, AppointmentState state) {
  if (index >= day_.visits.size()) return;
  const api::appointments::Appointment& appointment = day_.visits[index].row.appointment;
  day_.busy = index;
  context_.box.ask(day_life_, api::appointments::mark,
                   {.appointment = appointment.id,
                    .base_revision = appointment.revision,
                    .state = state,
                    .room = std::nullopt,
                    .reason = {}},
                   [this](const Result<api::appointments::Appointment>& reply) {
                     day_.busy.reset();
                     if (!reply) day_.problem = reply.error().code;
                     const std::optional<ErrorCode> problem = day_.problem;
                     read_day();
                     day_.problem = problem;
                   });
}

void RoomFlow::draw_day(ui::Ui& ui) {
  day_.bar = bar(ui);
  const DayIntent intent = screens::room::draw(ui, day_);
  const auto days = [this](int by) {
    return LocalDate(std::chrono::sys_days(day_.day) + std::chrono::days(by));
  };
  switch (intent.act) {
    case DayAct::kNone:
      return;
    case DayAct::kLock:
      context_.lock();
      return;
    case DayAct::kPerson:
      context_.open_person_sheet();
      return;
    case DayAct::kDayBefore:
      show(days(-1));
      return;
    case DayAct::kToday:
      show(today());
      return;
    case DayAct::kDayAfter:
      show(days(1));
      return;
    case DayAct::kHours:
      hours_.open();
      return;
    case DayAct::kOpen:
      open_visit(intent.visit);
      return;
    case DayAct::kOnTheLine:
      mark(intent.visit, AppointmentState::kArrived);
      return;
    case DayAct::kBeginVisit:
      mark(intent.visit, AppointmentState::kInSession);
      return;
    case DayAct::kEndVisit:
      mark(intent.visit, AppointmentState::kCheckedOut);
      return;
  }
}

// The day is read again when the box is there; until then it knows what was seen here.
void RoomFlow::learn_from_chart() {
  const auto line = chart_->note().visit_line();
  for (DayVisit& visit : day_.visits) {
    if (!line || visit.row.appointment.id != line->appointment) continue;
    visit.note = line->state;
    visit.note_id = line->note;
  }
}

void RoomFlow::draw_chart(ui::Ui& ui) {
  switch (chart_->draw(ui, bar(ui))) {
    case room::ChartFlow::Wish::kNone:
      return;
    case room::ChartFlow::Wish::kLock:
      context_.lock();
      return;
    case room::ChartFlow::Wish::kPerson:
      context_.open_person_sheet();
      return;
    case room::ChartFlow::Wish::kBack:
      leave_chart([this] {
        learn_from_chart();
        chart_.reset();
        read_day();
      });
      return;
  }
}

void RoomFlow::draw(ui::Ui& ui) {
  alerts_.announce(ui);
  if (hours_.is_open() && !chart_) {
    hours_.draw(ui);
    alerts_.draw_sheet(ui);
    return;
  }
  if (chart_) {
    draw_chart(ui);
  } else {
    draw_day(ui);
  }
  alerts_.draw(ui, strip_place(ui, bar(ui)));
  alerts_.draw_sheet(ui);
}

void RoomFlow::on_line(const api::live::Line& line) {
  alerts_.on_line(line);
  if (chart_) chart_->on_line(line);
  hours_.on_line(line);
  if (line.kind == Kind::kDayChanged || line.kind == Kind::kStartOver ||
      line.kind == Kind::kAlertChanged || line.kind == Kind::kClientChanged) {
    day_is_stale_ = true;
  }
  if (line.kind == Kind::kChartChanged && !chart_ && day_.loaded) read_note_states();
}

void RoomFlow::on_link() {
  alerts_.on_link();
  if (chart_) chart_->on_link();
  hours_.on_link();
  if (context_.box.there()) day_is_stale_ = true;
}

std::int64_t RoomFlow::tick(std::int64_t now_ms) {
  if (leave_then_) std::exchange(leave_then_, nullptr)();
  if (day_is_stale_ && !chart_ && context_.box.there()) read_day();
  std::int64_t next = alerts_.tick(now_ms);
  const auto by = [&](std::int64_t wanted) {
    if (wanted >= 0) next = next < 0 ? wanted : std::min(next, wanted);
  };
  if (chart_) by(chart_->tick(now_ms));
  by(hours_.tick(now_ms));
  return leave_then_ ? 0 : next;
}

void RoomFlow::before_leaving(std::function<void()> done) {
  if (!chart_) {
    done();
    return;
  }
  chart_->note().leave(std::move(done));
}

}  // namespace

std::unique_ptr<StationFlow> make_room_flow(StaffContext& context, SavePaper save) {
  return std::make_unique<RoomFlow>(context, std::move(save));
}

}  // namespace alcove::flows
