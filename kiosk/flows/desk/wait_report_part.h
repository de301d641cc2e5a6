// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/screens/desk/wait_report.h"

namespace alcove::flows::desk {

// The sheet that says how long people waited, over the waitlist. The file is saved at this
// terminal, where it has a place for papers.
class WaitReportPart {
 public:
  WaitReportPart(const Desk& desk, SavePaper save) : desk_(desk), save_(std::move(save)) {}

  void open();
  bool is_open() const { return model_.has_value(); }
  void draw(ui::Ui& ui);
  void close();
  void on_link();

 private:
  void read();
  void save();

  const Desk& desk_;
  SavePaper save_;
  link::Life life_;
  std::optional<screens::desk::WaitReportModel> model_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
