// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/connection_table.h"
#include "server/http/live_events.h"
#include "server/http/pipeline.h"

namespace alcove::http {

// Certificates as the TLS layer needs them, PEM. The private key is wiped with the struct.
struct TlsIdentity {
  std::string certificate;
  SecretBytes private_key;
  std::string ca_certificate;
  std::vector<std::string> also_believed{};  // authorities of clients besides that one
};

enum class ClientCertificates : std::uint8_t {
  kRequired,  // the main port: of the clinic's own CA, checked in the handshake
  kNone,      // the enrolment port
};

struct ListenerOptions {
  std::string address = "0.0.0.0";
  std::uint16_t port = 8443;  // 0: the system chooses one
  ClientCertificates client_certificates = ClientCertificates::kRequired;
  ConnectionLimits limits{};
};

// One HTTPS listener, TLS 1.3 only. It knows sockets, limits and who the terminal of a connection
// is; what a request means is the pipeline's. A thread per open connection (terminals are few and
// keep theirs), each counted at accept.
class HttpsServer {
 public:
  // The terminal with that certificate (SHA-256 of its DER), or why not: kNoDevice, kDeviceRevoked.
  using FindTerminal = std::function<Result<access::Principal>(const crypto::Hash256& fingerprint)>;

  // Starts listening. Throws Fault when the address cannot be had or the certificates do not fit.
  // `live` may be null: then there is no event stream here (the enrolment port).
  HttpsServer(const ListenerOptions& options, const TlsIdentity& identity, Pipeline& pipeline,
              LiveEvents* live, const Clock& clock, FindTerminal find_terminal);
  ~HttpsServer();  // ends every connection and waits for their threads
  HttpsServer(const HttpsServer&) = delete;
  HttpsServer& operator=(const HttpsServer&) = delete;

  std::uint16_t port() const;
  // Ends the open connections of a terminal that was revoked, within a moment.
  void end_connections_of(const DeviceId& device);
  std::size_t open_connections() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace alcove::http
