// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection_table.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>

namespace alcove::http {
namespace {

constexpr std::chrono::milliseconds kTick{100};

}  // namespace

ConnectionTable::ConnectionTable(ConnectionLimits limits)
    : limits_(limits), watch_([this] { loop(); }) {}

ConnectionTable::~ConnectionTable() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  watch_.join();
}

Result<void> ConnectionTable::admit(const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (total_ >= limits_.total) {
    return Error{
        ErrorCode::kTooMany, {}, fmt::format("a port has at most {} connections", limits_.total)};
  }
  std::size_t& here = by_address_[address];
  if (here >= limits_.per_address) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("an address has at most {} connections", limits_.per_address)};
  }
  ++here;
  ++total_;
  return {};
}

ConnectionTable::Entry::Entry(ConnectionTable& table, std::string address, int descriptor)
    : table_(table), address_(std::move(address)), descriptor_(descriptor) {
  const std::lock_guard lock(table_.mutex_);
  deadline_ = std::chrono::steady_clock::now() + table_.limits_.handshake;
  table_.entries_.push_back(this);
}

ConnectionTable::Entry::~Entry() {
  const std::lock_guard lock(table_.mutex_);
  table_.entries_.remove(this);
  --table_.total_;
  const auto here = table_.by_address_.find(address_);
  if (--here->second == 0) table_.by_address_.erase(here);
}

void ConnectionTable::Entry::must_end_within(std::chrono::milliseconds time) {
  const std::lock_guard lock(table_.mutex_);
  deadline_ = std::chrono::steady_clock::now() + time;
}

void ConnectionTable::Entry::may_stay() {
  const std::lock_guard lock(table_.mutex_);
  deadline_.reset();
}

bool ConnectionTable::Entry::belongs_to(const DeviceId& device) {
  const std::lock_guard lock(table_.mutex_);
  const auto others = std::count_if(table_.entries_.begin(), table_.entries_.end(),
                                    [&](const Entry* entry) { return entry->device_ == device; });
  if (static_cast<std::size_t>(others) >= table_.limits_.per_device) return false;
  device_ = device;
  return true;
}

bool ConnectionTable::Entry::ended() const {
  const std::lock_guard lock(table_.mutex_);
  return ended_;
}

void ConnectionTable::end(Entry& entry) {
  entry.ended_ = true;
  entry.deadline_.reset();
  // Only shut down: the connection's own thread wakes up, sees the end and closes the descriptor.
  shutdown(entry.descriptor_, SHUT_RDWR);
}

void ConnectionTable::end_connections_of(const DeviceId& device) {
  const std::lock_guard lock(mutex_);
  for (Entry* entry : entries_) {
    if (entry->device_ == device) end(*entry);
  }
}

void ConnectionTable::end_all() {
  const std::lock_guard lock(mutex_);
  for (Entry* entry : entries_) end(*entry);
}

std::size_t ConnectionTable::count() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

void ConnectionTable::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait_for(lock, kTick, [&] { return stopping_; });
    const Time now = std::chrono::steady_clock::now();
    for (Entry* entry : entries_) {
      if (entry->deadline_ && *entry->deadline_ <= now) end(*entry);
    }
  }
}

}  // namespace alcove::http
