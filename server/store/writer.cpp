// SPDX-License-Identifier: Apache-2.0
#include "server/store/writer.h"

#include "shared/base/check.h"

namespace alcove::store {

Writer::Writer(std::unique_ptr<Connection> connection,
               std::function<void(Connection&)> after_commit)
    : connection_(std::move(connection)),
      after_commit_(std::move(after_commit)),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  thread_.join();
}

Result<void> Writer::run(const Job& job) {
  Ticket ticket;
  ticket.job = &job;
  std::unique_lock lock(mutex_);
  if (stopping_ || waiting_.size() >= kMaxWaiting) {
    return Error{ErrorCode::kTooMany, {}, "too many writes wait at once; nothing was saved"};
  }
  waiting_.push_back(&ticket);
  work_.notify_one();
  finished_.wait(lock, [&] { return ticket.done; });
  if (ticket.fault) std::rethrow_exception(ticket.fault);
  return ticket.result;
}

void Writer::loop() {
  std::vector<Ticket*> group;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;  // stopping, and everything that waited is done
      while (!waiting_.empty() && group.size() < kMaxGroup) {
        group.push_back(waiting_.front());
        waiting_.pop_front();
      }
    }
    run_group(group);
    finish(group);
    group.clear();
  }
}

void Writer::run_group(std::vector<Ticket*>& group) {
  try {
    connection_->run("BEGIN IMMEDIATE");
    for (Ticket* ticket : group) run_one(*ticket);
    connection_->run("COMMIT");
  } catch (...) {
    // Nothing of this group is stored, so nobody in it may hear otherwise.
    const std::exception_ptr fault = std::current_exception();
    for (Ticket* ticket : group) {
      if (!ticket->fault) ticket->fault = fault;
    }
    if (connection_->in_transaction()) {
      try {
        connection_->run("ROLLBACK");
      } catch (const Fault&) {
        // The next BEGIN says again what is wrong with the disk.
      }
    }
    return;
  }
  if (after_commit_) after_commit_(*connection_);
}

void Writer::run_one(Ticket& ticket) {
  connection_->run("SAVEPOINT job");
  bool keep = false;
  try {
    ticket.result = (*ticket.job)(*connection_);
    keep = ticket.result.ok();
  } catch (...) {
    ticket.fault = std::current_exception();
  }
  // A full disk can make the engine roll back everything on its own: then the group is lost.
  if (!connection_->in_transaction()) std::rethrow_exception(ticket.fault);
  if (!keep) connection_->run("ROLLBACK TO job");
  connection_->run("RELEASE job");
}

void Writer::finish(std::vector<Ticket*>& group) {
  {
    const std::lock_guard lock(mutex_);
    for (Ticket* ticket : group) ticket->done = true;
  }
  finished_.notify_all();
}

}  // namespace alcove::store
