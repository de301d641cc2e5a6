// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/desk/groups_part.h"
#include "kiosk/text/dates.h"

// The sessions of a group are planned; they are sent in groups_sending.cpp.
namespace alcove::flows::desk {

using namespace screens::desk;

namespace {

// The first day from then on that is the group's own weekday.
LocalDate next_usual(LocalDate from, std::int64_t weekday) {
  const std::chrono::sys_days day = from;
  const auto today = static_cast<std::int64_t>(std::chrono::weekday(day).iso_encoding());
  return day + std::chrono::days((weekday - today + 7) % 7);
}

std::int64_t belong_on(const std::vector<api::groups::Member>& members, LocalDate day) {
  return std::count_if(members.begin(), members.end(), [&](const api::groups::Member& one) {
    return belongs(one.membership, day);
  });
}

std::vector<LocalDateTime> standing_in(const api::groups::OpenReply& opened) {
  std::vector<LocalDateTime> standing;
  for (const auto& one : opened.sessions) {
    if (one.state == api::appointments::MeetingState::kStands) standing.push_back(one.start);
  }
  return standing;
}

// What is asked of each date that is to be booked, with those who belong to the group then.
std::vector<SessionLook::Request> questions_of(const PlanModel& model,
                                               const std::vector<api::groups::Member>& members) {
  std::vector<SessionLook::Request> all;
  const auto minutes = typed_length(model.minutes);
  const auto minute = typed_start(model.time);
  if (!minute || !minutes || model.sent) return all;
  for (const PlannedSession& one : model.sessions) {
    if (one.there_already) continue;
    std::vector<ClientId> clients;
    for (const api::groups::Member& member : members) {
      if (belongs(member.membership, one.day)) clients.push_back(member.membership.client);
    }
    all.push_back(
        {.start = LocalDateTime(std::chrono::local_days(one.day)) + std::chrono::minutes(*minute),
         .minutes = *minutes,
         .service = model.group.service,
         .room = model.room,
         .clinicians = if_any(api::appointments::ids_line_of(model.group.facilitators)),
         .clients = if_any(api::appointments::ids_line_of(clients)),
         .except = std::nullopt,
         .resources = if_any(model.takes.ids())});
  }
  return all;
}

}  // namespace

void GroupsPart::open_plan() {
  open_new_over();
  const Group& group = group_->opened->group;
  PlanModel model;
  model.group = group;
  model.names = names();
  model.today = today();
  const LocalDateTime now = desk_.context.wall_clock();
  const bool over = now - std::chrono::local_days(today()) >
                    std::chrono::minutes(group.usual.start_minute);  // for today
  const LocalDate from = std::chrono::sys_days(today()) + std::chrono::days(over ? 1 : 0);
  model.first = next_usual(std::max(from, group.first_day), group.usual.weekday);
  model.minutes = std::to_string(group.usual.minutes);
  model.time =
      text::clock_time(desk_.context.language, LocalDateTime(std::chrono::local_days(today())) +
                                                   std::chrono::minutes(group.usual.start_minute));
  model.room = group.usual.room;
  model.takes.resources = desk_.book.resources();
  model.standing = standing_in(*group_->opened);
  model.first = model.free_day_from(model.first).value_or(model.first);
  model.lay_out();
  plan_ = std::move(model);
}

void GroupsPart::look_at_plan() {
  if (!plan_->sent) plan_->lay_out();
  const bool read = group_ && group_->opened;
  look_.follow_all(read ? questions_of(*plan_, group_->opened->members)
                        : std::vector<SessionLook::Request>());
  std::size_t number = 0;
  for (PlannedSession& one : plan_->sessions) {
    one.free.reset();
    if (!one.there_already) one.free = look_.free(number++);
    one.belong = read ? belong_on(group_->opened->members, one.day) : 0;
  }
}

void GroupsPart::draw_plan(ui::Ui& ui) {
  look_at_plan();
  switch (screens::desk::draw(ui, frame(), *plan_)) {
    case PlanIntent::kNone:
      return;
    case PlanIntent::kClose:
      plan_.reset();
      look_.stop();
      return open_new_over();
    case PlanIntent::kBook:
      if (busy_) return;
      problem_.reset();
      look_.stop();
      plan_->sent = true;
      plan_->asks_override = false;
      for (PlannedSession& one : plan_->sessions) {
        one.refused.reset();
        one.free.reset();
        if (!one.meeting.is_nil()) continue;
        one.meeting = MeetingId::make(desk_.context.box.now(), desk_.context.box.random());
      }
      return book_next();
  }
}

}  // namespace alcove::flows::desk
