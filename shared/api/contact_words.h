// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The choices of how a client is reached.
namespace alcove::api::clients {

// How a client would like to be reminded.
enum class Preferred : std::uint8_t { kCall, kLetter, kNothing };

enum class Calling : std::uint8_t { kMayCall, kDoNotCall };
enum class Messages : std::uint8_t { kAsNumberSays, kNever };
enum class Writing : std::uint8_t { kMayWrite, kDoNotWrite };

// What a letter says besides day, time, place and whom to call.
enum class LetterSays : std::uint8_t { kTimeAndPlace, kClinicianToo, kServiceToo };

// How a client is reached: by the way that is preferred, or else the other one.
enum class By : std::uint8_t { kCall, kLetter, kNeither };

enum class NotByCall : std::uint8_t { kAsksNot, kNoNumber };
enum class NotByLetter : std::uint8_t { kAsksNot, kNoAddress, kNoFixedAddress };

}  // namespace alcove::api::clients

namespace alcove::wire {

template <>
struct EnumWords<api::clients::Preferred> {
  using Preferred = api::clients::Preferred;
  static constexpr EnumWord<Preferred> words[] = {
      {Preferred::kCall, "call"}, {Preferred::kLetter, "letter"}, {Preferred::kNothing, "nothing"}};
};

template <>
struct EnumWords<api::clients::Calling> {
  using Calling = api::clients::Calling;
  static constexpr EnumWord<Calling> words[] = {{Calling::kMayCall, "may_call"},
                                                {Calling::kDoNotCall, "do_not_call"}};
};

template <>
struct EnumWords<api::clients::Messages> {
  using Messages = api::clients::Messages;
  static constexpr EnumWord<Messages> words[] = {{Messages::kAsNumberSays, "as_number_says"},
                                                 {Messages::kNever, "never"}};
};

template <>
struct EnumWords<api::clients::Writing> {
  using Writing = api::clients::Writing;
  static constexpr EnumWord<Writing> words[] = {{Writing::kMayWrite, "may_write"},
                                                {Writing::kDoNotWrite, "do_not_write"}};
};

template <>
struct EnumWords<api::clients::LetterSays> {
  using Says = api::clients::LetterSays;
  static constexpr EnumWord<Says> words[] = {{Says::kTimeAndPlace, "time_and_place"},
                                             {Says::kClinicianToo, "clinician_too"},
                                             {Says::kServiceToo, "service_too"}};
};

template <>
struct EnumWords<api::clients::By> {
  using By = api::clients::By;
  static constexpr EnumWord<By> words[] = {
      {By::kCall, "call"}, {By::kLetter, "letter"}, {By::kNeither, "neither"}};
};

template <>
struct EnumWords<api::clients::NotByCall> {
  using Not = api::clients::NotByCall;
  static constexpr EnumWord<Not> words[] = {{Not::kAsksNot, "asks_not"},
                                            {Not::kNoNumber, "no_number"}};
};

template <>
struct EnumWords<api::clients::NotByLetter> {
  using Not = api::clients::NotByLetter;
  static constexpr EnumWord<Not> words[] = {{Not::kAsksNot, "asks_not"},
                                            {Not::kNoAddress, "no_address"},
                                            {Not::kNoFixedAddress, "no_fixed_address"}};
};

}  // namespace alcove::wire
