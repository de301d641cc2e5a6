// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/registry.h"

#include <algorithm>

namespace alcove::ui {

std::string_view kind_word(WidgetKind kind) {
  switch (kind) {
    case WidgetKind::kButton:
      return "button";
    case WidgetKind::kChoice:
      return "choice";
    case WidgetKind::kField:
      return "field";
    case WidgetKind::kRow:
      return "row";
    case WidgetKind::kKey:
      return "key";
    case WidgetKind::kEditor:
      return "editor";
    case WidgetKind::kSignature:
      return "signature";
    case WidgetKind::kProgress:
      return "progress";
    case WidgetKind::kScroll:
      return "scroll";
    case WidgetKind::kStatus:
      return "status";
    case WidgetKind::kPanel:
      return "panel";
  }
  return "panel";
}

bool operator==(const WidgetRecord& a, const WidgetRecord& b) {
  const auto same_place = [](const Rect& left, const Rect& right) {
    return left.x == right.x && left.y == right.y && left.width == right.width &&
           left.height == right.height;
  };
  return a.name == b.name && a.kind == b.kind && same_place(a.rect, b.rect) &&
         same_place(a.visible_part, b.visible_part) && a.value == b.value &&
         a.visible == b.visible && a.enabled == b.enabled && a.focused == b.focused &&
         a.selected == b.selected && a.layer == b.layer;
}

void Registry::clear() {
  widgets_.clear();
  texts_.clear();
  duplicates_.clear();
}

void Registry::add(WidgetRecord record) {
  if (find(record.name) != nullptr) duplicates_.push_back(record.name);
  widgets_.push_back(std::move(record));
}

const WidgetRecord* Registry::find(std::string_view name) const {
  const auto found = std::find_if(widgets_.begin(), widgets_.end(),
                                  [&](const WidgetRecord& record) { return record.name == name; });
  return found == widgets_.end() ? nullptr : &*found;
}

}  // namespace alcove::ui
