// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/audit/epochs.h"

namespace alcove::audit {
namespace {

// The value of " name=" or of "name=" at the start, up to the next blank.
std::optional<std::string_view> value_of(std::string_view detail, std::string_view name) {
  const std::string spelled = std::string(name) + "=";
  std::size_t at = detail.find(" " + spelled);
  if (at != std::string_view::npos) {
    ++at;
  } else if (detail.starts_with(spelled)) {
    at = 0;
  } else {
    return std::nullopt;
  }
  const std::string_view rest = detail.substr(at + spelled.size());
  return rest.substr(0, rest.find(' '));
}

Result<Head> head_of(std::string_view text) {
  std::string dotted(text);
  for (char& c : dotted) {
    if (c == '/') c = '.';
  }
  return wire::parse_head(dotted);
}

}  // namespace

Result<EpochFacts> parse_epoch_detail(std::string_view detail) {
  const Error refusal{ErrorCode::kCorrupt, {}, "the event of an epoch is not as it was written"};
  const auto backup_head = value_of(detail, "backup_head");
  const auto taken_at = value_of(detail, "backup_taken_at");
  const std::size_t by = detail.find(" restored_by=");
  const std::size_t signature = detail.rfind(" signature=");
  if (!backup_head || !taken_at || by == std::string_view::npos ||
      signature == std::string_view::npos || signature < by) {
    return refusal;
  }
  const Result<Head> head = head_of(*backup_head);
  const Result<UtcTime> time = parse_utc(*taken_at);
  if (!head || !time) return refusal;
  EpochFacts facts{.backup_head = *head,
                   .backup_taken_at = *time,
                   .lost_head = std::nullopt,
                   .restored_by = std::string(detail.substr(by + 13, signature - by - 13))};
  if (const auto lost = value_of(detail.substr(0, by), "lost_head")) {
    const Result<Head> lost_head = head_of(*lost);
    if (!lost_head) return refusal;
    facts.lost_head = *lost_head;
  }
  return facts;
}

std::optional<NewestEpoch> newest_epoch(store::ReadTxn& txn) {
  // kEpochAction, spelled out: the index over it is asked for by the word.
  store::Statement row = txn.query(
      "SELECT epoch, number, hash, at, detail FROM audit_event WHERE action = 'epoch.begin' "
      "ORDER BY number DESC LIMIT 1");
  if (!row.next()) return std::nullopt;
  NewestEpoch newest;
  newest.begun.epoch = row.integer(0);
  newest.begun.number = row.integer(1);
  const Bytes hash = row.blob(2);
  if (hash.size() != newest.begun.hash.size()) {
    throw Fault(ErrorCode::kCorrupt, "an event of the chain has no hash");
  }
  std::copy(hash.begin(), hash.end(), newest.begun.hash.begin());
  newest.at = row.time(3);
  newest.detail = row.text(4);
  Result<EpochFacts> facts = parse_epoch_detail(newest.detail);
  if (!facts) throw Fault(facts.error());
  newest.facts = std::move(facts).value();
  return newest;
}

}  // namespace alcove::audit
