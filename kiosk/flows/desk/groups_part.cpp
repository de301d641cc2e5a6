// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/groups_part.h"

#include <algorithm>

#include "kiosk/text/dates.h"
#include "shared/wire/json.h"

// Reading and showing; what is sent is in groups_sending.cpp.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::groups::GroupId;

namespace {

// That day, or the nearest on which the group exists and which is not before `first`.
LocalDate within(const Group& group, LocalDate day, LocalDate first) {
  day = std::max(day, first);
  return group.last_day ? std::min(day, std::max(*group.last_day, first)) : day;
}

// The sheet on top says what is refused and that the box is away, and what lies below cannot be
// used.
void say_nothing(SheetFrame& below) {
  below.problem.reset();
  below.there = true;
  below.slow = false;
}

std::optional<SessionLook::Request> question_of(const TogetherModel& model) {
  const auto start = model.start();
  const auto minutes = typed_length(model.minutes);
  if (!start || !minutes || !model.service) return std::nullopt;
  std::vector<ClientId> clients;
  for (const TogetherModel::Client& one : model.clients) clients.push_back(one.id);
  return SessionLook::Request{
      .start = *start,
      .minutes = *minutes,
      .service = *model.service,
      .room = model.room,
      .clinicians = if_any(api::appointments::ids_line_of(model.team.chosen)),
      .clients = if_any(api::appointments::ids_line_of(clients)),
      .except = std::nullopt,
      .resources = if_any(model.takes.ids())};
}

// To be compared with.
std::string written(const GroupFormModel& form) {
  const std::optional<Group> group = form.group();
  return group ? wire::encode(*group) : form.record.name;
}

}  // namespace

ClinicNames GroupsPart::names() const {
  return {desk_.book.services(), desk_.book.rooms(), desk_.book.clinicians(), desk_.book.staff()};
}

bool GroupsPart::has_typed() const {
  if (form_) return written(*form_) != form_as_opened_;
  if (member_) return !member_->left_out && !member_->record.reason.empty();
  if (plan_) return !plan_->override_reason.empty();
  return together_ && !together_->clients.empty();
}

bool GroupsPart::is_below() const {
  return form_ || member_ || plan_ || together_ || history_;
}

void GroupsPart::open_list() {
  close_all();
  list_.emplace();
  read_list();
}

void GroupsPart::close_all() {
  list_life_.renew();
  group_life_.renew();
  over_life_.renew();
  busy_ = false;
  problem_.reset();
  list_.reset();
  opened_.reset();
  group_.reset();
  form_.reset();
  member_.reset();
  plan_.reset();
  together_.reset();
  look_.stop();
  history_.reset();
  group_is_stale_ = false;
}

// On the day's own board, in place of these sheets.
void GroupsPart::show_session(LocalDate day, const MeetingId& session) {
  close_all();
  around_.show(day, session);
}

void GroupsPart::open_new_over() {
  over_life_.renew();
  busy_ = false;
  problem_.reset();
}

void GroupsPart::refused(ErrorCode code) {
  problem_ = code;
}

void GroupsPart::read_list() {
  list_life_.renew();
  desk_.context.box.ask(list_life_, api::groups::list, wire::Nothing{},
                        [this](Result<api::groups::ListReply> reply) {
                          if (!list_) return;
                          if (!reply) return refused(reply.error().code);
                          list_->groups = std::move(reply->items);
                          list_->read = true;
                        });
}

void GroupsPart::open_group(const GroupId& id, const std::string& name) {
  open_new_over();
  opened_ = id;
  group_.emplace();
  group_->name = name;
  read_group();
}

void GroupsPart::read_group() {
  if (!opened_) return;
  group_is_stale_ = false;
  group_life_.renew();
  desk_.context.box.ask(group_life_, api::groups::open, api::groups::GroupRequest{*opened_},
                        [this](Result<api::groups::OpenReply> reply) {
                          if (!group_) return;
                          if (!reply) return refused(reply.error().code);
                          group_->opened = std::move(*reply);
                        });
}

// The group itself, somebody who belongs to it (told under the group), or one of its sessions.
bool GroupsPart::is_about_group(const RecordId& record) const {
  if (!group_ || !opened_) return false;
  if (record == RecordId(opened_->bytes())) return true;
  if (!group_->opened) return false;
  const auto& sessions = group_->opened->sessions;
  return std::any_of(sessions.begin(), sessions.end(),
                     [&](const auto& one) { return record == RecordId(one.id.bytes()); });
}

void GroupsPart::on_line(const api::live::Line& line) {
  using api::live::Kind;
  if (line.kind == Kind::kStartOver) return on_link();
  if (line.kind != Kind::kDayChanged || !line.record) return;
  if (is_about_group(*line.record)) group_is_stale_ = true;
}

void GroupsPart::on_day_changed() {
  if (list_) read_list();
  look_.again();
}

void GroupsPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  on_day_changed();
  if (group_) group_is_stale_ = true;
  if (history_ && !history_->changes) read_history();
}

// However many lines came at once, and not between two sessions that are being planned here.
std::int64_t GroupsPart::tick(std::int64_t now_ms) {
  if (group_is_stale_ && !busy_ && group_) read_group();
  return look_.tick(now_ms);
}

void GroupsPart::draw(ui::Ui& ui) {
  if (!list_) return;
  draw_list(ui);
  if (group_) draw_group(ui);
  if (form_) draw_form(ui);
  if (member_) draw_member(ui);
  if (plan_) draw_plan(ui);
  if (together_) draw_together(ui);
  if (history_) draw_history(ui);
}

