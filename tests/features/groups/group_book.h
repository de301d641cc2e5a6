// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/groups/groups.h"
#include "tests/features/appointments/meeting_book.h"

namespace alcove::testing {

namespace group = alcove::api::groups;

// A book with a group: two to four places, Brandt leads it on Tuesdays at ten in room 1.
struct GroupBook : MeetingBook {
  GroupBook() {
    groups::add_routes(router, site);
    site.meeting_followers = {groups::follow_moved_session};
    site.meeting_guards = {groups::check_session_restored};
  }

  static LocalDate day(const char* text) { return parse_date(text).value(); }

  group::Group anxiety() {
    return {.id = new_id<group::GroupId>(),
            .name = "Worry less",
            .service = booking("2026-12-01T10:00").service,
            .least = 2,
            .most = 4,
            .first_day = day("2026-11-01"),
            .last_day = day("2026-12-31"),
            .facilitators = {kBrandt},
            .usual = {.weekday = 2, .start_minute = 600, .minutes = 90, .room = room_1}};
  }
  Result<group::Group> try_set(const group::Group& wanted) {
    return run(&groups::set_group, wanted);
  }
  group::Group made() { return try_set(anxiety()).value(); }

  group::Membership joining(const group::Group& group, const ClientId& client,
                            const char* from = "2026-11-01") {
    return {.id = new_id<group::MembershipId>(),
            .group = group.id,
            .client = client,
            .join_day = day(from),
            .leave_day = {},
            .reason = ""};
  }
  Result<group::MembershipReply> try_belong(const group::Membership& wanted) {
    return run(&groups::set_membership, wanted);
  }
  group::Membership belongs(const group::Group& group, const ClientId& client,
                            const char* from = "2026-11-01") {
    return try_belong(joining(group, client, from)).value().membership;
  }

  group::BookSessionRequest session(const group::Group& group, const char* start) {
    return {.group = group.id,
            .meeting = new_id<group::MeetingId>(),
            .start = at(start),
            .minutes = 90,
            .room = room_1,
            .clinicians = {}};
  }
  Result<group::BookSessionReply> try_session(const group::BookSessionRequest& request) {
    return run(&groups::book_session, request);
  }
  group::BookSessionReply booked_session(const group::Group& group, const char* start) {
    return try_session(session(group, start)).value();
  }
  std::size_t count_places(const group::MeetingId& meeting) {
    return read<std::size_t>(
        [&](store::ReadTxn& txn) { return appointments::places_of_meeting(txn, meeting).size(); });
  }
};

}  // namespace alcove::testing
