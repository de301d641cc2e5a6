// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/repeating.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/status.h"
#include "shared/base/check.h"
#include "shared/rules/recurrence_rule.h"

namespace alcove::screens::desk {
namespace {

using How = Repeating::How;
using Ends = Repeating::Ends;

constexpr std::chrono::weeks kUsualLength{11};  // twelve weekly visits
// Points at 100 %: from here on the number of visits stands beside how it ends; how wide it is.
constexpr float kBesideFrom = 520;
constexpr float kCountWidth = 160;

std::optional<std::size_t> visits_in(const std::string& text, std::size_t booked) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value <= booked || value > api::series::kMaxDates) return std::nullopt;
  return value - booked;
}

// "2TU"; a fifth one is the last, which every month has.
std::string weekday_of_month(LocalDate day) {
  static constexpr const char* kDays[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const unsigned nth = (static_cast<unsigned>(day.day()) - 1) / 7 + 1;
  const unsigned weekday = std::chrono::weekday(std::chrono::local_days(day)).c_encoding();
  return (nth == 5 ? "-1" : std::to_string(nth)) + kDays[weekday];
}

std::string rule_of(How how, const std::string& as_it_is, LocalDate first) {
  switch (how) {
    case How::kWeekly:
      return "FREQ=WEEKLY";
    case How::kTwoWeeks:
      return "FREQ=WEEKLY;INTERVAL=2";
    case How::kMonthly:
      return "FREQ=MONTHLY;BYDAY=" + weekday_of_month(first);
    case How::kAsItIs:
      return as_it_is;
    case How::kOnce:
      break;
  }
  ALCOVE_CHECK(false);
  return {};
}

std::string without_end(const std::string& rule) {
  auto read = rules::parse_recurrence_rule(rule);
  if (!read) return rule;
  read->count.reset();
  read->until.reset();
  return rules::format_recurrence_rule(*read);
}

bool end_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Repeating& repeating) {
  const text::SeriesMessages say(frame.language);
  if (repeating.ends == Ends::kDay) {
    return ui::labelled_select(
        ui, flow, say.series_last_day(),
        {.name = "series_last_day",
         .value = text::weekday_and_date(frame.language, repeating.last_day)});
  }
  if (repeating.ends != Ends::kCount) return false;
  short_field(ui, flow, frame, "series_count", say.series_count(), repeating.count);
  if (!repeating.can_be_read()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     say.series_count_unread({.least = std::to_string(repeating.booked + 1),
                                              .most = std::to_string(api::series::kMaxDates)}),
                     ui.theme().gap_small());
  }
  return false;
}

}  // namespace

bool Repeating::can_be_read() const {
  return ends != Ends::kCount || visits_in(count, booked);
}

void Repeating::put_into(api::series::Terms& terms, LocalDate first) const {
  terms.rule = rule_of(how, rule_as_it_is, first);
  terms.last_day.reset();
  if (ends == Ends::kDay) terms.last_day = last_day;
  if (ends == Ends::kCount) {
    terms.rule += ";COUNT=" + std::to_string(visits_in(count, booked).value());
  }
}

LocalDate next_day(LocalDate visit, How how, LocalDate today) {
  using namespace std::chrono;
  sys_days next = visit;
  if (how != How::kMonthly) {
    const weeks step(how == How::kTwoWeeks ? 2 : 1);
    do {
      next += step;
    } while (next <= sys_days(today));
    return next;
  }
  const unsigned nth = (static_cast<unsigned>(visit.day()) - 1) / 7 + 1;
  const weekday day(next);
  year_month month{visit.year(), visit.month()};
  do {
    month += months(1);
    next = nth == 5 ? sys_days(month / day[last]) : sys_days(month / day[nth]);
  } while (next <= sys_days(today));
  return next;
}

