// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/booking.h"

#include <algorithm>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/first_free_takes.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/base/check.h"

namespace alcove::screens::desk {
namespace {

using Choosing = BookingModel::Choosing;

void select(ui::Ui& ui, ui::Rect& flow, BookingModel& model, Choosing what, std::string name,
            std::string_view label, const std::string& value, std::string_view placeholder) {
  if (ui::labelled_select(ui, flow, label,
                          {.name = std::move(name), .value = value, .placeholder = placeholder})) {
    model.choosing = what;
    model.month = {model.day.year(), model.day.month()};
  }
}

bool when_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  const text::BookingMessages say(frame.language);
  bool changed = false;
  const auto day = [&](ui::Rect& place) {
    select(ui, place, model, Choosing::kDay, "book_day", say.book_day(),
           text::weekday_and_date(frame.language, model.day), {});
  };
  const auto time = [&](ui::Rect& place) {
    pair(
        ui, place, 200,
        [&](ui::Rect& left) {
          changed |= short_field(ui, left, frame, "book_time", say.book_time(), model.time);
        },
        [&](ui::Rect& right) {
          changed |=
              short_field(ui, right, frame, "book_minutes", say.book_minutes(), model.minutes);
        });
  };
  pair(ui, flow, kPairFrom, day, time);
  std::string_view hint;
  if (!model.time.empty() && !model.start()) hint = say.book_time_unread();
  if (model.start() && !model.on_step()) hint = say.book_time_between();
  if (!model.length()) hint = say.book_minutes_unread();
  if (!hint.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, hint,
                     ui.theme().gap_small());
  }
  return changed;
}

struct Chosen {
  bool done = false;
  std::optional<std::size_t> index;
};

Chosen choose(ui::Ui& ui, const SheetFrame& frame, std::string_view title,
              const std::vector<std::string>& names, std::optional<std::size_t> current) {
  const text::BookingMessages say(frame.language);
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "book_choice",
                                                    .language = frame.language,
                                                    .title = std::string(title),
                                                    .options = names,
                                                    .current = current,
                                                    .when_empty = say.book_none_yet()});
  return {answer.closed || answer.chosen, answer.chosen};
}

bool choose_day(ui::Ui& ui, const SheetFrame& frame, BookingModel& model, std::string_view title,
                LocalDate& chosen, LocalDate first) {
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "book_calendar",
                                         .language = frame.language,
                                         .title = std::string(title),
                                         .width = 460});
  const std::chrono::sys_days today = model.today;
  const auto day = ui::calendar(ui, sheet.flow,
                                {.name = "book_date",
                                 .language = frame.language,
                                 .chosen = chosen,
                                 .today = model.today,
                                 .first = first,
                                 .last = today + rules::kMaxBookAhead},
                                model.month);
  ui::end_sheet(ui, sheet);
  if (day) chosen = *day;
  if (day || sheet.closed) model.choosing = Choosing::kNothing;
  return day.has_value();
}

// The opening that is taken fills in the sheet below; what it says then is asked anew.
bool draw_first_free(ui::Ui& ui, const SheetFrame& frame, BookingModel& model,
                     BookingIntent& intent) {
  ALCOVE_CHECK(model.first_free.has_value());
  const FirstFreeIntent first = draw(ui, frame, *model.first_free);
  intent.ask_first_free |= first.changed;
  if (first.taken) {
    model.clinician = first.taken->clinician;
    model.room = first.taken->room;
    model.day = date_of(first.taken->start);
    model.time = text::clock_time(frame.language, first.taken->start);
    model.minutes = std::to_string(first.taken->minutes);
    model.takes = takes_with(*model.first_free, *first.taken);
    model.to_book = true;
  }
  if (first.taken || first.close) model.choosing = Choosing::kNothing;
  return first.taken.has_value();
}

// With all that is known of the visit by now.
void open_first_free(text::Language language, BookingModel& model) {
  const text::FirstFreeMessages say(language);
  FirstFreeModel first;
  first.given_by = credentials_of(model.services, model.service);
  first.visit = say.first_free_for({.service = name_in(model.services, model.service),
                                    .minutes = model.minutes,
                                    .name = model.client_name});
  first.clinicians = model.clinicians;
  first.client_name = model.client_name;
  first.rooms = model.rooms;
  first.resources = model.resources;
  first.takes = model.takes;
  first.clinician = model.clinician;
  using api::appointments::RoomNeed;
  first.room_need = model.rooms.empty() ? RoomNeed::kNone : RoomNeed::kAny;
  first.from = model.day_asked ? std::max(model.day, model.today) : model.today;
  first.today = model.today;
  model.first_free = std::move(first);
  model.choosing = Choosing::kFirstFree;
}

