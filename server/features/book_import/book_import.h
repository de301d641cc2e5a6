// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/ledger.h"
#include "server/features/series/series.h"
#include "shared/wire/fields.h"

// The face of the coming-in of the clinic's former book: clients and appointments from files, as
// docs/guides/bring-your-book.md describes them. README.md beside this file tells tables and
// invariants. Thread-safe; each call is one write, and no other write runs meanwhile.
namespace alcove::book_import {

inline constexpr std::size_t kMaxClients = 5000;
inline constexpr std::size_t kMaxVisits = 20000;
inline constexpr std::size_t kMaxBytes = std::size_t{16} << 20;  // of all files together
inline constexpr std::size_t kMaxTold = 200;                     // of each list; all are counted

// What stands in the way of a line, or is worth knowing of it. Never what stands in the file.
struct Remark {
  std::string file;  // "clients", "appointments", or "calendar of" and whose
  std::int64_t line = 0;
  std::string field;  // the column, or the part of an event; may be empty
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("file", self.file, wire::line(1, 100));
    visit("line", self.line, wire::range(0, INT64_MAX));
    visit("field", self.field, wire::line(0, 100));
    visit("reason", self.reason, wire::line(1, 4000));
  }
  friend bool operator==(const Remark&, const Remark&) = default;
};

struct Remarks {
  std::int64_t count = 0;
  std::vector<Remark> told;  // the first kMaxTold

  void add(Remark remark);
  // As the files are read: clients, appointments, calendars; each by line.
  void sort();
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, INT64_MAX));
    visit("told", self.told, wire::at_most(kMaxTold));
  }
};

// What the files come to. With a problem or a duplicate nothing can come in.
struct Outcome {
  std::int64_t clients = 0;       // new ones
  std::int64_t same_clients = 0;  // lines that are said to be a client who is here
  std::int64_t visits = 0;        // those of series too
  std::int64_t series = 0;
  std::int64_t past = 0;  // what is over, or was cancelled in a calendar: left out
  std::optional<LocalDate> first_day{};
  std::optional<LocalDate> last_day{};
  Remarks problems;
  Remarks duplicates;
  Remarks soft_conflicts;  // visits that come in although; each says what stands against it
  Remarks clock_changes;   // visits whose time the clocks skip: they come in after the gap
  Remarks without_place;   // dates of series that are not booked: the desk decides about them
  std::optional<std::string> token{};  // of exactly this; none: it cannot come in

  bool good() const { return token.has_value(); }
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    const wire::Range count = wire::range(0, INT64_MAX);
    visit("clients", self.clients, count);
    visit("same_clients", self.same_clients, count);
    visit("visits", self.visits, count);
    visit("series", self.series, count);
    visit("past", self.past, count);
    visit("first_day", self.first_day);
    visit("last_day", self.last_day);
    visit("problems", self.problems);
    visit("duplicates", self.duplicates);
    visit("soft_conflicts", self.soft_conflicts);
    visit("clock_changes", self.clock_changes);
    visit("without_place", self.without_place);
    visit("token", self.token, wire::line(64, 64));
  }
};

// Somebody's calendar (.ics), by sign-in name.
struct CalendarFile {
  std::string clinician;
  std::string_view text;
};

// As text; each may be empty, not all of them.
struct Files {
  std::string_view clients;
  std::string_view appointments;
  std::vector<CalendarFile> calendars{};
  std::string service{};  // of events that name none; may be empty
};

// Does all of it, says what came of it, and takes it back. Errors: kTooLarge, kMissingField (no
// file); what the writer refuses.
Result<Outcome> check(audit::Ledger& ledger, const audit::Actor& actor, const Files& files,
                      const series::Setting& setting);
// The very same, for good, if it comes to what the token says: else kConflict, field "token". An
// outcome that is not good wrote nothing.
Result<Outcome> bring_in(audit::Ledger& ledger, const audit::Actor& actor, const Files& files,
                         const std::string& token, const series::Setting& setting);

struct Undone {
  std::int64_t clients = 0;  // taken away
  std::int64_t visits = 0;
  std::int64_t series = 0;
  std::int64_t kept_clients = 0;  // somebody has touched them, or something refers to them
  std::int64_t kept_visits = 0;
  std::int64_t kept_series = 0;
  std::vector<std::int64_t> kept;  // record numbers of clients kept, the first kMaxTold

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    const wire::Range count = wire::range(0, INT64_MAX);
    visit("clients", self.clients, count);
    visit("visits", self.visits, count);
    visit("series", self.series, count);
    visit("kept_clients", self.kept_clients, count);
    visit("kept_visits", self.kept_visits, count);
    visit("kept_series", self.kept_series, count);
    visit("kept", self.kept, wire::at_most(kMaxTold, count));
  }
};

// Takes the newest import away, but for what somebody has touched since. Errors: kNotFound (there
// was none), kWrongState (it is undone already).
Result<Undone> undo(audit::Ledger& ledger, const audit::Actor& actor);

}  // namespace alcove::book_import
