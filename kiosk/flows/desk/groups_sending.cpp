// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "kiosk/flows/desk/groups_part.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/groups_messages.h"
#include "shared/api/meeting_cancelling.h"
#include "shared/wire/json.h"

// What the sheets of groups send to the box, and what becomes of it.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::groups::BookSessionReply;
using api::groups::GroupId;
using api::groups::OpenReply;
using GroupSay = text::GroupsMessages;

namespace {

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

// "facilitators[1]" is about the field "facilitators".
std::string field_of(const Error& refusal) {
  return refusal.field.substr(0, refusal.field.find('['));
}

// All of it but who made it and when, which the box adds.
template <class Record>
bool is_what_was_sent(Record sent, Record now) {
  sent.revision = now.revision;
  sent.made.reset();
  now.made.reset();
  return wire::encode(sent) == wire::encode(now);
}

std::string_view form_words(const GroupSay& say, const Error& refusal) {
  const std::string field = field_of(refusal);
  if (refusal.code == ErrorCode::kAlreadyExists) return say.group_form_name_taken();
  if (refusal.code == ErrorCode::kOutOfRange && field == "usual.room")
    return say.group_form_seats();
  if (refusal.code == ErrorCode::kTooMany && field.empty()) return say.group_form_many();
  if (refusal.code == ErrorCode::kWrongState && (field == "retired" || field == "last_day"))
    return say.group_form_booked();
  if (refusal.code != ErrorCode::kNotFound) return {};
  if (field == "facilitators") return say.group_form_leader_gone();
  return field == "service" ? say.group_form_service_gone() : say.group_form_room_gone();
}

std::string member_words(const GroupSay& say, text::Language language, const MembershipModel& model,
                         const Error& refusal) {
  const std::string first = text::full_date(language, model.group.first_day);
  if (refusal.code == ErrorCode::kTaken && refusal.field == "group") {
    return std::string(say.member_full());
  }
  if (refusal.code == ErrorCode::kAlreadyExists) return say.member_twice(model.name);
  if (refusal.field != "join_day") return {};
  if (refusal.code == ErrorCode::kWrongState) return say.member_closed(first);
  return refusal.code == ErrorCode::kOutOfRange ? std::string(say.member_outside()) : std::string();
}

std::string together_words(text::Language language, const TogetherModel& model,
                           const Error& refusal) {
  const GroupSay say(language);
  const std::string field = field_of(refusal);
  const auto attendee = attendee_in(refusal.field);
  if (refusal.code == ErrorCode::kOutOfRange) {
    if (field == "room") return std::string(say.together_seats());
    return field == "start" || field == "service" ? std::string(say.together_hours())
                                                  : std::string();
  }
  if (refusal.code == ErrorCode::kNotFound) {
    if (field == "clinicians") return std::string(say.group_form_leader_gone());
    if (field == "service") return std::string(say.group_form_service_gone());
    return field == "room" ? std::string(say.group_form_room_gone()) : std::string();
  }
  if (refusal.code == ErrorCode::kTooMany) return std::string(say.plan_many());
  if (refusal.code != ErrorCode::kTaken) return {};
  if (attendee && *attendee < model.clients.size()) {
    return say.together_client_taken(model.called(language, *attendee));
  }
  return std::string(field == "room" ? say.together_room_taken() : say.together_staff_taken());
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
  form_->against = {};
  send(api::groups::set_group, *group, [this, sent = *group](const Result<Group>& reply) {
    if (!form_) return;
    if (reply) return take_group(*reply);
    const GroupSay say(desk_.context.language);
    const Error& why = reply.error();
    form_->against = {field_of(why), std::string(form_words(say, why))};
    refused(why.code);
    if (why.code != ErrorCode::kConflict) return;
    read_newest(sent.id, [this, sent](const OpenReply& now) { newest_group(sent, now.group); });
  });
}

void GroupsPart::take_group(const Group& made) {
  const GroupSay say(desk_.context.language);
  desk_.say(made.revision == 1 ? say.group_form_made(made.name) : say.group_form_saved(made.name));
  form_.reset();
  read_list();
  open_group(made.id, made.name);
}

// Somebody else was first, or an answer of the box was lost on its way: what it has now is read,
// and what is typed can be saved on top of it.
void GroupsPart::read_newest(const GroupId& id, std::function<void(const OpenReply&)> compare) {
  desk_.context.box.ask(over_life_, api::groups::open, api::groups::GroupRequest{id},
                        [this, compare = std::move(compare)](Result<OpenReply> reply) {
                          if (!reply) return;
                          compare(*reply);
                          if (group_) group_->opened = std::move(*reply);
                        });
}

void GroupsPart::newest_group(const Group& sent, const Group& now) {
  if (!form_) return;
  if (is_what_was_sent(sent, now)) return take_group(now);
  form_->record.revision = now.revision;
  form_->against = {{}, std::string(GroupSay(desk_.context.language).group_form_theirs())};
}

void GroupsPart::newest_member(const Membership& sent,
                               const std::vector<api::groups::Member>& now) {
  for (const api::groups::Member& one : now) {
    if (!member_ || one.membership.id != sent.id) continue;
    if (is_what_was_sent(sent, one.membership)) {
      return take_member(
          {.membership = one.membership, .joined = 0, .cancelled = 0, .left_out = {}});
    }
    member_->record.revision = one.membership.revision;
    member_->against = {{}, std::string(GroupSay(desk_.context.language).group_form_theirs())};
  }
}

void GroupsPart::send_member(const Membership& record) {
  member_->against = {};
  send(api::groups::set_membership, record,
       [this, sent = record](const Result<api::groups::MembershipReply>& reply) {
         if (!member_) return;
         if (reply) return take_member(*reply);
         const GroupSay say(desk_.context.language);
         const Error& why = reply.error();
         member_->against = {why.field == "join_day" ? why.field : std::string(),
                             member_words(say, desk_.context.language, *member_, why)};
         refused(why.code);
         if (why.code != ErrorCode::kConflict) return;
         read_newest(sent.group,
                     [this, sent](const OpenReply& now) { newest_member(sent, now.members); });
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
                                        .override_reason = if_any(plan_->override_reason),
                                        .resources = plan_->takes.chosen},
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
          if (wants_override(reply.error())) plan_->asks_override = true;
          if (reply.error().code == ErrorCode::kUnavailable) return refused(reply.error().code);
          book_next();
        });
  }
  // A reason is missing, and nothing is booked: the time can be another one as well.
  const auto is_open = [](const PlannedSession& one) {
    return !one.booked && (one.there_already || one.refused == ErrorCode::kMissingField);
  };
  if (plan_->asks_override && std::ranges::all_of(plan_->sessions, is_open)) {
    plan_->sent = false;
    plan_->asks_override = false;
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
  request.override_reason = if_any(together_->override_reason);
  request.resources = together_->takes.chosen;
  for (const TogetherModel::Client& one : together_->clients) {
    request.attendees.push_back(
        {AppointmentId::make(desk_.context.box.now(), desk_.context.box.random()), one.id});
  }
  together_->against = {};
  send(api::appointments::book_meeting, std::move(request),
       [this](Result<api::appointments::Meeting> reply) {
         if (!together_) return;
         if (reply) return together_booked(reply->start);
         const Error& why = reply.error();
         if (why.code == ErrorCode::kAlreadyExists && why.field == "meeting") {
           return read_booked_before();
         }
         say_against(why);
       });
}

