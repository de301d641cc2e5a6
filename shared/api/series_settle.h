// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointments.h"
#include "shared/api/series_record.h"

// Deciding about a date of a series that could not be booked.
namespace alcove::api::series {

enum class SettleHow : std::uint8_t {
  kBook,  // at another time, or with another clinician, room or resource
  kKeep,  // the visit that stands since before the change stays where it is
  kSkip,  // no visit; one that stands since before is cancelled by the clinic
};

struct SettleRequest {
  SeriesId series;
  std::int64_t base_revision = 0;
  LocalDateTime date;
  SettleHow how = SettleHow::kBook;
  // With book:
  std::optional<AppointmentId> appointment{};  // made by the terminal
  std::optional<StaffId> clinician{};
  std::optional<RoomId> room{};
  std::optional<LocalDateTime> start{};
  std::optional<std::int64_t> minutes{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: the series'
  std::string reason;                                             // with skip: always
  std::optional<std::string> override_reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("base_revision", self.base_revision, wire::range(1, kMaxRevisions));
    visit("date", self.date);
    visit("how", self.how);
    visit("appointment", self.appointment);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
    visit("reason", self.reason, appointments::kReason);
    visit("override_reason", self.override_reason, appointments::kOverrideReason);
  }
};

// Counts as a change of the series, and is undone like one. The reply is the series.
// Refusals: kConflict; kNotFound (series, date); kWrongState (the date waits for no decision, or
// there is no visit to keep); kMissingField; those of a booking or a move.
inline constexpr auto settle_collision =
    appointments::change_route<SettleRequest, Series>("/v1/series/settle_collision");

}  // namespace alcove::api::series

namespace alcove::wire {

template <>
struct EnumWords<api::series::SettleHow> {
  using How = api::series::SettleHow;
  static constexpr EnumWord<How> words[] = {
      {How::kBook, "book"}, {How::kKeep, "keep"}, {How::kSkip, "skip"}};
};

}  // namespace alcove::wire
