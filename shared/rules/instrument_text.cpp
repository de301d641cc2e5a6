// SPDX-License-Identifier: Apache-2.0
// The grammar of instruments/*.txt. UTF-8, one entry a line, each key where it is listed here:
//
//   file     := (comment | entry)*       comment := "#" anything
//   entry    := "instrument" word | "language" word
//             | "credit" words | "permission" words | "source" words | "stem" words
//             | "option" points loinc words          four, points 0 to 3 in order
//             | "item" number loinc words            all items of the instrument, in order from 1
//             | "function" loinc words               only where the instrument has it
//             | "function_option" points words       four, after it
//
// Arguments are parted by one blank; words run to the end of the line.
#include <utility>

#include "shared/rules/instrument.h"

namespace alcove::embedded {
extern const std::string_view phq9_en;
extern const std::string_view phq9_es;
extern const std::string_view gad7_en;
extern const std::string_view gad7_es;
}  // namespace alcove::embedded

namespace alcove::rules {
namespace {

std::string_view take_word(std::string_view& rest) {
  const std::size_t blank = rest.find(' ');
  const std::string_view word = rest.substr(0, blank);
  rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
  return word;
}

class Parser {
 public:
  // One line; false when it is not what may stand there.
  bool line(std::string_view rest) {
    if (rest.empty() || rest.front() == '#') return true;
    const std::string_view key = take_word(rest);
    if (rest.empty() || rest.back() == ' ' || rest.back() == '\r') return false;
    if (key == "instrument") return word_into(instrument_, rest);
    if (key == "language") return word_into(language_, rest);
    if (key == "credit") return once(text_.credit, rest);
    if (key == "permission") return once(text_.permission, rest);
    if (key == "source") return once(text_.source, rest);
    if (key == "stem") return once(text_.stem, rest);
    if (key == "option") return option(rest);
    if (key == "item") return item(rest);
    if (key == "function") return function(rest);
    if (key == "function_option") return function_option(rest);
    return false;
  }

  bool complete() const {
    if (!instrument_ || !language_ || text_.credit.empty() || text_.permission.empty() ||
        text_.source.empty() || text_.stem.empty() || options_ != kChoices) {
      return false;
    }
    const Instrument& wanted = instrument(*instrument_);
    return text_.items.size() == wanted.size() &&
           text_.function.has_value() == !wanted.function_loinc.empty() &&
           function_options_ == (text_.function ? kChoices : 0);
  }

  InstrumentText take() {
    text_.instrument = *instrument_;
    text_.language = *language_;
    return std::move(text_);
  }

 private:
  template <class E>
  static bool word_into(std::optional<E>& out, std::string_view word) {
    if (out) return false;
    out = wire::from_word<E>(word);
    return out.has_value();
  }

  static bool once(std::string& out, std::string_view words) {
    if (!out.empty()) return false;
    out = words;
    return true;
  }

  bool option(std::string_view rest) {
    if (options_ == kChoices || take_word(rest) != std::to_string(options_)) return false;
    const std::string_view loinc = take_word(rest);
    if (rest.empty()) return false;
    text_.choices[options_++] = {std::string(loinc), std::string(rest)};
    return true;
  }

  bool item(std::string_view rest) {
    if (!instrument_) return false;
    const auto& codes = instrument(*instrument_).item_loinc;
    const std::size_t at = text_.items.size();
    if (at == codes.size() || take_word(rest) != std::to_string(at + 1)) return false;
    if (take_word(rest) != codes[at] || rest.empty()) return false;
    text_.items.push_back({std::string(codes[at]), std::string(rest)});
    return true;
  }

  bool function(std::string_view rest) {
    if (!instrument_ || text_.function) return false;
    const std::string_view loinc = take_word(rest);
    if (loinc != instrument(*instrument_).function_loinc || rest.empty()) return false;
    text_.function = FunctionItemText{std::string(loinc), std::string(rest), {}};
    return true;
  }

  bool function_option(std::string_view rest) {
    if (!text_.function || function_options_ == kChoices) return false;
    if (take_word(rest) != std::to_string(function_options_) || rest.empty()) return false;
    text_.function->choices[function_options_++] = rest;
    return true;
  }

  std::optional<InstrumentId> instrument_;
  std::optional<Language> language_;
  InstrumentText text_;
  std::size_t options_ = 0;
  std::size_t function_options_ = 0;
};

InstrumentText shipped(std::string_view file) {
  Result<InstrumentText> text = parse_instrument_text(file);
  ALCOVE_CHECK(text.ok());
  return std::move(text).value();
}

}  // namespace

Result<InstrumentText> parse_instrument_text(std::string_view file) {
  Parser parser;
  int number = 0;
  while (!file.empty()) {
    ++number;
    const std::size_t end = file.find('\n');
    if (!parser.line(file.substr(0, end))) {
      return Error{ErrorCode::kMalformed, {}, "line " + std::to_string(number)};
    }
    if (end == std::string_view::npos) break;
    file.remove_prefix(end + 1);
  }
  if (!parser.complete()) return Error{ErrorCode::kMalformed, {}, "an entry is missing"};
  return parser.take();
}

const InstrumentText& instrument_text(InstrumentId id, Language language) {
  static const InstrumentText phq9_en = shipped(embedded::phq9_en);
  static const InstrumentText phq9_es = shipped(embedded::phq9_es);
  static const InstrumentText gad7_en = shipped(embedded::gad7_en);
  static const InstrumentText gad7_es = shipped(embedded::gad7_es);
  const bool english = language == Language::kEnglish;
  switch (id) {
    case InstrumentId::kPhq9:
      return english ? phq9_en : phq9_es;
    case InstrumentId::kGad7:
      return english ? gad7_en : gad7_es;
  }
  ALCOVE_CHECK(false);
  return phq9_en;
}

}  // namespace alcove::rules
