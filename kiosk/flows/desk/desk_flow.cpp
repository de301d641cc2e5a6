// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_flow.h"

#include <algorithm>
#include <array>

#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/flows/desk/board_part.h"
#include "kiosk/flows/desk/booked_visits.h"
#include "kiosk/flows/desk/clients_part.h"
#include "kiosk/flows/desk/correction_part.h"
#include "kiosk/flows/desk/day_close_part.h"
#include "kiosk/flows/desk/desk_toast.h"
#include "kiosk/flows/desk/flow_part.h"
#include "kiosk/flows/desk/grid_part.h"
#include "kiosk/flows/desk/hours_part.h"
#include "kiosk/flows/desk/meeting_part.h"
#include "kiosk/flows/desk/paper_part.h"
#include "kiosk/flows/desk/steps_part.h"
#include "kiosk/flows/desk/waitlist_part.h"
#include "kiosk/text/waitlist_messages.h"

namespace alcove::flows {
namespace {

using namespace desk;
using screens::desk::BoardIntent;
using screens::desk::PanelIntent;

constexpr std::int64_t kSlowMs = 500;
// So that "waiting 16 min" goes on by itself.
constexpr std::int64_t kMinutesGoOnMs = 15'000;

class DeskFlow final : public StationFlow {
 public:
  DeskFlow(StaffContext& context, PaperWays paper)
      : context_(context),
        book_(context),
        board_(context),
        desk_{context,
              book_,
              [this](std::string words) { toast_.say(std::move(words)); },
              [this](std::string words, const AppointmentId& visit) {
                toast_.say_undoable(std::move(words), visit);
                board_.model().bring_into_view = visit;  // what is said takes a piece of the list
              },
              [this](std::string words, const screens::desk::BoardRow& moved,
                     const screens::desk::GridPlace& before) {
                toast_.say_moved(std::move(words), {moved, before});
                chosen_last_ = moved.appointment.id;
              },
              [this](std::string words, LocalDate day, const AppointmentId& visit) {
                toast_.say_made(std::move(words), {day, visit}, board_.model().day);
              },
              [this] { board_.read_day(); },
              [this](const api::appointments::Appointment& changed) { take(changed); },
              [this](const AppointmentId& visit) { board_.choose_when_read(visit); }},
        grid_(
            desk_, board_,
            {.find_client = [this] { clients_.open_find(Purpose::kBook); },
             .move = [this](const auto& row, const auto& to) { visits_.booking.move_to(row, to); },
             .go_to = [this](LocalDate day) { go_to(day); }}),
        steps_(desk_),
        flow_(desk_, steps_),
        correction_(context, {.slow = [this] { return desk_.slow; },
                              .refresh = [this] { board_.read_day(); },
                              .done =
                                  [this](std::string words, const AppointmentId& right) {
                                    board_.choose_when_read(right);
                                    toast_.say(std::move(words));
                                  }}),
        visits_(desk_, [this](const auto& row) { steps_.open_cancel(row); }),
        meetings_(desk_, [this] { open_find(Purpose::kGuest); }),
        clients_(desk_,
                 [this](Purpose purpose, const ClientId& client, const std::string& name) {
                   if (purpose == Purpose::kWalkIn)
                     return visits_.booking.open_walk_in({client, name});
                   if (purpose == Purpose::kWait) return waitlist_.open_client(client, name);
                   if (purpose == Purpose::kGuest) return meetings_.join(client, name);
                   if (const auto place = grid_.take_place()) {
                     return visits_.booking.open_at({client, name}, *place);
                   }
                   visits_.booking.open_book({client, name}, board_.model().day);
                 }),
        paper_(desk_, std::move(paper)),
        day_close_(desk_, {.go_to = [this](LocalDate day) { go_to(day); },
                           .show = [this](const AppointmentId& visit) { board_.choose(visit); }}),
        waitlist_(desk_,
                  {.find_client = [this] { clients_.open_find(Purpose::kWait); },
                   .freed = [this](std::int64_t count) { say_freed(count); },
                   .without_place = [this] { visits_.without_place.open(); }},
                  paper_.save_way()),
        alerts_(context),
        hours_(context,
               {.strip = [this](ui::Ui& ui, const ui::Rect& place) { return strip(ui, place); },
                .open_visit = [this](LocalDate day, const AppointmentId& id) { show(day, id); },
                .save = paper_.save_way()}) {
    book_.read();
    screens::desk::DayBoardModel& model = board_.model();
    const std::vector<api::Role>& roles = context_.session.person.roles;
    model.may = desk_.may = may_at_desk(roles);
    model.has_closing = may_close_days(roles);
    model.has_paper = paper_.possible() && may_print_day(roles);
    model.bar = [this](ui::Ui& ui, ui::Rect& page) {
      return context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
    };
    model.strip = [this](ui::Ui& ui, const ui::Rect& place) { return strip(ui, place); };
  }

