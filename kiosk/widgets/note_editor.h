// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/edit_buffer.h"

// Where notes are written: wrapped at words, as high as its text, usually several below each other
// in one scroll area. The caller owns the buffer, so that undo outlives the screen.
//
// Up, Down, Home and End follow the rows one sees; at the first and last row Up and Down go on to
// the neighbour section. Control with Left and Right goes by words, with Home and End to the ends.
namespace alcove::ui {

struct NoteEditorSpec {
  std::string name{};
  Point at{};  // top left
  float width = 0;
  std::string_view placeholder{};
  bool read_only = false;
  std::string_view section_before{};  // names of the neighbours, or empty
  std::string_view section_after{};
};

struct NoteEditorReaction {
  float height = 0;
  bool changed = false;
  bool cut_short = false;  // the limit of the section is reached
};

NoteEditorReaction note_editor(Ui& ui, const NoteEditorSpec& spec, EditBuffer& buffer);

}  // namespace alcove::ui
