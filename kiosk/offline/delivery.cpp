// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/delivery.h"

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

}  // namespace

Result<void> deliver_all(client::HttpsClient& client, Spool& spool, DeliveryReport& report) {
  while (true) {
    const std::vector<api::spool::SealedRecord> batch = spool.next_batch();
    if (batch.empty()) return {};
    const Result<api::spool::DeliverReply> reply =
        client.call(api::spool::deliver, api::spool::DeliverRequest{batch});
    if (!reply) {
      spool.not_delivered();
      return reply.error();
    }
    std::vector<SpoolRecordId> home;
    for (const api::spool::Delivered& one : reply->results) {
      home.push_back(one.id);
      count(report, one.outcome);
    }
    ALCOVE_TRY(spool.delivered(home));
    if (home.empty()) {
      return Error{ErrorCode::kOtherVersion, {}, "the box took none of what was brought to it"};
    }
  }
}

}  // namespace alcove::offline
