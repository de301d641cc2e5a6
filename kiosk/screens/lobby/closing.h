// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// The calm screens: after an answer that frightens, at the end, when the desk has to help, and the
// two sheets that lie over any screen of the walk.
namespace alcove::screens::lobby {

// After a critical answer. No colour of alarm, no score, no judgement.
struct SupportModel {
  text::Language language = text::Language::kEnglish;
  bool undelivered = false;   // the alert could not be delivered within a second: say so plainly
  bool staff_called = false;  // the client asked, and the desk was told
};
enum class SupportIntent : std::uint8_t { kNone, kGoOn, kTalkNow };
SupportIntent draw(ui::Ui& ui, const SupportModel& model);

struct DoneModel {
  text::Language language = text::Language::kEnglish;
};
enum class DoneIntent : std::uint8_t { kNone, kHelp, kClose };
DoneIntent draw(ui::Ui& ui, const DoneModel& model);

// Every refusal of identity, whatever its reason, looks like this.
struct SeeDeskModel {
  text::Language language = text::Language::kEnglish;
  bool can_restart = true;  // false while the box keeps this terminal at the desk's screen
};
enum class SeeDeskIntent : std::uint8_t { kNone, kHelp, kRestart };
SeeDeskIntent draw(ui::Ui& ui, const SeeDeskModel& model);

// Drawn after the screen below it.
struct IdleModel {
  text::Language language = text::Language::kEnglish;
  std::int64_t seconds_left = 30;
};
enum class IdleIntent : std::uint8_t { kNone, kMoreTime, kFinish };
IdleIntent draw(ui::Ui& ui, const IdleModel& model);

struct HelpCalledModel {
  text::Language language = text::Language::kEnglish;
};
enum class HelpCalledIntent : std::uint8_t { kNone, kClose };
HelpCalledIntent draw(ui::Ui& ui, const HelpCalledModel& model);

}  // namespace alcove::screens::lobby
