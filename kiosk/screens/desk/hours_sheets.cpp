// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/hours_sheets.h"

#include <charconv>

#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/stays_booked.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/typed_time.h"

namespace alcove::screens::desk {
namespace {

using What = HoursSheetIntent::What;
using rules::TimeOffKind;

constexpr std::chrono::days kFurthest{3 * 366};  // of a calendar, from today on
constexpr std::chrono::days kBack{366};          // what was forgotten is written down later

std::optional<LocalDate> choose_day(ui::Ui& ui, const SheetFrame& frame, std::string_view title,
                                    LocalDate chosen, LocalDate today,
                                    std::chrono::year_month& month, bool& closed) {
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "hours_calendar",
                                         .language = frame.language,
                                         .title = std::string(title),
                                         .width = 460});
  const auto day = ui::calendar(ui, sheet.flow,
                                {.name = "hours_date",
                                 .language = frame.language,
                                 .chosen = chosen,
                                 .today = today,
                                 .first = std::chrono::sys_days(today) - kBack,
                                 .last = std::chrono::sys_days(today) + kFurthest},
                                month);
  ui::end_sheet(ui, sheet);
  closed = day || sheet.closed;
  return day;
}

void hint(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                   ui.theme().gap_small());
}

void day_select(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TimeOffModel& model,
                TimeOffModel::Choosing which) {
  const text::HoursMessages say(frame.language);
  const bool first = which == TimeOffModel::Choosing::kFirst;
  const LocalDate day = first ? model.first : model.last;
  if (!ui::labelled_select(ui, flow, first ? say.off_first_day() : say.off_last_day(),
                           {.name = first ? "off_first" : "off_last",
                            .value = text::full_date(frame.language, day)})) {
    return;
  }
  model.choosing = which;
  model.month = {day.year(), day.month()};
}

bool time_off_span_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                          TimeOffModel& model) {
  const text::HoursMessages say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) { day_select(ui, place, frame, model, TimeOffModel::Choosing::kFirst); },
      [&](ui::Rect& place) { day_select(ui, place, frame, model, TimeOffModel::Choosing::kLast); });
  bool changed = ui::tick_row(ui, flow, {.name = "off_whole_days", .label = say.off_whole_days()},
                              model.whole_days);
  flow.cut_top(ui.theme().gap());
  if (!model.whole_days) {
    pair(
        ui, flow, kPairFrom,
        [&](ui::Rect& place) {
          changed |=
              short_field(ui, place, frame, "off_from_time", say.off_from_time(), model.from_time);
        },
        [&](ui::Rect& place) {
          changed |= short_field(ui, place, frame, "off_until_time", say.off_until_time(),
                                 model.until_time);
        });
  }
  const bool readable = model.whole_days || (typed_minute(model.from_time, false) &&
                                             typed_minute(model.until_time, true));
  if (!readable) hint(ui, flow, say.day_unread());
  if (readable && !model.span()) hint(ui, flow, say.off_ends_first());
  return changed;
}

void kind_choice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, TimeOffModel& model) {
  const text::HoursMessages say(frame.language);
  const ui::Segment kinds[] = {{"kind_vacation", kind_word(frame.language, TimeOffKind::kVacation)},
                               {"kind_ill", kind_word(frame.language, TimeOffKind::kIll)},
                               {"kind_training", kind_word(frame.language, TimeOffKind::kTraining)},
                               {"kind_other", kind_word(frame.language, TimeOffKind::kOther)}};
  ui::field_label(ui, flow, say.off_kind(), false);
  flow.cut_top(ui.theme().gap_tiny());
  const float height = ui::segments_height(ui, flow.width, kinds);
  const std::size_t none = std::size(kinds);
  const std::size_t before = model.kind ? static_cast<std::size_t>(*model.kind) : none;
  const std::size_t kind = ui::segments(ui, flow.cut_top(height), kinds, before);
  if (kind != none) model.kind = static_cast<TimeOffKind>(kind);
  flow.cut_top(ui.theme().gap());
}

// What the foot of every such sheet has: keep it; and of one that is there, end it, its history.
struct Foot {
  std::vector<ui::BarButton> buttons{};
  std::vector<What> meant{};

