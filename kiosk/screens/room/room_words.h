// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"
#include "shared/api/board_row.h"
#include "shared/api/chart.h"
#include "shared/api/notes_list.h"
#include "shared/rules/appointment_states.h"

// What states, severities and sections are called in a therapy room, with their colour and icon.
// Words live as long as the program.
namespace alcove::screens::room {

struct Mark {
  std::string_view word;
  ui::Tone tone = ui::Tone::kNeutral;
  ui::Icon icon = ui::Icon::kNone;
};

Mark mark_of(text::Language language, rules::AppointmentState state);
Mark mark_of(text::Language language, api::notes::VisitNote note);
Mark mark_of(text::Language language, api::chart::FlagKind flag);
ui::Tone tone_of(rules::Severity severity);

std::string_view severity_word(text::Language language, rules::Severity severity);
std::string_view language_word(text::Language language, api::clients::SpokenLanguage spoken);
// The room, or that it is by video or telephone.
std::string_view place_word(text::Language language, const api::appointments::BoardRow& row);
std::string_view format_word(rules::NoteFormat format);  // "SOAP": the same in every language
std::string_view section_word(text::Language language, rules::NoteSection section);
std::string_view section_hint(text::Language language, rules::NoteSection section);
std::string_view kept_for_word(text::Language language, api::notes::KeptFor why);

// "12, moderate"; or "no total".
std::string score_words(text::Language language, const api::questionnaires::ScoreLine& score);
// "T. Nguyen, LMHC"
std::string with_credential(std::string_view name, std::string_view credential);
// "Today 9:53", "Nov 16, 9:53", and with the year when it is another one.
std::string when_words(text::Language language, LocalDateTime at, LocalDate today);
std::string date_words(text::Language language, LocalDate date, LocalDate today);

}  // namespace alcove::screens::room
