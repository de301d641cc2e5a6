// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/note_editor.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/widgets/editing.h"
#include "kiosk/widgets/wrap_table.h"

namespace alcove::ui {
namespace {

struct EditorState {
  WrapTable table;
  ClickCounter clicks;
  std::uint64_t version = 0;  // of the buffer the table was made for
  float width = 0;
  int font_px = 0;
  Affinity affinity = Affinity::kRowStart;
  std::optional<float> wanted_x;  // kept while going up and down
  std::int64_t last_edit_ms = 0;
  std::optional<std::size_t> shown_caret;  // none: writing has not begun
};

class Editor {
 public:
  Editor(Ui& ui, const NoteEditorSpec& spec, EditBuffer& buffer)
      : ui_(ui),
        spec_(spec),
        buffer_(buffer),
        state_(ui.state<EditorState>(spec.name)),
        advance_(advance_of(ui, TextStyle::kNote)),
        line_(line_height(ui, TextStyle::kNote)) {}

  NoteEditorReaction run();

 private:
  void wrap();
  void apply_pointer(const Reaction& reaction, const Rect& rect);
  bool apply_row_key(const KeyPress& press);
  void go_rows(int rows, Extend extend);
  void go_in_row(bool to_end, bool of_text, Extend extend);
  void place_caret(std::size_t offset, Affinity affinity, Extend extend);
  Edited apply_keys();
  void draw(const Rect& rect, bool focused);
  void draw_selection(const Rect& rect, std::size_t row_index, float top);
  Rect caret_rect() const;
  std::size_t caret_row() const { return state_.table.row_of(buffer_.caret(), state_.affinity); }
  const std::vector<WrapRow>& rows() const { return state_.table.rows(); }

