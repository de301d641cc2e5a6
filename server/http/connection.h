// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerResponseImpl.h>
#include <Poco/Net/HTTPServerSession.h>
#include <Poco/Net/TCPServerConnection.h>

#include <atomic>
#include <optional>

#include "server/http/https_server.h"

namespace alcove::http {

// What all connections of a listener share. Owned by the listener, outlives them.
struct ListenerContext {
  const ListenerOptions& options;
  ConnectionTable& table;
  Pipeline& pipeline;
  LiveEvents* live;
  const Clock& clock;
  const HttpsServer::FindTerminal& find_terminal;
  Poco::Net::HTTPServerParams::Ptr params;
  std::atomic<bool>& stopping;
};

// What is read of a connection, byte by byte where a header is. POCO's own reader of headers takes
// a byte of 255 for the end and goes on behind it.
class Session final : public Poco::Net::HTTPServerSession {
 public:
  using HTTPServerSession::HTTPServerSession;
  // Nothing when the other side has ended. Throws Poco::Exception when the connection breaks.
  std::optional<char> next_byte();
};

// One connection, on its own thread: handshake, whose terminal it is, then one request after the
// other until it ends.
class Connection final : public Poco::Net::TCPServerConnection {
 public:
  static constexpr std::size_t kMaxHeaderBytes = 16 * 1024;  // all names and values, and the path
  // POCO's own limits, which it keeps while it reads.
  static constexpr std::size_t kMaxHeaderFields = 100;
  static constexpr std::size_t kMaxHeaderName = 256;
  static constexpr std::size_t kMaxHeaderValue = 8192;

  Connection(const Poco::Net::StreamSocket& socket, ListenerContext& context)
      : TCPServerConnection(socket), context_(context) {}
  void run() override;

 private:
  using SessionResponse = Poco::Net::HTTPServerResponseImpl;

  Result<access::Principal> greet(ConnectionTable::Entry& entry);
  // Whose terminal it is at this moment: a connection outlives no revocation, no certificate's end
  // and no new name, even one that came between the handshake and its entry in the table.
  Result<access::Principal> terminal_now() const { return context_.find_terminal(fingerprint_); }
  void serve_all(ConnectionTable::Entry& entry, const Result<access::Principal>& terminal);
  // True when the connection may carry another request.
  bool serve_one(Session& session, ConnectionTable::Entry& entry,
                 const Result<access::Principal>& greeted);
  void send(SessionResponse& response, const Reply& reply);
  // After a refusal of the form: takes what the sender is still sending, for a moment, and forgets
  // it. A connection that is closed on unread bytes is reset, and the refusal with it.
  void hear_out(ConnectionTable::Entry& entry);
  void stream(const Request& request, SessionResponse& response, ConnectionTable::Entry& entry);

  ListenerContext& context_;
  crypto::Hash256 fingerprint_{};  // zero where no certificate is asked for
  bool keep_open_ = true;
};

struct TakenRequest {
  Request request;
  bool keep_alive = true;  // the sender would like to ask more
};

// Takes the next request from the wire with every limit that is about its form: lines end in CR LF,
// no folded field, one length, no chunks, known methods, header and body within their sizes.
// Refusals name the limit. Nothing when the other side has closed between two requests. Throws
// Poco::Exception when the connection breaks.
Result<std::optional<TakenRequest>> read_request(Session& session);

}  // namespace alcove::http
