// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/waiting_room/display_flow.h"

#include <algorithm>

namespace alcove::flows {

using api::waiting_room::DisplayReply;
using screens::waiting_room::DisplayState;

DisplayFlow::DisplayFlow(link::Box& box, std::int64_t now_ms, ui::Look usual)
    : box_(box),
      look_{ui::Density::kLobby, usual.text_size, usual.contrast},
      now_ms_(now_ms),
      again_ms_(now_ms) {
  read();
}

void DisplayFlow::on_link() {
  // What was under way when the box went away is not waited for.
  life_.renew();
  reading_ = false;
  refused_ = false;
  if (!box_.there()) known_ = false;
  changed_ = true;
  read();
}

void DisplayFlow::on_line(const api::live::Line& line) {
  using api::live::Kind;
  if (line.kind == Kind::kQueueChanged || line.kind == Kind::kStartOver) read();
}

void DisplayFlow::read() {
  if (!box_.there()) return;
  if (reading_) {
    read_again_ = true;
    return;
  }
  reading_ = true;
  read_again_ = false;
  box_.ask(life_, api::waiting_room::display, wire::Nothing{},
           [this](Result<DisplayReply> reply) { take(std::move(reply)); });
}

void DisplayFlow::take(Result<DisplayReply> reply) {
  reading_ = false;
  changed_ = true;
  known_ = reply.ok();
  refused_ = !known_;
  again_ms_ = now_ms_ + (known_ ? kAgainMs : kSoonAgainMs);
  model_.called.clear();
  model_.waiting.clear();
  if (known_) {
    for (const auto& one : reply->called) model_.called.push_back({one.token, one.room});
    model_.waiting = std::move(reply->waiting);
  }
  if (read_again_) read();
}

DisplayState DisplayFlow::state() const {
  if (!box_.there() || refused_) return DisplayState::kAway;
  return known_ ? DisplayState::kShown : DisplayState::kReading;
}

void DisplayFlow::draw(ui::Ui& ui) {
  model_.clinic = box_.clinic();
  model_.now = box_.zone().to_local(box_.now());
  model_.state = state();
  minute_ = std::chrono::floor<std::chrono::minutes>(model_.now);
  screens::waiting_room::draw(ui, model_);
}

std::int64_t DisplayFlow::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (now_ms >= again_ms_) {
    again_ms_ = now_ms + kAgainMs;
    read();
  }
  const LocalDateTime now = box_.zone().to_local(box_.now());
  if (std::chrono::floor<std::chrono::minutes>(now) != minute_) changed_ = true;
  return std::min<std::int64_t>(again_ms_ - now_ms, 1000);
}

}  // namespace alcove::flows
