// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/day_list_sheet.h"

namespace alcove::flows::desk {

// The day's list on paper: made by the box, printed or saved here.
class PaperPart final : public SheetPart {
 public:
  PaperPart(const Desk& desk, PaperWays ways) : desk_(desk), ways_(std::move(ways)) {}

  bool possible() const { return static_cast<bool>(ways_.print); }  // else there is no button
  const SavePaper& save_way() const { return ways_.save; }
  void open(LocalDate day);
  bool is_open() const override { return model_.has_value(); }
  void draw(ui::Ui& ui) override;

 private:
  enum class Way : std::uint8_t { kPrint, kSave };
  void fetch(Way way);
  void print(Bytes pdf);
  void save(Bytes pdf);
  void refused(ErrorCode code);

  const Desk& desk_;
  PaperWays ways_;
  link::Life life_;
  std::optional<screens::desk::DayListModel> model_;
  bool busy_ = false;
};

}  // namespace alcove::flows::desk
