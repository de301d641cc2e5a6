// SPDX-License-Identifier: Apache-2.0
#include "server/app/process.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "shared/base/descriptor.h"

namespace alcove::app {
namespace {

sigset_t end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

// Half of the time after which systemd would think the server hangs; 0: there is no watchdog.
long watchdog_seconds() {
  const char* const text = std::getenv("WATCHDOG_USEC");
  if (text == nullptr) return 0;
  return std::max(1L, std::strtol(text, nullptr, 10) / 2'000'000L);
}

}  // namespace

void hold_end_signals() {
  const sigset_t set = end_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void wait_for_end() {
  const sigset_t set = end_signals();
  const long beat = watchdog_seconds();
  while (true) {
    const timespec time{beat, 0};
    const int got = beat > 0 ? sigtimedwait(&set, nullptr, &time) : sigwaitinfo(&set, nullptr);
    if (got > 0) return;
    if (errno == EAGAIN) notify_system("WATCHDOG=1");
  }
}

void notify_system(std::string_view state) {
  const char* const place = std::getenv("NOTIFY_SOCKET");
  if (place == nullptr || place[0] == '\0') return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t size = std::strlen(place);
  if (size >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, place, size);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // an abstract name
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
  if (sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address), length) < 0) {
    errno = 0;  // systemd then waits and says so itself
  }
}

}  // namespace alcove::app