  void add(ui::BarButton button, What what) {
    buttons.push_back(std::move(button));
    meant.push_back(what);
  }
  HoursSheetIntent pressed(const ui::Sheet& sheet) const {
    if (sheet.closed) return {What::kClose, 0};
    return {sheet.pressed ? meant[*sheet.pressed] : What::kNone, 0};
  }
};

Foot foot_of(const SheetFrame& frame, std::string_view save, bool ready, std::string_view end,
             bool history) {
  const bool can = frame.there && !frame.busy;
  Foot foot;
  foot.add({.name = "hours_save",
            .label = std::string(save),
            .kind = ui::ButtonKind::kPrimary,
            .enabled = can && ready,
            .role = ui::ButtonRole::kDefault},
           What::kSave);
  if (!end.empty()) {
    foot.add({.name = "hours_end",
              .label = std::string(end),
              .kind = ui::ButtonKind::kDanger,
              .enabled = can},
             What::kEnd);
  }
  if (history) {
    foot.add({.name = "hours_history",
              .label = std::string(text::HoursMessages(frame.language).hours_history()),
              .icon = ui::Icon::kHistory,
              .enabled = can},
             What::kHistory);
  }
  return foot;
}

}  // namespace

std::optional<std::int64_t> typed_minute(const std::string& typed, bool as_end) {
  const auto minutes = rules::read_typed_time(typed);
  if (!minutes) return std::nullopt;
  if (as_end && minutes->count() == 0) return api::availability::kDayMinutes;
  return minutes->count();
}

std::optional<std::pair<LocalDateTime, LocalDateTime>> TimeOffModel::span() const {
  LocalDateTime from = std::chrono::local_days(first);
  LocalDateTime until = std::chrono::local_days(last);
  if (whole_days) {
    until += std::chrono::days(1);
  } else {
    const auto begins = typed_minute(from_time, false);
    const auto ends = typed_minute(until_time, true);
    if (!begins || !ends) return std::nullopt;
    from += std::chrono::minutes(*begins);
    until += std::chrono::minutes(*ends);
  }
  if (until <= from) return std::nullopt;
  return std::pair(from, until);
}

TimeOffModel time_off_sheet(text::Language language, const api::availability::TimeOff& record,
                            std::string name, LocalDate today) {
  TimeOffModel model{.record = record, .name = std::move(name), .today = today};
  model.first = model.last = today;
  if (record.revision == 0) return model;
  model.first = date_of(record.from);
  model.last = last_day_of(record);
  model.whole_days = is_whole_days(record);
  model.kind = record.kind;
  model.from_time = text::clock_time(language, record.from);
  model.until_time = text::clock_time(language, record.until);
  return model;
}

HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, TimeOffModel& model) {
  const text::HoursMessages say(frame.language);
  const bool known = model.record.revision > 0;
  const Foot foot =
      foot_of(frame, say.off_save(), model.span() && model.kind && !model.kept,
              known && !model.record.cancelled ? say.off_cancel() : std::string_view(), known);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "time_off_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.off_edit()),
                                         .below = model.name,
                                         .width = 680,
                                         .foot = foot.buttons,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.kept) kept_notice(ui, sheet.flow, say.off_kept(model.name));
  bool changed = time_off_span_fields(ui, sheet.flow, frame, model);
  const auto kind_before = model.kind;
  kind_choice(ui, sheet.flow, frame, model);
  if (changed || kind_before != model.kind) model.kept = false;
  HoursSheetIntent booked;
  if (model.span()) booked = draw_stays_booked(ui, sheet.flow, frame, model.booked);
  ui::end_sheet(ui, sheet, [&] {
    if (model.choosing == TimeOffModel::Choosing::kNothing) return;
    const bool first = model.choosing == TimeOffModel::Choosing::kFirst;
    bool closed = false;
    const auto day = choose_day(ui, frame, first ? say.off_first_day() : say.off_last_day(),
                                first ? model.first : model.last, model.today, model.month, closed);
    if (closed) model.choosing = TimeOffModel::Choosing::kNothing;
    if (!day) return;
    changed = true;
    model.kept = false;
    (first ? model.first : model.last) = *day;
    if (first) model.last = std::max(model.last, *day);
  });
  if (booked.what != What::kNone) return booked;
  const HoursSheetIntent intent = foot.pressed(sheet);
  return intent.what == What::kNone && changed ? HoursSheetIntent{What::kChanged, 0} : intent;
}

