// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

// What stands in a column of the calendar: a visit, a session of several, or all for whom there is
// no room beside.
namespace alcove::screens::desk {
namespace {

using api::appointments::MeetingCard;
using CardKind = GridCard::Kind;

struct CardInk {
  ui::Ink ground;
  ui::Ink bar;
};
CardInk ink_of(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::kNeutral:
      return {ui::Ink::kSurface, ui::Ink::kOutline};
    case ui::Tone::kPrimary:
      return {ui::Ink::kPrimarySoft, ui::Ink::kPrimary};
    case ui::Tone::kGood:
      return {ui::Ink::kGoodSoft, ui::Ink::kGood};
    case ui::Tone::kCare:
      return {ui::Ink::kCareSoft, ui::Ink::kCare};
    case ui::Tone::kAlarm:
      return {ui::Ink::kAlarmSoft, ui::Ink::kAlarm};
    case ui::Tone::kNote:
      return {ui::Ink::kNoteSoft, ui::Ink::kNote};
  }
  return {ui::Ink::kSurface, ui::Ink::kOutline};
}

struct CardWords {
  std::string first;
  std::string second;
  std::string third{};            // where there is room for it, else at the end of the second
  std::vector<ui::Icon> icons{};  // at the end of the first line
};

// The time that the clock shows and the one that was said; then what moved it.
void say_clock_change(const GridFrame& frame, LocalDateTime said, const std::string& state,
                      const std::string& time, CardWords& words) {
  const text::GridMessages say(frame.language);
  words.second =
      say.grid_card({.time = time, .state = say.grid_was(text::clock_time(frame.language, said))});
  words.third = std::string(text::DeskMessages(frame.language).flag_time_shifted()) + " · " + state;
}

// What is not as usual: it stands after time and state, and its picture beside the name.
void add_unusual(text::Language language, const BoardRow& row, CardWords& card) {
  std::string& words = card.third.empty() ? card.second : card.third;
  const api::appointments::Modality modality = row.appointment.modality;
  if (api::appointments::is_telehealth(modality)) {
    words += " · " + std::string(modality_word(language, modality));
    card.icons.push_back(modality_icon(modality));
  }
  const auto& flags = row.flags;
  if (std::find(flags.begin(), flags.end(), Flag::kInterpreter) != flags.end()) {
    const Saying said = say_flag(language, row, Flag::kInterpreter);
    words += " · " + said.words;
    card.icons.push_back(said.icon);
  }
  const std::string takes = taken_line(language, row.resources);
  if (!takes.empty()) words += " · " + takes;
}

// Of a group, how many of its places are taken.
std::string come_words(const text::GridMessages& say, const MeetingCard& session) {
  const auto& most = session.meeting.most;
  if (!most) return say.grid_people(session.expected);
  const std::string taken = std::to_string(session.expected);
  return say.grid_places({.count = *most, .taken = taken});
}

// Whether somebody else's card in the calendar says the same name.
bool shares_name(const GridBody& body, const BoardRow& row) {
  const std::string name = card_name(row);
  return std::ranges::any_of(body.rows, [&](const BoardRow& other) {
    return other.record_number != row.record_number && card_name(other) == name;
  });
}

CardWords words_of(const GridBody& body, const GridColumn& column, const GridCard& card) {
  const text::GridMessages say(body.frame.language);
  const auto count = static_cast<std::int64_t>(card.rows.size() + card.meetings.size());
  const std::string time = clock_of(body.frame, card.from);
  if (card.kind == CardKind::kMore) return {say.grid_more(count), time};
  if (!card.meetings.empty()) {
    const MeetingCard& session = body.meetings[card.meetings.front()];
    CardWords words{session.service_name,
                    say.grid_card({.time = time, .state = come_words(say, session)})};
    if (session.meeting.time_shifted) {
      say_clock_change(body.frame, session.meeting.start, come_words(say, session), time, words);
    }
    const std::string takes = taken_line(body.frame.language, session.resources);
    if (!takes.empty()) words.second += " · " + takes;
    return words;
  }
  const BoardRow& row = body.rows[card.rows.front()];
  if (card.kind == CardKind::kMeeting) {
    return {row.service_name, say.grid_card({.time = time, .state = say.grid_people(count)})};
  }
  const bool outside = !stretch_at(column, card.from).bookable();
  // Outside the hours, and why where that is known.
  const bool why = nobody_there(row).has_value();
  const std::string state = outside && !why
                                ? std::string(say.grid_outside())
                                : say_state(body.frame.language, row, body.frame.now_utc).words;
  CardWords words{card_name(row), say.grid_card({.time = time, .state = state})};
  if (row.appointment.time_shifted) {
    say_clock_change(body.frame, row.appointment.start, state, time, words);
  }
  add_unusual(body.frame.language, row, words);
  if (shares_name(body, row)) {
    const text::DeskMessages desk(body.frame.language);
    words.second = desk.flow_record(std::to_string(row.record_number)) + " · " + words.second;
  }
  return words;
}

void draw_words(ui::Ui& ui, const ui::Rect& place, const CardWords& words) {
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float first = ui::line_height(ui, strong.style);
  const float second = ui::line_height(ui, soft.style);
  if (place.height < first) return;
  ui::Rect inner = place;
  inner.cut_left(ui.theme().px(12));
  inner.cut_right(ui.theme().px(6));
  const bool both = place.height >= first + second;
  const bool all = !words.third.empty() && place.height >= first + 2 * second;
  inner = inner.middle(inner.width, all ? first + 2 * second : both ? first + second : first);
  ui::Rect line = inner.cut_top(first);
  for (const ui::Icon icon : words.icons) {
    if (line.width < 3 * ui::icon_width(ui)) break;
    ui::icon(ui, line.cut_right(ui::icon_width(ui)), icon, ui::Ink::kTextSoft);
    line.cut_right(ui.theme().gap_tiny());
  }
  ui::text_line(ui, line, strong, words.first, ui::WhenLong::kShorten);
  if (!both) return;
  const std::string more = all || words.third.empty() ? "" : " · " + words.third;
  ui::text_line(ui, inner.cut_top(second), soft, words.second + more, ui::WhenLong::kShorten);
  if (all) ui::text_line(ui, inner, soft, words.third, ui::WhenLong::kShorten);
}

ui::Rect place_of(const ui::Ui& ui, const GridScale& scale, std::size_t column,
                  const GridCard& card) {
  const ui::Rect whole = scale.at(column, card.from, card.until);
  const float share = (whole.width - ui.theme().px(4)) / static_cast<float>(card.lanes);
  return {std::round(whole.x + ui.theme().px(3) + share * static_cast<float>(card.lane)),
          whole.y + 1, std::floor(share) - 2, whole.height - 2};
}

void draw_look(ui::Ui& ui, const ui::Rect& place, const CardInk& ink, bool selected,
               const ui::Reaction& reaction) {
  const float corner = ui.theme().px(8);
  ui::fill(ui, place, reaction.held ? ui::Ink::kPrimarySoft : ink.ground, corner);
  ui::outline(ui, place, selected ? ui::Ink::kPrimary : ui::Ink::kOutline, corner,
              selected ? ui.theme().outline() + 1 : 1);
  const ui::Rect bar{place.x + ui.theme().px(3), place.y + ui.theme().px(5), ui.theme().px(3),
                     place.height - 2 * ui.theme().px(5)};
  ui::fill(ui, bar, selected ? ui::Ink::kPrimary : ink.bar, ui.theme().px(2));
}

bool is_selected(const GridBody& body, const GridCard& card) {
  const auto row = [&](std::size_t one) {
    return body.frame.selected == body.rows[one].appointment.id;
  };
  const auto session = [&](std::size_t one) {
    return body.frame.selected_meeting == body.meetings[one].meeting.id;
  };
  return std::any_of(card.rows.begin(), card.rows.end(), row) ||
         std::any_of(card.meetings.begin(), card.meetings.end(), session);
}

GridIntent pressed(const GridBody& body, GridModel& model, const GridCard& card) {
  if (card.kind == CardKind::kVisit) {
    return {GridIntent::What::kSelect, body.rows[card.rows.front()].appointment.id, {}};
  }
  if (card.kind == CardKind::kMeeting && !card.meetings.empty()) {
    return {.what = GridIntent::What::kMeeting,
            .meeting = body.meetings[card.meetings.front()].meeting.id};
  }
  model.several.clear();
  model.several_meetings.clear();
  for (const std::size_t one : card.rows) {
    model.several.push_back(body.rows[one].appointment.id);
  }
  for (const std::size_t one : card.meetings) {
    model.several_meetings.push_back(body.meetings[one].meeting.id);
  }
  return {};
}

}  // namespace

