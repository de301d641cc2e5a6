// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/date_entry.h"

namespace alcove::ui {
namespace {

constexpr int kFirstYear = 1900;

std::size_t width_of(DatePart part) {
  return part == DatePart::kYear ? 4 : 2;
}

int number(const std::string& figures) {
  int value = 0;
  for (const char figure : figures) value = value * 10 + (figure - '0');
  return value;
}

}  // namespace

void DateEntry::next_part() {
  if (part_ != DatePart::kYear) part_ = static_cast<DatePart>(index(part_) + 1);
}

void DateEntry::type(char figure) {
  if (figure < '0' || figure > '9') return;
  std::string& part = figures_[index(part_)];
  if (part.size() >= width_of(part_)) part.clear();
  part.push_back(figure);
  const char first_of_two = part_ == DatePart::kMonth ? '1' : '3';
  if (part_ != DatePart::kYear && part.size() == 1 && figure > first_of_two) {
    part.insert(part.begin(), '0');
  }
  if (part.size() == width_of(part_)) next_part();
}

void DateEntry::erase() {
  if (figures_[index(part_)].empty() && part_ != DatePart::kMonth) {
    part_ = static_cast<DatePart>(index(part_) - 1);
  }
  std::string& part = figures_[index(part_)];
  if (!part.empty()) part.pop_back();
}

void DateEntry::finish_part() {
  std::string& part = figures_[index(part_)];
  if (part_ != DatePart::kYear && part.size() == 1) part.insert(part.begin(), '0');
  if (!part.empty()) next_part();
}

DateProblem DateEntry::problem(LocalDate today) const {
  const std::string& month_figures = figures_[0];
  const std::string& day_figures = figures_[1];
  const std::string& year_figures = figures_[2];
  const auto month = static_cast<unsigned>(number(month_figures));
  const auto day = static_cast<unsigned>(number(day_figures));
  if (month_figures.size() == 2 && (month < 1 || month > 12)) return DateProblem::kMonthOutOfRange;
  if (month_figures.size() == 2 && day_figures.size() == 2) {
    // A leap year decides about February 29 only once the year is known.
    const bool year_known = year_figures.size() == 4;
    const std::chrono::year year{year_known ? number(year_figures) : 2000};
    if (!LocalDate(year, std::chrono::month(month), std::chrono::day(day)).ok()) {
      return DateProblem::kNoSuchDay;
    }
  }
  if (month_figures.size() < 2 || day_figures.size() < 2 || year_figures.size() < 4) {
    return DateProblem::kUnfinished;
  }
  if (number(year_figures) < kFirstYear) return DateProblem::kYearOutOfRange;
  const LocalDate date(std::chrono::year(number(year_figures)), std::chrono::month(month),
                       std::chrono::day(day));
  return date > today ? DateProblem::kInFuture : DateProblem::kNone;
}

std::optional<LocalDate> DateEntry::date(LocalDate today) const {
  if (problem(today) != DateProblem::kNone) return std::nullopt;
  return LocalDate(std::chrono::year(number(figures_[2])),
                   std::chrono::month(static_cast<unsigned>(number(figures_[0]))),
                   std::chrono::day(static_cast<unsigned>(number(figures_[1]))));
}

}  // namespace alcove::ui
