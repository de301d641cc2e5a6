// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/letters.h"

#include <fmt/format.h>

#include "server/formats/pdf/paper.h"

namespace alcove::pdf {
namespace {

constexpr double kSide = 68;  // in sight of the window, wherever the letter lies
constexpr double kBlockWidth = 245;
constexpr double kSenderTop = 36;
constexpr double kSenderBottom = 144;  // above what the window shows
constexpr double kTextTop = kFirstFold + 28;
constexpr double kTextBottom = kLetter.height - 54;
constexpr double kTextWidth = kLetter.width - 2 * kSide;
constexpr double kSizes[] = {10, 9, 8, 7};  // none smaller, where the post is to read it
constexpr double kSmallest = 4.5;

std::string joined(const std::vector<std::string>& lines) {
  std::string words;
  for (const std::string& line : lines) {
    if (line.empty()) continue;
    if (!words.empty()) words += '\n';
    words += line;
  }
  return words;
}

// In the largest size that fits into its place; of the longest lines that there may be, the
// smallest does in all that is free.
void write_block(Paper& paper, const std::vector<std::string>& lines, double top, double bottom) {
  Text text{.words = joined(lines), .size = kSmallest, .width = kBlockWidth};
  for (const double size : kSizes) {
    Text larger = text;
    larger.size = size;
    if (top + paper.height_of(larger) > bottom) continue;
    text = larger;
    break;
  }
  paper.write(text, kSide, top);
}

// Paragraphs from top to bottom, on as many pages as they need.
class Running {
 public:
  Running(Paper& paper, double top) : paper_(paper), top_(top), y_(top) {}
  void say(const std::string& words, Weight weight = Weight::kRegular, double size = 11) {
    const Text text{.words = words, .size = size, .width = kTextWidth, .weight = weight};
    const double height = paper_.height_of(text);
    if (y_ + height > kTextBottom && y_ > top_) end_page();
    paper_.write(text, kSide, y_);
    y_ += height + 9;
  }
  void end_page() {
    paper_.end_page();
    ++pages_;
    y_ = top_;
  }
  std::int64_t pages() const { return pages_; }

 private:
  Paper& paper_;
  double top_;
  double y_;
  std::int64_t pages_ = 0;
};

std::int64_t write_letter(Paper& paper, const Letter& letter) {
  write_block(paper, letter.sender, kSenderTop, kSenderBottom);
  write_block(paper, letter.to, kWindowTop, kWindowBottom);
  Running text(paper, kTextTop);
  text.say(letter.dated);
  for (const std::string& words : letter.before) text.say(words);
  for (const std::string& words : letter.times) text.say(words, Weight::kBold, 12);
  for (const std::string& words : letter.after) text.say(words);
  text.end_page();
  return text.pages();
}

std::int64_t write_own_pages(Paper& paper, const Letters& letters) {
  Running text(paper, 54);
  text.say(
      "STAYS IN THE HOUSE. This page names clients. Do not put it into an envelope, and shred "
      "it when it is done.",
      Weight::kBold, 9);
  text.say(letters.heading, Weight::kBold, 15);
  text.say(fmt::format("Letters that follow: {}.", letters.letters.size()));
  for (const NotByLetter& one : letters.left_out) {
    text.say(fmt::format("{} ({}). Not by letter: {}.", paper.known_letters(one.name),
                         one.record_number, one.why));
  }
  text.end_page();
  return text.pages();
}

}  // namespace

bool can_be_addressed(const Letter& letter) {
  Paper paper(kLetter, "Letters", UtcTime());
  return paper.has_letters_for(joined(letter.to));
}

Printed write_letters(const Letters& letters) {
  Paper paper(kLetter, "Letters", letters.made_at);
  std::int64_t pages = 0;
  if (letters.letters.empty() || !letters.left_out.empty())
    pages += write_own_pages(paper, letters);
  for (const Letter& letter : letters.letters) pages += write_letter(paper, letter);
  return {paper.finish(), pages};
}

Printed write_slip(const Slip& slip) {
  constexpr double kMargin = 24;
  Paper paper(kQuarterLetter, "Next visit", slip.made_at);
  double y = kMargin;
  const auto say = [&](const std::string& words, double size, Weight weight, double gap) {
    if (words.empty()) return;
    const Text text{.words = words,
                    .size = size,
                    .width = kQuarterLetter.width - 2 * kMargin,
                    .weight = weight};
    paper.write(text, kMargin, y);
    y += paper.height_of(text) + gap;
  };
  say(slip.heading, 13, Weight::kBold, 10);
  for (const SlipVisit& visit : slip.visits) {
    say(visit.day, 12, Weight::kBold, 1);
    say(visit.time, 12, Weight::kBold, 1);
    say(visit.with, 10, Weight::kRegular, 9);
  }
  say(joined(slip.place), 10, Weight::kRegular, 8);
  say(slip.to_change, 10, Weight::kRegular, 0);
  paper.end_page();
  return {paper.finish(), 1};
}

}  // namespace alcove::pdf
