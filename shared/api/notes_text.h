// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/rules/note_formats.h"

// What a note says, and the words that its life is told in.
namespace alcove::api::notes {

using AddendumId = Id<struct AddendumTag>;
using SiblingId = Id<struct NoteSiblingTag>;

inline constexpr wire::Text kSectionText = wire::prose(0, rules::kMaxSectionLength);
inline constexpr wire::Text kTerminalName = wire::line(0, 60);
inline constexpr wire::Text kPersonName = wire::line(1, 100);
inline constexpr wire::Text kCredential = wire::line(0, 40);
inline constexpr std::size_t kMaxTypedClock = 12;  // "10:02 p. m."
inline constexpr wire::Text kTypedClock = wire::line(0, kMaxTypedClock);
inline constexpr wire::Text kHash = wire::line(64, 64);  // SHA-256, lower-case hexadecimal

struct SectionText {
  rules::NoteSection section = rules::NoteSection::kPlan;
  std::string text;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("section", self.section);
    visit("text", self.text, kSectionText);
  }
  friend bool operator==(const SectionText&, const SectionText&) = default;
};

// Each section at most once (kOutOfRange, field "content.sections"), all together within
// rules::kMaxNoteSize (kTooLarge). While the note is a draft it may hold text of sections that its
// format does not have: changing the format loses nothing. Such text has to find its place before
// the note is signed. The text of an addendum is in none but its own format, without times, and has
// at most rules::kMaxAddendumLength code points (kTooLarge).
struct Content {
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  std::vector<SectionText> sections;
  std::optional<LocalDateTime> start;  // of the service, on the clinic's clock
  std::optional<LocalDateTime> stop;
  // In a draft: what was typed for a time and is none, until it is put right. Empty where there is
  // a time.
  std::string start_typed{};
  std::string stop_typed{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("format", self.format);
    visit("sections", self.sections, wire::at_most(rules::kNoteSections));
    visit("start", self.start);
    visit("stop", self.stop);
    visit("start_typed", self.start_typed, kTypedClock);
    visit("stop_typed", self.stop_typed, kTypedClock);
  }
  friend bool operator==(const Content&, const Content&) = default;
};

enum class NoteState : std::uint8_t { kDraft, kSigned };

// Why a revision of a draft was kept.
enum class KeptFor : std::uint8_t {
  kInterval,  // five minutes of typing
  kLeaving,   // the draft was closed, or its terminal went and it was opened again
  kTakeOver,  // as it was when another terminal took over
  kConflict,  // as it was when a sibling arrived
  kSigning,   // what was signed
};

// What became of a save. Whatever it says, the text is durable.
enum class SaveOutcome : std::uint8_t {
  kSaved,         // it is the draft now
  kSibling,       // the draft went on without it: it stands beside the draft
  kAfterSigning,  // the note is signed: it is kept as found, for its author
};

// What the author did about a sibling. It stays readable.
enum class Resolution : std::uint8_t {
  kInserted,   // its text is in the draft, or in an addendum
  kKeptAside,  // read, and not needed
};

// Whether what is shown is what was signed. Checked each time.
enum class Standing : std::uint8_t { kVerified, kNotVerified };

}  // namespace alcove::api::notes

namespace alcove::wire {

template <>
struct EnumWords<api::notes::NoteState> {
  using State = api::notes::NoteState;
  static constexpr EnumWord<State> words[] = {{State::kDraft, "draft"}, {State::kSigned, "signed"}};
};

template <>
struct EnumWords<api::notes::KeptFor> {
  using KeptFor = api::notes::KeptFor;
  static constexpr EnumWord<KeptFor> words[] = {{KeptFor::kInterval, "interval"},
                                                {KeptFor::kLeaving, "leaving"},
                                                {KeptFor::kTakeOver, "take_over"},
                                                {KeptFor::kConflict, "conflict"},
                                                {KeptFor::kSigning, "signing"}};
};

template <>
struct EnumWords<api::notes::SaveOutcome> {
  using Outcome = api::notes::SaveOutcome;
  static constexpr EnumWord<Outcome> words[] = {{Outcome::kSaved, "saved"},
                                                {Outcome::kSibling, "sibling"},
                                                {Outcome::kAfterSigning, "after_signing"}};
};

template <>
struct EnumWords<api::notes::Resolution> {
  using Resolution = api::notes::Resolution;
  static constexpr EnumWord<Resolution> words[] = {{Resolution::kInserted, "inserted"},
                                                   {Resolution::kKeptAside, "kept_aside"}};
};

template <>
struct EnumWords<api::notes::Standing> {
  using Standing = api::notes::Standing;
  static constexpr EnumWord<Standing> words[] = {{Standing::kVerified, "verified"},
                                                 {Standing::kNotVerified, "not_verified"}};
};

}  // namespace alcove::wire
