// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "shared/base/bytes.h"
#include "shared/base/time.h"

namespace alcove::pdf {

// Lengths are PostScript points, 72 to the inch, from the upper left corner.
struct PaperSize {
  double width = 0;
  double height = 0;
};
inline constexpr PaperSize kLetter{612, 792};
inline constexpr PaperSize kLetterLandscape{792, 612};
inline constexpr PaperSize kQuarterLetter{306, 396};

enum class Weight : std::uint8_t { kRegular, kBold };
enum class Side : std::uint8_t { kLeft, kCentre, kRight };

// A piece of text in a column: it is wrapped between words, and inside one that is wider than the
// column. Line breaks stay.
struct Text {
  std::string words;
  double size = 9;
  double width = 0;
  Weight weight = Weight::kRegular;
  Side side = Side::kLeft;
  double grey = 0;  // 0 black, 1 white
};

// A document on its way to becoming a PDF, all of it in memory: nothing is written anywhere. The
// same calls give the same bytes, as long as the machine has the same fonts. One thread at a time;
// different papers on different threads are fine. Throws Fault when memory or a font is not there.
class Paper {
 public:
  // `made_at` is what the file says of itself, as is `title`: no client's name belongs in it.
  Paper(PaperSize size, const std::string& title, UtcTime made_at);
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  // Whether a font of the machine has every letter.
  bool has_letters_for(const std::string& words);
  // With a question mark for each that none has: a box with a number in it tells nobody anything.
  std::string known_letters(const std::string& words);
  double height_of(const Text& text);
  void write(const Text& text, double x, double y);
  void rule(double from_x, double to_x, double y, double thickness);
  void end_page();
  Bytes finish();

 private:
  struct Drawing;
  std::unique_ptr<Drawing> drawing_;
};

}  // namespace alcove::pdf
