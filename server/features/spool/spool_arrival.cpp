// SPDX-License-Identifier: Apache-2.0
#include "server/features/spool/spool_arrival.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/acting.h"
#include "server/access/device_store.h"
#include "server/access/session_store.h"
#include "server/access/session_voucher.h"
#include "server/access/staff_store.h"
#include "server/audit/epochs.h"
#include "server/features/spool/spool_store.h"
#include "shared/wire/json.h"

namespace alcove::spool {
namespace {

using api::spool::Outcome;
using api::spool::Record;
using api::spool::SealedRecord;

// Why a record is not applied.
using Reason = std::optional<SetAsideReason>;

// The record inside the seal, or nothing.
std::optional<Record> opened(audit::Ledger& ledger, const SealedRecord& sealed) {
  const Result<SecretBytes> content =
      ledger.open_sealed(sealed.sealed, api::spool::seal_context(sealed.id));
  if (!content) return std::nullopt;
  Result<Record> record = wire::decode<Record>(content->text(), wire::UnknownFields::kIgnore);
  if (!record) return std::nullopt;
  return std::move(record).value();
}

bool signed_by_device(store::ReadTxn& txn, const SealedRecord& sealed, const DeviceId& device) {
  const Bytes message = api::spool::signed_part(sealed.id, sealed.sealed);
  const std::vector<Bytes> certificates = access::certificates_of(txn, device);
  return std::any_of(certificates.begin(), certificates.end(), [&](const Bytes& der) {
    const auto certificate = crypto::Certificate::from_der(der);
    return certificate && certificate->signed_this(message, sealed.signature);
  });
}

// Whether the author was there: the session is theirs, on that terminal, and lived when it was
// written. A record without an author (the lobby) has no session either.
// A session that this box does not know was opened after the backup it was made of: then the
// voucher says it.
bool author_was_there(store::ReadTxn& txn, const Record& record, const audit::Ledger& ledger) {
  if (!record.author || !record.session) return !record.author && !record.session;
  const auto within = [&](UtcTime from, UtcTime until) {
    return from <= record.written_at && record.written_at <= until;
  };
  if (const auto life = access::find_session_life(txn, *record.session)) {
    return life->staff == *record.author && life->device == record.device &&
           within(life->opened_at, life->until);
  }
  return record.voucher && within(record.voucher->opened_at, record.voucher->until) &&
         access::is_voucher_of(ledger, *record.voucher, *record.session, *record.author,
                               record.device);
}

bool is_known(const Record& record, const Handlers& handlers) {
  if (handlers.find(record.kind) != nullptr) return true;
  return record.acknowledged && handlers.is_replayed(record.kind);
}

// What is offered as lost must be of a history before the newest restore: at any other time writes
// come by their own routes. The restored box's time says nothing: its clock may have been behind,
// or the old box may have worked on for a while beside it.
bool is_from_lost_box(store::ReadTxn& txn, const Record& record) {
  const auto restored = audit::newest_epoch(txn);
  return restored && record.acknowledged->head.epoch < restored->begun.epoch;
}

Reason reason_against(store::ReadTxn& txn, const Record& record, const Means& means) {
  const auto device = access::find_device(txn, record.device);
  if (!device || device->revoked_at) return SetAsideReason::kDeviceRevoked;
  if (record.author) {
    const auto author = access::find_staff(txn, *record.author);
    if (!author || author->disabled_at) return SetAsideReason::kAuthorDisabled;
  }
  if (!author_was_there(txn, record, means.ledger)) return SetAsideReason::kSessionNotLive;
  if (!is_known(record, means.handlers)) return SetAsideReason::kUnknownKind;
  if (record.acknowledged && !is_from_lost_box(txn, record)) return SetAsideReason::kNotLost;
  return std::nullopt;
}

// Trouble of the box itself: the terminal keeps the record and tries again.
bool is_about_the_box(ErrorCode code) {
  return code == ErrorCode::kNoSpace || code == ErrorCode::kStorageFault ||
         code == ErrorCode::kCorrupt || code == ErrorCode::kInUse ||
         code == ErrorCode::kUnavailable || code == ErrorCode::kLocked ||
         code == ErrorCode::kTooMany || code == ErrorCode::kTimedOut;
}

// The write of a route once more, by whoever made it, if they may still.
Result<Outcome> replay(const Means& means, const Record& record, audit::WriteTxn& txn) {
  const http::RouteEntry* const route = means.router.find(wire::Method::kPost, record.kind);
  ALCOVE_CHECK(route != nullptr && record.acknowledged.has_value());
  ALCOVE_ASSIGN(const access::Principal who, access::acting(txn, record, route->permission,
                                                            route->stations, route->when_locked));
  txn.replay_of(record.written_at);
  ALCOVE_TRY(http::Router::replay(
      *route, {who, wire::Method::kPost, record.body, record.acknowledged->key}, txn));
  return Outcome::kApplied;
}

Result<Outcome> apply(const Means& means, const Arrived& arrived, audit::WriteTxn& txn) {
  const Handler* const handler = means.handlers.find(arrived.record.kind);
  if (handler == nullptr) return replay(means, arrived.record, txn);
  ALCOVE_ASSIGN(const Outcome outcome, (*handler)(arrived, txn));
  ALCOVE_CHECK(outcome == Outcome::kApplied || outcome == Outcome::kSibling);
  return outcome;
}

std::optional<std::int64_t> head_number(const Record& record) {
  if (!record.acknowledged) return std::nullopt;
  return record.acknowledged->head.number;
}

// One record on its way in.
class Arrival {
 public:
  Arrival(const Means& means, const access::Principal& by, const SealedRecord& sealed)
      : means_(means),
        by_(by),
        sealed_(sealed),
        hash_(crypto::sha256(sealed.sealed)),
        record_(opened(means.ledger, sealed)) {}

