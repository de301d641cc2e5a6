// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/meeting_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/beyond_billing.h"
#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_cancelling.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/appointments/resource_store.h"

namespace alcove::appointments {

using api::appointments::BoardRow;
using api::appointments::CancelledBy;
using api::appointments::CancellingReply;
using api::appointments::CancellingRequest;
using api::appointments::MeetingCard;
using api::appointments::MeetingReply;
using api::appointments::MeetingRequest;
using http::Answer;
using store::ReadTxn;

namespace {

MeetingCard card_of(ReadTxn& txn, const Meeting& meeting, const PlaceCount& count) {
  MeetingCard card;
  card.meeting = with_names(txn, meeting);
  const auto service = find_service(txn, meeting.service);
  if (!service) throw Fault(ErrorCode::kCorrupt, "a session for nothing");
  card.service_name = service->name;
  if (meeting.room) {
    if (const auto room = find_room(txn, *meeting.room)) card.room_name = room->name;
  }
  card.resources = taken_of(txn, meeting.resources);
  card.expected = count.expected;
  card.here = count.here;
  return card;
}

// One event: the record, and whose names were shown by their numbers.
audit::Event opened(const char* action, const Meeting& meeting,
                    const std::vector<std::int64_t>& shown) {
  return {.action = action,
          .record = audit::as_record(meeting.id),
          .detail = fmt::format("{} places; records {}", shown.size(), fmt::join(shown, " "))};
}

Result<Meeting> meeting_to_read(const access::Principal& principal, const MeetingId& id,
                                ReadTxn& txn) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  std::optional<Meeting> meeting = find_meeting(txn, id);
  if (!meeting) return Error{ErrorCode::kNotFound, "meeting", "there is no such session"};
  return std::move(*meeting);
}

}  // namespace

std::vector<MeetingCard> cards_on(ReadTxn& txn, LocalDate day,
                                  const std::optional<StaffId>& clinician) {
  const std::vector<Meeting> meetings = meetings_on(txn, day, clinician);
  if (meetings.empty()) return {};
  const std::map<MeetingId, PlaceCount> counts = count_places_on(txn, day);
  std::vector<MeetingCard> cards;
  for (const Meeting& one : meetings) {
    const auto count = counts.find(one.id);
    cards.push_back(card_of(txn, one, count == counts.end() ? PlaceCount{} : count->second));
  }
  return cards;
}

Result<Answer<MeetingReply>> open_meeting(const access::Principal& principal,
                                          const MeetingRequest& request, ReadTxn& txn,
                                          const Site& site, UtcTime now) {
  ALCOVE_ASSIGN(const Meeting meeting, meeting_to_read(principal, request.meeting, txn));
  MeetingReply reply;
  reply.places = rows_of(txn, principal, site, now, places_of_meeting(txn, meeting.id));
  std::sort(reply.places.begin(), reply.places.end(), [](const BoardRow& a, const BoardRow& b) {
    return std::tie(a.client_name, a.record_number) < std::tie(b.client_name, b.record_number);
  });
  PlaceCount count;
  std::vector<std::int64_t> shown;
  for (const BoardRow& row : reply.places) {
    const Appointment& place = row.appointment;
    if (rules::is_expected(place.state, place.state_since, place.start_time)) ++count.expected;
    if (rules::is_here(place.state)) ++count.here;
    shown.push_back(row.record_number);
  }
  reply.card = card_of(txn, meeting, count);
  reply.history = read_meeting_history(txn, meeting.id);
  for (auto& entry : reply.history) {
    for (auto& one : entry.clinicians) {
      if (const auto person = access::find_staff(txn, one.clinician)) {
        one.name = person->display_name;
      }
    }
  }
  return Answer<MeetingReply>{std::move(reply), {opened("meeting.open", meeting, shown)}};
}

Result<Answer<CancellingReply>> read_cancelling(const access::Principal& principal,
                                                const CancellingRequest& request, ReadTxn& txn,
                                                const Site& site, UtcTime now) {
  ALCOVE_TRY(access::decide_beyond_billing(principal, access::Relation::kNone));
  ALCOVE_ASSIGN(const Meeting meeting, meeting_to_read(principal, request.meeting, txn));
  CancellingReply reply =
      cancelling_of(txn, meeting, request.by.value_or(CancelledBy::kClinic), now, site);
  std::vector<std::int64_t> shown;
  for (const auto& place : reply.places) shown.push_back(place.record_number);
  return Answer<CancellingReply>{std::move(reply), {opened("meeting.cancelling", meeting, shown)}};
}

}  // namespace alcove::appointments
