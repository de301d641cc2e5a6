// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/screens/lobby/lobby_page.h"

// The calm screens: after an answer that frightens, at the end, when the desk has to help, and the
// two sheets that lie over any screen of the walk.
namespace alcove::screens::lobby {

// After a critical answer. No colour of alarm, no score, no judgement.
struct SupportModel {
  text::Language language = text::Language::kEnglish;
  bool undelivered = false;   // the alert could not be delivered within a second: say so plainly
  bool staff_called = false;  // the client asked from here, and the desk was told
  bool settled = true;        // false at first: the last touch was for the screen before
};
enum class SupportIntent : std::uint8_t { kNone, kGoOn, kTalkNow };
SupportIntent draw(ui::Ui& ui, const SupportModel& model);

struct DoneModel {
  text::Language language = text::Language::kEnglish;
  bool undelivered = false;   // as above
  bool not_kept = false;      // neither the box nor this terminal's disk takes the answers
  bool settled = true;        // false at first: the last touch was for the screen before
  std::string queue_token{};  // what the waiting room calls the client by; empty: nothing
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

// What the client did could not be brought to the box: what that means, and who can do it.
enum class NotKept : std::uint8_t { kPhone, kAddress, kSignature, kTalkFirst };
struct NotKeptModel {
  text::Language language = text::Language::kEnglish;
  NotKept what = NotKept::kPhone;
  Busy busy = Busy::kNo;
};
enum class NotKeptIntent : std::uint8_t { kNone, kHelp, kGoOn };
NotKeptIntent draw(ui::Ui& ui, const NotKeptModel& model);

// Drawn after the screen below it.
struct IdleModel {
  text::Language language = text::Language::kEnglish;
  std::int64_t seconds_left = 30;
  bool kept = false;  // the client has arrived: the box has what was answered
};
enum class IdleIntent : std::uint8_t { kNone, kMoreTime, kFinish };
IdleIntent draw(ui::Ui& ui, const IdleModel& model);

enum class HelpState : std::uint8_t {
  kCalling,
  kCalled,  // the desk has been told
  kAway,    // the desk cannot be reached from here: a person has to be spoken to
};
struct HelpCalledModel {
  text::Language language = text::Language::kEnglish;
  HelpState state = HelpState::kCalled;
  bool both_languages = false;  // where no language was chosen yet
};
enum class HelpCalledIntent : std::uint8_t { kNone, kClose };
HelpCalledIntent draw(ui::Ui& ui, const HelpCalledModel& model);

}  // namespace alcove::screens::lobby