  Ui& ui_;
  const NoteEditorSpec& spec_;
  EditBuffer& buffer_;
  EditorState& state_;
  AdvanceOf advance_;
  float line_;
};

void Editor::wrap() {
  const int font_px = ui_.theme().measure(TextStyle::kNote).size_px;
  if (state_.version == buffer_.version() && state_.width == spec_.width &&
      state_.font_px == font_px) {
    return;
  }
  state_.table.rebuild(buffer_.text(), spec_.width, advance_);
  state_.version = buffer_.version();
  state_.width = spec_.width;
  state_.font_px = font_px;
}

void Editor::place_caret(std::size_t offset, Affinity affinity, Extend extend) {
  buffer_.move_to(offset, extend);
  state_.affinity = affinity;
}

void Editor::apply_pointer(const Reaction& reaction, const Rect& rect) {
  if (!ui_.holds_pointer(spec_.name) || !ui_.input().down) return;
  const Point at = ui_.input().pointer;
  const auto last = static_cast<float>(rows().size() - 1);
  const auto row =
      static_cast<std::size_t>(std::clamp(std::floor((at.y - rect.y) / line_), 0.0F, last));
  const std::size_t offset = offset_at(buffer_.text(), rows()[row], at.x - rect.x, advance_);
  const bool soft_end = offset == rows()[row].end && !rows()[row].ends_paragraph;
  const Affinity affinity = soft_end ? Affinity::kRowEnd : Affinity::kRowStart;
  state_.wanted_x.reset();
  if (!reaction.pressed) {
    ui_.keep_pointer();
    if (state_.clicks.drags(at)) place_caret(offset, affinity, Extend::kSelect);
    return;
  }
  const int clicks = state_.clicks.press(ui_.input().time_ms, at);
  const Extend extend = ui_.input().with_shift ? Extend::kSelect : Extend::kMove;
  if (clicks == 1) place_caret(offset, affinity, extend);
  if (clicks == 2) buffer_.select_word_at(offset);
  if (clicks == 3) buffer_.select_paragraph_at(offset);
}

void Editor::go_rows(int by, Extend extend) {
  const auto row = static_cast<std::ptrdiff_t>(caret_row());
  const std::ptrdiff_t target = row + by;
  if (target < 0 || target >= static_cast<std::ptrdiff_t>(rows().size())) {
    const std::string_view neighbour = by < 0 ? spec_.section_before : spec_.section_after;
    if (extend == Extend::kMove && !neighbour.empty()) {
      ui_.focus(neighbour);
    } else {
      place_caret(by < 0 ? 0 : buffer_.text().size(), Affinity::kRowStart, extend);
    }
    return;
  }
  const WrapRow& from = rows()[static_cast<std::size_t>(row)];
  if (!state_.wanted_x) state_.wanted_x = x_of(buffer_.text(), from, buffer_.caret(), advance_);
  const WrapRow& to = rows()[static_cast<std::size_t>(target)];
  const std::size_t offset = offset_at(buffer_.text(), to, *state_.wanted_x, advance_);
  const bool soft_end = offset == to.end && !to.ends_paragraph;
  place_caret(offset, soft_end ? Affinity::kRowEnd : Affinity::kRowStart, extend);
}

void Editor::go_in_row(bool to_end, bool of_text, Extend extend) {
  const WrapRow& row = rows()[caret_row()];
  if (of_text) {
    place_caret(to_end ? buffer_.text().size() : 0, Affinity::kRowStart, extend);
  } else if (!to_end) {
    place_caret(row.begin, Affinity::kRowStart, extend);
  } else {
    place_caret(row.end, row.ends_paragraph ? Affinity::kRowStart : Affinity::kRowEnd, extend);
  }
}

bool Editor::apply_row_key(const KeyPress& press) {
  const Extend extend = press.shift ? Extend::kSelect : Extend::kMove;
  const int page = std::max(1, static_cast<int>(ui_.clip().height / line_) - 1);
  switch (press.key) {
    case Key::kUp:
      go_rows(-1, extend);
      return true;
    case Key::kDown:
      go_rows(1, extend);
      return true;
    case Key::kPageUp:
      go_rows(-std::min(page, std::max(1, static_cast<int>(caret_row()))), extend);
      return true;
    case Key::kPageDown:
      go_rows(std::min(page, std::max(1, static_cast<int>(rows().size() - 1 - caret_row()))),
              extend);
      return true;
    case Key::kHome:
    case Key::kEnd:
      state_.wanted_x.reset();
      go_in_row(press.key == Key::kEnd, press.control, extend);
      return true;
    case Key::kTab:
    case Key::kEnter:
    case Key::kEscape:
    case Key::kBackspace:
    case Key::kDelete:
    case Key::kLeft:
    case Key::kRight:
    case Key::kLetter:
      return false;
  }
  return false;
}

Edited Editor::apply_keys() {
  const std::int64_t now = ui_.input().time_ms;
  if (now - state_.last_edit_ms > kPauseMs) buffer_.end_step();
  const bool any = ui_.key() != nullptr || ui_.input().character != 0;
  if (!any) return Edited::kNothing;
  if (ui_.key() != nullptr && apply_row_key(*ui_.key())) {
    ui_.use_key();
    return Edited::kNothing;
  }
  Edited edited = Edited::kNothing;
  if (ui_.key() != nullptr && ui_.key()->key == Key::kEnter && !ui_.key()->control) {
    if (!spec_.read_only) edited = buffer_.insert("\n");
    ui_.use_key();
  } else {
    edited = apply_input(ui_, buffer_, spec_.read_only);
  }
  state_.wanted_x.reset();
  state_.affinity = Affinity::kRowStart;
  if (edited != Edited::kNothing) state_.last_edit_ms = now;
  return edited;
}

Rect Editor::caret_rect() const {
  const std::size_t row = caret_row();
  const float x = x_of(buffer_.text(), rows()[row], buffer_.caret(), advance_);
  return {spec_.at.x + std::min(x, spec_.width) - 1, spec_.at.y + static_cast<float>(row) * line_,
          ui_.theme().px(2), line_};
}

void Editor::draw_selection(const Rect& rect, std::size_t row_index, float top) {
  const auto [begin, end] = buffer_.selection();
  const WrapRow& row = rows()[row_index];
  if (end < row.begin || begin > row.end || begin == end) return;
  const float left = x_of(buffer_.text(), row, std::max(begin, row.begin), advance_);
  float right = x_of(buffer_.text(), row, std::min(end, row.end), advance_);
  // A selected line feed shows as a little more than the row.
  if (row.ends_paragraph && end > row.end) right += ui_.theme().px(6);
  if (right <= left) return;
  const Rect place{rect.x + left, top, std::min(right, spec_.width) - left, line_};
  fill(ui_, place, Ink::kPrimarySoft);
  if (ui_.theme().look().contrast == Contrast::kHigh) outline(ui_, place, Ink::kPrimary, 0, 2);
}

void Editor::draw(const Rect& rect, bool focused) {
  const Rect& clip = ui_.clip();
  if (buffer_.text().empty() && !spec_.placeholder.empty()) {
    paragraph(ui_, rect, {.style = TextStyle::kNote, .ink = Ink::kPlaceholder}, spec_.placeholder);
  }
  const std::string_view text = buffer_.text();
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const float top = rect.y + static_cast<float>(i) * line_;
    if (top + line_ < clip.y || top > clip.bottom()) continue;
    if (focused) draw_selection(rect, i, top);
    const WrapRow& row = rows()[i];
    glyphs(ui_, {rect.x, top}, {.style = TextStyle::kNote},
           text.substr(row.begin, row.end - row.begin));
  }
  if (focused && !spec_.read_only) {
    const Rect caret = caret_rect();
    fill(ui_, caret.inset(0, ui_.theme().px(3)), Ink::kText);
  }
}

NoteEditorReaction Editor::run() {
  wrap();
  const auto height_now = [&] { return line_ * static_cast<float>(rows().size()); };
  const float placeholder =
      buffer_.text().empty() && !spec_.placeholder.empty()
          ? paragraph_height(ui_, spec_.width, {.style = TextStyle::kNote}, spec_.placeholder)
          : 0;
  // An empty section is still large enough to be touched.
  const float least = std::max(placeholder, ui_.theme().control_height());
  const Rect rect{spec_.at.x, spec_.at.y, spec_.width, std::max(height_now(), least)};
  const Reaction reaction = ui_.interact({.name = spec_.name,
                                          .kind = WidgetKind::kEditor,
                                          .rect = rect,
                                          .value = buffer_.text(),
                                          .takes_text = !spec_.read_only});
  const std::size_t caret_before = buffer_.caret();
  apply_pointer(reaction, rect);
  const Edited edited = reaction.focused ? apply_keys() : Edited::kNothing;
  wrap();
  draw(rect, reaction.focused);
  if (reaction.focused && (edited != Edited::kNothing || buffer_.caret() != caret_before ||
                           buffer_.caret() != state_.shown_caret)) {
    ui_.keep_visible(caret_rect());
    state_.shown_caret = buffer_.caret();
  }
  return {std::max(height_now(), least), edited != Edited::kNothing, edited == Edited::kCutShort};
}

}  // namespace

NoteEditorReaction note_editor(Ui& ui, const NoteEditorSpec& spec, EditBuffer& buffer) {
  return Editor(ui, spec, buffer).run();
}

}  // namespace alcove::ui
