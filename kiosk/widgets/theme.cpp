// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace alcove::ui {
namespace {

constexpr Color rgb(std::uint32_t value) {
  return 0xFF000000U | ((value & 0xFFU) << 16U) | (value & 0xFF00U) | (value >> 16U);
}
constexpr Color with_alpha(Color color, std::uint32_t alpha) {
  return (color & 0x00FFFFFFU) | (alpha << 24U);
}

Color normal_color(Ink ink) {
  switch (ink) {
    case Ink::kPaper:
      return rgb(0xF5F3EE);
    case Ink::kSurface:
      return rgb(0xFFFFFF);
    case Ink::kText:
      return rgb(0x1D2B30);
    case Ink::kTextSoft:
      return rgb(0x4B5C62);
    case Ink::kPlaceholder:
      return rgb(0x66757A);
    case Ink::kLine:
      return rgb(0xD8D4CA);
    case Ink::kOutline:
      return rgb(0x857F70);
    case Ink::kPrimary:
      return rgb(0x1B6670);
    case Ink::kPrimaryPressed:
      return rgb(0x124C54);
    case Ink::kPrimarySoft:
      return rgb(0xE2EFEF);
    case Ink::kPrimaryPale:
      return rgb(0x93B4B6);
    case Ink::kOnPrimary:
      return rgb(0xFFFFFF);
    case Ink::kGood:
      return rgb(0x2A6A3C);
    case Ink::kGoodSoft:
      return rgb(0xE6F2E9);
    case Ink::kCare:
      return rgb(0x8A5200);
    case Ink::kCareSoft:
      return rgb(0xFFF2DA);
    case Ink::kAlarm:
      return rgb(0x9B1C1C);
    case Ink::kAlarmSoft:
      return rgb(0xFCEBE9);
    case Ink::kNote:
      return rgb(0x2B5892);
    case Ink::kNoteSoft:
      return rgb(0xE8EFF8);
    case Ink::kNeutralSoft:
      return rgb(0xECEAE4);
    case Ink::kScrim:
      return with_alpha(rgb(0x1D2B30), 0x8C);
    case Ink::kBandMinimal:
      return rgb(0xEDF4EC);
    case Ink::kBandMild:
      return rgb(0xF5F6E4);
    case Ink::kBandModerate:
      return rgb(0xFFF4D6);
    case Ink::kBandModeratelySevere:
      return rgb(0xFCE8D2);
    case Ink::kBandSevere:
      return rgb(0xF7E0DE);
  }
  return rgb(0);
}

// Black paper, white ink, yellow for what acts. Meaning stays in words and icons.
Color high_color(Ink ink) {
  switch (ink) {
    case Ink::kPaper:
    case Ink::kSurface:
    case Ink::kPrimarySoft:
    case Ink::kGoodSoft:
    case Ink::kCareSoft:
    case Ink::kAlarmSoft:
    case Ink::kNoteSoft:
    case Ink::kNeutralSoft:
    case Ink::kOnPrimary:
    case Ink::kBandMinimal:
    case Ink::kBandMild:
    case Ink::kBandModerate:
    case Ink::kBandModeratelySevere:
    case Ink::kBandSevere:
      return rgb(0x000000);
    case Ink::kText:
    case Ink::kTextSoft:
    case Ink::kPlaceholder:
    case Ink::kLine:
    case Ink::kOutline:
    case Ink::kGood:
    case Ink::kCare:
    case Ink::kAlarm:
    case Ink::kNote:
      return rgb(0xFFFFFF);
    case Ink::kPrimary:
      return rgb(0xFFD54A);
    case Ink::kPrimaryPressed:
      return rgb(0xFFE9A3);
    case Ink::kPrimaryPale:
      return rgb(0x9A9A9A);
    case Ink::kScrim:
      return with_alpha(rgb(0x000000), 0xD0);
  }
  return rgb(0);
}

struct Points {
  Face face;
  float size;
  float line;
};

Points lobby_points(TextStyle style) {
  switch (style) {
    case TextStyle::kTitle:
      return {Face::kSemiBold, 42, 50};
    case TextStyle::kPlace:
      return {Face::kSemiBold, 30, 38};
    case TextStyle::kHeading:
      return {Face::kSemiBold, 34, 44};
    case TextStyle::kBody:
      return {Face::kRegular, 26, 37};
    case TextStyle::kBodyStrong:
      return {Face::kSemiBold, 26, 37};
    case TextStyle::kSecond:
      return {Face::kRegular, 22, 31};
    case TextStyle::kSecondStrong:
      return {Face::kSemiBold, 22, 31};
    case TextStyle::kNote:
      return {Face::kRegular, 26, 37};
    case TextStyle::kEntry:
      return {Face::kRegular, 42, 50};
  }
  return {Face::kRegular, 26, 37};
}

Points staff_points(TextStyle style) {
  switch (style) {
    case TextStyle::kTitle:
    case TextStyle::kPlace:
      return {Face::kSemiBold, 30, 38};
    case TextStyle::kHeading:
      return {Face::kSemiBold, 22, 30};
    case TextStyle::kBody:
      return {Face::kRegular, 16, 24};
    case TextStyle::kBodyStrong:
      return {Face::kSemiBold, 16, 24};
    case TextStyle::kSecond:
      return {Face::kRegular, 14, 20};
    case TextStyle::kSecondStrong:
      return {Face::kSemiBold, 14, 20};
    case TextStyle::kNote:
      return {Face::kRegular, 18, 28};
    case TextStyle::kEntry:
      return {Face::kRegular, 18, 26};
  }
  return {Face::kRegular, 16, 24};
}

}  // namespace

TextSize next_text_size(TextSize size) {
  switch (size) {
    case TextSize::k100:
      return TextSize::k150;
    case TextSize::k150:
      return TextSize::k200;
    case TextSize::k200:
      return TextSize::k100;
  }
  return TextSize::k100;
}

float Theme::scale() const {
  switch (look_.text_size) {
    case TextSize::k100:
      return 1.0F;
    case TextSize::k150:
      return 1.5F;
    case TextSize::k200:
      return 2.0F;
  }
  return 1.0F;
}

float Theme::px(float points) const {
  return std::round(points * scale());
}

Color Theme::color(Ink ink) const {
  return look_.contrast == Contrast::kHigh ? high_color(ink) : normal_color(ink);
}

TextMeasure Theme::measure(TextStyle style) const {
  const Points points = lobby() ? lobby_points(style) : staff_points(style);
  // Text is doubled; what is large already grows less, and stays larger than the text.
  const bool large = style == TextStyle::kTitle || style == TextStyle::kPlace ||
                     style == TextStyle::kHeading || style == TextStyle::kEntry;
  const float most = lobby() ? 1 + (scale() - 1) * (points.size > 40 ? 0.52F : 0.7F) : scale();
  const float factor = large ? std::min(scale(), most) : scale();
  return {points.face, static_cast<int>(std::round(points.size * factor)),
          std::round(points.line * factor)};
}

}  // namespace alcove::ui
