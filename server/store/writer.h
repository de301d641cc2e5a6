// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "server/store/connection.h"
#include "shared/base/result.h"

namespace alcove::store {

// The one thread that writes. Jobs are queued; each runs in a savepoint of its own, several that
// wait together are committed at once (group commit), and run() returns only after the fsync: what
// it reports as done survives loss of power.
//
// A job that returns an Error or throws is rolled back alone; its neighbours in the group are not
// touched. When the commit itself fails, every job of the group fails with that Fault and none of
// them is stored. Thread-safe.
class Writer {
 public:
  using Job = std::function<Result<void>(Connection&)>;

  static constexpr std::size_t kMaxWaiting = 1024;  // jobs in the queue; one more is refused
  static constexpr std::size_t kMaxGroup = 128;     // jobs in one commit

  // `after_commit` runs on the writer's thread when a group is durable and before any of its
  // callers hears of it. It must not throw.
  Writer(std::unique_ptr<Connection> connection, std::function<void(Connection&)> after_commit);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Refuses with kTooMany when the queue is full. Rethrows the Fault of the job or of the commit.
  Result<void> run(const Job& job);

 private:
  struct Ticket {
    const Job* job = nullptr;
    Result<void> result;
    std::exception_ptr fault;
    bool done = false;
  };

  void loop();
  void run_group(std::vector<Ticket*>& group);
  void run_one(Ticket& ticket);
  void finish(std::vector<Ticket*>& group);

  std::unique_ptr<Connection> connection_;
  std::function<void(Connection&)> after_commit_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable finished_;
  std::deque<Ticket*> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::store
