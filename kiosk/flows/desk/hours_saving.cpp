// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/desk/hours_part.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"

// The sheets over the page of hours: opened, kept on the box, and what is booked in their time.
namespace alcove::flows::desk {

using namespace screens::desk;
using What = HoursSheetIntent::What;
namespace routes = api::availability;

namespace {

constexpr std::int64_t kPauseMs = 400;  // in typing a time, before it is asked what is booked

}  // namespace

void HoursPart::show(Sheet sheet) {
  sheet_ = std::move(sheet);
  problem_.reset();
  conflicted_ = false;
  busy_ = false;
  sheet_life_.renew();
  booked_life_.renew();
  booked_due_ms_.reset();
}

void HoursPart::close_sheet() {
  show(Nothing());
}

void HoursPart::open_sheet(const HoursIntent& intent) {
  using Page = HoursIntent::What;
  switch (intent.what) {
    case Page::kHours:
      return open_hours(intent.index);
    case Page::kNewHours:
      return open_new_hours();
    case Page::kTimeOff:
      return open_time_off(intent.index);
    case Page::kNewTimeOff:
      return open_time_off(std::nullopt);
    case Page::kClosedDay:
      return open_closed_day(intent.index);
    case Page::kNewClosedDay:
      return open_closed_day(std::nullopt);
    case Page::kCap: {
      CapModel model{.record = model_.record->cap, .name = name()};
      model.record.clinician = *model_.chosen;
      if (model.record.visits_a_day) model.visits = std::to_string(*model.record.visits_a_day);
      return show(std::move(model));
    }
    case Page::kNone:
    case Page::kBack:
    case Page::kChoose:
    case Page::kEarlier:
    case Page::kCalendar:
    case Page::kCalls:
    case Page::kToastClosed:
      return;
  }
}

// Who may not set it looks at who did.
void HoursPart::open_hours(std::size_t index) {
  const routes::Hours& hours = model_.record->hours.at(index);
  if (!model_.may_set()) return open_history(RecordId(hours.id.bytes()));
  show(WeekModel{.record = hours, .name = name(), .today = model_.today});
}

// As the last ones are, from today on: most of a new week is the old one.
void HoursPart::open_new_hours() {
  routes::Hours hours{.id = routes::HoursId::make(context_.box.now(), context_.box.random()),
                      .clinician = *model_.chosen,
                      .from = model_.today,
                      .until = std::nullopt,
                      .blocks = {}};
  for (const routes::Hours& one : model_.record->hours) {
    if (!one.withdrawn) hours.blocks = one.blocks;
  }
  WeekModel model{.record = std::move(hours), .name = name(), .today = model_.today};
  model.ends = ended_before(model_.record->hours, model.record.from);
  show(std::move(model));
}

void HoursPart::open_time_off(std::optional<std::size_t> index) {
  routes::TimeOff record;
  if (index) {
    record = model_.record->times_off.at(*index);
    if (!model_.may_set()) return open_history(RecordId(record.id.bytes()));
  } else {
    record.id = routes::TimeOffId::make(context_.box.now(), context_.box.random());
    record.clinician = *model_.chosen;
  }
  TimeOffModel model = time_off_sheet(context_.language, record, name(), model_.today);
  model.booked.can_open = static_cast<bool>(around_.open_visit);
  show(std::move(model));
  ask_booked();
}

void HoursPart::open_closed_day(std::optional<std::size_t> index) {
  ClosedDayModel model{.record = {}, .today = model_.today};
  if (index) {
    model.record = model_.closed_days->at(*index);
    if (!model_.may_keep()) return open_history(RecordId(model.record.id.bytes()));
  } else {
    model.record.id = routes::ClosedDayId::make(context_.box.now(), context_.box.random());
    model.record.day = std::max(model_.today, shown_);
  }
  model.booked.can_open = static_cast<bool>(around_.open_visit);
  show(std::move(model));
  ask_booked();
}

void HoursPart::open_history(const RecordId& record) {
  history_.emplace(HoursHistoryModel{.zone = context_.zone});
  problem_.reset();
  history_life_.renew();
  context_.box.ask(history_life_, routes::history, routes::HistoryRequest{record},
                   [this](Result<routes::HistoryReply> reply) {
                     if (!history_) return;
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     history_->reply = std::move(reply).value();
                   });
}

void HoursPart::draw_sheets(ui::Ui& ui) {
  if (history_) {
    if (screens::desk::draw(ui, frame(), *history_).what != What::kClose) return;
    history_.reset();
    problem_.reset();
    return;
  }
  // That of the day which is being closed lies below, and is there again when one goes back.
  if (!absence_.is_open()) std::visit([&](auto& sheet) { draw_sheet(ui, sheet); }, sheet_);
}

void HoursPart::draw_sheet(ui::Ui& ui, WeekModel& model) {
  const HoursSheetIntent intent = screens::desk::draw(ui, frame(), model);
  switch (intent.what) {
    case What::kNone:
    case What::kVisit:
    case What::kDecide:
      return;
    case What::kClose:
      return close_sheet();
    case What::kChanged:
      model.refused.reset();
      if (model.record.revision > 0 || !model_.record) return;
      model.ends = ended_before(model_.record->hours, model.record.from);
      return;
    case What::kSave:
      return save_week(model);
    case What::kEnd: {
      routes::Hours withdrawn = model.record;
      withdrawn.withdrawn = true;
      return save<routes::Hours>(routes::set_hours, withdrawn, [this](const routes::Hours&) {
        say(text::HoursMessages(context_.language).week_is_withdrawn(name()));
        close_sheet();
      });
    }
    case What::kHistory:
      return open_history(RecordId(model.record.id.bytes()));
  }
}

template <class Model>
void HoursPart::draw_away(ui::Ui& ui, Model& model) {
  model.booked.can_decide = model_.may_keep() && model.record.revision > 0;
  const HoursSheetIntent intent = screens::desk::draw(ui, frame(), model);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kClose:
      return close_sheet();
    case What::kChanged:
      return ask_booked_soon(model.booked);
    case What::kSave:
      return save_away(model, Away::kStands);
    case What::kEnd:
      return save_away(model, Away::kTakenBack);
    case What::kHistory:
      return open_history(RecordId(model.record.id.bytes()));
    case What::kVisit:
      return open_visit(model.booked, intent.index);
    case What::kDecide:
      return decide(model);
  }
}

