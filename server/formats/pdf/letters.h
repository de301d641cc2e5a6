// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "server/formats/pdf/table.h"

// Letters and slips that leave the house. Pure: the same ones give the same bytes, on a machine
// with the same fonts.
//
// A letter is folded twice, at a third and two thirds, for a #10 window envelope (window 4 1/2 by
// 1 1/8 inches, 7/8 from the left and 1/2 from the bottom). Its upper third holds the sender, at
// the top, and whom it is for, where the window is; else nothing is there, so that nothing else is
// seen however far the letter slides in its envelope. All that it says stands below the first fold.
namespace alcove::pdf {

inline constexpr double kFirstFold = 264;  // points from the top: 3 2/3 inches
// In sight wherever the letter lies: four lines, or more of them in smaller type.
inline constexpr double kWindowTop = 180;
inline constexpr double kWindowBottom = 229;

struct Letter {
  std::vector<std::string> sender{};  // nothing of what kind of place it is
  std::vector<std::string> to{};      // the name, and the lines of the address
  std::string dated{};
  std::vector<std::string> before{};  // paragraphs
  std::vector<std::string> times{};   // bold
  std::vector<std::string> after{};
};

// Who would be written to and cannot be.
struct NotByLetter {
  std::string name{};
  std::int64_t record_number = 0;
  std::string why{};
};

struct Letters {
  std::string heading{};  // of the desk's own page
  std::vector<Letter> letters{};
  std::vector<NotByLetter> left_out{};
  UtcTime made_at{};
};
// Whether every letter of the name and the address is in a font of this machine. Asked before: what
// cannot be read is not put into an envelope.
bool can_be_addressed(const Letter& letter);
// The desk's own pages come first, where somebody is left out or there is no letter at all; they
// say that they stay in the house.
Printed write_letters(const Letters& letters);

// The next visits of somebody, to take home: a quarter of a letter's sheet, on which no name is but
// the clinician's.
struct SlipVisit {
  std::string day{};
  std::string time{};
  std::string with{};
};
struct Slip {
  std::string heading{};
  std::vector<SlipVisit> visits{};
  std::vector<std::string> place{};
  std::string to_change{};
  UtcTime made_at{};
};
Printed write_slip(const Slip& slip);

}  // namespace alcove::pdf
