// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "server/features/series/series.h"
#include "tests/features/appointments/working_book.h"

namespace alcove::testing {

namespace wanted = alcove::api::series;

// The book on Tuesday, 24 November 2026, ten in the morning in New York, with series.
struct SeriesBook : WorkingBook {
  explicit SeriesBook(const char* now = "2026-11-24T15:00:00.000Z");

  // Therapy with Brandt in room 1, for Ana.
  wanted::Terms terms(const char* start, const char* rule = "FREQ=WEEKLY",
                      std::int64_t minutes = 60) const;
  wanted::Edit creating(const wanted::Terms& terms);
  wanted::Edit creating(const char* start, const char* rule = "FREQ=WEEKLY") {
    return creating(terms(start, rule));
  }
  // Of everything from today on, unless `from` is given.
  wanted::Edit changing(const wanted::Series& series, const wanted::Terms& terms,
                        const char* from = nullptr);
  wanted::Edit cancelling(const wanted::Series& series, const char* from = nullptr);
  wanted::Edit undoing(const wanted::Series& series);

  Result<wanted::Preview> try_preview(const wanted::Edit& edit);
  Result<wanted::Applied> try_apply(const wanted::Edit& edit, const std::string& token);
  // A preview, and then the change.
  Result<wanted::Applied> try_change(const wanted::Edit& edit);
  wanted::Applied done(const wanted::Edit& edit);
  wanted::Series made(const char* start, const char* rule = "FREQ=WEEKLY") {
    return done(creating(start, rule)).series;
  }
  Result<wanted::Series> try_settle(const wanted::SettleRequest& request);
  series::Extended night() { return series::extend_all(*box.ledger, setting); }

  wanted::OpenReply opened(const wanted::SeriesId& id);
  // Everything that holds time: "2026-12-01T10:00 60 Brandt 1", by time and clinician.
  std::vector<std::string> standing();
  std::vector<std::string> standing_of(const ClientId& client);
  // The one of a series at that time.
  Appointment visit(const char* start);
  std::vector<Appointment> all_visits();

  std::set<AppointmentId> documented;
  series::Setting setting;
};

// "2026-12-01T10:00 move 2026-12-01T10:00 -> 2026-12-02T11:00".
std::vector<std::string> lines(const std::vector<wanted::DatePlan>& dates);
std::vector<std::string> first(std::vector<std::string> all, std::size_t count);
std::string refusal_of(const Error& error);  // "out_of_range start"
template <class T>
std::string refused(const Result<T>& done) {
  return done.ok() ? std::string() : refusal_of(done.error());
}

}  // namespace alcove::testing
