// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box_keeper.h"

namespace alcove::operation {

Result<void> BoxKeeper::unlock(const keys::KeySecret& secret, const std::string& system_user) {
  const std::lock_guard opening(opening_);
  if (!locked()) {
    return Error{ErrorCode::kWrongState, {}, "the box is open already. Nothing was changed"};
  }
  Result<std::unique_ptr<Box>> opened =
      Box::open(lock_, paths_, secret, clock_, random_,
                {.system_user = system_user, .refused_keys = refused_keys_});
  if (!opened) {
    if (opened.error().code == ErrorCode::kWrongKey) ++refused_keys_;
    return opened.error();
  }
  std::shared_ptr<Box> box = std::move(opened).value();
  if (when_open_) ALCOVE_TRY(when_open_(*box));
  const std::lock_guard lock(mutex_);
  box_ = std::move(box);
  return {};
}

std::shared_ptr<Box> BoxKeeper::box() const {
  const std::lock_guard lock(mutex_);
  return box_;
}

void BoxKeeper::close() {
  const std::lock_guard lock(mutex_);
  box_.reset();
}

}  // namespace alcove::operation
