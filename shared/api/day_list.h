// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/base/bytes.h"
#include "shared/base/time.h"
#include "shared/wire/route.h"

// The day's list as a paper to print or save, so that the desk works on when the box is down: who
// comes when, to whom, where, and under which number a message may be left.
namespace alcove::api::appointments {

inline constexpr std::size_t kMaxDayListVisits = 1000;
inline constexpr std::size_t kMaxDayListBytes = 4UL * 1024 * 1024;

struct DayListRequest {
  std::optional<LocalDate> day;  // left out: today on the clinic's clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
  }
};

struct DayListReply {
  LocalDate day;
  std::int64_t count = 0;  // visits on the paper
  std::int64_t pages = 0;
  Bytes pdf;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("count", self.count, wire::range(0, kMaxDayListVisits));
    visit("pages", self.pages, wire::range(1, kMaxDayListVisits));
    visit("pdf", self.pdf, wire::bytes(1, kMaxDayListBytes));
  }
};

// Of the front desk, at its own terminals; each paper is an event of its own with the count and the
// record numbers on it. Visits that were moved away or entered in error are not on it. Refusals:
// kTooMany (more visits than kMaxDayListVisits).
inline constexpr wire::Route<DayListRequest, DayListReply> day_list{
    .method = wire::Method::kGet,
    .path = "/v1/appointments/day_list",
    .permission = wire::Permission::kDayListPrint,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kFrontDeskOnly,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::appointments
