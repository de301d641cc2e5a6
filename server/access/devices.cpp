// SPDX-License-Identifier: Apache-2.0
#include "server/access/devices.h"

#include <fmt/format.h>

#include "server/access/session_store.h"
#include "shared/rules/terminal_identity.h"
#include "shared/wire/json.h"

namespace alcove::access {
namespace {

Error no_device() {
  return {ErrorCode::kNoDevice, {}, "no terminal of this clinic has that certificate"};
}

Error no_such_terminal() {
  return {ErrorCode::kNotFound, "name", "no terminal has that name"};
}

auto by_name(std::string_view name) {
  return [name](store::ReadTxn& txn) { return find_device_by_name(txn, name); };
}

auto by_id(const DeviceId& id) {
  return [&id](store::ReadTxn& txn) -> std::optional<DeviceRecord> {
    auto device = find_device(txn, id);
    if (device && device->revoked_at) device.reset();
    return device;
  };
}

}  // namespace

Result<DeviceDirectory::Known> DeviceDirectory::load(const crypto::Hash256& fingerprint,
                                                     bool& is_next) {
  return ledger_.store().read<Known>([&](store::ReadTxn& txn) -> Result<Known> {
    const auto stored = find_certificate(txn, fingerprint);
    if (!stored) return no_device();
    const auto device = find_device(txn, stored->device);
    if (!device) return no_device();
    if (device->revoked_at) {
      return Error{ErrorCode::kDeviceRevoked, {}, "this terminal was revoked"};
    }
    if (stored->state == CertificateState::kRetired) return no_device();
    is_next = stored->state == CertificateState::kNext;
    // The handshake has seen to the chain; here certificate and store must say the same.
    const auto certificate = crypto::Certificate::from_der(stored->der);
    if (!certificate || rules::terminal_identity(certificate->uris()) !=
                            rules::TerminalIdentity{device->id, device->station}) {
      throw Fault(ErrorCode::kCorrupt, "the store and a certificate do not say the same");
    }
    Known known;
    known.principal.device = device->id;
    known.principal.device_name = device->name;
    known.principal.station = device->station;
    known.until = certificate->until();
    return known;
  });
}

Result<Principal> DeviceDirectory::find(const crypto::Hash256& fingerprint) {
  const UtcTime now = ledger_.clock().now();
  std::optional<Known> known;
  std::int64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    generation = generation_;
    const auto found = known_.find(fingerprint);
    if (found != known_.end()) known = found->second;
  }
  if (!known) {
    bool is_next = false;
    ALCOVE_ASSIGN(known, load(fingerprint, is_next));
    if (is_next) {
      ALCOVE_TRY(use_next(fingerprint, known->principal.device));
      ALCOVE_ASSIGN(known, load(fingerprint, is_next));
    } else {
      const std::lock_guard lock(mutex_);
      if (generation == generation_) known_.emplace(fingerprint, *known);
    }
  }
  // One of the box's own that is not good yet was made while its clock was ahead: see tls_context.
  if (now >= known->until) {
    return Error{ErrorCode::kNoDevice, {}, "the terminal's certificate is out of time"};
  }
  const std::lock_guard lock(mutex_);
  seen_[known->principal.device] = now;
  return known->principal;
}

// A terminal opens several connections at once, and only the first of them is the new one's first
// use: the others find that done.
Result<void> DeviceDirectory::use_next(const crypto::Hash256& fingerprint, const DeviceId& device) {
  audit::Actor actor;
  actor.device = device;
  bool done_already = false;
  const auto used = change(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto stored = find_certificate(txn, fingerprint);
    done_already = !stored || stored->state != CertificateState::kNext;
    if (done_already) return Error{ErrorCode::kWrongState, {}, "no longer the next one"};
    make_certificate_current(txn, device, fingerprint);
    txn.record({.action = "device.certificate",
                .record = audit::as_record(device),
                .detail = to_hex(fingerprint)});
    return true;
  });
  return done_already ? Result<void>{} : used;
}

Result<void> DeviceDirectory::change(const audit::Actor& actor,
                                     const std::function<Result<bool>(audit::WriteTxn&)>& work) {
  const auto committed = ledger_.write<bool>(actor, work);
  const std::lock_guard lock(mutex_);
  known_.clear();
  ++generation_;
  if (!committed) return committed.error();
  return {};
}

Result<std::vector<DeviceRecord>> DeviceDirectory::list() {
  std::map<DeviceId, UtcTime> seen;
  {
    const std::lock_guard lock(mutex_);
    seen = seen_;
  }
  return ledger_.store().read<std::vector<DeviceRecord>>(
      [&](store::ReadTxn& txn) -> Result<std::vector<DeviceRecord>> {
        std::vector<DeviceRecord> devices = list_devices(txn);
        for (DeviceRecord& device : devices) {
          const auto found = seen.find(device.id);
          if (found != seen.end()) device.last_seen_at = found->second;
        }
        return devices;
      });
}

Result<void> DeviceDirectory::revoke(const audit::Actor& actor, std::string_view name) {
  return revoke_found(actor, by_name(name), {});
}

Result<void> DeviceDirectory::revoke(const audit::Actor& actor, const DeviceId& id,
                                     const Proviso& proviso) {
  return revoke_found(actor, by_id(id), proviso);
}

