// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/fonts.h"

#include <imgui.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

namespace alcove::ui {
namespace {

// English, Spanish, Haitian Creole (Latin-1), Vietnamese (Latin Extended, horns and hooks),
// Cyrillic (with Ukrainian and Kazakh letters), combining marks, punctuation, the euro and a few
// arrows.
constexpr ImWchar kLetters[] = {0x0020, 0x007E, 0x00A0, 0x024F, 0x02B0, 0x02DD, 0x0300, 0x0341,
                                0x0400, 0x04FF, 0x1E00, 0x1EFF, 0x2010, 0x2027, 0x2030, 0x203A,
                                0x20AB, 0x20AC, 0x2116, 0x2116, 0x2122, 0x2122, 0x2190, 0x2193,
                                0x2212, 0x2212, 0xFFFD, 0xFFFD, 0};

constexpr auto icon_ranges() {
  std::array<ImWchar, kAllIcons.size() * 2 + 1> ranges{};
  for (std::size_t i = 0; i < kAllIcons.size(); ++i) {
    ranges[2 * i] = ranges[2 * i + 1] = static_cast<ImWchar>(kAllIcons[i]);
  }
  return ranges;
}
constexpr auto kIconRanges = icon_ranges();

Result<std::string> read_font(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::error_code unreadable;
  const auto size = std::filesystem::file_size(path, unreadable);
  std::string content(unreadable ? 0 : size, '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!in || content.size() < 12) {
    return Error{ErrorCode::kUnavailable, {}, "the font file " + path + " cannot be read"};
  }
  return content;
}

unsigned u16_at(const std::string& font, std::size_t at) {
  if (at + 2 > font.size()) return 0;
  return (static_cast<unsigned char>(font[at]) << 8U) | static_cast<unsigned char>(font[at + 1]);
}

std::size_t table_at(const std::string& font, std::string_view tag) {
  const unsigned count = u16_at(font, 4);
  for (unsigned i = 0; i < count; ++i) {
    const std::size_t row = 12 + std::size_t{16} * i;
    if (font.compare(row, 4, tag) == 0) {
      return (std::size_t{u16_at(font, row + 8)} << 16U) | u16_at(font, row + 10);
    }
  }
  return font.size();
}

// ImGui scales a font by the height of its line, designers by its em: how many times the em the
// line is, from the tables hhea and head.
float line_per_em(const std::string& font) {
  const std::size_t hhea = table_at(font, "hhea");
  const std::size_t head = table_at(font, "head");
  const auto ascent = static_cast<std::int16_t>(u16_at(font, hhea + 4));
  const auto descent = static_cast<std::int16_t>(u16_at(font, hhea + 6));
  const unsigned em = u16_at(font, head + 18);
  if (em == 0 || ascent <= descent) return 1.2F;
  return static_cast<float>(ascent - descent) / static_cast<float>(em);
}

ImFont* add_face(ImFontAtlas& atlas, std::string& file, float em_px, const ImWchar* ranges,
                 ImFont* merge_into) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = em_px < 30 ? 2 : 1;
  config.MergeMode = merge_into != nullptr;
  config.DstFont = merge_into;
  return atlas.AddFontFromMemoryTTF(file.data(), static_cast<int>(file.size()),
                                    em_px * line_per_em(file), &config, ranges);
}

}  // namespace

Fonts::Fonts() : atlas_(std::make_unique<ImFontAtlas>()) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::load(const Theme& theme, const FontFiles& files) {
  std::unique_ptr<Fonts> fonts(new Fonts);
  const std::array paths = {&files.regular, &files.semi_bold, &files.fallback, &files.fallback_bold,
                            &files.icons};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    ALCOVE_ASSIGN(fonts->files_[i], read_font(*paths[i]));
  }
  ImFontAtlas& atlas = *fonts->atlas_;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.TexDesiredWidth = theme.scale() > 1.2F ? 4096 : 2048;
  std::map<std::pair<Face, int>, ImFont*> made;
  for (int i = 0; i < kTextStyleCount; ++i) {
    const TextMeasure measure = theme.measure(static_cast<TextStyle>(i));
    ImFont*& font = made[{measure.face, measure.size_px}];
    if (font == nullptr) {
      const bool bold = measure.face == Face::kSemiBold;
      const auto em = static_cast<float>(measure.size_px);
      font = add_face(atlas, fonts->files_[bold ? 1 : 0], em, kLetters, nullptr);
      add_face(atlas, fonts->files_[bold ? 3 : 2], em, kLetters, font);
    }
    fonts->styles_[static_cast<std::size_t>(i)] = font;
  }
  fonts->icons_[0] =
      add_face(atlas, fonts->files_[4], theme.icon_size(), kIconRanges.data(), nullptr);
  fonts->icons_[1] =
      add_face(atlas, fonts->files_[4], theme.large_icon_size(), kIconRanges.data(), nullptr);
  if (!atlas.Build()) {
    return Error{ErrorCode::kUnavailable, {}, "the fonts do not fit into one texture"};
  }
  for (std::string& file : fonts->files_) std::string().swap(file);
  return fonts;
}

}  // namespace alcove::ui
