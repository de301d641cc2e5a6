// SPDX-License-Identifier: Apache-2.0
#include "server/http/https_server.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <fmt/format.h>

#include <atomic>
#include <limits>

#include "server/http/connection.h"
#include "server/http/tls_context.h"

namespace alcove::http {
namespace {

constexpr std::chrono::minutes kTellAgain{1};

class AdmitFilter final : public Poco::Net::TCPServerConnectionFilter {
 public:
  explicit AdmitFilter(ConnectionTable& table) : table_(table) {}
  bool accept(const Poco::Net::StreamSocket& socket) override {
    try {
      const std::string address = socket.peerAddress().host().toString();
      const Result<void> admitted = table_.admit(address);
      if (!admitted) tell(address, admitted.error());
      return admitted.ok();
    } catch (const Poco::Exception&) {
      return false;  // gone before it was looked at
    }
  }

 private:
  // To the journal, since who is turned away here hears nothing. Only the accepting thread comes
  // by.
  void tell(const std::string& address, const Error& error) {
    const auto now = std::chrono::steady_clock::now();
    if (told_ && now - *told_ < kTellAgain) return;
    told_ = now;
    fmt::print(stderr, "alcove-server: a connection from {} was turned away: {}\n", address,
               error.detail);
  }

  ConnectionTable& table_;
  std::optional<std::chrono::steady_clock::time_point> told_;
};

class ConnectionFactory final : public Poco::Net::TCPServerConnectionFactory {
 public:
  explicit ConnectionFactory(ListenerContext& context) : context_(context) {}
  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new Connection(socket, context_);
  }

 private:
  ListenerContext& context_;
};

Poco::Net::HTTPServerParams::Ptr make_params(const ConnectionLimits& limits) {
  Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
  params->setMaxThreads(static_cast<int>(limits.total));
  params->setMaxQueued(static_cast<int>(limits.total));
  params->setThreadIdleTime(Poco::Timespan(10, 0));
  params->setKeepAlive(true);
  params->setTimeout(Poco::Timespan(limits.request.count() * 1000));
  params->setKeepAliveTimeout(Poco::Timespan(limits.keep_alive.count() * 1000));
  // POCO takes 0 for none, not for any number as its manual says.
  params->setMaxKeepAliveRequests(std::numeric_limits<int>::max());
  params->setSoftwareVersion("");
  return params;
}

}  // namespace

struct HttpsServer::Parts {
  ListenerOptions options;
  FindTerminal find_terminal;
  ConnectionTable table;
  std::atomic<bool> stopping{false};
  Poco::ThreadPool threads;
  ListenerContext context;
  std::unique_ptr<Poco::Net::SecureServerSocket> socket;
  std::unique_ptr<Poco::Net::TCPServer> server;

  Parts(const ListenerOptions& given, Pipeline& pipeline, LiveEvents* live, const Clock& clock,
        FindTerminal find)
      : options(given),
        find_terminal(std::move(find)),
        table(given.limits),
        threads(2, static_cast<int>(given.limits.total) + 2),
        context{options, table, pipeline, live, clock, find_terminal, make_params(given.limits),
                stopping} {}
};

HttpsServer::HttpsServer(const ListenerOptions& options, const TlsIdentity& identity,
                         Pipeline& pipeline, LiveEvents* live, const Clock& clock,
                         FindTerminal find_terminal)
    : parts_(std::make_unique<Parts>(options, pipeline, live, clock, std::move(find_terminal))) {
  try {
    const Poco::Net::Context::Ptr context =
        make_server_context(identity, options.client_certificates);
    parts_->socket = listen_alone(options.address, options.port, 128, context);
    parts_->server = std::make_unique<Poco::Net::TCPServer>(new ConnectionFactory(parts_->context),
                                                            parts_->threads, *parts_->socket,
                                                            parts_->context.params);
    parts_->server->setConnectionFilter(new AdmitFilter(parts_->table));
    parts_->server->start();
  } catch (const Poco::Exception&) {
    throw Fault(ErrorCode::kUnavailable, fmt::format("the address {}:{} cannot be listened on",
                                                     options.address, options.port));
  }
}

HttpsServer::~HttpsServer() {
  parts_->stopping = true;
  parts_->server->stop();
  parts_->table.end_all();
  if (parts_->context.live != nullptr) parts_->context.live->wake();
  // Their sockets are shut down, so each thread ends at its next look.
  parts_->threads.joinAll();
}

std::uint16_t HttpsServer::port() const {
  return parts_->socket->address().port();
}

void HttpsServer::end_connections_of(const DeviceId& device) {
  parts_->table.end_connections_of(device);
}

std::size_t HttpsServer::open_connections() const {
  return parts_->table.count();
}

}  // namespace alcove::http