// It was booked when it was tried before, with what was typed then.
void GroupsPart::read_booked_before() {
  desk_.context.box.ask(over_life_, api::appointments::open_meeting,
                        api::appointments::MeetingRequest{together_->meeting},
                        [this](Result<api::appointments::MeetingReply> reply) {
                          if (!together_) return;
                          if (!reply) return refused(reply.error().code);
                          together_booked(reply->card.meeting.start);
                        });
}

void GroupsPart::together_booked(LocalDateTime start) {
  const text::Language language = desk_.context.language;
  const LocalDate day = date_of(start);
  show_session(day, MeetingId(together_->meeting));
  desk_.say(GroupSay(language).together_booked(
      {.day = text::weekday_and_date(language, day), .time = text::clock_time(language, start)}));
}

void GroupsPart::say_against(const Error& refusal) {
  refused(refusal.code);
  if (wants_override(refusal)) together_->asks_override = true;
  std::string field = field_of(refusal);
  if (field == "service" && refusal.code == ErrorCode::kOutOfRange) field = "start";
  std::string words = takes_refusal(desk_.context.language, refusal.code, refusal.field);
  if (words.empty()) words = together_words(desk_.context.language, *together_, refusal);
  together_->against = {std::move(field), std::move(words)};
  together_->against_client = attendee_in(refusal.field).value_or(0);
  if (is_in_the_way(refusal)) look_.again();
}

}  // namespace alcove::flows::desk
