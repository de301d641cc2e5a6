// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"

// A client's visits, over the record: those to come first, so that "when is my next one?" is
// answered by the first line.
namespace alcove::screens::desk {

struct VisitsModel {
  std::string name{};
  UtcTime now{};
  LocalDate today{};
  std::vector<BoardRow> rows{};  // as the box tells them: the latest first
  bool read = false;             // every one to come is among them
  bool more = false;             // older ones are not
};
struct VisitsIntent {
  bool close = false;
  bool more = false;                  // the next older ones
  std::optional<std::size_t> open{};  // of `rows`
};
VisitsIntent draw(ui::Ui& ui, const SheetFrame& frame, const VisitsModel& model);

// By index: what is to come, the nearest first, somebody who is here now among them; and what is
// over, was moved or cancelled, the latest first.
struct VisitsInOrder {
  std::vector<std::size_t> to_come;
  std::vector<std::size_t> others;
};
VisitsInOrder in_order(const VisitsModel& model);

}  // namespace alcove::screens::desk
