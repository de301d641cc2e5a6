// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "server/features/absences/absence_rules.h"
#include "server/features/absences/absences.h"
#include "server/features/absences/call_lists.h"
#include "server/http/live_events.h"

// Whom to tell of a session of several that was moved: kept with the move itself. A later move has
// a list of its own, in which stands whoever does not know how it is then.
namespace alcove::absences {

using access::Principal;
using api::absences::Fate;
using appointments::MovedMeeting;
using appointments::MovedPlace;
using audit::WriteTxn;

namespace {

// Those of the last list who have not been told.
std::map<ClientId, ToTell> untold_in(store::ReadTxn& txn, const std::optional<Absence>& list) {
  std::map<ClientId, ToTell> untold;
  if (!list) return untold;
  const Calls calls = calls_of(txn, list->id);
  for (const ToTell& one : calls.visits) untold.emplace(one.client, one);
  for (const ClientId& one : told_in(txn, *list, calls)) untold.erase(one);
  return untold;
}

std::vector<ToTell> to_tell_of(const std::vector<MovedPlace>& places,
                               std::map<ClientId, ToTell> untold) {
  std::vector<ToTell> all;
  for (const MovedPlace& place : places) {
    const auto before = untold.find(place.client);
    std::optional<Knowledge> last;
    if (before != untold.end()) last = Knowledge{.knew = before->second.knew, .is = place.before};
    const Knowledge knowledge = knowledge_of(place, last);
    if (before != untold.end()) untold.erase(before);
    if (!knowledge.is_to_tell()) continue;
    all.push_back({.appointment = place.place,
                   .client = place.client,
                   .fate = place.after ? Fate::kMove : Fate::kCancel,
                   .knew = knowledge.knew});
  }
  // Who was out of it by the move before, and is still.
  for (const auto& [client, one] : untold) {
    if (one.fate == Fate::kCancel && one.knew) all.push_back(one);
  }
  return all;
}

void write_down(const Principal& principal, const MovedMeeting& moved,
                const std::vector<MovedPlace>& places, WriteTxn& txn) {
  const auto last = latest_of_session(txn, moved.after.id);
  const std::vector<ToTell> to_tell = to_tell_of(places, untold_in(txn, last));
  if (to_tell.empty() && !last) return;
  // The same whenever the same write is done again.
  const auto same =
      appointments::place_id(moved.after.id, fmt::format("told {}", moved.after.revision));
  const Absence list{.id = AbsenceId(same.bytes()),
                     .clinician = moved.before.clinicians.front().clinician,
                     .from = moved.before.start,
                     .until = moved.before.start + std::chrono::minutes(moved.before.minutes),
                     .reason = moved.reason,
                     .made = {txn.now(), principal.signed_in().display_name, principal.device_name},
                     .meeting = moved.after.id,
                     .meeting_revision = moved.after.revision};
  insert_absence(txn, list);
  for (const ToTell& one : to_tell) insert_visit(txn, list.id, one);
  txn.record({.action = "absence.session_moved",
              .record = audit::as_record(list.id),
              .detail = fmt::format("{} to tell", to_tell.size())});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(list.id));
}

}  // namespace

appointments::MeetingTelling session_telling() {
  return {.write_down = &write_down,
          .untold = [](store::ReadTxn& txn,
                       const MeetingId& meeting) -> std::optional<std::set<ClientId>> {
            const auto list = latest_of_session(txn, meeting);
            if (!list) return std::nullopt;
            std::set<ClientId> untold;
            for (const auto& [client, one] : untold_in(txn, list)) untold.insert(client);
            return untold;
          }};
}

}  // namespace alcove::absences
