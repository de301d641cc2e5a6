// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/tls_connection.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <fmt/format.h>

#include <istream>
#include <ostream>

#include "kiosk/client/tls_trust.h"
#include "shared/wire/headers.h"

namespace alcove::client {
namespace {

using Time = DeadlineWatch::Time;
using std::chrono::milliseconds;

Error lost() {
  return {ErrorCode::kUnavailable, {}, "the connection to the server was lost"};
}
Error too_slow() {
  return {ErrorCode::kTimedOut, {}, "the server did not answer in time"};
}
Error locked() {
  return {ErrorCode::kLocked, {}, "the box is there, and waits for its key"};
}
Error locked_at_other_time() {
  return {ErrorCode::kLocked, kOtherTime,
          "the box is there, and waits for its key; what it shows is not good at the time of this "
          "machine"};
}
Error other_server() {
  return {ErrorCode::kUnavailable, kOtherServer,
          "what answers there does not prove to be the clinic's server"};
}
Error other_time() {
  return {ErrorCode::kUnavailable, kOtherTime,
          "the server's certificate is not good at the time of this machine"};
}
Error not_reached() {
  return {ErrorCode::kUnavailable, {}, "the server cannot be reached"};
}

Poco::Timespan left_until(Time deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(
      deadline - std::chrono::steady_clock::now());
  return Poco::Timespan(std::max<Poco::Timespan::TimeDiff>(left.count(), 1000));
}

// For the library's own timeouts: later than the watch, so that the watch alone decides.
Poco::Timespan well_after(Time deadline) {
  return left_until(deadline) + Poco::Timespan(2, 0);
}

int descriptor_of(const Poco::Net::Socket& socket) {
  return static_cast<int>(socket.impl()->sockfd());
}

std::vector<Poco::Net::IPAddress> addresses_of(const std::string& host) {
  Poco::Net::IPAddress address;
  if (Poco::Net::IPAddress::tryParse(host, address)) return {address};
  return Poco::Net::DNS::resolve(host).addresses();
}

// The first of the host's addresses that takes the connection.
std::optional<Poco::Net::StreamSocket> connected(const ServerAddress& server, Time deadline) {
  for (const Poco::Net::IPAddress& address : addresses_of(server.host)) {
    if (std::chrono::steady_clock::now() >= deadline) return std::nullopt;
    try {
      Poco::Net::StreamSocket socket;
      socket.connect(Poco::Net::SocketAddress(address, server.port), left_until(deadline));
      socket.setNoDelay(true);
      return socket;
    } catch (const Poco::Exception&) {
      // The next address, if there is one.
    }
  }
  return std::nullopt;
}

Poco::Net::HTTPRequest http_request(const RawRequest& request, const std::string& host) {
  Poco::Net::HTTPRequest http(request.method == wire::Method::kGet ? "GET" : "POST", request.target,
                              Poco::Net::HTTPMessage::HTTP_1_1);
  http.setHost(host);
  http.setKeepAlive(true);
  for (const auto& [name, value] : request.headers) http.set(name, value);
  if (request.method == wire::Method::kPost) {
    http.setContentType("application/json");
    http.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
  }
  return http;
}

RawReply opening_of(const Poco::Net::HTTPResponse& http) {
  return {.status = static_cast<int>(http.getStatus()),
          .body = {},
          .head = http.get(std::string(wire::kHeadHeader), ""),
          .server_time = http.get(std::string(wire::kTimeHeader), ""),
          .keep_alive = http.getKeepAlive()};
}

// The body, as long as the reply says it is.
Result<std::string> body_of(const Poco::Net::HTTPResponse& http, std::istream& in) {
  if (!http.hasContentLength()) {
    return Error{ErrorCode::kMalformed, {}, "a reply came without its length"};
  }
  const auto length = http.getContentLength64();
  if (length < 0 || static_cast<std::uint64_t>(length) > kMaxReplyBytes) {
    return Error{
        ErrorCode::kTooLarge, {}, fmt::format("a reply has at most {} bytes", kMaxReplyBytes)};
  }
  std::string body(static_cast<std::size_t>(length), '\0');
  in.read(body.data(), length);
  if (in.gcount() != length) return lost();
  return body;
}

}  // namespace

struct TlsConnection::Parts {
  TlsTrust trust;
  Poco::Net::SecureStreamSocket socket;
  Poco::Net::HTTPClientSession session;  // speaks through the secure socket it is given
  std::string host;

