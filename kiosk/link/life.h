// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace alcove::link {

// Who waits for an answer: a screen, a person's session, a client's visit. An answer that comes
// after its Life was renewed or went away is dropped unseen, so that nothing of one person reaches
// the screen of the next. For the UI thread.
class Life {
 public:
  Life() = default;
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  // Whatever is still under way is no longer waited for.
  void renew() { token_ = std::make_shared<char>(); }
  std::weak_ptr<char> watch() const { return token_; }

 private:
  std::shared_ptr<char> token_ = std::make_shared<char>();
};

}  // namespace alcove::link
