// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/day_close_sheet.h"

namespace alcove::flows::desk {

// The sheet in which a day is closed or opened again. What is open is read again with every change
// of the day.
class DayClosePart final : public SheetPart {
 public:
  // What is around it.
  struct Around {
    std::function<void(LocalDate)> go_to;
    std::function<void(const AppointmentId&)> show;  // chooses the visit on the board
  };
  DayClosePart(const Desk& desk, Around around) : desk_(desk), around_(std::move(around)) {}

  void open(LocalDate day);
  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override { return model_ && !model_->reason.empty(); }
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;
  void on_link() override;

 private:
  void read();
  void close();
  void send(const wire::Route<api::day_close::ChangeRequest, api::day_close::Closing>& route,
            std::string done);

  const Desk& desk_;
  Around around_;
  link::Life life_;
  link::Life look_life_;
  std::optional<screens::desk::DayCloseModel> model_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

// Whether these roles close days: as the box decides it.
bool may_close_days(const std::vector<api::Role>& roles);

}  // namespace alcove::flows::desk
