// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/client_visits.h"

namespace alcove::flows::desk {

// A client's visits over the record. The box tells the latest first and 50 a page: pages are read
// until nothing that is to come can be on a further one, so that the nearest is never missing; the
// older ones are read when they are asked for.
class ClientVisitsPart final : public SheetPart {
 public:
  using Show = std::function<void(LocalDate, const AppointmentId&)>;

  // `show` is told which visit was pressed; this is closed by then.
  ClientVisitsPart(const Desk& desk, Show show) : desk_(desk), show_(std::move(show)) {}

  void open(const ClientId& client, std::string name);

  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return reading_; }
  bool has_typed() const override { return false; }
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;
  void on_link() override { read(); }

 private:
  void close();
  void read();
  void read_older();
  void read_page(const std::optional<std::string>& next);
  void take_page(Result<api::appointments::OfClientReply> reply);
  bool has_enough() const;

  const Desk& desk_;
  Show show_;
  link::Life life_;
  ClientId client_;
  std::optional<screens::desk::VisitsModel> model_;
  std::vector<screens::desk::BoardRow> incoming_;
  std::size_t wanted_ = 0;           // at least so many, where there are
  std::optional<std::string> next_;  // after the rows that are shown
  bool reading_ = false;
  bool read_again_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk
