// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/paper_part.h"

#include "shared/api/day_list.h"

namespace alcove::flows::desk {

using screens::desk::DayListIntent;
using screens::desk::DayListModel;
using screens::desk::DayListResult;

void PaperPart::open(LocalDate day) {
  model_ = DayListModel{.day = day, .can_save = static_cast<bool>(ways_.save)};
  busy_ = false;
}

void PaperPart::draw(ui::Ui& ui) {
  if (!model_) return;
  switch (screens::desk::draw(ui, desk_.frame(busy_, model_->problem), *model_)) {
    case DayListIntent::kNone:
      return;
    case DayListIntent::kClose:
      life_.renew();
      model_.reset();
      return;
    case DayListIntent::kPrint:
      return fetch(Way::kPrint);
    case DayListIntent::kSave:
      return fetch(Way::kSave);
  }
}

void PaperPart::refused(ErrorCode code) {
  busy_ = false;
  if (model_) model_->problem = code;
}

void PaperPart::fetch(Way way) {
  if (busy_) return;
  busy_ = true;
  model_->problem.reset();
  model_->result = DayListResult::kNone;
  desk_.context.box.ask(
      life_, api::appointments::day_list, api::appointments::DayListRequest{model_->day},
      [this, way](Result<api::appointments::DayListReply> reply) {
        if (!model_) return;
        if (!reply) return refused(reply.error().code);
        model_->count = reply->count;
        way == Way::kPrint ? print(std::move(reply->pdf)) : save(std::move(reply->pdf));
      });
}

void PaperPart::print(Bytes pdf) {
  desk_.context.box.run<Result<void>>(
      life_, [print = ways_.print, pdf = std::move(pdf)] { return print(pdf); },
      [this](const Result<void>& printed) {
        if (!model_) return;
        busy_ = false;
        model_->result = printed ? DayListResult::kPrinted : DayListResult::kNotPrinted;
        if (!printed && printed.error().code == ErrorCode::kNotFound) {
          model_->result = DayListResult::kNoPrinting;
        }
      },
      Result<void>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

void PaperPart::save(Bytes pdf) {
  desk_.context.box.run<Result<std::string>>(
      life_,
      [save = ways_.save, name = "day-list-" + format_date(model_->day) + ".pdf",
       pdf = std::move(pdf)] { return save(name, pdf); },
      [this](Result<std::string> saved) {
        if (!model_) return;
        if (!saved) return refused(saved.error().code);
        busy_ = false;
        model_->result = DayListResult::kSaved;
        model_->where = std::move(saved).value();
      },
      Result<std::string>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

}  // namespace alcove::flows::desk
