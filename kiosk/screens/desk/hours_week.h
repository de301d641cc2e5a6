// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/hours_sheets.h"

// A clinician's week is set: from when until when, and for each weekday its parts. A weekday is
// changed in a sheet of its own over this one.
namespace alcove::screens::desk {

// A part of a day as it is typed.
struct TypedPart {
  std::string from{};
  std::string until{};
  rules::SlotType type = rules::SlotType::kTherapy;
  bool overbook = false;
};

// One weekday while it is changed; nothing of it counts before Done.
struct WeekdayModel {
  std::int64_t weekday = 1;  // 1 is Monday
  std::vector<TypedPart> parts{};
  std::array<bool, 7> also{};                  // the same on these, from Monday on
  std::optional<std::size_t> choosing_type{};  // of which part

  enum class Wrong : std::uint8_t { kNothing, kUnread, kStep, kOrder };
  Wrong wrong() const;
  std::vector<api::availability::Block> blocks(std::int64_t on) const;  // nothing is wrong
};

struct WeekModel {
  api::availability::Hours record{};  // as it is wanted; revision 0: a new one
  std::string name{};                 // whose, as it is shown
  LocalDate today{};
  // Hours that hold on and after the first day: they end the day before, in a write of their own.
  std::optional<api::availability::Hours> ends{};
  std::optional<ErrorCode> refused{};  // a refusal with words of its own here
  std::optional<WeekdayModel> weekday{};

  enum class Choosing : std::uint8_t { kNothing, kFrom, kUntil };
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};
};
HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, WeekModel& model);

WeekdayModel weekday_of(text::Language language, const api::availability::Hours& hours,
                        std::int64_t weekday);
// What of all hours has to end before new ones begin on `from`: the one that holds on the day
// before and after, as it has to be then. Nothing where the new ones fit, or where more than that
// is in the way.
std::optional<api::availability::Hours> ended_before(
    const std::vector<api::availability::Hours>& all, LocalDate from);

}  // namespace alcove::screens::desk
