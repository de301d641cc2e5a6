// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// The strip above everything else on a staff terminal: safety alerts that nobody has acknowledged,
// and calls for help from the lobby. It stays until it was seen to. What a row may say depends on
// who is signed in; whoever fills the model knows.
namespace alcove::screens::alerts {

enum class RowKind : std::uint8_t {
  kAlert,
  kHelp,
  kTooManyTries,
  kStopped,
  kSetAside,
  kNeedsClinician,  // of whom the box does not know who it is
};
enum class RowAct : std::uint8_t { kNone, kOpen, kTell, kGo };
enum class WhyEverywhere : std::uint8_t { kNotYet, kNobodyThere, kNotAcknowledged };

struct StripRow {
  RowKind kind = RowKind::kAlert;
  std::string person{};    // "María L."; empty: somebody
  std::string terminal{};  // of a call; empty: the lobby terminal
  std::string since{};     // "9:53"
  std::int64_t minutes = 0;
  std::string said{};      // of a call that came home late: when it was said, "9:41"
  bool came_late = false;  // an alert from a terminal out of service or cut off
  WhyEverywhere why = WhyEverywhere::kNotYet;
  std::string told_by{};  // the last who told somebody in person; empty: nobody yet
  std::string told_whom{};
  std::string told_at{};
  RowAct act = RowAct::kNone;
  bool busy = false;
};

struct StripModel {
  text::Language language = text::Language::kEnglish;
  bool away = false;  // the box is away: what is shown is how it stood
  // What nobody knows of yet first, then the oldest; more than kMaxRows are counted only.
  std::vector<StripRow> rows;
};
inline constexpr std::size_t kMaxRows = 20;
// Of the screen's height: more rows than that, or than the first where it is higher, scroll, and
// how many there are is said below them.
inline constexpr float kMostOfScreen = 0.34F;

float strip_height(const ui::Ui& ui, float width, const StripModel& model);  // 0: nothing to show
// Buttons are named "alert_act_1" and on. The index of the row whose button was pressed.
std::optional<std::size_t> draw(ui::Ui& ui, const ui::Rect& rect, const StripModel& model);

// What is said in front of a sheet that lies over the strip; empty: nothing waits.
std::string banner_words(const StripModel& model);

// For a terminal that is locked or signed out: that somebody needs a clinician, since when, and
// what to do.
struct GeneralAlert {
  std::string since;  // the oldest, "9:53"
  std::int64_t minutes = 0;
  std::size_t count = 0;  // how many wait; 0: none
};
std::string general_words(text::Language language, const GeneralAlert& alert);
// Likewise that somebody in the lobby asks for help: the oldest call, and how many there are.
std::string general_call_words(text::Language language, const StripRow& oldest, std::size_t count);

}  // namespace alcove::screens::alerts
