// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/booking_part.h"

#include <utility>

#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::appointments::Appointment;

namespace {

constexpr std::int64_t kPauseMs = 150;  // in choosing and typing, before it is asked what is free

}  // namespace

void BookingPart::start(BookingModel model) {
  life_.renew();
  first_free_.forget();
  model_ = std::move(model);
  fill_lists();
  // Of several none is taken before somebody has chosen it.
  if (!model_->service && model_->services.size() == 1) choose_service(*model_, 0);
  id_ = AppointmentId::make(desk_.context.box.now(), desk_.context.box.random());
  series_id_ = api::series::SeriesId::make(desk_.context.box.now(), desk_.context.box.random());
  busy_ = unseen_ = false;
  problem_.reset();
  unexplained_.reset();
  ask_free();
}

void BookingPart::fill_lists() {
  model_->services = desk_.book.services();
  model_->clinicians = desk_.book.clinicians();
  model_->rooms = desk_.book.rooms();
  model_->resources = desk_.book.resources();
}

void BookingPart::close() {
  first_free_.forget();
  model_.reset();
  moving_.reset();
  life_.renew();
  free_life_.renew();
  busy_ = unseen_ = false;
  const auto placing = std::exchange(placing_, std::nullopt);
  if (placing) placing->then();
}

void BookingPart::on_day_changed() {
  if (!model_) return;
  fill_lists();
  ask_free();
}

void BookingPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (!model_) return;
  ask_free();
  const bool waits = model_->choosing == BookingModel::Choosing::kFirstFree;
  if (waits && !model_->first_free->reply) first_free_.ask(*model_);
}

void BookingPart::ask_free() {
  free_is_due_ = false;
  free_life_.renew();
  if (!model_->on_step() || !model_->length() || !desk_.context.box.there()) {
    model_->free.reset();
    if (unexplained_) problem_ = std::exchange(unexplained_, std::nullopt);
    return;
  }
  api::appointments::FreeRequest request;
  request.start = *model_->start();
  request.minutes = *model_->length();
  request.clinician = model_->clinician;
  request.room = model_->room;
  request.client = model_->client;
  request.service = model_->service;
  request.resources = if_any(api::resources::ids_words(model_->takes));
  if (model_->kind == BookingKind::kWalkIn) request.walk_in = true;
  if (moving_) request.except = moving_->appointment.id;
  if (placing_) request.except = placing_->stands_for;
  desk_.context.box.ask(
      free_life_, api::appointments::find_free, request,
      [this](Result<api::appointments::FreeReply> reply) { take_free(std::move(reply)); });
}

void BookingPart::take_free(Result<api::appointments::FreeReply> reply) {
  if (!model_) return;
  model_->free.reset();
  if (reply) model_->free = std::move(reply).value();
  if (model_->free) model_->interpret_into = model_->free->interpreter;
  const auto unexplained = std::exchange(unexplained_, std::nullopt);
  if (unexplained && !model_->is_refused() && !model_->needs_reason()) problem_ = unexplained;
  if (unseen_ && !busy_) move_unseen();
}

std::optional<std::string> BookingPart::override_reason() const {
  if (!model_->needs_reason()) return std::nullopt;
  return model_->override_reason;
}

std::int64_t BookingPart::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (!model_ || !free_is_due_) return -1;
  if (now_ms < free_due_ms_) return free_due_ms_ - now_ms;
  ask_free();
  return -1;
}