  Parts(TlsTrust given, const Poco::Net::SecureStreamSocket& secure, const ServerAddress& address)
      : trust(std::move(given)),
        socket(secure),
        session(secure),
        host(fmt::format("{}:{}", address.host, address.port)) {
    session.setKeepAlive(true);
  }
};

TlsConnection::TlsConnection(std::unique_ptr<Parts> parts, DeadlineWatch& watch)
    : parts_(std::move(parts)), watch_(watch) {}

TlsConnection::~TlsConnection() = default;

Result<std::unique_ptr<TlsConnection>> TlsConnection::open(const ServerAddress& address,
                                                           const TlsTrust& trust,
                                                           DeadlineWatch& watch, Time deadline) {
  take_doubt();
  try {
    std::optional<Poco::Net::StreamSocket> plain = connected(address, deadline);
    if (!plain) {
      return std::chrono::steady_clock::now() >= deadline ? too_slow() : not_reached();
    }
    const DeadlineWatch::Guard guard(watch, descriptor_of(*plain), deadline);
    try {
      plain->setReceiveTimeout(well_after(deadline));
      plain->setSendTimeout(well_after(deadline));
      Poco::Net::SecureStreamSocket secure =
          Poco::Net::SecureStreamSocket::attach(*plain, address.host, trust.parts_->context);
      // A handshake that was too slow comes back from the library as if it had been completed.
      secure.completeHandshake();
      if (guard.fired()) return too_slow();
      if (!secure.havePeerCertificate()) return not_reached();
      auto parts = std::make_unique<Parts>(trust, secure, address);
      return std::unique_ptr<TlsConnection>(new TlsConnection(std::move(parts), watch));
    } catch (const Poco::Exception&) {
      if (guard.fired()) return too_slow();
      throw;
    }
  } catch (const Poco::Exception&) {
    switch (take_doubt()) {
      case Doubt::kNone:
        break;
      case Doubt::kNotBelieved:
        return other_server();
      case Doubt::kLockedDoor:
        return locked();
      case Doubt::kNotNow:
        return other_time();
      case Doubt::kLockedNotNow:
        return locked_at_other_time();
    }
    return not_reached();
  }
}

Result<RawReply> TlsConnection::exchange(const RawRequest& request, Time deadline) {
  const DeadlineWatch::Guard guard(watch_, descriptor_of(parts_->socket), deadline);
  try {
    parts_->session.setTimeout(well_after(deadline));
    Poco::Net::HTTPRequest http = http_request(request, parts_->host);
    std::ostream& out = parts_->session.sendRequest(http);
    out << request.body;
    out.flush();
    Poco::Net::HTTPResponse response;
    std::istream& in = parts_->session.receiveResponse(response);
    RawReply reply = opening_of(response);
    Result<std::string> body = body_of(response, in);
    if (!body) return guard.fired() ? too_slow() : body.error();
    reply.body = std::move(body).value();
    return reply;
  } catch (const Poco::Exception&) {
    // By type a refused certificate, a reset and a close look alike, so nothing is read into it.
    return guard.fired() ? too_slow() : lost();
  }
}

bool TlsConnection::idle_and_open() const {
  try {
    return !parts_->socket.poll(Poco::Timespan(0),
                                Poco::Net::Socket::SELECT_READ | Poco::Net::Socket::SELECT_ERROR);
  } catch (const Poco::Exception&) {
    return false;
  }
}

Result<RawReply> TlsConnection::follow(
    const RawRequest& request, milliseconds silence,
    const std::function<bool(const std::string& line)>& on_line) {
  const auto next_deadline = [&] { return std::chrono::steady_clock::now() + silence; };
  DeadlineWatch::Guard guard(watch_, descriptor_of(parts_->socket), next_deadline());
  try {
    parts_->session.setTimeout(well_after(next_deadline()));
    Poco::Net::HTTPRequest http = http_request(request, parts_->host);
    parts_->session.sendRequest(http).flush();
    Poco::Net::HTTPResponse response;
    std::istream& in = parts_->session.receiveResponse(response);
    RawReply reply = opening_of(response);
    if (reply.status != 200) {
      Result<std::string> body = body_of(response, in);
      if (!body) return guard.fired() ? too_slow() : body.error();
      reply.body = std::move(body).value();
      return reply;
    }
    std::string line;
    for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
      if (c != '\n') {
        line.push_back(static_cast<char>(c));
        if (line.size() > kMaxLineBytes) {
          return Error{ErrorCode::kTooLarge, {}, "a line of the event stream is too long"};
        }
        continue;
      }
      if (!on_line(line)) return reply;
      line.clear();
      guard.move_to(next_deadline());
    }
    return guard.fired() ? too_slow() : lost();
  } catch (const Poco::Exception&) {
    return guard.fired() ? too_slow() : lost();
  }
}

}  // namespace alcove::client
