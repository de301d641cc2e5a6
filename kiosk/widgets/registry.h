// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/geometry.h"

// What stands on the screen, by name: filled by every widget in every frame, read by the test
// driver, by the layout test and by journeys through a dump. Values are what a person sees: a
// secret is dots here too. Not thread-safe.
namespace alcove::ui {

enum class WidgetKind : std::uint8_t {
  kButton,
  kChoice,
  kField,
  kRow,
  kKey,  // of the on-screen keyboard
  kEditor,
  kSignature,
  kProgress,
  kScroll,
  kStatus,  // a pill, a toast, the connection line
  kPanel,   // holds others
};
std::string_view kind_word(WidgetKind kind);

struct WidgetRecord {
  std::string name;
  WidgetKind kind = WidgetKind::kButton;
  Rect rect;
  Rect visible_part;  // what scrolling and covering leave of it; may be empty
  std::string value;  // its word or content
  bool visible = false;
  bool enabled = false;
  bool focused = false;
  bool selected = false;
  int layer = 0;  // 0 the screen, 1 a dialog over it

  friend bool operator==(const WidgetRecord&, const WidgetRecord&);
};

// A piece of text as it was drawn, for the test that nothing is cut off.
struct TextRecord {
  std::string text;
  Rect rect;                      // of the letters
  Rect clip;                      // what of the screen it may use
  bool shortened = false;         // ends in "…" because its box is too small
  bool may_be_shortened = false;  // long names may
  bool scrolls = false;           // stands in a scroll area: may lie outside its clip vertically
  int layer = 0;
};

class Registry {
 public:
  void clear();
  void add(WidgetRecord record);
  void add_text(TextRecord record) { texts_.push_back(std::move(record)); }

  const std::vector<WidgetRecord>& widgets() const { return widgets_; }
  const std::vector<TextRecord>& texts() const { return texts_; }
  const WidgetRecord* find(std::string_view name) const;
  // Names that stood twice in this frame: our own bug, for which tests fail.
  const std::vector<std::string>& duplicates() const { return duplicates_; }

 private:
  std::vector<WidgetRecord> widgets_;
  std::vector<TextRecord> texts_;
  std::vector<std::string> duplicates_;
};

}  // namespace alcove::ui
