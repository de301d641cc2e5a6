// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/edit_buffer.h"

#include <algorithm>
#include <tuple>

#include "shared/base/check.h"

namespace alcove::ui {
namespace {

// A secret must not stay behind; the compiler may not remove these writes.
void wipe_text(std::string& text) {
  volatile char* const bytes = text.data();
  for (std::size_t i = 0; i < text.size(); ++i) bytes[i] = 0;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The parts of two texts that differ, cut between code points.
std::pair<std::size_t, std::size_t> common_ends(std::string_view before, std::string_view after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t front = 0;
  while (front < most && before[front] == after[front]) ++front;
  while (front > 0 && ((front < before.size() && is_continuation(before[front])) ||
                       (front < after.size() && is_continuation(after[front])))) {
    --front;
  }
  std::size_t back = 0;
  while (back < most - front &&
         before[before.size() - 1 - back] == after[after.size() - 1 - back]) {
    ++back;
  }
  while (back > 0 && is_continuation(before[before.size() - back])) --back;
  return {front, back};
}

}  // namespace

EditBuffer::~EditBuffer() {
  if (limits_.secret) wipe_text(text_);
}

void EditBuffer::reset(std::string_view text) {
  if (limits_.secret) wipe_text(text_);
  text_ = clean_text(text, limits_.lines);
  code_points_ = count_code_points(text_);
  caret_ = anchor_ = text_.size();
  forget_history();
  ++version_;
}

void EditBuffer::forget_history() {
  undo_.clear();
  redo_.clear();
  undo_bytes_ = 0;
  step_open_ = false;
}

std::pair<std::size_t, std::size_t> EditBuffer::selection() const {
  return std::minmax(caret_, anchor_);
}

std::string EditBuffer::selected_text() const {
  const auto [begin, end] = selection();
  return text_.substr(begin, end - begin);
}

void EditBuffer::move_to(std::size_t offset, Extend extend) {
  caret_ = grapheme_boundary_from(text_, offset);
  if (extend == Extend::kMove) anchor_ = caret_;
  step_open_ = false;
}

void EditBuffer::move_left(Extend extend) {
  const bool give_up = extend == Extend::kMove && has_selection();
  move_to(give_up ? selection().first : previous_grapheme(text_, caret_), extend);
}

void EditBuffer::move_right(Extend extend) {
  const bool give_up = extend == Extend::kMove && has_selection();
  move_to(give_up ? selection().second : next_grapheme(text_, caret_), extend);
}

void EditBuffer::move_word_left(Extend extend) {
  move_to(previous_word(text_, caret_), extend);
}
void EditBuffer::move_word_right(Extend extend) {
  move_to(next_word(text_, caret_), extend);
}

void EditBuffer::select_all() {
  anchor_ = 0;
  caret_ = text_.size();
  step_open_ = false;
}

void EditBuffer::select_word_at(std::size_t offset) {
  std::size_t begin = grapheme_boundary_from(text_, offset);
  const bool on_word = begin < text_.size() && is_word(decode_at(text_, begin).code_point);
  const std::size_t end = on_word ? next_word(text_, begin) : next_grapheme(text_, begin);
  if (on_word) begin = previous_word(text_, end);
  move_to(begin, Extend::kMove);
  move_to(end, Extend::kSelect);
}

void EditBuffer::select_paragraph_at(std::size_t offset) {
  const std::size_t before = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
  move_to(before == std::string::npos ? 0 : before + 1, Extend::kMove);
  move_to(std::min(text_.find('\n', offset), text_.size()), Extend::kSelect);
}

Edited EditBuffer::insert(std::string_view typed) {
  const std::string clean = clean_text(typed, limits_.lines);
  if (clean.empty()) return Edited::kNothing;
  const auto [begin, end] = selection();
  const std::string_view replaced = std::string_view(text_).substr(begin, end - begin);
  std::string fits = fitting(clean, count_code_points(replaced));
  const bool cut = fits.size() < clean.size();
  Edited result = Edited::kNothing;
  if (!fits.empty()) {
    const bool one_letter = next_grapheme(fits, 0) == fits.size();
    result = replace(begin, end, fits, one_letter ? Kind::kTyping : Kind::kOther);
  }
  if (limits_.secret) wipe_text(fits);
  return cut ? Edited::kCutShort : result;
}

std::string EditBuffer::fitting(std::string_view typed, std::size_t removed_code_points) const {
  const std::size_t kept = code_points_ - removed_code_points;
  std::size_t room = limits_.max_code_points > kept ? limits_.max_code_points - kept : 0;
  std::size_t at = 0;
  while (at < typed.size()) {
    const std::size_t next = next_grapheme(typed, at);
    const std::size_t wanted = count_code_points(typed.substr(at, next - at));
    if (wanted > room) break;
    room -= wanted;
    at = next;
  }
  return std::string(typed.substr(0, at));
}

Edited EditBuffer::erase_backward() {
  return erase_range(previous_grapheme(text_, caret_), caret_);
}
Edited EditBuffer::erase_forward() {
  return erase_range(caret_, next_grapheme(text_, caret_));
}
Edited EditBuffer::erase_word_backward() {
  return erase_range(previous_word(text_, caret_), caret_);
}
Edited EditBuffer::erase_word_forward() {
  return erase_range(caret_, next_word(text_, caret_));
}

Edited EditBuffer::erase_range(std::size_t begin, std::size_t end) {
  const bool selected = has_selection();
  if (selected) std::tie(begin, end) = selection();
  if (begin == end) return Edited::kNothing;
  const bool one_letter = !selected && next_grapheme(text_, begin) == end;
  return replace(begin, end, {}, one_letter ? Kind::kErasing : Kind::kOther);
}

// The letters on both sides belong to the change: a mark typed behind "e" makes it "é", and NFC
// must hold there too.
Edited EditBuffer::replace(std::size_t begin, std::size_t end, std::string_view inserted,
                           Kind kind) {
  const std::size_t from = previous_grapheme(text_, begin);
  const std::size_t to = next_grapheme(text_, end);
  const std::string_view all = text_;
  std::string head(all.substr(from, begin - from));
  head += inserted;
  std::string window = to_nfc(head + std::string(all.substr(end, to - end)));
  const std::string_view before = all.substr(from, to - from);
  const auto [front, back] = common_ends(before, window);
  Change change{from + front, std::string(before.substr(front, before.size() - front - back)),
                window.substr(front, window.size() - front - back)};
  std::size_t caret = from + std::min(to_nfc(head).size(), window.size());
  if (limits_.secret) {
    wipe_text(head);
    wipe_text(window);
  }
  if (change.removed.empty() && change.inserted.empty()) return Edited::kNothing;
  const std::size_t caret_before = caret_;
  const std::size_t anchor_before = anchor_;
  apply(change);
  while (caret > 0 && caret < text_.size() && is_continuation(text_[caret])) --caret;
  caret_ = anchor_ = grapheme_boundary_from(text_, caret);
  if (limits_.secret) {
    wipe_text(change.removed);
    wipe_text(change.inserted);
  } else {
    remember(std::move(change), kind, caret_before, anchor_before);
  }
  return Edited::kChanged;
}

void EditBuffer::apply(const Change& change) {
  code_points_ += count_code_points(change.inserted);
  code_points_ -= count_code_points(change.removed);
  if (limits_.secret) {
    // Growing in place could leave the old characters in freed memory.
    std::string next;
    next.reserve(text_.size() + change.inserted.size());
    next.append(text_, 0, change.offset);
    next.append(change.inserted);
    next.append(text_, change.offset + change.removed.size());
    text_.swap(next);
    wipe_text(next);
  } else {
    text_.replace(change.offset, change.removed.size(), change.inserted);
  }
  ++version_;
}

bool EditBuffer::joins_last_step(const Change& change, Kind kind) const {
  if (!step_open_ || undo_.empty() || kind == Kind::kOther || undo_.back().kind != kind) {
    return false;
  }
  if (kind == Kind::kErasing) return true;
  if (change.inserted == "\n") return false;
  // A step is a word with the blanks behind it.
  const Change& last = undo_.back().changes.back();
  const bool after_blank =
      !last.inserted.empty() && (last.inserted.back() == ' ' || last.inserted.back() == '\n');
  return !after_blank || change.inserted == " ";
}

void EditBuffer::remember(Change change, Kind kind, std::size_t caret_before,
                          std::size_t anchor_before) {
  redo_.clear();
  undo_bytes_ += change.removed.size() + change.inserted.size();
  if (joins_last_step(change, kind)) {
    Step& step = undo_.back();
    Change& last = step.changes.back();
    if (change.removed.empty() && change.offset == last.offset + last.inserted.size()) {
      last.inserted += change.inserted;
    } else {
      step.changes.push_back(std::move(change));
    }
    step.caret_after = caret_;
  } else {
    undo_.push_back({kind, caret_before, anchor_before, caret_, {}});
    undo_.back().changes.push_back(std::move(change));
  }
  step_open_ = true;
  while (undo_.size() > 1 && (undo_.size() > kMaxUndoSteps || undo_bytes_ > kMaxUndoBytes)) {
    for (const Change& old : undo_.front().changes) {
      undo_bytes_ -= old.removed.size() + old.inserted.size();
    }
    undo_.pop_front();
  }
}

bool EditBuffer::undo() {
  if (undo_.empty()) return false;
  Step step = std::move(undo_.back());
  undo_.pop_back();
  for (auto change = step.changes.rbegin(); change != step.changes.rend(); ++change) {
    ALCOVE_CHECK(text_.compare(change->offset, change->inserted.size(), change->inserted) == 0);
    apply({change->offset, change->inserted, change->removed});
    undo_bytes_ -= change->removed.size() + change->inserted.size();
  }
  caret_ = step.caret_before;
  anchor_ = step.anchor_before;
  redo_.push_back(std::move(step));
  step_open_ = false;
  return true;
}

bool EditBuffer::redo() {
  if (redo_.empty()) return false;
  Step step = std::move(redo_.back());
  redo_.pop_back();
  for (const Change& change : step.changes) {
    apply(change);
    undo_bytes_ += change.removed.size() + change.inserted.size();
  }
  caret_ = anchor_ = step.caret_after;
  undo_.push_back(std::move(step));
  step_open_ = false;
  return true;
}

}  // namespace alcove::ui
