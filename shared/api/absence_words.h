// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The choices of an absence.
namespace alcove::api::absences {

// What somebody wants to become of a visit.
enum class What : std::uint8_t { kCancel, kReassign, kLeave, kMove };

// What becomes of it.
enum class Fate : std::uint8_t {
  kCancel,    // by the clinic
  kReassign,  // to a colleague, at the same time in the same room
  kGoesOn,    // a session that others lead too: without the one who is away
  kStays,     // as it is
  kNotFree,   // stays: the colleague cannot have it
  kFrozen,    // stays: it has happened in part
  kMove,      // to another time
};

enum class Frozen : std::uint8_t {
  kBegun,       // its time has come: it can be cancelled alone; of a session, not even that
  kHere,        // the client is in the house; of a session, one of them
  kDocumented,  // something is written about it
};

}  // namespace alcove::api::absences

namespace alcove::wire {

template <>
struct EnumWords<api::absences::What> {
  using What = api::absences::What;
  static constexpr EnumWord<What> words[] = {{What::kCancel, "cancel"},
                                             {What::kReassign, "reassign"},
                                             {What::kLeave, "leave"},
                                             {What::kMove, "move"}};
};

template <>
struct EnumWords<api::absences::Fate> {
  using Fate = api::absences::Fate;
  static constexpr EnumWord<Fate> words[] = {
      {Fate::kCancel, "cancel"}, {Fate::kReassign, "reassign"}, {Fate::kGoesOn, "goes_on"},
      {Fate::kStays, "stays"},   {Fate::kNotFree, "not_free"},  {Fate::kFrozen, "frozen"},
      {Fate::kMove, "move"}};
};

template <>
struct EnumWords<api::absences::Frozen> {
  using Frozen = api::absences::Frozen;
  static constexpr EnumWord<Frozen> words[] = {
      {Frozen::kBegun, "begun"}, {Frozen::kHere, "here"}, {Frozen::kDocumented, "documented"}};
};

}  // namespace alcove::wire
