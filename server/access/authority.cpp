// SPDX-License-Identifier: Apache-2.0
#include "server/access/authority.h"

#include <algorithm>

#include "server/audit/vault_store.h"

namespace alcove::access {
namespace {

constexpr const char* kAuthorityKey = "ca_key";
constexpr const char* kAuthorityCertificate = "ca_certificate";
constexpr const char* kServerKey = "server_key";
constexpr const char* kServerCertificate = "server_certificate";
constexpr const char* kServerHosts = "server_hosts";
constexpr const char* kPepper = "password_pepper";

std::string joined(const std::vector<std::string>& hosts) {
  std::string text;
  for (const std::string& host : hosts) text += host + "\n";
  return text;
}

// What the vault holds was written by us: anything else is damage.
template <class T>
T need(Result<T> loaded) {
  if (!loaded) throw Fault(ErrorCode::kCorrupt, "the store does not hold its own keys in order");
  return std::move(loaded).value();
}

struct KeyPair {
  crypto::Certificate certificate;
  crypto::P256Key key;
};

std::optional<KeyPair> find_pair(store::ReadTxn& txn, const char* key_name,
                                 const char* certificate_name) {
  const auto key = audit::find_secret(txn, key_name);
  const auto certificate = audit::find_secret(txn, certificate_name);
  if (!key || !certificate) return std::nullopt;
  return KeyPair{need(crypto::Certificate::from_der(certificate->view())),
                 need(crypto::P256Key::from_der(key->view()))};
}

}  // namespace

Result<ClinicAuthority> ClinicAuthority::load_or_make(audit::Ledger& ledger,
                                                      const std::string& clinic_name) {
  using Found = std::optional<KeyPair>;
  const auto look = [](store::ReadTxn& txn) {
    return Result<Found>(find_pair(txn, kAuthorityKey, kAuthorityCertificate));
  };
  ALCOVE_ASSIGN(const Found found, ledger.store().read<Found>(look));
  if (found) return ClinicAuthority(found->certificate, found->key);
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  const crypto::Certificate certificate =
      crypto::make_authority(key, clinic_name, ledger.clock().now(), ledger.random());
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_CHECK(!find_pair(txn, kAuthorityKey, kAuthorityCertificate));
    audit::put_secret(txn, kAuthorityKey, key.der().view());
    audit::put_secret(txn, kAuthorityCertificate, certificate.der());
    txn.record({.action = "clinic.authority", .detail = to_hex(certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(audit::Actor{}, work));
  return ClinicAuthority(certificate, key);
}

Result<ClinicAuthority::ServerIdentity> ClinicAuthority::server_identity(
    audit::Ledger& ledger, const std::vector<std::string>& hosts) const {
  using Found = std::optional<ServerIdentity>;
  const UtcTime now = ledger.clock().now();
  ALCOVE_ASSIGN(const Found found, ledger.store().read<Found>([&](store::ReadTxn& txn) {
    const auto pair = find_pair(txn, kServerKey, kServerCertificate);
    const auto for_hosts = audit::find_secret(txn, kServerHosts);
    const bool fits =
        pair && for_hosts && for_hosts->text() == joined(hosts) &&
        crypto::judge(pair->certificate, certificate_, crypto::CertificateUse::kServer,
                      now + std::min<std::chrono::milliseconds>(
                                kRenewServer, certificate_.until() - now)) == crypto::Trust::kGood;
    return Result<Found>(fits ? Found(ServerIdentity{pair->certificate, pair->key}) : Found());
  }));
  if (found) return *found;
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  ALCOVE_ASSIGN(const crypto::Certificate certificate,
                crypto::issue_server(signer(), key, hosts, now, ledger.random()));
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    audit::put_secret(txn, kServerKey, key.der().view());
    audit::put_secret(txn, kServerCertificate, certificate.der());
    audit::put_secret(txn, kServerHosts, as_bytes(joined(hosts)));
    txn.record({.action = "server.certificate", .detail = to_hex(certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(audit::Actor{}, work));
  return ServerIdentity{certificate, key};
}

std::optional<UtcTime> clinic_certificate_end(store::ReadTxn& txn) {
  std::optional<UtcTime> end;
  for (const char* const name : {kAuthorityCertificate, kServerCertificate}) {
    const auto der = audit::find_secret(txn, name);
    if (!der) continue;
    const UtcTime until = need(crypto::Certificate::from_der(der->view())).until();
    end = std::min(end.value_or(until), until);
  }
  return end;
}

Result<Key256> load_or_make_pepper(audit::Ledger& ledger) {
  const auto look = [](store::ReadTxn& txn) -> Result<bool> {
    return audit::find_secret(txn, kPepper).has_value();
  };
  ALCOVE_ASSIGN(const bool there, ledger.store().read<bool>(look));
  if (!there) {
    const std::function<Result<bool>(audit::WriteTxn&)> work =
        [&](audit::WriteTxn& txn) -> Result<bool> {
      audit::put_secret(txn, kPepper, crypto::random_key(ledger.random()).view());
      txn.record({.action = "clinic.pepper"});
      return true;
    };
    ALCOVE_TRY(ledger.write<bool>(audit::Actor{}, work));
  }
  return ledger.store().read<Key256>(
      [](store::ReadTxn& txn) -> Result<Key256> { return audit::need_key(txn, kPepper); });
}

}  // namespace alcove::access
