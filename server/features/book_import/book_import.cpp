// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "server/features/book_import/book_coming.h"
#include "server/features/book_import/book_import_store.h"
#include "shared/crypto/crypto.h"

namespace alcove::book_import {
namespace {

std::size_t bytes_of(const Files& files) {
  std::size_t bytes = files.clients.size() + files.appointments.size();
  for (const CalendarFile& one : files.calendars) bytes += one.text.size();
  return bytes;
}

Result<void> check_files(const Files& files) {
  if (bytes_of(files) == 0) {
    return Error{ErrorCode::kMissingField, "files", "there is nothing in the files"};
  }
  if (bytes_of(files) > kMaxBytes) {
    return Error{ErrorCode::kTooLarge, "files",
                 fmt::format("the files have more than {} MiB", kMaxBytes >> 20)};
  }
  return {};
}

// Every text with its length, so that no two sets of files read alike.
std::string token_of(const Files& files, const std::string& account) {
  std::string whole = "alcove book\n";
  const auto add = [&](std::string_view text) {
    whole += fmt::format("{} {}\n", text.size(), text);
  };
  add(files.clients);
  add(files.appointments);
  add(files.service);
  for (const CalendarFile& one : files.calendars) {
    add(one.clinician);
    add(one.text);
  }
  add(account);
  return to_hex(crypto::sha256(as_bytes(whole)));
}

std::vector<VisitLine> visits_in(const Files& files, const series::Setting& setting, UtcTime now,
                                 Outcome& outcome) {
  std::vector<VisitLine> lines;
  if (!files.appointments.empty()) lines = read_visits(files.appointments, outcome.problems);
  leave_out_past(lines, setting.site.zone, now, outcome);
  for (const CalendarFile& one : files.calendars) {
    std::vector<VisitLine> more =
        read_calendar(one, files.service, setting.site.zone, now, outcome);
    std::move(more.begin(), more.end(), std::back_inserter(lines));
  }
  if (lines.size() > kMaxVisits) {
    outcome.problems.add(
        {lines[kMaxVisits].file,
         lines[kMaxVisits].line,
         {},
         fmt::format("all files together have more than {} appointments", kMaxVisits)});
    lines.resize(kMaxVisits);
  }
  return lines;
}

// Why nothing is to come in, though nothing is wrong.
void tell_of_nothing(const Files& files, Outcome& outcome) {
  if (outcome.past > 0) {
    outcome.problems.add({"files", 0, {}, "all that is in them is over or was cancelled"});
    return;
  }
  const char* const no_rows = "there is no line below the one that names the columns";
  if (!files.clients.empty()) outcome.problems.add({kClientsFile, 1, {}, no_rows});
  if (!files.appointments.empty()) outcome.problems.add({kAppointmentsFile, 1, {}, no_rows});
  for (const CalendarFile& one : files.calendars) {
    outcome.problems.add({"calendar of " + one.clinician, 1, {}, "there is no event in it"});
  }
}

// Everything that the files come to, in the store as long as the write stands.
void let_come_in(Coming& coming, const Files& files, const series::Setting& setting, UtcTime now) {
  if (!files.clients.empty()) {
    coming.take_clients(read_clients(files.clients, coming.problems()));
  }
  std::vector<VisitLine> visits = visits_in(files, setting, now, coming.outcome());
  coming.look_at_options(files, visits);
  coming.take_visits(visits);
  Outcome& outcome = coming.outcome();
  outcome.problems.sort();
  // An import of nothing would stand before the one that can be taken back.
  if (outcome.problems.count == 0 && coming.account().empty()) {
    tell_of_nothing(files, outcome);
  }
  if (outcome.problems.count == 0 && outcome.duplicates.count == 0) {
    outcome.token = token_of(files, coming.account());
  }
}

std::string counts_of(const Outcome& outcome) {
  return fmt::format(
      "{} new clients; {} who are here; {} visits; {} series; {} with soft conflicts",
      outcome.clients, outcome.same_clients, outcome.visits, outcome.series,
      outcome.soft_conflicts.count);
}

void keep_list(audit::WriteTxn& txn, const Coming& coming, const Outcome& outcome) {
  const std::int64_t number = insert_import(txn);
  for (const ClientId& client : coming.made_clients()) {
    insert_record(txn, number, Kind::kClient, audit::as_record(client));
  }
  for (const api::series::SeriesId& one : coming.made_series()) {
    insert_record(txn, number, Kind::kSeries, audit::as_record(one));
  }
  for (const AppointmentId& visit : coming.made_visits()) {
    insert_record(txn, number, Kind::kAppointment, audit::as_record(visit));
  }
  txn.record({.action = "book.import",
              .detail = fmt::format("import {}; {}", number, counts_of(outcome))});
}

}  // namespace

Result<Outcome> check(audit::Ledger& ledger, const audit::Actor& actor, const Files& files,
                      const series::Setting& setting) {
  ALCOVE_TRY(check_files(files));
  std::optional<Outcome> outcome;
  const auto taken_back = ledger.write<bool>(
      actor,
      [&](audit::WriteTxn& txn) -> Result<bool> {
        Coming coming(txn, setting);
        let_come_in(coming, files, setting, txn.now());
        outcome = coming.outcome();
        return Error{ErrorCode::kConflict, {}, "looked at, and nothing written"};
      },
      audit::WriteKind::kOrdinary);
  if (!outcome) return taken_back.error();
  ALCOVE_TRY(ledger.record(
      actor, {{.action = "book.check",
               .outcome = outcome->good() ? "done" : "refused",
               .detail = fmt::format("{}; {} problems; {} duplicates", counts_of(*outcome),
                                     outcome->problems.count, outcome->duplicates.count)}}));
  return std::move(*outcome);
}

Result<Outcome> bring_in(audit::Ledger& ledger, const audit::Actor& actor, const Files& files,
                         const std::string& token, const series::Setting& setting) {
  ALCOVE_TRY(check_files(files));
  std::optional<Outcome> outcome;
  const auto done = ledger.write<bool>(
      actor,
      [&](audit::WriteTxn& txn) -> Result<bool> {
        Coming coming(txn, setting);
        let_come_in(coming, files, setting, txn.now());
        outcome = coming.outcome();
        // No secret: a fingerprint of what the person has read.
        const std::string& read = token;
        const std::string found = outcome->token.value_or(std::string());
        if (found.empty() || read != found) {
          return Error{ErrorCode::kConflict, "token",
                       "that comes to something else than what was checked. Nothing was written. "
                       "Check it once more"};
        }
        keep_list(txn, coming, *outcome);
        return true;
      },
      audit::WriteKind::kOrdinary);
  if (!done && (!outcome || outcome->good())) return done.error();
  return std::move(*outcome);
}

}  // namespace alcove::book_import
