// SPDX-License-Identifier: Apache-2.0
// The server over mutual TLS with 1, 16 and 64 connections: a small request (what a terminal asks
// about itself, no event) and a client's record (an event that is durable before the answer
// leaves), against nginx with the same certificates, serving a file as large as the small reply.
//   serve_bench        prints "name<TAB>variant<TAB>value<TAB>unit" lines
//
// The server's own limits stand: 50 requests a second and a burst of 200 for a terminal, so each
// connection is a terminal of its own and asks 150 times, then rests until its burst is full again.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "shared/api/clients.h"
#include "shared/api/terminal.h"
#include "tests/bench/tls_load.h"
#include "tests/support/served_clinic.h"

using namespace alcove;
using alcove::testing::Scratch;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;

namespace {

constexpr int kTerminals = 64;
constexpr int kTimes = 150;
constexpr const char* kPerson = "mia";
constexpr std::chrono::milliseconds kBurstFullAgain{4500};

struct Bench {
  Bench() {
    at.add_person({.sign_in_name = kPerson,
                   .display_name = "Mia Ortiz",
                   .credential = "",
                   .roles = {api::Role::kFrontDesk}});
    for (int i = 0; i < kTerminals; ++i) {
      terminals.push_back(std::make_unique<ServedTerminal>(at, wire::Station::kFrontDesk,
                                                           "Desk " + std::to_string(i)));
      const auto opened = terminals.back()->client->call(
          api::session::sign_in,
          {.sign_in_name = kPerson, .password = ServedClinic::password_of(kPerson)});
      ALCOVE_CHECK(opened.ok());
      terminals.back()->client->set_session(opened->token);
      sessions.push_back(to_hex(opened->token));
    }
    api::clients::RegisterRequest request;
    request.client = ClientId::make(at.clock.now(), at.random);
    request.details.legal_given = "Lucía";
    request.details.legal_family = "Morales";
    request.details.birth_date = parse_date("1986-04-17").value();
    client = terminals[0]->must(api::clients::register_client, request).id;
  }

  std::vector<bench::Asker> askers(int count, const std::string& target) {
    std::vector<bench::Asker> all;
    for (int i = 0; i < count; ++i) {
      const auto n = static_cast<std::size_t>(i);
      all.push_back({.identity = &terminals[n]->enrolled.identity,
                     .from_address = "127.0.0." + std::to_string(2 + i / 32),
                     .request = "GET " + target +
                                " HTTP/1.1\r\nHost: 127.0.0.1\r\nAlcove-Protocol: 1\r\n"
                                "Alcove-Session: " +
                                sessions[n] + "\r\n\r\n"});
    }
    return all;
  }

  ServedClinic at;
  std::vector<std::unique_ptr<ServedTerminal>> terminals;
  std::vector<std::string> sessions;
  ClientId client;
};

// nginx in a folder of its own, until it goes.
class Nginx {
 public:
  Nginx(ServedClinic& at, std::uint16_t port, std::size_t reply_bytes) {
    const auto identity = at.access->authority.server_identity(*at.ledger, {"127.0.0.1"}).value();
    put("server.pem", identity.certificate.pem());
    put("server.key", std::string(identity.key.pem().text()));
    put("ca.pem", at.access->authority.certificate().pem());
    put("reply.json", std::string(reply_bytes, 'x'));
    put("nginx.conf",
        "daemon off; worker_processes auto; pid nginx.pid; error_log stderr crit;\n"
        "events { worker_connections 512; }\n"
        "http { access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000;\n"
        "  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;\n"
        "  uwsgi_temp_path uwsgi; scgi_temp_path scgi; default_type application/json;\n"
        "  server { listen 127.0.0.1:" +
            std::to_string(port) +
            " ssl; root .; ssl_protocols TLSv1.3; ssl_session_cache off; ssl_session_tickets off;\n"
            "    ssl_certificate server.pem; ssl_certificate_key server.key;\n"
            "    ssl_client_certificate ca.pem; ssl_verify_client on; } }\n");
    process_ = fork();
    if (process_ != 0) return;
    const std::string folder = scratch_.folder().string() + "/";
    execlp("nginx", "nginx", "-p", folder.c_str(), "-c", "nginx.conf", nullptr);
    _exit(127);
  }
  ~Nginx() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

 private:
  void put(const std::string& name, const std::string& content) {
    std::ofstream(scratch_ / name) << content;
  }
  Scratch scratch_;
  pid_t process_ = -1;
};

std::uint16_t free_port() {
  return Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0)).address().port();
}

void wait_until_it_listens(std::uint16_t port) {
  for (int i = 0; i < 200; ++i) {
    try {
      const Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", port));
      return;
    } catch (const Poco::Exception&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
  }
  std::fputs("serve_bench: nginx does not start\n", stderr);
  std::exit(1);
}

void print(int connections, const char* variant, const bench::Load& load) {
  const std::string name = std::to_string(connections) + " connections";
  std::printf("%s, requests\t%s\t%.1f\t/s\n", name.c_str(), variant, load.per_second);
  std::printf("%s, p50\t%s\t%.1f\tus\n", name.c_str(), variant, load.p50_us);
  std::printf("%s, p99\t%s\t%.1f\tus\n", name.c_str(), variant, load.p99_us);
}

}  // namespace

int main() {
  Bench bench;
  const std::size_t small = wire::encode(bench.terminals[0]->must(api::terminal::about, {})).size();
  const std::uint16_t nginx_port = free_port();
  const Nginx nginx(bench.at, nginx_port, small);
  wait_until_it_listens(nginx_port);
  const std::string record = "/v1/clients/open?client=" + bench.client.text();
  for (const int connections : {1, 16, 64}) {
    print(connections, "nginx, a file",
          bench::measure(nginx_port, bench.askers(connections, "/reply.json"), kTimes));
    std::this_thread::sleep_for(kBurstFullAgain);
    print(connections, "small request",
          bench::measure(bench.at.port, bench.askers(connections, "/v1/terminal"), kTimes));
    std::this_thread::sleep_for(kBurstFullAgain);
    print(connections, "audited read",
          bench::measure(bench.at.port, bench.askers(connections, record), kTimes));
  }
  return 0;
}
