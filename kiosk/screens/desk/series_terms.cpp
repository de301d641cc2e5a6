// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/series_terms.h"

#include <charconv>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/recurrence_rule.h"
#include "shared/rules/typed_time.h"

namespace alcove::screens::desk {
namespace {

using Choosing = SeriesModel::Choosing;
using Ends = SeriesModel::Ends;
using Repeat = SeriesModel::Repeat;

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

std::optional<std::int64_t> visits_in(const SeriesModel& model) {
  return number_in(model.count, 1, static_cast<std::int64_t>(api::series::kMaxDates));
}

std::optional<LocalDateTime> start_in(const SeriesModel& model) {
  const auto minute = rules::read_typed_time(model.time);
  if (!minute || !model.day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(model.day)) + *minute;
}

// "2TU"; a fifth one is the last, which every month has.
std::string weekday_of_month(LocalDate day) {
  static constexpr const char* kDays[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const unsigned nth = (static_cast<unsigned>(day.day()) - 1) / 7 + 1;
  const unsigned weekday = std::chrono::weekday(std::chrono::local_days(day)).c_encoding();
  return (nth == 5 ? "-1" : std::to_string(nth)) + kDays[weekday];
}

std::string rule_of(const SeriesModel& model) {
  switch (model.repeat) {
    case Repeat::kWeekly:
      return "FREQ=WEEKLY";
    case Repeat::kTwoWeeks:
      return "FREQ=WEEKLY;INTERVAL=2";
    case Repeat::kMonthly:
      return "FREQ=MONTHLY;BYDAY=" + weekday_of_month(model.day);
    case Repeat::kAsItIs:
      return model.rule_as_it_is;
  }
  return {};
}

void select(ui::Ui& ui, ui::Rect& flow, SeriesModel& model, Choosing what, std::string name,
            std::string_view label, const std::string& value) {
  if (ui::labelled_select(ui, flow, label, {.name = std::move(name), .value = value})) {
    model.choosing = what;
    const LocalDate shown = what == Choosing::kLastDay ? model.last_day : model.day;
    model.month = {shown.year(), shown.month()};
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

std::size_t choose_segment(ui::Ui& ui, ui::Rect& flow, std::string_view label,
                           std::span<const ui::Segment> segments, std::size_t chosen) {
  ui::field_label(ui, flow, label, false);
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t now = ui::segments(ui, flow.cut_top(height), segments, chosen);
  flow.cut_top(ui.theme().gap());
  return now;
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

void repeat_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  std::vector<ui::Segment> repeats = {{"series_weekly", say.series_weekly()},
                                      {"series_two_weeks", say.series_two_weeks()},
                                      {"series_monthly", say.series_monthly()}};
  if (!model.rule_as_it_is.empty()) repeats.push_back({"series_as_it_is", say.series_as_it_is()});
  model.repeat = static_cast<Repeat>(choose_segment(ui, flow, say.series_repeats(), repeats,
                                                    static_cast<std::size_t>(model.repeat)));
  const ui::Segment ends[] = {{"series_open", say.series_open()},
                              {"series_after_count", say.series_after_count()},
                              {"series_on_day", say.series_on_day()}};
  model.ends = static_cast<Ends>(
      choose_segment(ui, flow, say.series_ends(), ends, static_cast<std::size_t>(model.ends)));
  if (model.ends == Ends::kCount) {
    field(ui, flow, frame, "series_count", say.series_count(), model.count);
    if (!visits_in(model)) hint(ui, flow, say.series_count_unread());
  } else if (model.ends == Ends::kDay) {
    select(ui, flow, model, Choosing::kLastDay, "series_last_day", say.series_last_day(),
           text::weekday_and_date(frame.language, model.last_day));
  }
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
                                    .first = today,
                                    .last = today + std::chrono::days(api::series::kHorizonDays)},
                                   model.month);
  ui::end_sheet(ui, sheet);
  if (chosen) day = *chosen;
  if (chosen || sheet.closed) model.choosing = Choosing::kNothing;
}

std::vector<std::string> names_of(const std::vector<api::staff::Member>& members) {
  std::vector<std::string> names;
  for (const auto& one : members) {
    names.push_back(one.credential.empty() ? one.display_name
                                           : one.display_name + ", " + one.credential);
  }
  return names;
}

}  // namespace

std::optional<api::series::Terms> SeriesModel::terms() const {
  const auto start = start_in(*this);
  const auto length = minutes_in(*this);
  if (!clinician || !start || !length) return std::nullopt;
  api::series::Terms wanted;
  wanted.clinician = *clinician;
  wanted.room = room;
  wanted.minutes = *length;
  wanted.start = *start;
  wanted.rule = rule_of(*this);
  if (ends == Ends::kCount) {
    const auto visits = visits_in(*this);
    if (!visits) return std::nullopt;
    wanted.rule += ";COUNT=" + std::to_string(*visits);
  } else if (ends == Ends::kDay) {
    wanted.last_day = last_day;
  }
  return wanted;
}

void terms_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::BookingMessages book(frame.language);
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
  when_fields(ui, flow, frame, model);
  repeat_fields(ui, flow, frame, model);
}

void draw_series_choosing(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model) {
  const text::BookingMessages book(frame.language);
  const text::SeriesMessages say(frame.language);
  if (model.choosing == Choosing::kNothing) return;
  if (model.choosing == Choosing::kDay) {
    return choose_day(ui, frame, model, say.series_first_day(), model.day);
  }
  if (model.choosing == Choosing::kLastDay) {
    return choose_day(ui, frame, model, say.series_last_day(), model.last_day);
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

std::optional<int> count_in(const std::string& rule) {
  const auto read = rules::parse_recurrence_rule(rule);
  return read ? read->count : std::nullopt;
}

std::string rule_without_end(const std::string& rule) {
  auto read = rules::parse_recurrence_rule(rule);
  if (!read) return rule;
  read->count.reset();
  read->until.reset();
  return rules::format_recurrence_rule(*read);
}

SeriesModel::Repeat repeat_of(const std::string& rule, LocalDate day) {
  SeriesModel form;
  form.day = day;
  const std::string wanted = rule_without_end(rule);
  for (const Repeat one : {Repeat::kWeekly, Repeat::kTwoWeeks, Repeat::kMonthly}) {
    form.repeat = one;
    if (rule_without_end(rule_of(form)) == wanted) return one;
  }
  return Repeat::kAsItIs;
}

}  // namespace alcove::screens::desk
