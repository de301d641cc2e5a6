// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/room_page.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::room {
namespace {

constexpr float kSideWidth = 392;

class RoomView {
 public:
  RoomView(ui::Ui& ui, RoomModel& model, NoteText& text)
      : ui_(ui), model_(model), text_(text), say_(model.bar.language) {}

  RoomIntent run();

 private:
  enum class Placed : std::uint8_t { kName, kFacts, kAll };
  Placed head(ui::Rect left);
  void marks_row(ui::Rect& body, Placed placed);
  float marks_width() const;
  void marks_from(ui::Point at);
  std::vector<ui::Segment> tabs() const;
  bool marks_beside_tabs(Placed placed, float width) const;
  void body(ui::Rect area, bool keyboard);
  void side(const ui::Rect& area);
  void pane(const ui::Rect& area, PaneSize size);

  ui::Ui& ui_;
  RoomModel& model_;
  NoteText& text_;
  const text::RoomMessages say_;
  RoomIntent intent_;
  bool beside_tabs_ = false;  // where they fit there, they take no row from the note
};

float RoomView::marks_width() const {
  float width = 0;
  for (const Fact& mark : model_.head.marks) {
    width += ui::pill_size(ui_, mark.words, mark.icon).width + ui_.theme().gap_small();
  }
  return width;
}

// Name, facts, alerts, as far as the bar has room.
RoomView::Placed RoomView::head(ui::Rect left) {
  if (back_button(ui_, left, say_.room_my_day())) intent_.act = RoomAct::kBack;
  const ui::Theme& theme = ui_.theme();
  const ui::TextLook heading{.style = ui::TextStyle::kHeading};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float name = std::min(left.width, ui::text_width(ui_, heading, model_.head.name) + 1);
  ui::text_line(ui_, left.cut_left(name), heading, model_.head.name, ui::WhenLong::kShorten);
  left.cut_left(theme.px(12));
  const float facts = ui::text_width(ui_, soft, model_.head.facts) + 1;
  if (facts > left.width) return Placed::kName;
  // A little lower: both stand on one line of writing.
  ui::Rect place = left.cut_left(facts);
  place.y += theme.px(2);
  ui::text_line(ui_, place, soft, model_.head.facts);
  left.cut_left(theme.gap());
  if (marks_width() > left.width + theme.gap_small()) return Placed::kFacts;
  marks_from({left.x, left.center().y});
  return Placed::kAll;
}

// All of them on one line, around the height of `at`.
void RoomView::marks_from(ui::Point at) {
  for (const Fact& mark : model_.head.marks) {
    const ui::Size size = ui::pill_size(ui_, mark.words, mark.icon);
    ui::pill(ui_, {.name = "mark_" + std::to_string(&mark - model_.head.marks.data()),
                   .at = {at.x, at.y - std::round(size.height / 2)},
                   .label = mark.words,
                   .tone = mark.tone,
                   .icon = mark.icon});
    at.x += size.width + ui_.theme().gap_small();
  }
}

std::vector<ui::Segment> RoomView::tabs() const {
  return {{"tab_note", say_.room_tab_note()}, {"tab_chart", say_.room_tab_chart()}};
}

bool RoomView::marks_beside_tabs(Placed placed, float width) const {
  if (placed != Placed::kFacts || wide(ui_)) return false;
  for (const ui::Segment& tab : tabs()) {
    width -= ui::button_width(ui_, tab.label, ui::Icon::kNone) + ui_.theme().gap_small();
  }
  return marks_width() + ui_.theme().gap() <= width;
}

// Facts and alerts in rows below the bar, where it has no room for them.
void RoomView::marks_row(ui::Rect& body, Placed placed) {
  const ui::Theme& theme = ui_.theme();
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float line = ui::pill_size(ui_, "0", ui::Icon::kNone).height;
  float x = body.x;
  float y = body.y;
  const float facts = std::min(body.width, ui::text_width(ui_, soft, model_.head.facts) + 1);
  if (placed == Placed::kName) {
    ui::text_line(ui_, {x, y, facts, line}, soft, model_.head.facts, ui::WhenLong::kShorten);
    x += facts + theme.gap();
  }
  for (const Fact& mark : model_.head.marks) {
    const ui::Size size = ui::pill_size(ui_, mark.words, mark.icon);
    if (x > body.x && x + size.width > body.right()) {
      x = body.x;
      y += line + theme.gap_tiny();
    }
    ui::pill(ui_, {.name = "mark_" + std::to_string(&mark - model_.head.marks.data()),
                   .at = {x, y},
                   .label = mark.words,
                   .tone = mark.tone,
                   .icon = mark.icon,
                   .max_width = body.width});
    x += size.width + theme.gap_small();
  }
  body.cut_top(y + line - body.y + theme.gap_small());
}

void RoomView::side(const ui::Rect& area) {
  const SideIntent wanted = draw_side(ui_, area, model_.bar.language, model_.side);
  if (wanted.act == SideAct::kNone || intent_.act != RoomAct::kNone) return;
  intent_.act = RoomAct::kSide;
  intent_.side = wanted;
}

void RoomView::pane(const ui::Rect& area, PaneSize size) {
  const PaneIntent wanted =
      draw_pane(ui_, area, model_.bar, model_.today, size, model_.pane, text_);
  if (wanted.act == PaneAct::kNone) return;
  // What is asked by hand goes before what a list asks by itself.
  intent_.act = RoomAct::kPane;
  intent_.pane = wanted;
}

void RoomView::body(ui::Rect area, bool keyboard) {
  const ui::Theme& theme = ui_.theme();
  const bool draft = model_.pane.kind == PaneKind::kDraft;
  const bool cramped = keyboard && theme.scale() > 1.2F;
  if (draft && model_.pane.draft.away && wide(ui_)) {
    const AwayBand& band = *model_.pane.draft.away;
    const float height = away_band_height(ui_, area.width, model_.bar.language, band);
    if (draw_away_band(ui_, area.cut_top(height), model_.bar.language, band)) {
      intent_.act = RoomAct::kPane;
      intent_.pane.act = PaneAct::kAwayHelp;
    }
    area.cut_top(std::min(14.0F, theme.px(14)));
  }
  if (wide(ui_)) {
    const ui::Rect left = area.cut_left(theme.px(kSideWidth));
    area.cut_left(theme.gap());
    side(left);
    pane(area, PaneSize::kBeside);
    return;
  }
  if (!cramped) {
    const std::vector<ui::Segment> all = tabs();
    ui::Rect row = area.cut_top(ui::segments_height(ui_, area.width, all));
    if (beside_tabs_) {
      const ui::Rect right = row.cut_right(marks_width());
      marks_from({right.x, right.center().y});
      row.cut_right(theme.gap());
    }
    const auto chosen = ui::segments(ui_, row, all, static_cast<std::size_t>(model_.tab));
    model_.tab = static_cast<RoomTab>(chosen);
    area.cut_top(theme.gap_small());
  }
  switch (model_.tab) {
    case RoomTab::kNote:
      pane(area, cramped ? PaneSize::kCompact : PaneSize::kAlone);
      break;
    case RoomTab::kChart:
      side(area);
      break;
  }
}

RoomIntent RoomView::run() {
  const Page page = begin_page(ui_, model_.bar);
  const Placed placed = head(page.left);
  if (page.lock) intent_.act = RoomAct::kLock;
  if (page.person) intent_.act = RoomAct::kPerson;
  ui::Rect area = page.body;
  const bool keyboard = !page.keyboard.empty();
  const bool cramped = keyboard && ui_.theme().scale() > 1.2F;
  beside_tabs_ = !cramped && marks_beside_tabs(placed, area.width);
  if (placed != Placed::kAll && !cramped && !beside_tabs_) marks_row(area, placed);
  body(area, keyboard);
  if (model_.leaving) {
    ui::toast(ui_, {.text = text::NoteMessages(model_.bar.language).note_leaving()});
  }
  end_page(ui_, model_.bar, page);
  return intent_;
}

// The newest that is this client's; where there is none, that one was said to be.
const api::alerts::Alert* alert_to_tell(const api::chart::Chart& chart) {
  for (const api::alerts::Alert& alert : chart.alerts) {
    if (!alert.entered_in_error) return &alert;
  }
  return chart.alerts.empty() ? nullptr : &chart.alerts.front();
}

std::string alert_words(const api::alerts::Alert& alert, text::Language language, const Zone& zone,
                        LocalDate today) {
  const text::RoomMessages say(language);
  if (alert.entered_in_error) return std::string(say.room_alert_in_error());
  if (!alert.acknowledged) return std::string(say.room_alert_open());
  const LocalDateTime seen = zone.to_local(alert.acknowledged->at);
  if (date_of(seen) == today) return say.room_alert_seen(text::clock_time(language, seen));
  return say.room_alert_seen_on(date_words(language, date_of(seen), today));
}

}  // namespace

