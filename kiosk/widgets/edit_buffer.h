// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/widgets/unicode.h"

// What is being written: the text, the caret, the selection and the way back. Pure logic without
// fonts or a screen; one per field or section of a note. Not thread-safe.
//
// Invariants, held after every call:
//   - text() is valid UTF-8 in NFC, also across the edges of what was inserted or removed;
//   - caret and anchor lie between letters, never inside one;
//   - undo until nothing is left gives exactly the text of the last reset(), redo leads back.
namespace alcove::ui {

inline constexpr std::size_t kMaxUndoSteps = 20'000;
inline constexpr std::size_t kMaxUndoBytes = std::size_t{8} * 1024 * 1024;

struct EditLimits {
  std::size_t max_code_points = 200;
  Lines lines = Lines::kOne;
  bool secret = false;  // keeps no history and wipes the text when it goes
};

enum class Extend { kMove, kSelect };
enum class Edited { kNothing, kChanged, kCutShort };

class EditBuffer {
 public:
  explicit EditBuffer(EditLimits limits) : limits_(limits) {}
  EditBuffer(const EditBuffer&) = delete;
  EditBuffer& operator=(const EditBuffer&) = delete;
  ~EditBuffer();

  // Another text; the caret goes to its end, the history is empty. Longer text is kept whole, and
  // nothing can be added to it.
  void reset(std::string_view text);

  const std::string& text() const { return text_; }
  std::size_t caret() const { return caret_; }
  std::size_t anchor() const { return anchor_; }
  bool has_selection() const { return caret_ != anchor_; }
  std::pair<std::size_t, std::size_t> selection() const;  // begin, end
  std::string selected_text() const;
  std::uint64_t version() const { return version_; }  // another one after every change of text
  const EditLimits& limits() const { return limits_; }

  void move_to(std::size_t offset, Extend extend);
  void move_left(Extend extend);   // to the selection's start when it is given up
  void move_right(Extend extend);  // to its end
  void move_word_left(Extend extend);
  void move_word_right(Extend extend);
  void select_all();
  void select_word_at(std::size_t offset);
  void select_paragraph_at(std::size_t offset);

  // Each replaces the selection when there is one. kCutShort: the limit was reached, and as much as
  // fits is there.
  Edited insert(std::string_view typed);
  Edited erase_backward();
  Edited erase_forward();
  Edited erase_word_backward();
  Edited erase_word_forward();

  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }
  bool undo();
  bool redo();
  // The next change begins a new step. Called at a pause in typing.
  void end_step() { step_open_ = false; }

 private:
  enum class Kind : std::uint8_t { kTyping, kErasing, kOther };
  struct Change {
    std::size_t offset = 0;
    std::string removed;
    std::string inserted;
  };
  struct Step {
    Kind kind = Kind::kOther;
    std::size_t caret_before = 0;
    std::size_t anchor_before = 0;
    std::size_t caret_after = 0;
    std::vector<Change> changes;
  };

  Edited erase_range(std::size_t begin, std::size_t end);
  Edited replace(std::size_t begin, std::size_t end, std::string_view inserted, Kind kind);
  std::string fitting(std::string_view typed, std::size_t removed_code_points) const;
  void apply(const Change& change);
  void remember(Change change, Kind kind, std::size_t caret_before, std::size_t anchor_before);
  bool joins_last_step(const Change& change, Kind kind) const;
  void forget_history();

  EditLimits limits_;
  std::string text_;
  std::size_t caret_ = 0;
  std::size_t anchor_ = 0;
  std::size_t code_points_ = 0;
  std::uint64_t version_ = 1;
  std::deque<Step> undo_;
  std::vector<Step> redo_;
  std::size_t undo_bytes_ = 0;
  bool step_open_ = false;
};

}  // namespace alcove::ui
