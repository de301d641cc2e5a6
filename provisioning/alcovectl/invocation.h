// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "provisioning/alcovectl/subcommand.h"
#include "server/operator/all_commands.h"
#include "server/operator/control_client.h"
#include "server/operator/control_server.h"

namespace alcove::ctl {

// One run of one command: its arguments, where the box is, and the way to it: over the control
// socket of a running server, or, when none answers, by opening the stopped server's store here
// with a key. One thread.
class Invocation {
 public:
  explicit Invocation(operation::Arguments arguments);
  ~Invocation();
  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  const operation::Arguments& arguments() const { return arguments_; }
  // The command's own arguments, behind its words.
  const std::string& word(std::size_t index) const;
  const operation::BoxPaths& paths() const { return paths_; }
  bool json() const { return arguments_.has("--json"); }
  const Clock& clock() const { return clock_; }
  RandomSource& random() { return random_; }
  const std::string& system_user() const { return system_user_; }
  const operation::Progress& progress() const { return progress_; }
  void set_words_used(std::size_t count) { words_used_ = count; }

  // Whether a server answers on the control socket.
  bool server_runs();
  // The key that the options name, or asked for on the terminal: a passphrase, or the recovery key
  // with --recovery-key.
  Result<keys::KeySecret> secret(const std::string& question);
  bool names_a_key() const;
  // With the server stopped: the box itself, opened once. kReport to look at a damaged one.
  Result<operation::Box*> box(operation::HeadCheck check);
  void adopt(operation::FolderLock lock, std::unique_ptr<operation::Box> box);

  // Asks the box, wherever it is.
  template <class Request, class Reply>
  Result<Reply> ask(const operation::Command<Request, Reply>& command, const Request& request,
                    int file = -1, operation::HeadCheck check = operation::HeadCheck::kRefuse) {
    std::string body = wire::encode(request);
    const WipeOnExit wiped(body);
    ALCOVE_ASSIGN(std::string reply, ask_text(command.name, body, file, check));
    const WipeOnExit reply_wiped(reply);
    return wire::decode<Reply>(reply, wire::UnknownFields::kIgnore);
  }

  // Prints a reply: as one JSON line with --json, else with `human`.
  template <class Reply>
  void print(const Reply& reply, const std::function<std::string(const Reply&)>& human) {
    show(json() ? wire::encode(reply) + "\n" : human(reply));
  }
  // Throws Fault(kStorageFault) when the output takes no more: a recovery key must not go unseen.
  void show(std::string text);

 private:
  Result<std::string> ask_text(std::string_view command, std::string_view body, int file,
                               operation::HeadCheck check);
  void show_progress(std::string_view step, std::int64_t done, std::int64_t all);
  void end_progress();

  operation::Arguments arguments_;
  operation::BoxPaths paths_;
  SystemClock clock_;
  SystemRandom random_;
  std::string system_user_;
  operation::Progress progress_;
  std::size_t words_used_ = 0;
  std::string progress_step_;
  bool progress_shown_ = false;
  std::optional<operation::ControlClient> client_;
  bool client_tried_ = false;
  std::optional<operation::FolderLock> lock_;
  std::unique_ptr<operation::Box> box_;
};

}  // namespace alcove::ctl
