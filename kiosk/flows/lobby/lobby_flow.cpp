// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/lobby_flow.h"

#include "kiosk/flows/lobby/walk.h"

namespace alcove::flows {

LobbyFlow::LobbyFlow(link::Box& box, std::int64_t now_ms, ui::Look usual)
    : walk_(std::make_unique<lobby::Walk>(box, now_ms, usual)) {}

LobbyFlow::~LobbyFlow() = default;

void LobbyFlow::draw(ui::Ui& ui) {
  walk_->draw(ui);
}

void LobbyFlow::on_link() {
  walk_->on_link();
}

void LobbyFlow::on_line(const api::live::Line& line) {
  walk_->on_line(line);
}

std::int64_t LobbyFlow::tick(std::int64_t now_ms) {
  return walk_->tick(now_ms);
}

bool LobbyFlow::take_change() {
  return walk_->take_change();
}

void LobbyFlow::touched(std::int64_t now_ms) {
  walk_->touched(now_ms);
}

ui::Look LobbyFlow::look() const {
  return walk_->look();
}

bool LobbyFlow::wants_renewal() const {
  return walk_->wants_renewal();
}

void LobbyFlow::stop() {
  walk_->stop();
}

bool LobbyFlow::stopped_and_gone() const {
  return walk_->nobody_is_left();
}

}  // namespace alcove::flows
