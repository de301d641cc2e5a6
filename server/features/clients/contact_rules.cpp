// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/contact_rules.h"

#include "server/features/clients/clients.h"
#include "shared/rules/phone_number.h"

namespace alcove::clients {

using api::clients::By;
using api::clients::Calling;
using api::clients::Details;
using api::clients::Messages;
using api::clients::NotByCall;
using api::clients::NotByLetter;
using api::clients::Preferred;
using api::clients::Reach;
using api::clients::Residence;
using api::clients::Wishes;
using api::clients::Writing;

namespace {

std::vector<api::clients::ReachNumber> numbers_of(const Details& details, const Wishes& wishes) {
  const bool never = wishes.messages == Messages::kNever;
  if (wishes.other_number) {
    return {{wishes.other_number->number, wishes.other_number->may_leave_message && !never}};
  }
  std::vector<api::clients::ReachNumber> numbers;
  for (const api::clients::Phone& phone : details.phones) {
    numbers.push_back({phone.number, phone.may_leave_message && !never});
  }
  return numbers;
}

By way_of(Preferred preferred, bool by_call, bool by_letter) {
  if (preferred == Preferred::kLetter && by_letter) return By::kLetter;
  if (by_call) return By::kCall;
  return by_letter ? By::kLetter : By::kNeither;
}

// The legal name: it is what stands at the door and on the mail carrier's list. Whoever wants
// another one there says so in their wishes.
std::string door_name(const Details& details) {
  return details.legal_given + (details.legal_given.empty() ? "" : " ") + details.legal_family;
}

}  // namespace

Result<Wishes> checked_wishes(Wishes wishes) {
  const bool no_calls = wishes.calling == Calling::kDoNotCall;
  const bool no_letters = wishes.writing == Writing::kDoNotWrite;
  if ((wishes.preferred == Preferred::kCall && no_calls && !no_letters) ||
      (wishes.preferred == Preferred::kLetter && no_letters && !no_calls)) {
    return Error{ErrorCode::kOutOfRange, "wishes.preferred",
                 "the client asks not to be reached so"};
  }
  if (wishes.other_number) {
    const auto parsed = rules::parse_phone(wishes.other_number->number);
    if (!parsed) {
      return Error{parsed.error().code, "wishes.other_number.number", parsed.error().detail};
    }
    wishes.other_number->number = rules::display_phone(*parsed);
  }
  if (wishes.other_address) {
    ALCOVE_ASSIGN(wishes.other_address,
                  checked_address(*wishes.other_address, "wishes.other_address"));
  }
  return wishes;
}

std::vector<std::string> address_lines(const api::clients::Address& address) {
  std::vector<std::string> lines{address.line1};
  if (!address.line2.empty()) lines.push_back(address.line2);
  lines.push_back(address.city + ", " + address.state + " " + address.postal_code);
  return lines;
}

Reach reach_of(const Details& details, const Wishes& wishes) {
  Reach reach{.ask_for = wishes.ask_for.empty() ? door_name(details) : wishes.ask_for,
              .letter_says = wishes.letter_says};
  if (wishes.calling == Calling::kDoNotCall) {
    reach.not_by_call = NotByCall::kAsksNot;
  } else {
    reach.numbers = numbers_of(details, wishes);
    if (reach.numbers.empty()) reach.not_by_call = NotByCall::kNoNumber;
  }
  const auto& address = wishes.other_address ? wishes.other_address : details.address;
  if (wishes.writing == Writing::kDoNotWrite) {
    reach.not_by_letter = NotByLetter::kAsksNot;
  } else if (address) {
    reach.address = address_lines(*address);
  } else {
    reach.not_by_letter = details.residence == Residence::kNoFixedAddress
                              ? NotByLetter::kNoFixedAddress
                              : NotByLetter::kNoAddress;
  }
  reach.by = way_of(wishes.preferred, !reach.not_by_call, !reach.not_by_letter);
  return reach;
}

}  // namespace alcove::clients
