// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/features/notes/ward.h"

// Addenda as a terminal writes them: a draft, saves, a signature.
namespace alcove::testing {

inline notes_api::OpenAddendumRequest addendum_to(
    Ward& ward, const NoteId& note, notes_api::IfHeld if_held = notes_api::IfHeld::kRead) {
  return {.addendum = ward.new_id<NoteId>(), .note = note, .if_held = if_held};
}
inline notes_api::Content addendum_content(const std::string& text) {
  notes_api::Content content;
  content.format = NoteFormat::kAddendum;
  content.sections = {{NoteSection::kAddendum, text}};
  return content;
}
inline notes_api::SaveRequest addendum_save(Ward& ward, const notes_api::Draft& draft,
                                            const std::string& text) {
  return {.note = draft.note,
          .revision = ward.new_id<NoteRevisionId>(),
          .base = draft.revision,
          .content = addendum_content(text)};
}
// What a terminal does with each pause.
inline notes_api::SaveReply save_addendum(Ward& ward, const Seat& seat, notes_api::Draft& draft,
                                          const std::string& text) {
  const auto sent = addendum_save(ward, draft, text);
  const auto reply = ward.must(notes_api::save, sent, seat);
  draft.revision = sent.revision;
  return reply;
}
// Opened and written, to be signed.
inline notes_api::Draft written_addendum(Ward& ward, const Seat& seat, const NoteId& note,
                                         const std::string& text) {
  auto draft = ward.must(notes_api::open_addendum, addendum_to(ward, note), seat);
  save_addendum(ward, seat, draft, text);
  return draft;
}
inline notes_api::Signature add_addendum(Ward& ward, const Seat& seat, const NoteId& note,
                                         const std::string& text) {
  return ward.sign(seat, written_addendum(ward, seat, note, text));
}

}  // namespace alcove::testing
