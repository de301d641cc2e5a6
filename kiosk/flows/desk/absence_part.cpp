// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/absence_part.h"

#include <charconv>

#include "kiosk/text/absence_messages.h"

namespace alcove::flows::desk {

using screens::desk::AbsenceIntent;
using screens::desk::AbsenceModel;
using screens::desk::AnotherTime;
using screens::desk::CallsModel;
using screens::desk::Colleague;
using screens::desk::TryIntent;
using screens::desk::TryModel;
namespace routes = api::absences;

namespace {

constexpr std::int64_t kTimesShown = 10;

LocalDate day_after(LocalDate day) {
  return LocalDate(std::chrono::local_days(day) + std::chrono::days(1));
}

// Which of the choices a refusal is about: "choices[2].start".
std::optional<std::size_t> choice_of(const std::string& field) {
  constexpr std::string_view kBefore = "choices[";
  if (!field.starts_with(kBefore)) return std::nullopt;
  std::size_t index = 0;
  const char* const begin = field.data() + kBefore.size();
  const char* const end = field.data() + field.size();
  const auto read = std::from_chars(begin, end, index);
  return read.ec == std::errc() ? std::optional(index) : std::nullopt;
}

}  // namespace

screens::desk::SheetFrame AbsencePart::frame() const {
  return {context_.language, context_.touch_keyboard, context_.box.there(), busy_,
          problem_,          busy_ && around_.slow()};
}

std::vector<Colleague> AbsencePart::colleagues(const std::optional<StaffId>& but) const {
  std::vector<Colleague> all;
  for (const auto& one : book_.clinicians()) {
    if (one.id != but) all.push_back({one.id, one.display_name});
  }
  return all;
}

void AbsencePart::begin(const std::optional<StaffId>& clinician, LocalDateTime from,
                        LocalDateTime until) {
  close();
  // Further ahead nothing is booked.
  const LocalDateTime furthest = from + std::chrono::days(routes::kMaxAheadDays);
  model_ = AbsenceModel{
      .edit = {.clinician = clinician, .from = from, .until = std::min(until, furthest)},
      .name = clinician ? book_.name_of(*clinician) : std::string(),
      .colleagues = colleagues(clinician)};
}

void AbsencePart::open(const std::optional<StaffId>& clinician, LocalDateTime from,
                       LocalDateTime until) {
  begin(clinician, from, until);
  preview();
}

void AbsencePart::open_at(const AppointmentId& visit, const std::optional<StaffId>& clinician,
                          LocalDateTime from, LocalDateTime until) {
  begin(clinician, from, until);
  model_->first = visit;
  model_->edit.what = routes::What::kLeave;
  asks_at_once_ = true;
  preview();
}

void AbsencePart::open_lists() {
  close();
  lists_.emplace();
  read_lists();
}

void AbsencePart::open_calls(const routes::AbsenceId& id) {
  model_.reset();
  session_.reset();
  list_ = id;
  show_calls();
}

void AbsencePart::open_calls_of(const routes::MeetingId& session) {
  close();
  session_ = session;
  show_calls();
}

void AbsencePart::show_calls() {
  problem_.reset();
  calls_ = CallsModel{.zone = context_.zone, .can_print = around_.print_calls != nullptr};
  read_calls();
}

void AbsencePart::close() {
  life_.renew();
  look_life_.renew();
  model_.reset();
  lists_.reset();
  calls_.reset();
  try_.reset();
  asks_at_once_ = false;
  busy_ = false;
  problem_.reset();
}

void AbsencePart::preview() {
  look_life_.renew();
  model_->choosing.reset();
  model_->another_time.reset();
  model_->reading = false;
  if (model_->edit.what == routes::What::kReassign && !model_->edit.to) {
    model_->preview.reset();
    return;
  }
  model_->reading = true;
  context_.box.ask(look_life_, routes::preview, model_->edit,
                   [this](Result<routes::Preview> reply) { take_preview(std::move(reply)); });
}

void AbsencePart::take_preview(Result<routes::Preview> reply) {
  if (!model_) return;
  if (reply) {
    problem_.reset();
    model_->take(std::move(reply).value());
    if (std::exchange(asks_at_once_, false) && model_->put_first()) model_->choosing = 0;
    return;
  }
  if (reply.error().field.starts_with("closes")) return refuse_closing(reply.error().code);
  // What somebody chose for one visit does not hold any more: the others are still listed.
  auto& choices = model_->edit.choices;
  if (reply.error().field.starts_with("choices") && !choices.empty()) {
    const auto one = choice_of(reply.error().field);
    if (one && *one < choices.size()) {
      choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(*one));
    } else {
      choices.clear();
    }
    model_->changed_meanwhile = true;
    return preview();
  }
  problem_ = reply.error().code;
}