RoomIntent draw(ui::Ui& ui, RoomModel& model, NoteText& text) {
  return RoomView(ui, model, text).run();
}

HeadModel head_of(const api::chart::Chart& chart, text::Language language, const Zone& zone,
                  LocalDate today) {
  const text::RoomMessages say(language);
  HeadModel head;
  head.name = chart.shown_name;
  head.facts = std::to_string(chart.age_years);
  if (!chart.pronouns.empty()) head.facts += ", " + chart.pronouns;
  head.facts += " · " + say.room_record(std::to_string(chart.record_number)) + " · " +
                std::string(language_word(language, chart.language));
  // The newest alert says how it stands; older ones are told by the flags and the trend.
  const api::alerts::Alert* const alert = alert_to_tell(chart);
  if (alert != nullptr) {
    head.marks.push_back({alert_words(*alert, language, zone, today),
                          alert->entered_in_error ? ui::Tone::kNeutral : ui::Tone::kAlarm,
                          ui::Icon::kAlert});
  }
  const auto is_said = [&head](std::string_view words) {
    return std::any_of(head.marks.begin(), head.marks.end(),
                       [words](const Fact& mark) { return mark.words == words; });
  };
  for (const api::chart::Flag& flag : chart.flags) {
    // The alert itself has said these already.
    if (flag.kind == api::chart::FlagKind::kAlertOpen) continue;
    if (flag.kind == api::chart::FlagKind::kItem9AboveZero && alert != nullptr &&
        flag.questionnaire == alert->questionnaire) {
      continue;
    }
    const Mark mark = mark_of(language, flag.kind);
    if (is_said(mark.word)) continue;  // of another questionnaire; the trend says of which
    head.marks.push_back({std::string(mark.word), mark.tone, mark.icon});
  }
  return head;
}

}  // namespace alcove::screens::room
