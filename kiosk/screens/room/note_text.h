// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "kiosk/widgets/edit_buffer.h"
#include "shared/api/notes_text.h"

// What is being written in a note: one buffer for each section there is, whatever the format shows,
// so that changing the format loses nothing. Lives as long as the draft is open, so that undo
// outlives the screen.
namespace alcove::screens::room {

class NoteText {
 public:
  NoteText();

  ui::EditBuffer& of(rules::NoteSection section) {
    return *buffers_[static_cast<std::size_t>(section)];
  }
  const ui::EditBuffer& of(rules::NoteSection section) const {
    return *buffers_[static_cast<std::size_t>(section)];
  }
  // Another text; every history begins anew.
  void reset(const std::vector<api::notes::SectionText>& sections);
  // Every section that is not empty, in the order of the enum.
  std::vector<api::notes::SectionText> sections() const;
  // Sections with words in them that this format does not have.
  std::vector<rules::NoteSection> elsewhere(rules::NoteFormat format) const;
  bool blank() const;
  std::size_t size() const;       // as rules::text_size counts
  std::uint64_t version() const;  // another one after every change
  std::int64_t words() const;
  // How it begins, on one line, as a list of notes shows it: api::notes::kMaxPreview bytes or a
  // little more.
  std::string beginning(rules::NoteFormat format) const;
  // Appends the words of one section to another, with a blank line between; both can be undone.
  void move(rules::NoteSection from, rules::NoteSection to);
  // Appends, with a blank line between, unless those very words are there already.
  void append(const api::notes::SectionText& section);
  // Before and after input is applied: takes back what made the note longer than a note can be.
  // True when something was taken back.
  void before_input();
  bool after_input();

 private:
  std::array<std::unique_ptr<ui::EditBuffer>, rules::kNoteSections> buffers_;
  std::array<std::uint64_t, rules::kNoteSections> versions_before_{};
};

}  // namespace alcove::screens::room