// Those of the one who is away, or of a day on which nobody works, begin when that is over.
void AbsencePart::read_times() {
  using namespace api::appointments;
  AnotherTime& times = *model_->another_time;
  const routes::Line& line = model_->preview->lines[times.line];
  const bool same_day = times.anybody && model_->edit.clinician;
  if (times.free && !times.free->empty()) {
    times.from = day_after(date_of(times.free->back().opening.start));
  } else if (!times.free) {
    times.from = date_of(same_day ? line.start : model_->edit.until);
  } else {
    times.from = day_after(times.from);
  }
  times.free.reset();
  problem_.reset();
  FirstFreeRequest request{.service = line.service};
  request.minutes = line.minutes;
  if (!times.anybody) request.clinician = line.clinician;
  request.client = line.client;
  request.room_need = line.room ? RoomNeed::kAny : RoomNeed::kNone;
  request.from = times.from;
  request.count = kTimesShown;
  context_.box.ask(look_life_, first_free, request, [this](const Result<FirstFreeReply>& reply) {
    if (!model_ || !model_->another_time) return;
    if (reply) return take_times(*reply);
    problem_ = reply.error().code;
    model_->another_time.reset();
  });
}

// Not at the time that it has, not in the absence, and not where another of these visits goes.
bool AbsencePart::is_possible(const routes::Line& line,
                              const api::appointments::Opening& opening) const {
  const routes::Edit& edit = model_->edit;
  const auto length = std::chrono::minutes(opening.minutes);
  const bool away = !edit.clinician || opening.clinician == *edit.clinician;
  if (opening.start == line.start) return false;
  if (away && opening.start < edit.until && opening.start + length > edit.from) return false;
  for (const routes::Line& other : model_->preview->lines) {
    const bool given = other.fate == routes::Fate::kMove || other.fate == routes::Fate::kReassign;
    if (!given || other.appointment == line.appointment) continue;
    const LocalDateTime start = other.to_start.value_or(other.start);
    const bool meets = opening.start < start + std::chrono::minutes(other.minutes) &&
                       start < opening.start + length;
    if (meets && (other.to == opening.clinician || other.client == line.client)) return false;
  }
  return true;
}

void AbsencePart::take_times(const api::appointments::FirstFreeReply& reply) {
  AnotherTime& times = *model_->another_time;
  const routes::Line& line = model_->preview->lines[times.line];
  times.free.emplace();
  for (const auto& one : reply.openings) {
    if (!is_possible(line, one)) continue;
    times.free->push_back(
        {one, book_.name_of(one.clinician), one.room ? book_.name_of(*one.room) : std::string()});
  }
  times.more = std::ssize(reply.openings) == kTimesShown;
  if (!reply.openings.empty()) times.from = date_of(reply.openings.back().start);
}

void AbsencePart::take_time(std::size_t index) {
  link::Box& box = context_.box;
  const AnotherTime& times = *model_->another_time;
  const api::appointments::Opening& opening = (*times.free)[index].opening;
  const routes::Line line = model_->preview->lines[times.line];
  model_->set_choice(line,
                     routes::Choice{.appointment = line.appointment,
                                    .what = routes::What::kMove,
                                    .to = opening.clinician,
                                    .start = opening.start,
                                    .room = opening.room,
                                    .moved_to = AppointmentId::make(box.now(), box.random())});
  model_->changed_meanwhile = false;
  preview();
}

