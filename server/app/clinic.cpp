// SPDX-License-Identifier: Apache-2.0
#include "server/app/clinic.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/app/routes.h"
#include "server/features/appointments/zone_times.h"
#include "server/http/access_routes.h"
#include "server/http/kept_reply_store.h"
#include "shared/base/zone_data.h"

namespace alcove::app {
namespace {

constexpr std::chrono::seconds kLook{1};
constexpr std::chrono::hours kNightly{24};

bool holds(const std::vector<std::string>& hosts, const std::string& host) {
  return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

http::TlsIdentity tls_identity(const access::ClinicAuthority& authority,
                               const access::ClinicAuthority::ServerIdentity& identity,
                               UtcTime now) {
  http::TlsIdentity shown{identity.certificate.pem(), identity.key.pem(), {}};
  for (const crypto::Certificate& one : authority.believed(now)) {
    if (shown.ca_certificate.empty()) {
      shown.ca_certificate = one.pem();
    } else {
      shown.also_believed.push_back(one.pem());
    }
  }
  return shown;
}

std::vector<std::string> hosts_of(const DoorOptions& doors) {
  std::vector<std::string> hosts = doors.hosts;
  if (!doors.own_addresses) return hosts;
  for (std::string& address : doors.own_addresses()) {
    if (!holds(hosts, address)) hosts.push_back(std::move(address));
  }
  return hosts;
}

}  // namespace

Result<std::unique_ptr<Clinic>> Clinic::open(audit::Ledger& ledger, access::AccessServices& access,
                                             const ClinicFacts& facts, const DoorOptions& doors,
                                             http::LookAtBox look) {
  std::unique_ptr<Clinic> clinic(new Clinic(ledger, access, facts, doors, std::move(look)));
  ALCOVE_TRY(clinic->open_main_door());
  return clinic;
}

Clinic::Clinic(audit::Ledger& ledger, access::AccessServices& access, const ClinicFacts& facts,
               const DoorOptions& doors, http::LookAtBox look)
    : ledger_(ledger),
      facts_(facts),
      doors_(doors),
      look_(std::move(look)),
      access_(access),
      live_(ledger),
      features_(ledger, facts.zone, facts.name, &live_.listeners()),
      router_(ledger),
      pipeline_(router_, rate_limit_, ledger.clock(), http::find_person_with(access_.sessions)) {
  register_routes(router_, *this);
}

Clinic::~Clinic() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (keeper_.joinable()) keeper_.join();
  if (subscription_ != 0) access_.observers.unsubscribe(subscription_);
  enrolment_door_.reset();
  main_door_.reset();
  try {
    // Only a comfort for the list of terminals: not worth a word when the disk takes nothing more.
    (void)access_.devices.store_last_seen();
  } catch (const Fault&) {
    return;  // whoever stops the server over a faulty disk is to see it stop
  }
}

Result<void> Clinic::hang_main_door(const std::vector<std::string>& hosts) {
  ALCOVE_ASSIGN(const access::ClinicAuthority::ServerIdentity identity,
                access_.authority.server_identity(ledger_, hosts));
  const std::lock_guard lock(door_mutex_);
  if (shown_ == identity.certificate.fingerprint()) return {};
  // On the same port: terminals are back within a second.
  const std::uint16_t port = port_ != 0 ? port_.load() : doors_.port;
  const http::ListenerOptions listener{.address = doors_.address, .port = port};
  main_door_.reset();
  main_door_ = std::make_unique<http::HttpsServer>(
      listener, tls_identity(access_.authority, identity, ledger_.clock().now()), pipeline_, &live_,
      ledger_.clock(),
      [this](const crypto::Hash256& fingerprint) { return access_.devices.find(fingerprint); });
  shown_ = identity.certificate.fingerprint();
  port_ = main_door_->port();
  return {};
}

Result<void> Clinic::open_main_door() {
  ALCOVE_TRY(access_.authority.keep_in_time(ledger_));
  hosts_ = hosts_of(doors_);
  ALCOVE_TRY(hang_main_door(hosts_));
  subscription_ = access_.observers.subscribe([this](const access::AccessEnded& ended) {
    const std::lock_guard lock(door_mutex_);
    if (ended.device && main_door_) main_door_->end_connections_of(*ended.device);
    if (ended.session) live_.wake();
  });
  keeper_ = std::thread([this] { look_after(); });
  return {};
}

void Clinic::open_or_close_enrolment_door() {
  const Result<std::optional<UtcTime>> until = access_.enrolments.open_until();
  const bool wanted = until.ok() && until->has_value();
  if (!wanted) {
    enrolment_door_.reset();
    return;
  }
  if (enrolment_door_) return;
  const auto identity = access_.authority.server_identity(ledger_, hosts_);
  if (!identity) return;
  http::ListenerOptions listener{.address = doors_.address,
                                 .port = doors_.enrolment_port,
                                 .client_certificates = http::ClientCertificates::kNone};
  listener.limits.total = 32;
  listener.limits.strangers = 32;  // nobody is known here
  listener.limits.per_address = 8;
  enrolment_door_ = std::make_unique<http::HttpsServer>(
      listener, tls_identity(access_.authority, *identity, ledger_.clock().now()), pipeline_,
      nullptr, ledger_.clock(),
      [](const crypto::Hash256&) -> Result<access::Principal> { return access::Principal{}; });
}

void Clinic::look_after() {
  auto next_night = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    try {
      // First of all: nothing that goes wrong below makes an alert wait.
      (void)features_.alerts.escalate_due(ledger_, ledger_.clock().now());
      keep_addresses();
      open_or_close_enrolment_door();
      if (std::chrono::steady_clock::now() >= next_night) {
        do_nightly_work();
        next_night += kNightly;
      }
    } catch (const Fault&) {
      // A full disk or a taken port: tried again at the next look.
    }
    lock.lock();
    wake_.wait_for(lock, kLook, [&] { return stopping_; });
  }
}