ClosedDayModel::Decides ClosedDayModel::decides() const {
  if (!closes()) return Decides::kNo;
  if (!booked.reply) return Decides::kUnknown;
  const auto most = static_cast<std::int64_t>(api::absences::kMaxVisits);
  return booked.reply->count > 0 && booked.reply->count <= most ? Decides::kYes : Decides::kNo;
}

HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, ClosedDayModel& model) {
  const text::HoursMessages say(frame.language);
  const bool known = model.record.revision > 0;
  const bool named = model.record.name.find_first_not_of(' ') != std::string::npos;
  const bool decides = model.decides() == ClosedDayModel::Decides::kYes;
  const std::string_view save = decides          ? say.closed_next()
                                : model.closes() ? say.closed_save()
                                                 : say.closed_rename();
  const Foot foot =
      foot_of(frame, save, named && !model.kept,
              known && !model.record.reopened ? say.closed_reopen() : std::string_view(), known);
  const std::string day = text::full_date(frame.language, model.record.day);
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "closed_day_sheet",
                           .language = frame.language,
                           .title = std::string(known ? say.closed_edit() : say.closed_add()),
                           .below = known ? day : std::string(),
                           .width = 620,
                           .foot = foot.buttons,
                           .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.kept) kept_notice(ui, sheet.flow, say.closed_kept(day));
  // A record stays with its day.
  if (!known && ui::labelled_select(ui, sheet.flow, say.closed_day(),
                                    {.name = "closed_day_day", .value = day})) {
    model.choosing = true;
    model.month = {model.record.day.year(), model.record.day.month()};
  }
  ui::FieldSpec name;
  name.name = "closed_day_name";
  name.placeholder = say.closed_name_example();
  name.max_code_points = 60;
  name.enabled = !frame.busy;
  name.language = frame.language;
  if (ui::labelled_field(ui, sheet.flow, say.closed_name(), name, model.record.name).changed) {
    model.kept = false;
  }
  const HoursSheetIntent booked = draw_stays_booked(
      ui, sheet.flow, frame, model.booked, decides ? Stays::kDecidedFirst : Stays::kBooked);
  bool changed = false;
  ui::end_sheet(ui, sheet, [&] {
    if (!model.choosing) return;
    bool closed = false;
    const auto chosen =
        choose_day(ui, frame, say.closed_day(), model.record.day, model.today, model.month, closed);
    if (closed) model.choosing = false;
    if (!chosen) return;
    changed = true;
    model.record.day = *chosen;
  });
  if (booked.what != What::kNone) return booked;
  const HoursSheetIntent intent = foot.pressed(sheet);
  return intent.what == What::kNone && changed ? HoursSheetIntent{What::kChanged, 0} : intent;
}

std::optional<std::int64_t> CapModel::number() const {
  std::int64_t value = 0;
  const char* const end = visits.data() + visits.size();
  const auto [stop, problem] = std::from_chars(visits.data(), end, value);
  if (problem != std::errc() || stop != end) return std::nullopt;
  if (value < 1 || value > api::availability::kMaxCap) return std::nullopt;
  return value;
}

bool CapModel::reads() const {
  return visits.empty() || number().has_value();
}

HoursSheetIntent draw(ui::Ui& ui, const SheetFrame& frame, CapModel& model) {
  const text::HoursMessages say(frame.language);
  const Foot foot = foot_of(frame, say.cap_save(), model.reads(), {}, model.record.revision > 0);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "cap_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.cap_title()),
                                         .below = model.name,
                                         .foot = foot.buttons,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  ui.prefer_focus("cap_visits");
  short_field(ui, sheet.flow, frame, "cap_visits", say.cap_field(), model.visits);
  if (!model.reads()) hint(ui, sheet.flow, say.cap_unread());
  ui::end_sheet(ui, sheet);
  return foot.pressed(sheet);
}

}  // namespace alcove::screens::desk
