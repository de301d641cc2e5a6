// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/acting.h"
#include "server/access/device_store.h"
#include "server/features/notes/note_arriving.h"
#include "server/features/notes/note_events.h"
#include "server/features/notes/notes.h"
#include "shared/wire/json.h"

// What terminals bring: drafts kept while the box was away, and what a box that was lost had taken.
namespace alcove::notes {
namespace {

using api::spool::Outcome;
using audit::WriteTxn;
using contract::SaveOutcome;
using contract::SaveReply;
using spool::Arrived;

template <class Request>
Result<Request> request_in(const Arrived& arrived) {
  if (!arrived.record.author || !arrived.record.session) {
    return Error{ErrorCode::kForbidden, "author", "nobody says that they wrote it"};
  }
  return wire::decode<Request>(arrived.record.body, wire::UnknownFields::kRefuse);
}

// A signature is the box's own, and went with it: the draft says so to its author.
Result<Outcome> note_lost_signature(const Arrived& arrived, WriteTxn& txn) {
  ALCOVE_ASSIGN(const auto request, request_in<contract::SignRequest>(arrived));
  ALCOVE_ASSIGN(const NoteRow note, own_note(txn, request.note, *arrived.record.author));
  if (note.line.state == contract::NoteState::kSigned) {
    txn.record(event_of("note.signature_lost", note, "signed again already"));
    return Outcome::kApplied;
  }
  put_lost_signature(txn, request.note, std::min(arrived.record.written_at, txn.now()));
  txn.record(event_of("note.signature_lost", note));
  tell(txn, note);
  return Outcome::kApplied;
}

}  // namespace

Result<Outcome> Notes::take_kept_save(const Arrived& arrived, WriteTxn& txn) {
  const api::spool::Record& record = arrived.record;
  ALCOVE_ASSIGN(const auto request, request_in<contract::SaveRequest>(arrived));
  ALCOVE_ASSIGN(Content content, checked_content(request.content));
  const crypto::Hash256 hash = content_hash(content);
  const auto device = access::find_device(txn, record.device);
  ALCOVE_ASSIGN(const SaveReply reply,
                take_save({.request = request,
                           .author = *record.author,
                           .hand = {record.device, *record.session},
                           .device_name = device ? device->name : std::string(),
                           .written_at = std::min(record.written_at, txn.now()),
                           .delivery = Delivery::kReplayed,
                           .content = std::move(content),
                           .hash = hash,
                           .acknowledged = record.acknowledged ? &*record.acknowledged : nullptr},
                          txn));
  return reply.outcome == SaveOutcome::kSaved ? Outcome::kApplied : Outcome::kSibling;
}

// The draft is there again, and nobody's: the lease went with the session.
template <class Request>
void Notes::on_lost_opening(spool::Handlers& handlers,
                            const wire::Route<Request, contract::Draft>& route) {
  handlers.on(std::string(route.path),
              [this, &route](const Arrived& arrived, WriteTxn& txn) -> Result<Outcome> {
                ALCOVE_ASSIGN(const auto request, request_in<Request>(arrived));
                ALCOVE_ASSIGN(const access::Principal who,
                              access::acting(txn, arrived.record, route.permission, route.stations,
                                             route.when_locked));
                txn.replay_of(arrived.record.written_at);
                ALCOVE_ASSIGN(const NoteRow note, find_or_make(who, request, txn));
                txn.record(event_of("note.reopen", note));
                tell(txn, note);
                return Outcome::kApplied;
              });
}

void Notes::add_spool_kinds(spool::Handlers& handlers) {
  for (const std::string_view kind : {contract::kSpoolKind, contract::save.path}) {
    handlers.on(std::string(kind), [this](const Arrived& arrived, WriteTxn& txn) {
      return take_kept_save(arrived, txn);
    });
  }
  on_lost_opening<contract::OpenDraftRequest>(handlers, contract::open_draft);
  on_lost_opening<contract::OpenAddendumRequest>(handlers, contract::open_addendum);
  handlers.on(std::string(contract::sign.path), note_lost_signature);
  handlers.replays(contract::discard.path);
}

}  // namespace alcove::notes
