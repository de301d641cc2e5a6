// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/meeting_part.h"

#include "kiosk/flows/desk/meeting_sending.h"
#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/text/problems.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::appointments::CancellingReply;

void MeetingPart::refused(const Error& refusal) {
  problem_ = refusal.code;
  // Whoever pressed on sees first what did not go through.
  if (auto* const marks = std::get_if<AttendanceModel>(&sheet_)) marks->waiting.clear();
  if (wants_override(refusal)) {
    if (auto* const leaders = std::get_if<LeadersModel>(&sheet_)) leaders->asks_override = true;
    if (auto* const back = std::get_if<RestoreMeetingModel>(&sheet_)) back->asks_override = true;
  }
  if (auto* const move = std::get_if<MoveMeetingModel>(&sheet_)) move_refused(*move, refusal);
  if (auto* const back = std::get_if<RestoreMeetingModel>(&sheet_)) restore_refused(*back, refusal);
  if (auto* const guest = std::get_if<GuestModel>(&sheet_)) guest_refused(*guest, refusal);
  if (is_open()) return;
  desk_.say(std::string(text::problem(desk_.context.language, refusal.code)));
}

void MeetingPart::open(Sheet sheet) {
  life_.renew();
  busy_ = false;
  sheet_ = std::move(sheet);
  look_.stop();
  history_of_.reset();
  problem_.reset();
}

void MeetingPart::close() {
  sheet_ = std::monostate();
  look_.stop();
  history_of_.reset();
  problem_.reset();
}

bool MeetingPart::has_typed() const {
  if (const auto* const marks = std::get_if<AttendanceModel>(&sheet_)) {
    return marks->question && !marks->question->reason.empty();
  }
  if (const auto* const model = std::get_if<CancelMeetingModel>(&sheet_)) {
    return model->calls == MeetingCalls::kBefore && !model->reason.empty();
  }
  if (const auto* const back = std::get_if<RestoreMeetingModel>(&sheet_)) {
    return !back->reason.empty() || !back->override_reason.empty();
  }
  if (const auto* const move = std::get_if<MoveMeetingModel>(&sheet_)) return !move->unchanged();
  const auto* const leaders = std::get_if<LeadersModel>(&sheet_);
  return leaders != nullptr && (!leaders->reason.empty() || !leaders->override_reason.empty());
}

void MeetingPart::act(What what, const Card* card) {
  if (card == nullptr) return;
  switch (what) {
    case What::kNone:
    case What::kBack:
    case What::kChoose:
      return;
    case What::kAttendance:
      return open_attendance(*card);
    case What::kAddGuest:
      joined_ = card->meeting.id;
      return around_.find_guest();
    case What::kAssign:
      return open_leaders(*card);
    case What::kMove:
      return open_move(*card);
    case What::kCancel:
      return open_calls(*card, MeetingCalls::kBefore);
    case What::kCalls:
      return open_calls(*card, MeetingCalls::kCancelled);
    case What::kTell:
      return open_calls(*card, MeetingCalls::kMoved);
    case What::kRestore:
      return open_restore(*card);
    case What::kHistory:
      return open_history(*card);
  }
}

void MeetingPart::open_attendance(const Card& card) {
  open(AttendanceModel{.card = card, .now = desk_.context.box.now()});
}

void MeetingPart::open_calls(const Card& card, MeetingCalls calls) {
  CancelMeetingModel model = cancel_meeting_model(card, calls);
  model.may_open_calls = around_.open_calls != nullptr;
  model.can_go_back = moved_ && moved_->before.meeting.id == card.meeting.id &&
                      moved_->revision == card.meeting.revision;
  open(std::move(model));
  read_calls();
}

// In place of this sheet: closing the list leads back to the day.
void MeetingPart::open_call_list(const CancelMeetingModel& model) {
  const MeetingId session = model.card.meeting.id;
  close();
  around_.open_calls(session);
}

void MeetingPart::read_calls() {
  const auto* const asked = std::get_if<CancelMeetingModel>(&sheet_);
  if (asked == nullptr || !asked->by) return;
  desk_.context.box.ask(life_, api::appointments::cancelling_meeting,
                        api::appointments::CancellingRequest{asked->card.meeting.id, asked->by},
                        [this, by = asked->by](Result<CancellingReply> reply) {
                          auto* const model = std::get_if<CancelMeetingModel>(&sheet_);
                          if (model == nullptr || model->by != by) return;
                          if (!reply) return refused(reply.error());
                          problem_.reset();
                          model->comes_to = std::move(*reply);
                        });
}

// Who has come since is not called off: what would be done is read anew while it is looked at.
void MeetingPart::on_day_changed() {
  look_.again();
  const auto* const asked = std::get_if<CancelMeetingModel>(&sheet_);
  if (asked != nullptr && asked->calls == MeetingCalls::kBefore && !busy_) read_calls();
}

void MeetingPart::restore_refused(RestoreMeetingModel& model, const Error& refusal) {
  const text::Language language = desk_.context.language;
  std::string words = takes_refusal(language, refusal.code, refusal.field);
  if (refusal.code == ErrorCode::kWrongState && refusal.field == "group") {
    words = text::MeetingsMessages(language).session_group_ended();
  }
  model.against = {"", std::move(words)};
}

void MeetingPart::open_restore(const Card& card) {
  open(RestoreMeetingModel{.card = card});
}

void MeetingPart::open_leaders(const Card& card) {
  LeadersModel model{.card = card, .team = {.clinicians = desk_.book.clinicians()}};
  for (const auto& one : card.meeting.clinicians) model.team.chosen.push_back(one.clinician);
  open(std::move(model));
}

