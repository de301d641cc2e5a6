// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/series_sheet.h"
#include "shared/api/series_settle.h"

namespace alcove::flows::desk {

// A series as the booking's sheet wants it begun: from its visit's own date on.
struct NewSeries {
  api::series::SeriesId id;
  ClientId client;
  std::string name;  // as it is spoken
  api::series::ServiceId service;
  api::series::Terms terms;
  std::function<void()> booked;  // it is in the book
};

// A date of a series that is given another time, in the booking's sheet.
struct DateToPlace {
  api::series::SettleRequest request;  // series, revision and date
  api::series::Series series;
  std::string name;                           // as it is spoken
  std::optional<AppointmentId> stands_for{};  // the visit that stays where it is until then
  LocalDateTime now_at;                       // of that visit, else the date
  std::function<void()> then;                 // placed or not
};

// Visits that repeat: begins a series, or changes, cancels or takes back what it came to, and
// decides about its dates that had no place. Everything is seen in a preview first; where the book
// has changed since, the new preview is shown and nothing is done.
class SeriesPart final : public SheetPart {
 public:
  using BoardRow = screens::desk::BoardRow;
  struct Others {
    // What concerns only the one visit has sheets of its own.
    std::function<void(const BoardRow&)> move;
    std::function<void(const BoardRow&)> cancel;
    std::function<void(DateToPlace)> place;
    std::function<void()> changed{};  // dates may have found a place, or lost it
  };

  SeriesPart(const Desk& desk, Others others) : desk_(desk), others_(std::move(others)) {}

  void open(const BoardRow& row);
  void open_new(NewSeries wanted);  // over the booking's sheet, at the preview
  void open_series(const api::series::SeriesId& id, const std::string& name);
  // At what taking back its last change would come to.
  void open_undo(const api::series::SeriesId& id, const std::string& name);
  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override {
    return model_ && (new_ || !model_->reason.empty() || !model_->override_reason.empty());
  }
  void draw(ui::Ui& ui) override;
  void on_link() override;  // the box is back

 private:
  void start(std::string name, std::optional<BoardRow> row, api::series::OpenRequest request);
  void close();
  void read();
  void take(Result<api::series::OpenReply> reply);
  void fill_from_visit();
  void fill_from_series();
  bool is_reached(LocalDateTime date) const;
  const api::series::DateView* first_date() const;
  void fill_added(const api::series::Terms& terms, LocalDateTime start);
  void end_from_series(const api::series::Terms& terms, const api::series::DateView* first);
  void act(screens::desk::SeriesIntent intent);
  void act_on_only_this(screens::desk::SeriesIntent intent);
  void begin(api::series::What doing);
  void go_back();
  // series_changing.cpp
  api::series::Edit edit() const;
  void look();
  void take(Result<api::series::Preview> preview);
  void send();
  void finish(const Result<api::series::Applied>& reply);
  void say_done(api::series::What done, const api::series::SeriesId& series,
                const std::string& name);
  void say_begun(const api::series::SeriesId& id, const std::string& name);
  api::series::SettleRequest settling() const;
  void place();
  void settle(api::series::SettleHow how);

  const Desk& desk_;
  Others others_;
  link::Life life_;
  link::Life after_life_;  // of what is asked once the sheet is closed
  std::optional<screens::desk::SeriesModel> model_;
  std::optional<BoardRow> row_;       // the visit from which it was opened
  api::series::OpenRequest request_;  // what is read
  bool undo_when_read_ = false;
  std::optional<NewSeries> new_;  // of the booking's sheet
  api::series::OpenReply opened_;
  api::series::SeriesId id_;                // of a series that is to be made
  std::optional<api::series::Edit> shown_;  // that the preview is of
  std::vector<screens::desk::SeriesModel::Added> added_shown_;
  std::optional<api::series::Edit> asked_;  // whose preview is asked for
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
