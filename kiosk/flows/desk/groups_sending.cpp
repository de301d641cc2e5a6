// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "kiosk/flows/desk/groups_part.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"

// What the sheets of groups send to the box, and what becomes of it.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::groups::BookSessionReply;
using GroupSay = text::GroupsMessages;

namespace {

std::optional<std::string> override_of(const std::string& words) {
  return words.empty() ? std::nullopt : std::optional(words);
}

LocalDateTime at_time(LocalDate day, const std::string& typed) {
  return LocalDateTime(std::chrono::local_days(day)) +
         std::chrono::minutes(typed_start(typed).value_or(0));
}

// The number in "attendees[2].client".
std::optional<std::size_t> attendee_in(const std::string& field) {
  constexpr std::string_view kBefore = "attendees[";
  if (!field.starts_with(kBefore)) return std::nullopt;
  std::size_t number = 0;
  const char* const begin = field.data() + kBefore.size();
  const auto read = std::from_chars(begin, field.data() + field.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

bool wants_a_reason(const Error& refusal) {
  return refusal.code == ErrorCode::kMissingField && refusal.field == "override_reason";
}

}  // namespace

template <class Request, class Reply, class Done>
void GroupsPart::send(const wire::Route<Request, Reply>& route, Request request, Done done) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(over_life_, route, std::move(request),
          [this, done = std::move(done)](Result<Reply> reply) {
            busy_ = false;
            desk_.refresh();
            done(std::move(reply));
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void GroupsPart::send_form() {
  const std::optional<Group> group = form_->group();
  if (!group) return;
  form_->against.clear();
  send(api::groups::set_group, *group, [this](Result<Group> reply) {
    if (!form_) return;
    const GroupSay say(desk_.context.language);
    if (!reply) {
      if (reply.error().code == ErrorCode::kAlreadyExists) form_->against = say.form_name_taken();
      if (reply.error().code == ErrorCode::kOutOfRange) form_->against = say.form_seats();
      return refused(reply.error().code);
    }
    desk_.say(reply->revision == 1 ? say.form_made(reply->name) : say.form_saved(reply->name));
    form_.reset();
    read_list();
    open_group(reply->id, reply->name);
  });
}

void GroupsPart::send_member(api::groups::Membership record) {
  member_->against.clear();
  send(api::groups::set_membership, std::move(record),
       [this](Result<api::groups::MembershipReply> reply) {
         if (!member_) return;
         if (reply) return take_member(*reply);
         const GroupSay say(desk_.context.language);
         const Error& why = reply.error();
         refused(why.code);
         if (why.code == ErrorCode::kTooMany) member_->against = say.member_full();
         if (why.code == ErrorCode::kAlreadyExists) {
           member_->against = say.member_twice(member_->name);
         }
       });
}

void GroupsPart::take_member(const api::groups::MembershipReply& reply) {
  const GroupSay say(desk_.context.language);
  read_group();
  if (!reply.left_out.empty()) {
    member_->record = reply.membership;
    member_->left_out = reply.left_out;
    return;
  }
  const bool joins = reply.membership.revision == 1;
  if (joins && reply.joined == 0) {
    desk_.say(say.member_added(member_->name));
    member_.reset();
    return;
  }
  desk_.say(joins ? say.member_joined({.count = reply.joined, .name = member_->name})
                  : say.member_saved(member_->name));
  member_.reset();
}

// One after the other; what is refused is said beside its date, and the next one is tried.
void GroupsPart::book_next() {
  if (!plan_) return;
  for (std::size_t i = 0; i < plan_->sessions.size(); ++i) {
    const PlannedSession& one = plan_->sessions[i];
    if (one.booked || one.there_already || one.refused) continue;
    return send(
        api::groups::book_session,
        api::groups::BookSessionRequest{.group = plan_->group.id,
                                        .meeting = one.meeting,
                                        .start = at_time(one.day, plan_->time),
                                        .minutes = typed_length(plan_->minutes).value_or(0),
                                        .room = plan_->room,
                                        .clinicians = {},
                                        .override_reason = override_of(plan_->override_reason)},
        [this, i](Result<BookSessionReply> reply) {
          if (!plan_) return;
          PlannedSession& now = plan_->sessions[i];
          if (reply) {
            now.booked = std::move(*reply);
            return book_next();
          }
          if (reply.error().code == ErrorCode::kAlreadyExists) {  // booked when it was tried before
            now.there_already = true;
            return book_next();
          }
          now.refused = reply.error().code;
          now.field = reply.error().field;
          if (wants_a_reason(reply.error())) plan_->asks_override = true;
          if (reply.error().code == ErrorCode::kUnavailable) return refused(reply.error().code);
          book_next();
        });
  }
  read_group();
}

void GroupsPart::send_together() {
  api::appointments::BookMeetingRequest request;
  request.meeting = together_->meeting;
  request.kind = together_->kind;
  request.service = *together_->service;
  request.start = at_time(together_->day, together_->time);
  request.minutes = typed_length(together_->minutes).value_or(0);
  request.room = together_->room;
  request.clinicians = together_->team.chosen;
  request.override_reason = override_of(together_->override_reason);
  for (const TogetherModel::Client& one : together_->clients) {
    request.attendees.push_back(
        {AppointmentId::make(desk_.context.box.now(), desk_.context.box.random()), one.id});
  }
  together_->against.clear();
  send(api::appointments::book_meeting, std::move(request),
       [this](Result<api::appointments::Meeting> reply) {
         if (!together_) return;
         const bool before = !reply && reply.error().code == ErrorCode::kAlreadyExists &&
                             reply.error().field == "meeting";  // booked when it was tried before
         if (!reply && !before) return say_against(reply.error());
         const GroupSay say(desk_.context.language);
         const text::Language language = desk_.context.language;
         const LocalDateTime start = at_time(together_->day, together_->time);
         const LocalDate day = together_->day;
         const MeetingId id = together_->meeting;
         show_session(day, id);
         desk_.say(say.together_booked({.day = text::weekday_and_date(language, day),
                                        .time = text::clock_time(language, start)}));
       });
}

void GroupsPart::say_against(const Error& refusal) {
  const GroupSay say(desk_.context.language);
  refused(refusal.code);
  if (wants_a_reason(refusal)) together_->asks_override = true;
  if (refusal.code == ErrorCode::kOutOfRange) {
    together_->against = refusal.field == "room" ? say.together_seats() : say.together_hours();
  }
  if (refusal.code != ErrorCode::kTaken) return;
  const auto attendee = attendee_in(refusal.field);
  if (attendee && *attendee < together_->clients.size()) {
    together_->against = say.together_client_taken(together_->clients[*attendee].name);
  } else if (refusal.field == "room") {
    together_->against = say.together_room_taken();
  } else {
    together_->against = say.together_staff_taken();
  }
}

}  // namespace alcove::flows::desk
