// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/meeting_history.h"

// The SQL of meetings: rows in, rows out, nothing decided. Their places are appointments:
// appointments_store.h. Clinicians are read without their names.
namespace alcove::appointments {

using api::appointments::Meeting;
using api::appointments::MeetingEntry;
using api::appointments::MeetingId;

std::optional<Meeting> find_meeting(store::ReadTxn& txn, const MeetingId& id);
// By time, whatever their state; of one clinician, those that they lead or help to lead.
std::vector<Meeting> meetings_on(store::ReadTxn& txn, LocalDate day,
                                 const std::optional<StaffId>& clinician);
std::int64_t count_meetings_on(store::ReadTxn& txn, LocalDate day);
UtcTime meeting_held_until(store::ReadTxn& txn, const MeetingId& id);

// A new one, with its clinicians.
void insert_meeting(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until);
// State, room, resources and clinicians as they are given; the revision of the stored one grows by
// one. Who does not stand any more stays in the history.
void update_meeting(audit::WriteTxn& txn, const Meeting& meeting);
// The same, and the time that is given too.
void move_meeting_row(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until);

// The step that led to this revision, under the actor of the transaction.
void insert_meeting_step(audit::WriteTxn& txn, const Meeting& meeting, const MeetingEntry& entry);
// The oldest first.
std::vector<MeetingEntry> read_meeting_history(store::ReadTxn& txn, const MeetingId& id);

struct PlaceCount {
  std::int64_t expected = 0;  // rules::is_expected
  std::int64_t here = 0;      // of them, who came
};
std::map<MeetingId, PlaceCount> count_places_on(store::ReadTxn& txn, LocalDate day);

}  // namespace alcove::appointments
