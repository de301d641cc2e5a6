// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_flow.h"

#include "kiosk/flows/desk/desk_station.h"

namespace alcove::flows {
namespace desk {
namespace {

constexpr std::int64_t kSlowMs = 500;
constexpr std::int64_t kMinutesGoOnMs = 15'000;  // "waiting 16 min" goes on by itself

}  // namespace

DeskFlow::DeskFlow(StaffContext& context, PaperWays paper)
    : context_(context),
      book_(context),
      board_(context),
      desk_{
          context,
          book_,
          [this](std::string words) { toast_.say(std::move(words)); },
          [this](std::string words, const AppointmentId& visit) {
            toast_.say_undoable(std::move(words), visit);
            board_.model().bring_into_view = visit;  // what is said takes a piece of the list
          },
          [this](std::string words, const screens::desk::BoardRow& moved,
                 const screens::desk::GridPlace& before) {
            toast_.say_moved(std::move(words), {moved, before});
            const auto& to = moved.appointment.moved_to;
            chosen_last_ = to.value_or(moved.appointment.id);
            // Carried while its panel was open: the panel goes along.
            if (to && board_.model().selected == moved.appointment.id) {
              board_.choose_when_read(*to);
            }
          },
          [this](std::string words) { toast_.say_session_moved(std::move(words)); },
          [this](std::string words, LocalDate day, const AppointmentId& visit) {
            toast_.say_made(std::move(words), {day, visit}, board_.model().day);
          },
          [this](std::string words, const api::series::SeriesId& series, const std::string& name) {
            toast_.say_series(std::move(words), {series, name});
          },
          [this] { board_.read_day(); },
          [this](const api::appointments::Appointment& changed) { take(changed); },
          [this](const AppointmentId& visit) {
            grid_.leave_cell();
            board_.choose_when_read(visit);
          },
          [this](const auto& row) { return board_.called(row); }},
      grid_(desk_, board_,
            {.find_client = [this] { clients_.open_find(Purpose::kBook); },
             .move = [this](const auto& row, const auto& to) { visits_.booking.move_to(row, to); },
             .carry = [this](const auto& session,
                             const auto& intent) { meetings_.carry(session, intent); },
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
      meetings_(desk_,
                {.find_guest = [this] { open_find(Purpose::kGuest); },
                 .show = [this](LocalDate day, const auto& session) { show_session(day, session); },
                 .open_calls = calls_opener()}),
      groups_(desk_,
              {.find_member = [this] { open_find(Purpose::kMember); },
               .find_client = [this] { open_find(Purpose::kTogether); },
               .show = [this](LocalDate day, const auto& session) { show_session(day, session); }}),
      clients_(
          desk_,
          [this](Purpose purpose, const screens::desk::FoundClient& found) {
            const ClientId& client = found.id;
            const std::string name = told_apart(context_.language, found);
            const BookingPart::Who who{client, name, like_line(context_.language, named(found))};
            if (purpose == Purpose::kWalkIn) return visits_.booking.open_walk_in(who);
            if (purpose == Purpose::kReach) return reminders_.open_wishes(client, name);
            if (purpose == Purpose::kWait) return waitlist_.open_client(client, name);
            if (purpose == Purpose::kMember) return groups_.add_member(found);
            if (purpose == Purpose::kTogether) return groups_.add_client(found);
            if (purpose == Purpose::kGuest) return meetings_.open_guest(found, board_.model());
            const auto place = grid_.take_place();
            if (place) return visits_.booking.open_at(who, *place);
            visits_.booking.open_book(who, board_.model().day);
          },
          [this](LocalDate day, const AppointmentId& visit) { show(day, visit); }),
      paper_(desk_, std::move(paper)),
      away_(
          desk_, [this](const auto& row) { steps_.open_cancel(row); }, paper_.calls_printer()),
      reminders_(desk_, paper_),
      day_close_(desk_, {.go_to = [this](LocalDate day) { go_to(day); },
                         .show = [this](const AppointmentId& visit) { board_.choose(visit); }}),
      waitlist_(
          desk_,
          {.find_client = [this] { clients_.open_find(Purpose::kWait); },
           .freed = [this](std::int64_t count) { toast_.say_freed(context_.language, count); },
           .without_place = [this] { visits_.without_place.open(); }},
          paper_.save_way()),
      alerts_(context),
      hours_(context,
             {.strip = [this](ui::Ui& ui,
                              const ui::Rect& place) { return alerts_.draw_above(ui, place); },
              .open_visit = [this](LocalDate day, const AppointmentId& id) { show(day, id); },
              .save = paper_.save_way(),
              .print_calls = paper_.calls_printer()}) {
  book_.read();
  screens::desk::DayBoardModel& model = board_.model();
  const std::vector<api::Role>& roles = context_.session.person.roles;
  model.may = desk_.may = may_at_desk(roles);
  model.has_closing = may_close_days(roles);
  model.has_waitlist = may_see_who_waits(roles);
  model.has_paper = paper_.possible() && may_print_day(roles);
  model.bar = [this](ui::Ui& ui, ui::Rect& page) {
    return context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
  };
  model.strip = [this](ui::Ui& ui, const ui::Rect& place) { return alerts_.draw_above(ui, place); };
}

// For whoever keeps the calls to make, as on the page of hours.
std::function<void(const screens::desk::MeetingId&)> DeskFlow::calls_opener() {
  if (keeps_with(context_.session.person.roles) != screens::desk::Keeps::kEverybodys) return {};
  return [this](const screens::desk::MeetingId& session) { away_.open_calls(session); };
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
  paper_.draw(ui);  // of the calls that come with an absence
  alerts_.draw_sheet(ui);
}

void DeskFlow::draw_board(ui::Ui& ui) {
  screens::desk::DayBoardModel& model = board_.model();
  // What stands under a visit that is carried does not move away.
  if (model.grid.held || model.grid.drawn) toast_.wait();
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
  if (!over) {
    keep_focus(ui);
    toast_.follow_focus(ui);
  }
  act(intent);
}

// A list keeps its place after an action: what was chosen has the focus when nothing else has.
void DeskFlow::keep_focus(ui::Ui& ui) {
  const auto& selected = board_.model().selected;
  const bool calendar = board_.model().view == screens::desk::BoardView::kCalendar;
  if (calendar && grid_.prefer_cell(ui)) return;
  if (selected) chosen_last_ = selected;
  if (!chosen_last_) return;
  ui.prefer_focus((calendar ? "card_" : "row_") + chosen_last_->text());
}

void DeskFlow::on_line(const api::live::Line& line) {
  board_.on_line(line);
  alerts_.on_line(line);
  for (SheetPart* const part : sheets_) {
    part->on_line(line);
    if (line.kind == api::live::Kind::kDayChanged) part->on_day_changed();
  }
  hours_.on_line(line);
  if (line.kind == api::live::Kind::kAlertChanged) day_close_.on_day_changed();
  grid_.on_line(line);
  // Rooms, services and the clinic's rules change with the same kind of line, without a record.
  using enum api::live::Kind;
  if (line.kind == kStartOver || (line.kind == kDayChanged && !line.record)) book_.read();
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

}  // namespace desk

std::unique_ptr<StationFlow> make_desk_flow(StaffContext& context, PaperWays paper) {
  return std::make_unique<desk::DeskFlow>(context, std::move(paper));
}

}  // namespace alcove::flows
