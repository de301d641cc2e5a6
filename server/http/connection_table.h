// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace alcove::http {

struct ConnectionLimits {
  std::size_t total = 320;
  // Of the total, for addresses from which no enrolled terminal has come yet in this run. The rest
  // is kept for those from which one has: whoever floods the port from many addresses cannot shut
  // the clinic's own terminals out.
  std::size_t strangers = 160;
  std::size_t per_address = 48;
  std::size_t per_device = 12;
  std::chrono::milliseconds handshake{5000};    // from accept to the end of the TLS handshake
  std::chrono::milliseconds request{20000};     // from its first byte to the end of its reply
  std::chrono::milliseconds keep_alive{30000};  // between two requests
};

// Every open connection of one listener: counted at accept, ended when its time is up, ended within
// a moment when its terminal is revoked. Times are wall-clock time for the whole step: a sender of
// one byte a second does not stretch them. When strangers take more than half of their part, each
// that comes ends the oldest of the address that has most: a terminal's handshake takes
// milliseconds, silence is long. Thread-safe.
class ConnectionTable {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::size_t kMaxKnownAddresses = 256;

  explicit ConnectionTable(ConnectionLimits limits);
  ~ConnectionTable();
  ConnectionTable(const ConnectionTable&) = delete;
  ConnectionTable& operator=(const ConnectionTable&) = delete;

  // At accept: kTooMany with the limit when one is reached (the connection is then closed unheard:
  // there is no TLS yet in which to say why). Each success is taken back by the Entry made for the
  // connection.
  Result<void> admit(const std::string& address);

  // A connection in the table, from its thread's start until it goes.
  class Entry {
   public:
    Entry(ConnectionTable& table, std::string address, int descriptor);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    void must_end_within(std::chrono::milliseconds time);
    void may_stay();
    // False when the terminal has per_device connections already. Its address is known from now on.
    bool belongs_to(const DeviceId& device);
    // True once the table has ended the connection.
    bool ended() const;

   private:
    friend class ConnectionTable;
    ConnectionTable& table_;
    std::string address_;
    int descriptor_;
    std::optional<DeviceId> device_;
    std::optional<Time> deadline_;
    bool ended_ = false;
  };

  void end_connections_of(const DeviceId& device);
  void end_all();
  std::size_t count() const;
  const ConnectionLimits& limits() const { return limits_; }

 private:
  void loop();
  static void end(Entry& entry);
  bool is_stranger(const Entry& entry) const;
  Result<void> admit_stranger();
  void remember(const std::string& address);

  const ConnectionLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::string, std::size_t> by_address_;
  std::size_t total_ = 0;
  std::list<Entry*> entries_;      // oldest first
  std::deque<std::string> known_;  // addresses that terminals came from, newest last
  bool stopping_ = false;
  std::thread watch_;
};

}  // namespace alcove::http
