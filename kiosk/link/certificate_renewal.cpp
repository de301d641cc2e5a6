// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/certificate_renewal.h"

#include "shared/rules/terminal_identity.h"

namespace alcove::link {

bool renewal_due(const crypto::Certificate& certificate, UtcTime box_now, UtcTime own_now) {
  const auto apart = box_now > own_now ? box_now - own_now : own_now - box_now;
  return apart <= kRenewClocksAgree &&
         box_now + api::terminal::kRenewBefore >= certificate.until() &&
         box_now < certificate.until();
}

Result<client::TerminalIdentity> ask_for_next(client::HttpsClient& client,
                                              const offline::Enrolled& enrolled,
                                              RandomSource& random) {
  const client::TerminalIdentity& before = enrolled.identity;
  client::TerminalIdentity next{crypto::P256Key::make(random), before.certificate,
                                before.authority};
  ALCOVE_ASSIGN(const api::terminal::RenewReply reply,
                client.call(api::terminal::renew, {.csr = crypto::make_request(next.key)}));
  const auto certificate = crypto::Certificate::from_der(reply.certificate);
  const Bytes proof{'o', 'u', 'r', 's'};
  const bool good = certificate && certificate->signed_this(proof, next.key.sign(proof)) &&
                    certificate->until() > before.certificate.until() &&
                    rules::terminal_identity(certificate->uris()) ==
                        rules::TerminalIdentity{enrolled.device, enrolled.station} &&
                    crypto::judge(*certificate, next.authority, crypto::CertificateUse::kTerminal,
                                  client.server_now()) == crypto::Trust::kGood;
  if (!good) {
    return Error{ErrorCode::kOtherVersion, {}, "the box's certificate does not fit this terminal"};
  }
  next.certificate = *certificate;
  return next;
}

}  // namespace alcove::link
