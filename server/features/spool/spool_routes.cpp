// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/device_store.h"
#include "server/access/session_store.h"
#include "server/access/staff_store.h"
#include "server/features/spool/spool_store.h"
#include "shared/wire/json.h"

namespace alcove::spool {
namespace {

using api::spool::DeliverReply;
using api::spool::DeliverRequest;
using api::spool::Outcome;
using api::spool::Record;
using api::spool::SealedRecord;

// Why a record is not applied: the word that the quarantine keeps.
using Reason = std::optional<std::string>;

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
bool author_was_there(store::ReadTxn& txn, const Record& record) {
  if (!record.author || !record.session) return !record.author && !record.session;
  const auto life = access::find_session_life(txn, *record.session);
  return life && life->staff == *record.author && life->device == record.device &&
         life->opened_at <= record.written_at && record.written_at <= life->until;
}

Reason reason_against(store::ReadTxn& txn, const Record& record, const Handlers& handlers) {
  const auto device = access::find_device(txn, record.device);
  if (!device || device->revoked_at) return "device_revoked";
  if (record.author) {
    const auto author = access::find_staff(txn, *record.author);
    if (!author || author->disabled_at) return "author_disabled";
  }
  if (!author_was_there(txn, record)) return "session_not_live";
  if (handlers.find(record.kind) == nullptr) return "unknown_kind";
  return std::nullopt;
}

// Trouble of the box itself: the terminal keeps the record and tries again.
bool is_about_the_box(ErrorCode code) {
  return code == ErrorCode::kNoSpace || code == ErrorCode::kStorageFault ||
         code == ErrorCode::kCorrupt || code == ErrorCode::kInUse ||
         code == ErrorCode::kUnavailable || code == ErrorCode::kLocked ||
         code == ErrorCode::kTooMany || code == ErrorCode::kTimedOut;
}

// One record on its way in.
class Arrival {
 public:
  Arrival(audit::Ledger& ledger, const Handlers& handlers, const access::Principal& by,
          const SealedRecord& sealed)
      : ledger_(ledger),
        handlers_(handlers),
        by_(by),
        sealed_(sealed),
        hash_(crypto::sha256(sealed.sealed)),
        record_(opened(ledger, sealed)) {}

  Result<Outcome> take() {
    const Result<Outcome> first = write([&](audit::WriteTxn& txn) { return try_apply(txn); });
    if (first || is_about_the_box(first.error().code)) return first;
    if (first.error().code == ErrorCode::kRepeatedKey) return first;
    const std::string reason(error_code_word(first.error().code));
    return write([&](audit::WriteTxn& txn) { return quarantine(txn, reason); });
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
    ALCOVE_ASSIGN(const auto committed, ledger_.write<Outcome>(actor, work));
    return committed.value;
  }

  Result<Outcome> try_apply(audit::WriteTxn& txn) {
    if (const auto before = find_delivered(txn, sealed_.id)) {
      if (*before != hash_) {
        return Error{ErrorCode::kRepeatedKey, {}, "this id came before with another record"};
      }
      note(txn, Outcome::kAlreadyApplied, "spool.repeat", {});
      return Outcome::kAlreadyApplied;
    }
    if (!record_) return quarantine(txn, "not_opened");
    if (!signed_by_device(txn, sealed_, record_->device)) {
      signature_is_good_ = false;
      return quarantine(txn, "bad_signature");
    }
    if (const Reason reason = reason_against(txn, *record_, handlers_)) {
      return quarantine(txn, *reason);
    }
    ALCOVE_ASSIGN(const Outcome outcome,
                  (*handlers_.find(record_->kind))(Arrived{sealed_.id, *record_}, txn));
    ALCOVE_CHECK(outcome == Outcome::kApplied || outcome == Outcome::kSibling);
    insert_delivered(txn, sealed_.id, hash_, by_.device, outcome);
    note(txn, outcome, "spool.apply", {});
    return outcome;
  }

  Result<Outcome> quarantine(audit::WriteTxn& txn, const std::string& reason) {
    insert_delivered(txn, sealed_.id, hash_, by_.device, Outcome::kQuarantined);
    Quarantined row{.id = sealed_.id,
                    .reason = reason,
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
    note(txn, Outcome::kQuarantined, "spool.quarantine", reason);
    return Outcome::kQuarantined;
  }

  void note(audit::WriteTxn& txn, Outcome outcome, const char* action, const std::string& reason) {
    txn.record({.action = action,
                .client = std::nullopt,
                .record = audit::as_record(sealed_.id),
                .reason = reason,
                .outcome = outcome == Outcome::kQuarantined ? "refused" : "done",
                .detail = fmt::format("{} of device {}", wire::word_of(outcome),
                                      record_ ? record_->device.text() : "unknown")});
  }

  audit::Ledger& ledger_;
  const Handlers& handlers_;
  const access::Principal& by_;
  const SealedRecord& sealed_;
  const crypto::Hash256 hash_;
  const std::optional<Record> record_;
  bool signature_is_good_ = true;
};

}  // namespace

void Handlers::on(const std::string& kind, Handler handler) {
  ALCOVE_CHECK(by_kind_.emplace(kind, std::move(handler)).second);
}

const Handler* Handlers::find(const std::string& kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? nullptr : &found->second;
}

void add_routes(http::Router& router, audit::Ledger& ledger, const Handlers& handlers) {
  router.on_direct<DeliverRequest, DeliverReply>(
      api::spool::deliver,
      [&ledger, &handlers](const access::Principal& terminal,
                           const DeliverRequest& request) -> Result<DeliverReply> {
        DeliverReply reply;
        for (const SealedRecord& sealed : request.records) {
          ALCOVE_ASSIGN(const Outcome outcome, Arrival(ledger, handlers, terminal, sealed).take());
          reply.results.push_back({sealed.id, outcome});
        }
        return reply;
      });
}

}  // namespace alcove::spool
