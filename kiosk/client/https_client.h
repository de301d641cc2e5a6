// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/client/call_options.h"
#include "kiosk/client/shown_identity.h"
#include "shared/crypto/secret.h"
#include "shared/wire/json.h"
#include "shared/wire/query.h"

namespace alcove::client {

// Typed calls to the server over mutual TLS. Thread-safe; a call blocks its thread until the reply,
// the refusal or the deadline. Never call it on the UI thread.
//
// Errors: the server's own refusals; kUnavailable (not reached or lost; its field is kOtherServer
// when what answers is not the clinic's box); kLocked (the box waits for its key; nothing was sent
// to it); kNoDevice (this terminal's certificate has run out); kTimedOut; kRolledBack (see
// HeadMemory); kOtherVersion (a reply that the contract does not know). After kUnavailable and
// kTimedOut a write may or may not have been done: try again with the same key.
class HttpsClient {
 public:
  HttpsClient(ServerAddress address, const TerminalIdentity& identity, HeadMemory memory,
              const Clock& clock, RandomSource& random, ClientTimes times = {});
  ~HttpsClient();
  HttpsClient(const HttpsClient&) = delete;
  HttpsClient& operator=(const HttpsClient&) = delete;

  template <class Q, class R>
  Result<R> call(const wire::Route<Q, R>& route, const Q& request,
                 const CallOptions& options = {}) {
    Prepared prepared = prepare(route.method, route.path, route.audit, options);
    if (route.method == wire::Method::kGet) {
      const std::string query = wire::encode_query(request);
      if (!query.empty()) prepared.raw.target += "?" + query;
    } else {
      prepared.raw.body = wire::encode(request);
    }
    const WipeOnExit wiped(prepared.raw.body);
    ALCOVE_ASSIGN(const std::string body, send(prepared));
    return understood(wire::decode<R>(body, wire::UnknownFields::kIgnore));
  }

  // Confirms a restore; the one call that a stopped terminal may make.
  Result<api::hello::ConfirmRestoreReply> confirm_restore(
      const api::hello::ConfirmRestoreRequest& request);

  // Opens a connection of its own and follows the event stream until `on_line` says stop or it
  // ends; the Error is how it ended.
  Error follow(std::optional<std::int64_t> after, std::chrono::milliseconds silence,
               const std::function<void()>& on_open,
               const std::function<bool(const std::string& line)>& on_line);
  void end_stream();  // whoever follows comes back at once

  // Connections from now on show this. The box ends those of the certificate before it at the first
  // use of this one; a call that meets that is made once more.
  void use_identity(const TerminalIdentity& identity);

  // The session's token, sent with every call from now on; empty: no session.
  void set_session(ByteView token);
  // Who hears of writes that the box has acknowledged: on the thread of the call, before it
  // returns. Set before the first use.
  void on_acknowledged(std::function<void(const AcknowledgedWrite&)> listener) {
    acknowledged_ = std::move(listener);
  }

  // Whether acknowledged writes can be kept on this terminal's disk: the box hears of a change with
  // the next call.
  void say_keeps_writes(bool keeps);
  // Likewise, whether all that was kept on that disk could be read.
  void say_reads_kept(bool reads);

  // The server's clock as far as it is known: the terminal shows this one.
  UtcTime server_now() const;
  // Ends every call at once (kUnavailable), and all that come later: the program is closing.
  void close();

 private:
  struct Idle {
    std::unique_ptr<TlsConnection> connection;
    DeadlineWatch::Time since;
  };
  enum class Reuse : std::uint8_t { kAllowed, kFresh };
  enum class Stage : std::uint8_t { kOpening, kExchanging };
  enum class Again : std::uint8_t { kOnce, kNever };
  enum class Greeting : std::uint8_t { kHello, kNone };

  struct Prepared {
    RawRequest raw{};
    wire::AuditClass audit = wire::AuditClass::kNone;
    std::optional<IdempotencyKey> key{};
    std::string purpose{};
    std::string session{};
    Again again = Again::kNever;
    DeadlineWatch::Time deadline{};
  };

  Prepared prepare(wire::Method method, std::string_view path, wire::AuditClass audit,
                   const CallOptions& options);
  Result<std::string> send(const Prepared& prepared);
  Result<RawReply> try_once(const Prepared& prepared, Reuse reuse, Stage& stage);
  Result<std::unique_ptr<TlsConnection>> open(Greeting greeting, DeadlineWatch& watch,
                                              DeadlineWatch::Time deadline);
  Result<void> greet(TlsConnection& connection, DeadlineWatch::Time deadline);
  std::unique_ptr<TlsConnection> take_idle();
  void forget_idle();
  void put_idle(std::unique_ptr<TlsConnection> connection, std::uint64_t shown);
  std::vector<std::pair<std::string, std::string>> headers();
  void note_time(const RawReply& reply);
  void tell_acknowledged(const Prepared& prepared, const RawReply& reply);
  Result<std::string> body_or_refusal(const RawReply& reply);

  template <class R>
  static Result<R> understood(Result<R> reply) {
    if (reply) return reply;
    return Error{ErrorCode::kOtherVersion, {}, "the server's reply is not one this program knows"};
  }

  const ServerAddress address_;
  ShownIdentity identity_;
  const HeadMemory memory_;
  const Clock& clock_;
  RandomSource& random_;
  const ClientTimes times_;
  std::function<void(const AcknowledgedWrite&)> acknowledged_;
  DeadlineWatch watch_;
  DeadlineWatch stream_watch_;
  std::atomic<std::int64_t> clock_offset_ms_{0};
  std::atomic<bool> keeps_writes_{true};
  std::atomic<bool> reads_kept_{true};
  std::mutex mutex_;
  std::vector<Idle> idle_;
  std::string session_;
};

}  // namespace alcove::client
