// SPDX-License-Identifier: Apache-2.0
#include "server/http/https_server.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <fmt/format.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "shared/crypto/x509.h"
#include "tests/http/sample_routes.h"

using namespace alcove;
using namespace alcove::http;
using alcove::testing::SampleServer;

namespace {

constexpr const char* kDevice = "018f0000-0000-7000-8000-000000000001";

struct Leaf {
  crypto::P256Key key;
  crypto::Certificate certificate;
};

// A clinic's authority with a server and a terminal, at the real time, because the TLS layer goes
// by the system's clock.
struct Pki {
  SystemRandom random;
  UtcTime now = SystemClock().now();
  crypto::P256Key ca_key = crypto::P256Key::make(random);
  crypto::Certificate ca = crypto::make_authority(ca_key, "Test clinic", now, random);

  Leaf server() {
    crypto::P256Key key = crypto::P256Key::make(random);
    return {key, crypto::issue_server({ca, ca_key}, key, {"127.0.0.1"}, now, random).value()};
  }
  Leaf terminal(UtcTime issued) {
    crypto::P256Key key = crypto::P256Key::make(random);
    const auto request = crypto::RequestedKey::from_request(crypto::make_request(key)).value();
    return {key, crypto::issue_terminal({ca, ca_key}, request, kDevice, {"urn:alcove:test"}, issued,
                                        random)};
  }
};

class Running {
 public:
  // The terminal's certificate was made so long from now.
  explicit Running(ConnectionLimits limits = {}, std::uint16_t port = 0,
                   std::chrono::milliseconds from_now = {})
      : terminal_(pki.terminal(pki.now + from_now)) {
    const Leaf leaf = pki.server();
    TlsIdentity identity{leaf.certificate.pem(), leaf.key.pem(), pki.ca.pem()};
    ListenerOptions options{.address = "127.0.0.1", .port = port, .limits = limits};
    server = std::make_unique<HttpsServer>(
        options, identity, sample.pipeline, &sample.live, clock,
        [this](const crypto::Hash256& fingerprint) -> Result<access::Principal> {
          if (revoked) return Error{ErrorCode::kDeviceRevoked, {}, "this terminal was revoked"};
          if (fingerprint != terminal_.certificate.fingerprint()) {
            return Error{ErrorCode::kNoDevice, {}, "this terminal is not known"};
          }
          return SampleServer::terminal();
        });
  }

  Poco::Net::SecureStreamSocket connect() { return connect_as(&terminal_); }

  Poco::Net::SecureStreamSocket connect_as(const Leaf* leaf, int max_version = TLS1_3_VERSION) {
    using Poco::Net::Context;
    Context::Ptr context(
        new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_NONE, 9, false));
    SSL_CTX* raw = context->sslContext();
    SSL_CTX_set_max_proto_version(raw, max_version);
    if (leaf != nullptr) {
      const std::string pem = leaf->certificate.pem();
      BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
      X509* x509 = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
      SSL_CTX_use_certificate(raw, x509);
      SSL_CTX_use_PrivateKey(raw, static_cast<EVP_PKEY*>(leaf->key.handle()));
      X509_free(x509);
      BIO_free(bio);
    }
    Poco::Net::SecureStreamSocket socket(context);
    socket.connect(Poco::Net::SocketAddress("127.0.0.1", server->port()), Poco::Timespan(5, 0));
    socket.setReceiveTimeout(Poco::Timespan(20, 0));
    return socket;
  }

  Pki pki;
  SampleServer sample;
  SystemClock clock;
  bool revoked = false;
  std::unique_ptr<HttpsServer> server;

 private:
  Leaf terminal_;
};

std::string headers(const std::string& session = "front") {
  return "Host: x\r\nAlcove-Protocol: 1\r\nAlcove-Session: " + session + "\r\n";
}

void send(Poco::Net::SecureStreamSocket& socket, const std::string& text) {
  socket.sendBytes(text.data(), static_cast<int>(text.size()));
}

// Everything until the other side closes, or until `enough` is in it.
std::string receive(Poco::Net::SecureStreamSocket& socket, const std::string& enough = "\x01") {
  std::string all;
  char piece[4096];
  try {
    while (all.find(enough) == std::string::npos) {
      const int got = socket.receiveBytes(piece, sizeof piece);
      if (got <= 0) break;
      all.append(piece, static_cast<std::size_t>(got));
    }
  } catch (const Poco::Exception&) {
    // A reset ends it as well as a close.
  }
  return all;
}

