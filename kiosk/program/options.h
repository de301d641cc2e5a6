// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/theme.h"
#include "shared/base/result.h"

// How alcove-kiosk was started.
namespace alcove::program {

inline constexpr int kMinWindow = 640;  // pixels; below it screens have no room for their words
inline constexpr int kMaxWindow = 16'384;

struct Options {
  std::filesystem::path state = "/var/lib/alcove-kiosk";
  std::optional<std::filesystem::path> key_file;  // needed, but for --help and --version
  // Where papers are saved as files, readable. Left out, nothing is: a terminal's disk has none.
  std::optional<std::filesystem::path> papers;
  bool full_screen = false;
  int width = 1280;
  int height = 800;
  ui::TextSize text_size = ui::TextSize::k100;
  ui::Contrast contrast = ui::Contrast::kNormal;
  text::Language language = text::Language::kEnglish;
  bool touch_keyboard = false;
  bool display = false;  // shows who is called, and nothing else
  bool help = false;
  bool version = false;
};

// kMalformed with a sentence that names the option.
Result<Options> read_options(std::span<const std::string_view> arguments);
std::string kiosk_help();

}  // namespace alcove::program
