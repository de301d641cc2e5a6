// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/booking.h"

// The part of the booking's sheet that says what is in the way.
namespace alcove::screens::desk {

template <class Item, class IdType>
std::optional<std::size_t> index_of(const std::vector<Item>& items,
                                    const std::optional<IdType>& id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (id == items[i].id) return i;
  }
  return std::nullopt;
}

template <class Item, class IdType>
std::string name_in(const std::vector<Item>& items, const std::optional<IdType>& id) {
  const auto index = index_of(items, id);
  if (!index) return {};
  if constexpr (requires { items[0].name; }) {
    return items[*index].name;
  } else {
    return items[*index].display_name;
  }
}

// Whether everything is free, or else what is in the way: each thing in words, what is free instead
// one button away, and where only a reason is wanted, a field for it. True when an offer was taken.
bool free_words(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model);

}  // namespace alcove::screens::desk
