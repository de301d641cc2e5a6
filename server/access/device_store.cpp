// SPDX-License-Identifier: Apache-2.0
#include "server/access/device_store.h"

#include <algorithm>

#include "server/access/stored_hash.h"

namespace alcove::access {
namespace {

constexpr std::string_view kColumns =
    "SELECT device.id, device.name, device.station, device.enrolled_at, device.revoked_at, "
    "device.last_seen_at, device_certificate.until, device_certificate.fingerprint FROM device "
    "LEFT JOIN device_certificate ON device_certificate.device = device.id "
    "AND device_certificate.state = 'current' ";

wire::Station station_from(const std::string& word) {
  const auto station = wire::from_word<wire::Station>(word);
  if (!station) throw Fault(ErrorCode::kCorrupt, "the store holds a station that there is not");
  return *station;
}

std::optional<DeviceRecord> next_device(store::Statement& row) {
  if (!row.next()) return std::nullopt;
  return DeviceRecord{.id = row.id<DeviceId>(0),
                      .name = row.text(1),
                      .station = station_from(row.text(2)),
                      .enrolled_at = row.time(3),
                      .revoked_at = row.maybe_time(4),
                      .last_seen_at = row.maybe_time(5),
                      .certificate_until = row.maybe_time(6),
                      .fingerprint = row.is_null(7) ? std::string() : to_hex(row.blob(7))};
}

std::string_view word_of(CertificateState state) {
  switch (state) {
    case CertificateState::kNext:
      return "next";
    case CertificateState::kCurrent:
      return "current";
    case CertificateState::kRetired:
      return "retired";
  }
  return {};
}

CertificateState state_from(const std::string& word) {
  for (const auto state :
       {CertificateState::kNext, CertificateState::kCurrent, CertificateState::kRetired}) {
    if (word_of(state) == word) return state;
  }
  throw Fault(ErrorCode::kCorrupt, "the store holds a certificate in no known state");
}

}  // namespace

std::optional<DeviceRecord> find_device(store::ReadTxn& txn, const DeviceId& id) {
  auto row = txn.query(std::string(kColumns) + "WHERE device.id = $id");
  row.bind("$id", id);
  return next_device(row);
}

std::optional<DeviceRecord> find_device_by_name(store::ReadTxn& txn, std::string_view name) {
  auto row =
      txn.query(std::string(kColumns) + "WHERE device.name = $name AND device.revoked_at IS NULL");
  row.bind("$name", name);
  return next_device(row);
}

std::vector<DeviceRecord> list_devices(store::ReadTxn& txn) {
  std::vector<DeviceRecord> devices;
  auto row = txn.query(std::string(kColumns) +
                       "ORDER BY device.revoked_at IS NOT NULL, device.name, device.id");
  while (auto device = next_device(row)) devices.push_back(std::move(*device));
  return devices;
}

std::int64_t count_live_devices(store::ReadTxn& txn) {
  auto row = txn.query("SELECT count(*) FROM device WHERE revoked_at IS NULL");
  row.next();
  return row.integer(0);
}

void insert_device(audit::WriteTxn& txn, const DeviceRecord& device) {
  txn.change(
         "INSERT INTO device (id, name, station, enrolled_at) "
         "VALUES ($id, $name, $station, $enrolled_at)")
      .bind("$id", device.id)
      .bind("$name", device.name)
      .bind("$station", wire::word_of(device.station))
      .bind("$enrolled_at", device.enrolled_at)
      .execute();
}

void update_device_name(audit::WriteTxn& txn, const DeviceId& id, std::string_view name) {
  txn.change("UPDATE device SET name = $name WHERE id = $id")
      .bind("$name", name)
      .bind("$id", id)
      .execute();
}

void update_device_revoked(audit::WriteTxn& txn, const DeviceId& id) {
  txn.change("UPDATE device SET revoked_at = $now WHERE id = $id")
      .bind("$now", txn.now())
      .bind("$id", id)
      .execute();
}

void update_device_seen(audit::WriteTxn& txn, const DeviceId& id, UtcTime at) {
  txn.change("UPDATE device SET last_seen_at = $at WHERE id = $id")
      .bind("$at", at)
      .bind("$id", id)
      .execute();
}

std::optional<DeviceCertificate> find_certificate(store::ReadTxn& txn,
                                                  const crypto::Hash256& fingerprint) {
  auto row = txn.query(
      "SELECT device, der, state FROM device_certificate WHERE fingerprint = $fingerprint");
  row.bind("$fingerprint", ByteView(fingerprint));
  if (!row.next()) return std::nullopt;
  return DeviceCertificate{
      .device = row.id<DeviceId>(0), .der = row.blob(1), .state = state_from(row.text(2))};
}

std::vector<Bytes> certificates_of(store::ReadTxn& txn, const DeviceId& device) {
  store::Statement row =
      txn.query("SELECT der FROM device_certificate WHERE device = $device ORDER BY issued_at");
  row.bind("$device", device);
  std::vector<Bytes> certificates;
  while (row.next()) certificates.push_back(row.blob(0));
  return certificates;
}

void insert_certificate(audit::WriteTxn& txn, const DeviceId& device,
                        const crypto::Certificate& certificate, CertificateState state) {
  txn.change(
         "UPDATE device_certificate SET state = 'retired' "
         "WHERE device = $device AND state = 'next'")
      .bind("$device", device)
      .execute();
  txn.change(
         "INSERT INTO device_certificate (fingerprint, device, serial, der, issued_at, until, "
         "state) VALUES ($fingerprint, $device, $serial, $der, $now, $until, $state)")
      .bind("$fingerprint", ByteView(certificate.fingerprint()))
      .bind("$device", device)
      .bind("$serial", certificate.serial())
      .bind("$der", certificate.der())
      .bind("$now", txn.now())
      .bind("$until", certificate.until())
      .bind("$state", word_of(state))
      .execute();
}

void make_certificate_current(audit::WriteTxn& txn, const DeviceId& device,
                              const crypto::Hash256& fingerprint) {
  txn.change(
         "UPDATE device_certificate SET state = 'retired' "
         "WHERE device = $device AND state = 'current'")
      .bind("$device", device)
      .execute();
  txn.change(
         "UPDATE device_certificate SET state = 'current' "
         "WHERE device = $device AND fingerprint = $fingerprint")
      .bind("$device", device)
      .bind("$fingerprint", ByteView(fingerprint))
      .execute();
}

std::vector<EnrolmentRecord> open_enrolments(store::ReadTxn& txn, UtcTime now) {
  std::vector<EnrolmentRecord> open;
  auto row = txn.query(
      "SELECT id, name, station, opened_at, expires_at, tries, secret FROM enrolment "
      "WHERE state = 'open' AND expires_at > $now ORDER BY opened_at, id");
  row.bind("$now", now);
  while (row.next()) {
    EnrolmentRecord enrolment;
    enrolment.id = row.id<Id<struct EnrolmentTag>>(0);
    enrolment.name = row.text(1);
    enrolment.station = station_from(row.text(2));
    enrolment.opened_at = row.time(3);
    enrolment.expires_at = row.time(4);
    enrolment.tries = row.integer(5);
    Bytes secret = row.blob(6);
    if (secret.size() != enrolment.secret.size()) {
      throw Fault(ErrorCode::kCorrupt, "the store holds an enrolment without its secret");
    }
    std::copy(secret.begin(), secret.end(), enrolment.secret.writable().begin());
    wipe(secret.data(), secret.size());
    open.push_back(std::move(enrolment));
  }
  return open;
}

void insert_enrolment(audit::WriteTxn& txn, const EnrolmentRecord& enrolment) {
  txn.change(
         "INSERT INTO enrolment (id, name, station, secret, opened_at, expires_at, tries, state) "
         "VALUES ($id, $name, $station, $secret, $opened_at, $expires_at, 0, 'open')")
      .bind("$id", enrolment.id)
      .bind("$name", enrolment.name)
      .bind("$station", wire::word_of(enrolment.station))
      .bind("$secret", enrolment.secret.view())
      .bind("$opened_at", enrolment.opened_at)
      .bind("$expires_at", enrolment.expires_at)
      .execute();
}

void put_enrolment_tries(audit::WriteTxn& txn, const EnrolmentRecord& enrolment) {
  txn.change("UPDATE enrolment SET tries = $tries WHERE id = $id")
      .bind("$tries", enrolment.tries)
      .bind("$id", enrolment.id)
      .execute();
}

void finish_enrolment(audit::WriteTxn& txn, const EnrolmentRecord& enrolment,
                      const std::optional<DeviceId>& device) {
  txn.change("UPDATE enrolment SET state = $state, device = $device, secret = NULL WHERE id = $id")
      .bind("$state", device ? "used" : "closed")
      .bind("$device", device)
      .bind("$id", enrolment.id)
      .execute();
}

std::chrono::seconds idle_lock(store::ReadTxn& txn, wire::Station station) {
  auto row = txn.query("SELECT idle_lock_seconds FROM station_setting WHERE station = $station");
  row.bind("$station", wire::word_of(station));
  if (!row.next()) return kDefaultIdleLock;
  return std::chrono::seconds(row.integer(0));
}

void put_idle_lock(audit::WriteTxn& txn, wire::Station station, std::chrono::seconds idle) {
  txn.change(
         "INSERT INTO station_setting (station, idle_lock_seconds) VALUES ($station, $seconds) "
         "ON CONFLICT (station) DO UPDATE SET idle_lock_seconds = excluded.idle_lock_seconds")
      .bind("$station", wire::word_of(station))
      .bind("$seconds", std::int64_t{idle.count()})
      .execute();
}

}  // namespace alcove::access
