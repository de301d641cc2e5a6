// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/away_part.h"

#include <algorithm>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/text/problems.h"

namespace alcove::flows::desk {

using api::availability::OfClinicianReply;
using api::availability::TimeOff;

namespace {

LocalDateTime midnight_of(const AwayPart::Row& row) {
  return std::chrono::floor<std::chrono::days>(row.appointment.start);
}

// The one that keeps the clinician away from the visit; of two, the one that goes on longer.
const TimeOff* time_off_over(const OfClinicianReply& record, const AwayPart::Row& row) {
  const LocalDateTime start = row.appointment.start;
  const LocalDateTime end = start + std::chrono::minutes(row.appointment.minutes);
  const TimeOff* found = nullptr;
  for (const TimeOff& one : record.times_off) {
    if (one.cancelled || one.from >= end || one.until <= start) continue;
    if (found == nullptr || found->until < one.until) found = &one;
  }
  return found;
}

}  // namespace

void AwayPart::open(const Row& row) {
  life_.renew();
  looking_ = false;
  const LocalDateTime midnight = midnight_of(row);
  if (screens::desk::nobody_there(row) == screens::desk::Flag::kClinicClosed) {
    return absence_.open_at(row.appointment.id, std::nullopt, midnight,
                            midnight + std::chrono::days(1));
  }
  looking_ = true;
  desk_.context.box.ask(
      life_, api::availability::of_clinician,
      api::availability::OfClinicianRequest{row.appointment.clinician},
      [this, row](const Result<OfClinicianReply>& reply) {
        looking_ = false;
        if (reply) return take_record(row, *reply);
        desk_.say(std::string(text::problem(desk_.context.language, reply.error().code)));
      });
}

void AwayPart::open_calls(const api::absences::MeetingId& session) {
  life_.renew();
  looking_ = false;
  absence_.open_calls_of(session);
}

// The time off was taken back meanwhile: the day says so when it is read again.
void AwayPart::take_record(const Row& row, const OfClinicianReply& record) {
  const TimeOff* const off = time_off_over(record, row);
  if (off == nullptr) return desk_.refresh();
  const LocalDateTime midnight = midnight_of(row);
  const LocalDateTime from = std::max(off->from, midnight);
  const LocalDateTime until = std::min<LocalDateTime>(off->until, midnight + std::chrono::days(1));
  if (until <= desk_.context.wall_clock()) return cancel_(row);
  absence_.open_at(row.appointment.id, row.appointment.clinician, from, until);
}

void AwayPart::on_link() {
  looking_ = false;
  absence_.on_link();
}

}  // namespace alcove::flows::desk
