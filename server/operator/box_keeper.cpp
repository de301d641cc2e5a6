// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box_keeper.h"

#include "server/operator/step_back_store.h"

namespace alcove::operation {

Result<void> BoxKeeper::unlock(const keys::KeySecret& secret, const std::string& system_user) {
  const std::lock_guard opening(opening_);
  return open(secret, {.system_user = system_user, .refused_keys = refused_keys_});
}

Result<void> BoxKeeper::open(const keys::KeySecret& secret, const Opening& opening) {
  if (!locked()) {
    return Error{ErrorCode::kWrongState, {}, "the box is open already. Nothing was changed"};
  }
  if (before_opening_) before_opening_();
  Result<std::unique_ptr<Box>> opened = Box::open(lock_, paths_, secret, clock_, random_, opening);
  if (!opened) {
    const Error& error = opened.error();
    if (error.code == ErrorCode::kWrongKey) ++refused_keys_;
    if (error.code == ErrorCode::kWrongState && error.field == kClockField) {
      const std::lock_guard lock(mutex_);
      waiting_.emplace(Waiting{secret.clone(), opening.system_user, error});
    }
    return error;
  }
  std::shared_ptr<Box> box = std::move(opened).value();
  if (when_open_) ALCOVE_TRY(when_open_(*box));
  const std::lock_guard lock(mutex_);
  box_ = std::move(box);
  waiting_.reset();
  return {};
}

std::optional<Error> BoxKeeper::clock_problem() const {
  const std::lock_guard lock(mutex_);
  return waiting_ ? std::optional(waiting_->problem) : std::nullopt;
}

Result<void> BoxKeeper::confirm_clock(const std::string& system_user) {
  const std::lock_guard opening(opening_);
  if (const std::shared_ptr<Box> open_box = box()) {
    if (when_clock_confirmed_) ALCOVE_TRY(when_clock_confirmed_());
    ALCOVE_TRY(open_box->ledger().record({.system_user = system_user, .purpose = "operations"},
                                         {{.action = "clock.confirmed"}}));
    return {};
  }
  std::optional<Waiting> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(waiting_);
  }
  if (!waiting) {
    return Error{ErrorCode::kLocked,
                 {},
                 "the box is locked: it waits for its key. Nothing was touched. Run alcovectl "
                 "unlock, which says whether the clock has to be confirmed"};
  }
  const Result<void> opened = open(waiting->secret, {.system_user = waiting->system_user,
                                                     .refused_keys = refused_keys_,
                                                     .clock_confirmed_by = system_user});
  if (opened) return {};
  const std::lock_guard lock(mutex_);
  if (!waiting_) waiting_ = std::move(waiting);
  return opened;
}

void BoxKeeper::try_clock_again() {
  const std::lock_guard opening(opening_);
  std::optional<Waiting> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(waiting_);
  }
  if (!waiting || !locked()) return;
  const Result<void> opened =
      open(waiting->secret, {.system_user = waiting->system_user, .refused_keys = refused_keys_});
  const std::lock_guard lock(mutex_);
  if (!opened && !waiting_) waiting_ = std::move(waiting);
}

std::shared_ptr<Box> BoxKeeper::box() const {
  const std::lock_guard lock(mutex_);
  return box_;
}

void BoxKeeper::close() {
  const std::lock_guard lock(mutex_);
  box_.reset();
  waiting_.reset();
}

}  // namespace alcove::operation
