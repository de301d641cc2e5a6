// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/my_day.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::room {
namespace {

using rules::AppointmentState;

struct Step {
  DayAct act = DayAct::kNone;
  std::string_view word;
};

// The one next step of a visit, if it is the clinician's.
Step next_step(const text::RoomMessages& say, const DayModel& model, std::size_t visit) {
  const api::appointments::Appointment& of = model.visits[visit].row.appointment;
  const AppointmentState state = of.state;
  if (api::appointments::is_telehealth(of.modality) && rules::is_open(state) &&
      model.day == model.today) {
    return {DayAct::kOnTheLine, say.room_on_the_line()};
  }
  if (state == AppointmentState::kArrived || state == AppointmentState::kRoomed) {
    return {DayAct::kBeginVisit, say.room_begin_visit()};
  }
  if (state == AppointmentState::kInSession) return {DayAct::kEndVisit, say.room_end_visit()};
  return {};
}

std::string family_of(std::string_view shown_name) {
  return std::string(shown_name.substr(0, shown_name.find(',')));
}

// Somebody else on this screen has the same family name: the birth date stands beside both.
bool like_another(const DayModel& model, std::size_t visit) {
  const api::appointments::BoardRow& mine = model.visits[visit].row;
  return std::any_of(model.visits.begin(), model.visits.end(), [&](const DayVisit& other) {
    return other.row.appointment.client != mine.appointment.client &&
           family_of(other.row.client_name) == family_of(mine.client_name);
  });
}

class Day {
 public:
  Day(ui::Ui& ui, DayModel& model)
      : ui_(ui), model_(model), say_(model.bar.language), wide_(wide(ui)) {}

  DayIntent run();

 private:
  void bar(ui::Rect left);
  void heading(ui::Rect& body);
  void hours_button(ui::Rect& row);
  void problem(ui::Rect& body);
  void rows(const ui::Rect& body);
  void row(std::size_t visit, ui::Rect place);
  void words(std::size_t visit, ui::Rect place, ui::TextStyle name);
  std::string second_line(std::size_t visit) const;
  using Marks = std::array<Mark, 3>;
  Marks columns(std::size_t visit) const;
  std::vector<Mark> marks(std::size_t visit) const;
  void measure_columns();
  void marks_beside(std::size_t visit, ui::Rect& place);
  void marks_below(std::size_t visit, const ui::Rect& place);
  float marks_height(std::size_t visit, float width) const;
  void step_button(std::size_t visit, const Step& step, const ui::Rect& place);
  float step_width() const;
  float row_height(std::size_t visit, float width) const;
  float control() const { return ui_.theme().small_control_height(); }
  void act(DayAct what, std::size_t visit = 0) { intent_ = {what, visit}; }

