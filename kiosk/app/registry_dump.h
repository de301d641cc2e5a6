// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/widgets/registry.h"

// For journeys through the real windows: when the environment variable ALCOVE_KIOSK_REGISTRY names
// a file, the kiosk writes there what stands on its screen, after every change, as one JSON object:
//
//   {"frame": 17, "width": 1280, "height": 800, "focus": "surname", "widgets": [
//     {"name": "surname", "kind": "field", "x": 48, "y": 210, "width": 700, "height": 84,
//      "value": "Morales", "visible": true, "enabled": true, "focused": true, "selected": false,
//      "layer": 0}, ...],
//    "texts": ["What is your last name?", ...]}
//
// "x" to "height" are the visible part in pixels, so that its middle can be touched. "texts" are
// the lines that can be read, in the order in which they were drawn. The file is
// replaced whole: a reader never sees half of it. It holds what the screen holds, so it belongs on
// a memory file system and never into a clinic.
namespace alcove::shell {

std::string registry_json(const ui::Registry& registry, ui::Size screen, std::uint64_t frame);

class RegistryDump {
 public:
  explicit RegistryDump(std::string path) : path_(std::move(path)) {}
  static RegistryDump from_environment();

  // Writes when something changed since the last time. An unwritable file is a fault of the test:
  // std::runtime_error.
  void write(const ui::Registry& registry, ui::Size screen);

 private:
  std::string path_;  // empty: never writes
  std::string last_;
  std::uint64_t frame_ = 0;
};

}  // namespace alcove::shell
