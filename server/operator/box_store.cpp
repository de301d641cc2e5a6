// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box_store.h"

#include <fmt/format.h>

#include "server/audit/chain_store.h"

namespace alcove::operation {
namespace {

// " AND column IN ($n0, $n1)"; a list that is there but empty can match nothing.
template <class IdType>
std::string one_of(const char* column, char prefix,
                   const std::optional<std::vector<IdType>>& choices) {
  if (!choices) return {};
  if (choices->empty()) return " AND 1 = 0";
  std::string names;
  for (std::size_t i = 0; i < choices->size(); ++i) {
    names += fmt::format("{}${}{}", i == 0 ? "" : ", ", prefix, i);
  }
  return fmt::format(" AND {} IN ({})", column, names);
}

template <class IdType>
void bind_each(store::Statement& rows, char prefix,
               const std::optional<std::vector<IdType>>& choices) {
  if (!choices) return;
  for (std::size_t i = 0; i < choices->size(); ++i) {
    rows.bind(fmt::format("${}{}", prefix, i).c_str(), (*choices)[i]);
  }
}

}  // namespace

void insert_box(audit::WriteTxn& txn, const BoxFacts& facts) {
  txn.change(
         "INSERT INTO box (only, store, created, clinic, zone, key_generation) "
         "VALUES (1, $store, $created, $clinic, $zone, $generation)")
      .bind("$store", facts.store)
      .bind("$created", facts.created)
      .bind("$clinic", facts.clinic)
      .bind("$zone", facts.zone)
      .bind("$generation", facts.key_generation)
      .execute();
}

std::optional<BoxFacts> find_box(store::ReadTxn& txn) {
  store::Statement row = txn.query(
      "SELECT store, created, clinic, zone, key_generation, backup_within_hours FROM box "
      "WHERE only = 1");
  if (!row.next()) return std::nullopt;
  return BoxFacts{.store = row.id<StoreId>(0),
                  .created = row.time(1),
                  .clinic = row.text(2),
                  .zone = row.text(3),
                  .key_generation = row.integer(4),
                  .backup_within_hours = row.integer(5)};
}

void set_backup_within_hours(audit::WriteTxn& txn, std::int64_t hours) {
  txn.change("UPDATE box SET backup_within_hours = $hours WHERE only = 1")
      .bind("$hours", hours)
      .execute();
}

void set_key_generation(audit::WriteTxn& txn, std::int64_t generation) {
  txn.change("UPDATE box SET key_generation = $generation WHERE only = 1")
      .bind("$generation", generation)
      .execute();
}

void insert_set_up_code(audit::WriteTxn& txn, const crypto::Hash256& hash, UtcTime expires) {
  txn.change(
         "INSERT INTO set_up_code (hash, created_at, expires_at) VALUES ($hash, $now, $expires)")
      .bind("$hash", ByteView(hash))
      .bind("$now", txn.now())
      .bind("$expires", expires)
      .execute();
}

bool any_set_up_code_used(store::ReadTxn& txn) {
  return txn.query("SELECT hash FROM set_up_code WHERE used_at IS NOT NULL LIMIT 1").next();
}

std::vector<TableRows> count_rows(store::ReadTxn& txn) {
  std::vector<TableRows> tables;
  store::Statement names = txn.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' "
      "ESCAPE '!' ORDER BY name");
  while (names.next()) tables.push_back({.table = names.text(0), .rows = 0});
  for (TableRows& table : tables) {
    store::Statement count = txn.query(fmt::format("SELECT count(*) FROM \"{}\"", table.table));
    if (count.next()) table.rows = count.integer(0);
  }
  return tables;
}

std::int64_t schema_number(store::ReadTxn& txn) {
  store::Statement row = txn.query("SELECT coalesce(max(number), 0) FROM schema_migration");
  return row.next() ? row.integer(0) : 0;
}

std::vector<audit::StoredEvent> find_events(store::ReadTxn& txn, const EventFilter& filter) {
  std::string sql = fmt::format("SELECT {} FROM audit_event WHERE 1 = 1", audit::kEventColumns);
  sql += one_of("client", 'c', filter.clients);
  sql += one_of("person", 'p', filter.people);
  sql += one_of("device", 'd', filter.devices);
  if (filter.from) sql += " AND at >= $from";
  if (filter.until) sql += " AND at < $until";
  if (filter.before) sql += " AND number < $before";
  store::Statement rows = txn.query(sql + " ORDER BY number DESC LIMIT $limit");
  bind_each(rows, 'c', filter.clients);
  bind_each(rows, 'p', filter.people);
  bind_each(rows, 'd', filter.devices);
  if (filter.from) rows.bind("$from", *filter.from);
  if (filter.until) rows.bind("$until", *filter.until);
  if (filter.before) rows.bind("$before", *filter.before);
  rows.bind("$limit", filter.limit);
  std::vector<audit::StoredEvent> events;
  while (rows.next()) events.push_back(audit::event_at(rows));
  return events;
}

std::vector<audit::StoredEvent> newest_backup_tries(store::ReadTxn& txn, std::int64_t limit) {
  store::Statement rows = txn.query(
      fmt::format("SELECT {} FROM audit_event WHERE action = 'box.backup' ORDER BY number DESC "
                  "LIMIT $limit",
                  audit::kEventColumns));
  rows.bind("$limit", limit);
  std::vector<audit::StoredEvent> events;
  while (rows.next()) events.push_back(audit::event_at(rows));
  return events;
}

std::optional<UtcTime> newest_unknown_head_at(store::ReadTxn& txn, UtcTime since) {
  store::Statement row = txn.query(
      "SELECT at FROM audit_event WHERE at >= $since AND action = 'terminal.head_unknown' "
      "ORDER BY at DESC LIMIT 1");
  row.bind("$since", since);
  if (!row.next()) return std::nullopt;
  return row.time(0);
}

bool restore_checked_after(store::ReadTxn& txn, std::int64_t number) {
  store::Statement row = txn.query(
      "SELECT 1 FROM audit_event WHERE action = 'restore.checked' AND number > $number LIMIT 1");
  row.bind("$number", number);
  return row.next();
}

bool went_on_after(store::ReadTxn& txn, const DeviceId& terminal, std::int64_t number) {
  store::Statement row = txn.query(
      "SELECT 1 FROM audit_event WHERE device = $terminal AND number > $number AND outcome = "
      "'done' AND (action = 'terminal.restore_confirmed' OR session IS NOT NULL) LIMIT 1");
  row.bind("$terminal", terminal).bind("$number", number);
  return row.next();
}

}  // namespace alcove::operation