  ui::Ui& ui_;
  DayModel& model_;
  const text::RoomMessages say_;
  const bool wide_;
  DayIntent intent_;
  std::array<float, 3> widths_{};  // of the columns, in pixels
};

void Day::bar(ui::Rect left) {
  ui::text_line(ui_, left, {.style = ui::TextStyle::kHeading}, say_.room_my_day(),
                ui::WhenLong::kShorten);
}

// At the right, apart from the days.
void Day::hours_button(ui::Rect& row) {
  const text::HoursMessages say(model_.bar.language);
  const float width = ui::button_width(ui_, say.hours_mine(), ui::Icon::kClock);
  const ui::Rect place = row.cut_right(width);
  row.cut_right(ui_.theme().gap());
  if (ui::button(
          ui_,
          {.name = "hours", .rect = place, .label = say.hours_mine(), .icon = ui::Icon::kClock})) {
    act(DayAct::kHours);
  }
}

void Day::heading(ui::Rect& body) {
  const ui::Theme& theme = ui_.theme();
  const std::string date = text::weekday_and_date(model_.bar.language, model_.day);
  const ui::TextLook title{.style = ui::TextStyle::kHeading};
  struct Go {
    const char* name;
    std::string_view label;
    ui::Icon icon;
    DayAct act;
    bool enabled;
  };
  const Go all[] = {
      {"day_before", say_.room_day_before(), ui::Icon::kChevronLeft, DayAct::kDayBefore, true},
      {"today", say_.room_today(), ui::Icon::kNone, DayAct::kToday, model_.day != model_.today},
      {"day_after", say_.room_day_after(), ui::Icon::kChevronRight, DayAct::kDayAfter, true}};
  float buttons = -theme.gap_small();
  for (const Go& go : all) {
    buttons += ui::button_width(ui_, go.label, go.icon) + theme.gap_small();
  }
  const float words = ui::text_width(ui_, title, date) + theme.gap();
  ui::Rect row = body.cut_top(control());
  hours_button(row);
  if (words + buttons > row.width) {
    ui::text_line(ui_, row, title, date, ui::WhenLong::kShorten);
    body.cut_top(theme.gap_small());
    row = body.cut_top(control());
  } else {
    ui::Rect place = row.cut_left(row.width - buttons);
    ui::text_line(ui_, place.cut_left(words), title, date);
    if (model_.loaded && !model_.visits.empty()) {
      ui::text_line(ui_, place, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                    say_.room_visits(static_cast<std::int64_t>(model_.visits.size())),
                    ui::WhenLong::kShorten);
    }
  }
  for (const Go& go : all) {
    const float width = std::min(row.width, ui::button_width(ui_, go.label, go.icon));
    const ui::Rect place = row.cut_left(width);
    row.cut_left(theme.gap_small());
    if (ui::button(ui_, {.name = go.name,
                         .rect = place,
                         .label = go.label,
                         .icon = go.icon,
                         .enabled = go.enabled})) {
      act(go.act);
    }
  }
  body.cut_top(theme.gap());
}

void Day::problem(ui::Rect& body) {
  std::string words;
  if (model_.problem) words = text::problem(model_.bar.language, *model_.problem);
  if (!model_.bar.connection.there && model_.loaded) words = say_.room_as_known();
  if (words.empty()) return;
  body.cut_top(ui::notice(ui_, {.name = "day_notice",
                                .rect = body,
                                .text = words,
                                .tone = ui::Tone::kCare,
                                .icon = ui::Icon::kInfo}));
  body.cut_top(ui_.theme().gap());
}

std::string Day::second_line(std::size_t visit) const {
  const api::appointments::BoardRow& row = model_.visits[visit].row;
  const text::Language language = model_.bar.language;
  std::string out = desk::after_clock_change(language, row.appointment,
                                             say_.room_record(std::to_string(row.record_number)));
  if (like_another(model_, visit)) {
    out += " · " + say_.room_born(text::full_date(language, row.birth_date));
  }
  if (std::ranges::count(row.flags, api::appointments::Flag::kInterpreter) > 0) {
    out += " · " + say_.room_interpreter(language_word(language, row.language));
  }
  if (!row.resources.empty()) out += " · " + desk::taken_line(language, row.resources);
  // Who came just now waits no minute yet; the state says that somebody is there.
  if (row.minutes_waiting.value_or(0) > 0) out += " · " + say_.room_waiting(*row.minutes_waiting);
  out += " · " + row.service_name + " · ";
  out += place_word(language, row);
  return out;
}

// Alert, state, note: an empty word where there is nothing to say.
Day::Marks Day::columns(std::size_t visit) const {
  const DayVisit& one = model_.visits[visit];
  const text::Language language = model_.bar.language;
  Marks out;
  if (std::ranges::count(one.row.flags, api::appointments::Flag::kAlert) > 0) {
    out[0] = {say_.room_alert(), ui::Tone::kAlarm, ui::Icon::kAlert};
  }
  out[1] = mark_of(language, one.row.appointment.state);
  const bool came = !rules::is_ended(one.row.appointment.state) ||
                    one.row.appointment.state == AppointmentState::kCheckedOut;
  if (one.note && (came || *one.note != api::notes::VisitNote::kMissing)) {
    out[2] = mark_of(language, *one.note);
  }
  return out;
}

std::vector<Mark> Day::marks(std::size_t visit) const {
  std::vector<Mark> out;
  for (const Mark& mark : columns(visit)) {
    if (!mark.word.empty()) out.push_back(mark);
  }
  return out;
}

// As wide as the widest of the day, so that each kind stands below its like.
void Day::measure_columns() {
  for (std::size_t visit = 0; visit < model_.visits.size(); ++visit) {
    const Marks all = columns(visit);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].word.empty()) continue;
      widths_[i] = std::max(widths_[i], ui::pill_size(ui_, all[i].word, all[i].icon).width);
    }
  }
}

