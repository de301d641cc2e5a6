// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/audit/spans.h"
#include "server/features/notes/note_arriving.h"
#include "server/features/notes/note_events.h"
#include "server/features/notes/note_text_store.h"
#include "server/features/notes/notes.h"

// Where a save goes, live or from a terminal's spool. None is refused for coming late.
namespace alcove::notes {

namespace {

using audit::WriteTxn;
using contract::SaveOutcome;
using contract::SaveReply;

// A save inside the lease's own span is covered by it, and every other is an event.
void account(WriteTxn& txn, const Arriving& arriving, const NoteRow& note,
             const std::optional<DraftRow>& draft, const char* action, const std::string& detail) {
  const bool in_span = arriving.delivery == Delivery::kLive && draft && draft->holding &&
                       draft->holding->hand == arriving.hand &&
                       txn.cover_by_span(draft->span, audit::as_record(note.line.note));
  if (!in_span) txn.record(event_of(action, note, detail));
}

std::optional<UtcTime> held_until(const std::optional<DraftRow>& draft, const Hand& hand) {
  if (!draft || !draft->holding || draft->holding->hand != hand) return std::nullopt;
  return draft->holding->until;
}

// What was signed. Of an addendum the kept revision says it: the last one is what was signed.
struct SignedText {
  std::int64_t number = 0;
  std::string hash;
};
SignedText signed_text(store::ReadTxn& txn, const NoteRow& note) {
  if (note.parent) {
    const auto newest = revisions_of(txn, note.line.note, std::nullopt, 1);
    if (!newest.empty()) return {newest.front().number, newest.front().content_hash};
  } else if (const std::optional<SignedRow> text = find_signed(txn, note.line.note)) {
    return {text->number, to_hex(text->hash)};
  }
  throw Fault(ErrorCode::kCorrupt, "a note has no text");
}

std::int64_t number_now(store::ReadTxn& txn, const NoteRow& note,
                        const std::optional<DraftRow>& draft) {
  return draft ? draft->number : signed_text(txn, note).number;
}

SaveReply reply_to(store::ReadTxn& txn, const Arriving& arriving, const NoteRow& note,
                   const std::optional<DraftRow>& draft, UtcTime saved_at) {
  return {.outcome = SaveOutcome::kSaved,
          .number = number_now(txn, note, draft),
          .saved_at = saved_at,
          .sibling = {},
          .held_until = held_until(draft, arriving.hand)};
}

void reply_is_sibling(SaveReply& reply, const contract::SiblingId& id, bool after_signing) {
  reply.sibling = id;
  reply.outcome = after_signing ? SaveOutcome::kAfterSigning : SaveOutcome::kSibling;
}

// The same save once more: its reply was lost, or it came by the spool as well.
Result<SaveReply> answer_again(WriteTxn& txn, const Arriving& arriving, const NoteRow& note,
                               const std::optional<DraftRow>& draft, const SaveRow& before) {
  if (before.note != note.line.note || before.hash != arriving.hash) {
    return Error{ErrorCode::kRepeatedKey, "revision", "this id came before with another text"};
  }
  account(txn, arriving, note, draft, "note.save", "again");
  SaveReply reply = reply_to(txn, arriving, note, draft, before.at);
  if (before.sibling) {
    const std::optional<SiblingRow> sibling = find_sibling(txn, *before.sibling);
    reply_is_sibling(reply, *before.sibling, sibling && sibling->line.after_signing);
  }
  return reply;
}

// The draft says what the base said: it is the same revision, or one with the same text.
bool base_is_current(store::ReadTxn& txn, const Arriving& arriving, const DraftRow& draft,
                     const crypto::Hash256& draft_hash) {
  if (draft.revision == arriving.request.base) return true;
  if (const api::spool::Acknowledged* before = arriving.acknowledged) {
    const auto& follows = before->follows;
    if (!draft.revision && before->from_empty) return true;
    if (draft.revision &&
        std::find(follows.begin(), follows.end(), *draft.revision) != follows.end()) {
      return true;
    }
  }
  if (!arriving.request.base) return false;
  const std::optional<SaveRow> base = find_save(txn, *arriving.request.base);
  return base && base->note == draft.note && !base->sibling && base->hash == draft_hash;
}

Place find_place(WriteTxn& txn, const Arriving& arriving, const NoteRow& note,
                 const std::optional<DraftRow>& draft, const std::optional<SiblingRow>& sibling) {
  SaveFacts facts;
  facts.is_signed = !draft;
  facts.base_is_sibling = sibling.has_value();
  if (draft) {
    const crypto::Hash256 draft_hash = content_hash(draft->content);
    // The lost box had this save: a lease from before it is one of that time.
    const bool overtaken = arriving.acknowledged != nullptr && draft->holding &&
                           draft->holding->since <= arriving.written_at;
    facts.held_by_another = !overtaken && held_by_another(draft->holding, arriving.hand, txn.now());
    facts.base_is_current = base_is_current(txn, arriving, *draft, draft_hash);
    facts.same_text = draft_hash == arriving.hash;
  } else {
    facts.same_text = signed_text(txn, note).hash == to_hex(arriving.hash);
  }
  return place_of(facts);
}

SiblingRow grown(SiblingRow sibling, const Arriving& arriving, bool is_signed, UtcTime now) {
  sibling.line.revision = arriving.request.revision;
  sibling.line.written_at = arriving.written_at;
  sibling.line.arrived_at = now;
  sibling.line.after_signing = is_signed;
  sibling.content = arriving.content;
  return sibling;
}

SiblingRow new_sibling(const Arriving& arriving, const contract::SiblingId& id) {
  SiblingRow sibling;
  sibling.note = arriving.request.note;
  sibling.device = arriving.hand.device;
  sibling.line.sibling = id;
  sibling.line.base = arriving.request.base;
  sibling.line.terminal_name = arriving.device_name;
  return sibling;
}

void put_beside(WriteTxn& txn, const NoteRow& note, const SiblingRow& sibling,
                const crypto::Hash256& hash) {
  put_sibling(txn, sibling);
  count_open_siblings(txn, note.line.note);
  txn.record(event_of("note.sibling", note,
                      fmt::format("sibling={} hash={}{}", sibling.line.sibling.text(), to_hex(hash),
                                  sibling.line.after_signing ? " after signing" : "")));
  tell(txn, note);
}

}  // namespace

void Notes::save_in_draft(const Arriving& arriving, const NoteRow& note, DraftRow& draft,
                          WriteTxn& txn) {
  draft.number += 1;
  draft.revision = arriving.request.revision;
  draft.saved_at = txn.now();
  draft.content = arriving.content;
  const RecordId record = audit::as_record(note.line.note);
  if (arriving.delivery == Delivery::kReplayed) {
    txn.record(event_of("note.replay", note,
                        fmt::format("number={} hash={}", draft.number, to_hex(arriving.hash))));
  } else {
    const bool own = draft.holding && draft.holding->hand == arriving.hand;
    if (!own || !txn.cover_by_span(draft.span, record)) {
      if (!draft.span.is_nil()) audit::close_span(txn, draft.span);
      draft.span = audit::open_span(
          txn, event_of("note.resume", note, fmt::format("number={}", draft.number)), record,
          ledger_.random());
    }
    draft.holding = Holding{.hand = arriving.hand,
                            .device_name = arriving.device_name,
                            .since = own ? draft.holding->since : txn.now(),
                            .until = lease_until(txn.now())};
  }
  if (is_interval_over(draft.kept_at, txn.now())) {
    keep(txn, note, draft, contract::KeptFor::kInterval);
  }
  put_draft(txn, draft);
  put_saved(txn, note.line.note, draft.content);
  if (draft.number == 1 || arriving.delivery == Delivery::kReplayed) tell(txn, note);
}

Result<SaveReply> Notes::take_save(const Arriving& arriving, WriteTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, own_note(txn, arriving.request.note, arriving.author));
  if ((arriving.content.format == rules::NoteFormat::kAddendum) != note.parent.has_value()) {
    return Error{ErrorCode::kOutOfRange, "content.format", "an addendum is not a note of a visit"};
  }
  std::optional<DraftRow> draft;
  if (note.line.state == contract::NoteState::kDraft) {
    draft = need_draft(txn, arriving.request.note, txn.now());
  }
  if (const auto before = find_save(txn, arriving.request.revision)) {
    return answer_again(txn, arriving, note, draft, *before);
  }
  std::optional<SiblingRow> sibling;
  if (arriving.request.base) {
    sibling = find_sibling_at(txn, arriving.request.note, *arriving.request.base);
  }
  // Words came for what was put aside as begun by mistake.
  if (note.discarded) put_discarded(txn, note.line.note, std::nullopt);
  std::optional<contract::SiblingId> beside;
  switch (find_place(txn, arriving, note, draft, sibling)) {
    case Place::kDraft:
      save_in_draft(arriving, note, *draft, txn);
      break;
    case Place::kNowhere:
      account(txn, arriving, note, draft, "note.save", "the same text");
      break;
    case Place::kSibling:
      beside = sibling->line.sibling;
      break;
    case Place::kNewSibling:
      if (draft) {
        keep(txn, note, *draft, contract::KeptFor::kConflict);
        put_draft(txn, *draft);
      }
      beside = contract::SiblingId::make(txn.now(), ledger_.random());
      sibling = new_sibling(arriving, *beside);
      break;
  }
  if (beside) {
    put_beside(txn, note, grown(std::move(*sibling), arriving, !draft, txn.now()), arriving.hash);
  }
  SaveReply reply = reply_to(txn, arriving, note, draft, txn.now());
  insert_save(txn, {.revision = arriving.request.revision,
                    .note = arriving.request.note,
                    .hash = arriving.hash,
                    .number = reply.number,
                    .sibling = beside,
                    .at = txn.now()});
  if (beside) reply_is_sibling(reply, *beside, !draft);
  return reply;
}

Result<SaveReply> Notes::save(const access::Principal& who, const contract::SaveRequest& request,
                              WriteTxn& txn) {
  ALCOVE_TRY(access::decide(who, wire::Permission::kNoteWrite, access::Relation::kOwn));
  ALCOVE_ASSIGN(Content content, checked_content(request.content));
  const crypto::Hash256 hash = content_hash(content);
  return take_save({.request = request,
                    .author = who.staff(),
                    .hand = hand_of(who),
                    .device_name = who.device_name,
                    .written_at = txn.now(),
                    .delivery = Delivery::kLive,
                    .content = std::move(content),
                    .hash = hash},
                   txn);
}

}  // namespace alcove::notes
