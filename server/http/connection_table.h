// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
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
  std::size_t per_address = 48;
  std::size_t per_device = 12;
  std::chrono::milliseconds handshake{5000};    // from accept to the end of the TLS handshake
  std::chrono::milliseconds request{20000};     // from its first byte to the end of its reply
  std::chrono::milliseconds keep_alive{30000};  // between two requests
};

// Every open connection of one listener: counted at accept, ended when its time is up, ended within
// a moment when its terminal is revoked. Times are wall-clock time for the whole step: a sender of
// one byte a second does not stretch them. Thread-safe.
class ConnectionTable {
 public:
  using Time = std::chrono::steady_clock::time_point;

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
    // False when the terminal has per_device connections already.
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

  const ConnectionLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::string, std::size_t> by_address_;
  std::size_t total_ = 0;
  std::list<Entry*> entries_;
  bool stopping_ = false;
  std::thread watch_;
};

}  // namespace alcove::http
