// SPDX-License-Identifier: Apache-2.0
#include "server/operator/locked_door_file.h"

#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";

bool good_for_long(const http::TlsIdentity& identity, const access::ClinicAuthority& authority,
                   UtcTime now) {
  const auto certificate = crypto::Certificate::from_pem(identity.certificate);
  const auto issuer = crypto::Certificate::from_pem(identity.ca_certificate);
  return certificate && issuer && issuer->fingerprint() == authority.certificate().fingerprint() &&
         certificate->names_host(crypto::kLockedDoorName) &&
         access::ClinicAuthority::lasts(*certificate, authority.certificate(), now);
}

}  // namespace

std::optional<http::TlsIdentity> read_locked_door(const std::filesystem::path& file) {
  const Result<Bytes> content = read_file(file, kMaxLockedDoorFile);
  if (!content) return std::nullopt;
  const std::string_view text = as_text(*content);
  const std::size_t own = text.find(kBegin);
  const std::size_t issuer = own == text.npos ? own : text.find(kBegin, own + 1);
  if (issuer == text.npos) return std::nullopt;
  const auto key = crypto::P256Key::from_pem(text.substr(0, own));
  const auto certificate = crypto::Certificate::from_pem(text.substr(own, issuer - own));
  const auto authority = crypto::Certificate::from_pem(text.substr(issuer));
  if (!key || !certificate || !authority) return std::nullopt;
  return http::TlsIdentity{certificate->pem(), key->pem(), authority->pem()};
}

Result<void> keep_locked_door(const std::filesystem::path& file, audit::Ledger& ledger,
                              const access::ClinicAuthority& authority, const audit::Actor& actor) {
  const UtcTime now = ledger.clock().now();
  const auto kept = read_locked_door(file);
  if (kept && good_for_long(*kept, authority, now)) return {};
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  ALCOVE_ASSIGN(const crypto::Certificate certificate,
                crypto::issue_server(authority.signer(), key, {crypto::kLockedDoorName}, now,
                                     ledger.random()));
  ALCOVE_TRY(ledger.record(
      actor, {{.action = "server.locked_door", .detail = to_hex(certificate.fingerprint())}}));
  const SecretBytes secret = key.pem();
  std::string text = std::string(secret.text()) + certificate.pem() + authority.certificate().pem();
  const WipeOnExit wiped(text);
  return replace_file(file, as_bytes(text));
}

}  // namespace alcove::operation
