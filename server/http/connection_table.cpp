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
  const auto here = by_address_.find(address);
  if (here != by_address_.end() && here->second >= limits_.per_address) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("an address has at most {} connections", limits_.per_address)};
  }
  if (std::find(known_.begin(), known_.end(), address) == known_.end()) {
    ALCOVE_TRY(admit_stranger());
  }
  ++by_address_[address];  // only now: whoever is refused leaves nothing behind
  ++total_;
  return {};
}

bool ConnectionTable::is_stranger(const Entry& entry) const {
  return !entry.device_ && std::find(known_.begin(), known_.end(), entry.address_) == known_.end();
}

// Whoever was admitted and has no thread yet counts as a stranger: nothing is known of them.
Result<void> ConnectionTable::admit_stranger() {
  std::size_t there = total_ - entries_.size();
  std::size_t ending = 0;
  std::map<std::string_view, std::size_t> from;  // those that are not ending yet
  for (const Entry* entry : entries_) {
    if (!is_stranger(*entry)) continue;
    ++there;
    if (entry->ended_) {
      ++ending;
    } else {
      ++from[entry->address_];
    }
  }
  if (there - ending >= limits_.strangers / 2 && !from.empty()) {
    const auto most = std::max_element(
        from.begin(), from.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto oldest = std::find_if(entries_.begin(), entries_.end(), [&](const Entry* entry) {
      return !entry->ended_ && is_stranger(*entry) && entry->address_ == most->first;
    });
    end(**oldest);
  }
  if (there >= limits_.strangers) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("addresses of no terminal have at most {} connections together",
                             limits_.strangers)};
  }
  return {};
}

void ConnectionTable::remember(const std::string& address) {
  std::erase(known_, address);
  known_.push_back(address);
  if (known_.size() > kMaxKnownAddresses) known_.pop_front();
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
  table_.remember(address_);
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
