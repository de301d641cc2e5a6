// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_close_sheet.h"

#include "kiosk/screens/desk/picks.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/day_close_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::day_close::OpenKind;
using api::day_close::OpenThing;
using Say = text::DayCloseMessages;
using What = DayCloseIntent::What;

const ui::TextLook kStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

std::string kind_words(text::Language language, const OpenThing& thing) {
  const Say say(language);
  switch (thing.kind) {
    case OpenKind::kNoOutcome:
      return std::string(say.day_close_no_outcome());
    case OpenKind::kNotCheckedOut:
      return say.day_close_not_checked_out(state_word(language, thing.state));
    case OpenKind::kNoNote:
      return std::string(say.day_close_no_note());
    case OpenKind::kNoteInDraft:
      return std::string(say.day_close_draft());
  }
  return {};
}

bool thing_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const OpenThing& thing) {
  const Say say(frame.language);
  const ui::Theme& theme = ui.theme();
  const std::string below =
      say.day_close_row({.time = text::clock_time(frame.language, thing.start),
                         .clinician = thing.clinician_name}) +
      " · " + kind_words(frame.language, thing);
  const float width = flow.width - 2 * theme.px(12);
  const float words = ui::line_height(ui, ui::TextStyle::kBodyStrong) +
                      ui::paragraph_height(ui, width, kSoft, below);
  const ui::Rect row = flow.cut_top(words + theme.px(16));
  const ui::Reaction reaction = ui::list_row(
      ui, {.name = "open_" + thing.appointment.text(), .rect = row, .value = thing.client_name});
  ui::Rect inner = row.inset(theme.px(12), theme.px(8));
  ui::text_line(ui, inner.cut_top(ui::line_height(ui, ui::TextStyle::kBodyStrong)), kStrong,
                thing.client_name, ui::WhenLong::kShorten);
  ui::paragraph(ui, inner, kSoft, below);
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  return reaction.clicked;
}

void told(ui::Ui& ui, ui::Rect& flow, const char* name, const std::string& words, ui::Tone tone,
          ui::Icon icon) {
  flow.cut_top(
      ui::notice(ui, {.name = name, .rect = flow, .text = words, .tone = tone, .icon = icon}));
  flow.cut_top(ui.theme().gap());
}

void how_it_stands(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                   const DayCloseModel& model) {
  const Say say(frame.language);
  const auto& look = model.look;
  if (look.closing.closed && look.closing.made) {
    const LocalDateTime at = model.zone.to_local(look.closing.made->at);
    told(ui, flow, "day_closed",
         say.day_close_closed({.person = look.closing.made->person_name,
                               .when = text::short_date(frame.language, date_of(at)) + ", " +
                                       text::clock_time(frame.language, at)}),
         ui::Tone::kGood, ui::Icon::kCheckCircle);
    if (!look.closing.reason.empty()) {
      ui::paragraph_in(ui, flow, kSoft, say.day_close_left(look.closing.reason), ui.theme().gap());
    }
  } else if (look.alerts > 0) {
    told(ui, flow, "day_alerts", say.day_close_alerts(look.alerts), ui::Tone::kAlarm,
         ui::Icon::kAlert);
  }
  std::string open;
  if (look.count > 0) {
    open = say.day_close_open(look.count);
  } else if (!look.closing.closed && look.alerts == 0) {
    open = say.day_close_nothing();
  }
  if (open.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, open, ui.theme().gap_small());
}

bool day_before(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const DayCloseModel& model) {
  const Say say(frame.language);
  if (!model.look.not_closed_before) return false;
  flow.cut_top(ui.theme().gap());
  ui::paragraph_in(
      ui, flow, kSoft,
      say.day_close_before(text::weekday_and_date(frame.language, *model.look.not_closed_before)),
      ui.theme().gap_small());
  const ui::BarButton go[] = {
      {.name = "day_before_open", .label = std::string(say.day_close_go_before())}};
  const float height = ui::button_rows_height(ui, flow.width, go);
  return ui::button_rows(ui, flow.cut_top(height), go).has_value();
}

bool has_reason(const DayCloseModel& model) {
  return model.reason.find_first_not_of(' ') != std::string::npos;
}

// What is open is closed with a reason, and what is closed opened again with one.
bool asks_why(const SheetFrame& frame, const DayCloseModel& model) {
  if (!model.read || frame.may != May::kChange) return false;
  return model.look.closing.closed || (model.look.count > 0 && model.look.alerts == 0);
}

void reason_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, DayCloseModel& model) {
  const Say say(frame.language);
  const bool closed = model.look.closing.closed;
  if (!asks_why(frame, model)) return;
  flow.cut_top(ui.theme().gap());
  words_field(ui, flow, frame, "day_close_reason",
              closed ? say.day_close_reopen_reason() : say.day_close_reason(), model.reason);
}

bool ready(const SheetFrame& frame, const DayCloseModel& model) {
  if (!model.read || !frame.there || frame.busy) return false;
  const bool said = has_reason(model);
  if (model.look.closing.closed) return said;
  return model.look.alerts == 0 && (model.look.count == 0 || said);
}

}  // namespace

DayCloseIntent draw(ui::Ui& ui, const SheetFrame& frame, DayCloseModel& model) {
  const Say say(frame.language);
  const bool closed = model.look.closing.closed;
  const Needed needed[] = {{asks_why(frame, model) && !has_reason(model),
                            closed ? say.day_close_reopen_reason() : say.day_close_reason()}};
  std::vector<ui::BarButton> foot;
  if (frame.may == May::kChange) {
    foot.push_back({.name = closed ? "day_reopen_do" : "day_close_do",
                    .label = std::string(closed ? say.day_close_reopen() : say.day_close_do()),
                    .kind = closed ? ui::ButtonKind::kSecondary : ui::ButtonKind::kPrimary,
                    .enabled = ready(frame, model),
                    .role = ui::ButtonRole::kDefault});
  }
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "day_close_sheet",
           .language = frame.language,
           .title = std::string(closed ? say.day_close_open_again() : say.day_close_title()),
           .below = text::weekday_and_date(frame.language, model.day),
           .width = 640,
           .foot = foot,
           .above_foot = still_missing(frame.language, needed),
           .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  DayCloseIntent intent;
  if (model.read) {
    how_it_stands(ui, sheet.flow, frame, model);
    for (const OpenThing& thing : model.look.items) {
      if (thing_row(ui, sheet.flow, frame, thing)) intent = {What::kShow, thing.appointment};
    }
    const auto shown = static_cast<std::int64_t>(model.look.items.size());
    if (model.look.count > shown) {
      ui::paragraph_in(ui, sheet.flow, kSoft, say.day_close_more(model.look.count - shown), 0);
    }
    reason_field(ui, sheet.flow, frame, model);
    if (day_before(ui, sheet.flow, frame, model)) intent.what = What::kGoBefore;
  } else if (!frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kSoft, say.day_close_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) intent.what = What::kClose;
  if (sheet.pressed) intent.what = closed ? What::kReopen : What::kCloseDay;
  return intent;
}

}  // namespace alcove::screens::desk
