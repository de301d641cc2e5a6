// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/client/https_client.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/support/box.h"
#include "tests/support/clinic_parts.h"

namespace alcove::testing {

// A clinic in one process: a real store with its chain, the real services of terminals, staff and
// sessions, and real HTTPS listeners on loopback (the main port and the enrolment port). Its clock
// starts at the system's time, because the TLS layer goes by that. Routes beyond terminals, staff,
// sessions, hello and the event stream are the test's to add.
class Clinic {
 public:
  explicit Clinic(AddRoutes routes = {}, http::ConnectionLimits limits = {})
      : box(SystemClock().now()), routes_(std::move(routes)), limits_(limits) {
    start();
  }
  ~Clinic() { stop(); }

  // Listens on the same ports as before, if there were any.
  void start() {
    if (!open_) open_ = std::make_unique<OpenStoreParts>(*box.ledger);
    main_ = std::make_unique<ListenerParts>(*box.ledger, *open_);
    main_->add_main_routes(*box.ledger, *open_, routes_);
    main_->listen(port_, *open_, *box.ledger, hosts, http::ClientCertificates::kRequired, limits_);
    enrolment_ = std::make_unique<ListenerParts>(*box.ledger, *open_);
    enrolment_->add_enrolment_route(*open_, *main_);
    enrolment_->listen(enrolment_port_, *open_, *box.ledger, hosts, http::ClientCertificates::kNone,
                       limits_);
    port_ = main_->server->port();
    enrolment_port_ = enrolment_->server->port();
  }
  // Ends every connection. The store stays open.
  void stop() {
    enrolment_.reset();
    main_.reset();
  }
  // Closes the store too, so that a test can do to its files what it likes, and opens it again.
  void close_store() {
    stop();
    open_.reset();
    box.ledger.reset();
    box.store.reset();
  }
  void open_store() {
    box.reopen();
    start();
  }

  // The code that the operator's tool prints.
  std::string enrolment_code(wire::Station station, const std::string& name) {
    return services().enrolments.open(operator_actor(), name, station).value().code;
  }

  struct Terminal {
    DeviceId device;
    client::TerminalIdentity identity;
  };
  // A terminal enrolled without its network part.
  Terminal enrol(wire::Station station, const std::string& name) {
    const std::string code = enrolment_code(station, name);
    crypto::P256Key key = crypto::P256Key::make(box.random);
    const Bytes csr = crypto::make_request(key);
    const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
    const auto reply =
        services()
            .enrolments.enrol({}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())})
            .value();
    return {reply.device,
            {key, crypto::Certificate::from_der(reply.certificate).value(),
             services().authority.certificate()}};
  }

  void revoke(const std::string& name) {
    const DeviceId device = device_named(name);
    ALCOVE_CHECK(services().devices.revoke(operator_actor(), name).ok());
    main_->server->end_connections_of(device);
  }

  // Somebody with a password (the sign-in name, three times) who may sign in at staff terminals.
  void add_person(const std::string& sign_in_name, access::RoleSet roles) {
    const auto added = services().staff.add(operator_actor(), {.sign_in_name = sign_in_name,
                                                               .display_name = "Sam Rivera",
                                                               .credential = "LCSW",
                                                               .roles = roles});
    const auto at =
        services().devices.find(enrol(wire::Station::kFrontDesk, "Setting up " + sign_in_name)
                                    .identity.certificate.fingerprint());
    const auto opened =
        services().sessions.first_password(at.value(), {.sign_in_name = sign_in_name,
                                                        .code = added.value().code,
                                                        .new_password = password_of(sign_in_name)});
    ALCOVE_CHECK(opened.ok());
  }
  bool knows(const std::string& sign_in_name) { return services().staff.find(sign_in_name).ok(); }
  static std::string password_of(const std::string& sign_in_name) {
    return "herons " + sign_in_name + " over the marsh";
  }

  client::ServerAddress address() const { return {"127.0.0.1", port_}; }
  client::ServerAddress enrolment_address() const { return {"127.0.0.1", enrolment_port_}; }
  http::HttpsServer& server() { return *main_->server; }
  access::AccessServices& services() { return *open_->services; }

  // Names the server's certificate stands for; change it and start again.
  std::vector<std::string> hosts{"127.0.0.1"};
  TestBox box;

 private:
  static audit::Actor operator_actor() { return {.system_user = "installer"}; }

  DeviceId device_named(const std::string& name) {
    const auto devices = services().devices.list();
    for (const auto& device : devices.value()) {
      if (device.name == name) return device.id;
    }
    return {};
  }

  AddRoutes routes_;
  http::ConnectionLimits limits_;
  std::uint16_t port_ = 0;
  std::uint16_t enrolment_port_ = 0;
  std::unique_ptr<OpenStoreParts> open_;
  std::unique_ptr<ListenerParts> main_;
  std::unique_ptr<ListenerParts> enrolment_;
};

}  // namespace alcove::testing
