// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/wire/fields.h"

// Why the box set something aside of what terminals brought home, and what became of it.
namespace alcove::api::set_aside {

// Why.
enum class SetAsideReason : std::uint8_t {
  kNotOpened,       // the seal is not the box's, or it was altered
  kBadSignature,    // the signature is by no certificate of that terminal
  kDeviceRevoked,   // the terminal was out of service when it came
  kAuthorDisabled,  // whoever wrote it does not work here any more
  kSessionNotLive,  // its author was not signed in there when it was written
  kUnknownKind,     // this version takes no such thing
  kNotLost,         // said to be lost with an older box, which it was not
  kDoesNotFit,      // what it belongs to is not there, or not as it was
};

// What became of it.
enum class Settlement : std::uint8_t {
  kEnteredByHand,  // somebody wrote it into the record
  kNotNeeded,      // it stands there already, or nobody needs it
  kFoundItsPlace,  // the box took it after all, by itself
};

enum class Which : std::uint8_t { kOpen, kSettled };

// What became of it.
struct Settled {
  UtcTime at;
  Settlement how = Settlement::kNotNeeded;
  std::optional<std::string> by_name;  // none: the box, when it found its place
  std::string reason;                  // in their words; empty where the box settled it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("how", self.how);
    visit("by_name", self.by_name, wire::line(1, 100));
    visit("reason", self.reason, wire::prose(0, 500));
  }
};

}  // namespace alcove::api::set_aside

namespace alcove::wire {

template <>
struct EnumWords<api::set_aside::SetAsideReason> {
  using Reason = api::set_aside::SetAsideReason;
  static constexpr EnumWord<Reason> words[] = {{Reason::kNotOpened, "not_opened"},
                                               {Reason::kBadSignature, "bad_signature"},
                                               {Reason::kDeviceRevoked, "device_revoked"},
                                               {Reason::kAuthorDisabled, "author_disabled"},
                                               {Reason::kSessionNotLive, "session_not_live"},
                                               {Reason::kUnknownKind, "unknown_kind"},
                                               {Reason::kNotLost, "not_lost"},
                                               {Reason::kDoesNotFit, "does_not_fit"}};
};

template <>
struct EnumWords<api::set_aside::Settlement> {
  using Settlement = api::set_aside::Settlement;
  static constexpr EnumWord<Settlement> words[] = {{Settlement::kEnteredByHand, "entered_by_hand"},
                                                   {Settlement::kNotNeeded, "not_needed"},
                                                   {Settlement::kFoundItsPlace, "found_its_place"}};
};

template <>
struct EnumWords<api::set_aside::Which> {
  using Which = api::set_aside::Which;
  static constexpr EnumWord<Which> words[] = {{Which::kOpen, "open"}, {Which::kSettled, "settled"}};
};

}  // namespace alcove::wire
