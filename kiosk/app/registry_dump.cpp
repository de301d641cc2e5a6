// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/registry_dump.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace alcove::shell {

std::string registry_json(const ui::Registry& registry, ui::Size screen, std::uint64_t frame) {
  nlohmann::ordered_json widgets = nlohmann::ordered_json::array();
  std::string focus;
  for (const ui::WidgetRecord& widget : registry.widgets()) {
    if (widget.focused) focus = widget.name;
    widgets.push_back({{"name", widget.name},
                       {"kind", kind_word(widget.kind)},
                       {"x", widget.visible_part.x},
                       {"y", widget.visible_part.y},
                       {"width", widget.visible_part.width},
                       {"height", widget.visible_part.height},
                       {"value", widget.value},
                       {"visible", widget.visible},
                       {"enabled", widget.enabled},
                       {"focused", widget.focused},
                       {"selected", widget.selected},
                       {"layer", widget.layer}});
  }
  nlohmann::ordered_json texts = nlohmann::ordered_json::array();
  for (const ui::TextRecord& text : registry.texts()) {
    if (!text.rect.shared_with(text.clip).empty()) texts.push_back(text.text);
  }
  const nlohmann::ordered_json all = {
      {"frame", frame}, {"width", screen.width},         {"height", screen.height},
      {"focus", focus}, {"widgets", std::move(widgets)}, {"texts", std::move(texts)}};
  return all.dump(1);
}

RegistryDump RegistryDump::from_environment() {
  const char* const path = std::getenv("ALCOVE_KIOSK_REGISTRY");
  return RegistryDump(path == nullptr ? "" : path);
}

void RegistryDump::write(const ui::Registry& registry, ui::Size screen) {
  if (path_.empty()) return;
  std::string content = registry_json(registry, screen, 0);
  if (content == last_) return;
  last_ = std::move(content);
  const std::string next = path_ + ".next";
  {
    std::ofstream out(next, std::ios::binary | std::ios::trunc);
    out << registry_json(registry, screen, ++frame_) << '\n';
    if (!out.flush()) throw std::runtime_error("the registry file cannot be written");
  }
  if (std::rename(next.c_str(), path_.c_str()) != 0) {
    throw std::runtime_error("the registry file cannot be replaced");
  }
}

}  // namespace alcove::shell
