// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/certificate_renewal.h"

#include <algorithm>

#include "shared/rules/terminal_identity.h"

namespace alcove::link {

namespace {

bool judged_good(const crypto::Certificate& certificate, const client::TerminalIdentity& identity,
                 UtcTime now) {
  const auto under = [&](const crypto::Certificate& authority) {
    return crypto::judge(certificate, authority, crypto::CertificateUse::kTerminal, now) ==
           crypto::Trust::kGood;
  };
  return under(identity.authority) ||
         std::any_of(identity.also_believed.begin(), identity.also_believed.end(), under);
}

}  // namespace

bool renewal_due(const crypto::Certificate& certificate, UtcTime box_now, UtcTime own_now) {
  const auto apart = box_now > own_now ? box_now - own_now : own_now - box_now;
  return apart <= kRenewClocksAgree &&
         box_now + api::terminal::kRenewBefore >= certificate.until() &&
         box_now < certificate.until();
}

std::optional<client::TerminalIdentity> with_authorities(const client::TerminalIdentity& identity,
                                                         const std::vector<Bytes>& told) {
  std::vector<crypto::Certificate> all;
  for (const Bytes& der : told) {
    Result<crypto::Certificate> one = crypto::Certificate::from_der(der);
    if (!one) return std::nullopt;
    all.push_back(std::move(one).value());
  }
  if (all.empty()) return std::nullopt;
  client::TerminalIdentity changed = identity;
  changed.authority = all.front();
  changed.also_believed.assign(all.begin() + 1, all.end());
  const auto same = [](const crypto::Certificate& one, const crypto::Certificate& other) {
    return one.fingerprint() == other.fingerprint();
  };
  const bool known = same(changed.authority, identity.authority) &&
                     std::equal(changed.also_believed.begin(), changed.also_believed.end(),
                                identity.also_believed.begin(), identity.also_believed.end(), same);
  return known ? std::nullopt : std::optional(std::move(changed));
}

Result<client::TerminalIdentity> ask_for_next(client::HttpsClient& client,
                                              const offline::Enrolled& enrolled,
                                              RandomSource& random) {
  const client::TerminalIdentity& before = enrolled.identity;
  client::TerminalIdentity next = before;
  next.key = crypto::P256Key::make(random);
  ALCOVE_ASSIGN(const api::terminal::RenewReply reply,
                client.call(api::terminal::renew, {.csr = crypto::make_request(next.key)}));
  const auto certificate = crypto::Certificate::from_der(reply.certificate);
  const Bytes proof{'o', 'u', 'r', 's'};
  const bool good = certificate && certificate->signed_this(proof, next.key.sign(proof)) &&
                    certificate->until() > before.certificate.until() &&
                    rules::terminal_identity(certificate->uris()) ==
                        rules::TerminalIdentity{enrolled.device, enrolled.station} &&
                    judged_good(*certificate, next, client.server_now());
  if (!good) {
    return Error{ErrorCode::kOtherVersion, {}, "the box's certificate does not fit this terminal"};
  }
  next.certificate = *certificate;
  return next;
}

}  // namespace alcove::link
