// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/series_part.h"

#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "shared/rules/recurrence_rule.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::series::What;
using Stage = SeriesModel::Stage;
using Scope = SeriesModel::Scope;

void SeriesPart::open(const BoardRow& row) {
  close();
  row_ = row;
  model_.emplace();
  model_->client_name = spoken_name(row.client_name);
  model_->today = date_of(desk_.context.wall_clock());
  read();
}

void SeriesPart::close() {
  model_.reset();
  row_.reset();
  shown_.reset();
  life_.renew();
  busy_ = false;
  problem_.reset();
}

void SeriesPart::on_link() {
  if (!model_) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (model_->stage == Stage::kReading && !busy_) read();
}

void SeriesPart::read() {
  busy_ = true;
  desk_.context.box.ask(life_, api::series::open,
                        api::series::OpenRequest{.appointment = row_->appointment.id},
                        [this](Result<api::series::OpenReply> reply) { take(std::move(reply)); });
}

void SeriesPart::take(Result<api::series::OpenReply> reply) {
  if (!model_) return;
  busy_ = false;
  if (!reply) {
    problem_ = reply.error().code;
    return;
  }
  opened_ = std::move(*reply);
  model_->clinicians = desk_.book.clinicians();
  model_->rooms = desk_.book.rooms();
  model_->series = opened_.series;
  if (model_->series) {
    model_->clinician = model_->series->terms.clinician;
    model_->room = model_->series->terms.room;
    for (const api::series::DateView& one : opened_.dates) {
      const bool waits = one.standing == api::series::Standing::kCollides &&
                         one.touch == api::series::Touch::kNone;
      if (waits && one.date > desk_.context.wall_clock()) model_->without_place.push_back(one);
    }
    model_->stage = Stage::kOverview;
    return;
  }
  id_ = api::series::SeriesId::make(desk_.context.box.now(), desk_.context.box.random());
  fill_from_visit();
  begin(What::kCreate);
}

// The same a week later: this visit stands already.
void SeriesPart::fill_from_visit() {
  const api::appointments::Appointment& at = row_->appointment;
  SeriesModel& model = *model_;
  model.clinician = at.clinician;
  model.room = at.room;
  model.minutes = std::to_string(at.minutes);
  model.time = text::clock_time(desk_.context.language, at.start);
  std::chrono::sys_days day = date_of(at.start);
  const std::chrono::sys_days today = model.today;
  do {
    day += std::chrono::weeks(1);
  } while (day <= today);
  model.day = day;
  model.last_day = day + std::chrono::weeks(11);
  model.count = "12";
}

// The first one that a change reaches.
const api::series::DateView* SeriesPart::first_date() const {
  const LocalDateTime now = desk_.context.wall_clock();
  for (const api::series::DateView& one : opened_.dates) {
    const bool reached =
        model_->scope == Scope::kFollowing ? one.date >= opened_.date : one.date > now;
    if (reached && one.date > now) return &one;
  }
  return nullptr;
}

void SeriesPart::fill_from_series() {
  SeriesModel& model = *model_;
  const api::series::Terms& terms = model.series->terms;
  const api::series::DateView* const first = first_date();
  const LocalDateTime start = first != nullptr ? first->date : terms.start;
  model.clinician = terms.clinician;
  model.room = terms.room;
  model.minutes = std::to_string(terms.minutes);
  model.time = text::clock_time(desk_.context.language, start);
  model.day = date_of(start);
  model.repeat = repeat_of(terms.rule, model.day);
  model.rule_as_it_is.clear();
  if (model.repeat == SeriesModel::Repeat::kAsItIs) {
    model.rule_as_it_is = rule_without_end(terms.rule);
  }
  model.ends = SeriesModel::Ends::kOpen;
  model.count = "12";
  model.last_day = std::chrono::sys_days(model.day) + std::chrono::weeks(11);
  const auto rule = rules::parse_recurrence_rule(terms.rule);
  if (rule && rule->count) {
    model.ends = SeriesModel::Ends::kCount;
    const std::int64_t before =
        first != nullptr ? std::max<std::int64_t>(0, first->place_in_rule - 1) : 0;
    model.count = std::to_string(std::max<std::int64_t>(1, *rule->count - before));
  } else if (terms.last_day || (rule && rule->until)) {
    model.ends = SeriesModel::Ends::kDay;
    model.last_day =
        terms.last_day ? *terms.last_day : date_of(desk_.context.zone.to_local(*rule->until));
  }
}

