// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/book_import/book_coming.h"
#include "server/features/clients/clients.h"
#include "server/store/stored_words.h"

namespace alcove::book_import {

using api::series::DatePlan;
using api::series::Fate;
using appointments::VisitWish;
using rules::ConflictKind;

namespace {

constexpr const char* kWhySoft = "It stood so in the clinic's former book.";

// What a field is called where the line comes from.
std::string field_in_file(const VisitLine& line, const std::string& field) {
  if (line.from == VisitLine::From::kTable) {
    if (field == "rule" || field == "terms" || field == "taken_out" || field == "extra_dates") {
      return "repeats";
    }
    return field;
  }
  if (field == "client") return "SUMMARY";
  if (field == "service") return "CATEGORIES";
  if (field == "room") return "LOCATION";
  if (field == "start") return "DTSTART";
  if (field == "minutes") return "DTEND";
  if (field == "rule" || field == "terms") return "RRULE";
  if (field == "taken_out") return "EXDATE";
  if (field == "extra_dates") return "RDATE";
  return field;
}

std::string written(const VisitLine& line) {
  if (line.from == VisitLine::From::kCalendar) return line.called;
  return line.client.key.empty() ? fmt::format("#{}", line.client.record_number) : line.client.key;
}

// "outside hours": for a person who reads the list.
std::string spaced(std::string words) {
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string obstacle_words(const api::series::Obstacle& obstacle) {
  if (obstacle.place) return std::string(wire::word_of(*obstacle.place)) + " is taken";
  return spaced(std::string(obstacle.kind ? wire::word_of(*obstacle.kind) : std::string_view()));
}

std::string day_words(LocalDateTime time) {
  return format_date(date_of(time));
}

}  // namespace

void Coming::blame(const VisitLine& line, const std::string& field, std::string reason) {
  outcome_.problems.add({line.file, line.line, field_in_file(line, field), std::move(reason)});
}

std::optional<ClientId> Coming::client_called(const VisitLine& line) {
  const auto ref = client_ref_in(line.called);
  if (ref && ref->key.empty()) {
    const auto client = clients::client_with(txn_, ref->record_number);
    if (!client) blame(line, "client", "there is no client with that record number");
    return client;
  }
  const auto known = ref ? known_.find(ref->key) : known_.end();
  if (known != known_.end()) return known->second.client;
  auto found = called_.find(line.called);
  if (found == called_.end()) {
    found = called_.emplace(line.called, clients::clients_called(txn_, line.called, today_)).first;
  }
  if (found->second.size() == 1) return found->second.front();
  blame(line, "client",
        found->second.empty()
            ? std::string("no client is called so, and none has that key")
            : fmt::format("{} clients are called so: write the key of one", found->second.size()));
  return std::nullopt;
}

std::optional<ClientId> Coming::client_of(const VisitLine& line) {
  if (line.from == VisitLine::From::kCalendar) return client_called(line);
  if (line.client.key.empty()) {
    const auto client = clients::client_with(txn_, line.client.record_number);
    if (!client) blame(line, "client", "there is no client with that record number");
    return client;
  }
  const auto known = known_.find(line.client.key);
  if (known != known_.end()) return known->second.client;
  blame(line, "client", "the clients' file has no such key");
  return std::nullopt;
}

std::optional<api::appointments::ServiceId> Coming::service_of(const VisitLine& line) {
  for (const std::string& name : line.services) {
    if (const auto service = names_.service(name)) return service;
  }
  if (line.service_is_told) return std::nullopt;
  blame(line, "service",
        line.services.empty() ? "it names no service: give one with --service"
                              : "there is no service of that name");
  return std::nullopt;
}

std::optional<VisitWish> Coming::wish_of(const VisitLine& line) {
  const auto is_right = [&](const char* part) { return !line.wrong.contains(part); };
  const auto client = is_right("client") ? client_of(line) : std::nullopt;
  const auto clinician = is_right("clinician") ? names_.clinician(line.clinician) : std::nullopt;
  const auto service = is_right("service") ? service_of(line) : std::nullopt;
  const auto room = names_.room(line.room);
  if (!clinician && is_right("clinician")) blame(line, "clinician", kNobodyToBook);
  const bool no_room = !room && !line.room.empty() && line.from == VisitLine::From::kTable;
  if (no_room) blame(line, "room", "there is no room of that name");
  if (!client || !clinician || !service || no_room || !line.wrong.empty() || !time_is_right(line)) {
    judge_the_rest(line, {.client = client, .clinician = clinician, .room = room});
    return std::nullopt;
  }
  return VisitWish{.client = *client,
                   .clinician = *clinician,
                   .room = room,
                   .service = *service,
                   .start = line.start,
                   .minutes = line.minutes};
}

// What stands against it softly; everything else is said by the booking, with its field.
void Coming::weigh(const VisitLine& line, const VisitWish& wish, std::vector<ConflictKind>& soft) {
  const auto against = appointments::obstacles_to(txn_, wish, {}, site_, txn_.now());
  if (!against || against->taken) return;
  for (const auto& conflict : against->conflicts) {
    if (conflict.weight != rules::ConflictWeight::kSoft) return;
    if (std::find(soft.begin(), soft.end(), conflict.kind) == soft.end()) {
      soft.push_back(conflict.kind);
    }
  }
  if (soft.empty()) return;
  outcome_.soft_conflicts.add(
      {line.file, line.line, field_in_file(line, "start"), spaced(store::words_of(soft))});
}

void Coming::count_day(LocalDateTime start) {
  const LocalDate day = date_of(start);
  outcome_.first_day = std::min(outcome_.first_day.value_or(day), day);
  outcome_.last_day = std::max(outcome_.last_day.value_or(day), day);
  ++outcome_.visits;
}

void Coming::take_once(const VisitLine& line, const VisitWish& wish) {
  std::vector<ConflictKind> soft;
  weigh(line, wish, soft);
  const auto made =
      appointments::book_by_rule(box_, txn_.actor().system_user,
                                 {.appointment = AppointmentId::make(txn_.now(), random_),
                                  .client = wish.client,
                                  .clinician = wish.clinician,
                                  .room = wish.room,
                                  .service = wish.service,
                                  .start = wish.start,
                                  .minutes = wish.minutes,
                                  .override_reason = kWhySoft},
                                 txn_, site_);
  if (!made) return blame(line, made.error().field, made.error().detail);
  count_day(made->start);
  if (made->time_shifted) note_clock(line, made->start, made->start_time);
  made_visits_.push_back(made->id);
  account_ += fmt::format("visit {} {} {} {} {} {}: {}\n", written(line), made->clinician.text(),
                          made->service.text(), made->room ? made->room->text() : "-",
                          format_local(made->start), made->minutes, store::words_of(soft));
}

// A time that the clock on the wall skips, and when the visit is.
void Coming::note_clock(const VisitLine& line, LocalDateTime said, UtcTime at) {
  outcome_.clock_changes.add({line.file, line.line, field_in_file(line, "start"),
                              fmt::format("{}: the clocks skip {}, the visit is at {}",
                                          day_words(said), format_local(said).substr(11),
                                          format_local(site_.zone.to_local(at)).substr(11))});
}

void Coming::note_date(const VisitLine& line, const DatePlan& date) {
  const std::string field = field_in_file(line, "start");
  if (date.fate == Fate::kBook && date.now) count_day(*date.now);
  if (date.fate == Fate::kBook && date.time_shifted) {
    note_clock(line, date.date, site_.zone.to_utc(date.date));
  }
  if (date.fate == Fate::kCollides && date.obstacle) {
    outcome_.without_place.add({line.file, line.line, field,
                                day_words(date.date) + ": " + obstacle_words(*date.obstacle)});
  }
  if (date.fate == Fate::kBook && !date.soft.empty()) {
    outcome_.soft_conflicts.add({line.file, line.line, field,
                                 day_words(date.date) + ": " + spaced(store::words_of(date.soft))});
  }
}

void Coming::take_series(const VisitLine& line, const VisitWish& wish) {
  api::series::Edit edit;
  edit.series = api::series::SeriesId::make(txn_.now(), random_);
  edit.client = wish.client;
  edit.service = wish.service;
  edit.terms = api::series::Terms{.clinician = wish.clinician,
                                  .room = wish.room,
                                  .minutes = wish.minutes,
                                  .start = wish.start,
                                  .rule = line.rule,
                                  .extra_dates = line.extra_dates};
  edit.taken_out = line.taken_out;
  edit.override_reason = kWhySoft;
  const auto made = series::bring_in(box_, txn_.actor().system_user, edit, txn_, setting_);
  if (!made) return blame(line, made.error().field, made.error().detail);
  ++outcome_.series;
  made_series_.push_back(edit.series);
  account_ += fmt::format("series {} {} {} {} {} {}\n", written(line), wish.clinician.text(),
                          wish.service.text(), wish.room ? wish.room->text() : "-", wish.minutes,
                          made->series.terms.rule);
  for (const DatePlan& date : made->dates) {
    note_date(line, date);
    account_ += wire::encode(date) + "\n";
  }
}

void Coming::take_visit(const VisitLine& line) {
  const auto wish = wish_of(line);
  if (!wish) return;
  if (line.rule.empty()) {
    take_once(line, *wish);
  } else {
    take_series(line, *wish);
  }
}

void Coming::take_visits(const std::vector<VisitLine>& lines) {
  for (const VisitLine& line : lines) take_visit(line);
}

}  // namespace alcove::book_import
