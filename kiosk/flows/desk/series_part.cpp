// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/series_part.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "shared/rules/recurrence_rule.h"

namespace alcove::flows::desk {

using namespace screens::desk;
using api::series::What;
using Stage = SeriesModel::Stage;
using Scope = SeriesModel::Scope;

void SeriesPart::start(std::string name, std::optional<BoardRow> row,
                       api::series::OpenRequest request) {
  close();
  row_ = std::move(row);
  request_ = request;
  model_.emplace();
  model_->client_name = std::move(name);
  model_->of_visit = row_.has_value();
  if (!row_) model_->scope = Scope::kAll;
  model_->today = date_of(desk_.context.wall_clock());
  model_->clinicians = desk_.book.clinicians();
  model_->rooms = desk_.book.rooms();
  model_->resources = desk_.book.resources();
  read();
}

void SeriesPart::open(const BoardRow& row) {
  start(spoken_name(row.client_name), row, {.appointment = row.appointment.id});
}

void SeriesPart::open_series(const api::series::SeriesId& id, const std::string& name) {
  start(name, std::nullopt, {.series = id});
}

void SeriesPart::open_undo(const api::series::SeriesId& id, const std::string& name) {
  open_series(id, name);
  undo_when_read_ = true;
}

void SeriesPart::open_new(NewSeries wanted) {
  close();
  id_ = wanted.id;
  new_ = std::move(wanted);
  model_.emplace();
  model_->of_booking = true;
  model_->today = date_of(desk_.context.wall_clock());
  model_->client_name = new_->name;
  model_->clinicians = desk_.book.clinicians();
  model_->rooms = desk_.book.rooms();
  model_->resources = desk_.book.resources();
  model_->clinician = new_->terms.clinician;
  model_->room = new_->terms.room;
  model_->takes = new_->terms.resources;
  begin(What::kCreate);
  look();
}

void SeriesPart::close() {
  model_.reset();
  row_.reset();
  new_.reset();
  shown_.reset();
  undo_when_read_ = false;
  life_.renew();
  busy_ = false;
  problem_.reset();
}

void SeriesPart::on_link() {
  if (!model_) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (model_->stage != Stage::kReading || busy_) return;
  new_ ? look() : read();
}

void SeriesPart::read() {
  busy_ = true;
  desk_.context.box.ask(life_, api::series::open, request_,
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
  model_->series = opened_.series;
  if (model_->series) {
    model_->changed_at = desk_.context.zone.to_local(model_->series->at);
    model_->clinician = model_->series->terms.clinician;
    model_->room = model_->series->terms.room;
    for (const api::series::DateView& one : opened_.dates) {
      const bool waits = one.standing == api::series::Standing::kCollides &&
                         one.touch == api::series::Touch::kNone;
      if (waits && one.date > desk_.context.wall_clock()) model_->without_place.push_back(one);
    }
    model_->stage = Stage::kOverview;
    if (std::exchange(undo_when_read_, false)) begin(What::kUndo);
    return;
  }
  id_ = api::series::SeriesId::make(desk_.context.box.now(), desk_.context.box.random());
  fill_from_visit();
  begin(What::kCreate);
}

// The same from its next day on: this visit stands already, or is over.
void SeriesPart::fill_from_visit() {
  const api::appointments::Appointment& at = row_->appointment;
  SeriesModel& model = *model_;
  model.clinician = at.clinician;
  model.room = at.room;
  model.takes = at.resources;
  model.minutes = std::to_string(at.minutes);
  model.time = text::clock_time(desk_.context.language, at.start);
  model.day = next_day(date_of(at.start), model.repeating.how, model.today);
  using State = api::appointments::AppointmentState;
  if (!rules::holds_time(at.state) && at.state != State::kCheckedOut) return;
  model.begun_at = at.start;
  model.repeating.booked = 1;
}

// Whether a change reaches that date.
bool SeriesPart::is_reached(LocalDateTime date) const {
  if (date <= desk_.context.wall_clock()) return false;
  return model_->scope != Scope::kFollowing || date >= opened_.date;
}

// The first one of the rule that a change reaches.
const api::series::DateView* SeriesPart::first_date() const {
  const std::vector<LocalDateTime>& added = model_->series->terms.extra_dates;
  for (const api::series::DateView& one : opened_.dates) {
    const bool of_rule = std::find(added.begin(), added.end(), one.date) == added.end();
    if (of_rule && is_reached(one.date)) return &one;
  }
  return nullptr;
}

// Those at the time of the others go along when that changes.
void SeriesPart::fill_added(const api::series::Terms& terms, LocalDateTime start) {
  using std::chrono::days;
  using std::chrono::floor;
  model_->added.clear();
  for (const LocalDateTime one : terms.extra_dates) {
    if (!is_reached(one) || one == start) continue;
    const std::chrono::minutes of_day(one - floor<days>(one));
    SeriesModel::Added added{.day = date_of(one), .of_day = of_day, .known = true};
    if (of_day == start - floor<days>(start)) added.of_day.reset();
    model_->added.push_back(added);
  }
}

// Where only added dates are to come, the first of them is the one that the rule has left.
void SeriesPart::fill_from_series() {
  SeriesModel& model = *model_;
  const api::series::Terms& terms = model.series->terms;
  const api::series::DateView* const first = first_date();
  const auto added = std::find_if(terms.extra_dates.begin(), terms.extra_dates.end(),
                                  [&](LocalDateTime one) { return is_reached(one); });
  const bool only_added = first == nullptr && added != terms.extra_dates.end();
  const LocalDateTime start = first != nullptr ? first->date : only_added ? *added : terms.start;
  model.clinician = terms.clinician;
  model.room = terms.room;
  model.takes = terms.resources;
  model.minutes = std::to_string(terms.minutes);
  model.time = text::clock_time(desk_.context.language, start);
  model.day = date_of(start);
  fill_added(terms, start);
  if (!only_added) return end_from_series(terms, first);
  model.repeating = Repeating{};
  model.repeating.ends = Repeating::Ends::kCount;
  model.repeating.count = "1";
}

void SeriesPart::end_from_series(const api::series::Terms& terms,
                                 const api::series::DateView* first) {
  SeriesModel& model = *model_;
  model.repeating = repeating_of(terms, model.day);
  const auto rule = rules::parse_recurrence_rule(terms.rule);
  if (rule && rule->count) {
    model.repeating.ends = Repeating::Ends::kCount;
    const std::int64_t before =
        first != nullptr ? std::max<std::int64_t>(0, first->place_in_rule - 1) : 0;
    model.repeating.count = std::to_string(std::max<std::int64_t>(1, *rule->count - before));
  } else if (terms.last_day || (rule && rule->until)) {
    model.repeating.ends = Repeating::Ends::kDay;
    model.repeating.last_day =
        terms.last_day ? *terms.last_day : date_of(desk_.context.zone.to_local(*rule->until));
  }
}

void SeriesPart::begin(What doing) {
  SeriesModel& model = *model_;
  model.doing = doing;
  model.preview.reset();
  model.taken_out.clear();
  model.changed_since = false;
  model.reason.clear();
  model.override_reason.clear();
  problem_.reset();
  if (model.of_booking) return;
  if (doing == What::kCreate || doing == What::kChange) {
    model.stage = Stage::kTerms;
    return;
  }
  model.stage = Stage::kPreview;
  look();
}

void SeriesPart::go_back() {
  if (model_->of_booking) return close();
  SeriesModel& model = *model_;
  model.preview.reset();
  model.changed_since = false;
  problem_.reset();
  const bool has_terms = model.doing == What::kCreate || model.doing == What::kChange;
  model.stage = has_terms && model.stage == Stage::kPreview ? Stage::kTerms : Stage::kOverview;
}

void SeriesPart::act_on_only_this(SeriesIntent intent) {
  const BoardRow row = *row_;
  close();
  intent == SeriesIntent::kCancel ? others_.cancel(row) : others_.move(row);
}

void SeriesPart::act(SeriesIntent intent) {
  const bool only_this = model_->scope == Scope::kOnlyThis;
  switch (intent) {
    case SeriesIntent::kNone:
      return;
    case SeriesIntent::kClose:
      return close();
    case SeriesIntent::kBack:
      return go_back();
    case SeriesIntent::kChange:
      if (only_this) return act_on_only_this(intent);
      fill_from_series();
      return begin(What::kChange);
    case SeriesIntent::kCancel:
      return only_this ? act_on_only_this(intent) : begin(What::kCancel);
    case SeriesIntent::kUndo:
      return begin(What::kUndo);
    case SeriesIntent::kLook:
      model_->taken_out.clear();  // they are dates of the terms before
      return look();
    case SeriesIntent::kLookWithout:
      model_->changed_since = false;  // what differs then is one's own doing
      return look();
    case SeriesIntent::kDo:
      return send();
    case SeriesIntent::kAnotherTime:
      return place();
    case SeriesIntent::kKeep:
      model_->reason.clear();
      return settle(api::series::SettleHow::kKeep);
    case SeriesIntent::kSkip:
      model_->reason.clear();
      problem_.reset();
      model_->stage = Stage::kSkip;
      return;
    case SeriesIntent::kDoSkip:
      return settle(api::series::SettleHow::kSkip);
  }
}

void SeriesPart::draw(ui::Ui& ui) {
  if (!model_) return;
  act(screens::desk::draw(ui, desk_.frame(busy_, problem_), *model_));
}

}  // namespace alcove::flows::desk
