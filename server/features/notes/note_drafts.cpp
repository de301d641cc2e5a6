// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/audit/spans.h"
#include "server/features/notes/note_events.h"
#include "server/features/notes/note_text_store.h"
#include "server/features/notes/notes.h"

// Opening and leaving a draft, and settling what stands beside it.
namespace alcove::notes {
namespace {

using access::Principal;
using appointments::Appointment;
using audit::WriteTxn;
using rules::AppointmentState;
using wire::Permission;

// A note is about a visit that was, is, or was to be today.
Result<void> check_visit(const Appointment& visit, LocalDate today) {
  const bool stands_for_nothing = visit.state == AppointmentState::kRescheduled ||
                                  visit.state == AppointmentState::kEnteredInError;
  if (stands_for_nothing || date_of(visit.start) > today) {
    return Error{ErrorCode::kWrongState, "appointment", "there is nothing to write about yet"};
  }
  return {};
}

contract::Draft draft_shown(store::ReadTxn& txn, const NoteRow& note, const DraftRow& draft,
                            const Hand& hand) {
  contract::Draft shown{.note = note.line.note,
                        .client = note.client,
                        .appointment = note.line.appointment,
                        .visit_start = note.line.visit_start,
                        .may_write = draft.holding->hand == hand,
                        .lease = {.terminal_name = draft.holding->device_name,
                                  .since = draft.holding->since,
                                  .until = draft.holding->until},
                        .revision = draft.revision,
                        .number = draft.number,
                        .saved_at = draft.saved_at,
                        .content = draft.content,
                        .open_siblings = note.line.open_siblings,
                        .addendum_to = note.parent,
                        .signature_lost = find_lost_signature(txn, note.line.note)};
  return shown;
}

// The head and the empty text of a new draft.
void begin_draft(WriteTxn& txn, const NoteRow& note) {
  insert_note(txn, note);
  DraftRow draft;
  draft.note = note.line.note;
  Content blank;
  blank.format = note.line.format;
  draft.content = checked_content(std::move(blank)).value();
  draft.kept_at = txn.now();
  draft.kept_hash = content_hash(draft.content);
  put_draft(txn, draft);
  txn.record(event_of(note.parent ? "note.begin_addendum" : "note.create", note,
                      fmt::format("format={}", wire::word_of(note.line.format))));
}

}  // namespace

Result<NoteRow> Notes::find_or_make(const Principal& who, const contract::OpenDraftRequest& request,
                                    WriteTxn& txn) {
  const auto visit = appointments::find_appointment(txn, request.appointment);
  if (!visit) return Error{ErrorCode::kNotFound, "appointment", "there is no such visit"};
  std::optional<NoteRow> before = find_note_of(txn, request.appointment, who.staff());
  ALCOVE_TRY(access::decide(
      who, Permission::kNoteWrite,
      before ? access::Relation::kOwn : find_relation_(txn, visit->client, who.staff())));
  if (before && before->line.state == contract::NoteState::kSigned) {
    return Error{ErrorCode::kSigned, "appointment", "the note for this visit is signed"};
  }
  if (before) return std::move(*before);
  ALCOVE_TRY(check_visit(*visit, site_.day_of(txn.now())));
  if (find_note(txn, request.note)) {
    return Error{ErrorCode::kAlreadyExists, "note", "this id is another note's"};
  }
  NoteRow note;
  note.client = visit->client;
  note.line.note = request.note;
  note.line.appointment = request.appointment;
  note.line.visit_start = visit->start;
  note.line.format = request.format;
  note.line.author = who.staff();
  note.line.author_name = who.signed_in().display_name;
  begin_draft(txn, note);
  return note;
}

// One addendum in writing for each person and signed note.
Result<NoteRow> Notes::find_or_make(const Principal& who,
                                    const contract::OpenAddendumRequest& request, WriteTxn& txn) {
  const std::optional<NoteRow> parent = find_note(txn, request.note);
  if (!parent) return Error{ErrorCode::kNotFound, "note", "there is no such note"};
  ALCOVE_TRY(access::decide(who, Permission::kNoteWrite, relation(txn, *parent, who)));
  if (parent->parent || parent->line.state != contract::NoteState::kSigned) {
    return Error{ErrorCode::kWrongState, "note", "the note is still a draft, or an addendum"};
  }
  if (auto before = find_addendum_draft(txn, request.note, who.staff())) {
    return std::move(*before);
  }
  if (const auto other = find_note(txn, request.addendum)) {
    const bool same = other->parent == request.note && other->line.author == who.staff();
    return Error{same ? ErrorCode::kSigned : ErrorCode::kAlreadyExists, "addendum",
                 "this id is another note's, or this addendum is signed"};
  }
  if (count_addenda(txn, request.note) >= static_cast<std::int64_t>(contract::kMaxAddenda)) {
    return Error{ErrorCode::kTooMany, "note", "the note has as many addenda as it may"};
  }
  NoteRow note;
  note.client = parent->client;
  note.parent = request.note;
  note.line.note = request.addendum;
  note.line.appointment = parent->line.appointment;
  note.line.visit_start = parent->line.visit_start;
  note.line.format = rules::NoteFormat::kAddendum;
  note.line.author = who.staff();
  note.line.author_name = who.signed_in().display_name;
  begin_draft(txn, note);
  return note;
}

// Whoever wrote before is cut off at what is saved, and that is kept.
void Notes::take_lease(const Principal& who, const NoteRow& note, DraftRow& draft, WriteTxn& txn) {
  const Hand hand = hand_of(who);
  const bool from_another =
      held_by_another(draft.holding, hand, txn.now()) && draft.holding->hand.device != hand.device;
  keep(txn, note, draft, from_another ? contract::KeptFor::kTakeOver : contract::KeptFor::kLeaving);
  if (!draft.span.is_nil()) audit::close_span(txn, draft.span);
  const bool goes_on = draft.holding && draft.holding->hand == hand;
  draft.holding = Holding{.hand = hand,
                          .device_name = who.device_name,
                          .since = goes_on ? draft.holding->since : txn.now(),
                          .until = lease_until(txn.now())};
  draft.kept_at = txn.now();
  draft.span = audit::open_span(txn,
                                event_of(from_another ? "note.take_over" : "note.open_draft", note,
                                         fmt::format("number={}", draft.number)),
                                audit::as_record(note.line.note), ledger_.random());
  put_draft(txn, draft);
}

Result<contract::Draft> Notes::open_draft(const Principal& who,
                                          const contract::OpenDraftRequest& request,
                                          WriteTxn& txn) {
  if (request.format == rules::NoteFormat::kAddendum) {
    return Error{ErrorCode::kOutOfRange, "format", "an addendum is opened by its own route"};
  }
  ALCOVE_ASSIGN(const NoteRow note, find_or_make(who, request, txn));
  return take_or_read(who, note, request.if_held, txn);
}

Result<contract::Draft> Notes::open_addendum(const Principal& who,
                                             const contract::OpenAddendumRequest& request,
                                             WriteTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, find_or_make(who, request, txn));
  return take_or_read(who, note, request.if_held, txn);
}

