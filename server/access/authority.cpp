// SPDX-License-Identifier: Apache-2.0
#include "server/access/authority.h"

#include <algorithm>

#include "server/audit/vault_store.h"

namespace alcove::access {
namespace {

constexpr const char* kAuthorityKey = "ca_key";
constexpr const char* kAuthorityCertificate = "ca_certificate";
constexpr const char* kNextKey = "ca_next_key";
constexpr const char* kNextCertificate = "ca_next_certificate";
constexpr const char* kBeforeCertificate = "ca_before_certificate";
constexpr const char* kServerKey = "server_key";
constexpr const char* kServerCertificate = "server_certificate";
constexpr const char* kServerHosts = "server_hosts";
constexpr const char* kPepper = "password_pepper";

const audit::Actor kServer{.system_user = "alcove-server"};

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

std::optional<crypto::Certificate> find_certificate_named(store::ReadTxn& txn, const char* name) {
  const auto der = audit::find_secret(txn, name);
  if (!der || der->view().empty()) return std::nullopt;
  return need(crypto::Certificate::from_der(der->view()));
}

std::optional<KeyPair> find_pair(store::ReadTxn& txn, const char* key_name,
                                 const char* certificate_name) {
  const auto key = audit::find_secret(txn, key_name);
  auto certificate = find_certificate_named(txn, certificate_name);
  if (!key || !certificate) return std::nullopt;
  return KeyPair{std::move(*certificate), need(crypto::P256Key::from_der(key->view()))};
}

void put_pair(audit::WriteTxn& txn, const char* key_name, const char* certificate_name,
              const crypto::Certificate& certificate, const crypto::P256Key& key) {
  audit::put_secret(txn, key_name, key.der().view());
  audit::put_secret(txn, certificate_name, certificate.der());
}

}  // namespace

Result<std::unique_ptr<ClinicAuthority::State>> ClinicAuthority::load(audit::Ledger& ledger) {
  std::unique_ptr<State> state;
  ALCOVE_TRY(ledger.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    const auto now = find_pair(txn, kAuthorityKey, kAuthorityCertificate);
    if (!now) return false;
    state.reset(new State{.mutex = {},
                          .now = {now->certificate, now->key},
                          .next = std::nullopt,
                          .before = find_certificate_named(txn, kBeforeCertificate)});
    const auto next = find_pair(txn, kNextKey, kNextCertificate);
    if (next) state->next = Signer{next->certificate, next->key};
    return true;
  }));
  return state;
}

