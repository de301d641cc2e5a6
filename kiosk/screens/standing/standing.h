// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/screens/sign_in/staff_form.h"
#include "shared/base/error.h"

// A terminal that cannot go on with its box: each reason has a screen with a sentence and a way
// out.
namespace alcove::screens::standing {

enum class Trouble : std::uint8_t {
  kLocked,           // the box waits for its key
  kRestored,         // and nobody has confirmed it here yet
  kRolledBack,       // the alarm
  kRevoked,          // this terminal was taken out of service
  kCertificateOver,  // its certificate has run out or was replaced
  kOtherServer,      // what answers is not the clinic's box
  kOtherTime,        // by the box's certificate this terminal's clock is wrong
  kOtherVersion,
  kOtherKeyFile,  // this terminal's own files were sealed with another key file
  kDamagedFiles,  // one of them is damaged
  kNoKeyFile,     // and without it none of them opens
};

struct RestoredFacts {
  std::string backup;    // "Tuesday, November 24, 2:00"
  std::string restored;  // likewise
  std::string who;
  std::optional<std::int64_t> lost;  // entries of the chain
  std::int64_t seen_here = 0;        // of those, by this terminal
  std::int64_t brings_back = 0;      // things that were written at this terminal since the backup
};

struct StandingModel {
  text::Language language = text::Language::kEnglish;
  sign_in::Place place;
  Trouble trouble = Trouble::kLocked;
  std::string address;         // where the other server answers
  std::string key_file;        // kNoKeyFile: which file that is
  bool not_put_aside = false;  // the old files could not be renamed: nothing has changed
  std::string machine_date;    // what day this terminal's own clock says
  std::string own_ended;       // kOtherServer: when its own certificate ended; empty: it is good
  bool other_time = false;     // kLocked: by what the box shows, that clock is wrong too
  std::string since;           // when this terminal stopped; may be empty
  std::int64_t waiting = 0;    // kept here, sealed
  bool for_visitors = false;   // clients stand before this terminal: says where to go, first
  bool trying = false;
  // kRestored
  std::optional<RestoredFacts> restored;  // nothing while the box has not told them yet
  std::string name;
  std::string password;  // wiped by the owner as soon as it was used
  bool busy = false;
  std::optional<ErrorCode> problem;
  // "Enrol anew" was pressed, and is asked for once more
  bool enrolling = false;
};
enum class StandingIntent : std::uint8_t { kNone, kTryAgain, kConfirm, kEnrolAnew };
StandingIntent draw(ui::Ui& ui, StandingModel& model);

}  // namespace alcove::screens::standing
