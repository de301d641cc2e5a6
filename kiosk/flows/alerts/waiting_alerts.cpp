// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/alerts/waiting_alerts.h"

#include <algorithm>

#include "kiosk/text/dates.h"

namespace alcove::flows {

using api::live::Kind;

WaitingAlerts::WaitingAlerts(link::Box& box) : box_(box) {}

void WaitingAlerts::on_line(const api::live::Line& line) {
  if (line.kind == Kind::kAlertChanged || line.kind == Kind::kStartOver) read();
}

void WaitingAlerts::read() {
  // An older answer must not come after a newer one.
  life_.renew();
  box_.ask(life_, api::alerts::waiting, wire::Nothing{},
           [this](Result<api::alerts::WaitingReply> reply) {
             if (reply) items_ = std::move(reply->items);
           });
}

std::string WaitingAlerts::words(text::Language language) const {
  if (items_.empty()) return {};
  const UtcTime since = items_.front().since;
  const auto passed = std::chrono::floor<std::chrono::minutes>(box_.now() - since);
  return screens::alerts::general_words(
      language, {.since = text::clock_time(language, box_.zone().to_local(since)),
                 .minutes = std::max<std::int64_t>(0, passed.count()),
                 .count = items_.size()});
}

}  // namespace alcove::flows
