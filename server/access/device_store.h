// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/crypto/enrolment_code.h"
#include "shared/crypto/x509.h"
#include "shared/wire/route.h"

// The SQL of terminals and their enrolment: rows in, rows out, nothing decided.
namespace alcove::access {

struct DeviceRecord {
  DeviceId id;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  UtcTime enrolled_at;
  std::optional<UtcTime> revoked_at;
  std::optional<UtcTime> last_seen_at;
  std::optional<UtcTime> certificate_until;
  std::string fingerprint;  // of the certificate in use, lower-case hexadecimal
};

std::optional<DeviceRecord> find_device(store::ReadTxn& txn, const DeviceId& id);
std::optional<DeviceRecord> find_device_by_name(store::ReadTxn& txn, std::string_view name);
std::vector<DeviceRecord> list_devices(store::ReadTxn& txn);  // by name, revoked ones last
std::int64_t count_live_devices(store::ReadTxn& txn);

void insert_device(audit::WriteTxn& txn, const DeviceRecord& device);
void update_device_name(audit::WriteTxn& txn, const DeviceId& id, std::string_view name);
void update_device_revoked(audit::WriteTxn& txn, const DeviceId& id);
void update_device_seen(audit::WriteTxn& txn, const DeviceId& id, UtcTime at);

enum class CertificateState : std::uint8_t { kNext, kCurrent, kRetired };
struct DeviceCertificate {
  DeviceId device;
  Bytes der;
  CertificateState state = CertificateState::kRetired;
};
std::optional<DeviceCertificate> find_certificate(store::ReadTxn& txn,
                                                  const crypto::Hash256& fingerprint);
// A next one takes the place of one that was never used.
// Every certificate that the terminal ever had, DER: what it signed with an older key stays its
// own.
std::vector<Bytes> certificates_of(store::ReadTxn& txn, const DeviceId& device);
void insert_certificate(audit::WriteTxn& txn, const DeviceId& device,
                        const crypto::Certificate& certificate, CertificateState state);
void make_certificate_current(audit::WriteTxn& txn, const DeviceId& device,
                              const crypto::Hash256& fingerprint);

struct EnrolmentRecord {
  Id<struct EnrolmentTag> id;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  UtcTime opened_at;
  UtcTime expires_at;
  std::int64_t tries = 0;
  crypto::EnrolmentCode::Secret secret;
};
std::vector<EnrolmentRecord> open_enrolments(store::ReadTxn& txn, UtcTime now);
void insert_enrolment(audit::WriteTxn& txn, const EnrolmentRecord& enrolment);
void put_enrolment_tries(audit::WriteTxn& txn, const EnrolmentRecord& enrolment);
// Takes the secret away. With a device it was used, without it is closed.
void finish_enrolment(audit::WriteTxn& txn, const EnrolmentRecord& enrolment,
                      const std::optional<DeviceId>& device);

inline constexpr std::chrono::minutes kDefaultIdleLock{10};
std::chrono::seconds idle_lock(store::ReadTxn& txn, wire::Station station);
void put_idle_lock(audit::WriteTxn& txn, wire::Station station, std::chrono::seconds idle);

}  // namespace alcove::access
