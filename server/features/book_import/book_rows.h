// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/features/book_import/book_import.h"
#include "server/formats/recurrence.h"
#include "shared/api/client_record.h"

// From the text of a file to typed lines: which columns there are, and what may stand in them. What
// can be said without the store is said here. Pure and thread-safe.
namespace alcove::book_import {

inline constexpr const char* kClientsFile = "clients";
inline constexpr const char* kAppointmentsFile = "appointments";
inline constexpr std::size_t kMaxKey = 40;

// A client of the file by the clinic's own number, or one who is here by record number.
struct ClientRef {
  std::string key;
  std::int64_t record_number = 0;  // with an empty key
};

struct ClientLine {
  std::int64_t line = 0;
  std::string key;
  std::optional<std::int64_t> same_as{};
  std::vector<ClientRef> not_the_same_as;
  api::clients::Details details;  // phones without their ids
  bool has_birth_date = false;    // else it is one that holds a place
  // Sign-in names by role.
  std::vector<std::pair<api::clients::CareRole, std::string>> care_team;
  bool whole = false;  // nothing was wrong with it so far
};

// An appointment or a series, of the appointments' file or of a calendar.
struct VisitLine {
  enum class From : std::uint8_t { kTable, kCalendar };
  std::int64_t line = 0;
  From from = From::kTable;
  std::string file;
  ClientRef client;
  std::string called;  // of a calendar, instead of `client`: the event's words
  std::string clinician;
  std::vector<std::string> services;  // the first of these that is one
  std::string room;                   // of a calendar: if there is such a room
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::string rule;  // empty: once
  std::vector<LocalDateTime> taken_out;
  std::vector<LocalDateTime> extra_dates;  // of a calendar: besides the rule's, ascending
  // Of these ("client", "start") something else stands in the file: told already.
  std::set<std::string> wrong{};
  bool service_is_told = false;  // it has the service of all events, and that is none
};

// Adds what is wrong to the problems. A line with a fault is among the lines all the same: its key
// is known, and what is right of an appointment is looked at.
std::vector<ClientLine> read_clients(std::string_view text, Remarks& problems);
std::vector<VisitLine> read_visits(std::string_view text, Remarks& problems);

// Events of the days before `now` are left out and counted; a series that began earlier goes on
// from its first date to come.
std::vector<VisitLine> read_calendar(const CalendarFile& file, const std::string& service,
                                     const Zone& zone, UtcTime now, Outcome& outcome);
// An event that repeats by no rule, but has dates added.
inline constexpr const char* kOneDate = "FREQ=WEEKLY;COUNT=1";
// The same series from its first date on or after `from`, what COUNT has counted by then taken off.
// Where the rule is over, the first date that was added stands for it. None: all is over. Errors:
// those of recurrence::expand; kOutOfRange, field "rdate".
Result<std::optional<recurrence::Series>> from_on(recurrence::Series series, LocalDateTime from);
// Of the appointments' file, the same as of a calendar: what is over is left out and counted.
void leave_out_past(std::vector<VisitLine>& lines, const Zone& zone, UtcTime now, Outcome& outcome);

// What stands for the client in a line, or in the words of an event.
std::optional<ClientRef> client_ref_in(std::string_view text);

// The column in which that field of a client's details stands.
std::string column_of_field(const ClientLine& line, std::string_view field);
std::string care_column(api::clients::CareRole role);

}  // namespace alcove::book_import
