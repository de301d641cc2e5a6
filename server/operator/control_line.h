// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "server/operator/command_table.h"
#include "shared/base/descriptor.h"

// The control socket's lines (docs/formats.md, "Control socket"): a word, a space, a JSON object, a
// line feed. One open file may come with a line.
namespace alcove::operation {

inline constexpr std::size_t kMaxRequestLine = 64 * 1024;        // bytes
inline constexpr std::size_t kMaxReplyLine = 4 * 1024 * 1024;    // bytes
inline constexpr std::chrono::milliseconds kRequestTime{10000};  // for a whole request to arrive
inline constexpr std::chrono::milliseconds kSendTime{10000};     // for a line to be taken
// For the file of a backup to be made sure of and get its name: a slow stick takes minutes for it.
// That the asker has gone is noticed at once all the same, by the connection's end.
inline constexpr std::chrono::milliseconds kNamingTime{900'000};

struct ProgressLine {
  std::string step;
  std::int64_t done = 0;
  std::int64_t all = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("step", self.step, wire::line(1, 120));
    visit("done", self.done, kCount);
    visit("all", self.all, kCount);
  }
};

struct ErrorLine {
  std::string code;
  std::string field;
  std::string detail;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code, wire::line(1, 64));
    visit("field", self.field, wire::line(0, 200));
    visit("detail", self.detail, kSentence);
  }
};

struct ControlLine {
  std::string word;
  std::string body;  // may hold a secret: whoever takes it wipes it
  Descriptor file;
};

// One end of a connection. One thread at a time.
class LineSocket {
 public:
  explicit LineSocket(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  LineSocket(LineSocket&&) noexcept = default;
  LineSocket& operator=(LineSocket&&) = delete;
  ~LineSocket() { wipe(held_.data(), held_.size()); }

  int get() const { return descriptor_.get(); }

  // kUnavailable when the other side is gone or does not take it in kSendTime.
  Result<void> send(std::string_view word, std::string_view body, int file = -1);
  // Nothing when the other side closed between lines. kTooLarge beyond `max`; kTimedOut when the
  // line is not whole in time (no time: waits as long as it takes); kMalformed without its form.
  Result<std::optional<ControlLine>> receive(std::size_t max,
                                             std::optional<std::chrono::milliseconds> time);

 private:
  Result<std::size_t> take_more(std::chrono::milliseconds left, bool for_ever);
  Result<std::optional<ControlLine>> split(std::size_t end);

  Descriptor descriptor_;
  std::string held_;
  Descriptor file_;
};

}  // namespace alcove::operation