// Only ahead of time: who stands here is not sent home.
void first_free_button(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model,
                       BookingIntent& intent) {
  if (model.kind == BookingKind::kWalkIn) return;
  const ui::BarButton button[] = {
      {.name = "book_first_free",
       .label = std::string(text::FirstFreeMessages(frame.language).first_free_open()),
       .icon = ui::Icon::kSearch,
       .enabled = frame.there && !frame.busy && model.service && model.length()}};
  const float height = ui::button_rows_height(ui, flow.width, button);
  if (ui::button_rows(ui, flow.cut_top(height), button)) {
    open_first_free(frame.language, model);
    intent.ask_first_free = true;
  }
  flow.cut_top(ui.theme().gap());
}

// The focus goes back to the button that opened the list: from there it is sent on.
void focus_on_booking(ui::Ui& ui, BookingModel& model) {
  if (!model.to_book || model.choosing != Choosing::kNothing) return;
  const bool acts = ui.input().pressed || ui.key() != nullptr;
  model.to_book = !acts && ui.focused() != "book_do";
  if (model.to_book) ui.focus("book_do");
}

bool choose_takes(ui::Ui& ui, const SheetFrame& frame, BookingModel& model) {
  const TakesAnswer answer = draw_takes(ui, frame, takes_of(frame.language, model));
  if (answer.closed) model.choosing = Choosing::kNothing;
  return answer.changed;
}

bool draw_choosing(ui::Ui& ui, const SheetFrame& frame, BookingModel& model,
                   BookingIntent& intent) {
  const text::BookingMessages say(frame.language);
  Chosen chosen;
  switch (model.choosing) {
    case Choosing::kNothing:
      return false;
    case Choosing::kDay: {
      const bool asked = choose_day(ui, frame, model, say.book_day(), model.day, model.today);
      model.day_asked |= asked;
      return asked;
    }
    case Choosing::kLastDay:
      return choose_day(ui, frame, model, text::SeriesMessages(frame.language).series_last_day(),
                        model.repeating.last_day, model.day);
    case Choosing::kFirstFree:
      return draw_first_free(ui, frame, model, intent);
    case Choosing::kTakes:
      return choose_takes(ui, frame, model);
    case Choosing::kService:
      chosen = choose(ui, frame, say.book_service(), names_of(model.services),
                      index_of(model.services, model.service));
      if (chosen.index) choose_service(model, *chosen.index);
      break;
    case Choosing::kClinician:
      chosen = choose(ui, frame, say.book_clinician(), names_of(model.clinicians),
                      index_of(model.clinicians, model.clinician));
      if (chosen.index) model.clinician = model.clinicians[*chosen.index].id;
      break;
    case Choosing::kWhere:
      chosen = choose(ui, frame, say.book_where(), modality_words(frame.language),
                      static_cast<std::size_t>(model.modality));
      if (chosen.index) model.modality = modality_at(*chosen.index);
      break;
    case Choosing::kRoom: {
      std::vector<std::string> names = names_of(model.rooms);
      names.insert(names.begin(), std::string(say.book_no_room()));
      const auto index = index_of(model.rooms, model.room);
      chosen = choose(ui, frame, say.book_room(), names, index ? *index + 1 : 0);
      if (chosen.index == 0) model.room.reset();
      if (chosen.index && *chosen.index > 0) model.room = model.rooms[*chosen.index - 1].id;
      break;
    }
  }
  if (chosen.done) model.choosing = Choosing::kNothing;
  return chosen.index.has_value();
}

std::string title_of(const text::BookingMessages& say, const BookingModel& model) {
  switch (model.kind) {
    case BookingKind::kBook:
      return say.book_title(model.client_name);
    case BookingKind::kWalkIn:
      return say.walk_in_title(model.client_name);
    case BookingKind::kMove:
      return say.move_title(model.client_name);
    case BookingKind::kPlace:
      return say.place_title(model.client_name);
  }
  return {};
}

std::string_view button_of(text::Language language, const BookingModel& model) {
  const text::BookingMessages say(language);
  if (model.kind == BookingKind::kWalkIn) return say.walk_in_do();
  if (model.repeats()) return text::SeriesMessages(language).series_see_dates();
  return model.kind == BookingKind::kMove ? say.move_do() : say.book_do();
}

// Of a visit that repeats, that only this one is meant.
void say_only_this(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const BookingModel& model) {
  if (!model.of_series) return;
  const text::SeriesMessages say(frame.language);
  const bool moves = model.kind == BookingKind::kMove;
  only_this_notice(ui, flow, moves ? say.series_moves_only_this() : say.series_places_only_this());
}

