// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/meeting_cancelling.h"
#include "tests/desk/desk_terminal.h"

namespace alcove::tests {

// A clinic in which Ana and her son Sam come together at two, today or some days on.
template <class Clinic>
struct WithFamily : Clinic {
  explicit WithFamily(int days = 0)
      : ana(this->add_client("Ana", "Petrov")),
        sam(this->add_client("Sam", "Haddad", "2012-03-03")),
        meeting(this->template new_id<api::appointments::MeetingId>()) {
    this->other_desk->must(api::appointments::book_meeting,
                           {.meeting = meeting,
                            .kind = api::appointments::MeetingKind::kFamily,
                            .service = this->service,
                            .start = this->today_at(14) + std::chrono::days(days),
                            .minutes = 60,
                            .room = this->room_2,
                            .clinicians = {this->brandt},
                            .attendees = {{this->template new_id<AppointmentId>(), ana},
                                          {this->template new_id<AppointmentId>(), sam}}});
  }
  api::appointments::MeetingReply session() {
    return this->other_desk->must(api::appointments::open_meeting, {meeting});
  }
  std::string row() const { return "meeting_" + meeting.text(); }

  ClientId ana, sam;
  api::appointments::MeetingId meeting;
};

}  // namespace alcove::tests