Result<void> DeviceDirectory::revoke_found(const audit::Actor& actor, const Find& find,
                                           const Proviso& proviso) {
  DeviceId device;
  std::vector<SessionId> ended;
  const auto changed = change(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto found = find(txn);
    if (!found) return no_such_terminal();
    ALCOVE_TRY(hold_to(proviso, txn));
    device = found->id;
    update_device_revoked(txn, device);
    ended = end_sessions_on(txn, device, "revoked");
    txn.record({.action = "device.revoke",
                .record = audit::as_record(device),
                .detail = fmt::format("sessions ended: {}", ended.size())});
    return true;
  });
  if (!changed) return changed;
  for (const SessionId& session : ended) observers_.tell({.session = session});
  observers_.tell({.device = device});
  return {};
}

Result<void> DeviceDirectory::rename(const audit::Actor& actor, std::string_view name,
                                     const std::string& new_name) {
  return rename_found(actor, by_name(name), new_name);
}

Result<void> DeviceDirectory::rename(const audit::Actor& actor, const DeviceId& id,
                                     const std::string& new_name) {
  return rename_found(actor, by_id(id), new_name);
}

Result<void> DeviceDirectory::rename_found(const audit::Actor& actor, const Find& find,
                                           const std::string& new_name) {
  ALCOVE_ASSIGN(const std::string wanted,
                wire::checked_text("new_name", new_name, wire::line(1, 60)));
  return change(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto found = find(txn);
    if (!found) return no_such_terminal();
    if (find_device_by_name(txn, wanted)) {
      return Error{ErrorCode::kAlreadyExists, "new_name", "a terminal has that name already"};
    }
    update_device_name(txn, found->id, wanted);
    txn.record({.action = "device.rename",
                .record = audit::as_record(found->id),
                .detail = found->name + " -> " + wanted});
    return true;
  });
}

Result<void> DeviceDirectory::set_idle_lock(const audit::Actor& actor, wire::Station station,
                                            std::chrono::seconds idle) {
  if (station == wire::Station::kLobby) {
    return Error{ErrorCode::kOutOfRange, "station", "nobody signs in at a lobby terminal"};
  }
  if (idle < std::chrono::minutes(1) || idle > std::chrono::hours(1)) {
    return Error{ErrorCode::kOutOfRange, "minutes", "between 1 and 60 minutes"};
  }
  return change(actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    put_idle_lock(txn, station, idle);
    txn.record({.action = "station.idle_lock",
                .detail = fmt::format("{}: {} s", wire::word_of(station), idle.count())});
    return true;
  });
}

Result<api::terminal::AboutReply> DeviceDirectory::about(const Principal& who) {
  return ledger_.store().read<api::terminal::AboutReply>(
      [&](store::ReadTxn& txn) -> Result<api::terminal::AboutReply> {
        const auto device = find_device(txn, who.device);
        if (!device || !device->certificate_until) return no_device();
        api::terminal::AboutReply reply;
        reply.device = device->id;
        reply.name = device->name;
        reply.station = device->station;
        reply.server_time = ledger_.clock().now();
        reply.certificate_until = *device->certificate_until;
        reply.idle_lock_seconds = idle_lock(txn, device->station).count();
        const auto sealing = ledger_.sealing_public();
        const auto signing = ledger_.signing_public();
        reply.sealing_public.assign(sealing.begin(), sealing.end());
        reply.signing_public.assign(signing.begin(), signing.end());
        for (const crypto::Certificate& one : authority_.believed(reply.server_time)) {
          reply.authorities.push_back(one.der());
        }
        return reply;
      });
}

Result<api::terminal::RenewReply> DeviceDirectory::renew(
    const Principal& who, const api::terminal::RenewRequest& request) {
  ALCOVE_ASSIGN(const crypto::RequestedKey key, crypto::RequestedKey::from_request(request.csr));
  api::terminal::RenewReply reply;
  ALCOVE_TRY(change(who.actor(), [&](audit::WriteTxn& txn) -> Result<bool> {
    const auto device = find_device(txn, who.device);
    if (!device || device->revoked_at || !device->certificate_until) return no_device();
    if (txn.now() + api::terminal::kRenewBefore < *device->certificate_until) {
      return Error{ErrorCode::kWrongState, {}, "the certificate still lasts long enough"};
    }
    const crypto::Certificate certificate = crypto::issue_terminal(
        authority_.signer(), key, device->id.text(),
        rules::terminal_uris({device->id, device->station}), txn.now(), ledger_.random());
    insert_certificate(txn, device->id, certificate, CertificateState::kNext);
    txn.record({.action = "device.renew",
                .record = audit::as_record(device->id),
                .detail = to_hex(certificate.fingerprint())});
    reply.certificate = certificate.der();
    return true;
  }));
  return reply;
}

Result<void> DeviceDirectory::store_last_seen() {
  std::map<DeviceId, UtcTime> seen;
  {
    const std::lock_guard lock(mutex_);
    seen.swap(seen_);
  }
  if (seen.empty()) return {};
  const std::function<Result<bool>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    for (const auto& [device, at] : seen) update_device_seen(txn, device, at);
    txn.record({.action = "device.seen", .detail = fmt::format("terminals: {}", seen.size())});
    return true;
  };
  ALCOVE_TRY(ledger_.write<bool>(audit::Actor{}, work));
  return {};
}

}  // namespace alcove::access
