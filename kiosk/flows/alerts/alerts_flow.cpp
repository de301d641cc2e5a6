// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/alerts/alerts_flow.h"

#include <algorithm>
#include <utility>

#include "kiosk/flows/alerts/call_rows.h"
#include "kiosk/flows/alerts/minutes_waited.h"
#include "kiosk/flows/overwrite.h"
#include "kiosk/text/dates.h"
#include "kiosk/widgets/banner.h"

namespace alcove::flows {

using api::alerts::Action;
using api::alerts::Pending;
using api::live::Kind;
using screens::alerts::CareIntent;
using screens::alerts::RowAct;
using screens::alerts::RowKind;
using screens::alerts::StripModel;
using screens::alerts::StripRow;
using screens::alerts::TellIntent;
using screens::alerts::WhyEverywhere;

namespace {

constexpr std::int64_t kLookAgainMs = 10'000;  // the minutes that are shown go on
constexpr std::int64_t kReadAgainMs = 1000;    // after a reading that failed
constexpr std::int64_t kSettleMs = 700;

bool clinical(const api::staff::Member& member) {
  return std::any_of(member.roles.begin(), member.roles.end(), [](api::Role role) {
    return role == api::Role::kClinician || role == api::Role::kSupervisor ||
           role == api::Role::kPrescriber;
  });
}

std::string with_credential(const api::staff::Member& member) {
  if (member.credential.empty()) return member.display_name;
  return member.display_name + ", " + member.credential;
}

WhyEverywhere why_of(const std::optional<api::alerts::Escalation>& escalated) {
  if (!escalated) return WhyEverywhere::kNotYet;
  switch (*escalated) {
    case api::alerts::Escalation::kNobodyThere:
      return WhyEverywhere::kNobodyThere;
    case api::alerts::Escalation::kNotAcknowledged:
      return WhyEverywhere::kNotAcknowledged;
  }
  return WhyEverywhere::kNotYet;
}

}  // namespace

AlertsFlow::AlertsFlow(const StaffContext& context) : context_(context) {
  read();
  read_calls();
}

void AlertsFlow::on_line(const api::live::Line& line) {
  if (line.kind == Kind::kAlertChanged || line.kind == Kind::kStartOver) read();
  if (line.kind == Kind::kHelpCalled || line.kind == Kind::kStartOver) read_calls();
}

void AlertsFlow::on_link() {
  if (!context_.box.there()) return;
  read();
  read_calls();
}

std::int64_t AlertsFlow::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (std::exchange(rows_are_new_, false)) settled_at_ms_ = now_ms + kSettleMs;
  std::int64_t wish = rows() == 0 ? -1 : kLookAgainMs;
  const auto at = [&](std::int64_t due_ms) {
    const std::int64_t left = std::max<std::int64_t>(due_ms - now_ms, 0);
    wish = wish < 0 ? left : std::min(wish, left);
  };
  if (settled_at_ms_) at(*settled_at_ms_);  // now: to be drawn at once
  if (settled_at_ms_ && now_ms >= *settled_at_ms_) settled_at_ms_.reset();
  // A box that is away is read on connecting.
  if (!context_.box.there()) return wish;
  if (read_again_ms_ && now_ms >= *read_again_ms_) read();
  if (read_calls_again_ms_ && now_ms >= *read_calls_again_ms_) read_calls();
  if (read_again_ms_) at(*read_again_ms_);
  if (read_calls_again_ms_) at(*read_calls_again_ms_);
  return wish;
}

std::size_t AlertsFlow::rows() const {
  return pending_.size() + calls_.size() + general_.size() + general_calls_.size();
}

void AlertsFlow::rows_were(std::size_t before) {
  if (rows() > before) rows_are_new_ = true;
}

bool AlertsFlow::rows_have_settled() const {
  return !rows_are_new_ && !settled_at_ms_;
}

void AlertsFlow::read() {
  alerts_life_.renew();
  read_again_ms_.reset();
  context_.box.ask(alerts_life_, api::alerts::pending, wire::Nothing{},
                   [this](Result<api::alerts::PendingReply> reply) {
                     const std::size_t before = rows();
                     if (reply) {
                       pending_ = std::move(reply->items);
                       general_.clear();
                       // What nobody has told anybody of stands in view.
                       std::stable_partition(pending_.begin(), pending_.end(),
                                             [](const Pending& one) { return one.told.empty(); });
                       rows_were(before);
                       look_whether_moved();
                     } else if (reply.error().code == ErrorCode::kForbidden) {
                       read_general();
                     } else {
                       // Until then it stays as it stood.
                       read_again_ms_ = now_ms_ + kReadAgainMs;
                     }
                   });
}

void AlertsFlow::read_general() {
  context_.box.ask(alerts_life_, api::alerts::waiting, wire::Nothing{},
                   [this](Result<api::alerts::WaitingReply> reply) {
                     if (!reply) {
                       read_again_ms_ = now_ms_ + kReadAgainMs;
                       return;
                     }
                     const std::size_t before = rows();
                     pending_.clear();
                     general_ = std::move(reply->items);
                     rows_were(before);
                   });
}

