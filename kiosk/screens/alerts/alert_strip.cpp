// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/alerts/alert_strip.h"

#include <algorithm>

#include "kiosk/text/alerts_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::screens::alerts {
namespace {

constexpr float kCorner = 10;   // points at 100 %
constexpr float kBarRoom = 24;  // of a scroll bar and what keeps it apart

const ui::TextLook kTitle{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kDetail{.style = ui::TextStyle::kSecond};

// Nobody stands there any more.
bool came_home_late(RowKind kind) {
  return kind == RowKind::kSetAside || kind == RowKind::kNeedsClinician;
}

std::string title_of(const StripRow& row, const text::AlertsMessages& say) {
  const std::string terminal = row.terminal.empty() ? std::string(say.help_lobby()) : row.terminal;
  switch (row.kind) {
    case RowKind::kAlert:
      return row.person.empty() ? std::string(say.alert_someone()) : say.alert_person(row.person);
    case RowKind::kHelp:
      if (row.person.empty()) return say.help_someone(terminal);
      return say.help_person({.person = row.person, .terminal = terminal});
    case RowKind::kTooManyTries:
      return say.help_tries(terminal);
    case RowKind::kStopped:
      if (row.person.empty()) return say.help_stopped_someone(terminal);
      return say.help_stopped({.person = row.person, .terminal = terminal});
    case RowKind::kSetAside:
      if (row.person.empty()) return say.help_set_aside_someone(terminal);
      return say.help_set_aside({.person = row.person, .terminal = terminal});
    case RowKind::kNeedsClinician:
      return say.help_unknown({.terminal = terminal, .time = row.said});
  }
  return {};
}

std::string since_words(const text::AlertsMessages& say, const std::string& since,
                        std::int64_t minutes) {
  if (minutes == 0) return say.alert_since_now(since);
  return say.alert_since({.count = minutes, .time = since});
}

std::string detail_of(const StripRow& row, const text::AlertsMessages& say) {
  std::string words = since_words(say, row.since, row.minutes);
  if (row.kind == RowKind::kStopped) words += " " + std::string(say.help_stopped_look());
  if (row.kind == RowKind::kSetAside) words += " " + std::string(say.help_set_aside_look());
  if (row.kind == RowKind::kNeedsClinician) words += " " + std::string(say.help_unknown_look());
  if (row.came_late) words += " " + std::string(say.alert_came_late());
  if (row.why == WhyEverywhere::kNobodyThere) words += " " + std::string(say.alert_nobody_there());
  if (row.why == WhyEverywhere::kNotAcknowledged) {
    words += " " + std::string(say.alert_not_acknowledged());
  }
  if (!row.told_by.empty() && row.told_whom.empty()) {
    words += " " + say.alert_told({.by = row.told_by, .time = row.told_at});
  } else if (!row.told_by.empty()) {
    words +=
        " " + say.alert_told_whom({.by = row.told_by, .whom = row.told_whom, .time = row.told_at});
  }
  return words;
}

std::string_view act_word(const StripRow& row, const text::AlertsMessages& say) {
  switch (row.act) {
    case RowAct::kOpen:
      return say.alert_open();
    case RowAct::kTell:
      return say.alert_tell();
    case RowAct::kGo:
      return came_home_late(row.kind) ? say.help_seeing() : say.help_going();
    case RowAct::kNone:
      break;
  }
  return {};
}

struct RowParts {
  float words = 0;  // the width of the words
  float text = 0;   // their height
  float button = 0;
  bool below = false;  // the button stands under the words
  float height = 0;
};

RowParts parts_of(const ui::Ui& ui, float width, const StripRow& row,
                  const text::AlertsMessages& say) {
  const ui::Theme& theme = ui.theme();
  RowParts parts;
  const std::string_view word = act_word(row, say);
  parts.button = word.empty() ? 0 : ui::button_width(ui, word, ui::Icon::kNone);
  const float inner =
      width - 2 * theme.margin() - ui::icon_width(ui, ui::IconSize::kLarge) - theme.gap();
  parts.words = parts.button > 0 ? inner - parts.button - theme.gap() : inner;
  parts.below = parts.button > 0 && parts.words < theme.px(300);
  if (parts.below) parts.words = inner;
  parts.text = ui::paragraph_height(ui, parts.words, kTitle, title_of(row, say)) +
               ui::paragraph_height(ui, parts.words, kDetail, detail_of(row, say));
  const float control = parts.button > 0 ? theme.control_height() : 0;
  parts.height =
      parts.below ? parts.text + theme.gap_small() + control : std::max(parts.text, control);
  parts.height += 2 * theme.px(10);
  return parts;
}

// How high the rows are, and how much of that is in view.
struct RowsHeight {
  float all = 0;
  float seen = 0;
  std::size_t in_view = 0;  // rows that are seen whole before anything is scrolled
};

RowsHeight rows_of_width(const ui::Ui& ui, float width, const StripModel& model,
                         const text::AlertsMessages& say) {
  RowsHeight height;
  const float most = ui.screen().height * kMostOfScreen;
  for (std::size_t i = 0; i < std::min(model.rows.size(), kMaxRows); ++i) {
    const StripRow& row = model.rows[i];
    height.all += parts_of(ui, width, row, say).height + ui.theme().gap_small();
    if (height.in_view > 0 && height.all > most) continue;
    height.seen = height.all;
    ++height.in_view;
  }
  return height;
}

RowsHeight rows_height(const ui::Ui& ui, float width, const StripModel& model,
                       const text::AlertsMessages& say) {
  const RowsHeight all = rows_of_width(ui, width, model, say);
  if (all.in_view == model.rows.size()) return all;
  // Beside a scroll bar they are narrower, and may take more lines.
  return rows_of_width(ui, width - ui.theme().px(kBarRoom), model, say);
}

std::string below_rows(const StripModel& model, std::size_t in_view,
                       const text::AlertsMessages& say) {
  std::string words;
  const std::size_t below = model.rows.size() - in_view;
  if (below > 0) words = say.alerts_more(static_cast<std::int64_t>(below));
  if (model.away) words += (words.empty() ? "" : " ") + std::string(say.alerts_away());
  return words;
}

float below_height(const ui::Ui& ui, float width, const std::string& words) {
  if (words.empty()) return 0;
  return ui::paragraph_height(ui, width - 2 * ui.theme().margin(), kDetail, words) +
         ui.theme().px(10);
}

bool draw_row(ui::Ui& ui, const ui::Rect& rect, const StripRow& row, std::size_t number,
              const text::AlertsMessages& say) {
  const ui::Theme& theme = ui.theme();
  const bool alarm = row.kind == RowKind::kAlert || row.kind == RowKind::kNeedsClinician;
  const RowParts parts = parts_of(ui, rect.width, row, say);
  const float corner = theme.px(kCorner);
  ui::fill(ui, rect, alarm ? ui::Ink::kAlarmSoft : ui::Ink::kCareSoft, corner);
  ui::outline(ui, rect, alarm ? ui::Ink::kAlarm : ui::Ink::kCare, corner, theme.px(2));
  ui.present({.name = "alert_row_" + std::to_string(number),
              .kind = ui::WidgetKind::kStatus,
              .rect = rect,
              .value = title_of(row, say)});
  ui::Rect inner = rect.inset(theme.margin(), theme.px(10));
  ui::Rect sign = inner.cut_left(ui::icon_width(ui, ui::IconSize::kLarge));
  if (parts.below) sign.height = ui::line_height(ui, ui::TextStyle::kBodyStrong) * 1.4F;
  ui::icon(ui, sign, alarm ? ui::Icon::kAlert : ui::Icon::kHand,
           alarm ? ui::Ink::kAlarm : ui::Ink::kCare, ui::IconSize::kLarge);
  inner.cut_left(theme.gap());
  ui::Rect words = inner;
  words.width = parts.words;
  if (!parts.below) words = words.middle(parts.words, parts.text);
  ui::paragraph_in(ui, words, kTitle, title_of(row, say), 0);
  ui::paragraph_in(ui, words, kDetail, detail_of(row, say), 0);
  if (parts.button <= 0) return false;
  ui::Rect place = inner.cut_right(parts.button);
  if (parts.below) {
    inner.width += parts.button;
    place = {inner.x, rect.bottom() - theme.px(10) - theme.control_height(), parts.button,
             theme.control_height()};
  }
  return ui::button(
      ui, {.name = "alert_act_" + std::to_string(number),
           .rect = place.middle(place.width, theme.control_height()),
           .label = act_word(row, say),
           .kind = row.act == RowAct::kOpen ? ui::ButtonKind::kDanger : ui::ButtonKind::kSecondary,
           .enabled = !row.busy});
}

}  // namespace

float strip_height(const ui::Ui& ui, float width, const StripModel& model) {
  if (model.rows.empty()) return 0;
  const text::AlertsMessages say(model.language);
  const RowsHeight rows = rows_height(ui, width, model, say);
  return rows.seen + below_height(ui, width, below_rows(model, rows.in_view, say));
}

std::optional<std::size_t> draw(ui::Ui& ui, const ui::Rect& rect, const StripModel& model) {
  const text::AlertsMessages say(model.language);
  ui::Rect rest = rect;
  std::optional<std::size_t> pressed;
  const RowsHeight height = rows_height(ui, rect.width, model, say);
  const ui::Rect area = rest.cut_top(height.seen);
  const bool scrolls = height.all > height.seen;
  ui::Rect flow = scrolls ? ui.begin_scroll("alert_rows", area) : area;
  const float width = flow.width;
  const float top = flow.y;
  flow.height = 100'000;
  for (std::size_t i = 0; i < std::min(model.rows.size(), kMaxRows); ++i) {
    const ui::Rect row = flow.cut_top(parts_of(ui, width, model.rows[i], say).height);
    if (draw_row(ui, row, model.rows[i], i + 1, say)) pressed = i;
    flow.cut_top(ui.theme().gap_small());
  }
  if (scrolls) ui.end_scroll(flow.y - top);
  const std::string words = below_rows(model, height.in_view, say);
  if (words.empty() || model.rows.empty()) return pressed;
  const ui::Rect foot = rest.cut_top(below_height(ui, rect.width, words));
  ui::paragraph(ui, foot.inset(ui.theme().margin(), 0), kDetail, words);
  return pressed;
}

std::string banner_words(const StripModel& model) {
  if (model.rows.empty()) return {};
  const text::AlertsMessages say(model.language);
  std::string words = title_of(model.rows.front(), say) + ".";
  if (model.rows.size() > 1) {
    words += " " + say.alerts_more(static_cast<std::int64_t>(model.rows.size() - 1));
  }
  return words + " " + std::string(say.alerts_behind());
}

std::string general_call_words(text::Language language, const StripRow& oldest, std::size_t count) {
  const text::AlertsMessages say(language);
  std::string words = title_of(oldest, say) + ". " + since_words(say, oldest.since, oldest.minutes);
  if (count > 1) words += " " + say.alerts_more(static_cast<std::int64_t>(count - 1));
  if (oldest.kind == RowKind::kNeedsClinician) {
    return words + " " + std::string(say.help_unknown_sign_in());
  }
  const bool there = !came_home_late(oldest.kind);
  return words + " " + std::string(there ? say.help_sign_in_to_answer() : say.help_sign_in_late());
}

std::string general_words(text::Language language, const GeneralAlert& alert) {
  const text::AlertsMessages say(language);
  std::string words =
      std::string(say.alert_someone()) + ". " + since_words(say, alert.since, alert.minutes);
  if (alert.count > 1) {
    words += " " + say.alerts_more(static_cast<std::int64_t>(alert.count - 1));
  }
  return words + " " + std::string(say.alert_sign_in_to_see());
}

}  // namespace alcove::screens::alerts
