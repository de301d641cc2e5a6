// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/picks.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/screens/desk/wait_sheets.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "kiosk/widgets/toggles.h"
#include "shared/rules/typed_time.h"

// What somebody waits for, as it is written.
namespace alcove::screens::desk {
namespace {

using namespace api::waitlist;
using Choosing = WishModel::Choosing;
using Say = text::WaitlistMessages;

constexpr std::chrono::minutes kStep = rules::kBookingStep;

std::optional<std::chrono::minutes> typed(const std::string& words) {
  if (words.find_first_not_of(' ') == std::string::npos) return std::nullopt;
  return rules::read_typed_time(words);
}
bool is_empty(const std::string& words) {
  return words.find_first_not_of(' ') == std::string::npos;
}

void hint(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                   ui.theme().gap_small());
}

void select(ui::Ui& ui, ui::Rect& flow, WishModel& model, Choosing what, std::string name,
            std::string_view above, const std::string& value, std::string_view placeholder) {
  if (ui::labelled_select(ui, flow, above,
                          {.name = std::move(name), .value = value, .placeholder = placeholder})) {
    model.choosing = what;
    model.month = {model.asked_day.year(), model.asked_day.month()};
  }
}

void who_and_what(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kService, "wish_service", say.wait_form_service(),
               name_in(model.services, model.service), say.wait_form_choose());
      },
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kClinician, "wish_clinician", say.wait_form_clinician(),
               name_in(model.clinicians, model.clinician), say.wait_form_any());
      });
}

void asked_first(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kDay, "wish_asked_day", say.wait_form_asked_day(),
               text::weekday_and_date(frame.language, model.asked_day), {});
      },
      [&](ui::Rect& place) {
        short_field(ui, place, frame, "wish_asked_time", say.wait_form_asked_time(),
                    model.asked_time);
      });
  if (!model.asked()) hint(ui, flow, say.wait_form_unread());
  if (model.asked() && *model.asked() > model.now) hint(ui, flow, say.wait_form_later());
}

void days(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  const std::array<std::string, 7> words = weekday_words(frame.language);
  std::vector<ui::Segment> all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all.push_back({"wish_day_" + std::to_string(i + 1), words[i]});
  }
  strong_label(ui, flow, say.wait_form_days());
  const float height = ui::toggles_height(ui, flow.width, all);
  ui::toggles(ui, flow.cut_top(height), all, model.days);
  flow.cut_top(ui.theme().gap());
}

// A time of day, with an example of one.
void time_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                std::string_view label, std::string& words) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.placeholder = Say(frame.language).wait_form_example();
  spec.max_code_points = 12;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  ui::labelled_field(ui, flow, label, spec, words);
}

TakesChoice takes_of(text::Language language, WishModel& model) {
  TakesChoice choice{model.name, model.resources, model.takes, model.understood.language};
  if (model.understood.interpreted()) --choice.most;
  choice.against = retired_words(language, model.resources, model.takes);
  return choice;
}

void needs(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        if (language_field(ui, place, frame, "wish_language", model.understood)) {
          model.choosing = Choosing::kLanguage;
        }
      },
      [&](ui::Rect& place) {
        if (takes_field(ui, place, frame, takes_of(frame.language, model), "wish_takes")) {
          model.choosing = Choosing::kTakes;
        }
      });
  language_by_segments(ui, flow, frame, model.understood);
}

// One line to write in; what does not fit into it stands below, whole.
void note(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  words_field(ui, flow, frame, "wish_note", Say(frame.language).wait_form_note(), model.note);
  const ui::TextLook look{.style = ui::TextStyle::kBody};
  const float inside = flow.width - 2 * ui.theme().px(16);
  if (ui::paragraph_height(ui, inside, look, model.note) <=
      1.5F * ui::line_height(ui, ui::TextStyle::kBody)) {
    return;
  }
  ui::paragraph_in(ui, flow, look, model.note, ui.theme().gap_small());
}

void times(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        time_field(ui, place, frame, "wish_from", say.wait_form_from(), model.from);
      },
      [&](ui::Rect& place) {
        time_field(ui, place, frame, "wish_until", say.wait_form_until(), model.until);
      });
  if (!model.times_read()) return hint(ui, flow, say.wait_form_unread());
  if (!model.times_in_order()) hint(ui, flow, say.wait_form_backwards());
}

void choose_day(ui::Ui& ui, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "wish_calendar",
                                         .language = frame.language,
                                         .title = std::string(say.wait_form_asked_day()),
                                         .width = 460});
  const std::chrono::sys_days today = date_of(model.now);
  const auto day = ui::calendar(ui, sheet.flow,
                                {.name = "wish_date",
                                 .language = frame.language,
                                 .chosen = model.asked_day,
                                 .today = today,
                                 .first = today - std::chrono::days(365),
                                 .last = today},
                                model.month);
  ui::end_sheet(ui, sheet);
  if (day) model.asked_day = *day;
  if (day || sheet.closed) model.choosing = Choosing::kNothing;
}

