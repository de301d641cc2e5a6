// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/desk/calendar_file_sheet.h"

namespace alcove::flows::desk {

// The sheet that saves a clinician's visits as a file at this terminal.
class CalendarFilePart {
 public:
  CalendarFilePart(StaffContext& context, SavePaper save)
      : context_(context), save_(std::move(save)) {}

  // Without a place for files there is no button for it.
  bool possible() const { return static_cast<bool>(save_); }
  void open(const StaffId& clinician, const std::string& name);
  bool is_open() const { return model_.has_value(); }
  void close();
  void draw(ui::Ui& ui);

 private:
  void fetch();
  void save(Bytes file);
  void refused(ErrorCode code);

  StaffContext& context_;
  SavePaper save_;
  link::Life life_;
  std::optional<screens::desk::CalendarFileModel> model_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