// The certificates of the clinic and of the server, while they are good for long. Not while a code
// waits: it carries the fingerprint of the one that signs.
void Clinic::keep_certificates() {
  const Result<std::optional<UtcTime>> waits = access_.enrolments.open_until();
  if (!waits || waits->has_value()) return;
  (void)access_.authority.keep_in_time(ledger_);
  (void)hang_main_door(hosts_);
}

// After a power cut the box is often up before the network is. What goes away stays in the
// certificate until something new comes: a cable that is pulled changes nothing.
void Clinic::keep_addresses() {
  std::vector<std::string> now = hosts_of(doors_);
  const bool any_new = std::any_of(
      now.begin(), now.end(), [this](const std::string& host) { return !holds(hosts_, host); });
  if (!any_new && main_door_) return;
  enrolment_door_.reset();  // opened again at this look, if anybody is expected
  // A disk that takes no new certificate, also one that throws: tried again at the next look.
  if (hang_main_door(now)) hosts_ = std::move(now);
}

void Clinic::do_nightly_work() {
  keep_certificates();
  if (doors_.each_night) doors_.each_night();
  if (const auto& version = zone_data_version()) {
    (void)appointments::keep_zone_times(ledger_, features_.site, *version);
  }
  (void)series::extend_all(ledger_, features_.series_setting);
  (void)access_.sessions.end_expired();
  (void)access_.devices.store_last_seen();
  (void)ledger_.write<bool>(
      {.system_user = "alcove-server"},
      [this](audit::WriteTxn& txn) -> Result<bool> {
        const std::int64_t replies = http::forget_old_replies(txn);
        http::LiveEvents::forget_old(txn);
        const std::int64_t visits = features_.check_ins.tidy(txn);
        txn.record({.action = "server.tidy",
                    .detail = fmt::format("kept_replies_removed={} lobby_visits_ended={}", replies,
                                          visits)});
        return true;
      },
      audit::WriteKind::kOrdinary);
}

}  // namespace alcove::app