Repeating repeating_of(const api::series::Terms& terms, LocalDate first) {
  Repeating out;
  out.how = How::kAsItIs;
  const std::string wanted = without_end(terms.rule);
  for (const How one : {How::kWeekly, How::kTwoWeeks, How::kMonthly}) {
    if (without_end(rule_of(one, {}, first)) == wanted) out.how = one;
  }
  if (out.how == How::kAsItIs) out.rule_as_it_is = wanted;
  return out;
}

std::string repeat_words(text::Language language, const std::string& rule) {
  const text::SeriesMessages say(language);
  const auto read = rules::parse_recurrence_rule(rule);
  if (!read) return {};
  using rules::Frequency;
  if (read->frequency == Frequency::kWeekly && read->by_month.empty() && read->by_day.size() <= 1) {
    if (read->interval == 1) return std::string(say.series_mark_weekly());
    if (read->interval == 2) return std::string(say.series_mark_two_weeks());
  }
  const bool monthly = read->frequency == Frequency::kMonthly && read->interval == 1;
  if (monthly && read->by_month.empty() && read->by_day.size() + read->by_month_day.size() <= 1) {
    return std::string(say.series_mark_monthly());
  }
  return std::string(say.series_mark_other());
}

void only_this_notice(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  flow.cut_top(ui::notice(ui, {.name = "only_this",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kNote,
                               .icon = ui::Icon::kRepeat}));
  flow.cut_top(ui.theme().gap());
}

void repeat_mark(ui::Ui& ui, ui::Rect& line, const BoardRow& row, std::string_view name) {
  if (!row.repeats) return;
  const ui::Rect place = line.cut_left(ui::icon_width(ui));
  ui::icon(ui, place, ui::Icon::kRepeat, ui::Ink::kTextSoft);
  ui.present({.name = std::string(name) + row.appointment.id.text(),
              .kind = ui::WidgetKind::kStatus,
              .rect = place});
  line.cut_left(ui.theme().gap_tiny());
}

bool repeat_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Repeating& repeating,
                   LocalDate first, MayBeOnce once) {
  const text::SeriesMessages say(frame.language);
  if (repeating.last_day < first) {
    repeating.last_day = std::chrono::sys_days(first) + kUsualLength;
  }
  std::vector<How> ways;
  std::vector<ui::Segment> words;
  const auto add = [&](How how, const char* name, std::string_view label) {
    ways.push_back(how);
    words.push_back({name, label});
  };
  if (once == MayBeOnce::kYes) add(How::kOnce, "series_once", say.series_once());
  add(How::kWeekly, "series_weekly", say.series_weekly());
  add(How::kTwoWeeks, "series_two_weeks", say.series_two_weeks());
  add(How::kMonthly, "series_monthly", say.series_monthly());
  if (!repeating.rule_as_it_is.empty()) {
    add(How::kAsItIs, "series_as_it_is", say.series_as_it_is());
  }
  std::size_t chosen = 0;
  while (ways[chosen] != repeating.how) ++chosen;
  repeating.how = ways[choose_segment(ui, flow, say.series_repeats(), words, chosen)];
  if (repeating.how == How::kOnce) return false;
  const ui::Segment ends[] = {{"series_open", say.series_open()},
                              {"series_after_count", say.series_after_count()},
                              {"series_on_day", say.series_on_day()}};
  const bool beside = flow.width >= ui.theme().px(kBesideFrom) && repeating.ends == Ends::kCount;
  ui::Rect left = flow;
  ui::Rect right = beside ? left.cut_right(ui.theme().px(kCountWidth)) : left;
  if (beside) left.cut_right(ui.theme().gap());
  repeating.ends = static_cast<Ends>(
      choose_segment(ui, left, say.series_ends(), ends, static_cast<std::size_t>(repeating.ends)));
  if (!beside) right = left;
  const bool choose_day = end_field(ui, right, frame, repeating);
  flow.cut_top(std::max(left.y, right.y) - flow.y);
  return choose_day;
}

}  // namespace alcove::screens::desk