std::string ask(Running& running, const std::string& request) {
  Poco::Net::SecureStreamSocket socket = running.connect();
  send(socket, request);
  return receive(socket, "}}");
}

// What comes back when this leaf asks for the ping, or empty when the handshake already failed.
std::string ping_as(Running& running, const Leaf* leaf, int max_version = TLS1_3_VERSION) {
  try {
    Poco::Net::SecureStreamSocket socket = running.connect_as(leaf, max_version);
    send(socket, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "Connection: close\r\n\r\n");
    return receive(socket);
  } catch (const Poco::Exception&) {
    return {};
  }
}

}  // namespace

TEST_CASE("an enrolled terminal is answered over TLS 1.3, several times on one connection") {
  Running running;
  Poco::Net::SecureStreamSocket socket = running.connect();
  for (int i = 1; i <= 3; ++i) {
    const std::string body = fmt::format(R"({{"name":"n{}"}})", i);
    send(socket,
         fmt::format("POST /v1/sample/add HTTP/1.1\r\n{}Idempotency-Key: "
                     "018f0000-0000-7000-8000-00000000000{}\r\nContent-Length: {}\r\n\r\n{}",
                     headers(), i, body.size(), body));
    const std::string reply = receive(socket, "}");
    CHECK(reply.find("200 OK") != std::string::npos);
    CHECK(reply.find(fmt::format(R"({{"count":{}}})", i)) != std::string::npos);
    CHECK(reply.find("Alcove-Head: 1.") != std::string::npos);
    CHECK(reply.find("no-store") != std::string::npos);
  }
}

TEST_CASE("without a good certificate of the clinic, or with TLS 1.2, there is no answer at all") {
  Running running;
  CHECK(ping_as(running, nullptr).empty());
  Pki other;
  const Leaf foreign = other.terminal(other.now);
  CHECK(ping_as(running, &foreign).empty());
  const Leaf expired = running.pki.terminal(running.pki.now - std::chrono::days(400));
  CHECK(ping_as(running, &expired).empty());
  const Leaf foreign_future = other.terminal(other.now + std::chrono::days(2));
  CHECK(ping_as(running, &foreign_future).empty());
  const Leaf not_a_terminal = running.pki.server();
  CHECK(ping_as(running, &not_a_terminal).empty());
  const Leaf old_protocol = running.pki.terminal(running.pki.now);
  CHECK(ping_as(running, &old_protocol, TLS1_2_VERSION).empty());
}

