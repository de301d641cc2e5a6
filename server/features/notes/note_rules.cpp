// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_rules.h"

namespace alcove::notes {

bool held_by_another(const std::optional<Holding>& holding, const Hand& hand, UtcTime now) {
  return holding && holding->until > now && holding->hand != hand;
}

bool may_take(const std::optional<Holding>& holding, const Hand& hand, UtcTime now,
              api::notes::IfHeld if_held) {
  return !held_by_another(holding, hand, now) || holding->hand.device == hand.device ||
         if_held == api::notes::IfHeld::kTakeOver;
}

UtcTime lease_until(UtcTime now) {
  return now + std::chrono::seconds(api::notes::kLeaseSeconds);
}

Place place_of(const SaveFacts& facts) {
  const bool goes_on = !facts.is_signed && !facts.held_by_another && facts.base_is_current;
  if (goes_on) return Place::kDraft;
  if (facts.base_is_sibling) return Place::kSibling;
  return facts.same_text ? Place::kNowhere : Place::kNewSibling;
}

bool is_interval_over(UtcTime last_kept, UtcTime now) {
  return now - last_kept >= std::chrono::seconds(api::notes::kKeepEverySeconds);
}

std::string format_page_end(const PageEnd& end) {
  return format_local(end.visit_start) + "." + end.note.text();
}

Result<PageEnd> parse_page_end(const std::string& word) {
  const Error unknown{ErrorCode::kMalformed, "next", "not the word of an earlier reply"};
  const std::size_t dot = word.find('.');
  if (dot == std::string::npos) return unknown;
  const auto visit_start = parse_local(word.substr(0, dot));
  const auto note = NoteId::parse(word.substr(dot + 1));
  if (!visit_start || !note) return unknown;
  return PageEnd{*visit_start, *note};
}

}  // namespace alcove::notes
