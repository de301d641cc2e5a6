// SPDX-License-Identifier: Apache-2.0
#include "server/features/spool/spool_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

namespace alcove::spool {
namespace {

using api::set_aside::Settlement;
using api::set_aside::Which;

// What does not fit is kept by the word of the handler's refusal.
std::string_view kept_reason(const Quarantined& row) {
  return row.refusal ? error_code_word(*row.refusal) : wire::word_of(row.reason);
}

}  // namespace

std::optional<crypto::Hash256> find_delivered(store::ReadTxn& txn, const SpoolRecordId& id) {
  store::Statement row = txn.query("SELECT sealed_hash FROM spool_record WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  const Bytes blob = row.blob(0);
  crypto::Hash256 hash{};
  if (blob.size() != hash.size()) throw Fault(ErrorCode::kCorrupt, "a spool record has no hash");
  std::copy(blob.begin(), blob.end(), hash.begin());
  return hash;
}

void insert_delivered(audit::WriteTxn& txn, const SpoolRecordId& id,
                      const crypto::Hash256& sealed_hash, const DeviceId& delivered_by,
                      api::spool::Outcome outcome) {
  txn.change(
         "INSERT INTO spool_record (id, sealed_hash, delivered_by, delivered_at, outcome) "
         "VALUES ($id, $hash, $by, $at, $outcome)")
      .bind("$id", id)
      .bind("$hash", ByteView(sealed_hash))
      .bind("$by", delivered_by)
      .bind("$at", txn.now())
      .bind("$outcome", wire::word_of(outcome))
      .execute();
}

void insert_quarantined(audit::WriteTxn& txn, const Quarantined& row) {
  txn.change(
         "INSERT INTO spool_quarantine (record, reason, is_opened, device, author, kind, "
         "written_at, content, waits, head_number) VALUES ($record, $reason, $opened, $device, "
         "$author, $kind, $written, $content, $waits, $head)")
      .bind("$record", row.id)
      .bind("$reason", kept_reason(row))
      .bind("$opened", row.is_opened)
      .bind("$device", row.device)
      .bind("$author", row.author)
      .bind("$kind", row.kind)
      .bind("$written", row.written_at)
      .bind("$content", row.content)
      .bind("$waits", row.waits)
      .bind("$head", row.head_number)
      .execute();
}

namespace {

constexpr std::string_view kColumns =
    "SELECT q.record, q.reason, q.is_opened, q.device, q.author, q.kind, q.written_at, q.content, "
    "r.delivered_at, q.waits, q.head_number, q.settled_at, q.settlement, q.settled_by_name, "
    "q.settled_reason FROM spool_quarantine q JOIN spool_record r ON r.id = "
    "q.record";

std::optional<api::set_aside::Settled> settled_at(const store::Statement& row) {
  const std::optional<UtcTime> at = row.maybe_time(11);
  if (!at) return std::nullopt;
  // Without a word of a person it was the box.
  if (row.is_null(12)) return api::set_aside::Settled{*at, Settlement::kFoundItsPlace, {}, {}};
  const auto how = wire::from_word<Settlement>(row.text(12));
  if (!how) throw Fault(ErrorCode::kCorrupt, "what became of something set aside is no word");
  return api::set_aside::Settled{*at, *how, row.text(13), row.text(14)};
}

Quarantined row_at(const store::Statement& row) {
  const std::string reason = row.text(1);
  const auto known = wire::from_word<SetAsideReason>(reason);
  return {.id = row.id<SpoolRecordId>(0),
          .reason = known.value_or(SetAsideReason::kDoesNotFit),
          .refusal = known ? std::nullopt : error_code_from_word(reason),
          .waits = row.boolean(9),
          .head_number = row.maybe_integer(10),
          .device = row.maybe_id<DeviceId>(3),
          .author = row.maybe_id<StaffId>(4),
          .kind = row.text(5),
          .written_at = row.maybe_time(6),
          .delivered_at = row.time(8),
          .is_opened = row.boolean(2),
          .content = row.blob(7),
          .settled = settled_at(row)};
}

bool comes_before(const Quarantined& a, const Quarantined& b) {
  const std::int64_t last = std::numeric_limits<std::int64_t>::max();
  return std::tuple(a.head_number.value_or(last), a.written_at, a.id) <
         std::tuple(b.head_number.value_or(last), b.written_at, b.id);
}

}  // namespace

std::vector<Quarantined> list_quarantine(store::ReadTxn& txn, std::int64_t limit) {
  store::Statement row = txn.query(
      fmt::format("{} WHERE q.settled_at IS NULL ORDER BY r.delivered_at DESC, q.record DESC LIMIT "
                  "$limit",
                  kColumns));
  row.bind("$limit", limit);
  std::vector<Quarantined> rows;
  while (row.next()) rows.push_back(row_at(row));
  return rows;
}

SetAside set_aside(store::ReadTxn& txn) {
  store::Statement row = txn.query(
      "SELECT COUNT(*), MAX(r.delivered_at) FROM spool_quarantine q JOIN spool_record r ON r.id = "
      "q.record WHERE q.settled_at IS NULL");
  if (!row.next()) return {};
  return {.count = row.integer(0), .newest = row.maybe_time(1)};
}

std::vector<Quarantined> list_waiting(store::ReadTxn& txn, std::int64_t limit) {
  store::Statement row = txn.query(fmt::format(
      "{} WHERE q.waits = 1 ORDER BY q.tried_at, q.head_number LIMIT $limit", kColumns));
  row.bind("$limit", limit);
  std::vector<Quarantined> rows;
  while (row.next()) rows.push_back(row_at(row));
  std::sort(rows.begin(), rows.end(), comes_before);
  return rows;
}

void put_tried(audit::WriteTxn& txn, const SpoolRecordId& id) {
  txn.change(
         "UPDATE spool_quarantine SET tried_at = $at WHERE record = $record AND settled_at IS NULL")
      .bind("$at", txn.now())
      .bind("$record", id)
      .execute();
}

std::vector<Quarantined> page_of_quarantine(store::ReadTxn& txn, const PageOf& page) {
  store::Statement row = txn.query(fmt::format(
      "{} WHERE q.settled_at IS {} NULL AND ($before IS NULL OR (r.delivered_at, q.record) < "
      "(SELECT delivered_at, id FROM spool_record WHERE id = $before)) "
      "ORDER BY r.delivered_at DESC, q.record DESC LIMIT $limit",
      kColumns, page.which == Which::kSettled ? "NOT" : ""));
  row.bind("$before", page.before).bind("$limit", page.limit);
  std::vector<Quarantined> rows;
  while (row.next()) rows.push_back(row_at(row));
  return rows;
}

std::optional<Quarantined> find_quarantined(store::ReadTxn& txn, const SpoolRecordId& id) {
  store::Statement row = txn.query(fmt::format("{} WHERE q.record = $record", kColumns));
  row.bind("$record", id);
  if (!row.next()) return std::nullopt;
  return row_at(row);
}

void put_settled_by_hand(audit::WriteTxn& txn, const SpoolRecordId& id,
                         const api::set_aside::Settled& settled, const StaffId& by) {
  txn.change(
         "UPDATE spool_quarantine SET waits = 0, settled_at = $at, settlement = $how, settled_by = "
         "$by, settled_by_name = $name, settled_reason = $reason WHERE record = $record")
      .bind("$at", settled.at)
      .bind("$how", wire::word_of(settled.how))
      .bind("$by", by)
      .bind("$name", settled.by_name)
      .bind("$reason", settled.reason)
      .bind("$record", id)
      .execute();
}

void put_settled(audit::WriteTxn& txn, const SpoolRecordId& id, api::spool::Outcome outcome) {
  txn.change(
         "UPDATE spool_quarantine SET waits = 0, settled_at = $at, settled = $settled WHERE record "
         "= $record")
      .bind("$at", txn.now())
      .bind("$settled", wire::word_of(outcome))
      .bind("$record", id)
      .execute();
}

}  // namespace alcove::spool
