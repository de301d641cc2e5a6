// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/theme.h"

#include <imgui.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "kiosk/widgets/fonts.h"
#include "kiosk/widgets/unicode.h"

namespace alcove::ui {
namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(Color color) {
  const auto channel = [&](unsigned shift) {
    const double value = static_cast<double>((color >> shift) & 0xFFU) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(16);
}

double contrast(const Theme& theme, Ink a, Ink b) {
  const double first = luminance(theme.color(a));
  const double second = luminance(theme.color(b));
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

TEST_CASE("text can be read on everything it stands on, in both contrasts") {
  for (const Contrast which : {Contrast::kNormal, Contrast::kHigh}) {
    const Theme theme({Density::kLobby, TextSize::k100, which});
    const std::pair<Ink, Ink> pairs[] = {
        {Ink::kText, Ink::kPaper},           {Ink::kText, Ink::kSurface},
        {Ink::kText, Ink::kPrimarySoft},     {Ink::kTextSoft, Ink::kPaper},
        {Ink::kTextSoft, Ink::kNeutralSoft}, {Ink::kPlaceholder, Ink::kSurface},
        {Ink::kOnPrimary, Ink::kPrimary},    {Ink::kOnPrimary, Ink::kPrimaryPressed},
        {Ink::kPrimary, Ink::kPaper},        {Ink::kPrimaryPressed, Ink::kPrimarySoft},
        {Ink::kGood, Ink::kGoodSoft},        {Ink::kCare, Ink::kCareSoft},
        {Ink::kAlarm, Ink::kAlarmSoft},      {Ink::kNote, Ink::kNoteSoft},
        {Ink::kText, Ink::kBandMinimal},     {Ink::kText, Ink::kBandMild},
        {Ink::kText, Ink::kBandModerate},    {Ink::kText, Ink::kBandModeratelySevere},
        {Ink::kText, Ink::kBandSevere}};
    for (const auto& [text, below] : pairs) {
      INFO(static_cast<int>(text) << " on " << static_cast<int>(below));
      // In high contrast pressed primary is yellow on black, or black on it: both are text.
      CHECK(contrast(theme, text, below) >= 4.5);
    }
    // Edges of things to touch (WCAG 1.4.11).
    CHECK(contrast(theme, Ink::kOutline, Ink::kPaper) >= 3.0);
    CHECK(contrast(theme, Ink::kPrimary, Ink::kPaper) >= 3.0);
  }
}

TEST_CASE("the measured contrasts of the design hold") {
  const Theme theme({});
  CHECK(contrast(theme, Ink::kText, Ink::kPaper) == Approx(13.1).margin(0.1));
  CHECK(contrast(theme, Ink::kOnPrimary, Ink::kPrimary) == Approx(6.6).margin(0.1));
  CHECK(contrast(theme, Ink::kAlarm, Ink::kAlarmSoft) == Approx(7.1).margin(0.1));
  CHECK(contrast(theme, Ink::kOutline, Ink::kPaper) == Approx(3.6).margin(0.1));
}

TEST_CASE("larger text goes round and doubles what is read") {
  CHECK(next_text_size(TextSize::k100) == TextSize::k150);
  CHECK(next_text_size(TextSize::k200) == TextSize::k100);
  for (const Density density : {Density::kStaff, Density::kLobby}) {
    const Theme normal({density, TextSize::k100});
    const Theme large({density, TextSize::k200});
    for (const auto style : {TextStyle::kBody, TextStyle::kBodyStrong, TextStyle::kSecond,
                             TextStyle::kSecondStrong, TextStyle::kNote}) {
      CHECK(large.measure(style).size_px == 2 * normal.measure(style).size_px);
    }
    // What is large already grows less, and stays the larger one.
    CHECK(large.measure(TextStyle::kTitle).size_px > large.measure(TextStyle::kBody).size_px);
    CHECK(large.measure(TextStyle::kHeading).size_px > large.measure(TextStyle::kBody).size_px);
  }
  CHECK(Theme({Density::kLobby}).measure(TextStyle::kBody).size_px == 26);
  CHECK(Theme({Density::kLobby}).measure(TextStyle::kTitle).size_px == 42);
  CHECK(Theme({Density::kLobby}).measure(TextStyle::kHeading).size_px == 34);
  CHECK(Theme({Density::kStaff}).measure(TextStyle::kBody).size_px == 16);
  CHECK(Theme({Density::kStaff}).measure(TextStyle::kNote).line_px == 28);
}

TEST_CASE("every letter of Spanish, Vietnamese, Haitian Creole and Russian has a shape") {
  auto fonts = Fonts::load(Theme({}), {});
  REQUIRE(fonts);
  const std::string letters =
      "aábcdeéfghiíjklmnñoópqrstuúüvwxyzAÁÉÍÑÓÚÜ¿¡«»"
      "àảãạăằắẳẵặâầấẩẫậđèẻẽẹêềếểễệìỉĩịòỏõọôồốổỗộơờớởỡợùủũụưừứửữựỳýỷỹỵĐƠƯỮỆ"
      "èòÈÒ"
      "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙЫЭЮЯіїєґ"
      "0123456789.,;:!?'\"-–—…•“”‘’€§°ºª₫№←→";
  for (int style = 0; style < kTextStyleCount; ++style) {
    const ImFont& font = (*fonts)->font(static_cast<TextStyle>(style));
    for (std::size_t at = 0; at < letters.size();) {
      const Decoded next = decode_at(letters, at);
      INFO("U+" << std::hex << static_cast<unsigned>(next.code_point));
      CHECK(font.FindGlyphNoFallback(static_cast<ImWchar>(next.code_point)) != nullptr);
      at += next.length;
    }
  }
  for (const Icon icon : kAllIcons) {
    INFO("U+" << std::hex << static_cast<unsigned>(icon));
    CHECK((*fonts)->icons(IconSize::kNormal).FindGlyphNoFallback(static_cast<ImWchar>(icon)) !=
          nullptr);
  }
}

TEST_CASE("a font file that is not there is named") {
  FontFiles files;
  files.icons = "/nowhere/icons.ttf";
  auto fonts = Fonts::load(Theme({}), files);
  REQUIRE_FALSE(fonts);
  CHECK(fonts.error().code == ErrorCode::kUnavailable);
  CHECK(fonts.error().detail.find("/nowhere/icons.ttf") != std::string::npos);
}

}  // namespace
}  // namespace alcove::ui