TEST_CASE("a certificate that was made while the box's clock was ahead is good, if it is known") {
  Running running({}, 0, std::chrono::days(2));
  CHECK_THAT(ask(running, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n"),
             Catch::StartsWith("HTTP/1.1 200"));
  const Leaf unknown = running.pki.terminal(running.pki.now + std::chrono::days(2));
  CHECK_THAT(ping_as(running, &unknown), Catch::Contains("\"no_device\""));
  running.revoked = true;
  CHECK_THAT(ping_as(running, &unknown), Catch::Contains("\"device_revoked\""));
}

TEST_CASE("a terminal that the clinic does not know, or has revoked, hears just that") {
  Running running;
  const Leaf unknown = running.pki.terminal(running.pki.now);
  CHECK(ping_as(running, &unknown).find("no_device") != std::string::npos);
  running.revoked = true;
  CHECK(ask(running, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n")
            .find("device_revoked") != std::string::npos);
}

TEST_CASE("the open connections of a revoked terminal end within a second") {
  Running running;
  Poco::Net::SecureStreamSocket idle = running.connect();
  send(idle, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n");
  REQUIRE(receive(idle, "}").find("200 OK") != std::string::npos);
  Poco::Net::SecureStreamSocket following = running.connect();
  send(following, "GET /v1/live HTTP/1.1\r\n" + headers() + "\r\n");
  REQUIRE(receive(following, "heartbeat").find("heartbeat") != std::string::npos);
  running.revoked = true;
  const auto start = std::chrono::steady_clock::now();
  running.server->end_connections_of(DeviceId::parse(kDevice).value());
  receive(idle);
  receive(following);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("the event stream brings a change within a second of its commit") {
  Running running;
  Poco::Net::SecureStreamSocket following = running.connect();
  send(following, "GET /v1/live?after=0 HTTP/1.1\r\n" + headers() + "\r\n");
  REQUIRE(receive(following, "heartbeat").find("ndjson") != std::string::npos);
  REQUIRE(running.sample.pipeline
              .handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"))
              .status == 200);
  const auto start = std::chrono::steady_clock::now();
  CHECK(receive(following, "day_changed").find("\"number\":1") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("a request of a doubtful form is refused and its connection ends") {
  const std::string start = "POST /v1/sample/add HTTP/1.1\r\n" + headers();
  const std::string get = "GET /v1/sample/ping HTTP/1.1\r\n" + headers();
  const std::pair<std::string, std::string> cases[] = {
      {start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "malformed"},
      {start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "malformed"},
      {start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "malformed"},
      {start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "malformed"},
      {start + "Content-Length: -1\r\n\r\n", "malformed"},
      {start + "Content-Length: 1e3\r\n\r\n", "malformed"},
      {start + "Content-Length: 99999999999999999999\r\n\r\n", "malformed"},
      {start + fmt::format("Content-Length: {}\r\n\r\n", wire::kMaxBody + 1), "262144"},
      {"PUT /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n", "no_such_route"},
      {"POST /v1/sample/add?name=a HTTP/1.1\r\n" + headers() + "Content-Length: 2\r\n\r\n{}",
       "malformed"},
      {"GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "Content-Length: 2\r\n\r\n{}", "malformed"},
      {get + "X: " + std::string(8000, 'a') + "\r\nY: " + std::string(8000, 'a') +
           "\r\nZ: " + std::string(1000, 'a') + "\r\n\r\n",
       "16384"},
      {"nonsense\r\n\r\n", "malformed"},
      {start + "Content-Length : 5\r\n\r\nhello", "malformed"},
      {start + "Alcove-Session: aa\r\nalcove-session: bb\r\n\r\n", "malformed"},
      {start + std::string("X-One: a\0b\r\n\r\n", 14), "malformed"},
      {start + std::string("X\0One: a\r\n\r\n", 12), "malformed"},
      {start + "X-One: a\x7f\r\n\r\n", "malformed"},
      {"GET /v1/sample/ping HTTP/1.2\r\n" + headers() + "\r\n", "malformed"},
      {"GET /v1/sample/ping HTTP/1.0\r\n" + headers() + "\r\n", "malformed"},
      {"GET /v1/sample/ping JUNK\r\n" + headers() + "\r\n", "malformed"},
  };
  Running running;
  for (const auto& [request, expected] : cases) {
    CAPTURE(request.substr(0, 160), expected);
    Poco::Net::SecureStreamSocket socket = running.connect();
    send(socket, request);
    CHECK(receive(socket).find(expected) != std::string::npos);  // until it is closed
  }
  CHECK(running.sample.writes == 0);
}

TEST_CASE("a header at each of its limits is taken, and one past it is refused with the limit") {
  Running running;
  const auto with = [&](const std::string& more) {
    return ask(running, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + more + "\r\n");
  };
  const auto value = [](std::size_t size) { return "X: " + std::string(size, 'a') + "\r\n"; };
  const auto name = [](std::size_t size) { return std::string(size, 'X') + ": a\r\n"; };
  // What is there already: the two fields of headers(), and the path.
  const std::string mine = headers();
  const auto fields = static_cast<std::size_t>(std::count(mine.begin(), mine.end(), '\n'));
  const auto many = [&](std::size_t all) {
    std::string lines;
    for (std::size_t i = fields; i < all; ++i) lines += fmt::format("X{}: a\r\n", i);
    return lines;
  };
  const std::size_t there = std::string("/v1/sample/ping").size() + mine.size() - 4 * fields;
  const auto filled = [&](std::size_t all) {
    const std::size_t left = all - there - 4;  // four names of one byte
    std::string lines;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t size = left / 4 + (i < left % 4 ? 1 : 0);
      lines += fmt::format("{}: {}\r\n", static_cast<char>('P' + i), std::string(size, 'a'));
    }
    return lines;
  };
  for (const std::string& at : {value(8192), name(256), many(100), filled(16384)}) {
    CAPTURE(at.substr(0, 40));
    CHECK(with(at).find("HTTP/1.1 200 OK") == 0);
  }
  const std::pair<std::string, std::string> past[] = {{value(8193), "values of 8192"},
                                                      {name(257), "names of 256 bytes"},
                                                      {many(101), "100 fields"},
                                                      {filled(16385), "at most 16384 bytes"}};
  for (const auto& [lines, limit] : past) {
    CAPTURE(lines.substr(0, 40));
    const std::string reply = with(lines);
    CHECK(reply.find("HTTP/1.1 4") == 0);
    CHECK(reply.find(limit) != std::string::npos);
  }
}

TEST_CASE("a body of the largest size is taken, for what it is") {
  Running running;
  const std::string body = R"({"name":")" + std::string(wire::kMaxBody - 11, 'a') + R"("})";
  REQUIRE(body.size() == wire::kMaxBody);
  const std::string reply =
      ask(running, "POST /v1/sample/add HTTP/1.1\r\n" + headers() +
                       "Idempotency-Key: 018f0000-0000-7000-8000-000000000001\r\n" +
                       fmt::format("Content-Length: {}\r\n\r\n", body.size()) + body);
  CHECK(reply.find("out_of_range") != std::string::npos);
}

TEST_CASE("a second server of the same user gets no part of the connections of the first") {
  Running first;
  CHECK_THROWS_AS(Running({}, first.server->port()), Fault);
}

TEST_CASE("a sender of one byte at a time, or of nothing, is ended when its time is up") {
  ConnectionLimits limits;
  limits.handshake = std::chrono::milliseconds(400);
  limits.request = std::chrono::milliseconds(400);
  limits.keep_alive = std::chrono::milliseconds(400);
  Running running(limits);
  const auto start = std::chrono::steady_clock::now();
  Poco::Net::StreamSocket silent;  // never even begins its handshake
  silent.connect(Poco::Net::SocketAddress("127.0.0.1", running.server->port()));
  Poco::Net::SecureStreamSocket slow = running.connect();
  bool ended = false;
  const std::string request = "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n";
  for (std::size_t i = 0; i < request.size() && !ended; ++i) {
    try {
      send(slow, request.substr(i, 1));
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      ended =
          slow.poll(Poco::Timespan(0, 0), Poco::Net::Socket::SELECT_READ) && receive(slow).empty();
    } catch (const Poco::Exception&) {
      ended = true;
    }
  }
  CHECK(ended);
  char byte = 0;
  silent.setReceiveTimeout(Poco::Timespan(10, 0));
  CHECK(silent.receiveBytes(&byte, 1) == 0);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(6));
  CHECK(running.server->open_connections() == 0);
}

TEST_CASE(
    "connections beyond the limit of an address or a terminal are turned away, the others go on") {
  ConnectionLimits limits;
  limits.per_address = 4;
  limits.per_device = 2;
  limits.handshake =
      std::chrono::minutes(2);  // the silent ones are to stay, however busy the machine
  Running running(limits);
  const auto ping = [&](Poco::Net::SecureStreamSocket& socket) {
    send(socket, "GET /v1/sample/ping HTTP/1.1\r\n" + headers() + "\r\n");
    return receive(socket, "}");
  };
  std::vector<Poco::Net::SecureStreamSocket> open;
  for (int i = 0; i < 2; ++i) {
    open.push_back(running.connect());
    REQUIRE(ping(open.back()).find("200 OK") != std::string::npos);
  }
  {
    Poco::Net::SecureStreamSocket third = running.connect();
    const std::string reply = ping(third);
    CHECK(reply.find("too_many") != std::string::npos);
    CHECK(reply.find("at most 2 connections") != std::string::npos);
  }
  std::vector<Poco::Net::StreamSocket> silent;
  for (int i = 0; i < 6; ++i) {
    silent.emplace_back();
    silent.back().connect(Poco::Net::SocketAddress("127.0.0.1", running.server->port()));
  }
  CHECK_THROWS_AS(
      [&] {
        auto more = running.connect();
        more.completeHandshake();
      }(),
      Poco::Exception);
  CHECK(ping(open[0]).find("200 OK") != std::string::npos);
  CHECK(running.server->open_connections() <= 4);
}
