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

// As a chooser shows them.
template <class Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) {
    if constexpr (requires { item.name; }) {
      names.push_back(item.name);
    } else {
      names.push_back(item.credential.empty() ? item.display_name
                                              : item.display_name + ", " + item.credential);
    }
  }
  return names;
}

// "Mo" to "Su".
std::array<std::string, 7> weekday_words(text::Language language);

// "MD, APRN"; empty where everybody gives the service.
std::string credentials_of(const std::vector<api::clinic_setup::Service>& services,
                           const std::optional<api::clinic_setup::ServiceId>& service);

// "lunch": what stands against a time, where it is not told whose.
std::string_view kind_words(text::Language language, rules::ConflictKind kind);

// "L. Brandt is at lunch from 12:00 to 12:50."
std::string conflict_sentence(text::Language language, const std::string& name,
                              const api::appointments::Conflict& conflict);

// "Room 2 is taken from 10:00 to 10:50 (Intake, T. Lindqvist)."
std::string taken_sentence(text::Language language, const std::string& name,
                           const api::appointments::Collision& collision);

// Whether everything is free, or else what is in the way: each thing in words, what is free instead
// one button away, and where only a reason is wanted, a field for it. True when an offer was taken.
bool free_words(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model);

// What is in the way, in words, and before it what is to be known of the time itself; empty where
// nothing is.
std::string words_against(text::Language language, const BookingModel& model);

}  // namespace alcove::screens::desk
