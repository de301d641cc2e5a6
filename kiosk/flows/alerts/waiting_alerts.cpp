// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/alerts/waiting_alerts.h"

#include "kiosk/flows/alerts/call_rows.h"
#include "kiosk/flows/alerts/minutes_waited.h"
#include "kiosk/text/dates.h"

namespace alcove::flows {

using api::live::Kind;

namespace {

constexpr std::int64_t kReadAgainMs = 1000;

}  // namespace

WaitingAlerts::WaitingAlerts(link::Box& box) : box_(box) {}

void WaitingAlerts::on_line(const api::live::Line& line) {
  if (line.kind == Kind::kAlertChanged || line.kind == Kind::kStartOver) read_alerts();
  if (line.kind == Kind::kHelpCalled || line.kind == Kind::kStartOver) read_calls();
}

void WaitingAlerts::read() {
  read_alerts();
  read_calls();
}

void WaitingAlerts::read_alerts() {
  // An older answer must not come after a newer one.
  alerts_life_.renew();
  alerts_again_ms_.reset();
  box_.ask(alerts_life_, api::alerts::waiting, wire::Nothing{},
           [this](Result<api::alerts::WaitingReply> reply) {
             if (reply) {
               alerts_ = std::move(reply->items);
             } else {
               alerts_again_ms_ = now_ms_ + kReadAgainMs;
             }
           });
}

void WaitingAlerts::read_calls() {
  if (box_.enrolled().station != wire::Station::kFrontDesk) return;
  calls_life_.renew();
  calls_again_ms_.reset();
  box_.ask(calls_life_, api::check_in::calls_waiting, wire::Nothing{},
           [this](Result<api::check_in::WaitingCalls> reply) {
             if (reply) {
               calls_ = std::move(reply->items);
             } else {
               calls_again_ms_ = now_ms_ + kReadAgainMs;
             }
           });
}

std::int64_t WaitingAlerts::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  // A box that is away is read on connecting.
  if (!box_.there()) return -1;
  if (alerts_again_ms_ && now_ms >= *alerts_again_ms_) read_alerts();
  if (calls_again_ms_ && now_ms >= *calls_again_ms_) read_calls();
  return alerts_again_ms_ || calls_again_ms_ ? kReadAgainMs : -1;
}

std::string WaitingAlerts::clock_at(text::Language language, UtcTime time) const {
  return text::clock_time(language, box_.zone().to_local(time));
}

std::string WaitingAlerts::words(text::Language language) const {
  if (alerts_.empty()) return {};
  const UtcTime since = alerts_.front().since;
  return screens::alerts::general_words(language, {.since = clock_at(language, since),
                                                   .minutes = minutes_waited(box_, since),
                                                   .count = alerts_.size()});
}

std::string WaitingAlerts::call_words(text::Language language) const {
  if (calls_.empty()) return {};
  const api::check_in::WaitingCall& oldest = calls_.front();
  return screens::alerts::general_call_words(
      language,
      {.kind = row_kind(oldest.kind),
       .terminal = oldest.terminal_name,
       .since = clock_at(language, oldest.at),
       .minutes = minutes_waited(box_, oldest.at),
       .said = said_words(language, box_.zone(), box_.now(), oldest.said_at)},
      calls_.size());
}

}  // namespace alcove::flows