  void draw(ui::Ui& ui) override;
  void on_line(const api::live::Line& line) override;
  void on_link() override;
  std::int64_t tick(std::int64_t now_ms) override;
  void before_leaving(std::function<void()> done) override { done(); }
  bool leaves_something() const override {
    return std::ranges::any_of(sheets_, &SheetPart::has_typed);
  }

 private:
  void draw_board(ui::Ui& ui);
  float strip(ui::Ui& ui, const ui::Rect& place);
  void say_freed(std::int64_t people);
  void take(const api::appointments::Appointment& changed);
  void act(const BoardIntent& intent);
  void go_to(LocalDate day);
  void show(LocalDate day, const AppointmentId& visit);
  void act_on_toast();
  void open_find(Purpose purpose);
  void act_on_visit(const PanelIntent& intent);
  void keep_focus(ui::Ui& ui);
  std::int64_t look_whether_slow(std::int64_t now_ms);

  StaffContext& context_;
  ClinicBook book_;
  BoardPart board_;
  Desk desk_;
  GridPart grid_;
  StepsPart steps_;
  FlowPart flow_;
  CorrectionPart correction_;
  BookedVisits visits_;
  MeetingPart meetings_;
  ClientsPart clients_;
  PaperPart paper_;
  DayClosePart day_close_;
  WaitlistPart waitlist_;
  // What lies over the day, the last one on top.
  std::array<SheetPart*, 9> sheets_{&correction_,     &visits_.without_place,
                                    &visits_.booking, &visits_.series,
                                    &meetings_,       &clients_,
                                    &paper_,          &day_close_,
                                    &waitlist_};
  AlertsFlow alerts_;
  HoursPart hours_;
  DeskToast toast_;
  std::optional<AppointmentId> chosen_last_;
  std::optional<std::int64_t> waits_since_ms_;
  bool was_deciding_ = false;
};

// What waits above the page: its height, none when nothing does.
float DeskFlow::strip(ui::Ui& ui, const ui::Rect& place) {
  const float height = alerts_.height(ui, place.width);
  if (height > 0) alerts_.draw(ui, {place.x, place.y, place.width, height});
  return height;
}

// The panel still takes the cancelling back; what is new is said here.
void DeskFlow::say_freed(std::int64_t people) {
  const text::WaitlistMessages say(context_.language);
  toast_.say_freed(say.wait_freed({.count = people, .what = toast_.words()}));
}

void DeskFlow::take(const api::appointments::Appointment& changed) {
  using State = screens::desk::AppointmentState;
  board_.take(changed, book_);
  grid_.take(changed);
  if (changed.meeting) return;  // the session still has its time
  if (changed.state == State::kCancelledByClient || changed.state == State::kLateCancelled ||
      changed.state == State::kCancelledByClinic) {
    waitlist_.look_who_could_come(changed);
  }
}

void DeskFlow::draw(ui::Ui& ui) {
  if (!hours_.is_open()) return draw_board(ui);
  alerts_.announce(ui);
  hours_.draw(ui);
  alerts_.draw_sheet(ui);
}

void DeskFlow::draw_board(ui::Ui& ui) {
  screens::desk::DayBoardModel& model = board_.model();
  toast_.show(model, desk_.slow);
  // The next correction comes to lie where the decided one was.
  if (std::exchange(was_deciding_, board_.deciding()) && !was_deciding_) steps_.rest();
  board_.set_busy(steps_.busy() || board_.deciding() || meetings_.busy());
  if (const auto* const row = model.chosen(); row != nullptr) steps_.row_changed(*row);
  for (const screens::desk::BoardRow& row : model.rows) steps_.refresh_sheet(row);
  if (model.view == screens::desk::BoardView::kCalendar) grid_.turn(model.day);
  const BoardIntent intent = screens::desk::draw(ui, model);
  alerts_.announce(ui);
  steps_.draw(ui);
  flow_.draw(ui, model.rows);
  correction_.day_changed(model.rows);
  meetings_.day_changed(model);
  for (SheetPart* const part : sheets_) part->draw(ui);
  alerts_.draw_sheet(ui);
  const bool over = steps_.is_open() || flow_.is_open() || alerts_.sheet_is_open() ||
                    std::ranges::any_of(sheets_, &SheetPart::is_open);
  if (!over) keep_focus(ui);
  act(intent);
}

// A list keeps its place after an action: what was chosen has the focus when nothing else has.
void DeskFlow::keep_focus(ui::Ui& ui) {
  const auto& selected = board_.model().selected;
  if (selected) chosen_last_ = selected;
  if (!chosen_last_) return;
  const bool calendar = board_.model().view == screens::desk::BoardView::kCalendar;
  ui.prefer_focus((calendar ? "card_" : "row_") + chosen_last_->text());
}

void DeskFlow::act(const BoardIntent& intent) {
  using What = BoardIntent::What;
  const screens::desk::DayBoardModel& model = board_.model();
  const std::chrono::sys_days day = model.day;
  const std::chrono::days step = screens::desk::days_seen(model);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kSearch:
      return open_find(Purpose::kOpen);
    case What::kWalkIn:
      return open_find(Purpose::kWalkIn);
    case What::kBook:
      return open_find(Purpose::kBook);
    case What::kHours:
      return hours_.open();
    case What::kDayList:
      return paper_.open(model.day);
    case What::kCloseDay:
      return day_close_.open(model.day);
    case What::kWaitlist:
      return waitlist_.open_list();
    case What::kLock:
      return context_.lock();
    case What::kDayBefore:
      return go_to(day - step);
    case What::kDayAfter:
      return go_to(day + step);
    case What::kToday:
      return go_to(model.today);
    case What::kSelect:
      return board_.choose(intent.appointment);
    case What::kUnselect:
      return board_.unselect(chosen_last_);
    case What::kSelectMeeting:
      return board_.choose_meeting(intent.meeting);
    case What::kMeetingPanel:
      return meetings_.act(intent.meeting_panel.what, model.chosen_meeting());
    case What::kToastAction:
      return act_on_toast();
    case What::kGrid:
      return grid_.act(intent.grid);
    case What::kPanel:
      return act_on_visit(intent.panel);
    case What::kCardOn:
    case What::kCardBack:
    case What::kCardTo:
      return flow_.act(intent, model.rows);
  }
}

void DeskFlow::open_find(Purpose purpose) {
  grid_.take_place();
  clients_.open_find(purpose);
}

// What was done on the day that is left cannot be taken back from another one.
void DeskFlow::go_to(LocalDate day) {
  toast_.clear();
  board_.go_to(day);
}

void DeskFlow::show(LocalDate day, const AppointmentId& visit) {
  go_to(day);
  board_.choose_when_read(visit);
  board_.read_day();
}

void DeskFlow::act_on_toast() {
  const DeskToast::Pressed pressed = toast_.press();
  if (pressed.see_who) return waitlist_.see_freed();
  if (pressed.show) return show(pressed.show->day, pressed.show->visit);
  if (pressed.move_back) {
    const screens::desk::BoardRow& moved = pressed.move_back->visit;
    const screens::desk::BoardRow* const now = grid_.row_of(moved.appointment.id);
    return visits_.booking.move_to(now != nullptr ? *now : moved, pressed.move_back->before);
  }
  const auto* const row = screens::desk::find_row(board_.model().rows, pressed.undo);
  if (row != nullptr) steps_.open_undo(*row);
}

void DeskFlow::act_on_visit(const PanelIntent& intent) {
  using What = PanelIntent::What;
  const screens::desk::BoardRow* const row = board_.model().chosen();
  if (row == nullptr) return;
  switch (intent.what) {
    case What::kNone:
    case What::kBack:
      return;
    case What::kMove:
      return visits_.booking.open_move(*row);
    case What::kBookAgain:
      return visits_.booking.open_again(*row);
    case What::kOpenClient:
      return clients_.open_record(row->appointment.client);
    case What::kMark:
      return steps_.mark(*row, intent.state);
    case What::kAnotherRoom:
      return steps_.open_room(*row);
    case What::kCancel:
      return steps_.open_cancel(*row);
    case What::kUndo:
      return steps_.open_undo(*row);
    case What::kSeries:
      return visits_.series.open(*row);
    case What::kSession:
      return board_.choose_meeting(*row->appointment.meeting);
    case What::kHistory:
      return steps_.open_history(*row);
    case What::kAccept:
      return board_.decide(intent.proposal, api::check_in::Decision::kAccept, desk_);
    case What::kKeepOld:
      return board_.decide(intent.proposal, api::check_in::Decision::kKeepOld, desk_);
    case What::kSomebodyElse:
      return correction_.open(*row, intent.check_in, board_.model());
  }
}

void DeskFlow::on_line(const api::live::Line& line) {
  board_.on_line(line);
  alerts_.on_line(line);
  for (SheetPart* const part : sheets_) part->on_line(line);
  hours_.on_line(line);
  if (line.kind == api::live::Kind::kDayChanged) {
    for (SheetPart* const part : sheets_) part->on_day_changed();
  }
  if (line.kind == api::live::Kind::kAlertChanged) day_close_.on_day_changed();
  grid_.on_line(line);
  // Rooms, services and the clinic's rules change with the same kind of line.
  const bool may_be_setup = line.kind == api::live::Kind::kDayChanged && !line.record;
  if (may_be_setup || line.kind == api::live::Kind::kStartOver) book_.read();
}

void DeskFlow::on_link() {
  board_.on_link();
  alerts_.on_link();
  if (!context_.box.there()) return;
  book_.read();
  steps_.on_link();
  for (SheetPart* const part : sheets_) part->on_link();
  hours_.on_link();
  grid_.on_link();
}

// A wait that takes longer is said to be one. Gives when to look again; negative for never.
std::int64_t DeskFlow::look_whether_slow(std::int64_t now_ms) {
  const bool waits =
      steps_.waits() || board_.deciding() || std::ranges::any_of(sheets_, &SheetPart::busy);
  if (!waits) waits_since_ms_.reset();
  if (waits && !waits_since_ms_) waits_since_ms_ = now_ms;
  const bool slow = waits && now_ms - *waits_since_ms_ >= kSlowMs;
  if (std::exchange(desk_.slow, slow) != slow) return 0;
  return waits && !slow ? *waits_since_ms_ + kSlowMs - now_ms : -1;
}

std::int64_t DeskFlow::tick(std::int64_t now_ms) {
  std::int64_t soonest = kMinutesGoOnMs;
  const auto by = [&](std::int64_t wanted) {
    if (wanted >= 0) soonest = std::min(soonest, wanted);
  };
  by(alerts_.tick(now_ms));
  by(look_whether_slow(now_ms));
  by(steps_.tick(now_ms));
  for (SheetPart* const part : sheets_) by(part->tick(now_ms));
  by(hours_.tick(now_ms));
  by(toast_.tick(now_ms));
  return soonest;
}

}  // namespace

std::unique_ptr<StationFlow> make_desk_flow(StaffContext& context, PaperWays paper) {
  return std::make_unique<DeskFlow>(context, std::move(paper));
}

}  // namespace alcove::flows
