// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "server/formats/recurrence.h"

// Series as a test writes them, and their dates as it compares them.
namespace alcove::testing {

inline recurrence::Series series(const std::string& start, const std::string& zone,
                                 const std::string& rule) {
  return {.start = parse_local(start).value(),
          .zone = Zone::named(zone).value(),
          .rule = rules::parse_recurrence_rule(rule).value(),
          .exdates = {}};
}

inline recurrence::Expansion expanded(const recurrence::Series& series, std::size_t limit = 200) {
  return recurrence::expand(series, limit).value();
}

// "2026-03-08"
inline std::vector<std::string> dates(const recurrence::Series& series, std::size_t limit = 200) {
  std::vector<std::string> out;
  for (const recurrence::Instance& instance : expanded(series, limit).instances) {
    out.push_back(format_date(date_of(instance.local)));
  }
  return out;
}

// "2026-03-08T03:30 2026-03-08T07:30Z moved"
inline std::vector<std::string> rows(const recurrence::Series& series, std::size_t limit = 200) {
  std::vector<std::string> out;
  for (const recurrence::Instance& instance : expanded(series, limit).instances) {
    out.push_back(format_local(instance.local) + " " + format_utc(instance.utc).substr(0, 16) +
                  "Z" + (instance.shifted_from_gap ? " moved" : ""));
  }
  return out;
}

}  // namespace alcove::testing