void AlertsFlow::read_calls() {
  if (context_.box.enrolled().station != wire::Station::kFrontDesk) return;
  calls_life_.renew();
  read_calls_again_ms_.reset();
  context_.box.ask(calls_life_, api::check_in::help_calls, wire::Nothing{},
                   [this](Result<api::check_in::HelpCalls> reply) {
                     const std::size_t before = rows();
                     if (reply) {
                       calls_ = std::move(reply->items);
                       general_calls_.clear();
                       rows_were(before);
                     } else if (reply.error().code == ErrorCode::kForbidden) {
                       read_general_calls();
                     } else {
                       read_calls_again_ms_ = now_ms_ + kReadAgainMs;
                     }
                   });
}

void AlertsFlow::read_general_calls() {
  context_.box.ask(calls_life_, api::check_in::calls_waiting, wire::Nothing{},
                   [this](Result<api::check_in::WaitingCalls> reply) {
                     if (!reply) {
                       read_calls_again_ms_ = now_ms_ + kReadAgainMs;
                       return;
                     }
                     const std::size_t before = rows();
                     calls_.clear();
                     general_calls_ = std::move(reply->items);
                     rows_were(before);
                   });
}

void AlertsFlow::read_colleagues(const std::optional<StaffId>& after) {
  if (!after) colleagues_.clear();
  context_.box.ask(life_, api::staff::list, api::staff::ListRequest{after},
                   [this](Result<api::staff::ListReply> reply) {
                     if (!reply || !caring_) return;
                     for (api::staff::Member& member : reply->items) {
                       if (!clinical(member) || member.id == context_.session.person.id) continue;
                       caring_->model.colleagues.push_back({with_credential(member)});
                       colleagues_.push_back(std::move(member));
                     }
                     if (reply->next) read_colleagues(reply->next);
                   });
}

