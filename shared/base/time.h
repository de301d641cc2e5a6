// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "shared/base/result.h"

// Time as Alcove keeps it. Instants are UTC with milliseconds and written as RFC 3339 with "Z".
// Civil dates (a birth date) have no zone. Wall-clock times (an appointment) are local times beside
// the site's IANA zone: only zone rules turn one into the other.
namespace alcove {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;
using LocalDate = std::chrono::year_month_day;
using LocalDateTime = std::chrono::local_time<std::chrono::minutes>;

// "2026-11-24T10:42:07.123Z". Years 1970 to 9999; anything else is refused (kMalformed).
std::string format_utc(UtcTime time);
Result<UtcTime> parse_utc(std::string_view text);

// "2026-11-24". A day that the calendar does not have is refused (kOutOfRange). Years 1800 to 2199.
std::string format_date(LocalDate date);
Result<LocalDate> parse_date(std::string_view text);

// "2026-11-24T10:00", wall-clock time without a zone.
std::string format_local(LocalDateTime time);
Result<LocalDateTime> parse_local(std::string_view text);

LocalDate date_of(LocalDateTime time);

// The clock is a parameter wherever time matters, so that tests and the synthetic clinic set it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime now() const = 0;
};

class SystemClock final : public Clock {
 public:
  UtcTime now() const override;
};

// A clock that stands still until it is moved. Not thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(UtcTime start) : now_(start) {}
  UtcTime now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }
  void set(UtcTime to) { now_ = to; }

 private:
  UtcTime now_;
};

// The site's zone: an IANA name known to the system's tzdata. Rules chosen by Alcove: a wall-clock
// time that does not exist (spring) moves forward by the gap; one that exists twice (autumn) means
// the first.
class Zone {
 public:
  // kOutOfRange when the system does not know the name.
  static Result<Zone> named(std::string_view iana_name);

  const std::string& name() const { return name_; }
  UtcTime to_utc(LocalDateTime local) const;
  LocalDateTime to_local(UtcTime time) const;  // cut down to the minute
  // False in the gap of spring: such a booking is flagged for review.
  bool exists(LocalDateTime local) const;

 private:
  Zone(std::string name, const void* rules) : name_(std::move(name)), rules_(rules) {}
  std::string name_;
  const void* rules_;  // a date::time_zone, owned by the process-wide database
};

}  // namespace alcove
