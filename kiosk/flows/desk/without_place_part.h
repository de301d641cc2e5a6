// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/without_place.h"

namespace alcove::flows::desk {

// The dates of all series without a place. About each is decided in the sheet of its series, which
// lies over this one; the list is read again when one was decided, or the day changes.
class WithoutPlacePart final : public SheetPart {
 public:
  using OpenSeries =
      std::function<void(const api::series::SeriesId&, const std::string& spoken_name)>;

  WithoutPlacePart(const Desk& desk, OpenSeries open_series)
      : desk_(desk), open_series_(std::move(open_series)) {}

  void open();
  void read_again();  // nothing while it is not open

  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return model_ && !model_->read && !problem_; }
  bool has_typed() const override { return false; }
  void draw(ui::Ui& ui) override;
  void on_day_changed() override { read_again(); }
  void on_link() override { read_again(); }

 private:
  const Desk& desk_;
  OpenSeries open_series_;
  link::Life life_;
  std::optional<screens::desk::WithoutPlaceModel> model_;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
