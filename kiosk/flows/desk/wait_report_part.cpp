// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/wait_report_part.h"

namespace alcove::flows::desk {

using api::waitlist::ReportReply;
using screens::desk::WaitReportIntent;
using screens::desk::WaitReportModel;

void WaitReportPart::open() {
  close();
  model_ = WaitReportModel{.can_save = static_cast<bool>(save_)};
  read();
}

void WaitReportPart::close() {
  life_.renew();
  model_.reset();
  busy_ = false;
  problem_.reset();
}

void WaitReportPart::read() {
  life_.renew();
  busy_ = false;
  problem_.reset();
  model_->read = false;
  model_->saved_as.clear();
  desk_.context.box.ask(life_, api::waitlist::report,
                        screens::desk::asked_by(model_->span, date_of(desk_.context.wall_clock())),
                        [this](Result<ReportReply> reply) {
                          if (!model_) return;
                          if (!reply) {
                            problem_ = reply.error().code;
                            return;
                          }
                          model_->report = std::move(reply).value();
                          model_->read = true;
                        });
}

void WaitReportPart::on_link() {
  if (model_ && !model_->read) read();
}

void WaitReportPart::save() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  const std::string name =
      "time-to-service-" + format_date(date_of(desk_.context.wall_clock())) + ".csv";
  desk_.context.box.run<Result<std::string>>(
      life_, [save = save_, name, csv = model_->report.csv] { return save(name, csv); },
      [this](Result<std::string> saved) {
        if (!model_) return;
        busy_ = false;
        if (!saved) {
          problem_ = saved.error().code;
          return;
        }
        model_->saved_as = std::move(saved).value();
      },
      Result<std::string>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

void WaitReportPart::draw(ui::Ui& ui) {
  if (!model_) return;
  const WaitReportIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *model_);
  if (intent.close) return close();
  if (intent.changed) return read();
  if (intent.save) save();
}

}  // namespace alcove::flows::desk
