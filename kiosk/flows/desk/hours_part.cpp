// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/hours_part.h"

#include <algorithm>

#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"

// The page: whose hours are shown, and what has been read of them. The sheets: hours_saving.cpp.
namespace alcove::flows::desk {

using namespace screens::desk;

namespace {

constexpr std::int64_t kToastMs = 8000;
constexpr std::int64_t kSlowMs = 500;

bool has(const std::vector<api::Role>& roles, api::Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

template <class Record>
std::optional<std::int64_t> newest_in(const std::vector<Record>& records, const Record& mine) {
  for (const Record& one : records) {
    if (one.id == mine.id) return one.revision;
  }
  return std::nullopt;
}

}  // namespace

Keeps keeps_with(const std::vector<api::Role>& roles) {
  if (has(roles, api::Role::kFrontDesk) || has(roles, api::Role::kSupervisor)) {
    return Keeps::kEverybodys;
  }
  const bool own = has(roles, api::Role::kClinician) || has(roles, api::Role::kPrescriber);
  return own ? Keeps::kOwn : Keeps::kNothing;
}

HoursPart::HoursPart(StaffContext& context, Around around)
    : context_(context),
      around_(std::move(around)),
      calendar_(context, around_.save),
      book_(context),
      absence_(context, book_,
               {.slow = [this] { return slow_; },
                .say = [this](std::string words) { say(std::move(words)); },
                .print_calls = around_.print_calls,
                .closed = [this] { close_sheet(); },
                .closing_refused = [this](ErrorCode code) { refuse_closing(code); }}) {
  model_.keeps = keeps_with(context_.session.person.roles);
  model_.me = context_.session.person.id;
  if (model_.keeps == Keeps::kOwn) model_.chosen = model_.me;
  model_.bar = [this](ui::Ui& ui, ui::Rect& page) {
    return context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
  };
  model_.strip = around_.strip;
}

void HoursPart::open(LocalDate shown) {
  open_ = true;
  shown_ = shown;
  book_.read();
  read();
}

void HoursPart::close() {
  close_sheet();
  history_.reset();
  calendar_.close();
  absence_.close();
  model_.toast.clear();
  open_ = false;
}

void HoursPart::say(std::string words) {
  model_.toast = std::move(words);
  toast_until_ms_ = now_ms_ + kToastMs;
}

std::string HoursPart::name() const {
  return model_.person() != nullptr ? model_.person()->display_name : std::string();
}

SheetFrame HoursPart::frame() const {
  return {context_.language, context_.touch_keyboard, context_.box.there(), busy_,
          problem_,          busy_ && slow_};
}

// What goes by time, language or the box.
void HoursPart::renew_model() {
  model_.language = context_.language;
  model_.there = context_.box.there();
  model_.can_save = calendar_.possible();
  model_.today = date_of(context_.wall_clock());
  if (model_.keeps == Keeps::kOwn) {
    model_.people = {context_.session.person};
    model_.people_read = true;
    return;
  }
  model_.people = book_.clinicians();
  model_.people_read = !book_.staff().empty();
  // Nobody has chosen yet: the first one, once it is known who there is.
  if (!model_.chosen && !model_.chose && !model_.people.empty()) choose(model_.people.front().id);
}

void HoursPart::choose(const std::optional<StaffId>& whose) {
  model_.chose = true;
  if (model_.chosen == whose) return;
  model_.chosen = whose;
  model_.record.reset();
  model_.problem.reset();
  record_life_.renew();
  read();
}

void HoursPart::read() {
  if (!context_.box.there()) return;
  days_life_.renew();
  context_.box.ask(days_life_, api::availability::closed_days, wire::Nothing(),
                   [this](Result<api::availability::ClosedDaysReply> reply) {
                     if (reply) return take_closed_days(std::move(reply->items));
                     if (!model_.chosen) model_.problem = reply.error().code;
                   });
  if (!model_.chosen) return;
  record_life_.renew();
  context_.box.ask(record_life_, api::availability::of_clinician,
                   api::availability::OfClinicianRequest{*model_.chosen},
                   [this](Result<api::availability::OfClinicianReply> reply) {
                     if (reply) return take_record(std::move(reply).value());
                     model_.problem = reply.error().code;
                   });
}

// After a conflict the next try is about what stands now; what was typed is still there.
void HoursPart::take_record(api::availability::OfClinicianReply record) {
  model_.problem.reset();
  model_.record = std::move(record);
  if (auto* const week = std::get_if<WeekModel>(&sheet_); week != nullptr) {
    if (week->record.revision == 0) {
      week->ends = ended_before(model_.record->hours, week->record.from);
    } else if (conflicted_) {
      week->record.revision = newest_in(model_.record->hours, week->record).value_or(0);
    }
  }
  if (auto* const off = std::get_if<TimeOffModel>(&sheet_); off != nullptr && conflicted_) {
    off->record.revision =
        newest_in(model_.record->times_off, off->record).value_or(off->record.revision);
  }
  if (auto* const cap = std::get_if<CapModel>(&sheet_); cap != nullptr && conflicted_) {
    cap->record.revision = model_.record->cap.revision;
  }
}

void HoursPart::take_closed_days(std::vector<api::availability::ClosedDay> days) {
  model_.closed_days = std::move(days);
  if (!model_.chosen) model_.problem.reset();
  auto* const sheet = std::get_if<ClosedDayModel>(&sheet_);
  if (sheet == nullptr || !conflicted_) return;
  sheet->record.revision =
      newest_in(*model_.closed_days, sheet->record).value_or(sheet->record.revision);
}

void HoursPart::on_line(const api::live::Line& line) {
  if (!open_) return;
  using api::live::Kind;
  if (line.kind == Kind::kDayChanged || line.kind == Kind::kStartOver) absence_.on_day_changed();
  // Hours and closed days are told by the line that is about no visit of its own.
  const bool hours = line.kind == Kind::kDayChanged && !line.record;
  if (!hours && line.kind != Kind::kStartOver) return;
  book_.read();
  read();
}

void HoursPart::on_link() {
  if (!context_.box.there() || !open_) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  absence_.on_link();
  book_.read();
  read();
  if (auto* const booked = booked_of_sheet(); booked != nullptr && !booked->reply) ask_booked();
}

std::int64_t HoursPart::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (!open_) return -1;
  std::int64_t soonest = -1;
  const auto by = [&](std::int64_t wanted) {
    soonest = soonest < 0 ? wanted : std::min(soonest, wanted);
  };
  if (toast_until_ms_ && now_ms >= *toast_until_ms_) {
    toast_until_ms_.reset();
    model_.toast.clear();
    by(0);
  }
  if (toast_until_ms_) by(*toast_until_ms_ - now_ms);
  if (booked_due_ms_ && now_ms >= *booked_due_ms_) {
    booked_due_ms_.reset();
    ask_booked();
  }
  if (booked_due_ms_) by(*booked_due_ms_ - now_ms);
  const bool busy = busy_ || absence_.busy();
  if (!busy) busy_since_ms_.reset();
  if (busy && !busy_since_ms_) busy_since_ms_ = now_ms;
  const bool slow = busy && now_ms - *busy_since_ms_ >= kSlowMs;
  if (std::exchange(slow_, slow) != slow) by(0);
  if (busy && !slow) by(*busy_since_ms_ + kSlowMs - now_ms);
  return soonest;
}

void HoursPart::draw(ui::Ui& ui) {
  renew_model();
  const HoursIntent intent = screens::desk::draw(ui, model_);
  draw_sheets(ui);
  calendar_.draw(ui);
  absence_.draw(ui);
  act(intent);
}

void HoursPart::act(const HoursIntent& intent) {
  using What = HoursIntent::What;
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kBack:
      return close();
    case What::kChoose:
      return choose(intent.chosen);
    case What::kEarlier:
      model_.earlier = !model_.earlier;
      return;
    case What::kToastClosed:
      model_.toast.clear();
      return;
    case What::kCalendar:
      return calendar_.open(*model_.chosen, name());
    case What::kCalls:
      return absence_.open_lists();
    case What::kHours:
    case What::kNewHours:
    case What::kTimeOff:
    case What::kNewTimeOff:
    case What::kCap:
    case What::kClosedDay:
    case What::kNewClosedDay:
      return open_sheet(intent);
  }
}

}  // namespace alcove::flows::desk
