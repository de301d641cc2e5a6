// SPDX-License-Identifier: Apache-2.0
#include "server/access/access_decision.h"
#include "server/http/live_events.h"

namespace alcove::http {
namespace {

using api::live::Kind;

constexpr const char* kNewest = "SELECT coalesce(max(number), 0) FROM live_event";

// The permission that lets a terminal know which record changed.
wire::Permission permission_for(Kind kind) {
  switch (kind) {
    case Kind::kDayChanged:
      return wire::Permission::kScheduleRead;
    case Kind::kClientChanged:
      return wire::Permission::kClientRead;
    case Kind::kAlertChanged:
      return wire::Permission::kAlertTold;
    case Kind::kHelpCalled:
      return wire::Permission::kScheduleRead;
    case Kind::kChartChanged:
      return wire::Permission::kChartRead;
    case Kind::kQueueChanged:  // it is the lobby's
    case Kind::kHeartbeat:
    case Kind::kStartOver:
    case Kind::kSessionChanged:
      return wire::Permission::kSignedIn;
  }
  return wire::Permission::kSignedIn;
}

bool reaches_locked_terminals(Kind kind) {
  return kind == Kind::kAlertChanged || kind == Kind::kHelpCalled || kind == Kind::kSessionChanged;
}

}  // namespace

void publish(audit::WriteTxn& txn, Kind kind, const std::optional<RecordId>& record) {
  txn.change("INSERT INTO live_event (at, kind, record) VALUES ($at, $kind, $record)")
      .bind("$at", txn.now())
      .bind("$kind", wire::word_of(kind))
      .bind("$record", record)
      .execute();
}

Hears hears(const access::Principal& principal, Kind kind) {
  const bool lobby = principal.station == wire::Station::kLobby;
  if (kind == Kind::kQueueChanged) return lobby ? Hears::kThatItHappened : Hears::kNothing;
  if (lobby) return Hears::kNothing;
  const bool may = access::may_use(principal, permission_for(kind), wire::kStaffStations,
                                   wire::WhenLocked::kRefuse)
                       .ok();
  if (may) return Hears::kWhichRecord;
  return reaches_locked_terminals(kind) ? Hears::kThatItHappened : Hears::kNothing;
}

Listeners::Listening::Listening(Listeners& all, const DeviceId& device, wire::Station station)
    : all_(all), device_(device), count_(all.count_of(station)) {
  ++count_;
  const std::lock_guard lock(all_.mutex_);
  ++all_.streams_[device_];
}

Listeners::Listening::~Listening() {
  --count_;
  const std::lock_guard lock(all_.mutex_);
  if (--all_.streams_[device_] == 0) all_.streams_.erase(device_);
}

bool Listeners::has(const DeviceId& device) const {
  const std::lock_guard lock(mutex_);
  return streams_.contains(device);
}

bool Listeners::any_at(wire::Stations stations) const {
  for (const wire::Station station :
       {wire::Station::kLobby, wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
    if (stations.has(station) && counts_.at(static_cast<std::size_t>(station)) > 0) return true;
  }
  return false;
}

LiveEvents::LiveEvents(audit::Ledger& ledger) : ledger_(ledger) {
  refresh();
  ledger_.add_after_commit([this](store::Connection& connection) {
    store::Statement row = connection.statement(kNewest);
    const std::int64_t newest = row.next() ? row.integer(0) : 0;
    const std::lock_guard lock(mutex_);
    if (newest <= newest_) return;
    newest_ = newest;
    changed_.notify_all();
  });
}

void LiveEvents::refresh() {
  const auto newest =
      ledger_.store().read<std::int64_t>([](store::ReadTxn& txn) -> Result<std::int64_t> {
        store::Statement row = txn.query(kNewest);
        return row.next() ? row.integer(0) : 0;
      });
  const std::lock_guard lock(mutex_);
  if (newest) newest_ = std::max(newest_, *newest);
}

std::int64_t LiveEvents::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

Result<std::vector<api::live::Line>> LiveEvents::read(const access::Principal& principal,
                                                      std::int64_t& after, UtcTime now) {
  using Lines = std::vector<api::live::Line>;
  return ledger_.store().read<Lines>([&](store::ReadTxn& txn) -> Result<Lines> {
    Lines lines;
    store::Statement oldest = txn.query("SELECT coalesce(min(number), 0) FROM live_event");
    const bool any = oldest.next() && oldest.integer(0) > 0;
    const bool gap = any ? oldest.integer(0) > after + 1 : after < newest();
    if (gap || after > newest()) {
      // Also a number from a store that has since been restored: everything is read anew.
      after = newest();
      lines.push_back(
          {.number = after, .kind = Kind::kStartOver, .record = {}, .server_time = now});
      return lines;
    }
    store::Statement row = txn.query(
        "SELECT number, at, kind, record FROM live_event WHERE number > $after ORDER BY number "
        "LIMIT "
        "$limit");
    row.bind("$after", after).bind("$limit", static_cast<std::int64_t>(kMaxBatch));
    while (row.next()) {
      after = row.integer(0);
      const std::optional<Kind> kind = wire::from_word<Kind>(row.text(2));
      if (!kind) continue;
      const Hears level = hears(principal, *kind);
      if (level == Hears::kNothing) continue;
      lines.push_back(
          {.number = after,
           .kind = *kind,
           .record = level == Hears::kWhichRecord ? row.maybe_id<RecordId>(3) : std::nullopt,
           .server_time = row.time(1)});
    }
    return lines;
  });
}

void LiveEvents::wait(std::int64_t after, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const std::uint64_t wakes = wakes_;
  changed_.wait_for(lock, patience, [&] { return wakes_ != wakes || newest_ > after; });
}

void LiveEvents::wake() {
  const std::lock_guard lock(mutex_);
  ++wakes_;
  changed_.notify_all();
}

void LiveEvents::forget_old(audit::WriteTxn& txn) {
  // The newest stays, so that the numbers never start anew.
  txn.change(
         "DELETE FROM live_event WHERE at < $before AND number < (SELECT max(number) FROM "
         "live_event)")
      .bind("$before", txn.now() - kKeep)
      .execute();
}

}  // namespace alcove::http
