// SPDX-License-Identifier: Apache-2.0
#include "server/access/enrolment.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/crypto/enrolment_code.h"
#include "shared/rules/terminal_identity.h"
#include "shared/wire/json.h"

namespace alcove::access {
namespace {

Error wrong_code() {
  return {ErrorCode::kWrongCode, {}, "this enrolment code is not good (any more)"};
}

}  // namespace

Result<OpenedEnrolment> EnrolmentService::open(const audit::Actor& actor, const std::string& name,
                                               wire::Station station, const Proviso& proviso) {
  EnrolmentRecord enrolment;
  ALCOVE_ASSIGN(enrolment.name, wire::checked_text("name", name, wire::line(1, 60)));
  const crypto::EnrolmentCode code =
      crypto::EnrolmentCode::make(authority_.certificate(), ledger_.random());
  enrolment.secret = code.secret().clone();
  enrolment.station = station;
  const std::function<Result<UtcTime>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<UtcTime> {
    ALCOVE_TRY(hold_to(proviso, txn));
    const auto open = open_enrolments(txn, txn.now());
    const bool waits = std::any_of(open.begin(), open.end(), [&](const EnrolmentRecord& other) {
      return other.name == enrolment.name;
    });
    if (waits || find_device_by_name(txn, enrolment.name)) {
      return Error{
          ErrorCode::kAlreadyExists, "name",
          waits ? "a code for a terminal of that name is waiting already: use it, take another "
                  "name, or wait until its 15 minutes are over"
                : "a terminal has that name already: take another one, or rename the old one"};
    }
    if (open.size() >= kMaxOpenEnrolments) {
      return Error{ErrorCode::kTooMany,
                   {},
                   fmt::format("at most {} codes wait at a time", kMaxOpenEnrolments)};
    }
    if (count_live_devices(txn) >= kMaxDevices) {
      return Error{ErrorCode::kTooMany, {}, fmt::format("at most {} terminals", kMaxDevices)};
    }
    enrolment.id = Id<struct EnrolmentTag>::make(txn.now(), ledger_.random());
    enrolment.opened_at = txn.now();
    enrolment.expires_at = txn.now() + kEnrolmentLife;
    insert_enrolment(txn, enrolment);
    txn.record({.action = "enrolment.open",
                .record = audit::as_record(enrolment.id),
                .detail = std::string(wire::word_of(station))});
    return enrolment.expires_at;
  };
  ALCOVE_ASSIGN(const auto committed, ledger_.write<UtcTime>(actor, work));
  return OpenedEnrolment{.code = code.text(), .expires_at = committed.value};
}

Result<std::optional<UtcTime>> EnrolmentService::open_until() {
  using Until = std::optional<UtcTime>;
  return ledger_.store().read<Until>([&](store::ReadTxn& txn) -> Result<Until> {
    Until until;
    for (const EnrolmentRecord& open : open_enrolments(txn, ledger_.clock().now())) {
      until = std::max(until.value_or(open.expires_at), open.expires_at);
    }
    return until;
  });
}

void EnrolmentService::count_wrong_try(audit::WriteTxn& txn, std::vector<EnrolmentRecord>& open) {
  std::size_t closed = 0;
  for (EnrolmentRecord& enrolment : open) {
    ++enrolment.tries;
    put_enrolment_tries(txn, enrolment);
    if (enrolment.tries < kEnrolmentTries) continue;
    finish_enrolment(txn, enrolment, std::nullopt);
    ++closed;
  }
  txn.record({.action = "device.enrol",
              .client = {},
              .record = {},
              .reason = "wrong_code",
              .outcome = "refused",
              .detail = fmt::format("codes waiting: {}, closed: {}", open.size(), closed)});
}

Result<api::enrolment::EnrolReply> EnrolmentService::accept(audit::WriteTxn& txn,
                                                            const EnrolmentRecord& enrolment,
                                                            const crypto::RequestedKey& key) {
  DeviceRecord device;
  device.id = DeviceId::make(txn.now(), ledger_.random());
  device.name = enrolment.name;
  device.station = enrolment.station;
  device.enrolled_at = txn.now();
  const crypto::Certificate certificate = crypto::issue_terminal(
      authority_.signer(), key, device.id.text(), rules::terminal_uris({device.id, device.station}),
      txn.now(), ledger_.random());
  insert_device(txn, device);
  insert_certificate(txn, device.id, certificate, CertificateState::kCurrent);
  finish_enrolment(txn, enrolment, device.id);
  txn.record({.action = "device.enrol",
              .record = audit::as_record(device.id),
              .detail = fmt::format("{} {}", wire::word_of(device.station),
                                    to_hex(certificate.fingerprint()))});
  return api::enrolment::EnrolReply{.device = device.id,
                                    .name = device.name,
                                    .station = device.station,
                                    .certificate = certificate.der(),
                                    .ca_certificate = authority_.certificate().der(),
                                    .port = main_port_};
}

Result<api::enrolment::EnrolReply> EnrolmentService::enrol(
    const Principal& nobody, const api::enrolment::EnrolRequest& request) {
  using Reply = api::enrolment::EnrolReply;
  if (request.protocol != wire::kProtocolVersion) {
    return Error{ErrorCode::kOtherVersion, "protocol",
                 fmt::format("this server speaks protocol {}", wire::kProtocolVersion)};
  }
  // Nothing when the code was wrong: that is written down too, so it is not an Error in here.
  const std::function<Result<std::optional<Reply>>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<std::optional<Reply>> {
    std::vector<EnrolmentRecord> open = open_enrolments(txn, txn.now());
    const auto meant = std::find_if(open.begin(), open.end(), [&](const EnrolmentRecord& one) {
      return equal_secrets(crypto::EnrolmentCode::mac(one.secret, request.csr), request.mac);
    });
    if (meant == open.end()) {
      count_wrong_try(txn, open);
      return std::optional<Reply>();
    }
    // Only who knows the code gets as far as our parser.
    ALCOVE_ASSIGN(const crypto::RequestedKey key, crypto::RequestedKey::from_request(request.csr));
    ALCOVE_ASSIGN(Reply reply, accept(txn, *meant, key));
    return std::optional<Reply>(std::move(reply));
  };
  ALCOVE_ASSIGN(auto committed, ledger_.write<std::optional<Reply>>(nobody.actor(), work));
  if (!committed.value) return wrong_code();
  return std::move(*committed.value);
}

}  // namespace alcove::access
