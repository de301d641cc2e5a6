// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/end_signal.h"

#include <pthread.h>
#include <signal.h>

#include <csignal>

namespace alcove::program {
namespace {

sigset_t end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

EndSignal::EndSignal(std::function<void()> wake) : wake_(std::move(wake)) {
  const sigset_t set = end_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  thread_ = std::thread([this] {
    const sigset_t wanted = end_signals();
    int number = 0;
    while (sigwait(&wanted, &number) != 0) {
    }
    if (stopping_) return;
    came_ = true;
    wake_();
  });
}

EndSignal::~EndSignal() {
  stopping_ = true;
  if (!came_) pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

}  // namespace alcove::program
