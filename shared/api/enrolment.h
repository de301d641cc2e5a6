// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "shared/wire/route.h"

// How a terminal becomes one of the clinic's. The person at the terminal types the server's address
// and the enrolment code (shared/crypto/enrolment_code.h). The terminal makes its own key, connects
// to the enrolment port, compares the clinic's certificate with the fingerprint in the code, and
// only then sends this. Station and name are the server's to say: the terminal learns them here.
namespace alcove::api::enrolment {

inline constexpr std::size_t kMaxCsr = 2048;          // bytes, DER
inline constexpr std::size_t kMaxCertificate = 4096;  // bytes, DER

struct EnrolRequest {
  std::int64_t protocol = 0;
  Bytes csr;  // PKCS #10, DER, signed by the terminal's own P-256 key
  Bytes mac;  // EnrolmentCode::mac over `csr`

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("protocol", self.protocol, wire::range(1, 1'000'000));
    visit("csr", self.csr, wire::bytes(1, kMaxCsr));
    visit("mac", self.mac, wire::bytes(32, 32));
  }
};

struct EnrolReply {
  DeviceId device;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  Bytes certificate;      // DER, a year
  Bytes ca_certificate;   // DER, the clinic's
  std::int64_t port = 0;  // the main port, where the certificate is asked for

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("device", self.device);
    visit("name", self.name, wire::line(1, 60));
    visit("station", self.station);
    visit("certificate", self.certificate, wire::bytes(1, kMaxCertificate));
    visit("ca_certificate", self.ca_certificate, wire::bytes(1, kMaxCertificate));
    visit("port", self.port, wire::range(1, 65535));
  }
};

// Refusals: kWrongCode (no code, a wrong one, one used or out of time: always the same words),
// kMalformed (the request for a certificate), kOtherVersion.
inline constexpr wire::Route<EnrolRequest, EnrolReply> enrol{
    .method = wire::Method::kPost,
    .path = "/v1/enrolment/enrol",
    .permission = wire::Permission::kEnrolment,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::enrolment
