// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/client/tls_connection.h"
#include "kiosk/offline/sealed_file.h"
#include "shared/crypto/crypto.h"

// Who this terminal is. One folder of the kiosk's own user, mode 0700:
//
//   terminal   who it is (magic "alcterm3"; "alcterm2" had one CA certificate; "alcterm1" no clinic
//              and no zone either), below
//   witness    the highest head it has seen (witness.h)
//   spool/     what it has typed and not delivered (spool.h)
//   kept/      what the box acknowledged in the last 72 hours (kept_writes.h)
//
//   terminal := device(16) prefixed(name) prefixed(station) prefixed(host) u32(port)
//               prefixed(PKCS #8) prefixed(certificate DER) prefixed(CA certificate DER)
//               prefixed(sealing public key, 32 bytes, or nothing yet)
//               prefixed(clinic) prefixed(IANA zone), both empty while not known
//               u32(how many) prefixed(other CA certificates DER)...
//   prefixed(x) = u32 length, x; integers big-endian
namespace alcove::offline {

struct Enrolled {
  DeviceId device;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  client::ServerAddress server;
  client::TerminalIdentity identity;
  // The spool seals to it. Learned at the first connection after enrolment.
  std::optional<crypto::PublicKey> sealing_public{};
  // The clinic's name and clock, so that a terminal that is started while the box is away knows
  // them. Learned likewise; empty until then.
  std::string clinic{};
  std::string zone{};
};

// Not thread-safe; the app owns one.
class TerminalFiles {
 public:
  // Makes the folder where it is missing. Errors: those of read_key_file, kStorageFault.
  static Result<TerminalFiles> open(const std::filesystem::path& folder,
                                    const std::filesystem::path& key_file, RandomSource& random);

  // Nothing when the terminal is not enrolled yet. Errors: kCorrupt, kWrongKey, kNewerVersion,
  // kStorageFault.
  Result<std::optional<Enrolled>> load() const;
  Result<void> save(const Enrolled& enrolled) const;

  // Forgets who the terminal was, and the head of the box it belonged to; what waits in the spool
  // stays. For enrolling anew.
  Result<void> forget() const;

  // For enrolling anew where they do not open: renames `terminal` and `witness`, so far as they are
  // there, to the next free "terminal.unreadable-N". Nothing is deleted; what waits in the spool
  // stays. Errors: kStorageFault; then some of it may lie where it lay.
  Result<void> put_aside() const;

  std::filesystem::path witness_file() const { return folder_ / "witness"; }
  std::filesystem::path spool_folder() const { return folder_ / "spool"; }
  std::filesystem::path kept_folder() const { return folder_ / "kept"; }
  const SecretBytes& key() const { return key_; }

 private:
  TerminalFiles(std::filesystem::path folder, SecretBytes key, RandomSource& random)
      : folder_(std::move(folder)), key_(std::move(key)), random_(random) {}

  std::filesystem::path folder_;
  SecretBytes key_;
  RandomSource& random_;
};

}  // namespace alcove::offline