void MeetingPart::day_changed(const DayBoardModel& day) {
  const auto follow = [&](Card& shown) {
    if (const Card* const now = find_card(day.meetings, shown.meeting.id)) shown = *now;
  };
  if (auto* const model = std::get_if<AttendanceModel>(&sheet_)) {
    follow(model->card);
    model->day_has_come = day.day <= day.today;
    model->places.clear();
    for (const std::size_t one : places_in(day, model->card.meeting.id)) {
      model->places.push_back(day.rows[one]);
    }
  }
  if (auto* const model = std::get_if<CancelMeetingModel>(&sheet_)) follow(model->card);
  if (auto* const model = std::get_if<GuestModel>(&sheet_)) {
    follow(model->card);
    guest_follows(*model, day);
  }
  if (auto* const model = std::get_if<RestoreMeetingModel>(&sheet_)) follow(model->card);
  if (auto* const model = std::get_if<LeadersModel>(&sheet_)) follow(model->card);
  if (auto* const model = std::get_if<MoveMeetingModel>(&sheet_)) {
    follow(model->card);
    model->rooms = desk_.book.rooms();
    model->team.clinicians = desk_.book.clinicians();
    model->takes.resources = desk_.book.resources();
  }
}

void MeetingPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  const auto* const model = std::get_if<CancelMeetingModel>(&sheet_);
  if (model != nullptr && !model->comes_to) read_calls();
  look_.again();
  read_history();
}

void MeetingPart::draw(ui::Ui& ui) {
  std::visit([&](auto& sheet) { draw_sheet(ui, sheet); }, sheet_);
}

void MeetingPart::draw_sheet(ui::Ui& ui, AttendanceModel& model) {
  model.now = desk_.context.box.now();
  const AttendanceIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), model);
  if (intent.close) return close();
  if (intent.mark) send_attendance(model, *intent.mark);
}

void MeetingPart::send_attendance(const AttendanceModel& model, const AttendanceQuestion& mark) {
  for (const BoardRow& row : model.places) {
    if (row.appointment.id != mark.place) continue;
    return send(api::appointments::attendance,
                api::appointments::AttendanceRequest{.appointment = mark.place,
                                                     .base_revision = row.appointment.revision,
                                                     .attendance = mark.attendance,
                                                     .late_minutes = mark.minutes,
                                                     .reason = mark.reason},
                [this](const api::appointments::Appointment& now) { desk_.take(now); });
  }
}

void MeetingPart::draw_sheet(ui::Ui& ui, CancelMeetingModel& model) {
  const auto by = model.by;
  const CancelMeetingIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), model);
  if (model.by != by) {
    model.comes_to.reset();
    read_calls();
  }
  switch (intent) {
    case CancelMeetingIntent::kNone:
      return;
    case CancelMeetingIntent::kClose:
      return close();
    case CancelMeetingIntent::kCancel:
      return send_cancel(model);
    case CancelMeetingIntent::kOpenCalls:
      return open_call_list(model);
    case CancelMeetingIntent::kMoveBack:
      if (model.asks_back && moved_ && !busy_) return send_back(*model.asks_back);
      return move_back();
  }
}

void MeetingPart::send_cancel(const CancelMeetingModel& model) {
  send(api::appointments::cancel_meeting,
       api::appointments::CancelMeetingRequest{model.card.meeting.id, model.card.meeting.revision,
                                               model.reason, model.by},
       [this](CancellingReply reply) {
         auto* const shown = std::get_if<CancelMeetingModel>(&sheet_);
         if (shown == nullptr) return;
         shown->comes_to = std::move(reply);
         shown->calls = MeetingCalls::kCancelled;
       });
}

void MeetingPart::draw_sheet(ui::Ui& ui, RestoreMeetingModel& model) {
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case RestoreMeetingIntent::kNone:
      return;
    case RestoreMeetingIntent::kClose:
      return close();
    case RestoreMeetingIntent::kRestore:
      return send_restore(model);
  }
}

void MeetingPart::send_restore(const RestoreMeetingModel& model) {
  const text::MeetingsMessages say(desk_.context.language);
  send(api::appointments::restore_meeting,
       api::appointments::RestoreMeetingRequest{model.card.meeting.id, model.card.meeting.revision,
                                                model.reason, if_any(model.override_reason)},
       [this, words = std::string(say.restoring_done())](const CancellingReply&) {
         close();
         desk_.say(words);
       });
}

void MeetingPart::draw_sheet(ui::Ui& ui, LeadersModel& model) {
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case LeadersIntent::kNone:
      return;
    case LeadersIntent::kClose:
      return close();
    case LeadersIntent::kPutDown:
      return send_leaders(model);
  }
}

void MeetingPart::send_leaders(const LeadersModel& model) {
  send_assign({.meeting = model.card.meeting.id,
               .base_revision = model.card.meeting.revision,
               .clinicians = model.team.chosen,
               .room = model.card.meeting.room,
               .reason = model.reason,
               .override_reason = if_any(model.override_reason)});
}

void MeetingPart::send_assign(api::appointments::AssignMeetingRequest request) {
  const text::MeetingsMessages say(desk_.context.language);
  const std::string words = say.leading_done(desk_.book.name_of(request.clinicians.front()));
  send(api::appointments::assign_meeting, std::move(request),
       [this, words](const api::appointments::Meeting&) {
         close();
         desk_.say(words);
       });
}

}  // namespace alcove::flows::desk
