// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/flows/desk/absence_part.h"
#include "kiosk/flows/desk/sheet_part.h"

namespace alcove::flows::desk {

// From the panel of a visit that would meet nobody straight to what becomes of it: the sheet that
// its time off or its closed day opens, for the day on which it is; and from a session that was
// moved to its calls. Closing them leads back to that day.
class AwayPart final : public SheetPart {
 public:
  using Row = screens::desk::BoardRow;

  // `cancel` is for a visit whose time off is over: nothing is decided about that any more.
  AwayPart(Desk& desk, std::function<void(const Row&)> cancel,
           std::function<void(const api::absences::AbsenceId&)> print_calls)
      : desk_(desk),
        cancel_(std::move(cancel)),
        absence_(desk.context, desk.book,
                 {.slow = [this] { return desk_.slow; },
                  .say = [this](std::string words) { desk_.say(std::move(words)); },
                  .print_calls = std::move(print_calls)}) {}

  void open(const Row& row);
  // Of a session that was moved: who is to be told, and who was.
  void open_calls(const api::absences::MeetingId& session);

  bool is_open() const override { return absence_.is_open(); }
  bool busy() const override { return looking_ || absence_.busy(); }
  bool has_typed() const override { return absence_.has_typed(); }
  void draw(ui::Ui& ui) override { absence_.draw(ui); }
  void on_day_changed() override { absence_.on_day_changed(); }
  void on_link() override;

 private:
  void take_record(const Row& row, const api::availability::OfClinicianReply& record);

  Desk& desk_;
  std::function<void(const Row&)> cancel_;
  AbsencePart absence_;
  link::Life life_;
  bool looking_ = false;
};

}  // namespace alcove::flows::desk
