// SPDX-License-Identifier: Apache-2.0
#include "server/http/locked_door.h"

#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <fmt/format.h>

#include "server/http/error_table.h"
#include "server/http/tls_context.h"

namespace alcove::http {
namespace {

std::string refusal() {
  const Error locked{ErrorCode::kLocked, {}, "the box waits for its key"};
  const std::string body = error_body(locked);
  return fmt::format(
      "HTTP/1.1 {} Locked\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
      "Cache-Control: no-store\r\nConnection: close\r\n\r\n{}",
      status_of(locked.code), body.size(), body);
}

class Visitor final : public Poco::Net::TCPServerConnection {
 public:
  using TCPServerConnection::TCPServerConnection;
  void run() override {
    const Poco::Timespan patience(LockedDoor::kPatience.count() * 1000);
    try {
      Poco::Net::SecureStreamSocket secure(socket());
      secure.setReceiveTimeout(patience);
      secure.setSendTimeout(patience);
      secure.completeHandshake();
      const std::string words = refusal();
      secure.sendBytes(words.data(), static_cast<int>(words.size()));
      secure.shutdown();
    } catch (const Poco::Exception&) {
      // A terminal ends the handshake as soon as it has seen the certificate.
    }
  }
};

}  // namespace

struct LockedDoor::Parts {
  Poco::ThreadPool threads{1, kThreads + 2};
  std::unique_ptr<Poco::Net::SecureServerSocket> socket;
  std::unique_ptr<Poco::Net::TCPServer> server;
};

LockedDoor::LockedDoor(const std::string& address, std::uint16_t port, const TlsIdentity& identity)
    : parts_(std::make_unique<Parts>()) {
  try {
    Poco::Net::TCPServerParams::Ptr params(new Poco::Net::TCPServerParams);
    params->setMaxThreads(kThreads);
    params->setMaxQueued(kWaiting);
    parts_->socket = listen_alone(address, port, kWaiting,
                                  make_server_context(identity, ClientCertificates::kNone));
    parts_->server = std::make_unique<Poco::Net::TCPServer>(
        new Poco::Net::TCPServerConnectionFactoryImpl<Visitor>(), parts_->threads, *parts_->socket,
        params);
    parts_->server->start();
  } catch (const Poco::Exception&) {
    throw Fault(ErrorCode::kUnavailable,
                fmt::format("the address {}:{} cannot be listened on", address, port));
  }
}

LockedDoor::~LockedDoor() {
  parts_->server->stop();
  parts_->threads.joinAll();
}

std::uint16_t LockedDoor::port() const {
  return parts_->socket->address().port();
}

}  // namespace alcove::http
