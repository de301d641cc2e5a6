// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/tls_load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "shared/base/check.h"
#include "shared/base/descriptor.h"

namespace alcove::bench {
namespace {

using Time = std::chrono::steady_clock;

X509* x509_of(const crypto::Certificate& certificate) {
  const unsigned char* at = certificate.der().data();
  X509* const x509 = d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size()));
  ALCOVE_CHECK(x509 != nullptr);
  return x509;
}

class Link {
 public:
  Link(std::uint16_t port, const Asker& asker) : context_(SSL_CTX_new(TLS_client_method())) {
    X509* const own = x509_of(asker.identity->certificate);
    X509* const authority = x509_of(asker.identity->authority);
    ALCOVE_CHECK(SSL_CTX_set_min_proto_version(context_, TLS1_3_VERSION) == 1 &&
                 SSL_CTX_use_certificate(context_, own) == 1 &&
                 SSL_CTX_use_PrivateKey(
                     context_, static_cast<EVP_PKEY*>(asker.identity->key.handle())) == 1 &&
                 X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), authority) == 1);
    X509_free(own);
    X509_free(authority);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    socket_ = Descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int now = 1;
    setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
    sockaddr_in from{};
    from.sin_family = AF_INET;
    ALCOVE_CHECK(inet_pton(AF_INET, asker.from_address.c_str(), &from.sin_addr) == 1);
    sockaddr_in to = from;
    to.sin_port = htons(port);
    ALCOVE_CHECK(inet_pton(AF_INET, "127.0.0.1", &to.sin_addr) == 1);
    ALCOVE_CHECK(bind(socket_.get(), reinterpret_cast<sockaddr*>(&from), sizeof from) == 0);
    ALCOVE_CHECK(connect(socket_.get(), reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    tls_ = SSL_new(context_);
    ALCOVE_CHECK(SSL_set_fd(tls_, socket_.get()) == 1 && SSL_connect(tls_) == 1);
  }
  ~Link() {
    SSL_free(tls_);
    SSL_CTX_free(context_);
  }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // Sends it and reads the reply, head and as much body as it announces.
  void ask(const std::string& request) {
    ALCOVE_CHECK(SSL_write(tls_, request.data(), static_cast<int>(request.size())) > 0);
    reply_.clear();
    std::size_t wanted = 0;
    while (wanted == 0 || reply_.size() < wanted) {
      std::array<char, 16384> piece{};
      const int got = SSL_read(tls_, piece.data(), static_cast<int>(piece.size()));
      ALCOVE_CHECK(got > 0);
      reply_.append(piece.data(), static_cast<std::size_t>(got));
      const std::size_t head = reply_.find("\r\n\r\n");
      if (wanted == 0 && head != std::string::npos) wanted = head + 4 + announced(head);
    }
    const bool good = reply_.compare(0, 7, "HTTP/1.") == 0 && reply_.compare(8, 4, " 200") == 0;
    if (!good) std::fprintf(stderr, "tls_load: answered with %s\n", reply_.c_str());
    ALCOVE_CHECK(good);
  }

 private:
  std::size_t announced(std::size_t head) const {
    const std::size_t at = reply_.find("Content-Length: ");
    ALCOVE_CHECK(at < head);
    return std::strtoul(reply_.c_str() + at + 16, nullptr, 10);
  }

  SSL_CTX* context_;
  Descriptor socket_{-1};
  SSL* tls_ = nullptr;
  std::string reply_;
};

}  // namespace

Load measure(std::uint16_t port, const std::vector<Asker>& askers, int times) {
  std::mutex gather;
  std::vector<double> all_us;
  std::atomic<Time::rep> begun{0};
  std::barrier ready(static_cast<std::ptrdiff_t>(askers.size()),
                     [&]() noexcept { begun = Time::now().time_since_epoch().count(); });
  std::vector<std::thread> threads;
  for (const Asker& asker : askers) {
    threads.emplace_back([&] {
      Link link(port, asker);
      link.ask(asker.request);
      ready.arrive_and_wait();
      std::vector<double> mine;
      for (int i = 0; i < times; ++i) {
        const auto start = Time::now();
        link.ask(asker.request);
        mine.push_back(std::chrono::duration<double, std::micro>(Time::now() - start).count());
      }
      const std::lock_guard lock(gather);
      all_us.insert(all_us.end(), mine.begin(), mine.end());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Time::time_point start{Time::duration(begun)};
  const double seconds = std::chrono::duration<double>(Time::now() - start).count();
  std::sort(all_us.begin(), all_us.end());
  return {static_cast<double>(all_us.size()) / seconds, all_us[all_us.size() / 2],
          all_us[all_us.size() * 99 / 100]};
}

}  // namespace alcove::bench