void Day::marks_beside(std::size_t visit, ui::Rect& place) {
  const Marks all = columns(visit);
  for (std::size_t i = all.size(); i-- > 0;) {
    if (widths_[i] == 0) continue;
    const ui::Rect at = place.cut_right(widths_[i]);
    place.cut_right(ui_.theme().px(12));
    if (all[i].word.empty()) continue;
    const ui::Size size = ui::pill_size(ui_, all[i].word, all[i].icon);
    ui::pill(ui_, {.name = "mark_" + std::to_string(visit) + "_" + std::to_string(i),
                   .at = {at.x, at.y + std::round((at.height - size.height) / 2)},
                   .label = all[i].word,
                   .tone = all[i].tone,
                   .icon = all[i].icon});
  }
}

float Day::marks_height(std::size_t visit, float width) const {
  float x = 0;
  float height = 0;
  float line = 0;
  for (const Mark& mark : marks(visit)) {
    const ui::Size size = ui::pill_size(ui_, mark.word, mark.icon);
    line = size.height;
    if (x > 0 && x + size.width > width) {
      x = 0;
      height += line + ui_.theme().gap_tiny();
    }
    x += size.width + ui_.theme().gap_small();
  }
  return height + line;
}

void Day::marks_below(std::size_t visit, const ui::Rect& place) {
  float x = place.x;
  float y = place.y;
  int number = 0;
  for (const Mark& mark : marks(visit)) {
    const ui::Size size = ui::pill_size(ui_, mark.word, mark.icon);
    if (x > place.x && x + size.width > place.right()) {
      x = place.x;
      y += size.height + ui_.theme().gap_tiny();
    }
    ui::pill(ui_, {.name = "mark_" + std::to_string(visit) + "_" + std::to_string(number++),
                   .at = {x, y},
                   .label = mark.word,
                   .tone = mark.tone,
                   .icon = mark.icon,
                   .max_width = place.width});
    x += size.width + ui_.theme().gap_small();
  }
}

