// SPDX-License-Identifier: Apache-2.0
#include "server/features/waitlist/waitlist_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace alcove::waitlist {
namespace {

using api::waitlist::Reach;
using api::waitlist::ReportRow;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::int64_t kDayMinutes = api::availability::kDayMinutes;

Error out_of_range(const char* field, const char* detail) {
  return {ErrorCode::kOutOfRange, field, detail};
}

bool is_business_day(LocalDate day, std::span<const LocalDate> closed) {
  const std::chrono::weekday weekday{local_days(day)};
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
  return !std::binary_search(closed.begin(), closed.end(), day);
}

LocalDate last_business_day(LocalDate contact, std::int64_t wanted,
                            std::span<const LocalDate> closed) {
  local_days day(contact);
  const local_days end = day + kLongestWait;
  std::int64_t counted = 0;
  while (counted < wanted && day < end) {
    day += days(1);
    if (is_business_day(LocalDate(day), closed)) ++counted;
  }
  return LocalDate(day);
}

std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (values[middle - 1] + values[middle]) / 2;
}

struct Gathered {
  Reach reach;
  std::vector<std::int64_t> waited;

  void add(const Served& one, const std::optional<UtcTime>& at, UtcTime now) {
    if (at) {
      ++reach.reached;
      waited.push_back(
          std::max<std::int64_t>(0, std::chrono::floor<minutes>(*at - one.contact).count()));
    }
    const UtcTime looked_at = std::min(one.ended.value_or(now), now);
    if (!at && looked_at <= one.due) return;
    ++reach.judged;
    if (at && *at <= one.due) ++reach.within;
  }
  Reach finish() && {
    reach.median_minutes = median(std::move(waited));
    return reach;
  }
};

std::string csv_cell(std::string words) {
  if (!words.empty() &&
      std::string_view("=+-@\t\r").find(words.front()) != std::string_view::npos) {
    words.insert(words.begin(), '\'');
  }
  if (words.find_first_of(",\"\r\n") == std::string::npos) return words;
  std::string quoted = "\"";
  for (const char one : words) {
    if (one == '"') quoted += '"';
    quoted += one;
  }
  return quoted + '"';
}

std::string csv_reach(const Reach& reach) {
  return fmt::format(",{},{},{},{}", reach.reached, reach.judged, reach.within,
                     reach.median_minutes ? fmt::format("{}", *reach.median_minutes) : "");
}

}  // namespace

std::int64_t rank_of(Priority priority) {
  switch (priority) {
    case Priority::kEmergent:
      return 0;
    case Priority::kUrgent:
      return 1;
    case Priority::kRoutine:
      return 2;
  }
  ALCOVE_CHECK(false);
  return 2;
}

Result<void> check_wish(const Wish& wish, const Zone& zone, UtcTime now) {
  const UtcTime contact = zone.to_utc(wish.requested_at);
  if (contact > now || contact < now - kMaxContactBehind) {
    return out_of_range("wish.requested_at", "within the last year, and not later than now");
  }
  if (!std::is_sorted(wish.weekdays.begin(), wish.weekdays.end()) ||
      std::adjacent_find(wish.weekdays.begin(), wish.weekdays.end()) != wish.weekdays.end()) {
    return out_of_range("wish.weekdays", "in order, each once");
  }
  const std::int64_t from = wish.from_minute.value_or(0);
  const std::int64_t until = wish.until_minute.value_or(kDayMinutes);
  if (from % 5 != 0) return out_of_range("wish.from_minute", "in steps of 5 minutes");
  if (until % 5 != 0 || from >= until) {
    return out_of_range("wish.until_minute", "later than the beginning, in steps of 5 minutes");
  }
  using api::clients::LanguageBy;
  const bool has_name = wish.language != api::clients::SpokenLanguage::kOther;
  if (!has_name && wish.language_by != LanguageBy::kInterpreter) {
    return out_of_range("wish.language", "what has no name only interpreters have");
  }
  return {};
}

