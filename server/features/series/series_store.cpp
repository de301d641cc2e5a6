// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_store.h"

#include <algorithm>

#include "server/audit/stored_made.h"
#include "server/store/stored_words.h"

namespace alcove::series {
namespace {

using store::Statement;
using store::word_in;

#define ALCOVE_SERIES                                                                             \
  "SELECT id, revision, client, service, clinician, room, minutes, start, zone, rule, last_day, " \
  "ends_before, what, reason, override_reason, at, person_name, terminal_name, resources, "       \
  "extra_dates "                                                                                  \
  "FROM series "
#define ALCOVE_SERIES_DATE                                                                   \
  "SELECT number, date, since, outdated_by, ended, standing, appointment, clinician, room, " \
  "by_hand, before, revives, place, conflict, in_way_from, in_way_to, reason, series, "      \
  "resources, in_way_resource FROM series_date "

std::optional<LocalDateTime> maybe_local(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.local_time(column));
}

template <class E>
std::optional<E> maybe_word(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(word_in<E>(row, column));
}

template <class E>
std::optional<std::string_view> word_of(const std::optional<E>& value) {
  return value ? std::optional(wire::word_of(*value)) : std::nullopt;
}

std::vector<api::resources::ResourceId> resources_in(const Statement& row, int column) {
  auto ids = api::resources::ids_in(row.text(column));
  if (!ids) throw Fault(ErrorCode::kCorrupt, "a series takes what has no id");
  return std::move(*ids);
}

// Each of them as the contract writes it, with a blank between.
std::string times_words(const std::vector<LocalDateTime>& times) {
  std::string words;
  for (const LocalDateTime one : times) words += (words.empty() ? "" : " ") + format_local(one);
  return words;
}

std::vector<LocalDateTime> times_in(std::string_view words) {
  std::vector<LocalDateTime> times;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const auto time = parse_local(words.substr(0, end));
    if (!time) throw Fault(ErrorCode::kCorrupt, "a date was added to a series that is none");
    times.push_back(*time);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return times;
}

Series series_at(const Statement& row) {
  Series series;
  series.id = row.id<SeriesId>(0);
  series.revision = row.integer(1);
  series.client = row.id<ClientId>(2);
  series.service = row.id<api::appointments::ServiceId>(3);
  series.terms = {.clinician = row.id<StaffId>(4),
                  .room = row.maybe_id<RoomId>(5),
                  .minutes = row.integer(6),
                  .start = row.local_time(7),
                  .rule = row.text(9),
                  .last_day = row.maybe_date(10),
                  .resources = resources_in(row, 18),
                  .extra_dates = times_in(row.text(19))};
  series.zone = row.text(8);
  series.ends_before = maybe_local(row, 11);
  series.what = word_in<api::series::What>(row, 12);
  series.reason = row.text(13);
  series.override_reason = row.text(14);
  series.at = row.time(15);
  series.person_name = row.text(16);
  series.terminal_name = row.text(17);
  return series;
}

std::vector<Series> all_series(Statement& row) {
  std::vector<Series> all;
  while (row.next()) all.push_back(series_at(row));
  return all;
}

Row row_at(const Statement& row) {
  Row date;
  date.number = row.integer(0);
  date.date = row.local_time(1);
  date.since = row.integer(2);
  date.until = row.maybe_integer(3);
  date.ended = maybe_word<Ended>(row, 4);
  date.standing = word_in<Standing>(row, 5);
  date.appointment = row.maybe_id<AppointmentId>(6);
  date.clinician = row.id<StaffId>(7);
  date.room = row.maybe_id<RoomId>(8);
  date.resources = resources_in(row, 18);
  date.by_hand = row.boolean(9);
  date.before = row.maybe_integer(10);
  date.revives = row.maybe_integer(11);
  if (!row.is_null(14)) {
    date.obstacle = Obstacle{maybe_word<api::appointments::Place>(row, 12),
                             maybe_word<rules::ConflictKind>(row, 13), row.local_time(14),
                             row.local_time(15), row.maybe_id<api::resources::ResourceId>(19)};
  }
  date.reason = row.text(16);
  return date;
}

std::vector<Row> all_rows(Statement& row) {
  std::vector<Row> all;
  while (row.next()) all.push_back(row_at(row));
  return all;
}

std::optional<Row> one_row(Statement& row) {
  if (!row.next()) return std::nullopt;
  return row_at(row);
}

std::optional<LocalDateTime> from_of(const std::optional<Obstacle>& obstacle) {
  return obstacle ? std::optional(obstacle->start) : std::nullopt;
}
std::optional<LocalDateTime> to_of(const std::optional<Obstacle>& obstacle) {
  return obstacle ? std::optional(obstacle->end) : std::nullopt;
}

}  // namespace

