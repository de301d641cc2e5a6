// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/recurrence_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <tuple>

#include "shared/base/check.h"

namespace alcove::rules {
namespace {

constexpr std::array<std::string_view, 4> kFrequencies = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 3> kTooOften = {"HOURLY", "MINUTELY", "SECONDLY"};
// From Monday on, as ISO 8601 counts them.
constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::size_t kMaxDigits = 4;  // the largest number is 9999

Error refused(ErrorCode code, std::string detail) {
  return {code, "rule", std::move(detail)};
}

Error out_of_range(std::string detail) {
  return refused(ErrorCode::kOutOfRange, std::move(detail));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int> digits(std::string_view text) {
  if (text.empty() || text.size() > kMaxDigits) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// 1 to `most`, without a sign.
std::optional<int> count_up_to(std::string_view text, int most) {
  const std::optional<int> value = digits(text);
  if (!value || *value < 1 || *value > most) return std::nullopt;
  return value;
}

// 1 to `most` or -1 to -`most`; a plus sign may stand there.
std::optional<int> from_either_end(std::string_view text, int most) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  const std::optional<int> value = count_up_to(text, most);
  if (!value) return std::nullopt;
  return minus ? -*value : *value;
}

std::optional<std::chrono::weekday> weekday_of(std::string_view word) {
  const auto found = std::find(kDays.begin(), kDays.end(), word);
  if (found == kDays.end()) return std::nullopt;
  return std::chrono::weekday(static_cast<unsigned>(found - kDays.begin()) + 1);
}

std::string_view word_of_day(std::chrono::weekday day) {
  ALCOVE_CHECK(day.ok());
  return kDays.at(day.iso_encoding() - 1);
}

std::optional<RuleDay> rule_day(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto day = weekday_of(text.substr(text.size() - 2));
  text.remove_suffix(2);
  if (!day) return std::nullopt;
  if (text.empty()) return RuleDay{.nth = 0, .day = *day};
  const auto nth = from_either_end(text, kMaxNthWeekday);
  if (!nth) return std::nullopt;
  return RuleDay{.nth = *nth, .day = *day};
}

bool comes_before(int a, int b) {
  return a < b;
}

bool comes_before(const RuleDay& a, const RuleDay& b) {
  return std::tuple(a.nth, a.day.iso_encoding()) < std::tuple(b.nth, b.day.iso_encoding());
}

// The pieces of `text` between the separators, empty ones too.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator)) {
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  pieces.push_back(text);
  return pieces;
}

// A list counts every value once: two programs that were given a value twice count it differently.
template <class Value, class ReadValue>
Result<void> read_list(std::vector<Value>& into, std::string_view text, std::string_view form,
                       ReadValue read_value) {
  const std::string_view name = form.substr(0, form.find(':'));
  const std::vector<std::string_view> pieces = split(text, ',');
  if (pieces.size() > kMaxListedValues) {
    return refused(ErrorCode::kTooMany,
                   fmt::format("{}: at most {} values", name, kMaxListedValues));
  }
  for (const std::string_view piece : pieces) {
    const std::optional<Value> value = read_value(piece);
    if (!value) return out_of_range(std::string(form));
    into.push_back(*value);
  }
  std::sort(into.begin(), into.end(),
            [](const Value& a, const Value& b) { return comes_before(a, b); });
  into.erase(std::unique(into.begin(), into.end()), into.end());
  return {};
}

Result<void> read_frequency(std::string_view value, RecurrenceRule& rule) {
  constexpr std::string_view kChoices = "DAILY, WEEKLY, MONTHLY or YEARLY";
  if (std::find(kTooOften.begin(), kTooOften.end(), value) != kTooOften.end()) {
    return out_of_range(fmt::format("FREQ={} is not supported: {}", value, kChoices));
  }
  const auto found = std::find(kFrequencies.begin(), kFrequencies.end(), value);
  if (found == kFrequencies.end()) return out_of_range(fmt::format("FREQ: {}", kChoices));
  rule.frequency = static_cast<Frequency>(found - kFrequencies.begin());
  return {};
}

Result<void> read_interval(std::string_view value, RecurrenceRule& rule) {
  const auto interval = count_up_to(value, kMaxRuleInterval);
  if (!interval) return out_of_range(fmt::format("INTERVAL: 1 to {}", kMaxRuleInterval));
  rule.interval = *interval;
  return {};
}

Result<void> read_count(std::string_view value, RecurrenceRule& rule) {
  rule.count = count_up_to(value, kMaxRuleCount);
  if (!rule.count) return out_of_range(fmt::format("COUNT: 1 to {}", kMaxRuleCount));
  return {};
}

Result<void> read_until(std::string_view value, RecurrenceRule& rule) {
  // "20261224T150000Z", spelled as this project's own times are, and read by what reads those.
  std::string spelled(value);
  if (value.size() == 16 && value.ends_with('Z')) {
    spelled = fmt::format("{}-{}-{}:{}:{}.000Z", value.substr(0, 4), value.substr(4, 2),
                          value.substr(6, 5), value.substr(11, 2), value.substr(13, 2));
  }
  const Result<UtcTime> until = parse_utc(spelled);
  if (spelled == value || !until) {
    return out_of_range("UNTIL: a time in UTC, like 20261224T150000Z");
  }
  rule.until = *until;
  return {};
}

Result<void> read_week_start(std::string_view value, RecurrenceRule& rule) {
  const auto day = weekday_of(value);
  if (!day) return out_of_range("WKST: MO, TU, WE, TH, FR, SA or SU");
  rule.week_start = *day;
  return {};
}

Result<void> read_days(std::string_view value, RecurrenceRule& rule) {
  return read_list(rule.by_day, value,
                   "BYDAY: days like MO, with FREQ=MONTHLY also 1MO to 5MO and -1MO to -5MO",
                   rule_day);
}

Result<void> read_month_days(std::string_view value, RecurrenceRule& rule) {
  return read_list(rule.by_month_day, value, "BYMONTHDAY: 1 to 31 or -1 to -31",
                   [](std::string_view one) { return from_either_end(one, kMaxMonthDay); });
}

Result<void> read_set_positions(std::string_view value, RecurrenceRule& rule) {
  return read_list(rule.by_set_pos, value, "BYSETPOS: 1 to 31 or -1 to -31",
                   [](std::string_view one) { return from_either_end(one, kMaxMonthDay); });
}

Result<void> read_months(std::string_view value, RecurrenceRule& rule) {
  return read_list(rule.by_month, value, "BYMONTH: 1 to 12",
                   [](std::string_view one) { return count_up_to(one, kMaxMonth); });
}

struct Part {
  std::string_view name;
  Result<void> (*read)(std::string_view value, RecurrenceRule& rule);  // null: not supported
};
// All that RFC 5545 and 7529 know.
constexpr std::array kParts = {Part{"FREQ", read_frequency},
                               Part{"INTERVAL", read_interval},
                               Part{"COUNT", read_count},
                               Part{"UNTIL", read_until},
                               Part{"WKST", read_week_start},
                               Part{"BYDAY", read_days},
                               Part{"BYMONTHDAY", read_month_days},
                               Part{"BYSETPOS", read_set_positions},
                               Part{"BYMONTH", read_months},
                               Part{"BYWEEKNO", nullptr},
                               Part{"BYYEARDAY", nullptr},
                               Part{"BYHOUR", nullptr},
                               Part{"BYMINUTE", nullptr},
                               Part{"BYSECOND", nullptr},
                               Part{"RSCALE", nullptr},
                               Part{"SKIP", nullptr}};

// Reads every part, in the order in which they stand.
Result<RecurrenceRule> read_parts(std::string_view text) {
  RecurrenceRule rule;
  std::bitset<kParts.size()> seen;
  std::size_t place = 0;
  for (const std::string_view piece : split(text, ';')) {
    ++place;
    if (piece.empty())
      return refused(ErrorCode::kMalformed, fmt::format("part {} is empty", place));
    const std::size_t equals = piece.find('=');
    const auto part = std::find_if(kParts.begin(), kParts.end(), [&](const Part& one) {
      return one.name == piece.substr(0, equals);
    });
    if (part == kParts.end()) {
      return refused(ErrorCode::kMalformed,
                     fmt::format("part {} is none that RFC 5545 knows", place));
    }
    if (part->read == nullptr) return out_of_range(fmt::format("{} is not supported", part->name));
    const auto index = static_cast<std::size_t>(part - kParts.begin());
    if (seen.test(index)) {
      return refused(ErrorCode::kMalformed, fmt::format("{} is there twice", part->name));
    }
    seen.set(index);
    if (equals == std::string_view::npos || equals + 1 == piece.size()) {
      return refused(ErrorCode::kMalformed, fmt::format("{} is empty", part->name));
    }
    ALCOVE_TRY(part->read(piece.substr(equals + 1), rule));
  }
  if (!seen.test(0)) return refused(ErrorCode::kMissingField, "FREQ is missing");
  return rule;
}

// A month of 31 days has four of every weekday, and one more of three that follow each other.
Result<void> check_positions(const RecurrenceRule& rule) {
  const int weekdays = static_cast<int>(rule.by_day.size());
  const int most = 4 * weekdays + std::min(weekdays, 3);
  const bool all_can_be = std::all_of(rule.by_set_pos.begin(), rule.by_set_pos.end(),
                                      [&](int place) { return std::abs(place) <= most; });
  if (all_can_be) return {};
  return out_of_range(fmt::format("BYSETPOS: no month has more than {} days of this BYDAY", most));
}

Result<void> check_days(const RecurrenceRule& rule) {
  if (rule.by_day.empty()) return {};
  const auto plain = std::count_if(rule.by_day.begin(), rule.by_day.end(),
                                   [](const RuleDay& day) { return day.nth == 0; });
  const bool all_plain = plain == static_cast<std::ptrdiff_t>(rule.by_day.size());
  switch (rule.frequency) {
    case Frequency::kDaily:
    case Frequency::kWeekly:
      if (all_plain) return {};
      return out_of_range("BYDAY: a day with a number, like 2MO, only with FREQ=MONTHLY");
    case Frequency::kYearly:
      return out_of_range("BYDAY is not supported with FREQ=YEARLY");
    case Frequency::kMonthly:
      break;
  }
  if (!rule.by_month_day.empty()) return out_of_range("BYMONTHDAY is not supported beside BYDAY");
  if (!rule.by_set_pos.empty() && !all_plain) {
    return out_of_range("BYSETPOS is supported beside plain days only, like BYDAY=MO,TU");
  }
  if (rule.by_set_pos.empty() && plain != 0) {
    return out_of_range(
        "BYDAY: with FREQ=MONTHLY every day has a number, like 2MO, or BYSETPOS says which of "
        "them");
  }
  return check_positions(rule);
}

Result<void> check_together(const RecurrenceRule& rule) {
  if (rule.count && rule.until) return out_of_range("COUNT and UNTIL exclude each other");
  ALCOVE_TRY(check_days(rule));
  const bool monthly = rule.frequency == Frequency::kMonthly;
  if (!rule.by_month_day.empty() && !monthly) {
    return out_of_range("BYMONTHDAY is supported with FREQ=MONTHLY only");
  }
  if (!rule.by_set_pos.empty() && (!monthly || rule.by_day.empty())) {
    return out_of_range("BYSETPOS is supported with FREQ=MONTHLY and BYDAY only");
  }
  if (!rule.by_month.empty() && !monthly && rule.frequency != Frequency::kYearly) {
    return out_of_range("BYMONTH is supported with FREQ=MONTHLY and FREQ=YEARLY only");
  }
  return {};
}

// "20261224T150000Z"
std::string until_text(UtcTime until) {
  std::string text = format_utc(until).substr(0, 19) + "Z";
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string part_text(std::string_view name, const std::vector<int>& values) {
  return values.empty() ? std::string() : fmt::format(";{}={}", name, fmt::join(values, ","));
}

}  // namespace

Result<RecurrenceRule> parse_recurrence_rule(std::string_view text) {
  if (text.empty()) return refused(ErrorCode::kMalformed, "the rule is empty");
  if (text.size() > kMaxRuleText) {
    return refused(ErrorCode::kTooLarge,
                   fmt::format("a rule has at most {} letters", kMaxRuleText));
  }
  std::string capital(text);
  for (char& c : capital) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (capital.starts_with("RRULE")) {
    return refused(ErrorCode::kMalformed, "a rule begins with FREQ=, without RRULE before it");
  }
  ALCOVE_ASSIGN(RecurrenceRule rule, read_parts(capital));
  ALCOVE_TRY(check_together(rule));
  return rule;
}

std::string format_recurrence_rule(const RecurrenceRule& rule) {
  std::string text =
      fmt::format("FREQ={}", kFrequencies.at(static_cast<std::size_t>(rule.frequency)));
  if (rule.interval != 1) text += fmt::format(";INTERVAL={}", rule.interval);
  if (rule.count) text += fmt::format(";COUNT={}", *rule.count);
  if (rule.until) text += ";UNTIL=" + until_text(*rule.until);
  if (rule.week_start != std::chrono::Monday) {
    text += fmt::format(";WKST={}", word_of_day(rule.week_start));
  }
  std::string_view before = ";BYDAY=";
  for (const RuleDay& day : rule.by_day) {
    text += before;
    if (day.nth != 0) text += std::to_string(day.nth);
    text += word_of_day(day.day);
    before = ",";
  }
  return text + part_text("BYMONTHDAY", rule.by_month_day) +
         part_text("BYSETPOS", rule.by_set_pos) + part_text("BYMONTH", rule.by_month);
}

}  // namespace alcove::rules
