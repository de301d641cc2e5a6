// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "shared/api/notes_draft.h"

// Who writes a draft, and where a save belongs. Pure and thread-safe.
namespace alcove::notes {

// A person at a terminal.
struct Hand {
  DeviceId device;
  SessionId session;
  friend bool operator==(const Hand&, const Hand&) = default;
};

// The lease as it is kept. It lapses at `until`, and comes back with the next save of its hand as
// long as nobody else took it.
struct Holding {
  Hand hand;
  std::string device_name;
  UtcTime since;
  UtcTime until;
};

// Whether somebody else is writing now.
bool held_by_another(const std::optional<Holding>& holding, const Hand& hand, UtcTime now);

// Whether opening takes the lease: it is free, it is this terminal's own (of a session before, in
// which the program or the person left), or it is taken over.
bool may_take(const std::optional<Holding>& holding, const Hand& hand, UtcTime now,
              api::notes::IfHeld if_held);

UtcTime lease_until(UtcTime now);

// Where a save goes.
enum class Place : std::uint8_t {
  kDraft,       // the next revision
  kNowhere,     // the draft says the same already
  kSibling,     // its terminal's text goes on beside the draft
  kNewSibling,  // it parts from the draft here
};
struct SaveFacts {
  bool is_signed = false;
  bool held_by_another = false;
  bool base_is_current = false;
  bool base_is_sibling = false;  // the newest text of one
  bool same_text = false;        // as the draft, or as what was signed
};
Place place_of(const SaveFacts& facts);

// Whether a revision is kept for the time that went by since the last one.
bool is_interval_over(UtcTime last_kept, UtcTime now);

// Where a page of a client's notes ends, as an opaque word: visit and id of its last row.
struct PageEnd {
  LocalDateTime visit_start;
  NoteId note;
};
std::string format_page_end(const PageEnd& end);
Result<PageEnd> parse_page_end(const std::string& word);

}  // namespace alcove::notes
