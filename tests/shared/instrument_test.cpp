// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/instrument.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "shared/rules/instrument_scoring.h"

using namespace alcove;
using namespace alcove::rules;

namespace {

// "1,2,-,3": points, "-" for an item that was not reached, "d" for one that was declined.
std::vector<Answer> answers(const std::string& text) {
  std::vector<Answer> list;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) {
    if (part == "-") {
      list.emplace_back();
    } else if (part == "d") {
      list.push_back(Answer::declined());
    } else {
      list.push_back(Answer::of(std::stoi(part)).value());
    }
  }
  return list;
}

Score phq9(const std::string& text) {
  return score(instrument(InstrumentId::kPhq9), answers(text)).value();
}
Score gad7(const std::string& text) {
  return score(instrument(InstrumentId::kGad7), answers(text)).value();
}

std::string read_file(const std::string& path) {
  std::ifstream stream(std::string(ALCOVE_SOURCE_DIR "/") + path, std::ios::binary);
  REQUIRE(stream.good());
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The shipped words as lines of the golden copy.
std::string as_golden_lines(const InstrumentText& text) {
  std::ostringstream out;
  const std::string head = std::string(wire::word_of(text.instrument)) + "\t" +
                           std::string(wire::word_of(text.language)) + "\t";
  out << head << "stem\t\t" << text.stem << "\n";
  for (std::size_t i = 0; i < kChoices; ++i) {
    out << head << "option " << i << "\t" << text.choices[i].loinc << "\t" << text.choices[i].words
        << "\n";
  }
  for (std::size_t i = 0; i < text.items.size(); ++i) {
    out << head << "item " << i + 1 << "\t" << text.items[i].loinc << "\t" << text.items[i].words
        << "\n";
  }
  if (text.function) {
    out << head << "function\t" << text.function->loinc << "\t" << text.function->words << "\n";
    for (std::size_t i = 0; i < kChoices; ++i) {
      out << head << "function_option " << i << "\t\t" << text.function->choices[i] << "\n";
    }
  }
  return out.str();
}

}  // namespace

TEST_CASE("the shipped words of the instruments are those of the printed forms, byte for byte") {
  std::string golden;
  std::istringstream file(read_file("tests/shared/golden/instrument_words.tsv"));
  for (std::string line; std::getline(file, line);) {
    if (line.front() != '#') golden += line + "\n";
  }
  std::string shipped;
  for (const InstrumentId id : kInstruments) {
    for (const Language language : kLanguages) {
      shipped += as_golden_lines(instrument_text(id, language));
    }
  }
  CHECK(shipped == golden);
}

TEST_CASE("English and Spanish have the same items, choices and credit, and other words") {
  for (const InstrumentId id : kInstruments) {
    const InstrumentText& english = instrument_text(id, Language::kEnglish);
    const InstrumentText& spanish = instrument_text(id, Language::kSpanish);
    CHECK(english.instrument == id);
    CHECK(spanish.language == Language::kSpanish);
    CHECK(english.credit == spanish.credit);
    CHECK(english.credit.find("Kurt Kroenke") != std::string::npos);
    CHECK(spanish.permission.find("No se requiere permiso") == 0);
    CHECK(english.stem != spanish.stem);
    REQUIRE(english.items.size() == spanish.items.size());
    for (std::size_t i = 0; i < english.items.size(); ++i) {
      CHECK(english.items[i].loinc == spanish.items[i].loinc);
      CHECK(english.items[i].words != spanish.items[i].words);
    }
    for (std::size_t i = 0; i < kChoices; ++i) {
      CHECK(english.choices[i].loinc == spanish.choices[i].loinc);
      CHECK(english.choices[i].words != spanish.choices[i].words);
    }
    CHECK(english.function.has_value() == spanish.function.has_value());
  }
  // Zorowitz 2021: "Not at all sure" is a widely copied misprint.
  CHECK(instrument_text(InstrumentId::kGad7, Language::kEnglish).choices[0].words == "Not at all");
  CHECK(instrument_text(InstrumentId::kPhq9, Language::kEnglish).items.size() == 9);
  CHECK(instrument_text(InstrumentId::kGad7, Language::kEnglish).items.size() == 7);
}

