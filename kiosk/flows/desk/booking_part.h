// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/first_free_part.h"
#include "kiosk/flows/desk/series_part.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/booking.h"

namespace alcove::flows::desk {

// The sheet in which a visit is booked, put on the board, or moved, or a date of a series is given
// a place. While something is chosen it asks what is free; only the booking itself decides. What
// repeats goes on in the series' sheet, which lies over this one until it is booked.
class BookingPart final : public SheetPart {
 public:
  using BoardRow = screens::desk::BoardRow;

  BookingPart(const Desk& desk, std::function<void(NewSeries)> repeat)
      : desk_(desk), first_free_(desk), repeat_(std::move(repeat)) {}

  struct Who {
    ClientId client;
    std::string name;  // as it is spoken
    std::string line;  // number and birth date
  };
  void open_book(const Who& who, LocalDate day);
  void open_at(const Who& who, const screens::desk::GridPlace& place);
  void open_walk_in(const Who& who);
  void open_again(const BoardRow& row);  // the same a week later
  void open_move(const BoardRow& row);
  // Moves it without asking anything; the sheet opens only where something stands against it.
  void move_to(const BoardRow& row, const screens::desk::GridPlace& place);
  void open_place(DateToPlace date);

  bool is_open() const override { return model_.has_value() && !unseen_; }
  bool busy() const override { return busy_ || unseen_; }
  bool has_typed() const override { return is_open(); }  // for whom and when, at least
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;  // what was free may be taken
  void on_link() override;         // the box is back
  std::int64_t tick(std::int64_t now_ms) override;

 private:
  // booking_opening.cpp
  screens::desk::BookingModel blank(const Who& who, screens::desk::BookingKind kind);
  Who who_in(const BoardRow& row) const;
  void open_move_to(const BoardRow& row, const screens::desk::GridPlace& place);
  void put(screens::desk::BookingModel& model, const screens::desk::GridPlace& place) const;

  // booking_part.cpp
  void start(screens::desk::BookingModel model);
  void close();
  void fill_lists();
  void ask_free();
  void take_free(Result<api::appointments::FreeReply> reply);
  std::optional<std::string> override_reason() const;  // where one is asked for
  void book();
  void move();
  void move_unseen();
  void place();
  void see_dates();
  void finish(Result<api::appointments::Appointment> reply);
  void refused(const Error& refusal);
  template <class Request>
  void send(const wire::Route<Request, api::appointments::Appointment>& route, Request request);

  const Desk& desk_;
  FirstFreePart first_free_;
  std::function<void(NewSeries)> repeat_;
  link::Life life_;
  link::Life free_life_;
  std::optional<screens::desk::BookingModel> model_;
  std::optional<BoardRow> moving_;
  std::optional<DateToPlace> placing_;
  AppointmentId id_;  // of the visit that comes of it: the same however often it is tried
  api::series::SeriesId series_id_;  // likewise
  bool busy_ = false;
  bool unseen_ = false;  // a visit that was dragged: the sheet is not shown, or not yet
  std::optional<ErrorCode> problem_;
  // Refused for what is in the way: what that is is being asked, to be said instead of the code.
  std::optional<ErrorCode> unexplained_;
  bool free_is_due_ = false;
  std::int64_t now_ms_ = 0;
  std::int64_t free_due_ms_ = 0;
};

}  // namespace alcove::flows::desk