void draw_choosing(ui::Ui& ui, const SheetFrame& frame, WishModel& model) {
  const Say say(frame.language);
  if (model.choosing == Choosing::kNothing) return;
  if (model.choosing == Choosing::kDay) return choose_day(ui, frame, model);
  if (model.choosing == Choosing::kLanguage) {
    if (choose_language(ui, frame, "wish_choice", model.understood).done) {
      model.choosing = Choosing::kNothing;
    }
    return;
  }
  if (model.choosing == Choosing::kTakes) {
    if (draw_takes(ui, frame, takes_of(frame.language, model)).closed) {
      model.choosing = Choosing::kNothing;
    }
    return;
  }
  const bool service = model.choosing == Choosing::kService;
  std::vector<std::string> names = service ? names_of(model.services) : names_of(model.clinicians);
  std::optional<std::size_t> current = service ? index_of(model.services, model.service)
                                               : index_of(model.clinicians, model.clinician);
  if (!service) {
    names.insert(names.begin(), std::string(say.wait_form_any()));
    current = current ? *current + 1 : 0;
  }
  const ui::ChooserAnswer answer = ui::chooser(
      ui, {.name = "wish_choice",
           .language = frame.language,
           .title = std::string(service ? say.wait_form_service() : say.wait_form_clinician()),
           .options = names,
           .current = current});
  if (answer.chosen && service) model.service = model.services[*answer.chosen].id;
  if (answer.chosen && !service) {
    model.clinician.reset();
    if (*answer.chosen > 0) model.clinician = model.clinicians[*answer.chosen - 1].id;
  }
  if (answer.closed || answer.chosen) model.choosing = Choosing::kNothing;
}

// Why it cannot be put on the list yet.
std::string missing_of_wish(text::Language language, const WishModel& model) {
  const Say say(language);
  const auto asked = model.asked();
  const bool times = !model.times_read() || !model.times_in_order();
  const Needed all[] = {{!model.service, say.wait_form_service()},
                        {!asked || *asked > model.now, say.wait_form_asked_day()},
                        {times, say.wait_form_from()}};
  return still_missing(language, all);
}

}  // namespace

std::optional<LocalDateTime> WishModel::asked() const {
  const auto minute = typed(asked_time);
  if (!minute || !asked_day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(asked_day)) + *minute;
}

bool WishModel::times_read() const {
  return (is_empty(from) || typed(from)) && (is_empty(until) || typed(until));
}

bool WishModel::times_in_order() const {
  const auto begin = typed(from);
  const auto end = typed(until);
  if (begin && *begin % kStep != std::chrono::minutes(0)) return false;
  if (end && *end % kStep != std::chrono::minutes(0)) return false;
  return end.value_or(std::chrono::days(1)) > begin.value_or(std::chrono::minutes(0));
}

std::optional<Wish> WishModel::wish() const {
  if (!service || !asked() || *asked() > now || !times_read() || !times_in_order()) {
    return std::nullopt;
  }
  Wish made;
  made.service = *service;
  made.clinician = clinician;
  made.priority = priority;
  made.risk = risk;
  made.requested_at = *asked();
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i]) made.weekdays.push_back(static_cast<std::int64_t>(i) + 1);
  }
  if (const auto minute = typed(from)) made.from_minute = minute->count();
  if (const auto minute = typed(until)) made.until_minute = minute->count();
  made.note = note;
  made.language = understood.language;
  if (understood.language) made.language_by = understood.by;
  if (!takes.empty()) made.resources = takes;
  return made;
}

WishIntent draw(ui::Ui& ui, const SheetFrame& frame, WishModel& model) {
  static constexpr Priority kPriorities[] = {Priority::kRoutine, Priority::kUrgent,
                                             Priority::kEmergent};
  static constexpr Risk kRisks[] = {Risk::kUsual, Risk::kElevated, Risk::kHigh};
  const Say say(frame.language);
  const ui::BarButton foot[] = {
      {.name = "wish_do",
       .label = std::string(model.changing ? say.wait_form_save() : say.wait_form_do()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && model.wish().has_value(),
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "wish_sheet",
                                         .language = frame.language,
                                         .title = say.wait_form_title(model.name),
                                         .width = 740,
                                         .foot = foot,
                                         .above_foot = missing_of_wish(frame.language, model),
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  sheet_notice(ui, flow, frame);
  ui.prefer_focus("wish_service");
  who_and_what(ui, flow, frame, model);
  needs(ui, flow, frame, model);
  strong_label(ui, flow, say.wait_form_priority());
  one_of(ui, flow, frame.language, "priority_", kPriorities, model.priority, priority_word);
  strong_label(ui, flow, say.wait_form_risk());
  one_of(ui, flow, frame.language, "risk_", kRisks, model.risk, risk_word);
  asked_first(ui, flow, frame, model);
  days(ui, flow, frame, model);
  times(ui, flow, frame, model);
  note(ui, flow, frame, model);
  ui::end_sheet(ui, sheet, [&] { draw_choosing(ui, frame, model); });
  if (sheet.closed) return WishIntent::kClose;
  return sheet.pressed ? WishIntent::kSave : WishIntent::kNone;
}

}  // namespace alcove::screens::desk
