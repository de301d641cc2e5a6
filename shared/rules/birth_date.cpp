// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/birth_date.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace alcove::rules {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// By the number of the month, from 1; in lower case.
constexpr std::array<std::array<std::string_view, 3>, 12> kMonths{
    {{"january", "enero"},
     {"february", "febrero"},
     {"march", "marzo"},
     {"april", "abril"},
     {"may", "mayo"},
     {"june", "junio"},
     {"july", "julio"},
     {"august", "agosto"},
     {"september", "septiembre", "setiembre"},
     {"october", "octubre"},
     {"november", "noviembre"},
     {"december", "diciembre"}}};
constexpr std::size_t kMonthLetters = 3;

std::string small(std::string_view word) {
  std::string letters(word);
  for (char& c : letters) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return letters;
}

// 0: it names none.
int month_named(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  const std::string letters = small(word);
  if (letters.size() < kMonthLetters) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    for (const std::string_view name : kMonths.at(i)) {
      if (name.starts_with(letters)) return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

// "17", and "17th" as people say it.
std::string_view without_ordinal(std::string_view word) {
  const std::string ending =
      small(word.substr(word.size() - std::min<std::size_t>(2, word.size())));
  const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
  return ordinal ? word.substr(0, word.size() - 2) : word;
}

// Without what stands between the parts of a date with the month's name.
std::vector<std::string_view> words_of_date(std::string_view text) {
  constexpr std::string_view kBetween = " ,";
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t from = text.find_first_not_of(kBetween);
    if (from == std::string_view::npos) return words;
    text.remove_prefix(from);
    const std::string_view word = text.substr(0, text.find_first_of(kBetween));
    text.remove_prefix(word.size());
    if (small(word) != "de" && small(word) != "del") words.push_back(word);
  }
}

class Reader {
 public:
  explicit Reader(LocalDate today) : today_(today) {}

  void add(int year_number, int month_number, int day_number) {
    if (month_number < 1 || day_number < 1) return;
    const LocalDate date = year(year_number) / month(static_cast<unsigned>(month_number)) /
                           day(static_cast<unsigned>(day_number));
    if (!date.ok() || !check_birth_date(date, today_)) return note_problem(date);
    if (std::find(dates_.begin(), dates_.end(), date) == dates_.end()) dates_.push_back(date);
  }

  // Month and day with a year of two or four digits.
  void add_with_year(std::string_view year_digits, int month_number, int day_number) {
    if (year_digits.size() == 4) return add(number_of(year_digits), month_number, day_number);
    if (year_digits.size() != 2) return;
    const int century = static_cast<int>(today_.year()) / 100 * 100;
    add(century + number_of(year_digits), month_number, day_number);
    add(century - 100 + number_of(year_digits), month_number, day_number);
  }

  void month_and_day(std::string_view first, std::string_view second,
                     std::string_view year_digits) {
    const int a = number_of(first);
    const int b = number_of(second);
    if (a > 12) {
      add_with_year(year_digits, b, a);
    } else {
      add_with_year(year_digits, a, b);
    }
  }

  // The month by its name, before the day or after it; the year last, or first with four digits.
  void named(const std::vector<std::string_view>& words) {
    const auto is_month = [](std::string_view word) { return month_named(word) != 0; };
    const auto month_word = std::find_if(words.begin(), words.end(), is_month);
    if (words.size() != 3 || month_word == words.end()) return;
    std::vector<std::string_view> numbers(words);
    numbers.erase(numbers.begin() + (month_word - words.begin()));
    const bool year_first = numbers[0].size() == 4 && all_digits(numbers[0]);
    const std::string_view day_digits = without_ordinal(numbers[year_first ? 1 : 0]);
    const std::string_view year_digits = numbers[year_first ? 0 : 1];
    if (!all_digits(day_digits) || day_digits.size() > 2 || !all_digits(year_digits)) return;
    add_with_year(year_digits, month_named(*month_word), number_of(day_digits));
  }

  std::vector<LocalDate> take() { return std::move(dates_); }
  TypedDateProblem problem() const { return problem_.value_or(TypedDateProblem::kUnread); }

 private:
  void note_problem(LocalDate date) {
    if (problem_ || !date.month().ok()) return;
    problem_ = TypedDateProblem::kNoSuchDay;
    if (!date.ok()) return;
    problem_ = date > today_ ? TypedDateProblem::kAfterToday : TypedDateProblem::kTooLongAgo;
  }

  LocalDate today_;
  std::vector<LocalDate> dates_;
  std::optional<TypedDateProblem> problem_;  // of the first reading
};

// The three numbers between two equal separators.
std::vector<std::string_view> three_parts(std::string_view text) {
  const std::size_t first = text.find_first_of("/-.");
  if (first == std::string_view::npos) return {};
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return {};
  const std::vector<std::string_view> parts = {
      text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
  return std::all_of(parts.begin(), parts.end(), all_digits) ? parts
                                                             : std::vector<std::string_view>{};
}

}  // namespace

int age_on(LocalDate birth, LocalDate day) {
  const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
  const bool birthday_passed =
      day.month() != birth.month() ? day.month() > birth.month() : day.day() >= birth.day();
  return birthday_passed ? years : years - 1;
}

Result<void> check_birth_date(LocalDate birth, LocalDate today) {
  if (!birth.ok()) return Error{ErrorCode::kOutOfRange, {}, "the calendar has no such day"};
  if (birth > today) return Error{ErrorCode::kOutOfRange, {}, "the birth date is after today"};
  if (age_on(birth, today) > kMaxAge) {
    return Error{ErrorCode::kOutOfRange, {}, "the birth date is too long ago"};
  }
  return {};
}

namespace {

Reader read(std::string_view typed, LocalDate today) {
  Reader reader(today);
  if (const auto parts = three_parts(typed); !parts.empty()) {
    if (parts[0].size() == 4 && parts[1].size() <= 2 && parts[2].size() <= 2) {
      reader.add(number_of(parts[0]), number_of(parts[1]), number_of(parts[2]));
    } else if (parts[0].size() <= 2 && parts[1].size() <= 2) {
      reader.month_and_day(parts[0], parts[1], parts[2]);
    }
  } else if (typed.size() == 8 && all_digits(typed)) {
    reader.month_and_day(typed.substr(0, 2), typed.substr(2, 2), typed.substr(4));
    reader.add(number_of(typed.substr(0, 4)), number_of(typed.substr(4, 2)),
               number_of(typed.substr(6)));
  } else {
    reader.named(words_of_date(typed));
  }
  return reader;
}

}  // namespace

bool names_month(std::string_view word) {
  return month_named(word) != 0;
}

std::vector<LocalDate> read_typed_date(std::string_view typed, LocalDate today) {
  return read(typed, today).take();
}

TypedDateProblem typed_date_problem(std::string_view typed, LocalDate today) {
  return read(typed, today).problem();
}

}  // namespace alcove::rules
