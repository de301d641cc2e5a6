// SPDX-License-Identifier: Apache-2.0
#include "server/audit/verifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "server/audit/chain_store.h"

namespace alcove::audit {
namespace {

constexpr std::string_view kSignatureField = " signature=";

// What is wrong with the event, given the one before; empty when nothing is.
std::string fault_of(const StoredEvent& event, const Head& last, const Key256& audit_key,
                     const crypto::PublicKey& signing_public) {
  if (event.number != last.number + 1) return "an event before it is missing";
  if (event.previous != last.hash) return "it does not follow from the event before";
  if (event.hash != hash_of(event)) return "its hash does not fit its fields";
  if (event.mac != mac_of(audit_key, event.hash)) return "its seal is not the box's own";
  if (event.epoch == last.epoch) return {};
  if (event.number == 1 && event.epoch == 1) return {};
  if (event.epoch <= last.epoch || event.event.action != kEpochAction) {
    return "an epoch begins without its event";
  }
  if (!epoch_detail_verifies(event.event.detail, event.epoch, signing_public)) {
    return "the signature of the epoch is not the clinic's";
  }
  return {};
}

std::string signed_part(const EpochFacts& facts, std::int64_t epoch) {
  std::string text = fmt::format("epoch={} backup_head={}/{}/{} backup_taken_at={}", epoch,
                                 facts.backup_head.epoch, facts.backup_head.number,
                                 to_hex(facts.backup_head.hash), format_utc(facts.backup_taken_at));
  if (facts.lost_head) {
    text += fmt::format(" lost_head={}/{}/{}", facts.lost_head->epoch, facts.lost_head->number,
                        to_hex(facts.lost_head->hash));
  }
  return text + fmt::format(" restored_by={}", facts.restored_by);
}

}  // namespace

Result<ChainReport> verify_chain(store::Store& store, const Key256& audit_key,
                                 const crypto::PublicKey& signing_public,
                                 const std::function<void(std::int64_t, std::int64_t)>& progress) {
  return store.read<ChainReport>([&](store::ReadTxn& txn) -> Result<ChainReport> {
    ChainReport report;
    const std::int64_t all = read_head(txn).number;
    store::Statement rows =
        txn.query(fmt::format("SELECT {} FROM audit_event ORDER BY number", kEventColumns));
    while (rows.next()) {
      const StoredEvent event = event_at(rows);
      const std::string reason = fault_of(event, report.head, audit_key, signing_public);
      if (!reason.empty()) {
        report.bad = BadEvent{event.number, reason};
        return report;
      }
      if (event.epoch != report.head.epoch) ++report.epochs;
      report.head = {event.epoch, event.number, event.hash};
      ++report.events;
      if (progress && (report.events % 4096 == 0 || report.events == all)) {
        progress(report.events, all);
      }
    }
    if (report.events == 0) report.bad = BadEvent{1, "the chain is empty"};
    store::Statement spans = txn.query("SELECT count(*) FROM audit_span WHERE closed_by IS NULL");
    if (spans.next()) report.open_spans = spans.integer(0);
    return report;
  });
}

std::int64_t next_epoch(const EpochFacts& facts, std::int64_t current, UtcTime now) {
  constexpr UtcTime kStart = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  const std::int64_t by_clock = std::chrono::floor<std::chrono::seconds>(now - kStart).count();
  const std::int64_t lost = facts.lost_head ? facts.lost_head->epoch : 0;
  return std::max(by_clock, std::max({current, lost, facts.highest_epoch}) + 1);
}

std::string epoch_detail(const EpochFacts& facts, std::int64_t epoch,
                         const std::function<crypto::Signature(ByteView)>& sign) {
  const std::string text = signed_part(facts, epoch);
  return text + std::string(kSignatureField) + to_hex(sign(as_bytes(text)));
}

bool epoch_detail_verifies(const std::string& detail, std::int64_t epoch,
                           const crypto::PublicKey& signing_public) {
  const std::size_t at = detail.rfind(kSignatureField);
  if (at == std::string::npos || !detail.starts_with(fmt::format("epoch={} ", epoch))) return false;
  const Result<Bytes> signature =
      from_hex(std::string_view(detail).substr(at + kSignatureField.size()));
  return signature.ok() && signature->size() == crypto::Signature().size() &&
         crypto::ed25519_verify(signing_public, as_bytes(std::string_view(detail).substr(0, at)),
                                *signature);
}

}  // namespace alcove::audit
