// SPDX-License-Identifier: Apache-2.0
// The server over mutual TLS with 1, 16 and 64 connections: a small request (what a terminal asks
// about itself, no event) and a client's record (an event that is durable before the answer
// leaves), against nginx with the same certificates, serving a file as large as the small reply.
//   serve_bench        prints "name<TAB>variant<TAB>value<TAB>unit" lines
//
// The server's own limits stand: 50 requests a second and a burst of 200 for a terminal, so each
// connection is a terminal of its own and asks 150 times, then rests until its burst is full again.
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "shared/api/clients.h"
#include "shared/api/terminal.h"
#include "tests/bench/tls_load.h"
#include "tests/support/served_terminal.h"

using namespace alcove;
using alcove::testing::Scratch;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;

namespace {

constexpr int kTerminals = 64;
constexpr int kTimes = 150;
constexpr const char* kPerson = "mia";
constexpr uid_t kNobody = 65534;  // Debian's "nobody", and its group
constexpr std::chrono::milliseconds kBurstFullAgain{4500};

struct Bench {
  Bench() {
    at.add_person({.sign_in_name = kPerson,
                   .display_name = "Mia Ortiz",
                   .credential = "",
                   .roles = {api::Role::kFrontDesk}});
    for (int i = 0; i < kTerminals; ++i) add_terminal("Desk " + std::to_string(i));
  }

  std::vector<bench::Asker> askers(int count, const std::string& target) {
    std::vector<bench::Asker> all;
    for (int i = 0; i < count; ++i) {
      const auto n = static_cast<std::size_t>(i);
      all.push_back({.identity = &terminals[n].identity,
                     .from_address = "127.0.0." + std::to_string(2 + i / 32),
                     .request = "GET " + target +
                                " HTTP/1.1\r\nHost: 127.0.0.1\r\nAlcove-Protocol: 1\r\n"
                                "Alcove-Session: " +
                                sessions[n] + "\r\n\r\n"});
    }
    return all;
  }

  ServedClinic at;
  std::vector<ServedClinic::Terminal> terminals;
  std::vector<std::string> sessions;
  ClientId client;
  std::size_t small_reply = 0;  // bytes

 private:
  // With somebody signed in. Its own connection closes: an address may have no more than 32.
  void add_terminal(const std::string& name) {
    ServedTerminal terminal(at, wire::Station::kFrontDesk, name);
    const auto opened =
        terminal.must(api::session::sign_in,
                      {.sign_in_name = kPerson, .password = ServedClinic::password_of(kPerson)});
    sessions.push_back(to_hex(opened.token));
    if (terminals.empty()) {
      terminal.client->set_session(opened.token);
      api::clients::RegisterRequest request;
      request.client = ClientId::make(at.clock.now(), at.random);
      request.details.legal_given = "Lucía";
      request.details.legal_family = "Morales";
      request.details.birth_date = parse_date("1986-04-17").value();
      client = terminal.must(api::clients::register_client, request).id;
      small_reply = wire::encode(terminal.must(api::terminal::about, {})).size();
    }
    terminals.push_back(std::move(terminal.enrolled));
  }
};

// nginx in a folder of its own, on loopback only and as nobody in particular; it ends with this
// object, and with this program however that ends.
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
    const std::string folder = scratch_.folder().string() + "/";
    const bool is_root = geteuid() == 0;
    if (is_root) ALCOVE_CHECK(chown(folder.c_str(), kNobody, kNobody) == 0);
    process_ = fork();
    if (process_ != 0) return;
    if (is_root && (setgroups(0, nullptr) != 0 || setgid(kNobody) != 0 || setuid(kNobody) != 0)) {
      _exit(126);
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    execl("/usr/sbin/nginx", "nginx", "-p", folder.c_str(), "-c", "nginx.conf", nullptr);
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
    if (geteuid() != 0) return;
    ALCOVE_CHECK(chown((scratch_ / name).c_str(), kNobody, kNobody) == 0);
  }
  Scratch scratch_;
  pid_t process_ = -1;
};

// One that nobody listens at now.
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
  throw Fault(ErrorCode::kUnavailable, "nginx does not start");
}

void print(int connections, const char* variant, const bench::Load& load) {
  const std::string name =
      std::to_string(connections) + (connections == 1 ? " connection" : " connections");
  std::printf("%s, requests\t%s\t%.1f\t/s\n", name.c_str(), variant, load.per_second);
  std::printf("%s, p50\t%s\t%.1f\tus\n", name.c_str(), variant, load.p50_us);
  std::printf("%s, p99\t%s\t%.1f\tus\n", name.c_str(), variant, load.p99_us);
}

void measure_all() {
  Bench bench;
  const std::uint16_t nginx_port = free_port();
  const Nginx nginx(bench.at, nginx_port, bench.small_reply);
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
}

}  // namespace

int main() {
  try {
    measure_all();
  } catch (const Fault& fault) {
    std::fprintf(stderr, "serve_bench: %s %s\n", fault.error().field.c_str(),
                 fault.error().detail.c_str());
    return 1;
  }
  return 0;
}
