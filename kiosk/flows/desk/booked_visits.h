// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/flows/desk/booking_part.h"
#include "kiosk/flows/desk/series_part.h"
#include "kiosk/flows/desk/without_place_part.h"

namespace alcove::flows::desk {

// Visits that are booked and moved, alone or as series, and the dates that found no place: the
// sheets lead to each other.
struct BookedVisits {
  BookedVisits(const Desk& desk,
               std::function<void(const screens::desk::BoardRow&)> cancel_only_this)
      : booking(desk, [this](NewSeries wanted) { series.open_new(std::move(wanted)); }),
        series(desk, {.move = [this](const auto& row) { booking.open_move(row); },
                      .cancel = std::move(cancel_only_this),
                      .place = [this](DateToPlace date) { booking.open_place(std::move(date)); },
                      .changed = [this] { without_place.read_again(); }}),
        without_place(desk,
                      [this](const auto& id, const auto& name) { series.open_series(id, name); }) {}
  BookedVisits(const BookedVisits&) = delete;
  BookedVisits& operator=(const BookedVisits&) = delete;

  BookingPart booking;
  SeriesPart series;               // over the booking's sheet
  WithoutPlacePart without_place;  // below both
};

}  // namespace alcove::flows::desk
