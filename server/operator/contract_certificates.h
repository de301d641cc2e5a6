// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

// The clinic's own certificates; those of terminals stand in the list of terminals.
struct CertificatesReply {
  std::string authority;  // SHA-256 of the one that signs, hexadecimal
  UtcTime authority_until;
  std::optional<std::string> next{};  // the one that is to come, which terminals are told already
  std::optional<UtcTime> next_signs_from{};
  std::optional<UtcTime> server_until{};  // nothing before the server ran for the first time

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("authority", self.authority, wire::line(64, 64));
    visit("authority_until", self.authority_until);
    visit("next", self.next, wire::line(64, 64));
    visit("next_signs_from", self.next_signs_from);
    visit("server_until", self.server_until);
  }
};

inline constexpr Command<wire::Nothing, CertificatesReply> kCertificates{"certificates"};
// Makes the next one now. kWrongState when one is coming already.
inline constexpr Command<wire::Nothing, CertificatesReply> kCertificatesRenew{"certificates_renew"};

}  // namespace alcove::operation
