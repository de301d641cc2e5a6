// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/api/session.h"
#include "shared/wire/head.h"
#include "shared/wire/route.h"

// The first thing a terminal says on every connection: the highest head of the audit chain that it
// has seen. A box that does not hold that head has been put back to an older state, or swapped:
// both raise the alarm, and the terminal stops. A restore that says so in the chain is told apart;
// the terminal stops then too, and goes on when an administrator or the privacy officer has
// confirmed it on that terminal.
namespace alcove::api::hello {

struct SeenHead {
  std::int64_t epoch = 0;
  std::int64_t number = 0;
  Bytes hash;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("epoch", self.epoch, wire::range(1, INT64_MAX));
    visit("number", self.number, wire::range(1, INT64_MAX));
    visit("hash", self.hash, wire::bytes(32, 32));
  }
};

inline SeenHead as_seen(const wire::Head& head) {
  return {head.epoch, head.number, Bytes(head.hash.begin(), head.hash.end())};
}

struct HelloRequest {
  std::optional<SeenHead> seen;            // left out by a terminal that has seen nothing yet
  std::optional<UtcTime> terminal_time{};  // its own clock: the box compares those of all terminals
  // Whether the last write that the box acknowledged could be kept on the terminal's own disk, to
  // be offered to a restored box. Left out: it could, or there was none yet.
  std::optional<bool> keeps_writes{};
  // Whether all that was kept on the terminal's own disk could be read when it was started; what
  // could not lies set aside there. Left out: it could.
  std::optional<bool> reads_kept{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("seen", self.seen);
    visit("terminal_time", self.terminal_time);
    visit("keeps_writes", self.keeps_writes);
    visit("reads_kept", self.reads_kept);
  }
};

enum class Verdict : std::uint8_t {
  kKnown,     // the chain holds that head
  kRestored,  // the box was restored since; `restored` has the facts
  kUnknown,   // the alarm: no restore explains it
};

struct Restored {
  std::int64_t epoch = 0;
  UtcTime restored_at;
  UtcTime backup_taken_at;
  std::string restored_by;                   // the box's system user
  std::int64_t kept_until = 0;               // the number of the last event in the backup
  std::optional<std::int64_t> lost_through;  // the highest number known to be missing

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("epoch", self.epoch, wire::range(1, INT64_MAX));
    visit("restored_at", self.restored_at);
    visit("backup_taken_at", self.backup_taken_at);
    visit("restored_by", self.restored_by, wire::line(0, 100));
    visit("kept_until", self.kept_until, wire::range(0, INT64_MAX));
    visit("lost_through", self.lost_through, wire::range(0, INT64_MAX));
  }
};

struct HelloReply {
  Verdict verdict = Verdict::kKnown;
  std::optional<Restored> restored;
  UtcTime server_time;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("verdict", self.verdict);
    visit("restored", self.restored);
    visit("server_time", self.server_time);
  }
};

// Not known is not a refusal: it is the answer. The alarm is an event of the chain.
inline constexpr wire::Route<HelloRequest, HelloReply> hello{
    .method = wire::Method::kPost,
    .path = "/v1/terminal/hello",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

// Name and password once, without a session: a stopped terminal opens none, and the lobby has none.
struct ConfirmRestoreRequest {
  std::int64_t epoch = 0;  // as it stood on the screen
  std::string sign_in_name;
  std::string password;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("epoch", self.epoch, wire::range(1, INT64_MAX));
    visit("sign_in_name", self.sign_in_name, session::kSignInName);
    visit("password", self.password, session::kPassword);
  }
};

struct ConfirmRestoreReply {
  SeenHead head;  // what the terminal remembers from now on

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("head", self.head);
  }
};

// Refusals: kWrongSignIn and kThrottled as for signing in, kForbidden (neither administrator nor
// privacy officer), kConflict (another epoch has begun since).
inline constexpr wire::Route<ConfirmRestoreRequest, ConfirmRestoreReply> confirm_restore{
    .method = wire::Method::kPost,
    .path = "/v1/terminal/confirm_restore",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::hello

namespace alcove::wire {

template <>
struct EnumWords<api::hello::Verdict> {
  using Verdict = api::hello::Verdict;
  static constexpr EnumWord<Verdict> words[] = {
      {Verdict::kKnown, "known"}, {Verdict::kRestored, "restored"}, {Verdict::kUnknown, "unknown"}};
};

}  // namespace alcove::wire
