// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// All colours, measures and text sizes of the kiosk. Screens name a purpose (Ink::kGood,
// TextStyle::kHeading, gap) and never a colour or a pixel. Immutable; rebuilt when the reader asks
// for larger text or more contrast.
namespace alcove::ui {

using Color = std::uint32_t;  // as ImGui packs it: 0xAABBGGRR

enum class Density : std::uint8_t { kStaff, kLobby };
enum class TextSize : std::uint8_t { k100, k150, k200 };
enum class Contrast : std::uint8_t { kNormal, kHigh };

TextSize next_text_size(TextSize size);  // after 200 % comes 100 %

struct Look {
  Density density = Density::kStaff;
  TextSize text_size = TextSize::k100;
  Contrast contrast = Contrast::kNormal;

  friend bool operator==(const Look&, const Look&) = default;
};

// What a colour is for.
enum class Ink : std::uint8_t {
  kPaper,
  kSurface,
  kText,
  kTextSoft,
  kPlaceholder,
  kLine,     // dividers only
  kOutline,  // the edge of anything one can touch or type into
  kPrimary,
  kPrimaryPressed,
  kPrimarySoft,
  kPrimaryPale,  // the main action while it cannot be pressed
  kOnPrimary,    // text on kPrimary, kPrimaryPressed and kPrimaryPale
  kGood,
  kGoodSoft,
  kCare,
  kCareSoft,
  kAlarm,  // staff screens only
  kAlarmSoft,
  kNote,
  kNoteSoft,
  kNeutralSoft,  // behind a state that asks for nothing
  kScrim,        // over what a dialog covers
  // Behind a trend, from the lowest severity to the highest. Edges and words say the same.
  kBandMinimal,
  kBandMild,
  kBandModerate,
  kBandModeratelySevere,
  kBandSevere,
};

enum class TextStyle : std::uint8_t {
  kTitle,    // the one thing a screen says
  kPlace,    // the clinic's name
  kHeading,  // a question, a card's heading
  kBody,
  kBodyStrong,
  kSecond,
  kSecondStrong,
  kNote,   // what a clinician writes
  kEntry,  // what a client types: large figures and letters
};
inline constexpr int kTextStyleCount = 9;

enum class Face : std::uint8_t { kRegular, kSemiBold };

struct TextMeasure {
  Face face = Face::kRegular;
  int size_px = 16;    // of the em, a whole number so that glyphs are crisp
  float line_px = 24;  // from line to line
};

class Theme {
 public:
  explicit Theme(const Look& look) : look_(look) {}

  const Look& look() const { return look_; }
  bool lobby() const { return look_.density == Density::kLobby; }
  float scale() const;           // 1, 1.5 or 2
  float px(float points) const;  // points at 100 % as whole pixels
  Color color(Ink ink) const;
  TextMeasure measure(TextStyle style) const;

  // Points at 100 %, as pixels.
  float gap_tiny() const { return px(4); }
  float gap_small() const { return px(8); }
  float gap() const { return px(16); }
  float gap_large() const { return px(24); }
  // Space around a page: it does not grow with the text, which needs it more.
  float margin() const { return lobby() ? 48 : 20; }
  float corner() const { return px(lobby() ? 18 : 12); }
  float card_corner() const { return px(lobby() ? 18 : 14); }
  float outline() const { return look_.contrast == Contrast::kHigh ? 2 * px(1) : px(2); }
  // In the lobby things to touch are as large as a hand needs from the start: with large text they
  // grow as far as the words in them need.
  float touch(float points) const { return lobby() ? points + (scale() - 1) * 40 : px(points); }
  float control_height() const { return touch(lobby() ? 76 : 44); }
  float small_control_height() const { return touch(lobby() ? 62 : 40); }
  float row_height() const { return touch(lobby() ? 84 : 56); }
  float icon_size() const { return px(lobby() ? 28 : 20); }
  float large_icon_size() const { return px(lobby() ? 40 : 28); }
  float focus_ring() const { return px(4); }
  float focus_gap() const { return px(2); }

 private:
  Look look_;
};

}  // namespace alcove::ui
