// SPDX-License-Identifier: Apache-2.0
#include "server/operator/control_server.h"

#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include "server/operator/backup_tries.h"
#include "server/operator/commands.h"
#include "server/operator/conditions.h"
#include "server/operator/contract_backup.h"
#include "server/operator/contract_clock.h"
#include "server/operator/contract_keys.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

constexpr std::chrono::milliseconds kProgressPause{100};

constexpr std::size_t kEntryBuffer = 4096;  // what the system may need for one user or group

struct SystemUser {
  std::string name;
  gid_t group;
};

std::optional<SystemUser> find_system_user(uid_t user) {
  std::array<char, kEntryBuffer> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return SystemUser{found->pw_name, found->pw_gid};
}

std::optional<gid_t> operators_group() {
  std::array<char, kEntryBuffer> buffer{};
  group entry{};
  group* found = nullptr;
  getgrnam_r(ControlServer::kGroup, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return found->gr_gid;
}

bool in_group(uid_t user, gid_t primary, gid_t wanted) {
  if (primary == wanted) return true;
  const std::optional<SystemUser> entry = find_system_user(user);
  if (!entry) return false;
  std::vector<gid_t> groups(256);
  int count = static_cast<int>(groups.size());
  if (getgrouplist(entry->name.c_str(), entry->group, groups.data(), &count) < 0) return false;
  groups.resize(static_cast<std::size_t>(count));
  return std::find(groups.begin(), groups.end(), wanted) != groups.end();
}

bool may_operate(const ucred& peer) {
  if (peer.uid == 0 || peer.uid == geteuid()) return true;
  const std::optional<gid_t> group = operators_group();
  return group && in_group(peer.uid, peer.gid, *group);
}

std::string error_body(const Error& error) {
  return wire::encode(ErrorLine{.code = std::string(error_code_word(error.code)),
                                .field = error.field,
                                .detail = error.detail});
}

}  // namespace

std::string system_user_name(unsigned user_id) {
  const std::optional<SystemUser> found = find_system_user(user_id);
  return found ? found->name : fmt::format("uid {}", user_id);
}

std::string own_system_user() {
  return system_user_name(geteuid());
}

