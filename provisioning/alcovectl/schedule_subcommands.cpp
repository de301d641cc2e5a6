// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cstdio>

#include "provisioning/alcovectl/invocation.h"
#include "server/formats/recurrence.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;
using recurrence::Expansion;
using recurrence::Instance;
using recurrence::More;
using recurrence::Series;

constexpr std::size_t kUsualDates = 52;  // a year of weeks

// What --json prints.
struct InstanceLine {
  LocalDateTime local;
  std::string utc;  // to the second
  bool shifted_from_gap = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("local", self.local);
    visit("utc", self.utc, wire::line(20, 20));
    visit("shifted_from_gap", self.shifted_from_gap);
  }
};
struct ExpandReply {
  std::vector<InstanceLine> instances;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("instances", self.instances, wire::at_most(recurrence::kMaxInstances));
  }
};

ExpandReply reply_of(const Expansion& expansion) {
  ExpandReply reply;
  for (const Instance& instance : expansion.instances) {
    reply.instances.push_back({.local = instance.local,
                               .utc = format_utc(instance.utc).substr(0, 19) + "Z",
                               .shifted_from_gap = instance.shifted_from_gap});
  }
  return reply;
}

// "2026-03-02 10:00"
std::string spaced(LocalDateTime local) {
  std::string text = format_local(local);
  text[10] = ' ';
  return text;
}

// "UTC-05:00"
std::string offset_words(const Instance& instance) {
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(
      instance.local.time_since_epoch() - instance.utc.time_since_epoch());
  const std::chrono::hh_mm_ss clock(offset);
  return fmt::format("UTC{}{:02}:{:02}", clock.is_negative() ? '-' : '+', clock.hours().count(),
                     clock.minutes().count());
}

std::string expansion_words(const Expansion& expansion, const Zone& zone) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  if (expansion.instances.empty()) return "No date is left: all of them are taken out.\n";
  std::string out;
  for (const Instance& instance : expansion.instances) {
    const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(instance.local)};
    out += fmt::format(
        "  {}  {}  {}{}\n", kDays.at(day.c_encoding()), spaced(instance.local),
        offset_words(instance),
        instance.shifted_from_gap ? "  moved forward: the clocks skip the rule's own time" : "");
  }
  const std::size_t count = expansion.instances.size();
  out += fmt::format("{} {} in {}", count, count == 1 ? "date" : "dates", zone.name());
  switch (expansion.more) {
    case More::kNone:
      return out + ", and no more.\n";
    case More::kYearsEnd:
      return out + ". The rule goes on, but the years known here end with 2199.\n";
    case More::kFollow:
      return out + ". More follow; --count says how many are shown.\n";
  }
  return out;
}

// The refusal of an option: names it, in words and as a field.
Error of_option(std::string_view field, const Error& error) {
  return {error.code, std::string(field), fmt::format("--{}: {}", field, error.detail)};
}

Result<LocalDateTime> local_time(std::string_view field, std::string_view text) {
  Result<LocalDateTime> time = parse_local(text);
  if (!time) return of_option(field, time.error());
  return time;
}

Result<Series> series_of(const operation::Arguments& given) {
  const auto start = given.value("--start");
  const auto zone_name = given.value("--zone");
  const auto rule_text = given.value("--rule");
  if (!start || !zone_name || !rule_text) {
    return Error{ErrorCode::kMalformed,
                 {},
                 "it needs --start, --zone and --rule, for example --start 2026-03-02T10:00 --zone "
                 "America/New_York --rule \"FREQ=WEEKLY;BYDAY=MO\""};
  }
  ALCOVE_ASSIGN(const LocalDateTime first, local_time("start", *start));
  const Result<Zone> zone = Zone::named(*zone_name);
  if (!zone) return of_option("zone", zone.error());
  const Result<rules::RecurrenceRule> rule = rules::parse_recurrence_rule(*rule_text);
  if (!rule) return of_option("rule", rule.error());
  Series series{.start = first, .zone = *zone, .rule = *rule, .exdates = {}};
  for (const std::string& text : given.values("--exdate")) {
    ALCOVE_ASSIGN(const LocalDateTime taken_out, local_time("exdate", text));
    series.exdates.push_back(taken_out);
  }
  for (const std::string& text : given.values("--rdate")) {
    ALCOVE_ASSIGN(const LocalDateTime added, local_time("rdate", text));
    series.rdates.push_back(added);
  }
  return series;
}

Result<ExitCode> expand(Invocation& invocation) {
  ALCOVE_ASSIGN(const auto count,
                invocation.arguments().number("--count", 1, recurrence::kMaxInstances));
  ALCOVE_ASSIGN(const Series series, series_of(invocation.arguments()));
  const Result<Expansion> expansion =
      recurrence::expand(series, count ? static_cast<std::size_t>(*count) : kUsualDates);
  if (!expansion) return of_option(expansion.error().field, expansion.error());
  for (const LocalDateTime strange : expansion->strange_exdates) {
    fmt::print(stderr, "alcovectl: --exdate {} is none of the dates.\n", format_local(strange));
  }
  invocation.print<ExpandReply>(reply_of(*expansion), [&](const ExpandReply&) {
    return expansion_words(*expansion, series.zone);
  });
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> schedule_subcommands() {
  return {
      {"schedule expand",
       "",
       "the dates that a repeating appointment comes to",
       "Prints the dates of a rule as RFC 5545 writes them, to check one before it is used. It\n"
       "needs no store, no key and no running server, and touches nothing.\n"
       "  alcovectl schedule expand --start 2026-03-02T10:00 --zone America/New_York \\\n"
       "    --rule \"FREQ=WEEKLY;BYDAY=MO\"\n"
       "The hour stays what it is when the clocks change. A time that the clocks skip in spring\n"
       "moves forward by what they skip, and is marked; one that comes twice in autumn is the\n"
       "first of the two. The start has to be a date of the rule.\n"
       "COUNT counts the dates of the rule: one left out is among them, one added is not.\n"
       "Parts: FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT or UNTIL (in UTC), WKST;\n"
       "BYDAY=MO,WE with DAILY and WEEKLY; with MONTHLY BYDAY=2TU or -1FR, or plain days beside\n"
       "BYSETPOS, or BYMONTHDAY; BYMONTH with MONTHLY and YEARLY. Any other is refused by name.",
       {{"--start", "TIME", "the first date and time, on the clock on the wall"},
        {"--zone", "ZONE", "where that clock hangs, as America/New_York"},
        {"--rule", "RULE", "how it repeats, as FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"},
        {"--exdate", "TIME", "a date and time that is left out; may be given many times",
         operation::Times::kMany},
        {"--rdate", "TIME", "a date and time besides the rule's; may be given many times",
         operation::Times::kMany},
        {"--count", "NUMBER", "shows at most so many, 1 to 9999 (default 52)"}},
       0,
       0,
       expand}};
}

}  // namespace alcove::ctl
