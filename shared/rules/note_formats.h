// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/wire/fields.h"

// The formats of a progress note: which sections, in which order, and how much text. What a section
// is called on a screen is the catalogue's. An addendum to a signed note has a format of its own,
// which no note of a visit has. Pure and thread-safe.
namespace alcove::rules {

enum class NoteFormat : std::uint8_t { kSoap, kDap, kBirp, kAddendum };

enum class NoteSection : std::uint8_t {
  kSubjective,
  kObjective,
  kData,
  kBehavior,
  kIntervention,
  kResponse,
  kAssessment,
  kPlan,
  kAddendum,
};
inline constexpr std::size_t kNoteSections = 9;

// In the order in which they are written and read.
std::span<const NoteSection> sections_of(NoteFormat format);
bool has_section(NoteFormat format, NoteSection section);

// Of one section, in code points of NFC.
inline constexpr std::size_t kMaxSectionLength = 60'000;
inline constexpr std::size_t kMaxAddendumLength = 8'000;
std::size_t max_length(NoteSection section);
// Of all sections together, as text_size() counts: a note of this size still fits a terminal's
// spool record, however it is made up.
inline constexpr std::size_t kMaxNoteSize = 88 * 1024;

// UTF-8 bytes, where a line feed or tab counts three and a quotation mark or backslash four: what
// they come to as JSON within JSON, which is how a sealed record holds them.
std::size_t text_size(std::string_view text);

// Nothing but spaces, tabs and line feeds.
bool is_blank(std::string_view text);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::NoteFormat> {
  static constexpr EnumWord<rules::NoteFormat> words[] = {
      {rules::NoteFormat::kSoap, "soap"},
      {rules::NoteFormat::kDap, "dap"},
      {rules::NoteFormat::kBirp, "birp"},
      {rules::NoteFormat::kAddendum, "addendum"}};
};

template <>
struct EnumWords<rules::NoteSection> {
  using Section = rules::NoteSection;
  static constexpr EnumWord<Section> words[] = {{Section::kSubjective, "subjective"},
                                                {Section::kObjective, "objective"},
                                                {Section::kData, "data"},
                                                {Section::kBehavior, "behavior"},
                                                {Section::kIntervention, "intervention"},
                                                {Section::kResponse, "response"},
                                                {Section::kAssessment, "assessment"},
                                                {Section::kPlan, "plan"},
                                                {Section::kAddendum, "addendum"}};
};

}  // namespace alcove::wire
