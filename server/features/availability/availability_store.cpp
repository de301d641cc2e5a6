// SPDX-License-Identifier: Apache-2.0
#include "server/features/availability/availability_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_words.h"

namespace alcove::availability {
namespace {

using api::availability::Block;
using api::availability::Made;
using store::Statement;
using store::word_in;

#define ALCOVE_HOURS                                                                  \
  "SELECT id, revision, clinician, first_day, last_day, withdrawn, at, person_name, " \
  "terminal_name FROM clinician_hours "
#define ALCOVE_TIME_OFF                                                         \
  "SELECT id, revision, clinician, start_time, end_time, kind, cancelled, at, " \
  "person_name, terminal_name FROM time_off "
#define ALCOVE_CLOSED_DAY \
  "SELECT id, revision, day, name, reopened, at, person_name, terminal_name FROM closed_day "
#define ALCOVE_CAP \
  "SELECT clinician, revision, visits_a_day, at, person_name, terminal_name FROM clinician_cap "

std::vector<Block> blocks_of(store::ReadTxn& txn, const HoursId& hours, std::int64_t revision) {
  Statement row = txn.query(
      "SELECT weekday, start_minute, end_minute, slot_type, overbook FROM clinician_hours_block "
      "WHERE hours = $hours AND revision = $revision ORDER BY weekday, start_minute");
  row.bind("$hours", hours).bind("$revision", revision);
  std::vector<Block> blocks;
  while (row.next()) {
    blocks.push_back(
        {row.integer(0), row.integer(1), row.integer(2), word_in<rules::SlotType>(row, 3)});
    if (row.boolean(4)) blocks.back().overbook = true;
  }
  return blocks;
}

std::vector<Hours> all_hours(store::ReadTxn& txn, Statement& row) {
  std::vector<Hours> all;
  while (row.next()) {
    Hours hours;
    hours.id = row.id<HoursId>(0);
    hours.revision = row.integer(1);
    hours.clinician = row.id<StaffId>(2);
    hours.from = row.date(3);
    hours.until = row.maybe_date(4);
    hours.withdrawn = row.boolean(5);
    hours.made = audit::made_at<Made>(row, 6);
    all.push_back(std::move(hours));
  }
  for (Hours& hours : all) hours.blocks = blocks_of(txn, hours.id, hours.revision);
  return all;
}

std::vector<TimeOff> all_times_off(Statement& row) {
  std::vector<TimeOff> all;
  while (row.next()) {
    TimeOff time_off;
    time_off.id = row.id<TimeOffId>(0);
    time_off.revision = row.integer(1);
    time_off.clinician = row.id<StaffId>(2);
    time_off.from = row.local_time(3);
    time_off.until = row.local_time(4);
    time_off.kind = word_in<rules::TimeOffKind>(row, 5);
    time_off.cancelled = row.boolean(6);
    time_off.made = audit::made_at<Made>(row, 7);
    all.push_back(std::move(time_off));
  }
  return all;
}

std::vector<ClosedDay> all_closed_days(Statement& row) {
  std::vector<ClosedDay> all;
  while (row.next()) {
    all.push_back({row.id<ClosedDayId>(0), row.integer(1), row.date(2), row.text(3), row.boolean(4),
                   audit::made_at<Made>(row, 5)});
  }
  return all;
}

std::vector<Cap> all_caps(Statement& row) {
  std::vector<Cap> all;
  while (row.next()) {
    all.push_back(
        {row.id<StaffId>(0), row.integer(1), row.maybe_integer(2), audit::made_at<Made>(row, 3)});
  }
  return all;
}

}  // namespace

std::vector<Hours> hours_of(store::ReadTxn& txn, const StaffId& clinician) {
  Statement row =
      txn.query(ALCOVE_HOURS "WHERE clinician = $clinician AND newest = 1 ORDER BY first_day, id");
  row.bind("$clinician", clinician);
  return all_hours(txn, row);
}

std::vector<TimeOff> times_off_of(store::ReadTxn& txn, const StaffId& clinician) {
  Statement row = txn.query(ALCOVE_TIME_OFF
                            "WHERE clinician = $clinician AND newest = 1 ORDER BY start_time, id");
  row.bind("$clinician", clinician);
  return all_times_off(row);
}

std::vector<TimeOff> times_off_within(store::ReadTxn& txn, const StaffId& clinician,
                                      LocalDateTime from, LocalDateTime until) {
  Statement row = txn.query(ALCOVE_TIME_OFF
                            "WHERE clinician = $clinician AND newest = 1 AND cancelled = 0 "
                            "AND start_time < $until AND end_time > $from ORDER BY start_time, id");
  row.bind("$clinician", clinician).bind("$from", from).bind("$until", until);
  return all_times_off(row);
}

std::vector<ClosedDay> list_closed_days(store::ReadTxn& txn) {
  Statement row = txn.query(ALCOVE_CLOSED_DAY "WHERE newest = 1 ORDER BY day, id");
  return all_closed_days(row);
}

std::vector<ClosedDay> closed_days_within(store::ReadTxn& txn, LocalDate first, LocalDate last) {
  Statement row = txn.query(ALCOVE_CLOSED_DAY
                            "WHERE newest = 1 AND reopened = 0 AND day BETWEEN $first AND $last "
                            "ORDER BY day");
  row.bind("$first", first).bind("$last", last);
  return all_closed_days(row);
}

std::optional<Cap> find_cap(store::ReadTxn& txn, const StaffId& clinician) {
  Statement row = txn.query(ALCOVE_CAP "WHERE clinician = $clinician AND newest = 1");
  row.bind("$clinician", clinician);
  std::vector<Cap> found = all_caps(row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Hours> history_of_hours(store::ReadTxn& txn, const HoursId& id) {
  Statement row = txn.query(ALCOVE_HOURS "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_hours(txn, row);
}

std::vector<TimeOff> history_of_time_off(store::ReadTxn& txn, const TimeOffId& id) {
  Statement row = txn.query(ALCOVE_TIME_OFF "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_times_off(row);
}

std::vector<ClosedDay> history_of_closed_day(store::ReadTxn& txn, const ClosedDayId& id) {
  Statement row = txn.query(ALCOVE_CLOSED_DAY "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_closed_days(row);
}

std::vector<Cap> history_of_cap(store::ReadTxn& txn, const StaffId& clinician) {
  Statement row = txn.query(ALCOVE_CAP "WHERE clinician = $clinician ORDER BY revision");
  row.bind("$clinician", clinician);
  return all_caps(row);
}

void add_revision(audit::WriteTxn& txn, const Hours& hours) {
  txn.change("UPDATE clinician_hours SET newest = 0 WHERE id = $id")
      .bind("$id", hours.id)
      .execute();
  Statement row = txn.change(
      "INSERT INTO clinician_hours (id, revision, newest, clinician, first_day, last_day, "
      "withdrawn, at, person, person_name, terminal, terminal_name) VALUES ($id, $revision, 1, "
      "$clinician, $from, $until, $withdrawn, $at, $person, $person_name, $terminal, "
      "$terminal_name)");
  audit::bind_made(row, txn, hours.made);
  row.bind("$id", hours.id)
      .bind("$revision", hours.revision)
      .bind("$clinician", hours.clinician)
      .bind("$from", hours.from)
      .bind("$until", hours.until)
      .bind("$withdrawn", hours.withdrawn)
      .execute();
  for (const Block& block : hours.blocks) {
    txn.change(
           "INSERT INTO clinician_hours_block (hours, revision, weekday, start_minute, "
           "end_minute, slot_type, overbook) VALUES ($hours, $revision, $weekday, $start, $end, "
           "$type, $overbook)")
        .bind("$hours", hours.id)
        .bind("$revision", hours.revision)
        .bind("$weekday", block.weekday)
        .bind("$start", block.start_minute)
        .bind("$end", block.end_minute)
        .bind("$type", wire::word_of(block.type))
        .bind("$overbook", block.overbook.value_or(false))
        .execute();
  }
}

void add_revision(audit::WriteTxn& txn, const TimeOff& time_off) {
  ALCOVE_CHECK(time_off.kind.has_value());
  txn.change("UPDATE time_off SET newest = 0 WHERE id = $id").bind("$id", time_off.id).execute();
  Statement row = txn.change(
      "INSERT INTO time_off (id, revision, newest, clinician, start_time, end_time, kind, "
      "cancelled, at, person, person_name, terminal, terminal_name) VALUES ($id, $revision, 1, "
      "$clinician, $from, $until, $kind, $cancelled, $at, $person, $person_name, $terminal, "
      "$terminal_name)");
  audit::bind_made(row, txn, time_off.made);
  row.bind("$id", time_off.id)
      .bind("$revision", time_off.revision)
      .bind("$clinician", time_off.clinician)
      .bind("$from", time_off.from)
      .bind("$until", time_off.until)
      .bind("$kind", wire::word_of(*time_off.kind))
      .bind("$cancelled", time_off.cancelled)
      .execute();
}

void add_revision(audit::WriteTxn& txn, const ClosedDay& closed_day) {
  txn.change("UPDATE closed_day SET newest = 0 WHERE id = $id")
      .bind("$id", closed_day.id)
      .execute();
  Statement row = txn.change(
      "INSERT INTO closed_day (id, revision, newest, day, name, reopened, at, person, "
      "person_name, terminal, terminal_name) VALUES ($id, $revision, 1, $day, $name, $reopened, "
      "$at, $person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, closed_day.made);
  row.bind("$id", closed_day.id)
      .bind("$revision", closed_day.revision)
      .bind("$day", closed_day.day)
      .bind("$name", closed_day.name)
      .bind("$reopened", closed_day.reopened)
      .execute();
}

void add_revision(audit::WriteTxn& txn, const Cap& cap) {
  txn.change("UPDATE clinician_cap SET newest = 0 WHERE clinician = $clinician")
      .bind("$clinician", cap.clinician)
      .execute();
  Statement row = txn.change(
      "INSERT INTO clinician_cap (clinician, revision, newest, visits_a_day, at, person, "
      "person_name, terminal, terminal_name) VALUES ($clinician, $revision, 1, $visits, $at, "
      "$person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, cap.made);
  row.bind("$clinician", cap.clinician)
      .bind("$revision", cap.revision)
      .bind("$visits", cap.visits_a_day)
      .execute();
}

#undef ALCOVE_HOURS
#undef ALCOVE_TIME_OFF
#undef ALCOVE_CLOSED_DAY
#undef ALCOVE_CAP

}  // namespace alcove::availability
