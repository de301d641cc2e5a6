// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/note_flow.h"
#include "kiosk/screens/room/room_words.h"

// Reading notes; and what comes over a note: its history, the text beside it, taking over.
namespace alcove::flows::room {

using namespace screens::room;
using api::notes::Resolution;

void NoteFlow::open(const api::notes::NoteLine& line) {
  if (draft_ == line.note) {
    pane_.kind = PaneKind::kDraft;
    return;
  }
  const bool mine =
      line.state == api::notes::NoteState::kDraft && line.author == context_.session.person.id;
  if (mine) {
    put_away([this, appointment = line.appointment] {
      open_draft(appointment, api::notes::IfHeld::kRead);
    });
  } else {
    read(line.note);
  }
}

void NoteFlow::read(const NoteId& note) {
  open_when_home_ = nullptr;
  pane_.kind = PaneKind::kOpening;
  context_.box.ask(life_, api::notes::open, {.note = note},
                   [this](const Result<api::notes::Note>& found) {
                     if (pane_.kind != PaneKind::kOpening) return;
                     if (found) {
                       show_note(*found);
                       return;
                     }
                     pane_.kind = PaneKind::kUnreadable;
                     pane_.problem = found.error().code;
                   });
}

void NoteFlow::show_note(api::notes::Note note) {
  ReadPane& read = pane_.read;
  read = ReadPane();
  if (note.signature) read.signed_when.push_back(day_clock(note.signature->signed_at));
  for (const api::notes::Addendum& addendum : note.addenda) {
    read.signed_when.push_back(day_clock(addendum.signature.signed_at));
  }
  // Each person settles what they typed themselves.
  const StaffId& me = context_.session.person.id;
  const auto beside = [&read](const NoteId& which, std::int64_t count) {
    if (count > 0 && !read.beside) read.beside = which;
    read.siblings += count;
  };
  if (note.line.author == me) beside(note.line.note, note.line.open_siblings);
  for (const api::notes::Addendum& addendum : note.addenda) {
    if (addendum.signature.by == me) {
      beside(NoteId(addendum.addendum.bytes()), addendum.open_siblings);
    }
  }
  read.note = std::move(note);
  pane_.kind = PaneKind::kRead;
}

// What an addendum follows: the note that is read, with what was added to it.
void NoteFlow::show_followed() {
  const ReadPane& read = pane_.read;
  pane_.draft.follows = read.note.content;
  pane_.draft.earlier.clear();
  for (std::size_t i = 0; i < read.note.addenda.size(); ++i) {
    const api::notes::Addendum& addendum = read.note.addenda[i];
    pane_.draft.earlier.push_back(
        {.text = addendum.text,
         .signed_by = with_credential(addendum.signature.by_name, addendum.signature.credential),
         .when = i + 1 < read.signed_when.size() ? read.signed_when[i + 1] : std::string()});
  }
}

// The note that is read has been signed meanwhile, or was added to: that is shown.
void NoteFlow::learn(const api::notes::NoteLine& line) {
  const api::notes::Note& note = pane_.read.note;
  if (pane_.kind != PaneKind::kRead || note.line.note != line.note) return;
  const bool same = note.line.state == line.state &&
                    static_cast<std::int64_t>(note.addenda.size()) == line.addenda;
  if (same) return;
  context_.box.ask(life_, api::notes::open, {.note = line.note},
                   [this, asked = line.note](const Result<api::notes::Note>& found) {
                     const bool shown =
                         pane_.kind == PaneKind::kRead && pane_.read.note.line.note == asked;
                     if (found && shown) show_note(*found);
                   });
}

void NoteFlow::retell() {
  show_times();
  if (pane_.kind == PaneKind::kRead) show_note(api::notes::Note(pane_.read.note));
}

void NoteFlow::open_sheet(PaneAct act) {
  if (act == PaneAct::kHistory) open_history();
  if (act == PaneAct::kSign) open_signing();
  if (act == PaneAct::kSiblings) open_sibling();
  if (act == PaneAct::kAwayHelp) sheet_ = AwayHelpModel();
  if (act == PaneAct::kTakeOver && pane_.draft.held) {
    TakeOverModel model;
    model.terminal = pane_.draft.held->terminal;
    sheet_ = model;
  }
}

void NoteFlow::open_history() {
  sheet_ = HistoryModel();
  history_next_.reset();
  fetch_history();
}

void NoteFlow::fetch_history() {
  const std::optional<NoteId> note = shown();
  if (!note) return;
  context_.box.ask(life_, api::notes::revisions, {.note = *note, .next = history_next_},
                   [this](Result<api::notes::RevisionsReply> reply) {
                     auto* const model = std::get_if<HistoryModel>(&sheet_);
                     if (model == nullptr) return;
                     if (!reply) {
                       model->problem = reply.error().code;
                       return;
                     }
                     model->problem.reset();
                     for (const api::notes::RevisionLine& line : reply->items) {
                       model->when.push_back(day_clock(line.saved_at));
                       model->lines.push_back(line);
                     }
                     history_next_ = reply->next;
                     model->more = reply->next.has_value();
                     model->loaded = true;
                   });
}

void NoteFlow::act_on(HistoryModel& model, const HistoryIntent& intent) {
  const std::optional<NoteId> note = shown();
  switch (intent.act) {
    case HistoryAct::kNone:
      return;
    case HistoryAct::kClose:
      sheet_ = std::monostate();
      return;
    case HistoryAct::kMore:
      fetch_history();
      return;
    case HistoryAct::kList:
      model.chosen.reset();
      model.shown.reset();
      model.problem.reset();
      return;
    case HistoryAct::kShow:
      break;
  }
  if (!note) return;
  model.chosen = intent.index;
  model.shown.reset();
  context_.box.ask(life_, api::notes::revision,
                   {.note = *note, .revision = model.lines[intent.index].revision},
                   [this, index = intent.index](Result<api::notes::RevisionReply> reply) {
                     auto* const shown_in = std::get_if<HistoryModel>(&sheet_);
                     if (shown_in == nullptr || shown_in->chosen != index) return;
                     if (reply) {
                       shown_in->shown = std::move(reply->content);
                     } else {
                       shown_in->problem = reply.error().code;
                     }
                   });
}

// The newest text beside the note that nobody has settled.
void NoteFlow::open_sibling() {
  const bool reading = pane_.kind == PaneKind::kRead;
  const std::optional<NoteId> note = reading ? pane_.read.beside : shown();
  if (!note) return;
  SiblingModel model;
  model.mine = reading ? pane_.read.note.content : content();
  for (const api::notes::Addendum& addendum : pane_.read.note.addenda) {
    if (!reading || NoteId(addendum.addendum.bytes()) != *note) continue;
    model.mine.format = rules::NoteFormat::kAddendum;
    model.mine.sections = {{rules::NoteSection::kAddendum, addendum.text}};
  }
  model.can_insert = pane_.kind == PaneKind::kDraft && keeper_ && !pane_.draft.held;
  sheet_ = std::move(model);
  context_.box.ask(life_, api::notes::siblings, {.note = *note},
                   [this](const Result<api::notes::SiblingsReply>& reply) {
                     auto* const open = std::get_if<SiblingModel>(&sheet_);
                     if (open == nullptr) return;
                     if (!reply) {
                       open->problem = reply.error().code;
                       return;
                     }
                     if (reply->items.empty() || reply->items.front().resolution) {
                       sheet_ = std::monostate();
                       pane_.draft.siblings = pane_.read.siblings = 0;
                       return;
                     }
                     show_sibling(reply->items.front());
                   });
}

void NoteFlow::show_sibling(const api::notes::SiblingLine& line) {
  context_.box.ask(life_, api::notes::sibling, {.sibling = line.sibling},
                   [this](Result<api::notes::SiblingReply> reply) {
                     auto* const open = std::get_if<SiblingModel>(&sheet_);
                     if (open == nullptr) return;
                     if (!reply) {
                       open->problem = reply.error().code;
                       return;
                     }
                     open->line = reply->line;
                     open->when = day_clock(reply->line.written_at);
                     open->other = std::move(reply->content);
                     open->loaded = true;
                     sibling_ = reply->line;
                   });
}

void NoteFlow::act_on(SiblingModel& model, SiblingAct act) {
  switch (act) {
    case SiblingAct::kNone:
      return;
    case SiblingAct::kClose:
      sheet_ = std::monostate();
      return;
    case SiblingAct::kAside:
      model.busy = true;
      settle_sibling(Resolution::kKeptAside);
      return;
    case SiblingAct::kInsert:
      model.busy = true;
      for (const api::notes::SectionText& section : model.other.sections) text_.append(section);
      if (!times_.start && times_.start_typed.empty()) times_.start = model.other.start;
      if (!times_.stop && times_.stop_typed.empty()) times_.stop = model.other.stop;
      show_times();
      ++other_changes_;
      keeper_->changed(version(), now_ms_);
      keeper_->save_now();
      // It is settled when the box has the words, not before.
      insert_when_safe_ = !keeper_->safe();
      if (!insert_when_safe_) settle_sibling(Resolution::kInserted);
      return;
  }
}

void NoteFlow::settle_sibling(Resolution resolution) {
  if (!sibling_) return;
  context_.box.ask(
      life_, api::notes::resolve,
      {.sibling = sibling_->sibling, .revision = sibling_->revision, .resolution = resolution},
      [this](const Result<wire::Nothing>& reply) {
        sibling_.reset();
        std::int64_t& left = pane_.draft.siblings;
        if (reply && pane_.kind == PaneKind::kRead) {
          sheet_ = std::monostate();
          read(pane_.read.note.line.note);
          return;
        }
        if (reply && left > 0) --left;
        auto* const open = std::get_if<SiblingModel>(&sheet_);
        if (open == nullptr) return;
        if (!reply) {
          open->busy = false;
          open->problem = reply.error().code;
          return;
        }
        sheet_ = std::monostate();
        if (left > 0) open_sibling();
      });
}

bool NoteFlow::draw_sheet(ui::Ui& ui, const Bar& bar) {
  const auto with_bar = [&bar](auto& model) { model.bar = bar; };
  if (auto* const help = std::get_if<AwayHelpModel>(&sheet_)) {
    with_bar(*help);
    if (draw(ui, *help) == SheetIntent::kClose) sheet_ = std::monostate();
  } else if (auto* const take = std::get_if<TakeOverModel>(&sheet_)) {
    with_bar(*take);
    const SheetIntent intent = draw(ui, *take);
    if (intent == SheetIntent::kClose) {
      sheet_ = std::monostate();
    } else if (intent == SheetIntent::kGo && appointment_) {
      take->busy = true;
      // What was typed here goes beside the note before its place is taken.
      take_over_when_durable_ = true;
    }
  } else if (auto* const history = std::get_if<HistoryModel>(&sheet_)) {
    with_bar(*history);
    act_on(*history, draw(ui, *history));
  } else if (auto* const sibling = std::get_if<SiblingModel>(&sheet_)) {
    with_bar(*sibling);
    act_on(*sibling, draw(ui, *sibling));
  } else {
    return draw_signing_sheet(ui, bar);
  }
  return true;
}

}  // namespace alcove::flows::room
