// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/desk/meeting_part.h"
#include "kiosk/flows/desk/meeting_sending.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/meetings_messages.h"

// A session of several is moved, and its history is read.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::appointments::FreeMeetingRequest;
using api::appointments::MoveMeetingReply;

namespace {

std::optional<FreeMeetingRequest> question_of(const MoveMeetingModel& model) {
  const auto start = model.start();
  const auto minutes = typed_length(model.minutes);
  if (!start || !minutes || model.unchanged()) return std::nullopt;
  return FreeMeetingRequest{.start = *start,
                            .minutes = *minutes,
                            .service = model.card.meeting.service,
                            .room = model.room,
                            .clinicians = if_any(api::appointments::ids_line_of(model.team.chosen)),
                            .clients = std::nullopt,
                            .except = model.card.meeting.id,
                            .resources = if_any(model.takes.ids())};
}

// Why it was refused, where neither the look nor the code says it.
Against words_against_move(const text::MeetingsMessages& say, const MoveMeetingModel& model,
                           const Error& refusal) {
  const bool of_group = model.card.meeting.kind == api::appointments::MeetingKind::kGroup;
  if (refusal.code == ErrorCode::kWrongState && refusal.field == "places") {
    return {"", std::string(say.moving_begun())};
  }
  if (refusal.code == ErrorCode::kWrongState && refusal.field == "group") {
    return {"", std::string(say.session_group_ended())};
  }
  const bool said = model.free && is_refused(*model.free);
  if (refusal.code == ErrorCode::kOutOfRange && refusal.field == "start" && of_group && !said) {
    return {"start", std::string(say.moving_outside())};
  }
  return {};
}

std::string when_words(text::Language language, LocalDateTime start) {
  return text::BookingMessages(language).book_when(
      {.day = text::weekday_and_date(language, date_of(start)),
       .time = text::clock_time(language, start)});
}

std::string moved_words(text::Language language, const MoveMeetingReply& reply) {
  const text::MeetingsMessages say(language);
  const std::string when = when_words(language, clock_start(reply.meeting));
  std::string words = say.moving_done({.count = reply.moved, .when = when});
  if (reply.joined > 0) words += " " + say.moving_joined(std::to_string(reply.joined));
  if (reply.cancelled > 0) words += " " + say.moving_cancelled(std::to_string(reply.cancelled));
  if (reply.left_out > 0) words += " " + say.moving_left_out(std::to_string(reply.left_out));
  return words;
}

}  // namespace

MoveMeetingModel MeetingPart::move_of(const Card& card) const {
  MoveMeetingModel model =
      move_meeting_model(desk_.context.language, card, date_of(desk_.context.wall_clock()));
  model.rooms = desk_.book.rooms();
  model.team.clinicians = desk_.book.clinicians();
  model.takes.resources = desk_.book.resources();
  return model;
}

void MeetingPart::open_move(const Card& card) {
  open(move_of(card));
}

// Whoever comes is told why: a session never moves without the sheet, which asks for that.
void MeetingPart::carry(const Card& card, const GridIntent& to) {
  if (busy_) return;
  MoveMeetingModel model = move_of(card);
  model.day = date_of(to.place.start);
  model.time = text::clock_time(desk_.context.language, to.place.start);
  if (to.place.of_room) model.room = to.place.room;
  std::vector<StaffId>& leaders = model.team.chosen;
  const auto leads = [&](const std::optional<StaffId>& who) {
    return std::find(leaders.begin(), leaders.end(), who);
  };
  const bool comes_to_another = to.place.clinician && leads(to.place.clinician) == leaders.end();
  if (comes_to_another && leads(to.from) != leaders.end()) {
    *leads(to.from) = *to.place.clinician;
  }
  open(std::move(model));
}

void MeetingPart::draw_sheet(ui::Ui& ui, MoveMeetingModel& model) {
  look_.follow(question_of(model));
  model.free = look_.free();
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case MoveMeetingIntent::kNone:
      return;
    case MoveMeetingIntent::kClose:
      return close();
    case MoveMeetingIntent::kMove:
      return send_move(model);
  }
}

void MeetingPart::send_move(MoveMeetingModel& model) {
  model.against = {};
  const api::appointments::Meeting& at = model.card.meeting;
  if (model.same_time()) {
    return send_assign({.meeting = at.id,
                        .base_revision = at.revision,
                        .clinicians = model.team.chosen,
                        .room = model.room,
                        .reason = model.reason,
                        .override_reason = if_any(model.override_reason),
                        .resources = model.takes.chosen});
  }
  send(api::appointments::move_meeting,
       api::appointments::MoveMeetingRequest{.meeting = at.id,
                                             .base_revision = at.revision,
                                             .start = *model.start(),
                                             .minutes = *typed_length(model.minutes),
                                             .room = model.room,
                                             .clinicians = model.team.chosen,
                                             .reason = model.reason,
                                             .override_reason = if_any(model.override_reason),
                                             .resources = model.takes.chosen},
       [this, before = model.card](const MoveMeetingReply& reply) { was_moved(before, reply); });
}

