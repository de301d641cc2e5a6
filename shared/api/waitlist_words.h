// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The choices of the waitlist.
namespace alcove::api::waitlist {

// How soon somebody is to be seen; each has a standard of its own (waitlist_report.h).
enum class Priority : std::uint8_t { kRoutine, kUrgent, kEmergent };

// What the person who took the call thinks of it. It is shown and changes no order: whoever cannot
// wait has another priority.
enum class Risk : std::uint8_t { kUsual, kElevated, kHigh };

enum class EntryState : std::uint8_t {
  kWaiting,
  kBooked,  // an offer was taken: the visit is in the book
  kClosed,  // does not wait any more, and why
};

enum class CloseHow : std::uint8_t {
  kNotWanted,      // the client does not wait any more
  kNotReached,     // after every try
  kSeenOtherwise,  // booked or seen without an offer
  kMistake,        // never should have stood here: in no report
};

// How the client was tried to be reached.
enum class Way : std::uint8_t { kPhone, kLetter, kTextMessage, kInPerson, kOther };

enum class Outcome : std::uint8_t { kReached, kLeftMessage, kNoAnswer, kWrongNumber, kSent };

enum class OfferState : std::uint8_t {
  kOpen,
  kTaken,
  kDeclined,
  kExpired,  // by the clock: nobody has to say so
};

}  // namespace alcove::api::waitlist

namespace alcove::wire {

template <>
struct EnumWords<api::waitlist::Priority> {
  using Priority = api::waitlist::Priority;
  static constexpr EnumWord<Priority> words[] = {{Priority::kRoutine, "routine"},
                                                 {Priority::kUrgent, "urgent"},
                                                 {Priority::kEmergent, "emergent"}};
};

template <>
struct EnumWords<api::waitlist::Risk> {
  using Risk = api::waitlist::Risk;
  static constexpr EnumWord<Risk> words[] = {
      {Risk::kUsual, "usual"}, {Risk::kElevated, "elevated"}, {Risk::kHigh, "high"}};
};

template <>
struct EnumWords<api::waitlist::EntryState> {
  using State = api::waitlist::EntryState;
  static constexpr EnumWord<State> words[] = {
      {State::kWaiting, "waiting"}, {State::kBooked, "booked"}, {State::kClosed, "closed"}};
};

template <>
struct EnumWords<api::waitlist::CloseHow> {
  using How = api::waitlist::CloseHow;
  static constexpr EnumWord<How> words[] = {{How::kNotWanted, "not_wanted"},
                                            {How::kNotReached, "not_reached"},
                                            {How::kSeenOtherwise, "seen_otherwise"},
                                            {How::kMistake, "mistake"}};
};

template <>
struct EnumWords<api::waitlist::Way> {
  using Way = api::waitlist::Way;
  static constexpr EnumWord<Way> words[] = {{Way::kPhone, "phone"},
                                            {Way::kLetter, "letter"},
                                            {Way::kTextMessage, "text_message"},
                                            {Way::kInPerson, "in_person"},
                                            {Way::kOther, "other"}};
};

template <>
struct EnumWords<api::waitlist::Outcome> {
  using Outcome = api::waitlist::Outcome;
  static constexpr EnumWord<Outcome> words[] = {{Outcome::kReached, "reached"},
                                                {Outcome::kLeftMessage, "left_message"},
                                                {Outcome::kNoAnswer, "no_answer"},
                                                {Outcome::kWrongNumber, "wrong_number"},
                                                {Outcome::kSent, "sent"}};
};

template <>
struct EnumWords<api::waitlist::OfferState> {
  using State = api::waitlist::OfferState;
  static constexpr EnumWord<State> words[] = {{State::kOpen, "open"},
                                              {State::kTaken, "taken"},
                                              {State::kDeclined, "declined"},
                                              {State::kExpired, "expired"}};
};

}  // namespace alcove::wire
