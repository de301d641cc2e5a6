// SPDX-License-Identifier: Apache-2.0
#include "server/operator/control_client.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

namespace alcove::operation {
namespace {

Error refusal_in(const std::string& body) {
  const Result<ErrorLine> line = wire::decode<ErrorLine>(body, wire::UnknownFields::kIgnore);
  if (!line) return line.error();
  return {error_code_from_word(line->code).value_or(ErrorCode::kStorageFault), line->field,
          line->detail};
}

}  // namespace

Result<ControlClient> ControlClient::connect(const std::filesystem::path& socket) {
  const Error refusal{ErrorCode::kUnavailable, {}, "no server answers on the control socket"};
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = socket.string();
  if (text.size() >= sizeof address.sun_path) return refusal;
  std::copy(text.begin(), text.end(), address.sun_path);
  Descriptor descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!descriptor.valid() ||
      ::connect(descriptor.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
          0) {
    return refusal;
  }
  return ControlClient(LineSocket(std::move(descriptor)));
}

Result<std::string> ControlClient::ask(std::string_view command, std::string_view body,
                                       const Progress& progress, int file) {
  // A server that refuses this user says so and closes, perhaps before it took the request: what it
  // said is read all the same.
  const Result<void> sent = socket_.send(command, body, file);
  while (true) {
    ALCOVE_ASSIGN(std::optional<ControlLine> line, socket_.receive(kMaxReplyLine, std::nullopt));
    if (!line) {
      if (!sent) return sent.error();
      return Error{ErrorCode::kUnavailable,
                   {},
                   "the server ended before it answered. What it had said before is done; whether "
                   "this was, alcovectl status and alcovectl audit tell once it runs again"};
    }
    if (line->word == "reply") return std::move(line->body);
    if (line->word == "error") return refusal_in(line->body);
    const Result<ProgressLine> step =
        wire::decode<ProgressLine>(line->body, wire::UnknownFields::kIgnore);
    if (step && progress) progress(step->step, step->done, step->all);
  }
}

}  // namespace alcove::operation