// Whom to tell is shown at once, as after a cancelling.
void MeetingPart::was_moved(const Card& before, const MoveMeetingReply& reply) {
  moved_ = Moved{.before = before, .revision = reply.meeting.revision};
  around_.show(date_of(reply.meeting.start), reply.meeting.id);
  desk_.say_session_moved(moved_words(desk_.context.language, reply));
  Card now = before;
  now.meeting = reply.meeting;
  open_calls(now, MeetingCalls::kMoved);
}

// Whoever has been told of its time since, or confirmed it, is not moved without a question.
void MeetingPart::move_back() {
  if (!moved_ || busy_) return;
  busy_ = true;
  problem_.reset();
  desk_.context.box.ask(
      life_, api::appointments::cancelling_meeting,
      api::appointments::CancellingRequest{moved_->before.meeting.id, std::nullopt},
      [this](Result<api::appointments::CancellingReply> reply) {
        busy_ = false;
        if (!reply) return refused(reply.error());
        ask_back(std::move(*reply));
      });
}

void MeetingPart::ask_back(api::appointments::CancellingReply now) {
  const std::int64_t known = std::ranges::count_if(
      now.places, [](const api::appointments::MeetingPlace& one) { return one.knows; });
  if (known == 0 || now.meeting.revision != moved_->revision) return send_back(known);
  Card card = moved_->before;
  card.meeting = now.meeting;
  CancelMeetingModel model = cancel_meeting_model(card, MeetingCalls::kMoved);
  model.may_open_calls = around_.open_calls != nullptr;
  model.can_go_back = true;
  model.asks_back = known;
  model.comes_to = std::move(now);
  open(std::move(model));
}

void MeetingPart::send_back(std::int64_t known) {
  busy_ = true;
  link::Box& box = desk_.context.box;
  const api::appointments::Meeting& at = moved_->before.meeting;
  api::appointments::MoveMeetingRequest request{
      .meeting = at.id,
      .base_revision = moved_->revision,
      .start = at.start,
      .minutes = at.minutes,
      .room = at.room,
      .clinicians = {},
      .reason = std::string(text::MeetingsMessages(desk_.context.language).moving_back_reason()),
      .resources = at.resources,
      .known = known};
  for (const auto& one : at.clinicians) request.clinicians.push_back(one.clinician);
  box.ask(life_, api::appointments::move_meeting, std::move(request),
          [this, known](const Result<MoveMeetingReply>& reply) { moved_back(reply, known); },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// While the box is away it can be tried again; whatever else refuses it does so for good, but that
// somebody knows of it since.
void MeetingPart::moved_back(const Result<MoveMeetingReply>& reply, std::int64_t known) {
  const text::Language language = desk_.context.language;
  const text::MeetingsMessages say(language);
  busy_ = false;
  desk_.refresh();
  if (!reply && reply.error().code == ErrorCode::kUnavailable) return refused(reply.error());
  if (!reply && reply.error().field == "known") return move_back();
  const Card before = moved_->before;
  moved_.reset();
  close();
  if (reply) {
    const std::string when = when_words(language, clock_start(reply->meeting));
    around_.show(date_of(reply->meeting.start), reply->meeting.id);
    desk_.say(known > 0 ? say.moving_back_tell(when) : say.moving_back_done(when));
    if (known == 0) return;
    Card now = before;
    now.meeting = reply->meeting;
    return open_calls(now, MeetingCalls::kMoved);
  }
  const ErrorCode why = reply.error().code;
  const bool changed = why == ErrorCode::kConflict || why == ErrorCode::kWrongState;
  desk_.say(std::string(changed ? say.moving_back_changed() : say.moving_back_taken()));
}

void MeetingPart::move_refused(MoveMeetingModel& model, const Error& refusal) {
  const text::MeetingsMessages say(desk_.context.language);
  model.against = words_against_move(say, model, refusal);
  std::string of_takes = takes_refusal(desk_.context.language, refusal.code, refusal.field);
  if (!of_takes.empty()) model.against = {"", std::move(of_takes)};
  if (wants_override(refusal)) model.asks_override = true;
  if (is_in_the_way(refusal)) look_.again();
}

void MeetingPart::open_history(const Card& card) {
  const text::Language language = desk_.context.language;
  SeveralHistoryModel model{.zone = desk_.context.zone};
  model.about = meeting_title(language, card) + ", " +
                text::weekday_and_date(language, date_of(card.meeting.start)) + ", " +
                text::clock_time(language, clock_start(card.meeting));
  open(std::move(model));
  history_of_ = card.meeting.id;
  read_history();
}

void MeetingPart::read_history() {
  if (!history_of_) return;
  desk_.context.box.ask(
      life_, api::appointments::open_meeting, api::appointments::MeetingRequest{*history_of_},
      [this](Result<api::appointments::MeetingReply> reply) {
        auto* const model = std::get_if<SeveralHistoryModel>(&sheet_);
        if (model == nullptr) return;
        if (!reply) return refused(reply.error());
        problem_.reset();
        ClinicNames names;
        names.rooms = desk_.book.rooms();
        model->changes = changes_of_session(desk_.context.language, names, reply->history);
      });
}

void MeetingPart::draw_sheet(ui::Ui& ui, SeveralHistoryModel& model) {
  if (screens::desk::draw(ui, desk_.frame(busy_, problem_), model) == HistoryIntent::kClose) {
    close();
  }
}

}  // namespace alcove::flows::desk
