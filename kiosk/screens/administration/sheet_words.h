// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/administration/sheets.h"

// What the sheets say before something is done, and with a code.
namespace alcove::screens::administration {

// A reset, or a new code for somebody who has no password.
ProveModel code_words(text::Language language, const Colleague& person);
ProveModel disable_words(text::Language language, const Colleague& person);
ProveModel enable_words(text::Language language, const Colleague& person);
// Somebody new, or the roles of somebody who is here.
ProveModel person_words(text::Language language, const PersonModel& person);

ProveModel terminal_words(text::Language language, const TerminalModel& terminal);
enum class Where : std::uint8_t { kElsewhere, kHere };
ProveModel revoke_words(text::Language language, const std::string& name, Where where);

// `until` is a time of day. Neither holds the code's end.
CodeModel person_code_words(text::Language language, const Colleague& person, std::string code,
                            std::string until);
struct NewTerminalFacts {
  std::string name;
  std::string address;  // of the box
};
CodeModel terminal_code_words(text::Language language, const NewTerminalFacts& facts,
                              std::string code, std::string until);

}  // namespace alcove::screens::administration
