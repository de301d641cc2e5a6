// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "kiosk/flows/desk/booking_part.h"
#include "kiosk/screens/desk/like_names.h"
#include "kiosk/text/dates.h"

// With what the booking's sheet begins: a client, a place in the calendar, a visit that stands, or
// a date of a series that had no place.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::appointments::Appointment;

namespace {

constexpr std::int64_t kUsualMinutes = 50;

}  // namespace

BookingModel BookingPart::blank(const Who& who, BookingKind kind) {
  BookingModel model;
  model.kind = kind;
  model.client = who.client;
  model.client_name = who.name;
  model.client_line = who.line;
  model.today = model.day = date_of(desk_.context.wall_clock());
  model.minutes = std::to_string(kUsualMinutes);
  return model;
}

void BookingPart::open_book(const Who& who, LocalDate day) {
  BookingModel model = blank(who, BookingKind::kBook);
  if (day > model.today) model.day = day;
  model.day_asked = false;
  start(std::move(model));
}

void BookingPart::open_at(const Who& who, const GridPlace& place) {
  BookingModel model = blank(who, BookingKind::kBook);
  put(model, place);
  start(std::move(model));
}

void BookingPart::put(BookingModel& model, const GridPlace& place) const {
  model.day = date_of(place.start);
  model.time = text::clock_time(desk_.context.language, place.start);
  if (place.minutes) model.minutes = std::to_string(*place.minutes);
  model.minutes_drawn = place.minutes.has_value();
  if (place.clinician) model.clinician = place.clinician;
  if (place.of_room) model.room = place.room;
}

void BookingPart::open_walk_in(const Who& who) {
  BookingModel model = blank(who, BookingKind::kWalkIn);
  const auto since = desk_.context.wall_clock().time_since_epoch();
  const LocalDateTime now(since / rules::kBookingStep * rules::kBookingStep);
  model.time = text::clock_time(desk_.context.language, now);
  start(std::move(model));
}

BookingPart::Who BookingPart::who_in(const BoardRow& row) const {
  return {row.appointment.client, spoken_name(row.client_name),
          like_line(desk_.context.language, named(row))};
}

void BookingPart::open_again(const BoardRow& row) {
  const Appointment& at = row.appointment;
  BookingModel model = blank(who_in(row), BookingKind::kBook);
  const LocalDate later = std::chrono::sys_days(date_of(at.start)) + std::chrono::weeks(1);
  if (later > model.today) model.day = later;
  model.service = at.service;
  model.modality = at.modality;
  model.takes = at.resources;
  model.clinician = at.clinician;
  model.room = at.room;
  model.minutes = std::to_string(at.minutes);
  model.time = text::clock_time(desk_.context.language, at.start);
  start(std::move(model));
}

void BookingPart::open_move(const BoardRow& row) {
  const Appointment& at = row.appointment;
  open_move_to(row,
               {.clinician = at.clinician, .room = at.room, .of_room = true, .start = at.start});
}

void BookingPart::open_move_to(const BoardRow& row, const GridPlace& place) {
  const Appointment& at = row.appointment;
  BookingModel model = blank(who_in(row), BookingKind::kMove);
  model.service = at.service;
  model.modality = at.modality;
  model.takes = at.resources;
  model.service_name = row.service_name;
  model.minutes = std::to_string(at.minutes);
  model.stands = {at.clinician, at.room, at.start, at.minutes, at.modality, at.resources};
  model.clinician = at.clinician;
  model.room = at.room;
  put(model, place);
  model.of_series = row.repeats.has_value();
  moving_ = row;
  start(std::move(model));
}

void BookingPart::move_to(const BoardRow& row, const GridPlace& place) {
  if (busy()) return;
  open_move_to(row, place);
  // One column too far, and the client would come to a stranger: that is asked about.
  const StaffId with = place.clinician.value_or(row.appointment.clinician);
  unseen_ = with == row.appointment.clinician && model_->on_step() && desk_.context.box.there();
}

// What is free was answered: either nothing stands against it, or a person looks at it first.
void BookingPart::move_unseen() {
  const bool free = model_->free && model_->complete() && !model_->needs_reason() &&
                    *model_->start() >= desk_.context.wall_clock();
  unseen_ = free;
  if (free) move();
}

void BookingPart::open_place(DateToPlace date) {
  const api::series::Series& series = date.series;
  BookingModel model = blank({series.client, date.name, {}}, BookingKind::kPlace);
  model.day = date_of(date.now_at);
  model.service = series.service;
  for (const auto& one : desk_.book.services()) {
    if (one.id == series.service) model.service_name = one.name;
  }
  model.clinician = series.terms.clinician;
  model.room = series.terms.room;
  model.takes = series.terms.resources;
  model.minutes = std::to_string(series.terms.minutes);
  model.time = text::clock_time(desk_.context.language, date.now_at);
  model.of_series = true;
  placing_ = std::move(date);
  start(std::move(model));
}

}  // namespace alcove::flows::desk
