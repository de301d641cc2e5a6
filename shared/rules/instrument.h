// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/rules/language.h"

// The questionnaires that a client answers. Two things are kept apart on purpose: how an instrument
// is scored (facts, in code: `instrument`) and its words (licensed text, one data file per
// language: `instrument_text`). An item is known by its LOINC code, never by its words.
//
// Everything here is read-only after the first use and thread-safe.
namespace alcove::rules {

enum class InstrumentId : std::uint8_t { kPhq9, kGad7 };
inline constexpr InstrumentId kInstruments[] = {InstrumentId::kPhq9, InstrumentId::kGad7};

enum class Severity : std::uint8_t { kMinimal, kMild, kModerate, kModeratelySevere, kSevere };

struct SeverityBand {
  int from = 0;
  int to = 0;
  Severity severity = Severity::kMinimal;
};

// Every item of these instruments is answered with 0 to 3 points.
inline constexpr int kMaxPoints = 3;
inline constexpr std::size_t kChoices = 4;

struct Instrument {
  InstrumentId id;
  std::string_view name;         // as staff know it: "PHQ-9"
  std::string_view panel_loinc;  // the whole questionnaire
  std::string_view total_loinc;  // its score
  std::span<const std::string_view> item_loinc;
  std::span<const SeverityBand> bands;       // without gaps, from 0 to the highest total
  int max_missing;                           // more unanswered items than this: no total
  std::optional<std::size_t> critical_item;  // its index: any point on it raises the alert
  std::string_view function_loinc;           // empty: the instrument has no function item

  std::size_t size() const { return item_loinc.size(); }
  int max_total() const { return static_cast<int>(size()) * kMaxPoints; }
};

const Instrument& instrument(InstrumentId id);

struct ChoiceText {
  std::string loinc;
  std::string words;
};

struct ItemText {
  std::string loinc;
  std::string words;
};

struct FunctionItemText {
  std::string loinc;
  std::string words;
  std::array<std::string, kChoices> choices;
};

struct InstrumentText {
  InstrumentId instrument = InstrumentId::kPhq9;
  Language language = Language::kEnglish;
  std::string credit;
  std::string permission;
  std::string source;
  std::string stem;
  std::array<ChoiceText, kChoices> choices;  // by points
  std::vector<ItemText> items;               // in the order of Instrument::item_loinc
  std::optional<FunctionItemText> function;
};

// The shipped words. They were checked when the program was built (a test parses every file).
const InstrumentText& instrument_text(InstrumentId id, Language language);

// One data file; its grammar stands in instrument_text.cpp. Refused (kMalformed, with the line in
// the detail): an unknown or repeated key, a choice or item that is missing or out of order, a
// LOINC code that the instrument does not have, empty words, no credit, permission or source.
Result<InstrumentText> parse_instrument_text(std::string_view file);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::InstrumentId> {
  static constexpr EnumWord<rules::InstrumentId> words[] = {{rules::InstrumentId::kPhq9, "phq9"},
                                                            {rules::InstrumentId::kGad7, "gad7"}};
};

template <>
struct EnumWords<rules::Severity> {
  static constexpr EnumWord<rules::Severity> words[] = {
      {rules::Severity::kMinimal, "minimal"},
      {rules::Severity::kMild, "mild"},
      {rules::Severity::kModerate, "moderate"},
      {rules::Severity::kModeratelySevere, "moderately_severe"},
      {rules::Severity::kSevere, "severe"}};
};

}  // namespace alcove::wire
