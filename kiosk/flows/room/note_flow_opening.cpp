// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/note_flow.h"

// Opening a draft, how it stands after a while, and leaving it.
namespace alcove::flows::room {

using namespace screens::room;
using api::notes::Draft;
using api::notes::IfHeld;

namespace {

constexpr std::int64_t kLeaveWithinMs = 1900;
// What waits here is brought home within a moment of the box's coming back, unless the box refuses.
constexpr std::int64_t kHomeWithinMs = 5000;

}  // namespace

bool NoteFlow::home() const {
  return context_.box.waiting() == 0 || (home_by_ms_ && now_ms_ >= *home_by_ms_);
}

// What this terminal keeps may be of the very draft that is to be opened: opened before that is on
// the box it would lack those words, and what is typed then would stand beside them.
bool NoteFlow::waits_for_home(std::function<void()> then) {
  if (home() || !context_.box.there()) return false;
  open_when_home_ = std::move(then);
  return true;
}

void NoteFlow::notice_home() {
  const bool waits = context_.box.waiting() > 0;
  if (!waits || !context_.box.there()) {
    home_by_ms_.reset();
  } else if (!home_by_ms_) {
    home_by_ms_ = now_ms_ + kHomeWithinMs;
  }
  if (std::exchange(waited_here_, waits) && !waits && keeper_) read_again();
  if (open_when_home_ && (home() || !context_.box.there())) {
    std::exchange(open_when_home_, nullptr)();
  }
}

std::optional<api::notes::VisitLine> NoteFlow::visit_line() const {
  if (!visit_ || !draft_ || addendum_to_ || text_.blank()) return std::nullopt;
  return api::notes::VisitLine{
      .appointment = visit_->appointment, .state = api::notes::VisitNote::kDraft, .note = draft_};
}

void NoteFlow::open_draft(const AppointmentId& appointment, IfHeld if_held) {
  // The same id with every try: a reply that was lost made the note all the same.
  if (!new_note_) new_note_ = NoteId::make(context_.box.now(), context_.box.random());
  appointment_ = appointment;
  pane_.problem.reset();
  if (pane_.kind != PaneKind::kDraft) pane_.kind = PaneKind::kOpening;
  if (waits_for_home([this, appointment, if_held] { open_draft(appointment, if_held); })) return;
  context_.box.ask(
      life_, api::notes::open_draft,
      {.note = *new_note_, .appointment = appointment, .format = new_format_, .if_held = if_held},
      [this](const Result<Draft>& draft) {
        if (draft) {
          opened(*draft);
          return;
        }
        sheet_ = std::monostate();
        pane_.problem = draft.error().code;
        if (!draft_) pane_.kind = PaneKind::kNone;
      });
}

void NoteFlow::open_addendum(const NoteId& note, IfHeld if_held) {
  if (!new_addendum_) new_addendum_ = NoteId::make(context_.box.now(), context_.box.random());
  pane_.read.problem.reset();
  if (pane_.kind != PaneKind::kDraft) pane_.kind = PaneKind::kOpening;
  if (waits_for_home([this, note, if_held] { open_addendum(note, if_held); })) return;
  context_.box.ask(life_, api::notes::open_addendum,
                   {.addendum = *new_addendum_, .note = note, .if_held = if_held},
                   [this](const Result<Draft>& draft) {
                     if (draft) {
                       opened(*draft);
                       return;
                     }
                     sheet_ = std::monostate();
                     if (draft.error().code == ErrorCode::kSigned) new_addendum_.reset();
                     if (draft_) return;
                     pane_.kind = PaneKind::kRead;
                     pane_.read.problem = draft.error().code;
                     pane_.read.addenda_full = is_full(draft.error());
                   });
}

void NoteFlow::reopen(IfHeld if_held) {
  if (addendum_to_) {
    open_addendum(*addendum_to_, if_held);
  } else if (appointment_) {
    open_draft(*appointment_, if_held);
  }
}

// Only one draft is open at a time: the words of this one are where they survive before another is
// opened, and this terminal does not hold it any more.
void NoteFlow::put_away(const std::function<void()>& then) {
  if (leaving_) return;
  leave([this, then] {
    if (!durable()) return;
    park();
    close_draft();
    then();
  });
}

void NoteFlow::park() {
  if (!draft_ || !keeper_ || !keeper_->safe()) return;
  std::erase_if(parked_, [this](const ParkedDraft& one) { return one.note == draft_; });
  if (parked_.size() == kMaxParked) parked_.erase(parked_.begin());
  parked_.push_back({.note = *draft_, .head = keeper_->head(), .text = {}});
  std::swap(parked_.back().text, text_);
}

// Where nothing has changed it since, the text is as it was left.
void NoteFlow::unpark(const Draft& draft) {
  for (ParkedDraft& one : parked_) {
    if (one.note == draft.note && one.head == draft.revision) std::swap(text_, one.text);
  }
  std::erase_if(parked_, [&](const ParkedDraft& one) { return one.note == draft.note; });
}

void NoteFlow::close_draft() {
  keeper_.reset();
  draft_.reset();
  addendum_to_.reset();
  discard_refusal_.reset();
}

void NoteFlow::opened(const Draft& draft) {
  sheet_ = std::monostate();
  draft_ = draft.note;
  appointment_ = draft.appointment;
  addendum_to_ = draft.addendum_to;
  new_note_.reset();
  new_addendum_.reset();
  discard_refusal_.reset();
  pane_.kind = PaneKind::kDraft;
  if (visit_ && !addendum_to_ && visit_->appointment == draft.appointment) pane_.has_draft = true;
  DraftPane& pane = pane_.draft;
  pane = DraftPane();
  pane.visit_start = draft.visit_start;
  pane.addendum = addendum_to_.has_value();
  if (addendum_to_ == pane_.read.note.line.note) show_followed();
  pane.siblings = draft.open_siblings;
  if (draft.signature_lost) pane.signature_lost = day_clock(*draft.signature_lost);
  show_content(draft.content);
  if (draft.may_write) unpark(draft);
  keeper_.reset();
  if (!draft.may_write) {
    pane.held = Held{.who = context_.session.person.display_name,
                     .terminal = draft.lease.terminal_name,
                     .since = day_clock(draft.lease.since)};
    read_safe_at_ = draft.saved_at;
    return;
  }
  my_terminal_ = draft.lease.terminal_name;
  keeper_ = std::make_unique<DraftKeeper>(draft.note, ports(), version(), draft.revision);
  keeper_->confirm(draft.revision, draft.number, draft.saved_at);
  keeper_->on_saved = [this](const api::notes::SaveReply& reply) { saved(reply); };
  keeper_->on_home = [this] { read_again(); };
  words_when_safe_ = text_.words();
}

// After the spool was brought home, and when somebody may have taken over: how the draft stands.
void NoteFlow::read_again() {
  if (!draft_ || !appointment_ || reading_again_ || !context_.box.there()) return;
  reading_again_ = true;
  const auto asked_at = keeper_ ? keeper_->head() : std::nullopt;
  const auto then = [this, asked_at, asked = *draft_](const Result<Draft>& draft) {
    reading_again_ = false;
    if (draft && draft_ == asked) took_again(*draft, asked_at);
  };
  if (addendum_to_) {
    context_.box.ask(life_, api::notes::open_addendum,
                     {.addendum = *draft_, .note = *addendum_to_, .if_held = IfHeld::kRead}, then);
  } else {
    context_.box.ask(life_, api::notes::open_draft,
                     {.note = *draft_,
                      .appointment = *appointment_,
                      .format = pane_.draft.format,
                      .if_held = IfHeld::kRead},
                     then);
  }
}

void NoteFlow::took_again(const Draft& draft, std::optional<NoteRevisionId> asked_at) {
  pane_.draft.siblings = draft.open_siblings;
  if (!keeper_) return;
  if (!draft.may_write) {
    lose();
    return;
  }
  if (draft.revision == asked_at) {
    keeper_->confirm(asked_at, draft.number, draft.saved_at);
    if (keeper_->safe()) words_when_safe_ = text_.words();
    return;
  }
  // The draft went on elsewhere; what was typed here stands beside it. Words that are newer still
  // go there first.
  if (keeper_->durable()) {
    opened(draft);
  } else {
    keeper_->save_now();
  }
}

// Somebody else writes now: this terminal reads, and says so at once.
void NoteFlow::lose() {
  if (!draft_) return;
  pane_.draft.held = Held{.who = {}, .terminal = {}, .since = {}, .lost = true};
  context_.box.ask(life_, api::notes::open, {.note = *draft_},
                   [this](const Result<api::notes::Note>& note) {
                     if (!note || !pane_.draft.held) return;
                     if (note->signature) {
                       close_draft();
                       if (note->addendum_to) {
                         read(*note->addendum_to);
                       } else {
                         pane_.has_draft = false;
                         show_note(*note);
                       }
                       return;
                     }
                     if (note->lease) pane_.draft.held->terminal = note->lease->terminal_name;
                     pane_.draft.siblings = note->line.open_siblings;
                     if (keeper_ && keeper_->durable()) {
                       keeper_.reset();
                       read_safe_at_ = note->line.saved_at;
                       show_content(note->content);
                     }
                   });
}

// Begun by mistake. Nothing is deleted, and beginning again brings it back.
void NoteFlow::discard() {
  if (!keeper_ || !draft_) return;
  discard_refusal_.reset();
  context_.box.ask(life_, api::notes::discard, {.note = *draft_},
                   [this, asked = *draft_](const Result<wire::Nothing>& reply) {
                     if (draft_ != asked) return;
                     if (!reply) {
                       discard_refusal_ = reply.error().code;
                       return;
                     }
                     const std::optional<NoteId> parent = addendum_to_;
                     if (!parent) pane_.has_draft = false;
                     close_draft();
                     pane_.kind = PaneKind::kNone;
                     if (parent) read(*parent);
                     changed_();
                   });
}

void NoteFlow::leave(std::function<void()> done) {
  if (!keeper_) {
    done();
    return;
  }
  keeper_->changed(version(), now_ms_);
  keeper_->save_now();
  leaving_ = std::move(done);
  leave_by_ms_ = now_ms_ + kLeaveWithinMs;
  gave_back_ = false;
}

void NoteFlow::finish_leaving() {
  if (!leaving_) return;
  const bool late = now_ms_ >= leave_by_ms_;
  const auto end = [this] {
    if (leaving_) std::exchange(leaving_, nullptr)();
  };
  if (late || !keeper_ || !draft_) {
    end();
    return;
  }
  if (!keeper_->durable() || gave_back_) return;
  if (!context_.box.there() || !keeper_->safe()) {
    end();
    return;
  }
  gave_back_ = true;
  context_.box.ask(life_, api::notes::leave, {.note = *draft_},
                   [end](const Result<wire::Nothing>&) { end(); });
}

}  // namespace alcove::flows::room
