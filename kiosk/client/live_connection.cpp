// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/live_connection.h"

#include <algorithm>
#include <utility>

namespace alcove::client {

using api::live::Kind;
using api::live::Line;

LiveConnection::LiveConnection(HttpsClient& client, const Clock& clock, std::function<void()> wake,
                               LinkTimes times)
    : client_(client),
      clock_(clock),
      wake_(std::move(wake)),
      times_(times),
      last_heard_(clock.now()),
      thread_([this] { loop(); }) {}

LiveConnection::~LiveConnection() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  client_.end_stream();
  thread_.join();
}

LiveConnection::News LiveConnection::drain() {
  const std::lock_guard lock(mutex_);
  News news{link_, std::move(lines_)};
  lines_.clear();
  return news;
}

void LiveConnection::reconnect() {
  {
    const std::lock_guard lock(mutex_);
    again_ = true;
  }
  changed_.notify_all();
  client_.end_stream();
}

void LiveConnection::loop() {
  std::chrono::milliseconds pause_time = times_.first_pause;
  std::unique_lock lock(mutex_);
  link_.away_since = last_heard_;
  while (!stopping_) {
    heard_anything_ = false;
    again_ = false;
    const std::optional<std::int64_t> after = after_;
    lock.unlock();
    const Error end = client_.follow(
        after, times_.silence, [this] { opened(); },
        [this](const std::string& text) {
          heard(text);
          const std::lock_guard inner(mutex_);
          return !stopping_ && !again_;
        });
    away(end);
    lock.lock();
    if (heard_anything_) pause_time = times_.first_pause;
    changed_.wait_for(lock, pause_time, [this] { return stopping_ || again_; });
    if (!heard_anything_) pause_time = std::min(2 * pause_time, times_.longest_pause);
  }
}

void LiveConnection::opened() {
  // Without a number to resume from, something may have happened unseen. What is read anew must be
  // read once the box has chosen the number from which it tells, which its first line says:
  // earlier, and what happens in between is neither read nor told.
  const std::lock_guard lock(mutex_);
  starts_over_ = !after_;
}

void LiveConnection::heard(const std::string& text) {
  const Result<Line> line = wire::decode<Line>(text, wire::UnknownFields::kIgnore);
  {
    const std::lock_guard lock(mutex_);
    heard_anything_ = true;
    last_heard_ = clock_.now();
    const bool was_connected = link_.connected;
    link_ = {.connected = true};
    const bool starts_over = std::exchange(starts_over_, false);
    if (starts_over) {
      add_line({.number = 0, .kind = Kind::kStartOver, .record = {}, .server_time = clock_.now()});
    }
    // A kind that this program does not know yet is skipped; its number is not.
    if (line && line->number > 0) after_ = line->number;
    if (line && line->kind != Kind::kHeartbeat) {
      add_line(*line);
    } else if (was_connected && !starts_over) {
      return;
    }
  }
  wake_();
}

void LiveConnection::away(const Error& why) {
  {
    const std::lock_guard lock(mutex_);
    if (again_ || stopping_) return;  // ended on purpose: the next try comes at once
    link_ = {.connected = false, .away_since = last_heard_, .why = why};
  }
  wake_();
}

void LiveConnection::add_line(const Line& line) {
  if (lines_.size() < kMaxWaitingLines) {
    lines_.push_back(line);
    return;
  }
  lines_.clear();
  lines_.push_back({.number = line.number,
                    .kind = Kind::kStartOver,
                    .record = {},
                    .server_time = line.server_time});
}

}  // namespace alcove::client
