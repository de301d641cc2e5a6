// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "server/features/appointments/booking_decision.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/appointments/zone_times_store.h"

namespace alcove::appointments {
namespace {

struct Moved {
  Appointment appointment;  // of a meeting: a place in it that is nobody's
  UtcTime held_until;
};

// Gives what stands on the wall at `start` the instant that it is at now, and what it is held for
// besides. False: it is at that instant already.
template <class Timed>
bool compute_times(Timed& one, UtcTime& held_until, const Site& site) {
  const UtcTime start = site.zone.to_utc(one.start);
  if (start == one.start_time) return false;
  const auto pause = held_until - one.end_time;
  one.start_time = start;
  one.end_time = start + std::chrono::minutes(one.minutes);
  one.time_shifted = !site.zone.exists(one.start);
  held_until = one.end_time + pause;
  return true;
}

// Those of the visits that moved which hold a time.
std::vector<Moved> move_visits(audit::WriteTxn& txn, const Site& site) {
  std::vector<Moved> moved;
  for (Appointment& one : visits_to_come(txn, txn.now())) {
    UtcTime held = held_until(txn, one.id);
    if (!compute_times(one, held, site)) continue;
    put_times(txn, one, held);
    txn.record({.action = "appointment.zone_rules",
                .client = one.client,
                .record = audit::as_record(one.id),
                .detail = "now at " + format_utc(one.start_time)});
    if (rules::holds_time(one.state)) moved.push_back({std::move(one), held});
  }
  return moved;
}

// Those of the meetings that moved which stand and have no client yet: of the others each place is
// a visit.
std::vector<Moved> move_meetings(audit::WriteTxn& txn, const Site& site) {
  std::vector<Moved> moved;
  for (Meeting& one : meetings_to_come(txn, txn.now())) {
    UtcTime held = meeting_held_until(txn, one.id);
    if (!compute_times(one, held, site)) continue;
    put_times(txn, one, held);
    txn.record({.action = "meeting.zone_rules",
                .record = audit::as_record(one.id),
                .detail = "now at " + format_utc(one.start_time)});
    if (one.state == api::appointments::MeetingState::kStands &&
        count_holding(places_of_meeting(txn, one.id)) == 0) {
      moved.push_back({place_in(one), held});
    }
  }
  return moved;
}

// Whether the client, the room, what is taken, or one of those who lead it is elsewhere then.
bool collides(store::ReadTxn& txn, const Moved& one, const Site& site) {
  std::vector<StaffId> leading{one.appointment.clinician};
  if (one.appointment.meeting) {
    const auto meeting = find_meeting(txn, *one.appointment.meeting);
    leading.clear();
    for (const auto& of : meeting->clinicians) leading.push_back(of.clinician);
  }
  Appointment probe = one.appointment;
  return std::ranges::any_of(leading, [&](const StaffId& clinician) {
    probe.clinician = clinician;
    return find_taken(txn,
                      {.appointment = probe,
                       .held_until = one.held_until,
                       .except = probe.id,
                       .planning = availability::Planning::kAsItComes},
                      site)
        .has_value();
  });
}

Result<ZoneReport> compute_anew(audit::WriteTxn& txn, const Site& site, ZoneReport report) {
  std::vector<Moved> all = move_visits(txn, site);
  std::ranges::move(move_meetings(txn, site), std::back_inserter(all));
  for (const ZoneFollower& follow : site.zone_followers) follow(txn, site);
  report.at = txn.now();
  report.moved = std::ssize(all);
  report.colliding =
      std::ranges::count_if(all, [&](const Moved& one) { return collides(txn, one, site); });
  insert_zone_report(txn, report);
  txn.record(
      {.action = "schedule.zone_rules",
       .detail = fmt::format("{} after {}; {} moved, {} colliding", report.version,
                             report.previous.value_or("none"), report.moved, report.colliding)});
  return report;
}

}  // namespace

Result<std::optional<ZoneReport>> keep_zone_times(audit::Ledger& ledger, const Site& site,
                                                  const std::string& version) {
  ALCOVE_ASSIGN(const std::optional<ZoneReport> newest,
                ledger.store().read<std::optional<ZoneReport>>(
                    [](store::ReadTxn& txn) -> Result<std::optional<ZoneReport>> {
                      return newest_zone_report(txn);
                    }));
  if (newest && newest->version == version) return std::optional<ZoneReport>();
  ZoneReport report;
  report.version = version;
  if (newest) report.previous = newest->version;
  ALCOVE_ASSIGN(const auto done,
                ledger.write<ZoneReport>(
                    {.system_user = "alcove-server"},
                    [&](audit::WriteTxn& txn) { return compute_anew(txn, site, report); },
                    audit::WriteKind::kOrdinary));
  return std::optional(done.value);
}

}  // namespace alcove::appointments
