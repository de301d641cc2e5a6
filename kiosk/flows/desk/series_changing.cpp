// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/series_part.h"
#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/text/series_messages.h"

// What goes to the box: a change and its preview, and a decision about a date.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::series::What;
using Stage = SeriesModel::Stage;
using Scope = SeriesModel::Scope;

api::series::Edit SeriesPart::edit() const {
  const SeriesModel& model = *model_;
  api::series::Edit wanted;
  wanted.what = model.doing;
  wanted.series = model.series ? model.series->id : id_;
  wanted.base_revision = model.series ? model.series->revision : 0;
  if (new_) {
    wanted.client = new_->client;
    wanted.service = new_->service;
    wanted.terms = new_->terms;
    wanted.terms->extra_dates = model.added_to(new_->terms);
  } else if (model.doing == What::kCreate) {
    wanted.client = row_->appointment.client;
    wanted.service = row_->appointment.service;
    wanted.terms = model.terms();
  }
  if (model.doing == What::kChange) wanted.terms = model.terms();
  if (model.doing == What::kCreate || model.doing == What::kChange) {
    wanted.taken_out = model.taken_out;
  }
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
  asked_ = edit();
  desk_.context.box.ask(life_, api::series::preview, *asked_,
                        [this](Result<api::series::Preview> reply) { take(std::move(reply)); });
}

// Where it was refused, what was seen before is what counts on.
void SeriesPart::take(Result<api::series::Preview> preview) {
  if (!model_) return;
  busy_ = false;
  if (!preview) {
    const bool nothing_seen = model_->stage == Stage::kPreview && !model_->preview;
    if (model_->preview && shown_) {
      model_->taken_out = shown_->taken_out;
      model_->added = added_shown_;
    }
    if (nothing_seen) go_back();
    problem_ = preview.error().code;
    return;
  }
  shown_ = asked_;
  added_shown_ = model_->added;
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
    model_->seen = model_->preview->dates;
    model_->from_its_top.reset();
    return look();
  }
  const std::string name = model_->client_name;
  const What done = model_->doing;
  const api::series::SeriesId series = reply->series.id;
  const auto booked = new_ ? new_->booked : std::function<void()>();
  close();
  if (booked) booked();
  if (done == What::kCreate) {
    say_begun(series, name);
  } else {
    say_done(done, series, name);
  }
  if (others_.changed) others_.changed();
}

void SeriesPart::say_done(What done, const api::series::SeriesId& series, const std::string& name) {
  const text::SeriesMessages say(desk_.context.language);
  switch (done) {
    case What::kCancel:
      return desk_.say_series(say.series_marked_cancel(name), series, name);
    case What::kUndo:
      return desk_.say(say.series_marked_undo(name));
    case What::kCreate:
    case What::kChange:
    case What::kSettle:
      break;
  }
  desk_.say_series(say.series_marked_change(name), series, name);
}

// As after every booking: the visit that came of it is the one that is chosen.
void SeriesPart::say_begun(const api::series::SeriesId& id, const std::string& name) {
  const std::string words = text::SeriesMessages(desk_.context.language).series_marked_create(name);
  desk_.say(words);
  desk_.context.box.ask(after_life_, api::series::open, api::series::OpenRequest{.series = id},
                        [this, words](const Result<api::series::OpenReply>& reply) {
                          if (!reply) return;
                          for (const api::series::DateView& one : reply->dates) {
                            if (!one.appointment || !one.start) continue;
                            desk_.choose(*one.appointment);
                            desk_.say_made(words, date_of(*one.start), *one.appointment);
                            return desk_.refresh();
                          }
                        });
}

api::series::SettleRequest SeriesPart::settling() const {
  api::series::SettleRequest request;
  request.series = model_->series->id;
  request.base_revision = model_->series->revision;
  request.date = model_->without_place[model_->deciding].date;
  return request;
}

void SeriesPart::place() {
  const api::series::DateView& date = model_->without_place[model_->deciding];
  DateToPlace wanted{.request = settling(),
                     .series = *model_->series,
                     .name = model_->client_name,
                     .stands_for = date.start ? date.appointment : std::nullopt,
                     .now_at = date.date,
                     .then = [this, name = model_->client_name, row = row_, request = request_] {
                       start(name, row, request);
                       if (others_.changed) others_.changed();
                     }};
  close();
  others_.place(std::move(wanted));
}

void SeriesPart::settle(api::series::SettleHow how) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  api::series::SettleRequest request = settling();
  request.how = how;
  request.reason = model_->reason;
  link::Box& box = desk_.context.box;
  const std::string when = series_moment(desk_.context.language, request.date, model_->today);
  box.ask(life_, api::series::settle_collision, request,
          [this, how, when](const Result<api::series::Series>& reply) {
            if (!model_) return;
            busy_ = false;
            desk_.refresh();
            if (!reply) {
              problem_ = reply.error().code;
              return;
            }
            const text::SeriesMessages say(desk_.context.language);
            desk_.say(how == api::series::SettleHow::kSkip ? say.series_marked_skip(when)
                                                           : say.series_marked_keep(when));
            if (others_.changed) others_.changed();
            start(model_->client_name, row_, request_);
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

}  // namespace alcove::flows::desk
