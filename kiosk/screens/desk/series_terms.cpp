// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/series_terms.h"

#include <algorithm>
#include <charconv>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/typed_time.h"

namespace alcove::screens::desk {
namespace {

using Choosing = SeriesModel::Choosing;

std::optional<std::int64_t> number_in(const std::string& text, std::int64_t min, std::int64_t max) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < min || value > max) return std::nullopt;
  return value;
}

std::optional<std::int64_t> minutes_in(const SeriesModel& model) {
  const auto value =
      number_in(model.minutes, rules::kMinDuration.count(), rules::kMaxDuration.count());
  if (!value || *value % rules::kBookingStep.count() != 0) return std::nullopt;
  return value;
}

std::optional<LocalDateTime> start_in(const SeriesModel& model) {
  const auto minute = rules::read_typed_time(model.time);
  if (!minute || !model.day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(model.day)) + *minute;
}

void select(ui::Ui& ui, ui::Rect& flow, SeriesModel& model, Choosing what, std::string name,
            std::string_view label, const std::string& value) {
  if (ui::labelled_select(ui, flow, label, {.name = std::move(name), .value = value})) {
    model.choosing = what;
    model.month = {model.day.year(), model.day.month()};
  }
}

void field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
           std::string_view label, std::string& text) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = 12;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  ui::labelled_field(ui, flow, label, spec, text);
}

void hint(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  if (words.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                   ui.theme().gap_small());
}

void when_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::BookingMessages book(frame.language);
  const text::SeriesMessages say(frame.language);
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kDay, "series_day", say.series_first_day(),
               text::weekday_and_date(frame.language, model.day));
      },
      [&](ui::Rect& place) {
        pair(
            ui, place, 200,
            [&](ui::Rect& left) {
              field(ui, left, frame, "series_time", book.book_time(), model.time);
            },
            [&](ui::Rect& right) {
              field(ui, right, frame, "series_minutes", book.book_minutes(), model.minutes);
            });
      });
  if (!model.time.empty() && !start_in(model)) hint(ui, flow, book.book_time_unread());
  if (!minutes_in(model)) hint(ui, flow, book.book_minutes_unread());
}

// On which day of the week: the first one from `today` on in the week of the day that is chosen, or
// in the next.
LocalDate on_weekday(LocalDate chosen, unsigned iso, LocalDate today) {
  const std::chrono::sys_days day = chosen;
  const std::chrono::sys_days monday =
      day - std::chrono::days(std::chrono::weekday(day).iso_encoding() - 1);
  const std::chrono::sys_days wanted = monday + std::chrono::days(iso - 1);
  return wanted < std::chrono::sys_days(today) ? wanted + std::chrono::weeks(1) : wanted;
}

// Every week and every two weeks are on the weekday of the first day: pressed here, it goes along.
void weekday_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  using How = Repeating::How;
  if (model.repeating.how != How::kWeekly && model.repeating.how != How::kTwoWeeks) return;
  const std::array<std::string, 7> words = weekday_words(frame.language);
  std::vector<ui::Segment> days;
  for (std::size_t i = 0; i < words.size(); ++i) {
    days.push_back({"series_weekday_" + std::to_string(i + 1), words[i]});
  }
  const std::chrono::weekday now{std::chrono::sys_days(model.day)};
  const std::size_t chosen = now.iso_encoding() - 1;
  const std::size_t pressed =
      choose_segment(ui, flow, text::SeriesMessages(frame.language).series_weekday(), days, chosen);
  if (pressed == chosen) return;
  model.day = on_weekday(model.day, static_cast<unsigned>(pressed) + 1, model.today);
  model.day_chosen = true;
}

// From which day on one can be chosen: nothing is added before the first date of what is begun.
std::chrono::sys_days first_day(const SeriesModel& model) {
  const bool adds = model.choosing == Choosing::kAddedDay && model.preview;
  if (!adds || model.doing != api::series::What::kCreate) return model.today;
  const auto& dates = model.preview->dates;
  return dates.empty() ? model.today : date_of(dates.front().date);
}

void choose_day(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model, std::string_view title,
                LocalDate& day) {
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "series_calendar",
                                         .language = frame.language,
                                         .title = std::string(title),
                                         .width = 460});
  const std::chrono::sys_days today = model.today;
  const auto chosen = ui::calendar(ui, sheet.flow,
                                   {.name = "series_date",
                                    .language = frame.language,
                                    .chosen = day,
                                    .today = model.today,
                                    .first = first_day(model),
                                    .last = today + std::chrono::days(api::series::kHorizonDays)},
                                   model.month);
  ui::end_sheet(ui, sheet);
  if (chosen) day = *chosen;
  if (chosen || sheet.closed) model.choosing = Choosing::kNothing;
}

// What is not in use any more has to come off before the dates can be seen.
TakesChoice takes_of(text::Language language, SeriesModel& model) {
  TakesChoice choice{model.client_name, model.resources, model.takes};
  choice.against = retired_words(language, model.resources, model.takes);
  return choice;
}

