// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/audit/ledger.h"
#include "shared/crypto/x509.h"

namespace alcove::access {

// The clinic's certificate authority and the server's own certificate. Their keys lie in the vault
// of the store and, while the server runs, in its memory. An authority lasts ten years; the next is
// made in its last three, is told to the terminals for a year, and only then takes over: by that
// time every terminal whose certificate is still good has been connected since. Thread-safe.
class ClinicAuthority {
 public:
  // The authority of this store; makes it (with its event) where there is none yet.
  static Result<ClinicAuthority> load_or_make(audit::Ledger& ledger,
                                              const std::string& clinic_name);

  // The one that signs. Codes carry its fingerprint; the server's certificate is under it.
  crypto::Certificate certificate() const;
  struct Signer {
    crypto::Certificate certificate;
    crypto::P256Key key;
    operator crypto::Authority() const { return {certificate, key}; }
  };
  Signer signer() const;
  // All that are believed: the one that signs, the coming one, and the one before while it lasts.
  std::vector<crypto::Certificate> believed(UtcTime now) const;
  std::optional<crypto::Certificate> coming() const;

  static constexpr std::chrono::days kNextBefore{3 * 366};         // its end, the next is made
  static constexpr std::chrono::days kToldFor{crypto::kLeafLife};  // before the next takes over

  // When the next one, made when it says so, signs.
  static UtcTime takes_over_at(const crypto::Certificate& next) {
    return next.from() + crypto::kBackdate + kToldFor;
  }

  // Makes the next one when it is time, and lets one that was told for long enough take over, each
  // with its event. For every opening and every night. True when the one that signs is another now.
  Result<bool> keep_in_time(audit::Ledger& ledger) const;
  // A person does not want to wait: makes the next one now. kWrongState when one is coming already.
  Result<void> make_next(audit::Ledger& ledger, const audit::Actor& actor) const;

  // The server's certificate for these addresses and names. Made anew, with an event, when they
  // have changed, the authority has, or it does not last (below). kOutOfRange for what is no
  // address or name.
  struct ServerIdentity {
    crypto::Certificate certificate;
    crypto::P256Key key;
  };
  static constexpr std::chrono::days kRenewServer{90};
  // Whether a server's certificate under that authority is good from now on, for kRenewServer at
  // least or as long as the authority is. One that was made while the clock was ahead is not: it
  // begins later, and until then every terminal would refuse it.
  static bool lasts(const crypto::Certificate& server, const crypto::Certificate& authority,
                    UtcTime now);
  Result<ServerIdentity> server_identity(audit::Ledger& ledger,
                                         const std::vector<std::string>& hosts) const;

 private:
  struct State {
    mutable std::mutex mutex;
    Signer now;
    std::optional<Signer> next;
    std::optional<crypto::Certificate> before;
  };
  explicit ClinicAuthority(std::unique_ptr<State> state) : state_(std::move(state)) {}
  static Result<std::unique_ptr<State>> load(audit::Ledger& ledger);
  Result<void> take_over(audit::Ledger& ledger) const;
  std::unique_ptr<State> state_;
};

// When the first of the clinic's own certificates ends that no next one stands behind: the
// authority's, or the server's as it was last made. Nothing in a store that has none yet.
std::optional<UtcTime> clinic_certificate_end(store::ReadTxn& txn);

std::optional<UtcTime> server_certificate_end(store::ReadTxn& txn);

// The addresses and names that the server's certificate is for; none before it has one.
std::vector<std::string> server_hosts(store::ReadTxn& txn);

// The pepper of password hashes; made where there is none yet.
Result<Key256> load_or_make_pepper(audit::Ledger& ledger);

}  // namespace alcove::access