void SeriesPart::begin(What doing) {
  SeriesModel& model = *model_;
  model.doing = doing;
  model.preview.reset();
  model.changed_since = false;
  model.reason.clear();
  model.override_reason.clear();
  problem_.reset();
  if (doing == What::kCreate || doing == What::kChange) {
    model.stage = Stage::kTerms;
    return;
  }
  model.stage = Stage::kPreview;
  look();
}

void SeriesPart::go_back() {
  SeriesModel& model = *model_;
  model.preview.reset();
  model.changed_since = false;
  problem_.reset();
  const bool has_terms = model.doing == What::kCreate || model.doing == What::kChange;
  model.stage = has_terms ? Stage::kTerms : Stage::kOverview;
}

api::series::Edit SeriesPart::edit() const {
  const SeriesModel& model = *model_;
  api::series::Edit wanted;
  wanted.what = model.doing;
  wanted.series = model.series ? model.series->id : id_;
  wanted.base_revision = model.series ? model.series->revision : 0;
  if (model.doing == What::kCreate) {
    wanted.client = row_->appointment.client;
    wanted.service = row_->appointment.service;
  }
  if (model.doing == What::kCreate || model.doing == What::kChange) wanted.terms = model.terms();
  if (model.doing == What::kChange || model.doing == What::kCancel) {
    wanted.reach = model.scope == Scope::kFollowing ? api::series::Reach::kFollowing
                                                    : api::series::Reach::kAll;
    if (model.scope == Scope::kFollowing) wanted.from = opened_.date;
  }
  return wanted;
}

void SeriesPart::look() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  shown_ = edit();
  desk_.context.box.ask(life_, api::series::preview, *shown_,
                        [this](Result<api::series::Preview> reply) { take(std::move(reply)); });
}

void SeriesPart::take(Result<api::series::Preview> preview) {
  if (!model_) return;
  busy_ = false;
  if (!preview) {
    problem_ = preview.error().code;
    if (model_->stage == Stage::kPreview && !model_->preview) go_back();
    problem_ = preview.error().code;
    return;
  }
  model_->preview = std::move(*preview);
  model_->stage = Stage::kPreview;
}

void SeriesPart::send() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  api::series::Edit wanted = *shown_;
  wanted.reason = model_->reason;
  if (model_->doing == What::kCancel) wanted.by = model_->by;
  if (model_->preview->asks_for_reason) wanted.override_reason = model_->override_reason;
  link::Box& box = desk_.context.box;
  box.ask(life_, api::series::apply, api::series::ApplyRequest{wanted, model_->preview->token},
          [this](const Result<api::series::Applied>& reply) { finish(reply); },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void SeriesPart::finish(const Result<api::series::Applied>& reply) {
  if (!model_) return;
  busy_ = false;
  desk_.refresh();
  if (!reply) {
    problem_ = reply.error().code;
    if (reply.error().code != ErrorCode::kConflict || reply.error().field != "token") return;
    model_->changed_since = true;
    return look();
  }
  const text::SeriesMessages say(desk_.context.language);
  const std::string name = model_->client_name;
  const What done = model_->doing;
  close();
  switch (done) {
    case What::kCreate:
      return desk_.say(say.series_marked_create(name));
    case What::kCancel:
      return desk_.say(say.series_marked_cancel(name));
    case What::kUndo:
      return desk_.say(say.series_marked_undo(name));
    case What::kChange:
    case What::kSettle:
      break;
  }
  desk_.say(say.series_marked_change(name));
}

void SeriesPart::act(SeriesIntent intent) {
  const bool only_this = model_->scope == Scope::kOnlyThis;
  const BoardRow row = *row_;
  switch (intent) {
    case SeriesIntent::kNone:
      return;
    case SeriesIntent::kClose:
      return close();
    case SeriesIntent::kBack:
      return go_back();
    case SeriesIntent::kChange:
      if (only_this) {
        close();
        return only_this_.move(row);
      }
      fill_from_series();
      return begin(What::kChange);
    case SeriesIntent::kCancel:
      if (only_this) {
        close();
        return only_this_.cancel(row);
      }
      return begin(What::kCancel);
    case SeriesIntent::kUndo:
      return begin(What::kUndo);
    case SeriesIntent::kLook:
      return look();
    case SeriesIntent::kDo:
      return send();
  }
}

void SeriesPart::draw(ui::Ui& ui) {
  if (!model_) return;
  act(screens::desk::draw(ui, desk_.frame(busy_, problem_), *model_));
}

}  // namespace alcove::flows::desk
