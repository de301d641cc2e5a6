// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/rules/appointment_states.h"

// Who was at a meeting, read from the states that their appointments have anyway: attendance is not
// kept beside them. Pure and thread-safe.
namespace alcove::rules {

enum class Attendance : std::uint8_t {
  kPresent,
  kLate,     // was there, and came some minutes late
  kExcused,  // the client said that they would not come
  kNoShow,
};

// None: nothing is known yet, or the clinic itself took the appointment away.
std::optional<Attendance> attendance_of(AppointmentState state,
                                        const std::optional<std::int64_t>& late_minutes);

// Whether the client is or was in the house for it.
bool is_here(AppointmentState state);

// Whether a place counts among those who were to come: it stands, or its client was missed, left
// again, or called off only once the session had begun. Who called off before it, whom the clinic
// took out and what was written by mistake do not count.
bool is_expected(AppointmentState state, UtcTime since, UtcTime start);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::Attendance> {
  using Attendance = rules::Attendance;
  static constexpr EnumWord<Attendance> words[] = {{Attendance::kPresent, "present"},
                                                   {Attendance::kLate, "late"},
                                                   {Attendance::kExcused, "excused"},
                                                   {Attendance::kNoShow, "no_show"}};
};

}  // namespace alcove::wire