TEST_CASE("a file of words with anything missing, twice, out of order or unknown is refused") {
  const std::string good = read_file("shared/rules/instruments/phq9.en.txt");
  REQUIRE(parse_instrument_text(good));
  std::vector<std::string> lines;
  std::istringstream stream(good);
  for (std::string line; std::getline(stream, line);) {
    if (line.front() != '#') lines.push_back(line);
  }
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += part + "\n";
    return all;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(lines[i]);
    std::vector<std::string> without = lines;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK_FALSE(parse_instrument_text(joined(without)));
    std::vector<std::string> twice = lines;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    CHECK_FALSE(parse_instrument_text(joined(twice)));
    std::vector<std::string> wordless = lines;
    wordless[i] = lines[i].substr(0, lines[i].find(' '));
    CHECK_FALSE(parse_instrument_text(joined(wordless)));
  }
  const Result<InstrumentText> unknown = parse_instrument_text("instrument phq9\ncolour blue\n");
  CHECK(unknown.error().code == ErrorCode::kMalformed);
  CHECK(unknown.error().detail == "line 2");
  CHECK_FALSE(parse_instrument_text(""));
  CHECK_FALSE(parse_instrument_text("instrument phq9\r\n"));
}

TEST_CASE("the worked scores of PHQ-9 come out as worked") {
  CHECK(phq9("3,3,3,3,3,3,3,3,3") ==
        Score{9, 9, 27, Severity::kSevere, false, CriticalAnswer::kAboveZero});
  CHECK(phq9("1,2,0,3,1,0,2,1,1") ==
        Score{9, 9, 11, Severity::kModerate, false, CriticalAnswer::kAboveZero});
  CHECK(phq9("1,1,1,1,1,1,1,-,-") ==
        Score{7, 9, 9, Severity::kMild, true, CriticalAnswer::kNotReached});
  CHECK(phq9("2,2,2,-,-,-,0,0,0") ==
        Score{6, 9, std::nullopt, std::nullopt, false, CriticalAnswer::kZero});
}

TEST_CASE("the worked scores of GAD-7 come out as worked") {
  const CriticalAnswer none = CriticalAnswer::kNoSuchItem;
  CHECK(gad7("1,1,1,1,1,1,1") == Score{7, 7, 7, Severity::kMild, false, none});
  CHECK(gad7("3,3,3,3,3,3,-") == Score{6, 7, 21, Severity::kSevere, true, none});
  CHECK(gad7("2,1,-,1,1,1,1") == Score{6, 7, 8, Severity::kMild, true, none});
  CHECK(gad7("3,3,3,3,3,-,d") == Score{5, 7, std::nullopt, std::nullopt, false, none});
}

TEST_CASE("a half of a point is rounded up when a total is prorated") {
  // 6 answered, sum 3: 3 × 7 / 6 = 3.5. 6 answered, sum 9: 10.5, which makes moderate of 10.
  CHECK(gad7("1,1,1,0,0,0,-").total == 4);
  CHECK(gad7("2,2,2,1,1,1,-").total == 11);
  // 8 answered, sum 4: 4 × 9 / 8 = 4.5, which makes mild of minimal.
  CHECK(phq9("1,1,1,1,0,0,0,-,0").total == 5);
  CHECK(phq9("1,1,1,1,0,0,0,-,0").severity == Severity::kMild);
  CHECK(phq9("1,1,1,0,0,0,0,-,0").total == 3);  // 3.375
}

TEST_CASE("a declined answer counts as missing, as one never reached does") {
  CHECK(phq9("1,1,1,1,1,1,1,d,-").total == 9);
  CHECK(phq9("1,1,1,1,1,1,d,d,d").total == std::nullopt);
  CHECK(phq9("d,d,d,d,d,d,d,d,d").answered == 0);
  CHECK(gad7("-,-,-,-,-,-,-").total == std::nullopt);
}

