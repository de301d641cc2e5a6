// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/note_formats.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace alcove;
using rules::NoteFormat;
using rules::NoteSection;

namespace {

std::string words_of(NoteFormat format) {
  std::string words;
  for (const NoteSection section : rules::sections_of(format)) {
    words += (words.empty() ? "" : " ") + std::string(wire::word_of(section));
  }
  return words;
}

}  // namespace

TEST_CASE("SOAP, DAP and BIRP have their sections in their order") {
  CHECK(words_of(NoteFormat::kSoap) == "subjective objective assessment plan");
  CHECK(words_of(NoteFormat::kDap) == "data assessment plan");
  CHECK(words_of(NoteFormat::kBirp) == "behavior intervention response plan");
}

TEST_CASE("an addendum is one text, of its own length") {
  CHECK(words_of(NoteFormat::kAddendum) == "addendum");
  CHECK(rules::max_length(NoteSection::kAddendum) == 8'000);
  CHECK(rules::max_length(NoteSection::kPlan) == 60'000);
  for (const NoteFormat other : {NoteFormat::kSoap, NoteFormat::kDap, NoteFormat::kBirp}) {
    CHECK_FALSE(rules::has_section(other, NoteSection::kAddendum));
  }
}

TEST_CASE("a section belongs to the formats that name it, and to no other") {
  CHECK(rules::has_section(NoteFormat::kDap, NoteSection::kData));
  CHECK_FALSE(rules::has_section(NoteFormat::kSoap, NoteSection::kData));
  CHECK_FALSE(rules::has_section(NoteFormat::kBirp, NoteSection::kAssessment));
}

TEST_CASE("the size of a text counts what JSON within JSON makes of it") {
  CHECK(rules::text_size("") == 0);
  CHECK(rules::text_size("plan") == 4);
  CHECK(rules::text_size("ñ") == 2);
  CHECK(rules::text_size("a\nb\tc") == 9);
  CHECK(rules::text_size("\"\\") == 8);
}

TEST_CASE("blank is nothing but spaces, tabs and line feeds") {
  CHECK(rules::is_blank(""));
  CHECK(rules::is_blank(" \t\n "));
  CHECK_FALSE(rules::is_blank(" \n."));
}
