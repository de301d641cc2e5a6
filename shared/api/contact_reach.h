// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/contact_wishes.h"

// How a client is reached, the wishes met: what lists of people to call or to write to show of
// each, instead of the record's own phones and address.
namespace alcove::api::clients {

struct ReachNumber {
  std::string number;
  bool may_leave_message = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, kPhoneNumber);
    visit("may_leave_message", self.may_leave_message);
  }
  friend bool operator==(const ReachNumber&, const ReachNumber&) = default;
};

// How a client is reached, the wishes met. What a client asks not to be reached by is not here.
struct Reach {
  By by = By::kNeither;
  std::optional<NotByCall> not_by_call{};
  std::optional<NotByLetter> not_by_letter{};
  std::string ask_for{};  // on the phone and on the envelope
  std::vector<ReachNumber> numbers{};
  std::vector<std::string> address{};  // the lines below the name
  LetterSays letter_says = LetterSays::kTimeAndPlace;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("by", self.by);
    visit("not_by_call", self.not_by_call);
    visit("not_by_letter", self.not_by_letter);
    visit("ask_for", self.ask_for, wire::line(1, 200));
    visit("numbers", self.numbers, wire::at_most(kMaxPhones));
    visit("address", self.address, wire::at_most(kMaxAddressLines, wire::line(1, 100)));
    visit("letter_says", self.letter_says);
  }
};

}  // namespace alcove::api::clients
