// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/meeting_free.h"
#include "shared/api/resources.h"

// What a session of several takes besides who leads it and the room, in the sheets that book or
// move it. The field and what it opens are those of a visit (booking_takes.h).
namespace alcove::screens::desk {

using api::appointments::FreeMeetingReply;

struct SessionTakes {
  std::vector<api::resources::Resource> resources{};  // all that the clinic has, by name
  std::vector<api::resources::ResourceId> chosen{};   // of them
  bool choosing = false;

  std::string ids() const;  // as a request has them; empty: none
  bool is_in_use() const;   // none of those chosen was retired
};

// The field, and below it what has to come off and into which languages nobody interprets yet.
// `looks` are the answers to what is chosen now: one, or one for each date.
void session_takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SessionTakes& takes,
                         std::string name, std::span<const FreeMeetingReply* const> looks);
// While they are chosen, over the sheet. `about` is the session's name.
void choose_session_takes(ui::Ui& ui, const SheetFrame& frame, SessionTakes& takes,
                          std::string_view about, std::span<const FreeMeetingReply* const> looks);

// Why it was refused, where that is about what it takes; else empty.
std::string takes_refusal(text::Language language, ErrorCode code, std::string_view field);

}  // namespace alcove::screens::desk
