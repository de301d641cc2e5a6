// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/lobby/lobby_page.h"
#include "kiosk/widgets/signature.h"

// A consent that is due: read to the end, then signed with name and hand; or "I want to talk
// first", which goes to the desk.
namespace alcove::screens::lobby {

inline constexpr std::size_t kMaxSignerName = 120;

// Whether the text is another one than the client had read before.
enum class Wording : std::uint8_t { kFirst, kChanged };

struct ConsentReadModel {
  text::Language language = text::Language::kEnglish;
  Wording wording = Wording::kFirst;
  std::string title;
  std::string body;  // paragraphs, separated by empty lines
  Busy busy = Busy::kNo;
};
enum class ConsentIntent : std::uint8_t { kNone, kBack, kHelp, kTalkFirst, kNext };
ConsentIntent draw(ui::Ui& ui, const ConsentReadModel& model);

struct ConsentSignModel {
  text::Language language = text::Language::kEnglish;
  std::string name;
  ui::Signature signature;
  Busy busy = Busy::kNo;

  bool complete() const { return !name.empty() && signature.signed_enough(); }
};
Step draw(ui::Ui& ui, ConsentSignModel& model);

}  // namespace alcove::screens::lobby
