// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/desk/correction_sheet.h"
#include "kiosk/screens/desk/day_board.h"

namespace alcove::flows::desk {

// Somebody checked in at the lobby terminal under another client's name: whose it was, what would
// happen, and that it happens. Owns its sheet. At the desk and over a chart.
class CorrectionPart final : public SheetPart {
 public:
  // What is around it.
  struct Around {
    // Whether the box has not answered for half a second.
    std::function<bool()> slow;
    // The day has changed, or may have.
    std::function<void()> refresh;
    // It is done: what is to be said of it, and the visit that has it now.
    std::function<void(std::string, const AppointmentId&)> done;
  };
  CorrectionPart(const StaffContext& context, Around around)
      : context_(context), around_(std::move(around)) {}

  using BoardRow = screens::desk::BoardRow;
  struct CheckedIn {
    CheckInId check_in;
    UtcTime at;
  };
  // `day` is every visit of that day.
  void open(const BoardRow& wrong, const CheckedIn& checked_in, const std::vector<BoardRow>& day);

  // That check-in of the chosen visit, as its panel has read it.
  void open(const BoardRow& wrong, const CheckInId& check_in,
            const screens::desk::DayBoardModel& board);

  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override { return model_ && !model_->reason.empty(); }
  // The day as it is now: the visits to choose from follow.
  void day_changed(const std::vector<BoardRow>& day);
  void draw(ui::Ui& ui) override;
  void on_link() override;

 private:
  void take_others(const std::vector<BoardRow>& day);
  void read_preview();
  void send();
  void close();

  const StaffContext& context_;
  Around around_;
  link::Life life_;
  std::optional<screens::desk::CorrectionModel> model_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