Result<ClinicAuthority> ClinicAuthority::load_or_make(audit::Ledger& ledger,
                                                      const std::string& clinic_name) {
  ALCOVE_ASSIGN(std::unique_ptr<State> found, load(ledger));
  if (found) return ClinicAuthority(std::move(found));
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  const crypto::Certificate certificate =
      crypto::make_authority(key, clinic_name, ledger.clock().now(), ledger.random());
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    ALCOVE_CHECK(!find_pair(txn, kAuthorityKey, kAuthorityCertificate));
    put_pair(txn, kAuthorityKey, kAuthorityCertificate, certificate, key);
    txn.record({.action = "clinic.authority", .detail = to_hex(certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(audit::Actor{}, work));
  ALCOVE_ASSIGN(found, load(ledger));
  return ClinicAuthority(std::move(found));
}

crypto::Certificate ClinicAuthority::certificate() const {
  const std::lock_guard lock(state_->mutex);
  return state_->now.certificate;
}

ClinicAuthority::Signer ClinicAuthority::signer() const {
  const std::lock_guard lock(state_->mutex);
  return state_->now;
}

std::optional<crypto::Certificate> ClinicAuthority::coming() const {
  const std::lock_guard lock(state_->mutex);
  return state_->next ? std::optional(state_->next->certificate) : std::nullopt;
}

std::vector<crypto::Certificate> ClinicAuthority::believed(UtcTime now) const {
  const std::lock_guard lock(state_->mutex);
  std::vector<crypto::Certificate> all{state_->now.certificate};
  if (state_->next) all.push_back(state_->next->certificate);
  if (state_->before && state_->before->until() > now) all.push_back(*state_->before);
  return all;
}

Result<bool> ClinicAuthority::keep_in_time(audit::Ledger& ledger) const {
  const UtcTime now = ledger.clock().now();
  const Signer signing = signer();
  std::optional<crypto::Certificate> next = coming();
  // One that was made by a clock far ahead is no use yet, and the one that signs may not wait.
  const bool useless = next && next->from() > now && signing.certificate.until() <= now + kToldFor;
  if ((!next && signing.certificate.until() <= now + kNextBefore) || useless) {
    if (useless) {
      const std::lock_guard lock(state_->mutex);
      state_->next.reset();
    }
    ALCOVE_TRY(make_next(ledger, kServer));
    next = coming();
  }
  if (!next || next->from() > now) return false;
  const bool told = now >= takes_over_at(*next);
  const bool ends = signing.certificate.until() <= now + kRenewServer;
  if (!told && !ends) return false;
  ALCOVE_TRY(take_over(ledger));
  return true;
}

Result<void> ClinicAuthority::make_next(audit::Ledger& ledger, const audit::Actor& actor) const {
  if (coming()) {
    return Error{ErrorCode::kWrongState, {}, "the clinic's next certificate is made already"};
  }
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  const crypto::Certificate certificate = crypto::make_authority(
      key, signer().certificate.common_name(), ledger.clock().now(), ledger.random());
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    put_pair(txn, kNextKey, kNextCertificate, certificate, key);
    txn.record({.action = "clinic.authority_next", .detail = to_hex(certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(actor, work));
  const std::lock_guard lock(state_->mutex);
  state_->next = Signer{certificate, key};
  return {};
}

Result<void> ClinicAuthority::take_over(audit::Ledger& ledger) const {
  const Signer old = signer();
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto next = find_pair(txn, kNextKey, kNextCertificate);
    ALCOVE_CHECK(next.has_value());
    put_pair(txn, kAuthorityKey, kAuthorityCertificate, next->certificate, next->key);
    audit::put_secret(txn, kBeforeCertificate, old.certificate.der());
    audit::put_secret(txn, kNextKey, {});
    audit::put_secret(txn, kNextCertificate, {});
    txn.record({.action = "clinic.authority",
                .detail = "next " + to_hex(next->certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(kServer, work));
  const std::lock_guard lock(state_->mutex);
  state_->before = old.certificate;
  state_->now = std::move(*state_->next);
  state_->next.reset();
  return {};
}

bool ClinicAuthority::lasts(const crypto::Certificate& server, const crypto::Certificate& authority,
                            UtcTime now) {
  const auto good_at = [&](UtcTime at) {
    return crypto::judge(server, authority, crypto::CertificateUse::kServer, at) ==
           crypto::Trust::kGood;
  };
  // No certificate is good before its authority is, and a new one would not be better.
  const UtcTime first = std::max(now, authority.from());
  return good_at(first) &&
         good_at(std::max(
             first, std::min(now + kRenewServer, authority.until() - std::chrono::seconds(1))));
}

Result<ClinicAuthority::ServerIdentity> ClinicAuthority::server_identity(
    audit::Ledger& ledger, const std::vector<std::string>& hosts) const {
  using Found = std::optional<ServerIdentity>;
  const UtcTime now = ledger.clock().now();
  const Signer signing = signer();
  ALCOVE_ASSIGN(const Found found, ledger.store().read<Found>([&](store::ReadTxn& txn) {
    const auto pair = find_pair(txn, kServerKey, kServerCertificate);
    const auto for_hosts = audit::find_secret(txn, kServerHosts);
    const bool fits = pair && for_hosts && for_hosts->text() == joined(hosts) &&
                      lasts(pair->certificate, signing.certificate, now);
    return Result<Found>(fits ? Found(ServerIdentity{pair->certificate, pair->key}) : Found());
  }));
  if (found) return *found;
  const crypto::P256Key key = crypto::P256Key::make(ledger.random());
  ALCOVE_ASSIGN(const crypto::Certificate certificate,
                crypto::issue_server(signing, key, hosts, now, ledger.random()));
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    put_pair(txn, kServerKey, kServerCertificate, certificate, key);
    audit::put_secret(txn, kServerHosts, as_bytes(joined(hosts)));
    txn.record({.action = "server.certificate", .detail = to_hex(certificate.fingerprint())});
    return true;
  };
  ALCOVE_TRY(ledger.write<bool>(audit::Actor{}, work));
  return ServerIdentity{certificate, key};
}

std::optional<UtcTime> server_certificate_end(store::ReadTxn& txn) {
  const auto found = find_certificate_named(txn, kServerCertificate);
  return found ? std::optional(found->until()) : std::nullopt;
}

std::vector<std::string> server_hosts(store::ReadTxn& txn) {
  std::vector<std::string> hosts;
  const auto found = audit::find_secret(txn, kServerHosts);
  std::string_view rest = found ? found->text() : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) hosts.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return hosts;
}

std::optional<UtcTime> clinic_certificate_end(store::ReadTxn& txn) {
  const auto next = find_certificate_named(txn, kNextCertificate);
  std::optional<UtcTime> end;
  for (const char* const name : {kAuthorityCertificate, kServerCertificate}) {
    const auto found = find_certificate_named(txn, name);
    if (!found || (next && name == kAuthorityCertificate)) continue;
    end = std::min(end.value_or(found->until()), found->until());
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