void GroupsPart::draw_list(ui::Ui& ui) {
  list_->names = names();
  SheetFrame around = frame();
  if (group_ || is_below()) say_nothing(around);
  const GroupListIntent intent = screens::desk::draw(ui, around, *list_);
  if (intent.close) return close_all();
  if (intent.open) {
    const Group& group = list_->groups[*intent.open];
    return open_group(group.id, group.name);
  }
  if (intent.book_together) return open_together();
  if (!intent.add) return;
  Group group;
  group.id = GroupId::make(desk_.context.box.now(), desk_.context.box.random());
  open_form(group);
}

void GroupsPart::open_form(const Group& group) {
  open_new_over();
  form_ = group_form(desk_.context.language, group, names(), today());
  form_as_opened_ = written(*form_);
}

void GroupsPart::draw_group(ui::Ui& ui) {
  group_->names = names();
  group_->today = today();
  SheetFrame around = frame();
  if (is_below()) say_nothing(around);
  const GroupIntent intent = screens::desk::draw(ui, around, *group_);
  switch (intent.what) {
    case GroupIntent::What::kNone:
      return;
    case GroupIntent::What::kClose:
      group_.reset();
      opened_.reset();
      return open_new_over();
    case GroupIntent::What::kChange:
      return open_form(group_->opened->group);
    case GroupIntent::What::kAddMember:
      return around_.find_member();
    case GroupIntent::What::kMember:
      return open_member(intent.index);
    case GroupIntent::What::kPlan:
      return open_plan();
    case GroupIntent::What::kSession: {
      const api::appointments::Meeting& meeting = group_->opened->sessions[intent.index];
      const LocalDate day = date_of(meeting.start);
      const MeetingId id = meeting.id;
      return show_session(day, id);
    }
    case GroupIntent::What::kHistory:
      return open_history(group_->opened->group.name, std::nullopt);
  }
}

std::vector<NamedRecord> GroupsPart::members_named() const {
  std::vector<NamedRecord> people;
  for (const api::groups::Member& one : group_->opened->members) {
    people.push_back({one.record_number, one.client_name, one.birth_date});
  }
  return people;
}

void GroupsPart::open_member(std::size_t index) {
  open_new_over();
  const api::groups::Member& member = group_->opened->members[index];
  MembershipModel model;
  model.group = group_->opened->group;
  model.record = member.membership;
  model.name = spoken_name(member.client_name);
  if (like_named(members_named())[index]) {
    model.name = numbered(desk_.context.language, model.name, member.record_number);
  }
  model.today = today();
  model.leaves = member.membership.leave_day.has_value();
  model.leave_day =
      member.membership.leave_day.value_or(within(model.group, today(), model.record.join_day));
  member_ = std::move(model);
}

void GroupsPart::add_member(const FoundClient& client) {
  if (!group_ || !group_->opened) return;
  open_new_over();
  const Group& group = group_->opened->group;
  MembershipModel model;
  model.group = group;
  model.record.id =
      api::groups::MembershipId::make(desk_.context.box.now(), desk_.context.box.random());
  model.record.group = group.id;
  model.record.client = client.id;
  const bool closed = group.joining == api::groups::Joining::kClosed;
  model.record.join_day = closed ? group.first_day : within(group, today(), group.first_day);
  FoundClient who = client;
  who.like = who.like || is_like_one_of(named(who), members_named());
  model.name = told_apart(desk_.context.language, who);
  model.today = today();
  model.leave_day = within(group, today(), model.record.join_day);
  member_ = std::move(model);
}

void GroupsPart::open_together() {
  open_new_over();
  TogetherModel model;
  model.names = names();
  model.today = model.day = today();
  model.team.clinicians = model.names.clinicians;
  model.minutes = "60";
  model.takes.resources = desk_.book.resources();
  model.meeting = MeetingId::make(desk_.context.box.now(), desk_.context.box.random());
  together_ = std::move(model);
}

void GroupsPart::add_client(const FoundClient& client) {
  if (!together_) return;
  for (const TogetherModel::Client& one : together_->clients) {
    if (one.id == client.id) return;
  }
  together_->clients.push_back(client);
}

void GroupsPart::draw_form(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *form_)) {
    case GroupFormIntent::kNone:
      return;
    case GroupFormIntent::kClose:
      form_.reset();
      return open_new_over();
    case GroupFormIntent::kSave:
      return send_form();
  }
}

void GroupsPart::draw_member(ui::Ui& ui) {
  SheetFrame around = frame();
  if (history_) say_nothing(around);
  switch (screens::desk::draw(ui, around, *member_)) {
    case MembershipIntent::kNone:
      return;
    case MembershipIntent::kClose:
      member_.reset();
      return open_new_over();
    case MembershipIntent::kSave:
      return send_member(member_->membership());
    case MembershipIntent::kMistake: {
      api::groups::Membership record = member_->record;
      record.made.reset();
      record.withdrawn = true;
      return send_member(record);
    }
    case MembershipIntent::kHistory:
      return open_history(member_->name + " · " + member_->group.name, member_->record.id);
  }
}

void GroupsPart::draw_together(ui::Ui& ui) {
  using What = TogetherIntent::What;
  look_.follow(question_of(*together_));
  together_->free = look_.free();
  SheetFrame around = frame();
  const auto& free = together_->free;
  if (free && (is_refused(*free) || needs_reason(*free))) around.problem.reset();
  switch (screens::desk::draw(ui, around, *together_).what) {
    case What::kNone:
      return;
    case What::kClose:
      together_.reset();
      look_.stop();
      return open_new_over();
    case What::kAddClient:
      return around_.find_client();
    case What::kBook:
      return send_together();
  }
}

}  // namespace alcove::flows::desk
