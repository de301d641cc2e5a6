// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/calendar_file_part.h"

namespace alcove::flows::desk {

using api::calendar_file::ExportReply;
using screens::desk::CalendarFileIntent;
using screens::desk::CalendarFileModel;

void CalendarFilePart::open(const StaffId& clinician, const std::string& name) {
  close();
  model_ = CalendarFileModel{.clinician = clinician, .name = name};
}

void CalendarFilePart::close() {
  life_.renew();
  model_.reset();
  busy_ = false;
  problem_.reset();
}

void CalendarFilePart::refused(ErrorCode code) {
  busy_ = false;
  problem_ = code;
}

void CalendarFilePart::fetch() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  model_->saved_as.clear();
  context_.box.ask(life_, api::calendar_file::export_file,
                   screens::desk::asked_by(*model_, date_of(context_.wall_clock())),
                   [this](Result<ExportReply> reply) {
                     if (!model_) return;
                     if (!reply) return refused(reply.error().code);
                     model_->count = reply->count;
                     save(std::move(reply->file));
                   });
}

void CalendarFilePart::save(Bytes file) {
  const std::string name = "calendar-" + format_date(date_of(context_.wall_clock())) + "-" +
                           model_->clinician.text() + ".ics";
  context_.box.run<Result<std::string>>(
      life_, [save = save_, name, file = std::move(file)] { return save(name, file); },
      [this](Result<std::string> saved) {
        if (!model_) return;
        if (!saved) return refused(saved.error().code);
        busy_ = false;
        model_->saved_as = std::move(saved).value();
      },
      Result<std::string>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

void CalendarFilePart::draw(ui::Ui& ui) {
  if (!model_) return;
  const screens::desk::SheetFrame frame{context_.language, context_.touch_keyboard,
                                        context_.box.there(), busy_, problem_};
  switch (screens::desk::draw(ui, frame, *model_)) {
    case CalendarFileIntent::kNone:
      return;
    case CalendarFileIntent::kClose:
      return close();
    case CalendarFileIntent::kSave:
      return fetch();
  }
}

}  // namespace alcove::flows::desk
