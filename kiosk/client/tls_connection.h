// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/client/deadline_watch.h"
#include "shared/base/result.h"
#include "shared/crypto/x509.h"
#include "shared/wire/route.h"

namespace alcove::client {

struct ServerAddress {
  std::string host;  // an IP address or a name, as it was typed at enrolment
  std::uint16_t port = 8443;
  friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

// What makes this terminal one of the clinic's.
struct TerminalIdentity {
  crypto::P256Key key;
  crypto::Certificate certificate;
  crypto::Certificate authority;  // the clinic's own; no other is believed but these:
  std::vector<crypto::Certificate> also_believed{};  // its next one, or the one before
};

// How the server of a connection is believed. TLS 1.3 only; the certificate, its chain and the
// host's name are all checked inside the handshake. Immutable; safe to share between threads.
class TlsTrust {
 public:
  // A server of the clinic's authority that names `host`; the terminal shows its own certificate.
  static TlsTrust of_clinic(const TerminalIdentity& identity, const std::string& host);

  // A server whose chain, as it came (its own certificate first), `accept` believes. The terminal
  // shows nothing of its own. For enrolment, where the authority is known by its fingerprint only.
  using Accept = std::function<bool(const std::vector<crypto::Certificate>& chain)>;
  static TlsTrust by_chain(Accept accept);

 private:
  friend class TlsConnection;
  struct Parts;
  explicit TlsTrust(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

struct RawRequest {
  wire::Method method = wire::Method::kGet;
  std::string target{};  // path, and the query string of a GET
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

struct RawReply {
  int status = 0;
  std::string body{};
  std::string head{};         // kHeadHeader, or empty
  std::string server_time{};  // kTimeHeader, or empty
  bool keep_alive = false;
};

inline constexpr std::size_t kMaxReplyBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxLineBytes = 16 * 1024;

// The field of a kUnavailable that says: somebody answers there, but it is not the clinic's box.
inline constexpr const char* kOtherServer = "server_certificate";
// Of a kUnavailable or a kLocked: it is the clinic's box, by whose certificate this machine's clock
// is wrong; or the certificate has ended. Nothing was sent.
inline constexpr const char* kOtherTime = "server_certificate_time";

// One TLS connection. Not thread-safe; each step ends at its deadline on the wall clock, however
// slowly the other side sends. Errors: kUnavailable (not reached, lost), kTimedOut, kTooLarge,
// kMalformed (what came is not HTTP).
class TlsConnection {
 public:
  using Time = DeadlineWatch::Time;

  // Looks up the name (for that alone the system's resolver has its own limit), connects and
  // completes the handshake.
  static Result<std::unique_ptr<TlsConnection>> open(const ServerAddress& address,
                                                     const TlsTrust& trust, DeadlineWatch& watch,
                                                     Time deadline);
  ~TlsConnection();
  TlsConnection(const TlsConnection&) = delete;
  TlsConnection& operator=(const TlsConnection&) = delete;

  // One request, one whole reply.
  Result<RawReply> exchange(const RawRequest& request, Time deadline);

  // True while nobody has ended the connection and nothing unasked has come on it.
  bool idle_and_open() const;

  // A reply without end, line by line: `on_line` gets each line without its end and says whether to
  // go on; every line must come within `silence`. A refusal instead of a stream comes back as the
  // reply. An Error is how it ended, kTimedOut after silence.
  Result<RawReply> follow(const RawRequest& request, std::chrono::milliseconds silence,
                          const std::function<bool(const std::string& line)>& on_line);

 private:
  struct Parts;
  TlsConnection(std::unique_ptr<Parts> parts, DeadlineWatch& watch);

  std::unique_ptr<Parts> parts_;
  DeadlineWatch& watch_;
};

}  // namespace alcove::client
