// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/ui.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "shared/base/check.h"

namespace alcove::ui {
namespace {

constexpr float kStillPx = 8;      // a finger that moves no further than this has stayed
constexpr int kInsideOfEach = 16;  // layers that can lie inside of one that lies on the screen

}  // namespace

Result<std::unique_ptr<Ui>> Ui::make(const Look& look, const FontFiles& files) {
  std::unique_ptr<Ui> ui(new Ui);
  ui->files_ = files;
  ALCOVE_TRY(ui->change_look(look));
  return ui;
}

Ui::~Ui() {
  if (context_ != nullptr) ImGui::DestroyContext(context_);
}

Result<void> Ui::change_look(const Look& look) {
  auto theme = std::make_unique<Theme>(look);
  const bool same_fonts = theme_ && theme_->look().density == look.density &&
                          theme_->look().text_size == look.text_size;
  if (!same_fonts) {
    ALCOVE_ASSIGN(fonts_, Fonts::load(*theme, files_));
    if (context_ == nullptr) {
      context_ = ImGui::CreateContext(&fonts_->atlas());
      ImGui::SetCurrentContext(context_);
      ImGui::GetIO().IniFilename = nullptr;
      ImGui::GetIO().LogFilename = nullptr;
    }
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().Fonts = &fonts_->atlas();
    ++atlas_version_;
  }
  theme_ = std::move(theme);
  return {};
}

void Ui::begin(const InputFrame& input, Size screen) {
  ImGui::SetCurrentContext(context_);
  input_ = input;
  screen_ = screen;
  ++frame_number_;
  settled_ = true;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {screen.width, screen.height};
  io.DeltaTime = 1.0F / 60.0F;
  ImGui::NewFrame();
  draw_ = ImGui::GetBackgroundDrawList();
  registry_.clear();
  stops_.clear();
  tab_group_ = TabGroup::kContent;
  covers_before_.swap(covers_);
  covers_.clear();
  default_button_.clear();
  cancel_button_.clear();
  key_used_ = character_used_ = false;
  took_text_before_ = focus_takes_text_;
  focus_takes_text_ = false;
  if (input_.key || input_.character != 0) keyboard_in_use_ = true;
  if (input_.pressed) {
    pressed_at_ = input_.pointer;
    keyboard_in_use_ = false;
    captured_.clear();
    capture_is_firm_ = false;
  }
  focus_age_ = focus_ == focus_before_ ? std::min(focus_age_ + 1, 100) : 0;
  focus_before_ = focus_;
  top_layer_ = next_top_layer_;
  next_top_layer_ = layer_ = 0;
  clips_.assign(1, this->screen());
  keyboard_.begin_frame();
}

void Ui::end() {
  ALCOVE_CHECK(layer_ == 0 && clips_.size() == 1 && scrolls_.empty());
  activate_.clear();
  move_focus();
  if (focus_ != focus_before_ || next_top_layer_ != top_layer_) settled_ = false;
  keyboard_.end_frame(next_top_layer_);
  if (!input_.down) captured_.clear();
  std::erase_if(slots_, [&](const auto& slot) { return slot.second.frame != frame_number_; });
  ImGui::Render();
}

bool Ui::reachable(const WidgetSpec& spec, const Rect& visible) const {
  if (!spec.enabled || visible.empty() || layer_ < top_layer_) return false;
  return layer_ > 0 || on_cover_ ||
         std::none_of(covers_before_.begin(), covers_before_.end(),
                      [&](const Rect& cover) { return cover.contains(visible); });
}

void Ui::begin_overlay() {
  on_cover_ = true;
  draw_ = ImGui::GetForegroundDrawList();
}

void Ui::end_overlay() {
  on_cover_ = false;
  if (layer_ == 0) draw_ = ImGui::GetBackgroundDrawList();
}

void Ui::present(const WidgetSpec& spec) {
  const Rect visible = spec.rect.shared_with(clip());
  registry_.add({spec.name, spec.kind, spec.rect, visible, spec.value, !visible.empty(),
                 spec.enabled, false, spec.selected, layer_});
}

Reaction Ui::interact(const WidgetSpec& spec) {
  const Rect visible = spec.rect.shared_with(clip());
  const bool usable = reachable(spec, visible);
  Reaction reaction;
  if (spec.enabled && layer_ >= top_layer_) {
    if (spec.focusable) note_focus_stop(spec);
    if (usable) react_to_pointer(spec, visible, reaction);
    react_to_keys(spec, reaction);
  }
  if (!spec.enabled && focus_ == spec.name) focus_.clear();
  reaction.focused = focus_ == spec.name && spec.enabled;
  reaction.ring = reaction.focused && keyboard_in_use_;
  if (reaction.focused) focus_takes_text_ = spec.takes_text;
  registry_.add({spec.name, spec.kind, spec.rect, visible, spec.value, !visible.empty(),
                 spec.enabled && layer_ >= top_layer_, reaction.focused, spec.selected, layer_});
  return reaction;
}

void Ui::react_to_pointer(const WidgetSpec& spec, const Rect& visible, Reaction& reaction) {
  const Point at = input_.pointer;
  bool inside = visible.contains(at);
  if (inside && layer_ == 0 && !on_cover_) {
    inside = std::none_of(covers_before_.begin(), covers_before_.end(),
                          [&](const Rect& cover) { return cover.contains(at); });
  }
  reaction.hovered = inside;
  if (input_.pressed && inside) {
    captured_ = spec.name;
    reaction.pressed = true;
    if (spec.focusable) focus_ = spec.name;
  }
  const bool mine = captured_ == spec.name;
  // What was pressed may move away from under a finger that stays: the press closed the keyboard on
  // the screen, and the page has its room again.
  const bool stayed = std::hypot(at.x - pressed_at_.x, at.y - pressed_at_.y) <= kStillPx;
  const bool on_it = mine && (inside || stayed);
  reaction.held = on_it && input_.down;
  if (input_.released && on_it) reaction.clicked = true;
}

void Ui::react_to_keys(const WidgetSpec& spec, Reaction& reaction) {
  if (spec.role == ButtonRole::kDefault) default_button_ = spec.name;
  if (spec.role == ButtonRole::kCancel) cancel_button_ = spec.name;
  if (activate_ == spec.name) {
    reaction.clicked = true;
    activate_.clear();
  }
  const bool pressable = spec.kind == WidgetKind::kButton || spec.kind == WidgetKind::kChoice ||
                         spec.kind == WidgetKind::kRow;
  if (focus_ != spec.name || !pressable) return;
  const KeyPress* const press = key();
  if (press != nullptr && press->key == Key::kEnter && !press->control) {
    use_key();
    reaction.clicked = true;
  }
  if (input_.character == U' ' && take_character() == U' ') reaction.clicked = true;
}

char32_t Ui::take_character() {
  if (character_used_) return 0;
  character_used_ = true;
  return input_.character;
}

// What begins inside of another lies one higher. What begins after another has ended lies over that
// too, and over all that began inside of it.
void Ui::begin_layer() {
  if (layer_ > 0 || next_top_layer_ == 0) {
    ++layer_;
  } else {
    layer_ = (next_top_layer_ / kInsideOfEach + 1) * kInsideOfEach + 1;
  }
  next_top_layer_ = std::max(next_top_layer_, layer_);
  draw_ = ImGui::GetForegroundDrawList();
  clips_.push_back(screen());
  default_button_.clear();
  cancel_button_.clear();
}

void Ui::end_layer() {
  layer_ = layer_ % kInsideOfEach == 1 ? 0 : layer_ - 1;
  clips_.pop_back();
  if (layer_ == 0) draw_ = ImGui::GetBackgroundDrawList();
}

void Ui::push_clip(const Rect& rect) {
  clips_.push_back(rect.shared_with(clips_.back()));
  const Rect& all = clips_.back();
  draw_->PushClipRect({all.x, all.y}, {all.right(), all.bottom()});
}

void Ui::pop_clip() {
  draw_->PopClipRect();
  clips_.pop_back();
}

}  // namespace alcove::ui
