// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/series.h"
#include "shared/base/check.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// A clinic with visits that repeat. It is about noon there.
namespace alcove::tests {

struct RepeatingClinic : WorkingClinic {
  using SeriesId = api::series::SeriesId;

  std::vector<api::series::Series> series_of(const ClientId& client) {
    return other_desk->must(api::series::of_client, {client}).items;
  }
  std::vector<api::series::DateView> dates_of(const SeriesId& id) {
    return other_desk->must(api::series::open, {.series = id}).dates;
  }
  // The starts of its visits that are to come, as they are now.
  std::vector<LocalDateTime> starts_of(const SeriesId& id) {
    std::vector<LocalDateTime> starts;
    for (const auto& one : dates_of(id)) {
      if (one.state && rules::holds_time(*one.state)) starts.push_back(*one.start);
    }
    return starts;
  }
  std::size_t standing_in(const SeriesId& id) { return starts_of(id).size(); }

  // Three visits with L. Brandt in Room 2, a week apart, and those that are added.
  SeriesId book_weekly(const ClientId& client, LocalDateTime start,
                       const std::vector<LocalDateTime>& added = {}) {
    api::series::Edit edit;
    edit.series = new_id<SeriesId>();
    edit.client = client;
    edit.service = service;
    edit.terms = {.clinician = brandt,
                  .room = room_2,
                  .minutes = 50,
                  .start = start,
                  .rule = "FREQ=WEEKLY;COUNT=3",
                  .extra_dates = added};
    const auto preview = other_desk->must(api::series::preview, edit);
    other_desk->must(api::series::apply, {edit, preview.token});
    return edit.series;
  }
};

// A series from today at 14:00 on, of which somebody else has the second date.
struct OneDateTaken : RepeatingClinic {
  OneDateTaken() {
    lucia = add_client("Lucía", "Morales");
    const ClientId sam = add_client("Sam", "Haddad", "1991-12-02");
    book(sam, today_at(14, 30) + std::chrono::weeks(1), room_4);
    series = book_weekly(lucia, today_at(14));
    ALCOVE_CHECK(standing_in(series) == 2);
    visit = rows_today(*this).at(0).appointment.id;
  }
  std::int64_t waiting() { return other_desk->must(api::series::collisions, {}).count; }

  ClientId lucia;
  SeriesId series;
  AppointmentId visit;
};

inline bool open_series(DeskTerminal& desk, const AppointmentId& visit) {
  return desk.choose(visit) && desk.press("series") && desk.until_shows("series_sheet");
}

}  // namespace alcove::tests