contract::Draft Notes::take_or_read(const Principal& who, const NoteRow& note,
                                    contract::IfHeld if_held, WriteTxn& txn) {
  DraftRow draft = need_draft(txn, note.line.note, txn.now());
  const Hand hand = hand_of(who);
  if (!may_take(draft.holding, hand, txn.now(), if_held)) {
    txn.record(event_of("note.read_draft", note, fmt::format("number={}", draft.number)));
    return draft_shown(txn, note, draft, hand);
  }
  take_lease(who, note, draft, txn);
  put_author_name(txn, note.line.note, who.signed_in().display_name);
  if (note.discarded) put_discarded(txn, note.line.note, std::nullopt);
  tell(txn, note);
  return draft_shown(txn, note, draft, hand);
}

Result<wire::Nothing> Notes::leave(const Principal& who, const contract::LeaveRequest& request,
                                   WriteTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, own_note(txn, request.note, who.staff()));
  std::optional<DraftRow> draft = find_draft(txn, request.note);
  if (!draft || !draft->holding || draft->holding->hand != hand_of(who)) {
    txn.record(event_of("note.leave", note, "not held here"));
    return wire::Nothing{};
  }
  keep(txn, note, *draft, contract::KeptFor::kLeaving);
  audit::close_span(txn, draft->span);
  draft->holding.reset();
  draft->span = {};
  put_draft(txn, *draft);
  txn.record(event_of("note.leave", note, fmt::format("number={}", draft->number)));
  tell(txn, note);
  return wire::Nothing{};
}

Result<wire::Nothing> Notes::discard(const Principal& who, const contract::DiscardRequest& request,
                                     WriteTxn& txn) {
  ALCOVE_TRY(access::decide(who, Permission::kNoteWrite, access::Relation::kOwn));
  ALCOVE_ASSIGN(const NoteRow note, own_note(txn, request.note, who.staff()));
  if (note.line.state == contract::NoteState::kSigned) {
    return Error{ErrorCode::kSigned, "note", "the note is signed"};
  }
  DraftRow draft = need_draft(txn, request.note, txn.now());
  if (held_by_another(draft.holding, hand_of(who), txn.now())) {
    return Error{ErrorCode::kLeaseLost, "note", "another terminal writes this draft now"};
  }
  if (!is_blank(draft.content)) {
    return Error{ErrorCode::kWrongState, "content.sections", "the draft has words"};
  }
  if (note.line.open_siblings > 0) {
    return Error{ErrorCode::kWrongState, "siblings", "there is text beside the draft"};
  }
  keep(txn, note, draft, contract::KeptFor::kLeaving);
  if (!draft.span.is_nil()) audit::close_span(txn, draft.span);
  draft.holding.reset();
  draft.span = {};
  put_draft(txn, draft);
  put_discarded(txn, request.note, txn.now());
  txn.record(event_of("note.discard", note, fmt::format("number={}", draft.number)));
  tell(txn, note);
  return wire::Nothing{};
}

Result<wire::Nothing> Notes::resolve(const Principal& who, const contract::ResolveRequest& request,
                                     WriteTxn& txn) {
  const std::optional<SiblingRow> sibling = find_sibling(txn, request.sibling);
  if (!sibling) return Error{ErrorCode::kNotFound, "sibling", "there is no such text"};
  ALCOVE_ASSIGN(const NoteRow note, own_note(txn, sibling->note, who.staff()));
  if (sibling->line.revision != request.revision) {
    return Error{ErrorCode::kConflict, "revision", "it has grown since it was read"};
  }
  put_resolution(txn, request.sibling, request.resolution);
  count_open_siblings(txn, note.line.note);
  txn.record(event_of(
      "note.resolve", note,
      fmt::format("sibling={} {}", request.sibling.text(), wire::word_of(request.resolution))));
  tell(txn, note);
  return wire::Nothing{};
}

}  // namespace alcove::notes
