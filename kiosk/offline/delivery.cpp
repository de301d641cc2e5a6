// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/delivery.h"

#include <algorithm>

namespace alcove::offline {
namespace {

void count(DeliveryReport& report, api::spool::Outcome outcome) {
  switch (outcome) {
    case api::spool::Outcome::kApplied:
      ++report.applied;
      break;
    case api::spool::Outcome::kAlreadyApplied:
      ++report.already_applied;
      break;
    case api::spool::Outcome::kSibling:
      ++report.siblings;
      break;
    case api::spool::Outcome::kQuarantined:
      ++report.quarantined;
      break;
  }
}

// Brings one batch home, and gives what of it is there now.
Result<std::vector<SpoolRecordId>> deliver(client::HttpsClient& client,
                                           const std::vector<api::spool::SealedRecord>& batch,
                                           DeliveryReport& report) {
  ALCOVE_ASSIGN(const api::spool::DeliverReply reply,
                client.call(api::spool::deliver, api::spool::DeliverRequest{batch}));
  std::vector<SpoolRecordId> home;
  for (const api::spool::Delivered& one : reply.results) {
    home.push_back(one.id);
    count(report, one.outcome);
  }
  if (home.empty()) {
    return Error{ErrorCode::kOtherVersion, {}, "the box took none of what was brought to it"};
  }
  return home;
}

bool is_among(const SpoolRecordId& id, const std::vector<SpoolRecordId>& ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

Result<void> deliver_all(client::HttpsClient& client, Spool& spool, DeliveryReport& report,
                         const CameHome& came_home) {
  while (true) {
    std::vector<api::spool::SealedRecord> batch = spool.next_batch();
    if (batch.empty()) return {};
    const Result<std::vector<SpoolRecordId>> home = deliver(client, batch, report);
    if (!home) {
      spool.not_delivered();
      return home.error();
    }
    if (came_home) {
      std::erase_if(batch, [&](const auto& record) { return !is_among(record.id, *home); });
      came_home(batch);
    }
    ALCOVE_TRY(spool.delivered(*home));
  }
}

Result<void> offer_all(client::HttpsClient& client, KeptWrites& kept, std::int64_t epoch,
                       DeliveryReport& report) {
  const std::vector<api::spool::Held> held = kept.to_offer(epoch);
  for (std::size_t from = 0; from < held.size(); from += api::spool::kMaxHeld) {
    const std::size_t to = std::min(held.size(), from + api::spool::kMaxHeld);
    api::spool::MissingRequest request;
    request.records.assign(held.begin() + static_cast<std::ptrdiff_t>(from),
                           held.begin() + static_cast<std::ptrdiff_t>(to));
    ALCOVE_ASSIGN(api::spool::MissingReply reply, client.call(api::spool::missing, request));
    while (!reply.missing.empty()) {
      const std::vector<api::spool::SealedRecord> batch = kept.next_batch(reply.missing);
      if (!batch.empty()) ALCOVE_TRY(deliver(client, batch, report));
    }
  }
  return kept.offered(epoch);
}

}  // namespace alcove::offline
