// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection.h"

#include <Poco/Crypto/X509Certificate.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <utility>

#include "shared/wire/head.h"
#include "shared/wire/headers.h"
#include "shared/wire/json.h"

namespace alcove::http {
namespace {

constexpr std::chrono::milliseconds kStreamWrite{5000};
constexpr std::chrono::milliseconds kStreamSilence =
    std::chrono::seconds(api::live::kSilenceSeconds);
constexpr std::chrono::milliseconds kHearOut{2000};
constexpr std::size_t kMostHeard = 4 * 1024 * 1024;

crypto::Hash256 fingerprint_of(const Poco::Net::X509Certificate& certificate) {
  unsigned char* der = nullptr;
  // The certificate is const in fact; OpenSSL's signature is older than the idea.
  const int size = i2d_X509(const_cast<X509*>(certificate.certificate()), &der);
  if (size <= 0) throw Fault(ErrorCode::kNoDevice, "the certificate cannot be read");
  const crypto::Hash256 hash = crypto::sha256({der, static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return hash;
}

}  // namespace

void Connection::run() {
  ConnectionTable::Entry entry(context_.table, socket().peerAddress().host().toString(),
                               static_cast<int>(socket().impl()->sockfd()));
  try {
    const Result<access::Principal> terminal = greet(entry);
    serve_all(entry, terminal);
  } catch (const Poco::Exception&) {
    // The other side went away or broke the protocol: the connection ends, and nobody is to be
    // told.
  } catch (const Fault&) {
  } catch (const std::exception&) {
  }
}

Result<access::Principal> Connection::greet(ConnectionTable::Entry& entry) {
  Poco::Net::SecureStreamSocket secure(socket());
  secure.completeHandshake();
  if (context_.options.client_certificates == ClientCertificates::kNone) return terminal_now();
  fingerprint_ = fingerprint_of(secure.peerCertificate());
  Result<access::Principal> terminal = terminal_now();
  if (terminal && !entry.belongs_to(terminal->device)) {
    return Error{
        ErrorCode::kTooMany,
        {},
        fmt::format("a terminal has at most {} connections", context_.table.limits().per_device)};
  }
  return terminal;
}

void Connection::serve_all(ConnectionTable::Entry& entry,
                           const Result<access::Principal>& terminal) {
  Session session(socket(), context_.params);
  entry.must_end_within(context_.table.limits().keep_alive);
  while (!context_.stopping && !entry.ended() && session.hasMoreRequests()) {
    entry.must_end_within(context_.table.limits().request);
    if (!serve_one(session, entry, terminal)) return;
    entry.must_end_within(context_.table.limits().keep_alive);
  }
}

bool Connection::serve_one(Session& session, ConnectionTable::Entry& entry,
                           const Result<access::Principal>& greeted) {
  Result<std::optional<TakenRequest>> read = read_request(session);
  if (read && !*read) return false;  // closed between two requests, as is its right
  std::string nothing;
  const WipeOnExit wiped(read ? (*read)->request.body : nothing);
  const Result<access::Principal> terminal = greeted ? terminal_now() : greeted;
  // After a refusal of the form the rest of the stream means nothing; after a refusal of the
  // terminal there is nothing more to say.
  keep_open_ = read.ok() && terminal.ok() && (*read)->keep_alive;
  Reply reply;
  if (!terminal) {
    reply = error_reply(terminal.error());
  } else if (!read) {
    reply = error_reply(read.error());
  } else {
    reply = context_.pipeline.handle(*terminal, (*read)->request);
  }
  SessionResponse response(session);
  if (reply.stream) {
    stream((*read)->request, response, entry);
    return false;
  }
  send(response, reply);
  if (!read) hear_out(entry);
  session.setKeepAlive(keep_open_);
  return keep_open_;
}

void Connection::hear_out(ConnectionTable::Entry& entry) {
  entry.must_end_within(kHearOut);
  // The sender sees the end of our half, so that it need not wait for ours to see the end of its.
  ::shutdown(static_cast<int>(socket().impl()->sockfd()), SHUT_WR);
  char piece[4096];
  for (std::size_t heard = 0; heard < kMostHeard;) {
    const int count = socket().receiveBytes(piece, sizeof piece);
    if (count <= 0) return;
    heard += static_cast<std::size_t>(count);
  }
}

void Connection::send(SessionResponse& response, const Reply& reply) {
  response.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
  response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(reply.status));
  response.setContentType("application/json");
  response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
  response.setKeepAlive(keep_open_);
  response.set("Cache-Control", "no-store");
  response.set(std::string(wire::kTimeHeader), format_utc(context_.clock.now()));
  if (reply.head.number != 0)
    response.set(std::string(wire::kHeadHeader), wire::format_head(reply.head));
  std::ostream& out = response.send();
  out << reply.body;
  out.flush();
}

namespace {

// What the terminal at the other end of a stream believes of its session.
enum class SessionHeard : std::uint8_t { kNone, kOpen, kLocked };

SessionHeard session_of(const access::Principal& terminal) {
  if (!terminal.person) return SessionHeard::kNone;
  return terminal.person->locked ? SessionHeard::kLocked : SessionHeard::kOpen;
}

// For this terminal alone, so it is no numbered event of the clinic: `after` stays where it was.
api::live::Line session_changed(std::int64_t after, UtcTime now) {
  return {
      .number = after, .kind = api::live::Kind::kSessionChanged, .record = {}, .server_time = now};
}

}  // namespace

void Connection::stream(const Request& request, SessionResponse& response,
                        ConnectionTable::Entry& entry) {
  keep_open_ = false;
  const Result<api::live::FollowRequest> asked =
      wire::decode_query<api::live::FollowRequest>(request.query);
  if (!asked || context_.live == nullptr) {
    const Error no_stream{ErrorCode::kNoSuchRoute, {}, "there is no stream here"};
    return send(response, error_reply(asked ? no_stream : asked.error()));
  }
  LiveEvents& live = *context_.live;
  std::int64_t after = asked->after.value_or(live.newest());
  response.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
  response.setStatus(Poco::Net::HTTPResponse::HTTP_OK);
  response.setContentType("application/x-ndjson");
  response.setChunkedTransferEncoding(true);
  response.set("Cache-Control", "no-store");
  std::ostream& out = response.send();
  // A terminal that comes with a session takes it to be open.
  SessionHeard heard = request.session.empty() ? SessionHeard::kNone : SessionHeard::kOpen;
  const Result<access::Principal> who = terminal_now();
  if (!who) return;
  // Behind a cable that was cut the terminal hears nothing and says so after that time; here the
  // system would go on sending for a quarter of an hour, and the terminal be counted on.
  socket().setOption(IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(kStreamSilence.count()));
  const Listeners::Listening listening(live.listeners(), who->device, who->station);
  while (!context_.stopping && !entry.ended() && out.good()) {
    // The person is looked up each time: whoever has signed out hears no more from then on.
    Result<access::Principal> now = terminal_now();
    if (!now) return;
    const Result<void> person =
        context_.pipeline.add_person(*now, request.session, Pipeline::Presence::kFollows);
    if (!person) now->person.reset();
    const auto lines = live.read(*now, after, context_.clock.now());
    if (!lines) return;
    entry.must_end_within(kStreamWrite);
    if (std::exchange(heard, session_of(*now)) != session_of(*now)) {
      out << wire::encode(session_changed(after, context_.clock.now())) << '\n';
    }
    for (const api::live::Line& line : *lines) out << wire::encode(line) << '\n';
    out << wire::encode(api::live::Line{.number = 0,
                                        .kind = api::live::Kind::kHeartbeat,
                                        .record = {},
                                        .server_time = context_.clock.now()})
        << '\n';
    out.flush();
    entry.may_stay();
    live.wait(after, std::chrono::seconds(api::live::kHeartbeatSeconds));
  }
}

}  // namespace alcove::http
