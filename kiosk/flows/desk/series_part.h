// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/series_sheet.h"

namespace alcove::flows::desk {

// Visits that repeat, from one of them: begins a series, or changes, cancels or takes back what the
// series came to. Everything is seen in a preview first; where the book has changed since, the new
// preview is shown and nothing is done.
class SeriesPart final : public SheetPart {
 public:
  using BoardRow = screens::desk::BoardRow;
  // What concerns only the one visit has sheets of its own.
  struct OnlyThis {
    std::function<void(const BoardRow&)> move;
    std::function<void(const BoardRow&)> cancel;
  };

  SeriesPart(const Desk& desk, OnlyThis only_this)
      : desk_(desk), only_this_(std::move(only_this)) {}

  void open(const BoardRow& row);
  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return busy_; }
  void draw(ui::Ui& ui) override;
  void on_link() override;  // the box is back

 private:
  void close();
  void read();
  void take(Result<api::series::OpenReply> reply);
  void fill_from_visit();
  void fill_from_series();
  const api::series::DateView* first_date() const;
  void act(screens::desk::SeriesIntent intent);
  void begin(api::series::What doing);
  void go_back();
  api::series::Edit edit() const;
  void look();
  void take(Result<api::series::Preview> preview);
  void send();
  void finish(const Result<api::series::Applied>& reply);

  const Desk& desk_;
  OnlyThis only_this_;
  link::Life life_;
  std::optional<screens::desk::SeriesModel> model_;
  std::optional<BoardRow> row_;
  api::series::OpenReply opened_;
  api::series::SeriesId id_;                // of a series that is to be made
  std::optional<api::series::Edit> shown_;  // that the preview is of
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
