// SPDX-License-Identifier: Apache-2.0
#include "server/operator/secret_input.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "shared/base/descriptor.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

constexpr std::size_t kMaxLine = 2048;  // bytes; a passphrase of 256 characters has 1,024 at most

// Puts the terminal back as it was, whatever happens in between.
class SilentTerminal {
 public:
  explicit SilentTerminal(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    silenced_ = tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (silenced_) tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  bool silenced() const { return silenced_; }

 private:
  int terminal_;
  termios before_{};
  bool silenced_ = false;
};

}  // namespace

Result<keys::KeySecret> read_key_file(const std::filesystem::path& file) {
  Result<Bytes> content = read_file(file, keys::kMaxKeyFile);
  if (!content) {
    if (content.error().code == ErrorCode::kNotFound) {
      return Error{ErrorCode::kNotFound, {}, "the key file is not there. Nothing was touched"};
    }
    return content.error();
  }
  Result<keys::KeySecret> secret = keys::KeySecret::key_file(*content);
  wipe(content->data(), content->size());
  return secret;
}

Result<SecretBytes> read_secret_line(int descriptor) {
  SecretBytes line(kMaxLine);
  std::size_t size = 0;
  while (true) {
    if (size == kMaxLine) {
      return Error{ErrorCode::kMalformed, {}, "the secret is longer than any that is taken"};
    }
    // One byte at a time: what follows the line belongs to somebody else.
    const ssize_t got = read(descriptor, line.writable().data() + size, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return Error{ErrorCode::kMalformed, {}, "the descriptor given for the secret cannot be read"};
    }
    if (got == 0 || line.view()[size] == '\n') break;
    ++size;
  }
  if (size > 0 && line.view()[size - 1] == '\r') --size;
  line.shorten(size);
  if (line.empty()) return Error{ErrorCode::kMalformed, {}, "no secret came: the line is empty"};
  return line;
}

Result<SecretBytes> ask_on_terminal(const std::string& question) {
  const Descriptor terminal(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  const Error refusal{
      ErrorCode::kUnavailable,
      {},
      "there is no terminal to ask on. Nothing was touched. Give --key-file FILE or "
      "--passphrase-fd NUMBER"};
  if (!terminal.valid()) return refusal;
  const SilentTerminal silent(terminal.get());
  if (!silent.silenced() || !write_all(terminal.get(), as_bytes(question))) return refusal;
  return read_secret_line(terminal.get());
}

}  // namespace alcove::operation