TEST_CASE("item 9 of PHQ-9 is told apart whatever the total is") {
  CHECK(phq9("0,0,0,0,0,0,0,0,1").critical == CriticalAnswer::kAboveZero);
  CHECK(phq9("0,0,0,0,0,0,0,0,1").severity == Severity::kMinimal);
  CHECK(phq9("-,-,-,-,-,-,-,-,2").critical == CriticalAnswer::kAboveZero);
  CHECK(phq9("3,3,3,3,3,3,3,3,0").critical == CriticalAnswer::kZero);
  CHECK(phq9("3,3,3,3,3,3,3,3,d").critical == CriticalAnswer::kDeclined);
  CHECK(phq9("3,3,3,3,3,3,3,3,d").total == 27);
}

TEST_CASE("only item 9 of PHQ-9 with a point on it raises the alert") {
  for (const InstrumentId id : kInstruments) {
    const Instrument& scale = instrument(id);
    for (std::size_t item = 0; item < scale.size(); ++item) {
      for (int points = 0; points <= kMaxPoints; ++points) {
        const bool expected = id == InstrumentId::kPhq9 && item == 8 && points >= 1;
        CHECK(raises_alert(scale, item, Answer::of(points).value()) == expected);
      }
      CHECK_FALSE(raises_alert(scale, item, Answer::declined()));
      CHECK_FALSE(raises_alert(scale, item, Answer()));
    }
  }
}

TEST_CASE("every total has the band of the printed form, and there is none beyond the range") {
  const auto band = [](InstrumentId id, int total) { return severity_of(instrument(id), total); };
  const InstrumentId phq = InstrumentId::kPhq9;
  const InstrumentId gad = InstrumentId::kGad7;
  for (int total = 0; total <= 27; ++total) {
    const Severity expected = total <= 4    ? Severity::kMinimal
                              : total <= 9  ? Severity::kMild
                              : total <= 14 ? Severity::kModerate
                              : total <= 19 ? Severity::kModeratelySevere
                                            : Severity::kSevere;
    CHECK(band(phq, total) == expected);
  }
  CHECK(band(gad, 4) == Severity::kMinimal);
  CHECK(band(gad, 5) == Severity::kMild);
  CHECK(band(gad, 9) == Severity::kMild);
  CHECK(band(gad, 10) == Severity::kModerate);
  CHECK(band(gad, 14) == Severity::kModerate);
  CHECK(band(gad, 15) == Severity::kSevere);
  CHECK(band(gad, 21) == Severity::kSevere);
  CHECK(band(phq, -1) == std::nullopt);
  CHECK(band(phq, 28) == std::nullopt);
  CHECK(band(gad, 22) == std::nullopt);
}

TEST_CASE(
    "the function item is put only when some answer is above 0, and only where there is one") {
  const Instrument& phq = instrument(InstrumentId::kPhq9);
  CHECK_FALSE(function_item_due(phq, answers("0,0,0,0,0,0,0,0,0")));
  CHECK_FALSE(function_item_due(phq, answers("0,0,d,d,-,-,-,-,-")));
  CHECK(function_item_due(phq, answers("0,0,0,0,0,0,0,0,1")));
  CHECK_FALSE(function_item_due(instrument(InstrumentId::kGad7), answers("3,3,3,3,3,3,3")));
}

TEST_CASE("an answer beyond 0 to 3, and too many or too few of them, are refused") {
  CHECK(Answer::of(0));
  CHECK(Answer::of(3));
  CHECK(Answer::of(-1).error().code == ErrorCode::kOutOfRange);
  CHECK(Answer::of(4).error().code == ErrorCode::kOutOfRange);
  const Instrument& phq = instrument(InstrumentId::kPhq9);
  CHECK_FALSE(score(phq, answers("1,1,1,1,1,1,1,1")));
  CHECK_FALSE(score(phq, answers("1,1,1,1,1,1,1,1,1,1")));
}
