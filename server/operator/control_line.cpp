// SPDX-License-Identifier: Apache-2.0
#include "server/operator/control_line.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace alcove::operation {
namespace {

using SteadyClock = std::chrono::steady_clock;

Error gone() {
  return {ErrorCode::kUnavailable, {}, "the other side of the control socket is gone"};
}

// Keeps the first file that came and closes any others.
void keep_file(msghdr& message, Descriptor& file) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int descriptor = -1;
      std::memcpy(&descriptor, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
      Descriptor came(descriptor);
      if (!file.valid()) file = std::move(came);
    }
  }
}

}  // namespace

Result<void> LineSocket::send(std::string_view word, std::string_view body, int file) {
  std::string line = std::string(word) + " " + std::string(body) + "\n";
  const WipeOnExit wiped(line);
  std::string_view rest = line;
  const SteadyClock::time_point end = SteadyClock::now() + kSendTime;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  while (!rest.empty()) {
    iovec piece{const_cast<char*>(rest.data()), rest.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    if (file >= 0) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      cmsghdr* const part = CMSG_FIRSTHDR(&message);
      part->cmsg_level = SOL_SOCKET;
      part->cmsg_type = SCM_RIGHTS;
      part->cmsg_len = CMSG_LEN(sizeof(int));
      std::memcpy(CMSG_DATA(part), &file, sizeof(int));
    }
    const ssize_t sent = sendmsg(get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
      file = -1;
      continue;
    }
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return gone();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
    pollfd waiting{get(), POLLOUT, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return gone();
  }
  return {};
}

Result<std::size_t> LineSocket::take_more(std::chrono::milliseconds left, bool for_ever) {
  pollfd waiting{get(), POLLIN, 0};
  const int ready =
      poll(&waiting, 1, for_ever ? -1 : static_cast<int>(std::max<std::int64_t>(0, left.count())));
  if (ready < 0 && errno == EINTR) return std::size_t{0};
  if (ready < 0) return gone();
  if (ready == 0) {
    return Error{ErrorCode::kTimedOut, {}, "the request did not arrive whole in ten seconds"};
  }
  std::array<char, 16384> buffer{};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * 4)> control{};
  iovec piece{buffer.data(), buffer.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = recvmsg(get(), &message, MSG_CMSG_CLOEXEC);
  if (got < 0 && errno == EINTR) return std::size_t{0};
  if (got <= 0) return gone();
  keep_file(message, file_);
  held_.append(buffer.data(), static_cast<std::size_t>(got));
  wipe(buffer.data(), buffer.size());
  return static_cast<std::size_t>(got);
}

Result<std::optional<ControlLine>> LineSocket::receive(
    std::size_t max, std::optional<std::chrono::milliseconds> time) {
  held_.reserve(4096);  // a short request with a secret in it is never moved about
  const SteadyClock::time_point end =
      SteadyClock::now() + time.value_or(std::chrono::milliseconds(0));
  while (true) {
    const std::size_t line_end = held_.find('\n');
    if (line_end != std::string::npos && line_end <= max) return split(line_end);
    if (held_.size() > max) {
      return Error{ErrorCode::kTooLarge, {}, "the line is longer than any that belongs here"};
    }
    const Result<std::size_t> taken = take_more(
        std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now()), !time);
    if (taken) continue;
    if (taken.error().code == ErrorCode::kUnavailable && held_.empty()) {
      return std::optional<ControlLine>();
    }
    return taken.error();
  }
}

Result<std::optional<ControlLine>> LineSocket::split(std::size_t end) {
  ControlLine line;
  const std::string_view text = std::string_view(held_).substr(0, end);
  const std::size_t space = text.find(' ');
  const bool formed = space != std::string_view::npos && space > 0 && space <= 64;
  if (formed) {
    line.word = text.substr(0, space);
    line.body = text.substr(space + 1);
  }
  line.file = std::move(file_);
  wipe(held_.data(), end);
  held_.erase(0, end + 1);
  if (!formed) {
    return Error{ErrorCode::kMalformed, {}, "a line is a command, a space and a JSON object"};
  }
  return std::optional(std::move(line));
}

}  // namespace alcove::operation
