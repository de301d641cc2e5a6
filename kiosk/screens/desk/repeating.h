// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/series_record.h"

// How often a visit comes again, and until when, as a form has it.
namespace alcove::screens::desk {

struct Repeating {
  enum class How : std::uint8_t { kOnce, kWeekly, kTwoWeeks, kMonthly, kAsItIs };
  enum class Ends : std::uint8_t { kOpen, kCount, kDay };

  How how = How::kWeekly;
  std::string rule_as_it_is{};  // a rule that no other choice says, without its end; may be empty
  Ends ends = Ends::kOpen;
  std::string count{"12"};
  LocalDate last_day{};
  std::size_t booked = 0;  // of `count`, those in the book already: the visit it was begun from

  bool can_be_read() const;  // how many visits
  // Puts rule and end into terms that begin on `first`; needs can_be_read, and not once.
  void put_into(api::series::Terms& terms, LocalDate first) const;
};

// The next day after `visit`, and after `today`, on which it comes again.
LocalDate next_day(LocalDate visit, Repeating::How how, LocalDate today);
// What a rule is in the form's words.
Repeating repeating_of(const api::series::Terms& terms, LocalDate first);
// "every week"; empty for a rule of its own.
std::string repeat_words(text::Language language, const std::string& rule);

// A small picture before a visit of a series, cut off the left of its line; the words stand in the
// panel.
void repeat_mark(ui::Ui& ui, ui::Rect& line, const BoardRow& row, std::string_view name);

// That what is done concerns one visit of a series and the others stay as they are.
void only_this_notice(ui::Ui& ui, ui::Rect& flow, std::string_view words);

enum class MayBeOnce : std::uint8_t { kNo, kYes };
// Of visits that begin on `first`. True when the last day is to be chosen.
bool repeat_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Repeating& repeating,
                   LocalDate first, MayBeOnce once);

}  // namespace alcove::screens::desk
