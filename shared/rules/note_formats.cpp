// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/note_formats.h"

#include <algorithm>

#include "shared/base/check.h"

namespace alcove::rules {
namespace {

using enum NoteSection;
constexpr NoteSection kSoapSections[] = {kSubjective, kObjective, kAssessment, kPlan};
constexpr NoteSection kDapSections[] = {kData, kAssessment, kPlan};
constexpr NoteSection kBirpSections[] = {kBehavior, kIntervention, kResponse, kPlan};
constexpr NoteSection kAddendumSections[] = {kAddendum};

}  // namespace

std::span<const NoteSection> sections_of(NoteFormat format) {
  switch (format) {
    case NoteFormat::kSoap:
      return kSoapSections;
    case NoteFormat::kDap:
      return kDapSections;
    case NoteFormat::kBirp:
      return kBirpSections;
    case NoteFormat::kAddendum:
      return kAddendumSections;
  }
  ALCOVE_CHECK(false);
  return {};
}

bool has_section(NoteFormat format, NoteSection section) {
  const std::span<const NoteSection> sections = sections_of(format);
  return std::find(sections.begin(), sections.end(), section) != sections.end();
}

std::size_t max_length(NoteSection section) {
  return section == NoteSection::kAddendum ? kMaxAddendumLength : kMaxSectionLength;
}

std::size_t text_size(std::string_view text) {
  std::size_t size = 0;
  for (const char byte : text) {
    if (byte == '\n' || byte == '\t') {
      size += 3;
    } else if (byte == '"' || byte == '\\') {
      size += 4;
    } else {
      ++size;
    }
  }
  return size;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

}  // namespace alcove::rules