// Whether the dates are other ones then. A date that was left out on that day is put back.
bool add_day(SeriesModel& model, LocalDate day) {
  const auto left_out = std::find_if(model.taken_out.begin(), model.taken_out.end(),
                                     [&](LocalDateTime one) { return date_of(one) == day; });
  if (left_out != model.taken_out.end()) {
    model.taken_out.erase(left_out);
    return true;
  }
  using api::series::Fate;
  const auto& dates = model.preview->dates;
  const bool there = std::any_of(dates.begin(), dates.end(), [&](const auto& one) {
    return date_of(one.date) == day && one.fate != Fate::kCancel;
  });
  if (!there) model.added.push_back({.day = day});
  return !there;
}

void choose_one(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model) {
  const text::BookingMessages book(frame.language);
  const text::SeriesMessages say(frame.language);
  if (model.choosing == Choosing::kNothing) return;
  if (model.choosing == Choosing::kDay) {
    const LocalDate before = model.day;
    choose_day(ui, frame, model, say.series_first_day(), model.day);
    model.day_chosen |= model.day != before;
    return;
  }
  if (model.choosing == Choosing::kLastDay) {
    return choose_day(ui, frame, model, say.series_last_day(), model.repeating.last_day);
  }
  if (model.choosing == Choosing::kTakes) {
    const TakesAnswer answer = draw_takes(ui, frame, takes_of(frame.language, model));
    if (answer.closed) model.choosing = Choosing::kNothing;
    return;
  }
  const bool of_room = model.choosing == Choosing::kRoom;
  std::vector<std::string> names = names_of(model.clinicians);
  std::optional<std::size_t> current = index_of(model.clinicians, model.clinician);
  if (of_room) {
    names = {std::string(book.book_no_room())};
    for (const auto& one : model.rooms) names.push_back(one.name);
    const auto index = index_of(model.rooms, model.room);
    current = index ? *index + 1 : 0;
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "series_choice",
                       .language = frame.language,
                       .title = std::string(of_room ? book.book_room() : book.book_clinician()),
                       .options = names,
                       .current = current,
                       .when_empty = book.book_none_yet()});
  if (answer.chosen && of_room) {
    model.room =
        *answer.chosen == 0 ? std::nullopt : std::optional(model.rooms[*answer.chosen - 1].id);
  } else if (answer.chosen) {
    model.clinician = model.clinicians[*answer.chosen].id;
  }
  if (answer.chosen || answer.closed) model.choosing = Choosing::kNothing;
}

}  // namespace

std::optional<api::series::Terms> SeriesModel::terms() const {
  const auto start = start_in(*this);
  const auto length = minutes_in(*this);
  if (!clinician || !start || !length || !repeating.can_be_read()) return std::nullopt;
  api::series::Terms wanted;
  wanted.clinician = *clinician;
  wanted.room = room;
  wanted.resources = takes;
  wanted.minutes = *length;
  wanted.start = *start;
  repeating.put_into(wanted, day);
  wanted.extra_dates = added_to(wanted);
  return wanted;
}

std::vector<LocalDateTime> SeriesModel::added_to(const api::series::Terms& terms) const {
  const auto of_day = terms.start - std::chrono::floor<std::chrono::days>(terms.start);
  std::vector<LocalDateTime> dates;
  for (const Added& one : added) {
    const LocalDateTime at =
        std::chrono::local_days(one.day) + one.of_day.value_or(std::chrono::minutes(of_day));
    const bool early = doing == api::series::What::kCreate && at < terms.start;
    const bool late = terms.last_day && one.day > *terms.last_day;
    if (!early && !late) dates.push_back(at);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

void terms_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::BookingMessages book(frame.language);
  if (model.begun_at) {
    only_this_notice(
        ui, flow,
        text::SeriesMessages(frame.language)
            .series_counts_first(series_moment(frame.language, *model.begun_at, model.today)));
  }
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        select(ui, place, model, Choosing::kClinician, "series_clinician", book.book_clinician(),
               name_in(model.clinicians, model.clinician));
      },
      [&](ui::Rect& place) {
        const std::string room = name_in(model.rooms, model.room);
        select(ui, place, model, Choosing::kRoom, "series_room", book.book_room(),
               room.empty() ? std::string(book.book_no_room()) : room);
      });
  const TakesChoice choice = takes_of(frame.language, model);
  if (takes_field(ui, flow, frame, choice, "series_takes")) model.choosing = Choosing::kTakes;
  hint(ui, flow, choice.against);
  when_fields(ui, flow, frame, model);
  const Repeating::How before = model.repeating.how;
  if (repeat_fields(ui, flow, frame, model.repeating, model.day, MayBeOnce::kNo)) {
    model.choosing = Choosing::kLastDay;
    const LocalDate shown = model.repeating.last_day;
    model.month = {shown.year(), shown.month()};
  }
  weekday_field(ui, flow, frame, model);
  if (model.repeating.how != before && model.begun_at && !model.day_chosen) {
    model.day = next_day(date_of(*model.begun_at), model.repeating.how, model.today);
  }
}

bool draw_series_choosing(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model) {
  if (model.choosing != Choosing::kAddedDay) {
    choose_one(ui, frame, model);
    return false;
  }
  const text::SeriesMessages say(frame.language);
  model.adding = LocalDate{};
  choose_day(ui, frame, model, say.series_add_date(), model.adding);
  if (!model.adding.ok()) return false;
  const bool added = add_day(model, model.adding);
  if (!added) model.there_already = model.adding;
  return added;
}

}  // namespace alcove::screens::desk