std::optional<Series> find_series(store::ReadTxn& txn, const SeriesId& id) {
  Statement row = txn.query(ALCOVE_SERIES "WHERE id = $id AND newest = 1");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return series_at(row);
}

std::vector<Series> history_of(store::ReadTxn& txn, const SeriesId& id) {
  Statement row = txn.query(ALCOVE_SERIES "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_series(row);
}

std::vector<Series> series_of_client(store::ReadTxn& txn, const ClientId& client) {
  Statement row = txn.query(ALCOVE_SERIES "WHERE client = $client AND newest = 1 ORDER BY id DESC");
  row.bind("$client", client);
  return all_series(row);
}

std::int64_t count_of_client(store::ReadTxn& txn, const ClientId& client) {
  Statement row = txn.query("SELECT count(*) FROM series WHERE client = $client AND newest = 1");
  row.bind("$client", client);
  row.next();
  return row.integer(0);
}

std::vector<Series> list_series(store::ReadTxn& txn, const SeriesId& after, std::int64_t limit) {
  Statement row =
      txn.query(ALCOVE_SERIES "WHERE id > $after AND newest = 1 ORDER BY id LIMIT $limit");
  row.bind("$after", after).bind("$limit", limit);
  return all_series(row);
}

std::vector<Row> standing_rows(store::ReadTxn& txn, const SeriesId& id, LocalDateTime from) {
  Statement row = txn.query(ALCOVE_SERIES_DATE
                            "WHERE series = $id AND outdated_by IS NULL AND date >= $from "
                            "ORDER BY date, number");
  row.bind("$id", id).bind("$from", from);
  return all_rows(row);
}

std::vector<Row> rows_ended_by(store::ReadTxn& txn, const SeriesId& id, std::int64_t revision) {
  Statement row = txn.query(ALCOVE_SERIES_DATE
                            "WHERE series = $id AND outdated_by = $revision ORDER BY number");
  row.bind("$id", id).bind("$revision", revision);
  return all_rows(row);
}

std::optional<Row> find_row(store::ReadTxn& txn, const SeriesId& id, std::int64_t number) {
  Statement row = txn.query(ALCOVE_SERIES_DATE "WHERE series = $id AND number = $number");
  row.bind("$id", id).bind("$number", number);
  return one_row(row);
}

std::optional<Row> row_of_date(store::ReadTxn& txn, const SeriesId& id, LocalDateTime date) {
  Statement row =
      txn.query(ALCOVE_SERIES_DATE "WHERE series = $id AND outdated_by IS NULL AND date = $date");
  row.bind("$id", id).bind("$date", date);
  return one_row(row);
}

std::optional<Placed> row_of_appointment(store::ReadTxn& txn, const AppointmentId& appointment) {
  Statement row = txn.query(ALCOVE_SERIES_DATE
                            "WHERE appointment = $appointment "
                            "ORDER BY outdated_by IS NULL DESC, number DESC LIMIT 1");
  row.bind("$appointment", appointment);
  if (!row.next()) return std::nullopt;
  return Placed{row.id<SeriesId>(17), row_at(row)};
}

std::optional<std::string> rule_of_appointment(store::ReadTxn& txn,
                                               const AppointmentId& appointment) {
  Statement row = txn.query(
      "SELECT s.rule FROM series_date d JOIN series s ON s.id = d.series AND s.newest = 1 "
      "WHERE d.appointment = $appointment "
      "ORDER BY d.outdated_by IS NULL DESC, d.number DESC LIMIT 1");
  row.bind("$appointment", appointment);
  if (!row.next()) return std::nullopt;
  return row.text(0);
}

std::vector<Placed> colliding_rows(store::ReadTxn& txn, LocalDateTime from) {
  Statement row = txn.query(ALCOVE_SERIES_DATE
                            "WHERE outdated_by IS NULL AND standing = 'collides' AND date >= $from "
                            "ORDER BY date, series");
  row.bind("$from", from);
  std::vector<Placed> all;
  while (row.next()) all.push_back({row.id<SeriesId>(17), row_at(row)});
  return all;
}

void add_revision(audit::WriteTxn& txn, const Series& series) {
  txn.change("UPDATE series SET newest = 0 WHERE id = $id AND newest = 1")
      .bind("$id", series.id)
      .execute();
  Statement row = txn.change(
      "INSERT INTO series (id, revision, newest, client, service, clinician, room, minutes, "
      "start, zone, rule, last_day, ends_before, what, reason, override_reason, at, person, "
      "person_name, terminal, terminal_name, resources, extra_dates) VALUES ($id, $revision, 1, "
      "$client, "
      "$service, $clinician, $room, $minutes, $start, $zone, $rule, $last_day, $ends_before, "
      "$what, $reason, $override_reason, $at, $person, $person_name, $terminal, $terminal_name, "
      "$resources, $extra_dates)");
  audit::bind_made(row, txn, series);
  row.bind("$id", series.id)
      .bind("$revision", series.revision)
      .bind("$client", series.client)
      .bind("$service", series.service)
      .bind("$clinician", series.terms.clinician)
      .bind("$room", series.terms.room)
      .bind("$minutes", series.terms.minutes)
      .bind("$start", series.terms.start)
      .bind("$zone", series.zone)
      .bind("$rule", series.terms.rule)
      .bind("$last_day", series.terms.last_day)
      .bind("$ends_before", series.ends_before)
      .bind("$resources", api::resources::ids_words(series.terms.resources))
      .bind("$extra_dates", times_words(series.terms.extra_dates))
      .bind("$what", wire::word_of(series.what))
      .bind("$reason", series.reason)
      .bind("$override_reason", series.override_reason)
      .execute();
}

std::int64_t insert_row(audit::WriteTxn& txn, const SeriesId& id, const Row& row) {
  Statement next =
      txn.query("SELECT coalesce(max(number), 0) + 1 FROM series_date WHERE series = $id");
  next.bind("$id", id);
  next.next();
  const std::int64_t number = next.integer(0);
  const std::optional<Obstacle>& obstacle = row.obstacle;
  txn.change(
         "INSERT INTO series_date (series, number, date, since, standing, appointment, clinician, "
         "room, by_hand, before, revives, place, conflict, in_way_from, in_way_to, reason, "
         "resources, in_way_resource) VALUES ($series, $number, $date, $since, $standing, "
         "$appointment, $clinician, $room, $by_hand, $before, $revives, $place, $conflict, $from, "
         "$to, $reason, $resources, $in_way)")
      .bind("$series", id)
      .bind("$number", number)
      .bind("$date", row.date)
      .bind("$since", row.since)
      .bind("$standing", wire::word_of(row.standing))
      .bind("$appointment", row.appointment)
      .bind("$clinician", row.clinician)
      .bind("$room", row.room)
      .bind("$by_hand", row.by_hand)
      .bind("$before", row.before)
      .bind("$revives", row.revives)
      .bind("$place", obstacle ? word_of(obstacle->place) : std::nullopt)
      .bind("$conflict", obstacle ? word_of(obstacle->kind) : std::nullopt)
      .bind("$from", from_of(obstacle))
      .bind("$to", to_of(obstacle))
      .bind("$reason", row.reason)
      .bind("$resources", api::resources::ids_words(row.resources))
      .bind("$in_way", obstacle ? obstacle->resource : std::nullopt)
      .execute();
  return number;
}

void end_row(audit::WriteTxn& txn, const SeriesId& id, std::int64_t number, std::int64_t revision,
             Ended ended) {
  txn.change(
         "UPDATE series_date SET outdated_by = $revision, ended = $ended "
         "WHERE series = $series AND number = $number AND outdated_by IS NULL")
      .bind("$revision", revision)
      .bind("$ended", wire::word_of(ended))
      .bind("$series", id)
      .bind("$number", number)
      .execute();
  ALCOVE_CHECK(txn.changed_rows() == 1);
}

#undef ALCOVE_SERIES
#undef ALCOVE_SERIES_DATE

}  // namespace alcove::series