void HoursPart::draw_sheet(ui::Ui& ui, TimeOffModel& model) {
  draw_away(ui, model);
}

void HoursPart::draw_sheet(ui::Ui& ui, ClosedDayModel& model) {
  draw_away(ui, model);
}

void HoursPart::draw_sheet(ui::Ui& ui, CapModel& model) {
  const HoursSheetIntent intent = screens::desk::draw(ui, frame(), model);
  if (intent.what == What::kClose) return close_sheet();
  if (intent.what == What::kSave) return save_cap(model);
  if (intent.what == What::kHistory) open_history(RecordId(model.record.clinician.bytes()));
}

template <class Record>
void HoursPart::save(const wire::Route<Record, Record>& route, Record record,
                     std::function<void(const Record&)> done) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  record.made.reset();  // the box fills it in
  link::Box& box = context_.box;
  box.ask(sheet_life_, route, std::move(record),
          [this, done = std::move(done)](Result<Record> reply) {
            busy_ = false;
            read();
            if (reply) return done(*reply);
            problem_ = reply.error().code;
            conflicted_ = problem_ == ErrorCode::kConflict;
            if (auto* const week = std::get_if<WeekModel>(&sheet_); week != nullptr) {
              week->refused.reset();
              if (problem_ == ErrorCode::kAlreadyExists) week->refused = problem_;
            }
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// Hours that hold until further notice end the day before new ones begin: a write of their own,
// before the new ones, because two sets never hold on one day.
void HoursPart::save_week(const WeekModel& model) {
  const auto kept = [this](const routes::Hours&) {
    say(text::HoursMessages(context_.language).week_kept(name()));
    close_sheet();
  };
  if (!model.ends) return save<routes::Hours>(routes::set_hours, model.record, kept);
  save<routes::Hours>(routes::set_hours, *model.ends,
                      [this, next = model.record, kept](const routes::Hours&) {
                        if (auto* const week = std::get_if<WeekModel>(&sheet_)) week->ends.reset();
                        save<routes::Hours>(routes::set_hours, next, kept);
                      });
}

void HoursPart::save_away(TimeOffModel& model, Away away) {
  const bool cancelled = away == Away::kTakenBack;
  const auto span = model.span();
  if (!cancelled && !span) return;
  routes::TimeOff record = model.record;
  record.cancelled = cancelled;
  if (!cancelled) {
    record.from = span->first;
    record.until = span->second;
    record.kind = model.kind;
  }
  save<routes::TimeOff>(routes::set_time_off, record, [this](const routes::TimeOff& made) {
    auto* const sheet = std::get_if<TimeOffModel>(&sheet_);
    if (made.cancelled) {
      say(text::HoursMessages(context_.language).off_is_cancelled(name()));
      return close_sheet();
    }
    if (sheet == nullptr) return;
    sheet->record = made;
    sheet->kept = true;
    ask_booked();
  });
}

void HoursPart::save_away(ClosedDayModel& model, Away away) {
  routes::ClosedDay record = model.record;
  record.reopened = away == Away::kTakenBack;
  const bool decides = model.decides() != ClosedDayModel::Decides::kNo;
  if (!record.reopened && decides) return absence_.open_closing(record);
  save<routes::ClosedDay>(routes::set_closed_day, record, [this](const routes::ClosedDay& made) {
    auto* const sheet = std::get_if<ClosedDayModel>(&sheet_);
    if (made.reopened) {
      say(text::HoursMessages(context_.language)
              .closed_is_open(text::full_date(context_.language, made.day)));
      return close_sheet();
    }
    if (sheet == nullptr) return;
    sheet->record = made;
    sheet->kept = true;
    ask_booked();
  });
}

void HoursPart::refuse_closing(ErrorCode code) {
  problem_ = code;
  conflicted_ = code == ErrorCode::kConflict;
  read();
}

void HoursPart::save_cap(const CapModel& model) {
  routes::Cap record = model.record;
  record.visits_a_day = model.number();
  save<routes::Cap>(routes::set_cap, record, [this](const routes::Cap&) {
    say(text::HoursMessages(context_.language).cap_kept(name()));
    close_sheet();
  });
}

StaysBooked* HoursPart::booked_of_sheet() {
  if (auto* const off = std::get_if<TimeOffModel>(&sheet_)) return &off->booked;
  if (auto* const day = std::get_if<ClosedDayModel>(&sheet_)) return &day->booked;
  return nullptr;
}

void HoursPart::ask_booked_soon(StaysBooked& booked) {
  booked.reply.reset();
  booked_life_.renew();
  booked_due_ms_ = now_ms_ + kPauseMs;
}

void HoursPart::ask_booked() {
  booked_life_.renew();
  StaysBooked* const booked = booked_of_sheet();
  if (booked == nullptr) return;
  booked->reply.reset();
  api::appointments::BetweenRequest request;
  if (const auto* const off = std::get_if<TimeOffModel>(&sheet_); off != nullptr) {
    const auto span = off->span();
    if (!span) return;
    request.clinician = off->record.clinician;
    request.from = span->first;
    // Nothing is booked further ahead than that.
    const auto furthest = span->first + std::chrono::days(api::appointments::kMaxBetweenDays);
    request.until = std::min<LocalDateTime>(span->second, furthest);
  }
  if (const auto* const day = std::get_if<ClosedDayModel>(&sheet_); day != nullptr) {
    request.from = std::chrono::local_days(day->record.day);
    request.until = request.from + std::chrono::days(1);
  }
  // What has been and gone is not to be decided about.
  request.from = std::max(request.from,
                          std::min(context_.wall_clock(), request.until - std::chrono::minutes(1)));
  booked->asked = true;
  if (!context_.box.there()) return;
  context_.box.ask(
      booked_life_, api::appointments::between, request,
      [this](Result<api::appointments::BetweenReply> reply) { take_booked(std::move(reply)); });
}

// Where something is booked in the time that was just kept, the sheet stays open and lists it.
void HoursPart::take_booked(Result<api::appointments::BetweenReply> reply) {
  const text::HoursMessages say_words(context_.language);
  StaysBooked* const booked = booked_of_sheet();
  if (booked == nullptr) return;
  const bool some = reply && reply->count > 0;
  booked->asked = reply.ok();
  if (reply) booked->reply = std::move(reply).value();
  if (some) return;
  if (const auto* const off = std::get_if<TimeOffModel>(&sheet_); off != nullptr && off->kept) {
    say(say_words.off_kept(off->name));
    return close_sheet();
  }
  if (const auto* const day = std::get_if<ClosedDayModel>(&sheet_); day != nullptr && day->kept) {
    say(say_words.closed_kept(text::full_date(context_.language, day->record.day)));
    close_sheet();
  }
}

void HoursPart::decide(const TimeOffModel& model) {
  const auto span = model.span();
  if (!span) return;
  const StaffId whose = model.record.clinician;
  close_sheet();
  absence_.open(whose, span->first, span->second);
}

void HoursPart::decide(const ClosedDayModel& model) {
  const LocalDateTime from = std::chrono::local_days(model.record.day);
  close_sheet();
  absence_.open(std::nullopt, from, from + std::chrono::days(1));
}

void HoursPart::open_visit(const StaysBooked& booked, std::size_t index) {
  if (!around_.open_visit || !booked.reply || index >= booked.reply->items.size()) return;
  const api::appointments::Appointment visit = booked.reply->items[index].appointment;
  close();
  around_.open_visit(date_of(visit.start), visit.id);
}

}  // namespace alcove::flows::desk
