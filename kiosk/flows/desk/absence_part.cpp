// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/absence_part.h"

#include "kiosk/text/absence_messages.h"

namespace alcove::flows::desk {

using screens::desk::AbsenceIntent;
using screens::desk::AbsenceModel;
using screens::desk::CallsModel;
using screens::desk::Colleague;
using screens::desk::TryIntent;
using screens::desk::TryModel;
namespace routes = api::absences;

screens::desk::SheetFrame AbsencePart::frame() const {
  return {context_.language, context_.touch_keyboard, context_.box.there(), busy_,
          problem_,          busy_ && around_.slow()};
}

std::vector<Colleague> AbsencePart::colleagues(const std::optional<StaffId>& but) const {
  std::vector<Colleague> all;
  for (const auto& one : book_.clinicians()) {
    if (one.id != but) all.push_back({one.id, one.display_name});
  }
  return all;
}

void AbsencePart::open(const std::optional<StaffId>& clinician, LocalDateTime from,
                       LocalDateTime until) {
  close();
  // Further ahead nothing is booked.
  const LocalDateTime furthest = from + std::chrono::days(routes::kMaxAheadDays);
  model_ = AbsenceModel{
      .edit = {.clinician = clinician, .from = from, .until = std::min(until, furthest)},
      .name = clinician ? book_.name_of(*clinician) : std::string(),
      .colleagues = colleagues(clinician)};
  preview();
}

void AbsencePart::open_lists() {
  close();
  lists_.emplace();
  read_lists();
}

void AbsencePart::open_calls(const routes::AbsenceId& id) {
  model_.reset();
  problem_.reset();
  list_ = id;
  calls_ = CallsModel{.zone = context_.zone, .can_print = around_.print_calls != nullptr};
  read_calls();
}

void AbsencePart::close() {
  life_.renew();
  look_life_.renew();
  model_.reset();
  lists_.reset();
  calls_.reset();
  try_.reset();
  busy_ = false;
  problem_.reset();
}

void AbsencePart::preview() {
  look_life_.renew();
  model_->preview.reset();
  if (model_->edit.what == routes::What::kReassign && !model_->edit.to) return;
  context_.box.ask(look_life_, routes::preview, model_->edit,
                   [this](Result<routes::Preview> reply) { take_preview(std::move(reply)); });
}

void AbsencePart::take_preview(Result<routes::Preview> reply) {
  if (!model_) return;
  if (reply) {
    problem_.reset();
    model_->preview = std::move(reply).value();
    return;
  }
  // A visit with a choice of its own is not booked then any more: the others are still listed.
  if (reply.error().field.starts_with("choices") && !model_->edit.choices.empty()) {
    model_->edit.choices.clear();
    model_->changed_meanwhile = true;
    return preview();
  }
  problem_ = reply.error().code;
}

void AbsencePart::apply() {
  if (busy_ || !model_->preview) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, routes::apply,
          routes::ApplyRequest{.absence = routes::AbsenceId::make(box.now(), box.random()),
                               .edit = model_->edit,
                               .token = model_->preview->token,
                               .reason = model_->reason},
          [this](const Result<routes::Applied>& reply) { take_applied(reply); },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void AbsencePart::take_applied(const Result<routes::Applied>& reply) {
  busy_ = false;
  if (!model_) return;
  if (!reply) {
    const bool another_book =
        reply.error().code == ErrorCode::kConflict && reply.error().field == "token";
    model_->changed_meanwhile = another_book;
    if (another_book) return preview();
    problem_ = reply.error().code;
    return;
  }
  const text::AbsenceMessages say(context_.language);
  if (reply->to_call == 0) {
    close();
    return around_.say(std::string(say.absence_done_nobody()));
  }
  around_.say(say.absence_done(reply->to_call));
  open_calls(reply->absence);
}

void AbsencePart::read_lists() {
  look_life_.renew();
  context_.box.ask(look_life_, routes::lists, wire::Nothing(),
                   [this](Result<routes::ListsReply> reply) {
                     if (!lists_) return;
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     problem_.reset();
                     lists_->reply = std::move(reply).value();
                   });
}

void AbsencePart::read_calls() {
  look_life_.renew();
  context_.box.ask(look_life_, routes::calls, routes::CallsRequest{list_},
                   [this](Result<routes::CallsReply> reply) {
                     if (!calls_) return;
                     if (!reply) {
                       problem_ = reply.error().code;
                       return;
                     }
                     problem_.reset();
                     calls_->reply = std::move(reply).value();
                   });
}

void AbsencePart::save_try() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, routes::log_try,
          routes::TryRequest{.absence = list_,
                             .client = tried_,
                             .absence_try = routes::AbsenceTryId::make(box.now(), box.random()),
                             .way = try_->way,
                             .outcome = try_->outcome,
                             .note = try_->note},
          [this](const Result<routes::CallTry>& reply) {
            busy_ = false;
            if (!reply) {
              problem_ = reply.error().code;
              return;
            }
            try_.reset();
            around_.say(std::string(text::AbsenceMessages(context_.language).calls_kept()));
            if (calls_) read_calls();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// The preview that somebody reads stays; the box refuses it where it does not hold any more.
void AbsencePart::on_day_changed() {
  if (calls_) return read_calls();
  if (lists_) read_lists();
}

void AbsencePart::on_link() {
  if (!context_.box.there()) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (model_ && !model_->preview && !busy_) preview();
  on_day_changed();
}

void AbsencePart::draw(ui::Ui& ui) {
  if (model_) return draw_edit(ui);
  if (calls_) return draw_calls(ui);
  if (lists_) draw_lists(ui);
}

void AbsencePart::draw_edit(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *model_).what) {
    case AbsenceIntent::What::kNone:
      return;
    case AbsenceIntent::What::kClose:
      return close();
    case AbsenceIntent::What::kChanged:
      model_->changed_meanwhile = false;
      return preview();
    case AbsenceIntent::What::kApply:
      return apply();
  }
}

void AbsencePart::draw_lists(ui::Ui& ui) {
  const auto intent = screens::desk::draw(ui, frame(), *lists_);
  if (intent.close) return close();
  if (intent.open) open_calls(lists_->reply->items[*intent.open].absence);
}

void AbsencePart::draw_calls(ui::Ui& ui) {
  if (try_) {
    const TryIntent intent = screens::desk::draw(ui, frame(), *try_);
    if (intent == TryIntent::kSave) return save_try();
    if (intent == TryIntent::kClose) {
      try_.reset();
      problem_.reset();
    }
    return;
  }
  const auto intent = screens::desk::draw(ui, frame(), *calls_);
  if (intent.close) {
    calls_.reset();
    problem_.reset();
    if (lists_) read_lists();
    return;
  }
  if (intent.print) return around_.print_calls(list_);
  if (!intent.tried) return;
  const routes::CallRow& row = calls_->reply->items[*intent.tried];
  tried_ = row.client;
  try_ = TryModel{.name = row.client_name};
}

}  // namespace alcove::flows::desk