std::string grid_card_name(const GridBody& body, std::size_t column, const GridCard& card) {
  const bool more = card.kind == CardKind::kMore;
  const bool visits = card.meetings.empty() || (more && !card.rows.empty());
  if (visits) {
    const api::appointments::Appointment& first = body.rows[card.rows.front()].appointment;
    if (card.kind == CardKind::kMeeting) return "meeting_" + first.meeting->text();
    return (more ? "more_" : "card_") + first.id.text();
  }
  const std::size_t session = card.meetings.front();
  std::string name = (more ? "more_" : "meeting_") + body.meetings[session].meeting.id.text();
  const auto stands_in = [&](const GridColumn& one) {
    return std::any_of(one.cards.begin(), one.cards.end(), [&](const GridCard& other) {
      return other.kind == card.kind && !other.meetings.empty() &&
             other.meetings.front() == session;
    });
  };
  const auto here = body.columns.begin() + static_cast<std::ptrdiff_t>(column);
  if (std::any_of(body.columns.begin(), here, stands_in)) name += "_" + std::to_string(column);
  return name;
}

GridIntent draw_grid_card(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                          GridModel& model, std::size_t column, const GridCard& card) {
  const bool alone = card.kind == CardKind::kVisit;
  const BoardRow* const row = alone ? &body.rows[card.rows.front()] : nullptr;
  const ui::Rect place = place_of(ui, scale, column, card);
  const bool selected = is_selected(body, card);
  const CardWords words = words_of(body, body.columns[column], card);
  const ui::Reaction reaction = ui.interact({.name = grid_card_name(body, column, card),
                                             .kind = ui::WidgetKind::kButton,
                                             .rect = place,
                                             .value = alone ? row->client_name : words.first,
                                             .selected = selected});
  const bool comes_into_view = selected && std::exchange(model.to_scroll, false);
  if (comes_into_view || (reaction.focused && ui.focus_is_new())) keep_in_view(ui, body, place);
  const bool on_its_way = is_held(body, model, card);
  const CardInk ink = alone ? ink_of(say_state(body.frame.language, *row, body.frame.now_utc).tone)
                            : CardInk{ui::Ink::kPrimarySoft, ui::Ink::kPrimary};
  if (on_its_way) {
    ui::outline(ui, place, ui::Ink::kOutline, ui.theme().px(8), 1);
  } else if (!place.shared_with(ui.clip()).empty()) {
    draw_look(ui, place, ink, selected, reaction);
    draw_words(ui, place, words);
  }
  if (reaction.ring) {
    ui::outline(ui, place, ui::Ink::kPrimary, ui.theme().px(8), ui.theme().focus_ring());
  }
  if (reaction.clicked && !on_its_way) return pressed(body, model, card);
  const auto held = model.held ? std::nullopt : held_of(body, column, card);
  if (!held) return {};
  if (reaction.pressed) take_hold(ui, *held, place);
  const bool typed_m = ui.input().character == U'm' || ui.input().character == U'M';
  if (reaction.focused && typed_m && ui.take_character() != 0) {
    model.held = held;
    model.held->by_key = true;
  }
  return {};
}

}  // namespace alcove::screens::desk
