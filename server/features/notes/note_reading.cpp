// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/notes/note_events.h"
#include "server/features/notes/note_standing.h"
#include "server/features/notes/notes.h"

// What the reading routes answer, each with its event.
namespace alcove::notes {
namespace {

using access::Principal;
using http::Answer;
using store::ReadTxn;
using wire::Permission;

// A signature made anew with the clinic's key is good, too: what counts is the one of which the
// audit chain tells. `signed_part` is the note's text or an addendum.
template <class SignedPart>
contract::Signature signature_shown(ReadTxn& txn, const SignedPart& signed_part,
                                    contract::Standing standing) {
  const Signer& signer = signed_part.signer;
  const bool recorded = has_signing(txn, signing_of(signed_part));
  return {.signed_at = signer.signed_at,
          .by = signer.staff,
          .by_name = signer.name,
          .credential = signer.credential,
          .content_hash = to_hex(signed_part.hash),
          .standing = recorded ? standing : contract::Standing::kNotVerified};
}

void show_signed(ReadTxn& txn, contract::Note& shown, const NoteRow& note, const SignedRow& text,
                 const std::vector<AddendumRow>& addenda, const crypto::PublicKey& clinic) {
  shown.content = read_content(text.content);
  shown.revision = text.revision;
  shown.number = text.number;
  shown.signature = signature_shown(txn, text, standing_of(note, text, clinic));
  for (const AddendumRow& one : addenda) {
    const std::optional<NoteRow> draft = find_note(txn, NoteId(one.id.bytes()));
    shown.addenda.push_back(
        {.addendum = one.id,
         .text = one.text,
         .signature = signature_shown(txn, one, standing_of(note, text, one, clinic)),
         .open_siblings = draft ? draft->line.open_siblings : 0});
  }
}

// An addendum by itself, as its own terminal asks for it.
void show_addendum(ReadTxn& txn, contract::Note& shown, const NoteRow& addendum,
                   const crypto::PublicKey& clinic) {
  const auto row = find_addendum(txn, contract::AddendumId(addendum.line.note.bytes()));
  const std::optional<NoteRow> note = find_note(txn, *addendum.parent);
  const std::optional<SignedRow> text = find_signed(txn, *addendum.parent);
  if (!row || !note || !text) throw Fault(ErrorCode::kCorrupt, "an addendum has no text");
  shown.content.format = rules::NoteFormat::kAddendum;
  shown.content.sections = {{rules::NoteSection::kAddendum, row->text}};
  shown.signature = signature_shown(txn, *row, standing_of(*note, *text, *row, clinic));
}

void show_draft(contract::Note& shown, const DraftRow& draft, UtcTime now) {
  shown.content = draft.content;
  shown.revision = draft.revision;
  shown.number = draft.number;
  if (draft.holding && draft.holding->until > now) {
    shown.lease = contract::Lease{.terminal_name = draft.holding->device_name,
                                  .since = draft.holding->since,
                                  .until = draft.holding->until};
  }
}

bool all_verified(const contract::Note& note) {
  if (note.signature->standing != contract::Standing::kVerified) return false;
  for (const contract::Addendum& one : note.addenda) {
    if (one.signature.standing != contract::Standing::kVerified) return false;
  }
  return true;
}

// A day has no id of its own: the chain knows it by a hash of its date and whose it is.
RecordId record_of_day(LocalDate day, const StaffId& author) {
  const crypto::Hash256 hash =
      crypto::sha256(as_bytes("alcove notes of a day " + format_date(day) + " " + author.text()));
  return RecordId::from_blob(ByteView(hash).first(16));
}

contract::VisitLine visit_line(ReadTxn& txn, const AppointmentId& appointment,
                               const StaffId& author) {
  contract::VisitLine line;
  line.appointment = appointment;
  const std::optional<NoteRow> note = find_note_of(txn, appointment, author);
  if (!note) return line;
  line.note = note->line.note;
  if (note->line.state == contract::NoteState::kSigned) {
    line.state = contract::VisitNote::kSigned;
  } else if (note->line.saved_at && !note->discarded) {
    line.state = contract::VisitNote::kDraft;
  }
  return line;
}

}  // namespace

Notes::Written Notes::written_of(ReadTxn& txn, const AppointmentId& visit, const StaffId& author) {
  const std::optional<NoteRow> row = find_note_of(txn, visit, author);
  if (!row || row->discarded) return Written::kNothing;
  return row->line.state == contract::NoteState::kSigned ? Written::kSigned : Written::kDraft;
}

std::optional<ClientId> Notes::whose(ReadTxn& txn, const NoteId& note) {
  const std::optional<NoteRow> row = find_note(txn, note);
  return row ? std::optional(row->client) : std::nullopt;
}

bool Notes::documents(ReadTxn& txn, const AppointmentId& appointment) {
  return has_note(txn, appointment);
}

access::Relation Notes::relation(ReadTxn& txn, const NoteRow& note, const Principal& who) const {
  if (note.line.author == who.staff()) return access::Relation::kOwn;
  return find_relation_(txn, note.client, who.staff());
}

Result<NoteRow> Notes::note_to_read(ReadTxn& txn, const NoteId& id, const Principal& who) const {
  std::optional<NoteRow> note = find_note(txn, id);
  if (!note) return Error{ErrorCode::kNotFound, "note", "there is no such note"};
  ALCOVE_TRY(access::decide(who, Permission::kChartRead, relation(txn, *note, who)));
  return std::move(*note);
}

Result<Answer<contract::OfClientReply>> Notes::read_list(const Principal& who,
                                                         const contract::OfClientRequest& request,
                                                         ReadTxn& txn) {
  ALCOVE_TRY(access::decide(who, Permission::kChartRead,
                            find_relation_(txn, request.client, who.staff())));
  std::optional<PageEnd> after;
  if (request.next) {
    ALCOVE_ASSIGN(after, parse_page_end(*request.next));
  }
  std::vector<NoteRow> rows = notes_of(txn, request.client, after, contract::kMaxPage + 1);
  const std::vector<NoteId> addenda = addenda_in_writing(txn, request.client, who.staff());
  contract::OfClientReply reply;
  std::string ids;
  for (NoteRow& row : rows) {
    if (reply.items.size() == contract::kMaxPage) {
      reply.next = format_page_end({reply.items.back().visit_start, reply.items.back().note});
      break;
    }
    ids += " " + row.line.note.text();
    row.line.addendum_in_draft =
        std::find(addenda.begin(), addenda.end(), row.line.note) != addenda.end();
    reply.items.push_back(std::move(row.line));
  }
  audit::Event event{.action = "note.list",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown:{}", reply.items.size(), ids)};
  return Answer<contract::OfClientReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::Note>> Notes::read_note(const Principal& who,
                                                const contract::OpenRequest& request,
                                                ReadTxn& txn) {
  ALCOVE_ASSIGN(NoteRow note, note_to_read(txn, request.note, who));
  contract::Note shown;
  shown.client = note.client;
  std::string how = "draft";
  if (const std::optional<SignedRow> text = find_signed(txn, request.note)) {
    show_signed(txn, shown, note, *text, addenda_of(txn, request.note), ledger_.signing_public());
  } else if (note.parent && note.line.state == contract::NoteState::kSigned) {
    show_addendum(txn, shown, note, ledger_.signing_public());
  } else {
    const UtcTime now = ledger_.clock().now();
    show_draft(shown, need_draft(txn, request.note, now), now);
  }
  if (shown.signature) how = all_verified(shown) ? "signed, verified" : "signed, NOT verified";
  shown.addendum_to = note.parent;
  const std::optional<NoteRow> mine = find_addendum_draft(txn, request.note, who.staff());
  note.line.addendum_in_draft = mine && !mine->discarded && !mine->line.preview.empty();
  shown.line = note.line;
  return Answer<contract::Note>{std::move(shown), {event_of("note.open", note, how)}};
}

Result<Answer<contract::MyDayReply>> Notes::read_my_day(const Principal& who,
                                                        const contract::MyDayRequest& request,
                                                        ReadTxn& txn) {
  ALCOVE_TRY(access::decide(who, Permission::kNoteWrite, access::Relation::kOwn));
  contract::MyDayReply reply;
  reply.day = request.day.value_or(site_.day_of(ledger_.clock().now()));
  for (const appointments::Appointment& one : appointments::appointments_on(txn, reply.day)) {
    if (!appointments::is_with(txn, one, who.staff())) continue;
    if (reply.items.size() == contract::kMaxVisits) break;
    reply.items.push_back(visit_line(txn, one.id, who.staff()));
  }
  const RecordId day = record_of_day(reply.day, who.staff());
  if (day_was_opened(txn, who.session(), day)) {
    return Answer<contract::MyDayReply>{std::move(reply), {}, http::Covered::kByOpening};
  }
  audit::Event event{
      .action = "note.my_day",
      .record = day,
      .detail = fmt::format("{}; {} visits", format_date(reply.day), reply.items.size())};
  return Answer<contract::MyDayReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::RevisionsReply>> Notes::read_revisions(
    const Principal& who, const contract::RevisionsRequest& request, ReadTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, note_to_read(txn, request.note, who));
  contract::RevisionsReply reply;
  reply.items = revisions_of(txn, request.note, request.next, contract::kMaxRevisionPage + 1);
  if (reply.items.size() > contract::kMaxRevisionPage) {
    reply.items.pop_back();
    reply.next = reply.items.back().number;
  }
  audit::Event event =
      event_of("note.list_revisions", note, fmt::format("{} shown", reply.items.size()));
  return Answer<contract::RevisionsReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::RevisionReply>> Notes::read_revision(
    const Principal& who, const contract::RevisionRequest& request, ReadTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, note_to_read(txn, request.note, who));
  std::optional<RevisionRow> row = find_revision(txn, request.note, request.revision);
  if (!row) return Error{ErrorCode::kNotFound, "revision", "there is no such revision"};
  audit::Event event =
      event_of("note.open_revision", note, fmt::format("number={}", row->line.number));
  return Answer<contract::RevisionReply>{{std::move(row->line), std::move(row->content)},
                                         {std::move(event)}};
}

Result<Answer<contract::SiblingsReply>> Notes::read_siblings(
    const Principal& who, const contract::SiblingsRequest& request, ReadTxn& txn) {
  ALCOVE_ASSIGN(const NoteRow note, note_to_read(txn, request.note, who));
  contract::SiblingsReply reply;
  reply.items = siblings_of(txn, request.note, contract::kMaxSiblings);
  reply.count = count_siblings(txn, request.note);
  audit::Event event = event_of("note.list_siblings", note,
                                fmt::format("{} of {} shown", reply.items.size(), reply.count));
  return Answer<contract::SiblingsReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::SiblingReply>> Notes::read_sibling(const Principal& who,
                                                           const contract::SiblingRequest& request,
                                                           ReadTxn& txn) {
  std::optional<SiblingRow> row = find_sibling(txn, request.sibling);
  if (!row) return Error{ErrorCode::kNotFound, "sibling", "there is no such text"};
  ALCOVE_ASSIGN(const NoteRow note, note_to_read(txn, row->note, who));
  audit::Event event =
      event_of("note.open_sibling", note, fmt::format("sibling={}", request.sibling.text()));
  return Answer<contract::SiblingReply>{{row->note, std::move(row->line), std::move(row->content)},
                                        {std::move(event)}};
}

}  // namespace alcove::notes
