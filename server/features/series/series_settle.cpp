// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_apply.h"
#include "server/features/series/series_steps.h"

namespace alcove::series {

using access::Principal;
using api::series::SettleHow;
using api::series::SettleRequest;
using audit::WriteTxn;

namespace {

// The visit that is asked for, with everything that it needs said.
Result<api::appointments::BookRequest> booking_in(const SettleRequest& request,
                                                  const Series& series) {
  const auto missing = [](const char* field) {
    return Error{ErrorCode::kMissingField, field, "a visit needs it"};
  };
  if (!request.appointment) return missing("appointment");
  if (!request.clinician) return missing("clinician");
  if (!request.start) return missing("start");
  if (!request.minutes) return missing("minutes");
  return api::appointments::BookRequest{
      .appointment = *request.appointment,
      .client = series.client,
      .clinician = *request.clinician,
      .room = request.room,
      .service = series.service,
      .start = *request.start,
      .minutes = *request.minutes,
      .override_reason = request.override_reason,
      .resources = request.resources.value_or(series.terms.resources)};
}

// A new visit, or the one that was kept: moved to the chosen time, or at its own with other
// parties.
Result<Appointment> put_into_book(const Principal& principal, const SettleRequest& request,
                                  const Series& series, const Date& date, WriteTxn& txn,
                                  const appointments::Site& site) {
  ALCOVE_ASSIGN(const auto booking, booking_in(request, series));
  if (!date.visit) return appointments::book(principal, booking, txn, site);
  if (date.visit->start == booking.start && date.visit->minutes == booking.minutes) {
    return appointments::assign(principal,
                                {.appointment = date.visit->id,
                                 .base_revision = date.visit->revision,
                                 .clinician = booking.clinician,
                                 .room = booking.room,
                                 .reason = request.reason,
                                 .override_reason = booking.override_reason,
                                 .resources = booking.resources},
                                txn, site);
  }
  return appointments::move(principal,
                            {.appointment = date.visit->id,
                             .base_revision = date.visit->revision,
                             .moved_to = booking.appointment,
                             .clinician = booking.clinician,
                             .room = booking.room,
                             .start = booking.start,
                             .minutes = booking.minutes,
                             .reason = request.reason,
                             .override_reason = booking.override_reason,
                             .resources = booking.resources},
                            txn, site);
}

// The row as it will stand, and the book with it.
Result<Row> settled(const Principal& principal, const SettleRequest& request, const Series& series,
                    const Date& date, WriteTxn& txn, const appointments::Site& site) {
  Row row = copy_of(date.row);
  row.obstacle.reset();
  row.reason = request.reason;
  switch (request.how) {
    case SettleHow::kBook: {
      ALCOVE_ASSIGN(const Appointment made,
                    put_into_book(principal, request, series, date, txn, site));
      row.standing = Standing::kBooked;
      row.by_hand = true;
      row.appointment = made.id;
      row.clinician = made.clinician;
      row.room = made.room;
      row.resources = made.resources;
      return row;
    }
    case SettleHow::kKeep:
      if (!date.visit) {
        return Error{ErrorCode::kWrongState, "how", "there is no visit to keep"};
      }
      row.standing = Standing::kBooked;
      row.by_hand = true;
      return row;
    case SettleHow::kSkip:
      if (request.reason.empty()) {
        return Error{ErrorCode::kMissingField, "reason", "somebody will ask why"};
      }
      row.standing = Standing::kSkipped;
      row.appointment.reset();
      if (!date.visit) return row;
      ALCOVE_TRY(appointments::cancel(principal,
                                      {.appointment = date.visit->id,
                                       .base_revision = date.visit->revision,
                                       .by = api::appointments::CancelledBy::kClinic,
                                       .reason = request.reason},
                                      txn, site));
      return row;
  }
  ALCOVE_CHECK(false);
  return row;
}

}  // namespace

Result<api::series::Series> settle(const Principal& principal, const SettleRequest& request,
                                   WriteTxn& txn, const Setting& setting) {
  ALCOVE_ASSIGN(Series series,
                series_to_change(principal, txn, request.series, request.base_revision));
  const auto row = row_of_date(txn, series.id, request.date);
  if (!row) return Error{ErrorCode::kNotFound, "date", "the series has no such date"};
  const Date date = date_of_row(txn, *row, setting, txn.now());
  if (row->standing != Standing::kCollides || date.touch != Touch::kNone) {
    return Error{ErrorCode::kWrongState, "date", "nothing is to be decided about that date"};
  }
  ALCOVE_ASSIGN(Row after, settled(principal, request, series, date, txn, setting.site));
  ++series.revision;
  series.what = api::series::What::kSettle;
  write_revision(series, {.principal = principal, .reason = request.reason}, txn);
  end_row(txn, series.id, row->number, series.revision, Ended::kReplaced);
  after.since = series.revision;
  after.before = row->number;
  insert_row(txn, series.id, after);
  account(series, "series.settle", {}, txn);
  return series;
}

}  // namespace alcove::series
