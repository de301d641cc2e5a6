// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/alerts/alerts_flow.h"

// The alert that a clinical person has opened: who it is, and whether it still is this client's.
namespace alcove::flows {

using api::alerts::Action;
using api::alerts::Pending;

void AlertsFlow::open(const AlertId& alert) {
  if (opening_) return;
  opening_ = alert;
  context_.box.ask(life_, api::alerts::open, api::alerts::OpenRequest{alert},
                   [this, alert](Result<api::alerts::Alert> reply) {
                     opening_.reset();
                     if (reply) {
                       show(*reply);
                     } else if (!caring_ || caring_->alert != alert) {
                       read();
                     } else if (reply.error().code == ErrorCode::kWrongState) {
                       caring_->model.moved = true;
                     } else {
                       caring_->model.problem = reply.error().code;
                     }
                   });
}

void AlertsFlow::show(const api::alerts::Alert& alert) {
  const bool first = !caring_ || caring_->alert != alert.alert;
  if (first) {
    caring_.emplace();
    caring_->alert = alert.alert;
    caring_->client = alert.client;
    caring_->since = alert.since;
  }
  screens::alerts::CareModel& model = caring_->model;
  model.person = alert.person;
  model.record_number = alert.record_number;
  model.source = alert.source;
  model.busy = false;
  if (alert.acknowledged) {
    model.done_by = alert.acknowledged->by_name;
    model.done_at = clock_at(alert.acknowledged->at);
    model.done_action = alert.acknowledged->action;
    model.done_words = alert.acknowledged->action == Action::kHandedOver
                           ? alert.acknowledged->handed_to_name
                           : alert.acknowledged->words;
  } else if (first) {
    read_colleagues(std::nullopt);
  }
}

// Not among those that wait any more: somebody acknowledged it, or it was another person's. Then
// what stands on the screen is not theirs to act on, and says so.
void AlertsFlow::look_whether_moved() {
  if (!caring_ || caring_->model.moved || !caring_->model.done_by.empty()) return;
  const AlertId alert = caring_->alert;
  const bool waits = std::any_of(pending_.begin(), pending_.end(),
                                 [&](const Pending& one) { return one.alert == alert; });
  if (waits) return;
  context_.box.ask(life_, api::alerts::open, api::alerts::OpenRequest{alert},
                   [this, alert](const Result<api::alerts::Alert>& reply) {
                     if (!caring_ || caring_->alert != alert || reply) return;
                     if (reply.error().code == ErrorCode::kWrongState) caring_->model.moved = true;
                   });
}

}  // namespace alcove::flows