void AbsencePart::apply() {
  if (busy_ || model_->reading || !model_->preview) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, routes::apply,
          routes::ApplyRequest{.absence = routes::AbsenceId::make(box.now(), box.random()),
                               .edit = model_->edit,
                               .token = model_->preview->token,
                               .reason = why()},
          [this](const Result<routes::Applied>& reply) { take_applied(reply); },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void AbsencePart::take_applied(const Result<routes::Applied>& reply) {
  busy_ = false;
  if (!model_) return;
  if (!reply) {
    const bool another_book =
        reply.error().code == ErrorCode::kConflict && reply.error().field == "token";
    model_->changed_meanwhile = another_book;
    if (another_book) return preview();
    if (reply.error().field.starts_with("closes")) return refuse_closing(reply.error().code);
    problem_ = reply.error().code;
    return;
  }
  around_.say(done_words(*reply));
  const bool closes = model_->edit.closes.has_value();
  if (reply->to_call == 0) {
    close();
  } else {
    open_calls(reply->absence);
  }
  if (closes) around_.closed();
}

void AbsencePart::read_lists() {
  look_life_.renew();
  context_.box.ask(look_life_, routes::lists, wire::Nothing(),
                   [this](Result<routes::ListsReply> reply) {
                     if (!lists_) return;
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     problem_.reset();
                     lists_->reply = std::move(reply).value();
                   });
}

void AbsencePart::read_calls() {
  look_life_.renew();
  const auto asked = session_ ? routes::CallsRequest{std::nullopt, session_}
                              : routes::CallsRequest{list_, std::nullopt};
  context_.box.ask(look_life_, routes::calls, asked, [this](Result<routes::CallsReply> reply) {
    if (calls_) take_calls(std::move(reply));
  });
}

void AbsencePart::take_calls(Result<routes::CallsReply> reply) {
  if (!reply && session_ && reply.error().code == ErrorCode::kNotFound) {
    close();
    return around_.say(std::string(text::AbsenceMessages(context_.language).calls_nobody()));
  }
  if (!reply) {
    problem_ = reply.error().code;
    return;
  }
  problem_.reset();
  list_ = reply->list.absence;
  calls_->reply = std::move(reply).value();
}

void AbsencePart::save_try() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, routes::log_try,
          routes::TryRequest{.absence = list_,
                             .client = tried_,
                             .absence_try = routes::AbsenceTryId::make(box.now(), box.random()),
                             .way = try_->way,
                             .outcome = try_->outcome,
                             .note = try_->note},
          [this](const Result<routes::CallTry>& reply) {
            busy_ = false;
            if (!reply) {
              problem_ = reply.error().code;
              return;
            }
            try_.reset();
            around_.say(std::string(text::AbsenceMessages(context_.language).calls_kept()));
            if (calls_) read_calls();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// The preview that somebody reads stays; the box refuses it where it does not hold any more.
void AbsencePart::on_day_changed() {
  if (calls_) return read_calls();
  if (lists_) read_lists();
}

void AbsencePart::on_link() {
  if (!context_.box.there()) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (model_ && (model_->reading || !model_->preview) && !busy_) preview();
  on_day_changed();
}

void AbsencePart::draw(ui::Ui& ui) {
  if (model_) return draw_edit(ui);
  if (calls_) return draw_calls(ui);
  if (lists_) draw_lists(ui);
}

void AbsencePart::draw_edit(ui::Ui& ui) {
  const AbsenceIntent intent = screens::desk::draw(ui, frame(), *model_);
  switch (intent.what) {
    case AbsenceIntent::What::kNone:
      return;
    case AbsenceIntent::What::kClose:
      return close();
    case AbsenceIntent::What::kChanged:
      model_->changed_meanwhile = false;
      return preview();
    case AbsenceIntent::What::kApply:
      return apply();
    case AbsenceIntent::What::kReadTimes:
      return read_times();
    case AbsenceIntent::What::kTakeTime:
      return take_time(intent.time);
  }
}

void AbsencePart::draw_lists(ui::Ui& ui) {
  const auto intent = screens::desk::draw(ui, frame(), *lists_);
  if (intent.close) return close();
  if (intent.open) open_calls(lists_->reply->items[*intent.open].absence);
}

void AbsencePart::draw_calls(ui::Ui& ui) {
  if (try_) {
    const TryIntent intent = screens::desk::draw(ui, frame(), *try_);
    if (intent == TryIntent::kSave) return save_try();
    if (intent == TryIntent::kClose) {
      try_.reset();
      problem_.reset();
    }
    return;
  }
  const auto intent = screens::desk::draw(ui, frame(), *calls_);
  if (intent.close) {
    calls_.reset();
    problem_.reset();
    if (lists_) read_lists();
    return;
  }
  if (intent.print) return around_.print_calls(list_);
  if (!intent.tried) return;
  const routes::CallRow& row = calls_->reply->items[*intent.tried];
  tried_ = row.client;
  try_ = TryModel{.name = row.client_name, .reach = row.reach};
}

}  // namespace alcove::flows::desk
