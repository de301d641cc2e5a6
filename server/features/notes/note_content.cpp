// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_content.h"

#include <algorithm>
#include <array>

#include "shared/api/notes_list.h"
#include "shared/base/code_points.h"

// content := p("alcove note content v1") p(format) p(time) p(time) u32(sections) section*
// time    := "" | local time | "?" what was typed and is no time
// section := p(word) p(text)
// p(x)    := u32(length of x) x
namespace alcove::notes {
namespace {

using api::notes::SectionText;
using rules::NoteSection;

constexpr std::string_view kMagic = "alcove note content v1";
constexpr char kUnclear = '?';  // no local time begins so
constexpr std::chrono::hours kLongestService{24};

// An addendum is one text without times, and no other note holds one.
Result<void> check_kind(const Content& content) {
  const bool addendum = content.format == rules::NoteFormat::kAddendum;
  for (const SectionText& one : content.sections) {
    const bool fits = (one.section == NoteSection::kAddendum) == addendum;
    if (!fits && !one.text.empty()) {
      return Error{ErrorCode::kOutOfRange, "content.sections", "an addendum is one text alone"};
    }
    if (count_code_points(one.text) > rules::max_length(one.section)) {
      return Error{ErrorCode::kTooLarge, "content.sections", "the addendum is too long"};
    }
  }
  const bool timed =
      content.start || content.stop || !content.start_typed.empty() || !content.stop_typed.empty();
  if (addendum && timed) {
    return Error{ErrorCode::kOutOfRange, "content.start", "an addendum has no times"};
  }
  return {};
}

std::string text_of(const Content& content, NoteSection section) {
  const auto found = std::find_if(content.sections.begin(), content.sections.end(),
                                  [&](const SectionText& one) { return one.section == section; });
  return found == content.sections.end() ? std::string() : found->text;
}

void append_text(Bytes& out, std::string_view text) {
  append_prefixed(out, as_bytes(text));
}

void append_time(Bytes& out, const std::optional<LocalDateTime>& time, const std::string& typed) {
  std::string text = time ? format_local(*time) : std::string();
  if (!time && !typed.empty()) text = kUnclear + typed;
  append_text(out, text);
}

// Every limit was checked when it was written: anything else was not written by us.
template <class T>
T must(Result<T> result) {
  if (!result) throw Fault(ErrorCode::kCorrupt, "a note's text is not as it was written");
  return std::move(result).value();
}

std::string next_text(ByteReader& reader) {
  return std::string(as_text(must(reader.prefixed(rules::kMaxNoteSize))));
}

template <class E>
E next_word(ByteReader& reader) {
  const std::optional<E> value = wire::from_word<E>(next_text(reader));
  if (!value) throw Fault(ErrorCode::kCorrupt, "a note holds a word that it cannot have");
  return *value;
}

std::optional<LocalDateTime> next_time(ByteReader& reader, std::string& typed) {
  const std::string text = next_text(reader);
  if (text.empty()) return std::nullopt;
  if (text.front() != kUnclear) return must(parse_local(text));
  typed = text.substr(1);
  if (typed.empty()) throw Fault(ErrorCode::kCorrupt, "a note's text is not as it was written");
  return std::nullopt;
}

}  // namespace

Result<Content> checked_content(Content content) {
  std::array<bool, rules::kNoteSections> seen{};
  std::size_t size = 0;
  for (const SectionText& one : content.sections) {
    bool& before = seen[static_cast<std::size_t>(one.section)];
    if (before) {
      return Error{ErrorCode::kOutOfRange, "content.sections", "a section is there twice"};
    }
    before = true;
    size += rules::text_size(one.text);
  }
  if (size > rules::kMaxNoteSize) {
    return Error{ErrorCode::kTooLarge, "content.sections", "the note is too long"};
  }
  ALCOVE_TRY(check_kind(content));
  std::vector<SectionText> ordered;
  for (const NoteSection section : rules::sections_of(content.format)) {
    ordered.push_back({section, text_of(content, section)});
  }
  for (const auto& row : wire::EnumWords<NoteSection>::words) {
    if (rules::has_section(content.format, row.value)) continue;
    std::string text = text_of(content, row.value);
    if (!text.empty()) ordered.push_back({row.value, std::move(text)});
  }
  content.sections = std::move(ordered);
  if (content.start) content.start_typed.clear();
  if (content.stop) content.stop_typed.clear();
  return content;
}

Bytes content_bytes(const Content& content) {
  Bytes out;
  append_text(out, kMagic);
  append_text(out, wire::word_of(content.format));
  append_time(out, content.start, content.start_typed);
  append_time(out, content.stop, content.stop_typed);
  append_u32(out, static_cast<std::uint32_t>(content.sections.size()));
  for (const SectionText& one : content.sections) {
    append_text(out, wire::word_of(one.section));
    append_text(out, one.text);
  }
  return out;
}

Content read_content(ByteView bytes) {
  ByteReader reader(bytes);
  if (next_text(reader) != kMagic) {
    throw Fault(ErrorCode::kCorrupt, "a note's text is not as it was written");
  }
  Content content;
  content.format = next_word<rules::NoteFormat>(reader);
  content.start = next_time(reader, content.start_typed);
  content.stop = next_time(reader, content.stop_typed);
  const std::uint32_t sections = must(reader.u32());
  if (sections > rules::kNoteSections) {
    throw Fault(ErrorCode::kCorrupt, "a note has more sections than there are");
  }
  for (std::uint32_t i = 0; i < sections; ++i) {
    const auto section = next_word<NoteSection>(reader);
    content.sections.push_back({section, next_text(reader)});
  }
  if (!reader.at_end()) throw Fault(ErrorCode::kCorrupt, "there is something behind a note");
  return content;
}

crypto::Hash256 content_hash(const Content& content) {
  return crypto::sha256(content_bytes(content));
}

Result<void> check_ready(const Content& content) {
  bool says_something = false;
  for (const SectionText& one : content.sections) {
    if (rules::is_blank(one.text)) continue;
    if (!rules::has_section(content.format, one.section)) {
      return Error{ErrorCode::kWrongState, "content.sections",
                   "there is text outside the sections of the format"};
    }
    says_something = true;
  }
  if (!says_something) {
    return Error{ErrorCode::kMissingField, "content.sections", "the note is blank"};
  }
  if (content.format == rules::NoteFormat::kAddendum) return {};
  if (!content.start) return Error{ErrorCode::kMissingField, "content.start", "no start time"};
  if (!content.stop) return Error{ErrorCode::kMissingField, "content.stop", "no stop time"};
  if (*content.stop <= *content.start || *content.stop - *content.start > kLongestService) {
    return Error{ErrorCode::kOutOfRange, "content.stop",
                 "the stop time is not within a day after the start"};
  }
  return {};
}

bool is_empty(const Content& content) {
  return !content.start && !content.stop && content.start_typed.empty() &&
         content.stop_typed.empty() &&
         std::all_of(content.sections.begin(), content.sections.end(),
                     [](const SectionText& one) { return one.text.empty(); });
}

bool is_blank(const Content& content) {
  return std::all_of(content.sections.begin(), content.sections.end(),
                     [](const SectionText& one) { return rules::is_blank(one.text); });
}

std::int64_t length_of(const Content& content) {
  std::int64_t length = 0;
  for (const SectionText& one : content.sections) {
    length += static_cast<std::int64_t>(one.text.size());
  }
  return length;
}

std::string preview_of(const Content& content) {
  std::string line;
  std::size_t length = 0;
  bool gap = false;
  for (const SectionText& one : content.sections) {
    for (const char byte : one.text) {
      if (byte == ' ' || byte == '\n' || byte == '\t') {
        gap = !line.empty();
        continue;
      }
      const bool begins = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      if (begins && length + (gap ? 2 : 1) > api::notes::kMaxPreview) return line + "…";
      if (begins) length += gap ? 2 : 1;
      if (begins && gap) line += ' ';
      if (begins) gap = false;
      line += byte;
    }
    gap = !line.empty();
  }
  return line;
}

}  // namespace alcove::notes
