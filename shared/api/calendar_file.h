// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/wire/route.h"

// A clinician's visits as an iCalendar file (RFC 5545), to take into a calendar of their own. It
// leaves the building: clients are initials, and there is no service, number or reason in it.
namespace alcove::api::calendar_file {

inline constexpr std::int64_t kMaxDays = 366;
inline constexpr std::size_t kMaxEvents = 4000;
inline constexpr std::size_t kMaxFileBytes = 4UL * 1024 * 1024;

struct ExportRequest {
  std::optional<StaffId> clinician{};  // left out: whoever asks
  LocalDate from{};
  LocalDate until{};  // counts

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("from", self.from);
    visit("until", self.until);
  }
};

struct ExportReply {
  std::int64_t count = 0;  // of visits, those that will not take place too: they are marked so
  Bytes file{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, kMaxEvents));
    visit("file", self.file, wire::bytes(1, kMaxFileBytes));
  }
};

// Everybody their own; the front desk and supervisors anybody's. Each file is an event of its own
// with the record numbers in it. Refusals: kForbidden (somebody else's), kNotFound (nobody who can
// be booked has that id), kOutOfRange (field "until": before `from`, or more than kMaxDays),
// kTooMany (more visits than kMaxEvents).
inline constexpr wire::Route<ExportRequest, ExportReply> export_file{
    .method = wire::Method::kGet,
    .path = "/v1/calendar/file",
    .permission = wire::Permission::kScheduleRead,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::calendar_file
