// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "server/audit/ledger.h"
#include "shared/crypto/x509.h"

namespace alcove::access {

// The clinic's certificate authority and the server's own certificate. Their keys lie in the vault
// of the store and, while the server runs, in its memory. Thread-safe once made.
class ClinicAuthority {
 public:
  // The authority of this store; makes it (with its event) where there is none yet.
  static Result<ClinicAuthority> load_or_make(audit::Ledger& ledger,
                                              const std::string& clinic_name);

  const crypto::Certificate& certificate() const { return certificate_; }
  crypto::Authority signer() const { return {certificate_, key_}; }

  // The server's certificate for these addresses and names. Made anew, with an event, when they
  // have changed or it has less than kRenewServer left. kOutOfRange for what is no address or name.
  struct ServerIdentity {
    crypto::Certificate certificate;
    crypto::P256Key key;
  };
  static constexpr std::chrono::days kRenewServer{60};
  Result<ServerIdentity> server_identity(audit::Ledger& ledger,
                                         const std::vector<std::string>& hosts) const;

 private:
  ClinicAuthority(crypto::Certificate certificate, crypto::P256Key key)
      : certificate_(std::move(certificate)), key_(std::move(key)) {}
  crypto::Certificate certificate_;
  crypto::P256Key key_;
};

// When the first of the clinic's own certificates ends: the authority's, or the server's as it was
// last made. Nothing in a store that has none yet.
std::optional<UtcTime> clinic_certificate_end(store::ReadTxn& txn);

// The pepper of password hashes; made where there is none yet.
Result<Key256> load_or_make_pepper(audit::Ledger& ledger);

}  // namespace alcove::access