Result<void> ControlServer::start(const std::filesystem::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = socket.string();
  if (text.size() >= sizeof address.sun_path) {
    return Error{ErrorCode::kOutOfRange,
                 {},
                 fmt::format("the path of the control socket has more than {} characters; give a "
                             "shorter one with --control-socket",
                             sizeof address.sun_path - 1)};
  }
  std::copy(text.begin(), text.end(), address.sun_path);
  ALCOVE_TRY(make_private_folder(socket.parent_path()));
  listening_ = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  stop_event_ = Descriptor(eventfd(0, EFD_CLOEXEC));
  if (!listening_.valid() || !stop_event_.valid()) return disk_error("making the control socket");
  unlink(text.c_str());
  // Nobody can connect before the rights are right: it listens only after them.
  if (bind(listening_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      chmod(text.c_str(), 0660) != 0) {
    return disk_error("making the control socket");
  }
  if (const std::optional<gid_t> group = operators_group()) {
    // Without the right to give it away, root and the server's own user can still use it.
    if (chown(text.c_str(), static_cast<uid_t>(-1), *group) != 0) errno = 0;
  }
  if (listen(listening_.get(), 16) != 0) return disk_error("listening on the control socket");
  socket_ = socket;
  accepting_ = std::thread([this] { accept_loop(); });
  return {};
}

void ControlServer::stop() {
  if (!accepting_.joinable()) return;
  const std::uint64_t one = 1;
  if (write(stop_event_.get(), &one, sizeof one) < 0) errno = 0;
  accepting_.join();
  {
    const std::lock_guard lock(mutex_);
    // A client that waits for its next request sees the end; one whose command runs is waited for.
    for (const auto& client : clients_) shutdown(client->socket.get(), SHUT_RD);
  }
  for (const auto& client : clients_) client->thread.join();
  clients_.clear();
  listening_.close_now();
  unlink(socket_.c_str());
}

void ControlServer::accept_loop() {
  while (true) {
    std::array<pollfd, 2> waiting{pollfd{listening_.get(), POLLIN, 0},
                                  pollfd{stop_event_.get(), POLLIN, 0}};
    if (poll(waiting.data(), waiting.size(), 1000) < 0 && errno != EINTR) return;
    if ((waiting[1].revents & POLLIN) != 0) return;
    forget_finished();
    if ((waiting[0].revents & POLLIN) == 0) continue;
    Descriptor connection(accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.valid()) welcome(std::move(connection));
  }
}

void ControlServer::forget_finished() {
  const std::lock_guard lock(mutex_);
  std::erase_if(clients_, [](const std::unique_ptr<Client>& client) {
    if (!client->done) return false;
    client->thread.join();
    return true;
  });
}

void ControlServer::welcome(Descriptor connection) {
  ucred peer{};
  socklen_t size = sizeof peer;
  const int known = getsockopt(connection.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size);
  LineSocket socket(std::move(connection));
  const auto refuse = [&](ErrorCode code, std::string detail) {
    // Whether the refusal arrives or not: the connection ends here.
    const Result<void> sent = socket.send("error", error_body({code, {}, std::move(detail)}));
    static_cast<void>(sent.ok());
  };
  if (known != 0 || !may_operate(peer)) {
    return refuse(
        ErrorCode::kForbidden,
        "this user may not operate the box. Nothing was touched. Ask as root, or have the "
        "administrator add you to the group 'alcove'");
  }
  const std::lock_guard lock(mutex_);
  if (clients_.size() >= kMaxClients) {
    return refuse(ErrorCode::kTooMany,
                  fmt::format("{} operators are connected, which is the most. Nothing was touched. "
                              "Try again when one is done",
                              kMaxClients));
  }
  auto client = std::make_unique<Client>(std::move(socket));
  Client& here = *client;
  here.thread = std::thread([this, &here, user = system_user_name(peer.uid)] {
    serve(here.socket, user);
    shutdown(here.socket.get(), SHUT_RDWR);
    here.done = true;
  });
  clients_.push_back(std::move(client));
}

void ControlServer::serve(LineSocket& socket, const std::string& user) {
  bool unnamed = false;
  while (serve_one(socket, user, unnamed)) {
  }
  if (unnamed) tell_broken_off(user);
}

bool ControlServer::serve_one(LineSocket& socket, const std::string& user, bool& unnamed) {
  Result<std::optional<ControlLine>> received =
      socket.receive(kMaxRequestLine, unnamed ? kNamingTime : kRequestTime);
  if (!received) {
    const Result<void> sent = socket.send("error", error_body(received.error()));
    static_cast<void>(sent.ok());
    return false;
  }
  if (!received->has_value()) return false;
  ControlLine& line = **received;
  const WipeOnExit wiped(line.body);
  Result<std::string> reply = answer(socket, line, user);
  if (!reply) return socket.send("error", error_body(reply.error())).ok();
  if (line.word == kBackup.name) unnamed = true;
  if (line.word == kBackupNamed.name || line.word == kBackupFailed.name) unnamed = false;
  const WipeOnExit reply_wiped(*reply);
  return socket.send("reply", *reply).ok();
}

// Without it the next look would count a backup that nobody has.
void ControlServer::tell_broken_off(const std::string& user) {
  const std::shared_ptr<Box> box = keeper_.box();
  if (!box) return;
  CommandContext context{
      .box = *box, .actor = {.system_user = user, .purpose = "operations"}, .progress = {}};
  const BackupFailedRequest broken_off{
      .error = std::string(error_code_word(ErrorCode::kUnavailable)),
      .step = std::string(step_word(BackupStep::kNaming))};
  // A disk that takes nothing new is a condition of its own.
  (void)commands_.run(kBackupFailed.name, context, wire::encode(broken_off));
}

Result<std::string> ControlServer::answer(LineSocket& socket, const ControlLine& line,
                                          const std::string& user) {
  try {
    if (line.word == kUnlock.name) return unlock(line, user);
    if (line.word == kClockConfirm.name) return confirm_clock(user);
    const std::shared_ptr<Box> box = keeper_.box();
    if (!box) {
      if (line.word == kStatus.name) return wire::encode(describe_waiting());
      if (std::optional<Error> waits = keeper_.clock_problem()) return *std::move(waits);
      return Error{ErrorCode::kLocked,
                   {},
                   "the box is locked: it waits for its key. Nothing was touched. Run alcovectl "
                   "unlock"};
    }
    std::chrono::steady_clock::time_point last{};
    const Progress progress = [&](std::string_view step, std::int64_t done, std::int64_t all) {
      const auto now = std::chrono::steady_clock::now();
      if (now - last < kProgressPause && done != all) return;
      last = now;
      // An operator who has gone away does not stop what was begun.
      const Result<void> sent =
          socket.send("progress", wire::encode(ProgressLine{std::string(step), done, all}));
      static_cast<void>(sent.ok());
    };
    CommandContext context{.box = *box,
                           .actor = {.system_user = user, .purpose = "operations"},
                           .progress = progress,
                           .file = line.file.get()};
    return commands_.run(line.word, context, line.body);
  } catch (const Fault& fault) {
    return fault.error();
  }
}

StatusReply ControlServer::describe_waiting() const {
  StatusReply reply = describe_locked(keeper_.paths());
  const std::optional<Error> problem = keeper_.clock_problem();
  if (problem) reply.conditions.push_back(clock_condition(*problem));
  return reply;
}

Result<std::string> ControlServer::confirm_clock(const std::string& user) {
  ALCOVE_TRY(keeper_.confirm_clock(user));
  return wire::encode(describe(*keeper_.box()));
}

Result<std::string> ControlServer::unlock(const ControlLine& line, const std::string& user) {
  ALCOVE_ASSIGN(SecretFields fields,
                wire::decode<SecretFields>(line.body, wire::UnknownFields::kRefuse));
  const WipeOnExit wiped(fields.secret);
  ALCOVE_ASSIGN(const keys::KeySecret secret, secret_of(fields.kind, fields.secret));
  ALCOVE_TRY(keeper_.unlock(secret, user));
  return wire::encode(describe(*keeper_.box()));
}

}  // namespace alcove::operation
