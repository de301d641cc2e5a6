// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/fonts.h"
#include "kiosk/widgets/input.h"
#include "kiosk/widgets/on_screen_keyboard.h"
#include "kiosk/widgets/registry.h"
#include "kiosk/widgets/theme.h"

struct ImDrawList;
struct ImGuiContext;

// One frame of the screen. Widgets are functions that take a Ui, a name and a rectangle, draw, and
// say what happened:
//
//   ui.begin(input, size);
//   if (button(ui, {.name = "next", .rect = where, .label = say.go_next()})) ...
//   ui.end();
//
// Names are unique on a screen and stay the same from frame to frame: focus, what a finger holds,
// and the state of a field hang on them. Used by the thread that owns the window alone. ImGui is
// draw list and font atlas; input, focus and state are kept here: nothing depends on a display.
namespace alcove::ui {

enum class ButtonRole : std::uint8_t {
  kPlain,
  kDefault,  // Enter presses it when nothing else wants Enter
  kCancel,   // Escape presses it
};

struct WidgetSpec {
  std::string name{};
  WidgetKind kind = WidgetKind::kButton;
  Rect rect{};
  std::string value{};
  bool enabled = true;
  bool focusable = true;
  bool selected = false;
  bool takes_text = false;
  ButtonRole role = ButtonRole::kPlain;
};

struct Reaction {
  bool hovered = false;
  bool held = false;     // pressed here and still down
  bool pressed = false;  // went down here in this frame
  bool clicked = false;  // by pointer, Enter, Space, or as default or cancel button
  bool focused = false;
  bool ring = false;  // focused, and the keyboard is in use: draw the focus ring
};

class Ui {
 public:
  static Result<std::unique_ptr<Ui>> make(const Look& look, const FontFiles& files);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // Between frames. Fonts are made anew; atlas_version() changes.
  Result<void> change_look(const Look& look);
  std::uint64_t atlas_version() const { return atlas_version_; }
  void set_clipboard(Clipboard clipboard) { clipboard_ = std::move(clipboard); }

  void begin(const InputFrame& input, Size screen);
  void end();

  const Theme& theme() const { return *theme_; }
  const Fonts& fonts() const { return *fonts_; }
  Registry& registry() { return registry_; }
  const InputFrame& input() const { return input_; }
  const Clipboard& clipboard() const { return clipboard_; }
  OnScreenKeyboard& keyboard() { return keyboard_; }
  Rect screen() const { return {0, 0, screen_.width, screen_.height}; }
  ImDrawList& draw() const { return *draw_; }

  Reaction interact(const WidgetSpec& spec);
  // Something that is only there to be seen: named and recorded, never touched.
  void present(const WidgetSpec& spec);

  // Focus. prefer_focus takes it only when no widget of the last frame has it.
  void focus(std::string_view name);
  void prefer_focus(std::string_view name);
  void drop_focus() { focus_.clear(); }
  // Tab comes to what is drawn from here on after the earlier groups. A frame begins with kContent.
  enum class TabGroup : std::uint8_t { kContent, kFoot, kHead };
  void set_tab_group(TabGroup group) { tab_group_ = group; }
  const std::string& focused() const { return focus_; }
  // For some frames after the focus moved: the moment to bring what has it into view.
  bool focus_is_new() const { return focus_age_ <= 3; }
  // False while focus, sheet or scroll moved, or a widget is new: not drawn yet as it will be.
  bool settled() const { return settled_; }
  bool focus_takes_text() const { return focus_takes_text_; }
  bool focus_takes_text_before() const { return took_text_before_; }  // of the frame before
  // The key of this frame, until somebody uses it.
  const KeyPress* key() const { return input_.key && !key_used_ ? &*input_.key : nullptr; }
  void use_key() { key_used_ = true; }
  char32_t take_character();
  // The pointer is held by this widget until it is released; a signature or a text drag keeps it.
  bool holds_pointer(std::string_view name) const { return captured_ == name; }
  void keep_pointer() { capture_is_firm_ = true; }

  // Whatever is drawn until end_layer stands over the screen; what is below cannot be used.
  void begin_layer();
  void end_layer();
  // Widgets of the screen under this place cannot be touched in the next frame (a toast).
  void cover(const Rect& rect) { covers_.push_back(rect); }
  // What is drawn until end_overlay lies on top of the covers (a toast's own button).
  void begin_overlay();
  void end_overlay();