void AlertsFlow::announce(ui::Ui& ui) const {
  StripModel model = strip();
  // What the sheet itself is about is in view.
  const auto own = caring_    ? std::optional(caring_->alert)
                   : telling_ ? std::optional(telling_->alert)
                              : std::nullopt;
  for (std::size_t i = 0; own && i < pending_.size(); ++i) {
    if (pending_[i].alert != *own) continue;
    model.rows.erase(model.rows.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  const bool alarm = !model.rows.empty() && model.rows.front().kind == RowKind::kAlert;
  ui::set_banner(ui, {.kind = alarm ? ui::BannerKind::kAlarm : ui::BannerKind::kCare,
                      .words = screens::alerts::banner_words(model)});
}

float AlertsFlow::height(const ui::Ui& ui, float width) const {
  const float alerts = screens::alerts::strip_height(ui, width, strip());
  const float notices = context_.notices_height(ui, width);
  return alerts > 0 && notices > 0 ? alerts + ui.theme().gap_small() + notices : alerts + notices;
}

float AlertsFlow::draw_above(ui::Ui& ui, const ui::Rect& place) {
  const float high = height(ui, place.width);
  if (high > 0) draw(ui, {place.x, place.y, place.width, high});
  return high;
}

void AlertsFlow::draw(ui::Ui& ui, const ui::Rect& rect) {
  if (rect.empty()) return;
  ui::Rect place = rect;
  const float notices = context_.notices_height(ui, rect.width);
  const ui::Rect below = place.cut_bottom(notices);
  place.cut_bottom(notices > 0 ? ui.theme().gap_small() : 0);
  std::optional<std::size_t> pressed;
  if (!place.empty()) pressed = screens::alerts::draw(ui, place, strip());
  if (pressed) act_on(*pressed);
  if (notices > 0) context_.draw_notices(ui, below);
}

void AlertsFlow::act_on(std::size_t row) {
  if (row < pending_.size()) {
    const Pending& alert = pending_[row];
    if (alert.may_open) {
      open(alert.alert);
    } else {
      telling_.emplace();
      telling_->alert = alert.alert;
    }
  } else if (row - pending_.size() < calls_.size()) {
    answer_call(calls_[row - pending_.size()].call);
  }
}

void AlertsFlow::answer_call(const api::check_in::HelpCallId& call) {
  context_.box.ask(life_, api::check_in::answer_call, api::check_in::AnswerCallRequest{call},
                   [this](const Result<wire::Nothing>&) {
                     // Gone in either case: answered here, or somebody else went already.
                     read_calls();
                   });
}

void AlertsFlow::tell() {
  screens::alerts::TellModel& model = telling_->model;
  model.busy = true;
  model.problem.reset();
  api::alerts::ToldRequest request{.alert = telling_->alert, .whom = std::nullopt};
  if (!model.whom.empty()) request.whom = model.whom;
  context_.box.ask(life_, api::alerts::told, std::move(request),
                   [this](const Result<wire::Nothing>& reply) {
                     read();
                     if (!telling_) return;
                     telling_->model.busy = false;
                     if (!reply) telling_->model.problem = reply.error().code;
                     if (reply) telling_.reset();
                   });
}

void AlertsFlow::acknowledge() {
  screens::alerts::CareModel& model = caring_->model;
  model.busy = true;
  model.problem.reset();
  api::alerts::AcknowledgeRequest request{
      .alert = caring_->alert, .action = *model.action, .words = {}, .handed_to = std::nullopt};
  if (*model.action == Action::kOther) request.words = model.words;
  if (*model.action == Action::kHandedOver && *model.handed_to < colleagues_.size()) {
    request.handed_to = colleagues_[*model.handed_to].id;
  }
  context_.box.ask(life_, api::alerts::acknowledge, std::move(request),
                   [this](const Result<api::alerts::Alert>& reply) {
                     read();
                     if (!caring_) return;
                     caring_->model.busy = false;
                     if (reply) {
                       show(*reply);
                     } else if (reply.error().code == ErrorCode::kWrongState) {
                       open(caring_->alert);  // somebody else was first: shows by whom
                     } else {
                       caring_->model.problem = reply.error().code;
                     }
                   });
}

void AlertsFlow::draw_sheet(ui::Ui& ui) {
  if (telling_) {
    telling_->model.language = context_.language;
    telling_->model.touch_keyboard = context_.touch_keyboard;
    const TellIntent intent = screens::alerts::draw(ui, telling_->model);
    if (intent == TellIntent::kTold) tell();
    if (intent == TellIntent::kCancel) telling_.reset();
    return;
  }
  if (!caring_) return;
  screens::alerts::CareModel& model = caring_->model;
  model.language = context_.language;
  model.touch_keyboard = context_.touch_keyboard;
  model.can_open_chart = static_cast<bool>(open_chart_);
  model.since = clock_at(caring_->since);
  model.minutes = minutes_waited(context_.box, caring_->since);
  const CareIntent intent = screens::alerts::draw(ui, model);
  if (intent == CareIntent::kAcknowledge) acknowledge();
  if (intent == CareIntent::kChart || intent == CareIntent::kClose) {
    const ClientId client = caring_->client;
    overwrite(model.words);
    overwrite(model.person);
    caring_.reset();
    if (intent == CareIntent::kChart) open_chart_(client);
  }
}

std::string AlertsFlow::clock_at(UtcTime time) const {
  return text::clock_time(context_.language, context_.zone.to_local(time));
}

std::string AlertsFlow::said_at(const std::optional<UtcTime>& time) const {
  return said_words(context_.language, context_.zone, context_.box.now(), time);
}

StripRow AlertsFlow::row_of(const Pending& pending) const {
  StripRow row{.kind = RowKind::kAlert,
               .person = pending.person.value_or(""),
               .since = clock_at(pending.since),
               .minutes = minutes_waited(context_.box, pending.since),
               .came_late = pending.came_late,
               .why = why_of(pending.escalated),
               .act = pending.may_open ? RowAct::kOpen : RowAct::kTell,
               .busy = opening_ == pending.alert || !rows_have_settled()};
  if (!pending.told.empty()) {
    row.told_by = pending.told.back().by;
    row.told_whom = pending.told.back().whom;
    row.told_at = clock_at(pending.told.back().at);
  }
  return row;
}

StripRow AlertsFlow::row_of(const api::check_in::HelpCall& call) const {
  return {.kind = row_kind(call.kind),
          .person = call.greeting_name.value_or(""),
          .terminal = call.terminal_name,
          .since = clock_at(call.at),
          .minutes = minutes_waited(context_.box, call.at),
          .said = said_at(call.said_at),
          .act = RowAct::kGo,
          .busy = !rows_have_settled()};
}

StripRow AlertsFlow::row_of(const api::check_in::WaitingCall& call) const {
  return {.kind = row_kind(call.kind),
          .terminal = call.terminal_name,
          .since = clock_at(call.at),
          .minutes = minutes_waited(context_.box, call.at),
          .said = said_at(call.said_at)};
}

screens::alerts::StripModel AlertsFlow::strip() const {
  screens::alerts::StripModel model{
      .language = context_.language, .away = !context_.box.there(), .rows = {}};
  for (const Pending& pending : pending_) model.rows.push_back(row_of(pending));
  for (const api::check_in::HelpCall& call : calls_) model.rows.push_back(row_of(call));
  for (const api::alerts::Waiting& waiting : general_) {
    model.rows.push_back({.kind = RowKind::kAlert,
                          .since = clock_at(waiting.since),
                          .minutes = minutes_waited(context_.box, waiting.since)});
  }
  for (const api::check_in::WaitingCall& call : general_calls_) model.rows.push_back(row_of(call));
  return model;
}

}  // namespace alcove::flows
