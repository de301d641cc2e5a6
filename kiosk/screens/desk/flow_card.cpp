// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/flow_card.h"

#include <algorithm>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::screens::desk {
namespace {

constexpr float kPadding = 12;  // points at 100 %

const ui::TextLook kName{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kTime{.style = ui::TextStyle::kBodyStrong, .figures = ui::Figures::kEqual};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
const ui::TextLook kToken{.style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kTextSoft};

bool has_flag(const BoardRow& row, Flag flag) {
  return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

// Only where it tells more than the column does.
std::string pill_words(const DayBoardModel& model, const BoardRow& row) {
  switch (row.appointment.state) {
    case AppointmentState::kCheckedOut:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return {};
    case AppointmentState::kScheduled:
      if (!nobody_there(row) &&
          !rules::suggests_no_show(row.appointment.state, row.grace_until, model.now)) {
        return {};
      }
      return say_state(model.language, row, model.now).words;
    case AppointmentState::kConfirmed:
    case AppointmentState::kArrived:
      return say_state(model.language, row, model.now).words;
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
      return state_word(model.language, row.appointment.state);
  }
  return {};
}

// The same where the card is too narrow: what is cut off would be who cancelled, or that somebody
// is to decide.
std::string short_pill_words(const DayBoardModel& model, const BoardRow& row) {
  const text::DeskMessages say(model.language);
  switch (row.appointment.state) {
    case AppointmentState::kCancelledByClient:
      return std::string(say.card_cancelled_client());
    case AppointmentState::kLateCancelled:
      return std::string(say.card_cancelled_late());
    case AppointmentState::kCancelledByClinic:
      return std::string(say.card_cancelled_clinic());
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
      if (!nobody_there(row) &&
          rules::suggests_no_show(row.appointment.state, row.grace_until, model.now)) {
        return std::string(say.state_no_show_asked_plain());
      }
      return pill_words(model, row);
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
    case AppointmentState::kRescheduled:
    case AppointmentState::kEnteredInError:
      break;
  }
  return pill_words(model, row);
}

// Joined as one line of a card.
class Noted {
 public:
  void add(std::string_view more) { words_ += (words_.empty() ? "" : " · ") + std::string(more); }
  std::string take() { return std::move(words_); }

 private:
  std::string words_;
};

// What stands below the state. What session of several it is a place in, and who interprets and
// what is taken, have lines of their own, so that nothing else is cut off for them: which of two
// people it is, that they came late, forms due, and the language.
struct Notes {
  std::string session;
  std::string needs;  // an icon stands before it where somebody interprets
  std::string others;

  std::size_t lines() const {
    return (session.empty() ? 0U : 1U) + (needs.empty() ? 0U : 1U) + (others.empty() ? 0U : 1U);
  }
};

Notes notes(const DayBoardModel& model, std::size_t index) {
  const text::DeskMessages say(model.language);
  const BoardRow& row = model.rows[index];
  const bool interpreted = has_flag(row, Flag::kInterpreter);
  Noted needs;
  if (interpreted) needs.add(say_flag(model.language, row, Flag::kInterpreter).words);
  if (!row.resources.empty()) needs.add(taken_line(model.language, row.resources));
  std::string session;
  if (const MeetingCard* const card = find_card(model.meetings, row.appointment.meeting)) {
    session = kind_word(model.language, card->meeting.kind);
  }
  Noted others;
  if (index < model.like.size() && model.like[index]) {
    others.add(say.flow_record(std::to_string(row.record_number)));
  }
  if (const auto late = minutes_late(row)) others.add(say.note_late(*late));
  for (const Flag flag : most_pressing_first(row.flags)) {
    if (flag == Flag::kAlert || flag == Flag::kInterpreter) continue;
    const Saying said = say_flag(model.language, row, flag);
    others.add(said.shorter.empty() ? said.words : said.shorter);
  }
  if (!interpreted && row.language != api::clients::SpokenLanguage::kEnglish) {
    others.add(spoken_language(model.language, row.language));
  }
  return {std::move(session), needs.take(), others.take()};
}

// The way or the clinician, and the room, which is never what is cut off.
void with_whom(ui::Ui& ui, ui::Rect line, text::Language language, const BoardRow& row) {
  const api::appointments::Modality modality = row.appointment.modality;
  if (api::appointments::is_telehealth(modality)) {
    const std::string words = std::string(modality_word(language, modality)) + " · ";
    ui::text_line(ui, line, kSoft, words + row.clinician_name, ui::WhenLong::kShorten);
    return;
  }
  const std::string room = row.room_name.empty() ? std::string() : " · " + row.room_name;
  const float wanted = ui::text_width(ui, kSoft, row.clinician_name + room);
  if (room.empty() || wanted <= line.width) {
    ui::text_line(ui, line, kSoft, row.clinician_name + room, ui::WhenLong::kShorten);
    return;
  }
  // Half of the line stays the clinician's, whatever the room is called.
  const float width = std::min(ui::text_width(ui, kSoft, room) + 1, line.width / 2);
  ui::text_line(ui, line.cut_right(width), kSoft, room, ui::WhenLong::kShorten);
  ui::text_line(ui, line, kSoft, row.clinician_name, ui::WhenLong::kShorten);
}

// The initial by which two people are told apart is never what is left out.
void name_line(ui::Ui& ui, ui::Rect line, const std::string& name) {
  const std::size_t space = name.rfind(' ');
  const bool with_initial = space != std::string::npos && name.ends_with('.');
  if (with_initial && ui::text_width(ui, kName, name) > line.width) {
    const std::string initial = name.substr(space + 1);
    ui::text_line(ui, line.cut_right(ui::text_width(ui, kName, initial) + 1), kName, initial);
    line.cut_right(ui.theme().gap_tiny());
    ui::text_line(ui, line, kName, name.substr(0, space), ui::WhenLong::kShorten);
    return;
  }
  ui::text_line(ui, line, kName, name, ui::WhenLong::kShorten);
}

void first_line(ui::Ui& ui, ui::Rect line, const DayBoardModel& model, const BoardRow& row) {
  if (has_flag(row, Flag::kAlert)) {
    const ui::Rect place = line.cut_right(ui::icon_width(ui));
    ui::icon(ui, place, ui::Icon::kAlert, ui::Ink::kAlarm);
    ui.present({.name = "card_alert_" + row.appointment.id.text(),
                .kind = ui::WidgetKind::kStatus,
                .rect = place});
    line.cut_right(ui.theme().gap_tiny());
  }
  const std::string time = text::clock_time(model.language, clock_start(row.appointment));
  ui::text_line(ui, line.cut_left(ui::text_width(ui, kTime, time) + 1), kTime, time);
  line.cut_left(ui.theme().gap_small());
  name_line(ui, line, card_name(row));
}

void second_line(ui::Ui& ui, ui::Rect line, text::Language language, const BoardRow& row) {
  const auto& called = row.appointment.queue_token;
  if (called && *called != card_name(row)) {
    ui::text_line(ui, line.cut_right(ui::text_width(ui, kToken, *called) + 1), kToken, *called);
    line.cut_right(ui.theme().gap_small());
  }
  repeat_mark(ui, line, row, "card_repeats_");
  if (const ui::Icon icon = modality_icon(row.appointment.modality); icon != ui::Icon::kNone) {
    ui::icon(ui, line.cut_left(ui::icon_width(ui)), icon, ui::Ink::kTextSoft);
    line.cut_left(ui.theme().gap_tiny());
  }
  with_whom(ui, line, language, row);
}

}  // namespace

float card_height(const ui::Ui& ui, const DayBoardModel& model, std::size_t index) {
  const BoardRow& row = model.rows[index];
  float height = 2 * ui.theme().px(kPadding) + ui::line_height(ui, kName.style) +
                 ui::line_height(ui, kSoft.style);
  if (!pill_words(model, row).empty()) {
    height += ui::pill_size(ui, "x", ui::Icon::kNone).height + ui.theme().gap_small();
  }
  const auto lines = static_cast<float>(notes(model, index).lines());
  height += lines * (ui::line_height(ui, kSoft.style) + ui.theme().gap_tiny());
  return height;
}

void draw_card(ui::Ui& ui, const ui::Rect& place, const DayBoardModel& model, std::size_t index,
               CardLook look) {
  const ui::Theme& theme = ui.theme();
  const BoardRow& row = model.rows[index];
  ui::fill(ui, place, look == CardLook::kPlain ? ui::Ink::kSurface : ui::Ink::kPrimarySoft,
           theme.corner());
  ui::outline(ui, place, look == CardLook::kPlain ? ui::Ink::kOutline : ui::Ink::kPrimary,
              theme.corner(), look == CardLook::kPlain ? theme.px(1) : theme.outline());
  ui::Rect inner = place.inset(theme.px(kPadding));
  first_line(ui, inner.cut_top(ui::line_height(ui, kName.style)), model, row);
  second_line(ui, inner.cut_top(ui::line_height(ui, kSoft.style)), model.language, row);
  std::string state = pill_words(model, row);
  if (!state.empty()) {
    inner.cut_top(theme.gap_small());
    ui::Size size = ui::pill_size(ui, state, ui::Icon::kNone);
    if (size.width > inner.width) {
      state = short_pill_words(model, row);
      size = ui::pill_size(ui, state, ui::Icon::kNone);
    }
    ui::pill(ui, {.name = "state_" + row.appointment.id.text(),
                  .at = {inner.x, inner.y},
                  .label = state,
                  .tone = say_state(model.language, row, model.now).tone,
                  .max_width = inner.width});
    inner.cut_top(size.height);
  }
  const Notes below = notes(model, index);
  if (!below.session.empty()) {
    inner.cut_top(theme.gap_tiny());
    ui::text_line(ui, inner.cut_top(ui::line_height(ui, kSoft.style)), kSoft, below.session,
                  ui::WhenLong::kShorten);
  }
  if (!below.needs.empty()) {
    inner.cut_top(theme.gap_tiny());
    ui::Rect line = inner.cut_top(ui::line_height(ui, kSoft.style));
    if (has_flag(row, Flag::kInterpreter)) {
      ui::icon(ui, line.cut_left(ui::icon_width(ui)), ui::Icon::kSpeak, ui::Ink::kTextSoft);
      line.cut_left(theme.gap_tiny());
    }
    ui::text_line(ui, line, kSoft, below.needs, ui::WhenLong::kShorten);
  }
  if (below.others.empty()) return;
  inner.cut_top(theme.gap_tiny());
  ui::text_line(ui, inner.cut_top(ui::line_height(ui, kSoft.style)), kSoft, below.others,
                ui::WhenLong::kShorten);
}

}  // namespace alcove::screens::desk
