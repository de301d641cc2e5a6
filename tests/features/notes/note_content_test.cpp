// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_content.h"

#include <catch2/catch.hpp>

#include "shared/base/time.h"

using namespace alcove;
using namespace alcove::notes;
using api::notes::SectionText;
using rules::NoteFormat;
using rules::NoteSection;

namespace {

Content dap(std::vector<SectionText> sections) {
  Content content;
  content.format = NoteFormat::kDap;
  content.sections = std::move(sections);
  return content;
}

Content ready() {
  Content content = dap({{NoteSection::kPlan, "Home practice."}});
  content.start = parse_local("2026-11-24T09:00").value();
  content.stop = parse_local("2026-11-24T09:50").value();
  return checked_content(std::move(content)).value();
}

std::string refusal(const Content& content) {
  const Result<void> done = check_ready(content);
  if (done) return "";
  return std::string(error_code_word(done.error().code)) + " " + done.error().field;
}

}  // namespace

TEST_CASE("a note's content has the bytes that the format says") {
  Content content = dap({{NoteSection::kPlan, "ñ"}, {NoteSection::kData, "ab"}});
  content.start = parse_local("2026-11-24T09:00").value();
  // Written out by hand from docs/formats.md.
  const std::string expected =
      std::string("\0\0\0\x16", 4) + "alcove note content v1" + std::string("\0\0\0\3", 4) + "dap" +
      std::string("\0\0\0\x10", 4) + "2026-11-24T09:00" + std::string("\0\0\0\0", 4) +
      std::string("\0\0\0\3", 4) + std::string("\0\0\0\4", 4) + "data" +
      std::string("\0\0\0\2", 4) + "ab" + std::string("\0\0\0\x0a", 4) + "assessment" +
      std::string("\0\0\0\0", 4) + std::string("\0\0\0\4", 4) + "plan" +
      std::string("\0\0\0\2", 4) + "ñ";
  const Bytes bytes = content_bytes(checked_content(content).value());
  CHECK(std::string(as_text(bytes)) == expected);
}

TEST_CASE("a content is read back as it was written") {
  const Content content = ready();
  CHECK(read_content(content_bytes(content)) == content);
}

TEST_CASE("a content cut short anywhere, or with anything behind it, is refused") {
  const Bytes whole = content_bytes(ready());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(size);
    CHECK_THROWS_AS(read_content(ByteView(whole).first(size)), Fault);
  }
  Bytes more = whole;
  more.push_back(0);
  CHECK_THROWS_AS(read_content(more), Fault);
}

TEST_CASE("the same sections in another order are the same content") {
  const auto one = checked_content(dap({{NoteSection::kData, "a"}, {NoteSection::kPlan, "b"}}));
  const auto two = checked_content(
      dap({{NoteSection::kPlan, "b"}, {NoteSection::kData, "a"}, {NoteSection::kAssessment, ""}}));
  CHECK(content_hash(*one) == content_hash(*two));
}

TEST_CASE("changing the format loses no text: it stays behind the sections of the format") {
  Content content = dap({{NoteSection::kSubjective, "old words"}, {NoteSection::kPlan, "b"}});
  const Content checked = checked_content(std::move(content)).value();
  REQUIRE(checked.sections.size() == 4);
  CHECK(checked.sections[3] == SectionText{NoteSection::kSubjective, "old words"});
  CHECK(refusal(checked) == "wrong_state content.sections");
}

TEST_CASE("a section that is there twice is refused") {
  const auto twice = checked_content(dap({{NoteSection::kPlan, "a"}, {NoteSection::kPlan, "b"}}));
  CHECK(twice.error() ==
        Error{ErrorCode::kOutOfRange, "content.sections", "a section is there twice"});
}

TEST_CASE("a note is as long as its limit, and not a byte longer") {
  const std::size_t limit = 88 * 1024;
  const std::string half(limit / 2, 'x');
  CHECK(checked_content(dap({{NoteSection::kData, half}, {NoteSection::kPlan, half}})).ok());
  const auto longer =
      checked_content(dap({{NoteSection::kData, half + "x"}, {NoteSection::kPlan, half}}));
  CHECK(longer.error().code == ErrorCode::kTooLarge);
  CHECK(checked_content(dap({{NoteSection::kData, std::string(limit / 4, '"')}})).ok());
  CHECK_FALSE(checked_content(dap({{NoteSection::kData, std::string(limit / 4 + 1, '"')}})).ok());
}

TEST_CASE("a note is ready when it says something and its times make sense") {
  CHECK(refusal(ready()) == "");
  Content blank = ready();
  blank.sections = {{NoteSection::kPlan, " \n\t"}};
  CHECK(refusal(blank) == "missing_field content.sections");
  Content no_start = ready();
  no_start.start.reset();
  CHECK(refusal(no_start) == "missing_field content.start");
  Content no_stop = ready();
  no_stop.stop.reset();
  CHECK(refusal(no_stop) == "missing_field content.stop");
}

TEST_CASE("the stop time is after the start, and at most a day after it") {
  Content content = ready();
  content.stop = content.start;
  CHECK(refusal(content) == "out_of_range content.stop");
  content.stop = *content.start + std::chrono::minutes(1);
  CHECK(refusal(content) == "");
  content.stop = *content.start + std::chrono::hours(24);
  CHECK(refusal(content) == "");
  content.stop = *content.start + std::chrono::hours(24) + std::chrono::minutes(1);
  CHECK(refusal(content) == "out_of_range content.stop");
}

TEST_CASE("a list shows how a note begins, on one line") {
  const auto preview = [](const std::string& data, const std::string& plan) {
    return preview_of(dap({{NoteSection::kData, data}, {NoteSection::kPlan, plan}}));
  };
  CHECK(preview("", "") == "");
  CHECK(preview("  María\n\n came\tlate. ", "Next week.") == "María came late. Next week.");
  CHECK(preview(std::string(160, 'x'), "") == std::string(160, 'x'));
  CHECK(preview(std::string(161, 'x'), "") == std::string(160, 'x') + "…");
  std::string marks;
  for (int i = 0; i < 161; ++i) marks += "ñ";
  CHECK(preview(marks, "") == marks.substr(0, 320) + "…");
  CHECK(preview(std::string(159, 'x'), "y") == std::string(159, 'x') + "…");
}

TEST_CASE("what was typed for a time and is none is kept in a draft, and cannot be signed") {
  Content content = dap({{NoteSection::kPlan, "Home practice."}});
  content.start_typed = "10";
  content.stop = parse_local("2026-11-24T09:50").value();
  content.stop_typed = "9.50";  // where there is a time it says nothing more
  const Content checked = checked_content(content).value();
  CHECK(checked.start_typed == "10");
  CHECK(checked.stop_typed.empty());
  // Written out by hand from docs/formats.md.
  const std::string times =
      std::string("\0\0\0\3", 4) + "?10" + std::string("\0\0\0\x10", 4) + "2026-11-24T09:50";
  CHECK(std::string(as_text(content_bytes(checked))).find("dap" + times) == 30);
  CHECK(read_content(content_bytes(checked)) == checked);
  CHECK(refusal(checked) == "missing_field content.start");
  CHECK_FALSE(is_empty(checked));
  Content addendum;
  addendum.format = NoteFormat::kAddendum;
  addendum.stop_typed = "9";
  CHECK_FALSE(checked_content(addendum));
}