void repeats(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  if (model.kind != BookingKind::kBook) return;
  if (repeat_fields(ui, flow, frame, model.repeating, model.day, MayBeOnce::kYes)) {
    model.choosing = Choosing::kLastDay;
    model.month = {model.repeating.last_day.year(), model.repeating.last_day.month()};
  }
}

bool has_service_to_choose(BookingKind kind) {
  return kind == BookingKind::kBook || kind == BookingKind::kWalkIn;
}

void where_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  select(ui, flow, model, Choosing::kWhere, "book_where",
         text::BookingMessages(frame.language).book_where(),
         std::string(modality_word(frame.language, model.modality)), {});
}

void service_and_where(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  const text::BookingMessages say(frame.language);
  const auto service = [&](ui::Rect& place) {
    select(ui, place, model, Choosing::kService, "book_service", say.book_service(),
           name_in(model.services, model.service), say.book_choose());
  };
  if (!model.repeats()) {
    return pair(ui, flow, kPairFrom, service,
                [&](ui::Rect& place) { where_field(ui, place, frame, model); });
  }
  service(flow);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.book_series_in_clinic(), ui.theme().gap());
}

// A date of a series that is placed stays what its series is.
void where_and_reason(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  const auto reason = [&](ui::Rect& place) {
    ui::FieldSpec spec;
    spec.name = "book_reason";
    spec.max_code_points = kMaxReason;
    spec.language = frame.language;
    ui::labelled_field(ui, place, text::BookingMessages(frame.language).move_reason(), spec,
                       model.reason);
  };
  if (model.kind == BookingKind::kPlace) return reason(flow);
  pair(
      ui, flow, kPairFrom, [&](ui::Rect& place) { where_field(ui, place, frame, model); }, reason);
}

// Why the button cannot be pressed, where nothing above says it.
std::string what_is_missing(text::Language language, const BookingModel& model) {
  const text::BookingMessages say(language);
  if (model.unchanged()) return std::string(say.move_unchanged());
  std::string what;
  const auto add = [&](bool missing, std::string_view label) {
    if (missing) what += (what.empty() ? "" : ", ") + std::string(label);
  };
  add(!model.service, say.book_service());
  add(!model.clinician, say.book_clinician());
  add(model.time.empty(), say.book_time());
  add(model.lacks_reason() && !model.repeats(), say.book_override());
  return what.empty() ? what : say.book_missing(what);
}

}  // namespace

BookingIntent draw(ui::Ui& ui, const SheetFrame& frame, BookingModel& model) {
  const text::BookingMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "book_do",
                                 .label = std::string(button_of(frame.language, model)),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = model.complete() && frame.there && !frame.busy,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "book_sheet",
                                         .language = frame.language,
                                         .title = title_of(say, model),
                                         .below = model.client_line,
                                         .width = 680,
                                         .foot = foot,
                                         .above_foot = what_is_missing(frame.language, model),
                                         .touch_keyboard = frame.touch_keyboard,
                                         .steady = true});
  ui::Rect& flow = sheet.flow;
  BookingIntent intent;
  focus_on_booking(ui, model);
  if (!model.service) {
    ui.prefer_focus("book_service");
  } else if (!model.clinician) {
    ui.prefer_focus("book_clinician");
  }
  sheet_notice(ui, flow, frame);
  say_only_this(ui, flow, frame, model);
  const bool of_service = has_service_to_choose(model.kind);
  if (of_service) service_and_where(ui, flow, frame, model);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kClinician, "book_clinician", say.book_clinician(),
               name_in(model.clinicians, model.clinician), say.book_choose());
      },
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kRoom, "book_room", say.book_room(),
               name_in(model.rooms, model.room), say.book_no_room());
      });
  if (takes_field(ui, flow, frame, takes_of(frame.language, model), "book_takes")) {
    model.choosing = Choosing::kTakes;
  }
  intent.changed = when_fields(ui, flow, frame, model);
  if (!of_service) where_and_reason(ui, flow, frame, model);
  first_free_button(ui, flow, frame, model, intent);
  repeats(ui, flow, frame, model);
  // Last: what comes in by itself moves nothing that one is about to press.
  intent.changed |= free_words(ui, flow, frame, model);
  ui::end_sheet(ui, sheet, [&] { intent.changed |= draw_choosing(ui, frame, model, intent); });
  intent.close = sheet.closed;
  intent.book = sheet.pressed.has_value();
  return intent;
}

}  // namespace alcove::screens::desk
