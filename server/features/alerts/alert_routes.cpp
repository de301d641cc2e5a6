// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/alerts/alerts.h"

namespace alcove::alerts {
namespace {

using access::Principal;
using audit::WriteTxn;
using http::Answer;
using store::ReadTxn;

audit::Event listed(const api::alerts::PendingReply& reply) {
  std::string ids;
  for (const api::alerts::Pending& one : reply.items) ids += " " + one.alert.text();
  return {.action = "alert.list",
          .detail = fmt::format("{} shown; alerts{}", reply.items.size(), ids)};
}

}  // namespace

void Alerts::add_routes(http::Router& router) {
  router.on_read<wire::Nothing, api::alerts::WaitingReply>(
      api::alerts::waiting,
      [](const Principal& viewer, const wire::Nothing&,
         ReadTxn& txn) -> Result<Answer<api::alerts::WaitingReply>> {
        return Answer<api::alerts::WaitingReply>{waiting(viewer, txn), {}};
      });
  router.on_read<wire::Nothing, api::alerts::PendingReply>(
      api::alerts::pending,
      [](const Principal& viewer, const wire::Nothing&,
         ReadTxn& txn) -> Result<Answer<api::alerts::PendingReply>> {
        api::alerts::PendingReply reply = pending(viewer, txn);
        audit::Event event = listed(reply);
        return Answer<api::alerts::PendingReply>{std::move(reply), {std::move(event)}};
      });
  router.on_write<api::alerts::ToldRequest, wire::Nothing>(
      api::alerts::told, [](const Principal& who, const api::alerts::ToldRequest& request,
                            WriteTxn& txn) { return told(who, request, txn); });
  router.on_write<api::alerts::OpenRequest, api::alerts::Alert>(
      api::alerts::open, [](const Principal& who, const api::alerts::OpenRequest& request,
                            WriteTxn& txn) { return open(who, request, txn); });
  router.on_write<api::alerts::AcknowledgeRequest, api::alerts::Alert>(
      api::alerts::acknowledge,
      [this](const Principal& who, const api::alerts::AcknowledgeRequest& request, WriteTxn& txn) {
        return acknowledge(who, request, txn);
      });
}

}  // namespace alcove::alerts
