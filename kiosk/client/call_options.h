// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "shared/api/hello.h"
#include "shared/base/ids.h"

// What a call of kiosk/client/https_client.h takes, and who it tells of what.
namespace alcove::client {

// Times on the wall clock. Keep-alive must stay below the server's 30 s.
struct ClientTimes {
  std::chrono::milliseconds open{4000};       // name, connection, handshake and hello
  std::chrono::milliseconds call{10000};      // all of one call, its retry included
  std::chrono::milliseconds idle_for{15000};  // a connection that was idle longer is not used again
};

inline constexpr std::size_t kMaxIdleConnections = 3;

// The memory of the highest head (kiosk/offline/witness.h), as the client needs it. Each function
// may be called from any thread at any time.
struct HeadMemory {
  // What to say in the hello. kRolledBack while the terminal has stopped.
  std::function<Result<std::optional<wire::Head>>()> seen;
  // The box's answer to it. An Error (kRolledBack) stops the terminal.
  std::function<Result<void>(const api::hello::HelloReply&)> greeted;
  // A reply carried `now`; `before` was remembered when its request was sent.
  std::function<Result<void>(const std::optional<wire::Head>& before, const wire::Head& now)> saw;
};

struct CallOptions {
  // Of a write: the key to use, when the caller keeps it for later tries. Otherwise a new one.
  std::optional<IdempotencyKey> key{};
  std::string_view purpose{};  // "operations", "break_glass": shared/api/session.h
  std::optional<std::chrono::milliseconds> within{};
};

// A write that the box has acknowledged, or an identity that it has answered. The views are good
// for the time of the call.
struct AcknowledgedWrite {
  std::string_view path;
  wire::AuditClass audit;
  std::optional<IdempotencyKey> key;  // of writes
  std::string_view purpose;
  std::string_view session;  // the token that it was sent with, hexadecimal; empty: nobody's
  std::string_view request;
  std::string_view reply;
  wire::Head head;  // of the chain, in the reply
};

}  // namespace alcove::client
