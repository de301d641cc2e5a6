// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times.h"

#include <fmt/format.h>

#include "server/features/appointments/booking_decision.h"
#include "server/features/appointments/zone_times_store.h"

namespace alcove::appointments {
namespace {

struct Moved {
  Appointment appointment;
  UtcTime held_until;
};

// The visit with its times as they are computed now; none where they are the same.
std::optional<Moved> computed_anew(audit::WriteTxn& txn, Appointment appointment,
                                   const Site& site) {
  const UtcTime start = site.zone.to_utc(appointment.start);
  if (start == appointment.start_time) return std::nullopt;
  const auto pause = held_until(txn, appointment.id) - appointment.end_time;
  appointment.start_time = start;
  appointment.end_time = start + std::chrono::minutes(appointment.minutes);
  appointment.time_shifted = !site.zone.exists(appointment.start);
  return Moved{appointment, appointment.end_time + pause};
}

std::int64_t count_colliding(audit::WriteTxn& txn, const std::vector<Moved>& all) {
  std::int64_t colliding = 0;
  for (const Moved& one : all) {
    const Booking booking{.appointment = one.appointment,
                          .held_until = one.held_until,
                          .except = one.appointment.id,
                          .planning = availability::Planning::kAsItComes};
    if (find_taken(txn, booking)) ++colliding;
  }
  return colliding;
}

Result<ZoneReport> compute_anew(audit::WriteTxn& txn, const Site& site, ZoneReport report) {
  std::vector<Moved> all;
  for (Appointment& one : visits_to_come(txn, txn.now())) {
    if (auto moved = computed_anew(txn, std::move(one), site)) all.push_back(std::move(*moved));
  }
  for (const Moved& one : all) {
    put_times(txn, one.appointment, one.held_until);
    txn.record({.action = "appointment.zone_rules",
                .client = one.appointment.client,
                .record = audit::as_record(one.appointment.id),
                .detail = "now at " + format_utc(one.appointment.start_time)});
  }
  report.at = txn.now();
  report.moved = static_cast<std::int64_t>(all.size());
  report.colliding = count_colliding(txn, all);
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
