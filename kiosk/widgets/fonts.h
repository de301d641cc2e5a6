// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <string>

#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/theme.h"
#include "shared/base/result.h"

struct ImFont;
struct ImFontAtlas;

namespace alcove::ui {

// Where the system keeps the font files. The defaults are those of Debian's packages fonts-inter,
// fonts-noto-core and fonts-material-design-icons-iconfont.
struct FontFiles {
  std::string regular = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";
  std::string semi_bold = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";
  std::string fallback = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
  std::string fallback_bold = "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf";
  std::string icons =
      "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
};

enum class IconSize { kNormal, kLarge };

// Every face at every size of one look, rasterised at whole pixels into one atlas. Built between
// frames; the texture is whoever draws's business. Needs no display.
class Fonts {
 public:
  // kUnavailable names the file that cannot be read.
  static Result<std::unique_ptr<Fonts>> load(const Theme& theme, const FontFiles& files);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  ImFontAtlas& atlas() const { return *atlas_; }
  ImFont& font(TextStyle style) const { return *styles_[static_cast<std::size_t>(style)]; }
  ImFont& icons(IconSize size) const { return *icons_[static_cast<std::size_t>(size)]; }

 private:
  Fonts();
  std::unique_ptr<ImFontAtlas> atlas_;
  std::array<ImFont*, kTextStyleCount> styles_{};
  std::array<ImFont*, 2> icons_{};
  std::array<std::string, 5> files_;  // the atlas reads them while it is built
};

}  // namespace alcove::ui
