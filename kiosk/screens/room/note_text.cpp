// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/note_text.h"

#include "shared/api/notes_list.h"

namespace alcove::screens::room {
namespace {

// So near to the limit every change is an undo step of its own.
constexpr std::size_t kNearLimit = 4096;

rules::NoteSection section_at(std::size_t index) {
  return static_cast<rules::NoteSection>(index);
}

}  // namespace

NoteText::NoteText() {
  for (std::size_t i = 0; i < buffers_.size(); ++i) {
    buffers_[i] = std::make_unique<ui::EditBuffer>(
        ui::EditLimits{.max_code_points = rules::max_length(section_at(i)),
                       .lines = ui::Lines::kMany,
                       .secret = false});
  }
}

void NoteText::reset(const std::vector<api::notes::SectionText>& sections) {
  for (auto& buffer : buffers_) buffer->reset({});
  for (const api::notes::SectionText& section : sections) of(section.section).reset(section.text);
}

std::vector<api::notes::SectionText> NoteText::sections() const {
  std::vector<api::notes::SectionText> out;
  for (std::size_t i = 0; i < buffers_.size(); ++i) {
    if (!buffers_[i]->text().empty()) out.push_back({section_at(i), buffers_[i]->text()});
  }
  return out;
}

std::vector<rules::NoteSection> NoteText::elsewhere(rules::NoteFormat format) const {
  std::vector<rules::NoteSection> out;
  for (std::size_t i = 0; i < buffers_.size(); ++i) {
    const bool here = rules::has_section(format, section_at(i));
    if (!here && !rules::is_blank(buffers_[i]->text())) out.push_back(section_at(i));
  }
  return out;
}

bool NoteText::blank() const {
  for (const auto& buffer : buffers_) {
    if (!rules::is_blank(buffer->text())) return false;
  }
  return true;
}

std::size_t NoteText::size() const {
  std::size_t size = 0;
  for (const auto& buffer : buffers_) size += rules::text_size(buffer->text());
  return size;
}

std::uint64_t NoteText::version() const {
  // Versions only grow: their sum changes whenever one of them does.
  std::uint64_t sum = 0;
  for (const auto& buffer : buffers_) sum += buffer->version();
  return sum;
}

std::int64_t NoteText::words() const {
  std::int64_t words = 0;
  for (const auto& buffer : buffers_) {
    bool inside = false;
    for (const char byte : buffer->text()) {
      const bool blank = byte == ' ' || byte == '\n' || byte == '\t';
      if (!blank && !inside) ++words;
      inside = !blank;
    }
  }
  return words;
}

std::string NoteText::beginning(rules::NoteFormat format) const {
  std::string out;
  const auto take = [&out](const std::string& text) {
    bool gap = !out.empty();
    for (const char byte : text) {
      const bool blank = byte == ' ' || byte == '\n' || byte == '\t';
      const bool begins = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      if (begins && out.size() >= api::notes::kMaxPreview) return;
      if (!blank && gap && !out.empty()) out.push_back(' ');
      if (!blank) out.push_back(byte);
      gap = blank;
    }
  };
  for (const rules::NoteSection section : rules::sections_of(format)) take(of(section).text());
  for (const rules::NoteSection section : elsewhere(format)) take(of(section).text());
  return out;
}

void NoteText::move(rules::NoteSection from, rules::NoteSection to) {
  const std::string words = of(from).text();
  if (words.empty() || from == to) return;
  ui::EditBuffer& target = of(to);
  target.move_to(target.text().size(), ui::Extend::kMove);
  target.end_step();
  const std::size_t before = target.text().size();
  const std::string between = target.text().empty() ? "" : "\n\n";
  if (target.insert(between + words) == ui::Edited::kCutShort) {
    target.undo();
    return;
  }
  target.end_step();
  if (target.text().size() == before) return;
  of(from).end_step();
  of(from).select_all();
  of(from).erase_forward();
  of(from).end_step();
}

void NoteText::append(const api::notes::SectionText& section) {
  ui::EditBuffer& target = of(section.section);
  if (rules::is_blank(section.text) || target.text().find(section.text) != std::string::npos) {
    return;
  }
  target.move_to(target.text().size(), ui::Extend::kMove);
  target.end_step();
  target.insert((target.text().empty() ? "" : "\n\n") + section.text);
  target.end_step();
}

void NoteText::before_input() {
  const bool near = size() + kNearLimit > rules::kMaxNoteSize;
  for (std::size_t i = 0; i < buffers_.size(); ++i) {
    versions_before_[i] = buffers_[i]->version();
    if (near) buffers_[i]->end_step();
  }
}

bool NoteText::after_input() {
  if (size() <= rules::kMaxNoteSize) return false;
  bool taken_back = false;
  for (std::size_t i = 0; i < buffers_.size(); ++i) {
    if (buffers_[i]->version() != versions_before_[i]) taken_back |= buffers_[i]->undo();
  }
  return taken_back;
}

}  // namespace alcove::screens::room
