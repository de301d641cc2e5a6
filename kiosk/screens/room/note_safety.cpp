// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/room/note_pane.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"

// The line at the foot of a draft: where its words are, and never more than is true.
namespace alcove::screens::room {
namespace {

std::string without_marks(std::string_view marked) {
  std::string out;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked.substr(i, 2) == "**") {
      ++i;
    } else {
      out.push_back(marked[i]);
    }
  }
  return out;
}

struct SafetyWords {
  std::string words;
  std::string more;
  ui::Icon icon = ui::Icon::kNone;
  ui::Ink ink = ui::Ink::kTextSoft;
};

SafetyWords words_of(text::Language language, const SafetyLine& line) {
  const text::NoteMessages say(language);
  const std::string last = line.safe_time.empty() ? std::string(say.note_never_safe())
                                                  : say.note_last_safe(line.safe_time);
  switch (line.safety) {
    case Safety::kNothing:
      return {std::string(say.note_nothing_yet()), {}, ui::Icon::kEdit, ui::Ink::kTextSoft};
    case Safety::kSafe:
      return {say.note_saved(line.time), say.note_revision(std::to_string(line.number)),
              ui::Icon::kCheckCircle, ui::Ink::kGood};
    case Safety::kSaving:
      return {std::string(say.note_saving()), last, ui::Icon::kSync, ui::Ink::kTextSoft};
    case Safety::kNotYet:
      return {std::string(say.note_not_yet()), last, ui::Icon::kSync, ui::Ink::kCare};
    case Safety::kKeptHere:
      return {say.note_kept_here(line.time), last, ui::Icon::kSave, ui::Ink::kCare};
    case Safety::kNotKept:
      return {say.note_not_kept(
                  text::problem(language, line.problem.value_or(ErrorCode::kStorageFault))),
              last, ui::Icon::kWarning, ui::Ink::kAlarm};
    case Safety::kReading:
      return {std::string(say.note_held()), last, ui::Icon::kShow, ui::Ink::kTextSoft};
  }
  return {};
}

struct SafetyParts {
  bool one_row = false;
  float width = 0;  // of the words
  float first = 0;  // heights, where there are two rows
  float second = 0;
};

const ui::TextLook kWords{.marked = true};
const ui::TextLook kMore{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

float icon_room(const ui::Ui& ui) {
  return ui::icon_width(ui) + ui.theme().px(14);
}

SafetyParts parts_of(const ui::Ui& ui, float width, const SafetyWords& all) {
  SafetyParts parts;
  const float room = width - icon_room(ui);
  parts.width = ui::text_width(ui, {.style = ui::TextStyle::kBodyStrong}, without_marks(all.words));
  const float more = ui::text_width(ui, kMore, all.more);
  parts.one_row = parts.width + ui.theme().px(14) + more <= room;
  parts.first = ui::paragraph_height(ui, room, kWords, all.words);
  parts.second = ui::paragraph_height(ui, room, kMore, all.more);
  return parts;
}

}  // namespace

SafetyLine with_newer_words(SafetyLine line) {
  const bool claims = line.safety == Safety::kSafe || line.safety == Safety::kKeptHere ||
                      line.safety == Safety::kNothing;
  if (claims) line.safety = Safety::kSaving;
  return line;
}

float safety_width(const ui::Ui& ui, text::Language language, const SafetyLine& line) {
  const std::string words = without_marks(words_of(language, line).words);
  const float most = ui.theme().px(420);  // longer words take two rows
  return std::min(most,
                  icon_room(ui) + ui::text_width(ui, {.style = ui::TextStyle::kBodyStrong}, words));
}

float safety_height(const ui::Ui& ui, float width, text::Language language,
                    const SafetyLine& line) {
  const SafetyParts parts = parts_of(ui, width, words_of(language, line));
  return parts.one_row ? parts.first : parts.first + parts.second;
}

void draw_safety(ui::Ui& ui, const ui::Rect& area, text::Language language,
                 const SafetyLine& line) {
  const SafetyWords all = words_of(language, line);
  ui.present({.name = "safety",
              .kind = ui::WidgetKind::kStatus,
              .rect = area,
              .value = without_marks(all.words)});
  const SafetyParts parts = parts_of(ui, area.width, all);
  ui::Rect row = area;
  ui::Rect place = row.cut_left(icon_room(ui));
  place.width = ui::icon_width(ui);
  ui::icon(ui, place, all.icon, all.ink);
  if (parts.one_row) {
    const float height = ui::line_height(ui, kWords.style);
    const ui::Rect words = row.cut_left(parts.width + ui.theme().gap_tiny());
    ui::paragraph(ui, words.middle(words.width, height), kWords, all.words);
    ui::text_line(ui, row, kMore, all.more);
    return;
  }
  const bool both = parts.first + parts.second <= row.height + 1;
  ui::Rect flow = row.middle(row.width, both ? parts.first + parts.second : parts.first);
  ui::paragraph_in(ui, flow, kWords, all.words, 0);
  if (both) ui::paragraph_in(ui, flow, kMore, all.more, 0);
}

}  // namespace alcove::screens::room
