// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/day_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/formats/pdf/paper.h"

namespace alcove::pdf {
namespace {

constexpr double kMargin = 36;
constexpr double kGap = 8;  // between columns, and above and below a visit's words
constexpr double kFootHeight = 18;
constexpr double kRight = kLetterLandscape.width - kMargin;
constexpr double kBottom = kLetterLandscape.height - kMargin - kFootHeight;

constexpr const char* kConfidential =
    "CONFIDENTIAL. This paper names clients. Keep it out of sight, and shred it when the day is "
    "over.";

struct Column {
  const char* title;
  double width;
};
constexpr std::array kColumns = {
    Column{"Time", 58},       Column{"Client", 170}, Column{"Number", 52},  Column{"Phone", 142},
    Column{"Clinician", 102}, Column{"Room", 52},    Column{"Service", 80}, Column{"State", 64}};
using Cells = std::array<std::string, kColumns.size()>;

std::string clock_time(LocalDateTime time) {
  const auto of_day = time - std::chrono::floor<std::chrono::days>(time);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(of_day).count();
  const auto hour = minutes / 60;
  return fmt::format("{}:{:02} {}", (hour + 11) % 12 + 1, minutes % 60, hour < 12 ? "AM" : "PM");
}

std::string long_date(LocalDate date) {
  constexpr const char* kDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  const std::chrono::weekday weekday{std::chrono::local_days(date)};
  return fmt::format("{}, {} {}, {}", kDays[weekday.c_encoding()],
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<unsigned>(date.day()), static_cast<int>(date.year()));
}

std::string phone_words(const DayListVisit& visit) {
  std::string words;
  for (const DayListPhone& phone : visit.phones) {
    words += (words.empty() ? "" : "\n") + phone.number +
             (phone.message == Message::kMayBeLeft ? ", message OK" : ", no message");
  }
  return words.empty() ? "none" : words;
}

std::string client_words(const DayListVisit& visit) {
  std::string words = visit.legal_name;
  if (!visit.goes_by.empty()) words += "\ngoes by " + visit.goes_by;
  if (!visit.interpreter.empty()) words += "\ninterpreter: " + visit.interpreter;
  return words;
}

Cells cells_of(const DayListVisit& visit) {
  return {
      clock_time(visit.start), client_words(visit), fmt::format("{}", visit.record_number),
      phone_words(visit),      visit.clinician,     visit.room.empty() ? "none yet" : visit.room,
      visit.service,           visit.state};
}

// Writes pages from top to bottom. How many there will be is known beforehand: the visits were
// measured first.
class Pages {
 public:
  explicit Pages(const DayList& list)
      : list_(list), paper_(kLetterLandscape, "Day list", list.made_at) {
    top_ = write_head(Ink::kMeasure);
    for (const DayListVisit& visit : list.visits) measure(cells_of(visit));
  }

  DayListPaper write() {
    for (std::size_t page = 0; page < starts_.size(); ++page) {
      write_head(Ink::kWrite);
      const std::size_t end = page + 1 < starts_.size() ? starts_[page + 1] : heights_.size();
      double y = top_;
      for (std::size_t i = starts_[page]; i < end; ++i) {
        write_row(cells_of(list_.visits[i]), y + kGap / 2, Weight::kRegular);
        y += heights_[i];
        paper_.rule(kMargin, kRight, y, 0.5);
      }
      if (list_.visits.empty()) line("No visits on this day.", y + kGap, 11);
      paper_.write({.words = fmt::format("{} of {}", page + 1, starts_.size()),
                    .width = kRight - kMargin,
                    .side = Side::kCentre},
                   kMargin, kBottom + kGap / 2);
      paper_.end_page();
    }
    return {paper_.finish(), static_cast<std::int64_t>(starts_.size())};
  }

 private:
  enum class Ink : std::uint8_t { kMeasure, kWrite };

  void measure(const Cells& cells) {
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      height = std::max(height, paper_.height_of(cell(cells, i, Weight::kRegular)));
    }
    height += kGap;
    if (bottom_of_page_ + height > kBottom && !heights_.empty()) {
      starts_.push_back(heights_.size());
      bottom_of_page_ = top_;
    }
    bottom_of_page_ = (heights_.empty() ? top_ : bottom_of_page_) + height;
    heights_.push_back(height);
  }

  static Text cell(const Cells& cells, std::size_t i, Weight weight) {
    return {.words = cells[i], .width = kColumns[i].width - kGap, .weight = weight};
  }

  void write_row(const Cells& cells, double y, Weight weight) {
    double x = kMargin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      paper_.write(cell(cells, i, weight), x, y);
      x += kColumns[i].width;
    }
  }

  void line(const std::string& words, double y, double size) {
    paper_.write({.words = words, .size = size, .width = kRight - kMargin}, kMargin, y);
  }

  // Gives where the visits begin.
  double write_head(Ink ink) {
    const double width = kRight - kMargin;
    const Text confidential{
        .words = kConfidential, .size = 9, .width = width, .weight = Weight::kBold};
    const Text day{
        .words = long_date(list_.day), .size = 15, .width = width, .weight = Weight::kBold};
    const Text clinic{
        .words = fmt::format("{}. {} visits. Printed {}, {}.", list_.clinic, list_.visits.size(),
                             long_date(date_of(list_.printed_at)), clock_time(list_.printed_at)),
        .width = width};
    double y = kMargin;
    for (const Text* const text : {&confidential, &day, &clinic}) {
      if (ink == Ink::kWrite) paper_.write(*text, kMargin, y);
      y += paper_.height_of(*text) + kGap / 2;
    }
    Cells titles;
    for (std::size_t i = 0; i < titles.size(); ++i) titles[i] = kColumns[i].title;
    y += kGap / 2;
    if (ink == Ink::kWrite) write_row(titles, y, Weight::kBold);
    y += paper_.height_of(cell(titles, 0, Weight::kBold)) + kGap / 2;
    if (ink == Ink::kWrite) paper_.rule(kMargin, kRight, y, 1);
    return y;
  }

  const DayList& list_;
  Paper paper_;
  double top_ = 0;
  double bottom_of_page_ = 0;
  std::vector<double> heights_;         // of each visit
  std::vector<std::size_t> starts_{0};  // the first visit of each page
};

}  // namespace

DayListPaper write_day_list(const DayList& list) {
  return Pages(list).write();
}

}  // namespace alcove::pdf
