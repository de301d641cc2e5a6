// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/access/services.h"
#include "server/app/features.h"
#include "server/features/hello/terminal_clocks.h"
#include "server/http/administration_routes.h"
#include "server/http/https_server.h"
#include "server/http/live_events.h"
#include "server/http/pipeline.h"

namespace alcove::app {

// Where terminals find the box. A main port of 0 lets the system choose (for tests).
struct DoorOptions {
  std::string address = "0.0.0.0";
  std::uint16_t port = 8443;
  std::uint16_t enrolment_port = 8444;
  // Addresses and names that the server's certificate is good for: terminals take no other.
  std::vector<std::string> hosts{};
  // Asked every second for more of them, as a box gets them from its network; none: `hosts` are
  // all.
  std::function<std::vector<std::string>()> own_addresses{};
  std::function<void()> each_night{};  // what else is to be done; on the clinic's own thread
  // Who hears whether a terminal's disk takes what it keeps for a restored box; on any thread.
  std::function<void(const DeviceId& terminal, bool keeps)> terminal_keeps{};
  // Likewise, whether all that was kept on that disk could be read.
  std::function<void(const DeviceId& terminal, bool reads)> terminal_reads{};
};

struct ClinicFacts {
  std::string name;
  Zone zone;
};

// Everything that works on an opened box, made in the order in which it depends on each other:
// access, features, router, doors. Closing it ends every connection and waits for their threads, so
// that the box can be let go of.
class Clinic {
 public:
  // Throws Fault (kUnavailable) when the main port cannot be had.
  // Ledger and services outlive it, as does what `look` looks at for administrators.
  static Result<std::unique_ptr<Clinic>> open(audit::Ledger& ledger, access::AccessServices& access,
                                              const ClinicFacts& facts, const DoorOptions& doors,
                                              http::LookAtBox look = {});
  ~Clinic();
  Clinic(const Clinic&) = delete;
  Clinic& operator=(const Clinic&) = delete;

  audit::Ledger& ledger() { return ledger_; }
  const ClinicFacts& facts() const { return facts_; }
  access::AccessServices& access() { return access_; }
  Features& features() { return features_; }
  http::Listeners& listeners() { return live_.listeners(); }
  http::Pipeline& pipeline() { return pipeline_; }
  hello::TerminalClocks& terminal_clocks() { return terminal_clocks_; }
  const DoorOptions& doors() const { return doors_; }
  const http::Router& router() const { return router_; }
  const http::LookAtBox& look_at_box() const { return look_; }
  std::uint16_t port() const { return port_; }

 private:
  Clinic(audit::Ledger& ledger, access::AccessServices& access, const ClinicFacts& facts,
         const DoorOptions& doors, http::LookAtBox look);
  Result<void> open_main_door();
  // Where it does not show the server's newest certificate, good for these addresses and names.
  Result<void> hang_main_door(const std::vector<std::string>& hosts);
  void keep_certificates();
  void keep_addresses();
  void open_or_close_enrolment_door();
  void look_after();
  void do_nightly_work();

  audit::Ledger& ledger_;
  const ClinicFacts facts_;
  const DoorOptions doors_;
  const http::LookAtBox look_;
  access::AccessServices& access_;
  http::LiveEvents live_;
  hello::TerminalClocks terminal_clocks_;
  Features features_;
  http::RateLimit rate_limit_;
  http::Router router_;
  http::Pipeline pipeline_;
  std::mutex door_mutex_;
  std::unique_ptr<http::HttpsServer> main_door_;
  crypto::Hash256 shown_{};         // the fingerprint of its certificate
  std::vector<std::string> hosts_;  // that the certificate is for; of who opens, then the keeper's
  std::atomic<std::uint16_t> port_ = 0;
  std::unique_ptr<http::HttpsServer> enrolment_door_;
  std::int64_t subscription_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread keeper_;
};

}  // namespace alcove::app
