// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/draw.h"

// How things stand: pills, progress, the line that says whether the box is there, and short
// messages.
namespace alcove::ui {

enum class Tone { kNeutral, kPrimary, kGood, kCare, kAlarm, kNote };

// A rounded word. `at` is its top left; returns its rect, as wide as the word, at most max_width.
struct PillSpec {
  std::string name{};
  Point at{};
  std::string_view label{};
  Tone tone = Tone::kNeutral;
  Icon icon = Icon::kNone;
  float max_width = 10'000;
};
Rect pill(Ui& ui, const PillSpec& spec);
Size pill_size(const Ui& ui, std::string_view label, Icon icon);

// "Step 2 of 3" as bars, and a bar for how far along one is (0 to 1).
void step_bars(Ui& ui, const Rect& rect, int done, int total);
void progress_bar(Ui& ui, std::string_view name, const Rect& rect, float share);

// Whether the box is there, told truly.
struct Connection {
  bool there = true;
  std::string away_since;      // "10:41", when it is not; empty: it was not there since the start
  std::int64_t waiting = 0;    // sealed here or on the way
  bool takes_nothing = false;  // it is there with a disk that refuses: what waits stays here
};
std::string connection_words(text::Language language, const Connection& connection);
// As a pill named "connection", its right edge at `right_center`. Returns its rect.
Rect connection_line(Ui& ui, Point right_center, text::Language language,
                     const Connection& connection, float max_width);

// A strip that says something more, with an icon: why one cannot go on, what was kept. Returns its
// height; notice_height tells it beforehand.
struct NoticeSpec {
  std::string name{};
  Rect rect{};
  std::string_view text{};
  Tone tone = Tone::kNote;
  Icon icon = Icon::kInfo;
};
float notice(Ui& ui, const NoticeSpec& spec);
float notice_height(const Ui& ui, float width, std::string_view text);

// A message at the bottom that goes by itself; the caller owns the time. True when its action
// (Undo) was pressed.
struct ToastSpec {
  std::string_view text{};
  std::string_view action{};  // may be empty
  Rect column{};              // at whose foot it stands, between its sides; empty: the screen
};
bool toast(Ui& ui, const ToastSpec& spec);
// What it covers at the bottom of its column, for a page that leaves it room.
float toast_height(const Ui& ui, const ToastSpec& spec);

}  // namespace alcove::ui