  void push_clip(const Rect& rect);
  void pop_clip();
  const Rect& clip() const { return clips_.back(); }

  // Draw the content at the returned place (it is as wide as there is room and moved up by what was
  // scrolled), then tell how high it was.
  Rect begin_scroll(std::string_view name, const Rect& area);
  void end_scroll(float content_height);
  // Moves the scroll area one is in, so that this place can be seen from the next frame on.
  void keep_visible(const Rect& rect);
  bool scrolls() const { return !scrolls_.empty(); }
  int layer() const { return layer_; }
  // True once the end of the area has been seen since it appeared.
  bool scrolled_to_end(std::string_view name) const;

  // State of a widget, made when first asked for and dropped when a frame passes without it.
  template <class T, class... Arguments>
  T& state(std::string_view name, const Arguments&... arguments) {
    Slot& slot = slots_[std::string(name)];
    if (slot.type != type_tag<T>()) {
      slot.content = std::make_shared<T>(arguments...);
      slot.type = type_tag<T>();
      settled_ = false;
    }
    slot.frame = frame_number_;
    return *static_cast<T*>(slot.content.get());
  }

 private:
  struct Slot {
    std::shared_ptr<void> content;
    const void* type = nullptr;
    std::uint64_t frame = 0;
  };
  struct ScrollState {
    float offset = 0;
    float content = 0;
    float view = 0;
    float drag_from = 0;   // where the finger was when it began to move the content
    bool touched = false;  // the finger that is down began in it
    bool bar_held = false;
    bool seen_end = false;
  };
  struct OpenScroll {
    std::string name;
    Rect area;
  };
  struct FocusStop {
    std::string name;
    Rect rect;
    std::string scroll;  // the area it stands in, if any
    Rect scroll_area;
    int layer = 0;
    TabGroup group = TabGroup::kContent;
  };
  template <class T>
  static const void* type_tag() {
    static const char tag = 0;
    return &tag;
  }

  Ui() = default;
  bool reachable(const WidgetSpec& spec, const Rect& visible) const;
  void react_to_pointer(const WidgetSpec& spec, const Rect& visible, Reaction& reaction);
  void react_to_keys(const WidgetSpec& spec, Reaction& reaction);
  void note_focus_stop(const WidgetSpec& spec);
  void move_focus();
  void focus_next(bool backwards);
  void focus_towards(Key direction);
  void show_stop(const FocusStop& stop);
  void scroll_by_pointer(ScrollState& scroll, const OpenScroll& open);
  void scroll_by_keys(ScrollState& scroll, const OpenScroll& open);
  void draw_scroll_bar(const ScrollState& scroll, const OpenScroll& open);

  ImGuiContext* context_ = nullptr;
  std::unique_ptr<Theme> theme_;
  std::unique_ptr<Fonts> fonts_;
  FontFiles files_;
  std::uint64_t atlas_version_ = 0;
  Registry registry_;
  Clipboard clipboard_;
  OnScreenKeyboard keyboard_;
  InputFrame input_;
  Size screen_;
  ImDrawList* draw_ = nullptr;
  std::uint64_t frame_number_ = 0;
  std::map<std::string, Slot> slots_;

  std::string focus_, focus_before_;
  std::string focus_of_sheet_;  // what had the focus when another sheet opened over the first
  int focus_age_ = 0;
  std::string captured_;
  Point pressed_at_{-1, -1};
  std::string activate_;        // pressed by key: acts in the next frame
  std::string default_button_;  // of this frame, topmost layer
  std::string cancel_button_;
  std::vector<FocusStop> stops_;
  TabGroup tab_group_{};
  bool capture_is_firm_ = false;
  bool key_used_ = false, character_used_ = false;
  bool on_cover_ = false;
  bool keyboard_in_use_ = false;
  bool focus_takes_text_ = false, took_text_before_ = false;
  int layer_ = 0;
  int top_layer_ = 0;       // of the last frame
  int next_top_layer_ = 0;  // of this one
  bool settled_ = true;
  std::vector<Rect> clips_;
  std::vector<Rect> covers_, covers_before_;
  std::vector<OpenScroll> scrolls_;
};

}  // namespace alcove::ui
