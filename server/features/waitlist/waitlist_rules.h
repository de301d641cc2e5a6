// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/api/waitlist_report.h"
#include "shared/api/waitlist_row.h"

// What the waitlist decides without looking anywhere: whether a wish makes sense, whether a time
// fits it, by when somebody should be seen, and the figures of the report. Pure and thread-safe.
namespace alcove::waitlist {

using api::waitlist::Entry;
using api::waitlist::Offer;
using api::waitlist::OfferState;
using api::waitlist::Priority;
using api::waitlist::Standards;
using api::waitlist::Wish;

// How long ago a first contact may lie when it is written down.
inline constexpr std::chrono::days kMaxContactBehind{366};

// 0 cannot wait.
std::int64_t rank_of(Priority priority);

// Errors: kOutOfRange with the path of the field ("wish.weekdays").
Result<void> check_wish(const Wish& wish, const Zone& zone, UtcTime now);

// Whether a visit from `start` for `minutes` is one that the client could come to. A visit that
// goes beyond midnight fits only a wish without an end.
bool fits(const Wish& wish, LocalDateTime start, std::int64_t minutes);

// How the client would be understood at a time: whether its clinician is known to speak the
// language, and whether somebody who interprets into it is free then.
enum class Speaks : std::uint8_t { kNo, kYes };
enum class Interprets : std::uint8_t { kNobody, kSomebody };
api::waitlist::Understood understood_at(const Wish& wish, Speaks clinician, Interprets then);
// Whether nothing of what is wished besides the time is missing.
bool fits_whole(const api::waitlist::Fit& fit);

// By when the standard wants a visit. Hours are counted from the first contact; business days begin
// with the day after it, and the whole of the last one counts: the end of that day. `closed` are
// the clinic's closed days, in order, as far as they matter.
UtcTime due_at(const Wish& wish, const Standards& standards, std::span<const LocalDate> closed,
               const Zone& zone);
// No due day lies farther from the contact than this, whatever is closed.
inline constexpr std::chrono::days kLongestWait{2 * 366};

// Of a new offer, the field that `open`, offered to somebody else at a time that overlaps, promises
// already: "start" (the clinician is in both), "room" or "resources". None: nothing of it.
std::optional<std::string_view> promised_twice(const Offer& offer, const Offer& open);

// An offer as it stands now: what nobody answered in time has expired.
OfferState state_of(OfferState stored, UtcTime expires_at, UtcTime now);

// One entry, as the report looks at it.
struct Served {
  LocalDate month{};
  std::string service_name;
  UtcTime contact;
  UtcTime due;
  std::optional<UtcTime> offered{};
  std::optional<UtcTime> kept{};
  std::optional<UtcTime> ended{};  // when it stopped waiting without a visit
};
// A row of each month and service, in their order. The median of an even number is the middle
// between its two middle ones, cut down to the minute.
std::vector<api::waitlist::ReportRow> report_rows(const std::vector<Served>& all, UtcTime now);

// The report as RFC 4180 (CRLF, a header, UTF-8). Words that a spreadsheet would take for a formula
// begin with an apostrophe.
std::string report_csv(const std::vector<api::waitlist::ReportRow>& rows);

}  // namespace alcove::waitlist
