// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/meeting_part.h"
#include "kiosk/flows/desk/meeting_sending.h"
#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/text/problems.h"

// Somebody more comes to a session of several.
namespace alcove::flows::desk {

using namespace screens::desk;

namespace {

// They alone: who leads it and its room have that time already.
SessionLook::Request question_of(const GuestModel& model) {
  const api::appointments::Meeting& at = model.card.meeting;
  return {.start = at.start,
          .minutes = at.minutes,
          .service = at.service,
          .room = std::nullopt,
          .clinicians = std::nullopt,
          .clients = model.who.id.text(),
          .except = std::nullopt,
          .resources = std::nullopt};
}

// With the number where another one who comes has a like name.
void count_places(GuestModel& model, const DayBoardModel& day) {
  std::vector<NamedRecord> others;
  model.taken = 0;
  model.has_place = false;
  for (const std::size_t one : places_in(day, model.card.meeting.id)) {
    const BoardRow& row = day.rows[one];
    const bool same = row.appointment.client == model.who.id;
    if (!same) others.push_back(named(row));
    if (!rules::holds_time(row.appointment.state)) continue;
    ++model.taken;
    model.has_place = model.has_place || same;
  }
  model.who.like = model.who.like || is_like_one_of(named(model.who), std::move(others));
}

}  // namespace

void MeetingPart::open_guest(const FoundClient& client, const DayBoardModel& day) {
  const Card* const card = find_card(day.meetings, joined_);
  if (card == nullptr) return;
  open(GuestModel{
      .card = *card,
      .who = client,
      .place = AppointmentId::make(desk_.context.box.now(), desk_.context.box.random())});
  day_changed(day);
}

void MeetingPart::guest_follows(GuestModel& model, const DayBoardModel& day) {
  count_places(model, day);
  model.seats.reset();
  for (const auto& room : desk_.book.rooms()) {
    if (model.card.meeting.room == room.id) model.seats = room.seats;
  }
}

void MeetingPart::draw_sheet(ui::Ui& ui, GuestModel& model) {
  look_.follow(question_of(model));
  model.free = look_.free();
  switch (screens::desk::draw(ui, desk_.frame(busy_, problem_), model)) {
    case GuestIntent::kNone:
      return;
    case GuestIntent::kClose:
      return close();
    case GuestIntent::kAdd:
      return send_join(model);
  }
}

void MeetingPart::send_join(GuestModel& model) {
  model.against = {};
  const text::MeetingsMessages say(desk_.context.language);
  send(api::appointments::join_meeting,
       api::appointments::JoinMeetingRequest{
           .meeting = model.card.meeting.id, .appointment = model.place, .client = model.who.id},
       [this, words = say.meeting_joined(told_apart(desk_.context.language, model.who))](
           const api::appointments::Appointment& place) {
         close();
         desk_.say(words);
         desk_.choose(place.id);
       });
}

// Somebody else was first: the day and what stands against it are read anew.
void MeetingPart::guest_refused(GuestModel& model, const Error& refusal) {
  const text::MeetingsMessages say(desk_.context.language);
  std::string words;
  if (refusal.code == ErrorCode::kTaken && refusal.field == "meeting") words = say.meeting_full();
  if (refusal.code == ErrorCode::kOutOfRange && refusal.field == "room") words = say.moving_seats();
  model.against = {"", std::move(words)};
  if (is_in_the_way(refusal)) look_.again();
}

}  // namespace alcove::flows::desk
