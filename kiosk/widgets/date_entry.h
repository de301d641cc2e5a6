// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/time.h"

// A date as it is being typed, figure by figure, in three parts: month, day, year. Pure logic; the
// field and the digits pad both feed it. A part that can take no further figure hands on to the
// next: "4" is April at once, "1" waits for a second figure.
namespace alcove::ui {

enum class DatePart : std::uint8_t { kMonth, kDay, kYear };

enum class DateProblem : std::uint8_t {
  kNone,
  kUnfinished,
  kMonthOutOfRange,
  kNoSuchDay,  // that month has no such day
  kYearOutOfRange,
  kInFuture,
};

class DateEntry {
 public:
  DatePart part() const { return part_; }
  void go_to(DatePart part) { part_ = part; }
  const std::string& figures(DatePart part) const { return figures_[index(part)]; }

  void type(char figure);  // '0' to '9'; a full part starts anew
  void erase();            // in an empty part: the last figure of the part before
  void finish_part();      // the tick: "4" becomes "04", on to the next part
  void clear() { *this = {}; }

  // The years people are born in: 1900 and later, not after today.
  DateProblem problem(LocalDate today) const;
  std::optional<LocalDate> date(LocalDate today) const;  // when there is no problem

 private:
  static std::size_t index(DatePart part) { return static_cast<std::size_t>(part); }
  void next_part();
  std::array<std::string, 3> figures_;
  DatePart part_ = DatePart::kMonth;
};

}  // namespace alcove::ui