  Result<Outcome> take() {
    const Result<Outcome> first = write([&](audit::WriteTxn& txn) { return try_apply(txn); });
    if (first || is_about_the_box(first.error().code)) return first;
    if (first.error().code == ErrorCode::kRepeatedKey) return first;
    // What it needs may lie at another terminal still.
    const Why why{SetAsideReason::kDoesNotFit, first.error().code, Waits::kForOthers};
    return write([&](audit::WriteTxn& txn) { return quarantine(txn, why); });
  }

 private:
  Result<Outcome> write(const std::function<Result<Outcome>(audit::WriteTxn&)>& work) {
    audit::Actor actor = by_.actor();
    actor.person.reset();
    actor.session.reset();
    if (record_) {
      actor.person = record_->author;
      actor.session = record_->session;
    }
    // What comes from the lobby is little, and an answer that calls for a person may lie behind it,
    // wherever the terminal stands now that brings it.
    const bool must_go_on = by_.station == wire::Station::kLobby || call_for_person() != nullptr;
    const auto kind = must_go_on ? audit::WriteKind::kMustGoOn : audit::WriteKind::kOrdinary;
    ALCOVE_ASSIGN(const auto committed, means_.ledger.write<Outcome>(actor, work, kind));
    return committed.value;
  }

  const CallForPerson* call_for_person() const {
    return record_ ? means_.handlers.find_call(record_->kind) : nullptr;
  }

  Result<Outcome> try_apply(audit::WriteTxn& txn) {
    if (const auto before = find_delivered(txn, sealed_.id)) {
      if (*before != hash_) {
        return Error{ErrorCode::kRepeatedKey, {}, "this id came before with another record"};
      }
      note(txn, Outcome::kAlreadyApplied, "spool.repeat", {});
      return Outcome::kAlreadyApplied;
    }
    if (!record_) return quarantine(txn, {SetAsideReason::kNotOpened});
    if (!signed_by_device(txn, sealed_, record_->device)) {
      signature_is_good_ = false;
      return quarantine(txn, {SetAsideReason::kBadSignature});
    }
    if (const Reason reason = reason_against(txn, *record_, means_)) {
      return quarantine(txn, {*reason});
    }
    ALCOVE_ASSIGN(const Outcome outcome, apply(means_, Arrived{sealed_.id, *record_}, txn));
    insert_delivered(txn, sealed_.id, hash_, by_.device, outcome);
    note(txn, outcome, "spool.apply", {});
    return outcome;
  }

  enum class Waits : std::uint8_t { kNo, kForOthers };
  struct Why {
    SetAsideReason reason = SetAsideReason::kDoesNotFit;
    std::optional<ErrorCode> refusal{};  // of a handler
    Waits waits = Waits::kNo;
  };