void Day::words(std::size_t visit, ui::Rect place, ui::TextStyle name) {
  const float line = ui::line_height(ui_, name);
  ui::text_line(ui_, place.cut_top(line), {.style = name}, model_.visits[visit].row.client_name,
                ui::WhenLong::kShorten);
  ui::text_line(ui_, place.cut_top(ui::line_height(ui_, ui::TextStyle::kSecond)),
                {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, second_line(visit),
                ui::WhenLong::kShorten);
}

float Day::step_width() const {
  return std::max({ui::button_width(ui_, say_.room_begin_visit(), ui::Icon::kNone),
                   ui::button_width(ui_, say_.room_end_visit(), ui::Icon::kNone),
                   ui::button_width(ui_, say_.room_on_the_line(), ui::Icon::kNone)});
}

void Day::step_button(std::size_t visit, const Step& step, const ui::Rect& place) {
  const bool idle = !model_.busy && model_.bar.connection.there;
  if (ui::button(ui_, {.name = "step_" + std::to_string(visit),
                       .rect = place,
                       .label = step.word,
                       .enabled = idle})) {
    act(step.act, visit);
  }
}

float Day::row_height(std::size_t visit, float width) const {
  const ui::Theme& theme = ui_.theme();
  const float text = ui::line_height(ui_, ui::TextStyle::kBodyStrong) +
                     ui::line_height(ui_, ui::TextStyle::kSecond);
  if (wide_) return std::max(theme.row_height(), text + theme.px(24));
  const Step step = next_step(say_, model_, visit);
  const float below = step.act == DayAct::kNone ? 0 : control() + theme.gap_small();
  return 2 * theme.px(10) + ui::line_height(ui_, ui::TextStyle::kBodyStrong) + text +
         theme.gap_tiny() + marks_height(visit, width - 2 * theme.gap()) + theme.gap_tiny() + below;
}

void Day::row(std::size_t visit, ui::Rect place) {
  const ui::Theme& theme = ui_.theme();
  const api::appointments::BoardRow& row = model_.visits[visit].row;
  const Step step = next_step(say_, model_, visit);
  const std::string time =
      text::clock_time(model_.bar.language, desk::clock_start(row.appointment));
  const bool ended = rules::is_ended(row.appointment.state);
  if (visit > 0) ui::divider(ui_, place);
  ui::Rect button;
  if (wide_) {
    button = place.cut_right(step_width() + 2 * theme.gap());
    button = button.middle(step_width(), control());
  } else if (step.act != DayAct::kNone) {
    button = place.cut_bottom(control() + theme.gap_small());
    button.height = control();
    button = button.inset(theme.gap(), 0).cut_left(step_width());
  }
  const ui::Reaction reaction = ui::list_row(
      ui_, {.name = "visit_" + std::to_string(visit), .rect = place, .value = row.client_name});
  if (reaction.clicked) act(DayAct::kOpen, visit);
  if (reaction.focused && ui_.focus_is_new()) ui_.keep_visible(place);
  if (step.act != DayAct::kNone) step_button(visit, step, button);
  const ui::TextLook clock{.style = ui::TextStyle::kBodyStrong,
                           .ink = ended ? ui::Ink::kTextSoft : ui::Ink::kText,
                           .figures = ui::Figures::kEqual};
  if (!wide_) {
    ui::Rect flow = place.inset(theme.gap(), theme.px(10));
    ui::text_line(ui_, flow.cut_top(ui::line_height(ui_, clock.style)), clock, time);
    words(visit, flow, ui::TextStyle::kBodyStrong);
    flow.cut_top(ui::line_height(ui_, ui::TextStyle::kBodyStrong) +
                 ui::line_height(ui_, ui::TextStyle::kSecond) + theme.gap_tiny());
    marks_below(visit, flow);
    return;
  }
  ui::Rect inner = place.inset(theme.px(20), 0);
  ui::text_line(ui_, inner.cut_left(theme.px(88)), clock, time);
  marks_beside(visit, inner);
  inner.cut_right(theme.gap());
  const float text = ui::line_height(ui_, ui::TextStyle::kBodyStrong) +
                     ui::line_height(ui_, ui::TextStyle::kSecond);
  words(visit, inner.middle(inner.width, text), ui::TextStyle::kBodyStrong);
}

void Day::rows(const ui::Rect& body) {
  ui::card(ui_, body);
  if (!model_.loaded || model_.visits.empty()) {
    const bool away = !model_.bar.connection.there || model_.problem.has_value();
    if (!model_.loaded) {
      empty_words(ui_, body, away ? std::string_view() : say_.room_loading(), {});
      return;
    }
    empty_words(ui_, body, say_.room_no_visits(), say_.room_no_visits_hint());
    return;
  }
  measure_columns();
  const ui::Rect content = ui_.begin_scroll("day", body.inset(2));
  ui::Rect flow = content;
  flow.height = 1'000'000;
  for (std::size_t visit = 0; visit < model_.visits.size(); ++visit) {
    row(visit, flow.cut_top(row_height(visit, content.width)));
  }
  ui_.end_scroll(flow.y - content.y);
}

DayIntent Day::run() {
  const Page page = begin_page(ui_, model_.bar);
  if (page.lock) act(DayAct::kLock);
  if (page.person) act(DayAct::kPerson);
  bar(page.left);
  ui::Rect body = page.body;
  heading(body);
  problem(body);
  rows(body);
  end_page(ui_, model_.bar, page);
  return intent_;
}

}  // namespace

DayIntent draw(ui::Ui& ui, DayModel& model) {
  return Day(ui, model).run();
}

}  // namespace alcove::screens::room