api::waitlist::Understood understood_at(const Wish& wish, Speaks clinician, Interprets then) {
  using api::clients::LanguageBy;
  using api::waitlist::Understood;
  if (!wish.language) return Understood::kNobodyAsks;
  const LanguageBy by = wish.language_by.value_or(LanguageBy::kEither);
  if (clinician == Speaks::kYes && by != LanguageBy::kInterpreter) return Understood::kByClinician;
  if (then == Interprets::kSomebody && by != LanguageBy::kClinician) {
    return Understood::kByInterpreter;
  }
  return Understood::kByNobody;
}

bool fits_whole(const api::waitlist::Fit& fit) {
  return fit.understood != api::waitlist::Understood::kByNobody && fit.not_free.empty();
}

bool fits(const Wish& wish, LocalDateTime start, std::int64_t length) {
  const local_days day = std::chrono::floor<days>(start);
  const auto weekday = static_cast<std::int64_t>(std::chrono::weekday(day).iso_encoding());
  if (!wish.weekdays.empty() &&
      std::find(wish.weekdays.begin(), wish.weekdays.end(), weekday) == wish.weekdays.end()) {
    return false;
  }
  const std::int64_t begins = (start - day) / minutes(1);
  if (wish.from_minute && begins < *wish.from_minute) return false;
  return !wish.until_minute || begins + length <= *wish.until_minute;
}

UtcTime due_at(const Wish& wish, const Standards& standards, std::span<const LocalDate> closed,
               const Zone& zone) {
  const UtcTime contact = zone.to_utc(wish.requested_at);
  switch (wish.priority) {
    case Priority::kEmergent:
      return contact + std::chrono::hours(standards.emergent_hours);
    case Priority::kUrgent:
      return contact + std::chrono::hours(standards.urgent_hours);
    case Priority::kRoutine:
      break;
  }
  const LocalDate last =
      last_business_day(date_of(wish.requested_at), standards.routine_business_days, closed);
  return zone.to_utc(local_days(last) + days(1));
}

std::optional<std::string_view> promised_twice(const Offer& offer, const Offer& open) {
  if (offer.clinician == open.clinician) return "start";
  if (offer.room && offer.room == open.room) return "room";
  if (!offer.resources || !open.resources) return std::nullopt;
  const bool shared = std::ranges::any_of(*offer.resources, [&](const auto& id) {
    return std::ranges::find(*open.resources, id) != open.resources->end();
  });
  return shared ? std::optional<std::string_view>("resources") : std::nullopt;
}

OfferState state_of(OfferState stored, UtcTime expires_at, UtcTime now) {
  return stored == OfferState::kOpen && expires_at <= now ? OfferState::kExpired : stored;
}

std::vector<ReportRow> report_rows(const std::vector<Served>& all, UtcTime now) {
  struct Group {
    std::int64_t contacts = 0;
    Gathered offered;
    Gathered kept;
  };
  std::map<std::pair<LocalDate, std::string>, Group> groups;
  for (const Served& one : all) {
    Group& group = groups[{one.month, one.service_name}];
    ++group.contacts;
    group.offered.add(one, one.offered, now);
    group.kept.add(one, one.kept, now);
  }
  std::vector<ReportRow> rows;
  for (auto& [key, group] : groups) {
    rows.push_back({.month = key.first,
                    .service_name = key.second,
                    .contacts = group.contacts,
                    .offered = std::move(group.offered).finish(),
                    .kept = std::move(group.kept).finish()});
  }
  return rows;
}

std::string report_csv(const std::vector<ReportRow>& rows) {
  std::string csv =
      "month,service,first_contacts,offered,offered_judged,offered_within_standard,"
      "offered_median_minutes,kept,kept_judged,kept_within_standard,kept_median_minutes\r\n";
  for (const ReportRow& row : rows) {
    csv += fmt::format("{:04}-{:02},{},{}", static_cast<int>(row.month.year()),
                       static_cast<unsigned>(row.month.month()), csv_cell(row.service_name),
                       row.contacts) +
           csv_reach(row.offered) + csv_reach(row.kept) + "\r\n";
  }
  return csv;
}

}  // namespace alcove::waitlist
