// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/chart_flow.h"

#include <algorithm>
#include <tuple>

namespace alcove::flows::room {

using namespace screens::room;
using api::appointments::BoardRow;
using api::live::Kind;
using api::notes::NoteLine;

namespace {

// While somebody types, the box says several times a second that the chart changed.
constexpr std::int64_t kReadAgainMs = 1000;

}  // namespace

ChartFlow::ChartFlow(const StaffContext& context, Opening opening)
    : context_(context),
      opening_(std::move(opening)),
      told_in_(context.language),
      notes_(model_.side.notes,
             [](const NoteLine& one, const NoteLine& other) {
               return std::tie(one.visit_start, one.note) > std::tie(other.visit_start, other.note);
             }),
      appointments_(model_.side.appointments,
                    [](const BoardRow& one, const BoardRow& other) {
                      return std::tie(one.appointment.start, one.appointment.id) >
                             std::tie(other.appointment.start, other.appointment.id);
                    }),
      moved_(context, [this](const std::string&) {
        answers_.reset();
        stale_ = true;
      }) {
  note_ =
      std::make_unique<NoteFlow>(context, model_.pane, opening_.visit, [this] { stale_ = true; });
  model_.head.name = opening_.name;
  // While the box is away, or words wait here, the day knows too little.
  home_ = note_->home();
  const bool known = opening_.note && context_.box.there() && home_;
  if (opening_.visit && !known) model_.pane.kind = PaneKind::kLooking;
  read_all();
  if (opening_.visit && known) {
    settle_note({.appointment = opening_.visit->appointment,
                 .state = *opening_.note,
                 .note = opening_.note_id});
  }
}

void ChartFlow::look_for_note() {
  if (model_.pane.kind != PaneKind::kLooking || looking_for_note_ || !note_->home()) return;
  looking_for_note_ = true;
  context_.box.ask(life_, api::notes::my_day, {.day = date_of(opening_.visit->start)},
                   [this](const Result<api::notes::MyDayReply>& reply) {
                     looking_for_note_ = false;
                     if (model_.pane.kind != PaneKind::kLooking) return;
                     if (!reply) {
                       stale_ = true;  // asked again when the box is there
                       return;
                     }
                     // A visit that is not on this person's day has no note of theirs.
                     api::notes::VisitLine found;
                     for (const api::notes::VisitLine& line : reply->items) {
                       if (line.appointment == opening_.visit->appointment) found = line;
                     }
                     settle_note(found);
                   });
}

void ChartFlow::settle_note(const api::notes::VisitLine& line) {
  model_.pane.kind = PaneKind::kNone;
  switch (line.state) {
    case api::notes::VisitNote::kMissing:
      learn_from_notes();
      return;
    case api::notes::VisitNote::kDraft:
      model_.pane.has_draft = true;
      note_->open_draft(opening_.visit->appointment, api::notes::IfHeld::kRead);
      return;
    case api::notes::VisitNote::kSigned:
      model_.pane.may_begin = false;
      if (line.note) note_->open_signed(*line.note);
      return;
  }
}

// What the day knew may be older than what the chart says.
void ChartFlow::learn_from_notes() {
  if (!opening_.visit || model_.pane.kind != PaneKind::kNone) return;
  for (const api::notes::NoteLine& line : model_.side.notes) {
    const bool mine = line.appointment == opening_.visit->appointment &&
                      line.author == context_.session.person.id;
    if (!mine || (line.state == api::notes::NoteState::kDraft && !line.saved_at)) continue;
    settle_note({.appointment = line.appointment,
                 .state = line.state == api::notes::NoteState::kSigned
                              ? api::notes::VisitNote::kSigned
                              : api::notes::VisitNote::kDraft,
                 .note = line.note});
    return;
  }
}

void ChartFlow::read_all() {
  stale_ = false;
  read_head();
  read_scores();
  notes_.mark_stale();
  appointments_.mark_stale();
  fetch_notes();
  fetch_appointments();
  look_for_note();
}

void ChartFlow::read_head() {
  context_.box.ask(life_, api::chart::open, {.client = opening_.client},
                   [this](const Result<api::chart::Chart>& chart) {
                     if (!chart) {
                       refusal_ = chart.error().code;
                       return;
                     }
                     refusal_.reset();
                     chart_ = *chart;
                     tell_head();
                   });
}

void ChartFlow::tell_head() {
  told_in_ = context_.language;
  if (!chart_) return;
  model_.head = head_of(*chart_, context_.language, context_.zone, date_of(context_.wall_clock()));
}

void ChartFlow::read_scores() {
  context_.box.ask(
      life_, api::questionnaires::scores, {.client = opening_.client, .next = std::nullopt},
      [this](const Result<api::questionnaires::ScoresReply>& reply) {
        if (!reply) return;
        // The same point stays chosen, unless a newer one came: that is what one looks for.
        const auto before = std::exchange(model_.side.trends, {});
        model_.side.trends = trends_of(reply->items, context_.zone);
        model_.side.in_error = reply->entered_in_error;
        for (TrendPart& trend : model_.side.trends) {
          const auto same = std::find_if(before.begin(), before.end(), [&](const TrendPart& old) {
            return old.instrument == trend.instrument;
          });
          if (same != before.end() && same->scores.size() == trend.scores.size()) {
            trend.chosen = same->chosen;
          }
        }
      });
}

template <class Route, class Line>
void ChartFlow::fetch(const Route& route, PagedList<Line>& list, const RowsInView& view,
                      bool& fetching, void (ChartFlow::*taken)()) {
  const auto page = list.due(view.first, view.end);
  if (!page || fetching) return;
  fetching = true;
  context_.box.ask(life_, route, {.client = opening_.client, .next = *page},
                   [this, &route, &list, &view, &fetching, taken, page = *page,
                    round = list.round()](const auto& reply) {
                     fetching = false;
                     if (!reply) {
                       list.refused(round);
                       return;
                     }
                     list.take(page, reply->items, reply->next, round);
                     (this->*taken)();
                     fetch(route, list, view, fetching, taken);
                   });
}

void ChartFlow::fetch_notes() {
  fetch(api::notes::of_client, notes_, model_.side.notes_in_view, fetching_notes_,
        &ChartFlow::took_notes);
}

void ChartFlow::fetch_appointments() {
  fetch(api::appointments::of_client, appointments_, model_.side.appointments_in_view,
        fetching_appointments_, &ChartFlow::took_appointments);
}

void ChartFlow::took_notes() {
  model_.side.more_notes = notes_.has_more();
  model_.side.loaded = true;
  bool mine = false;
  for (const NoteLine& line : model_.side.notes) {
    note_->learn(line);
    if (mine || line.author != context_.session.person.id) continue;
    mine = true;
    note_->set_new_format(line.format);
  }
  learn_from_notes();
}

void ChartFlow::took_appointments() {
  model_.side.more_appointments = appointments_.has_more();
}

void ChartFlow::open_answers() {
  if (model_.side.trend >= model_.side.trends.size()) return;
  const TrendPart& part = model_.side.trends[model_.side.trend];
  if (part.chosen >= part.scores.size()) return;
  open_answers(part.scores[part.chosen]);
}

void ChartFlow::open_in_error() {
  in_error_.emplace();
  context_.box.ask(life_, api::questionnaires::entered_in_error,
                   {.client = opening_.client, .next = std::nullopt},
                   [this](const Result<api::questionnaires::ScoresReply>& reply) {
                     if (!in_error_) return;
                     if (!reply) {
                       in_error_->problem = reply.error().code;
                       return;
                     }
                     in_error_->loaded = true;
                     in_error_scores_ = reply->items;
                     in_error_->lines =
                         in_error_lines(in_error_scores_, context_.language, context_.zone);
                   });
}

void ChartFlow::open_answers(const api::questionnaires::ScoreLine& score) {
  answers_.emplace();
  answers_->title = answers_title(score, context_.language, context_.zone);
  answers_->mark = moved_words(score, context_.language, context_.zone);
  context_.box.ask(life_, api::questionnaires::result, {.questionnaire = score.questionnaire},
                   [this](const Result<api::questionnaires::ResultReply>& reply) {
                     if (!answers_) return;
                     if (!reply) {
                       answers_->problem = reply.error().code;
                       return;
                     }
                     answers_->loaded = true;
                     answers_->lines = answer_lines(*reply, context_.language, context_.zone);
                     shown_result_ = *reply;
                     answers_->may_move =
                         reply->score.appointment && !reply->score.entered_in_error;
                   });
}

void ChartFlow::act(const SideIntent& intent) {
  switch (intent.act) {
    case SideAct::kNone:
      return;
    case SideAct::kAnswers:
      open_answers();
      return;
    case SideAct::kInError:
      open_in_error();
      return;
    case SideAct::kOpenNote:
      if (intent.index < model_.side.notes.size()) {
        note_->open(model_.side.notes[intent.index]);
        model_.tab = RoomTab::kNote;
      }
      return;
    case SideAct::kMoreNotes:
      notes_.want_more();
      fetch_notes();
      return;
    case SideAct::kMoreAppointments:
      appointments_.want_more();
      fetch_appointments();
      return;
  }
}

ChartFlow::Wish ChartFlow::draw(ui::Ui& ui, const Bar& bar) {
  model_.bar = bar;
  model_.today = model_.side.today = date_of(context_.wall_clock());
  if (told_in_ != context_.language) {
    tell_head();
    note_->retell();
  }
  model_.side.open_note = note_->shown_in_list();
  model_.side.writing = note_->writing();
  model_.leaving = note_->leaving();
  note_->tell();
  Wish wish = Wish::kNone;
  const RoomIntent intent = screens::room::draw(ui, model_, note_->text());
  switch (intent.act) {
    case RoomAct::kNone:
      break;
    case RoomAct::kLock:
      wish = Wish::kLock;
      break;
    case RoomAct::kPerson:
      wish = Wish::kPerson;
      break;
    case RoomAct::kBack:
      wish = Wish::kBack;
      break;
    case RoomAct::kSide:
      act(intent.side);
      break;
    case RoomAct::kPane:
      note_->act(intent.pane);
      break;
  }
  if (!draw_over(ui, bar)) note_->draw_sheet(ui, bar);
  return wish;
}

// Answers lie over the list that they were opened from.
bool ChartFlow::draw_over(ui::Ui& ui, const Bar& bar) {
  if (answers_) {
    answers_->bar = bar;
    if (const auto problem = moved_.take_problem()) answers_->problem = problem;
    switch (screens::room::draw(ui, *answers_)) {
      case AnswersIntent::kNone:
        break;
      case AnswersIntent::kClose:
        answers_.reset();
        break;
      case AnswersIntent::kSomebodyElse:
        moved_.open(shown_result_->score, shown_result_->check_in);
        break;
    }
    moved_.draw(ui);
    return true;
  }
  if (!in_error_) return false;
  in_error_->bar = bar;
  const InErrorIntent intent = screens::room::draw(ui, *in_error_);
  if (intent.open && *intent.open < in_error_scores_.size()) {
    open_answers(in_error_scores_[*intent.open]);
  }
  if (intent.close) in_error_.reset();
  return true;
}

void ChartFlow::on_line(const api::live::Line& line) {
  const bool mine = !line.record || line.record->bytes() == opening_.client.bytes();
  if (line.kind == Kind::kStartOver || line.kind == Kind::kAlertChanged ||
      line.kind == Kind::kDayChanged || (line.kind == Kind::kChartChanged && mine)) {
    stale_ = true;
  }
}

void ChartFlow::on_link() {
  if (context_.box.there()) {
    stale_ = true;
    moved_.on_link();
  }
  note_->on_link();
}

std::int64_t ChartFlow::tick(std::int64_t now_ms) {
  if (context_.box.there()) {
    // What came into view and was not read again yet.
    fetch_notes();
    fetch_appointments();
  }
  const std::int64_t next = note_->tick(now_ms);
  if (!std::exchange(home_, note_->home()) && home_) look_for_note();
  if (!stale_ || !context_.box.there()) return next;
  const std::int64_t wait = read_at_ms_ + kReadAgainMs - now_ms;
  if (read_at_ms_ != 0 && wait > 0) return next < 0 ? wait : std::min(next, wait);
  read_at_ms_ = now_ms;
  read_all();
  note_->chart_changed();
  return next;
}

}  // namespace alcove::flows::room
