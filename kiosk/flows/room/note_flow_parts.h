// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "kiosk/screens/room/note_sheets.h"
#include "kiosk/screens/room/note_text.h"
#include "shared/api/notes_revisions.h"
#include "shared/base/error.h"

// Small things that the flow of a note holds.
namespace alcove::flows::room {

// Of the service: as they were understood, and what was typed where they were not.
struct ServiceTimes {
  std::optional<LocalDateTime> start, stop;
  std::string start_typed, stop_typed;

  friend bool operator==(const ServiceTimes&, const ServiceTimes&) = default;
};

// The text of a draft that was put away whole. Opened again as it was left, undo leads on.
inline constexpr std::size_t kMaxParked = 4;  // of one chart; the oldest goes
struct ParkedDraft {
  NoteId note;
  std::optional<NoteRevisionId> head;
  screens::room::NoteText text;
};

// What comes over a note.
using NoteSheet = std::variant<std::monostate, screens::room::AwayHelpModel,
                               screens::room::TakeOverModel, screens::room::HistoryModel,
                               screens::room::SiblingModel, screens::room::SignModel>;

// The box refused an addendum because the note has as many as it takes.
inline bool is_full(const Error& error) {
  return error.code == ErrorCode::kTooMany && error.field == "note";
}

}  // namespace alcove::flows::room
