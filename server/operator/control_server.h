// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "server/operator/box_keeper.h"
#include "server/operator/command_table.h"
#include "server/operator/control_line.h"

namespace alcove::operation {

// The operator's door to a running server: a UNIX socket that root, the server's own user and the
// group "alcove" may use. Who asks is known from the kernel, and what they do is recorded under
// that user. While the box is locked only status, unlock and the confirming of its clock are
// answered.
//
// One thread per connection, at most kMaxClients; a connection asks one thing after another. The
// table and the keeper outlive the server. stop() waits for the commands that run.
class ControlServer {
 public:
  static constexpr std::size_t kMaxClients = 8;
  static constexpr const char* kGroup = "alcove";

  ControlServer(BoxKeeper& keeper, const CommandTable& commands)
      : keeper_(keeper), commands_(commands) {}
  ~ControlServer() { stop(); }
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

  // Binds the socket (mode 0660; an old one is replaced: the folder's lock says that no other
  // server lives) and answers from here on.
  Result<void> start(const std::filesystem::path& socket);
  void stop();

 private:
  struct Client {
    explicit Client(LineSocket own) : socket(std::move(own)) {}
    LineSocket socket;  // closed only when the thread has ended
    std::atomic<bool> done = false;
    std::thread thread;
  };

  void accept_loop();
  void welcome(Descriptor connection);
  void serve(LineSocket& socket, const std::string& user);
  // False: the connection ends. `unnamed`: a backup was called good and has no name yet.
  bool serve_one(LineSocket& socket, const std::string& user, bool& unnamed);
  void tell_broken_off(const std::string& user);
  Result<std::string> answer(LineSocket& socket, const ControlLine& line, const std::string& user);
  Result<std::string> unlock(const ControlLine& line, const std::string& user);
  Result<std::string> confirm_clock(const std::string& user);
  StatusReply describe_waiting() const;
  void forget_finished();

  BoxKeeper& keeper_;
  const CommandTable& commands_;
  std::filesystem::path socket_;
  Descriptor listening_;
  Descriptor stop_event_;
  std::thread accepting_;
  std::mutex mutex_;
  std::list<std::unique_ptr<Client>> clients_;
};

// The name of a user of the system, or "uid 1234".
std::string system_user_name(unsigned user_id);
// The user that this process runs as.
std::string own_system_user();

}  // namespace alcove::operation