  Result<Outcome> quarantine(audit::WriteTxn& txn, const Why& why) {
    insert_delivered(txn, sealed_.id, hash_, by_.device, Outcome::kQuarantined);
    Quarantined row{.id = sealed_.id,
                    .reason = why.reason,
                    .refusal = why.refusal,
                    .waits = why.waits == Waits::kForOthers,
                    .head_number = record_ ? head_number(*record_) : std::nullopt,
                    .device = std::nullopt,
                    .author = std::nullopt,
                    .kind = {},
                    .written_at = std::nullopt,
                    .delivered_at = txn.now(),
                    .is_opened = record_.has_value() && signature_is_good_,
                    .content = sealed_.sealed};
    if (record_ && signature_is_good_) {
      row.device = record_->device;
      row.author = record_->author;
      row.kind = record_->kind;
      row.written_at = record_->written_at;
      const std::string text = wire::encode(*record_);
      row.content.assign(text.begin(), text.end());
    }
    insert_quarantined(txn, row);
    note(txn, Outcome::kQuarantined, "spool.quarantine",
         std::string(why.refusal ? error_code_word(*why.refusal) : wire::word_of(why.reason)));
    // A stranger's record raises no alarm.
    const CallForPerson* const call = row.is_opened ? call_for_person() : nullptr;
    if (call != nullptr) (*call)(Arrived{sealed_.id, *record_}, txn);
    return Outcome::kQuarantined;
  }

  void note(audit::WriteTxn& txn, Outcome outcome, const char* action, const std::string& reason) {
    txn.record({.action = action,
                .client = std::nullopt,
                .record = audit::as_record(sealed_.id),
                .reason = reason,
                .outcome = outcome == Outcome::kQuarantined ? "refused" : "done",
                .detail = fmt::format("{} of device {}{}{}", wire::word_of(outcome),
                                      record_ ? record_->device.text() : "unknown",
                                      reason.empty() ? "" : ": ", reason)});
  }

  const Means& means_;
  const access::Principal& by_;
  const SealedRecord& sealed_;
  const crypto::Hash256 hash_;
  const std::optional<Record> record_;
  bool signature_is_good_ = true;
};

// One that waits, once more.
Result<Outcome> try_again(const Means& means, const Quarantined& row) {
  ALCOVE_ASSIGN(const Record record,
                wire::decode<Record>(as_text(row.content), wire::UnknownFields::kIgnore));
  const audit::Actor actor{
      .device = record.device, .person = record.author, .session = record.session};
  const std::function<Result<Outcome>(audit::WriteTxn&)> work =
      [&](audit::WriteTxn& txn) -> Result<Outcome> {
    const std::optional<Quarantined> now = find_quarantined(txn, row.id);
    if (!now || now->settled) return Error{ErrorCode::kWrongState, {}, "somebody settled it"};
    if (const Reason reason = reason_against(txn, record, means)) {
      return Error{ErrorCode::kForbidden, {}, std::string(wire::word_of(*reason))};
    }
    ALCOVE_ASSIGN(const Outcome outcome, apply(means, Arrived{row.id, record}, txn));
    put_settled(txn, row.id, outcome);
    txn.record({.action = "spool.settle",
                .record = audit::as_record(row.id),
                .detail = std::string(wire::word_of(outcome))});
    return outcome;
  };
  ALCOVE_ASSIGN(const auto committed,
                means.ledger.write<Outcome>(actor, work, audit::WriteKind::kOrdinary));
  return committed.value;
}

// So that the next ones have their turn when there are more than kMaxTries.
Result<void> note_tries(const Means& means, const std::vector<Quarantined>& rows) {
  ALCOVE_TRY(means.ledger.write<bool>(
      {.system_user = "alcove-server"}, [&](audit::WriteTxn& txn) -> Result<bool> {
        for (const Quarantined& row : rows) put_tried(txn, row.id);
        txn.record({.action = "spool.try_waiting", .detail = fmt::format("{}", rows.size())});
        return true;
      }));
  return {};
}

}  // namespace

Result<Outcome> take(const Means& means, const access::Principal& by, const SealedRecord& sealed) {
  return Arrival(means, by, sealed).take();
}

Result<std::int64_t> try_waiting(const Means& means) {
  using Rows = std::vector<Quarantined>;
  std::int64_t settled = 0;
  while (true) {
    ALCOVE_ASSIGN(const Rows rows,
                  means.ledger.store().read<Rows>([](store::ReadTxn& txn) -> Result<Rows> {
                    return list_waiting(txn, kMaxTries);
                  }));
    std::int64_t found = 0;
    for (const Quarantined& row : rows) {
      const Result<Outcome> outcome = try_again(means, row);
      if (outcome) ++found;
      if (!outcome && is_about_the_box(outcome.error().code)) return outcome.error();
    }
    settled += found;
    if (found > 0) continue;
    if (rows.size() == static_cast<std::size_t>(kMaxTries)) ALCOVE_TRY(note_tries(means, rows));
    return settled;
  }
}

}  // namespace alcove::spool