template <class Request>
void BookingPart::send(const wire::Route<Request, Appointment>& route, Request request) {
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  const auto finish_with = [this](Result<Appointment> reply) { finish(std::move(reply)); };
  box.ask(life_, route, std::move(request), finish_with,
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void BookingPart::book() {
  api::appointments::BookRequest request{.appointment = id_,
                                         .client = model_->client,
                                         .clinician = *model_->clinician,
                                         .room = model_->room,
                                         .service = *model_->service,
                                         .start = *model_->start(),
                                         .minutes = *model_->length(),
                                         .override_reason = override_reason(),
                                         .modality = model_->modality,
                                         .resources = model_->takes};
  const bool walk_in = model_->kind == BookingKind::kWalkIn;
  send(walk_in ? api::appointments::walk_in : api::appointments::book, request);
}

void BookingPart::move() {
  const Appointment& at = moving_->appointment;
  if (*model_->start() == at.start && *model_->length() == at.minutes) {
    // The same time with another clinician or room: no other appointment.
    return send(api::appointments::assign,
                api::appointments::AssignRequest{.appointment = at.id,
                                                 .base_revision = at.revision,
                                                 .clinician = *model_->clinician,
                                                 .room = model_->room,
                                                 .reason = model_->reason,
                                                 .override_reason = override_reason(),
                                                 .modality = model_->modality,
                                                 .resources = model_->takes});
  }
  send(api::appointments::move, api::appointments::MoveRequest{.appointment = at.id,
                                                               .base_revision = at.revision,
                                                               .moved_to = id_,
                                                               .clinician = *model_->clinician,
                                                               .room = model_->room,
                                                               .start = *model_->start(),
                                                               .minutes = *model_->length(),
                                                               .reason = model_->reason,
                                                               .override_reason = override_reason(),
                                                               .modality = model_->modality,
                                                               .resources = model_->takes});
}

void BookingPart::place() {
  api::series::SettleRequest request = placing_->request;
  request.how = api::series::SettleHow::kBook;
  request.appointment = id_;
  request.clinician = model_->clinician;
  request.room = model_->room;
  request.start = model_->start();
  request.minutes = model_->length();
  request.resources = model_->takes;
  request.reason = model_->reason;
  request.override_reason = override_reason();
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, api::series::settle_collision, request,
          [this, at = *request.start](const Result<api::series::Series>& reply) {
            if (!model_) return;
            busy_ = false;
            desk_.refresh();
            if (!reply) return refused(reply.error());
            const text::Language language = desk_.context.language;
            const text::BookingMessages say(language);
            const std::string when =
                say.book_when({.day = text::weekday_and_date(language, date_of(at)),
                               .time = text::clock_time(language, at)});
            desk_.say(say.marked_booked({.name = model_->client_name, .when = when}));
            close();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// What repeats is seen whole before any of it is booked.
void BookingPart::see_dates() {
  NewSeries wanted;
  wanted.id = series_id_;
  wanted.client = model_->client;
  wanted.name = model_->client_name;
  wanted.service = *model_->service;
  wanted.terms.clinician = *model_->clinician;
  wanted.terms.room = model_->room;
  wanted.terms.resources = model_->takes;
  wanted.terms.minutes = *model_->length();
  wanted.terms.start = *model_->start();
  model_->repeating.put_into(wanted.terms, model_->day);
  wanted.booked = [this] { close(); };
  repeat_(std::move(wanted));
}

// Somebody was faster: what is in the way now is said instead of that something is.
void BookingPart::refused(const Error& refusal) {
  const bool explained = is_in_the_way(refusal);
  (explained ? unexplained_ : problem_) = refusal.code;
  if (explained) ask_free();
}

void BookingPart::finish(Result<Appointment> reply) {
  if (!model_) return;
  busy_ = false;
  const bool unseen = std::exchange(unseen_, false);
  if (!reply) {
    refused(reply.error());
    desk_.refresh();
    return;
  }
  const text::Language language = desk_.context.language;
  const text::BookingMessages say(language);
  const std::string when =
      say.book_when({.day = text::weekday_and_date(language, date_of(reply->start)),
                     .time = text::clock_time(language, clock_start(*reply))});
  const std::string name = model_->client_name;
  const BookingKind kind = model_->kind;
  const bool of_series = model_->of_series;
  const std::optional<BoardRow> moving = moving_;
  const bool stays = moving && moving->appointment.id == reply->id;  // at its time
  if (stays) desk_.take(*reply);
  if (!stays && !unseen) desk_.choose(reply->id);
  close();
  desk_.refresh();
  if (!moving) {
    return desk_.say_made(kind == BookingKind::kWalkIn
                              ? say.marked_walk_in(name)
                              : say.marked_booked({.name = name, .when = when}),
                          date_of(reply->start), reply->id);
  }
  const Appointment& at = moving->appointment;
  BoardRow moved = *moving;
  if (stays) {
    moved.appointment = *reply;
  } else {
    moved.appointment.state = api::appointments::AppointmentState::kRescheduled;
    moved.appointment.moved_to = reply->id;
    ++moved.appointment.revision;
  }
  std::string words = say.marked_moved({.name = name, .when = when});
  const std::string with = desk_.book.name_of(reply->clinician);
  if (reply->clinician != at.clinician) words = say.marked_moved_with({name, when, with});
  if (stays) words = say.marked_changed(name);
  if (of_series) words += " " + std::string(say.marked_others_stay());
  desk_.say_moved(std::move(words), moved,
                  {.clinician = at.clinician, .room = at.room, .of_room = true, .start = at.start});
}

void BookingPart::draw(ui::Ui& ui) {
  if (!is_open()) return;
  model_->now = desk_.context.wall_clock();
  const BookingIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *model_);
  if (intent.close) return close();
  if (intent.changed) {
    problem_.reset();
    unexplained_.reset();
    model_->free.reset();
    free_is_due_ = true;
    free_due_ms_ = now_ms_ + kPauseMs;
  }
  if (intent.ask_first_free) first_free_.ask(*model_);
  if (!intent.book || busy_ || !model_->complete()) return;
  if (model_->repeats()) return see_dates();
  if (placing_) return place();
  moving_ ? move() : book();
}

}  // namespace alcove::flows::desk
