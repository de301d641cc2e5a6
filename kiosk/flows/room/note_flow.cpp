// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/note_flow.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/room/clock_entry.h"
#include "kiosk/text/dates.h"
#include "shared/wire/json.h"

namespace alcove::flows::room {

using namespace screens::room;
using api::notes::IfHeld;
using api::notes::SaveOutcome;

namespace {

constexpr std::int64_t kSavingMs = 1500;  // then it is said that the words are not saved yet
constexpr std::chrono::milliseconds kSaveWithin{4000};

}  // namespace

NoteFlow::NoteFlow(const StaffContext& context, PaneModel& pane, std::optional<Visit> visit,
                   std::function<void()> changed)
    : context_(context), visit_(visit), changed_(std::move(changed)), pane_(pane) {
  pane_.may_begin = visit_ && visit_->may_write;
}

NoteFlow::~NoteFlow() = default;

std::optional<NoteId> NoteFlow::shown() const {
  switch (pane_.kind) {
    case PaneKind::kDraft:
      return draft_;
    case PaneKind::kRead:
      return pane_.read.note.line.note;
    case PaneKind::kNone:
    case PaneKind::kLooking:
    case PaneKind::kOpening:
    case PaneKind::kUnreadable:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<NoteId> NoteFlow::shown_in_list() const {
  return pane_.kind == PaneKind::kDraft && addendum_to_ ? addendum_to_ : shown();
}

void NoteFlow::show_content(const api::notes::Content& content) {
  pane_.draft.format = content.format;
  times_.start = content.start;
  times_.stop = content.stop;
  pane_.draft.start = times_.start_typed = content.start_typed;
  pane_.draft.stop = times_.stop_typed = content.stop_typed;
  text_.reset(content.sections);
  show_times();
  ++other_changes_;
}

api::notes::Content NoteFlow::content() const {
  return {.format = pane_.draft.format,
          .sections = text_.sections(),
          .start = times_.start,
          .stop = times_.stop,
          .start_typed = times_.start_typed,
          .stop_typed = times_.stop_typed};
}

DraftPorts NoteFlow::ports() {
  DraftPorts ports;
  ports.save = [this](api::notes::SaveRequest request, DraftPorts::Saved then) {
    context_.box.ask(life_, api::notes::save, std::move(request), std::move(then),
                     {.key = {}, .purpose = {}, .within = kSaveWithin});
  };
  ports.keep = [this](const DraftPorts::Keep& keep, DraftPorts::Kept then) {
    offline::NewSpoolRecord record{.kind = std::string(api::notes::kSpoolKind),
                                   .author = context_.session.person.id,
                                   .session = context_.session.session,
                                   .body = wire::encode(keep.alone),
                                   .instead_of = keep.instead_of,
                                   .body_beside = keep.beside ? wire::encode(*keep.beside) : ""};
    context_.box.keep_in_place(life_, std::move(record), std::move(then));
  };
  ports.direct = [this] { return context_.box.there() && context_.box.waiting() == 0; };
  ports.content = [this] { return content(); };
  ports.new_revision = [this] {
    return NoteRevisionId::make(context_.box.now(), context_.box.random());
  };
  ports.now = [this] { return context_.box.now(); };
  return ports;
}

void NoteFlow::times_changed() {
  DraftPane& pane = pane_.draft;
  ServiceTimes times{.start = parse_clock(pane.start, pane.visit_start),
                     .stop = parse_clock(pane.stop, pane.visit_start),
                     .start_typed = pane.start,
                     .stop_typed = pane.stop};
  if (times.start) times.start_typed.clear();
  if (times.stop) times.stop_typed.clear();
  pane.start_unclear = pane.stop_unclear = false;
  if (times == times_) return;
  times_ = std::move(times);
  ++other_changes_;
}

// How the times were understood; what was not stays as it was typed, and is marked.
void NoteFlow::show_times() {
  DraftPane& pane = pane_.draft;
  if (times_.start) pane.start = text::clock_time(context_.language, *times_.start);
  if (times_.stop) pane.stop = text::clock_time(context_.language, *times_.stop);
  pane.start_unclear = !times_.start && !pane.start.empty();
  pane.stop_unclear = !times_.stop && !pane.stop.empty();
}

void NoteFlow::saved(const api::notes::SaveReply& reply) {
  if (reply.outcome == SaveOutcome::kSibling && reply.held_until) {
    read_again();  // nobody else writes: the draft had words that were not shown here
    return;
  }
  if (reply.outcome != SaveOutcome::kSaved || !reply.held_until) {
    lose();
    return;
  }
  if (keeper_->safe()) words_when_safe_ = text_.words();
  if (insert_when_safe_ && keeper_->safe()) {
    insert_when_safe_ = false;
    settle_sibling(api::notes::Resolution::kInserted);
  }
}

void NoteFlow::act(const PaneIntent& intent) {
  switch (intent.act) {
    case PaneAct::kNone:
      return;
    case PaneAct::kBegin:
      if (draft_ && !addendum_to_) {
        pane_.kind = PaneKind::kDraft;
      } else if (visit_) {
        put_away([this] { open_draft(visit_->appointment, IfHeld::kRead); });
      }
      return;
    case PaneAct::kFormat:
      pane_.draft.format = intent.format;
      ++other_changes_;
      return;
    case PaneAct::kSave:
      if (keeper_) keeper_->save_now();
      return;
    case PaneAct::kMove:
      text_.move(intent.from, intent.to);
      return;
    case PaneAct::kAddendum:
      if (draft_ && addendum_to_ == pane_.read.note.line.note) {
        pane_.kind = PaneKind::kDraft;
      } else {
        put_away([this, note = pane_.read.note.line.note] { open_addendum(note, IfHeld::kRead); });
      }
      return;
    case PaneAct::kDiscard:
      discard();
      return;
    case PaneAct::kTimes:
      times_changed();
      return;
    case PaneAct::kTimesDone:
      times_changed();
      show_times();
      return;
    case PaneAct::kHistory:
    case PaneAct::kSign:
    case PaneAct::kTakeOver:
    case PaneAct::kSiblings:
    case PaneAct::kAwayHelp:
      open_sheet(intent.act);
      return;
  }
}

std::int64_t NoteFlow::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  std::int64_t next = -1;
  // What was typed in this turn's frames is noticed here.
  if (keeper_ && !pane_.draft.held) keeper_->changed(version(), now_ms);
  if (keeper_) next = keeper_->tick(now_ms);
  notice_home();
  if (take_over_when_durable_ && durable()) {
    take_over_when_durable_ = false;
    reopen(IfHeld::kTakeOver);
  }
  finish_leaving();
  // The line at the foot changes its words by itself, and leaving has an end.
  const bool waiting = leaving_ || open_when_home_ || (keeper_ && !keeper_->durable());
  constexpr std::int64_t kSoonMs = 50;
  if (waiting) next = next < 0 ? kSoonMs : std::min(next, kSoonMs);
  return next;
}

SafetyLine NoteFlow::safety_line() const {
  SafetyLine line;
  if (!keeper_ || pane_.draft.held) {
    line.safety = Safety::kReading;
    if (read_safe_at_) line.safe_time = clock(*read_safe_at_);
    return line;
  }
  line.number = keeper_->number();
  line.words = text_.version();
  if (keeper_->safe_at()) line.safe_time = clock(*keeper_->safe_at());
  if (keeper_->safe()) {
    line.safety = line.number == 0 ? Safety::kNothing : Safety::kSafe;
    line.time = line.safe_time;
  } else if (keeper_->kept()) {
    line.safety = Safety::kKeptHere;
    if (keeper_->kept_at()) line.time = clock(*keeper_->kept_at());
  } else if (keeper_->disk_refusal()) {
    line.safety = Safety::kNotKept;
    line.problem = keeper_->disk_refusal();
  } else {
    const std::int64_t since = keeper_->unsafe_since_ms().value_or(now_ms_);
    line.safety = now_ms_ - since < kSavingMs ? Safety::kSaving : Safety::kNotYet;
  }
  return keeper_->version() == version() ? line : with_newer_words(line);
}

void NoteFlow::tell() {
  check_signing();
  ReadPane& read = pane_.read;
  const bool addendum_here = draft_ && addendum_to_ == read.note.line.note;
  const bool note_here = draft_ && !addendum_to_;
  read.has_draft = note_here || (visit_ && pane_.has_draft);
  read.has_addendum = addendum_here || read.note.line.addendum_in_draft;
  read.here = addendum_here || note_here;
  if (pane_.kind != PaneKind::kDraft && !draft_) return;
  DraftPane& pane = pane_.draft;
  pane.line = safety_line();
  pane.problem = keeper_ && keeper_->refusal() ? keeper_->refusal() : discard_refusal_;
  pane.empty = keeper_ && keeper_->safe() && !pane.held && text_.blank();
  pane.away.reset();
  if (context_.box.there() || !keeper_) return;
  AwayBand band;
  if (keeper_->kept_since()) {
    band.words = std::max<std::int64_t>(0, text_.words() - words_when_safe_);
    band.since = clock(*keeper_->kept_since());
  }
  pane.away = band;
}

void NoteFlow::on_link() {
  if (context_.box.there() && keeper_ && context_.box.waiting() == 0) read_again();
}

void NoteFlow::chart_changed() {
  if (!draft_) return;
  if (keeper_ && keeper_->safe()) {
    // Was the draft taken over? Asked without taking anything.
    context_.box.ask(life_, api::notes::open, {.note = *draft_},
                     [this](const Result<api::notes::Note>& note) {
                       if (!note || !keeper_) return;
                       pane_.draft.siblings = note->line.open_siblings;
                       const bool mine = !note->lease || note->lease->terminal_name == my_terminal_;
                       if (!mine || note->signature) lose();
                     });
  } else if (!keeper_ && pane_.draft.held) {
    lose();
  }
}

std::optional<Writing> NoteFlow::writing() const {
  if (!draft_ || addendum_to_ || !keeper_) return std::nullopt;
  return Writing{.note = *draft_, .begins = text_.beginning(pane_.draft.format)};
}

std::string NoteFlow::clock(UtcTime time) const {
  std::string words = text::clock_time(context_.language, context_.zone.to_local(time));
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count() % 60;
  // Behind the minutes: "1:05 PM" says "1:05:09 PM".
  words.insert(words.find(':') + 3, fmt::format(":{:02}", seconds));
  return words;
}

std::string NoteFlow::day_clock(UtcTime time) const {
  return when_words(context_.language, context_.zone.to_local(time),
                    date_of(context_.wall_clock()));
}

}  // namespace alcove::flows::room
