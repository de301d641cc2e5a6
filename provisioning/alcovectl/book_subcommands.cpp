// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "provisioning/alcovectl/invocation.h"
#include "server/operator/contract_book.h"
#include "shared/base/durable_file.h"

namespace alcove::ctl {
namespace {

using book_import::Outcome;
using book_import::Remark;
using book_import::Remarks;
using book_import::Undone;
using operation::BookPart;
using operation::BookPartKind;
using operation::ExitCode;

// The files one behind the other in memory, never on a disk: they go to the server as one.
class BookFiles {
 public:
  static Result<BookFiles> gather(const operation::Arguments& given) {
    BookFiles files;
    files.memory_ = Descriptor(memfd_create("alcove-book", MFD_CLOEXEC));
    if (!files.memory_.valid()) return disk_error("gathering the files");
    for (const BookPartKind kind : {BookPartKind::kClients, BookPartKind::kAppointments}) {
      const std::string option = "--" + std::string(wire::word_of(kind));
      if (const auto file = given.value(option)) {
        ALCOVE_TRY(files.add({.kind = kind}, option, *file));
      }
    }
    for (const std::string& calendar : given.values("--calendar")) {
      ALCOVE_TRY(files.add_calendar(calendar));
    }
    if (files.parts_.empty()) {
      return Error{
          ErrorCode::kMalformed, {}, "name a file with --clients, --appointments or --calendar"};
    }
    if (files.parts_.size() > operation::kMaxBookParts) {
      return Error{ErrorCode::kMalformed, {}, "at most 100 calendars come in at once"};
    }
    return files;
  }

  const std::vector<BookPart>& parts() const { return parts_; }
  int descriptor() const { return memory_.get(); }

 private:
  // "m.wright=FILE"
  Result<void> add_calendar(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
      return Error{ErrorCode::kMalformed, {}, "--calendar is used like --calendar m.wright=FILE"};
    }
    const std::string clinician = given.substr(0, equals);
    return add({.kind = BookPartKind::kCalendar, .clinician = clinician}, "--calendar " + clinician,
               given.substr(equals + 1));
  }
  Result<void> add(BookPart part, const std::string& option, const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat facts {};
    if (!file.valid() || fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
      return Error{ErrorCode::kNotFound, {}, fmt::format("the file of {} cannot be read", option)};
    }
    if (facts.st_size == 0) {
      return Error{ErrorCode::kOutOfRange, {}, fmt::format("the file of {} is empty", option)};
    }
    if (static_cast<std::size_t>(facts.st_size) > book_import::kMaxBytes) {
      return Error{
          ErrorCode::kTooLarge,
          {},
          fmt::format("the file of {} has more than {} MiB", option, book_import::kMaxBytes >> 20)};
    }
    std::string content(static_cast<std::size_t>(facts.st_size), '\0');
    const WipeOnExit wiped(content);
    std::size_t read = 0;
    while (read < content.size()) {
      const ssize_t got =
          pread(file.get(), content.data() + read, content.size() - read, static_cast<off_t>(read));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        return Error{
            ErrorCode::kStorageFault, {}, fmt::format("the file of {} cannot be read", option)};
      }
      read += static_cast<std::size_t>(got);
    }
    if (!write_all(memory_.get(), as_bytes(content))) return disk_error("gathering the files");
    part.bytes = static_cast<std::int64_t>(content.size());
    parts_.push_back(std::move(part));
    return {};
  }

  Descriptor memory_;
  std::vector<BookPart> parts_;
};

void append_table(std::string& out, std::string_view title, const Remarks& remarks) {
  if (remarks.count == 0) return;
  out += fmt::format("\n{} ({}):\n", title, remarks.count);
  std::size_t file = 4;
  std::size_t field = 6;
  for (const Remark& one : remarks.told) {
    file = std::max(file, one.file.size());
    field = std::max(field, one.field.size());
  }
  out +=
      fmt::format("  {:<{}}  {:>6}  {:<{}}  {}\n", "file", file, "line", "column", field, "what");
  for (const Remark& one : remarks.told) {
    out += fmt::format("  {:<{}}  {:>6}  {:<{}}  {}\n", one.file, file, one.line, one.field, field,
                       one.reason);
  }
  const auto told = static_cast<std::int64_t>(remarks.told.size());
  if (told < remarks.count) out += fmt::format("  and {} more\n", remarks.count - told);
}

std::string counts_words(const Outcome& outcome) {
  std::string out = fmt::format("  new clients               {}\n", outcome.clients) +
                    fmt::format("  clients who are here      {}\n", outcome.same_clients) +
                    fmt::format("  appointments              {}\n", outcome.visits) +
                    fmt::format("  series                    {}\n", outcome.series);
  if (outcome.past > 0) {
    out += fmt::format("  over already, left out    {}\n", outcome.past);
  }
  if (outcome.first_day && outcome.last_day) {
    out += fmt::format("  from, until               {}, {}\n", format_date(*outcome.first_day),
                       format_date(*outcome.last_day));
  }
  return out + fmt::format("  with a soft conflict      {}\n", outcome.soft_conflicts.count) +
         fmt::format("  possible duplicates       {}\n", outcome.duplicates.count) +
         fmt::format("  problems                  {}\n", outcome.problems.count);
}

std::string outcome_words(const Outcome& outcome, std::string_view when_good) {
  std::string out = outcome.good() ? std::string(when_good)
                                   : "The files cannot come in as they are. Nothing was written.\n";
  out += counts_words(outcome);
  append_table(out, "Problems", outcome.problems);
  append_table(out, "Possible duplicates", outcome.duplicates);
  append_table(out, "Soft conflicts, which come in all the same", outcome.soft_conflicts);
  append_table(out, "Times that the clocks skip in spring", outcome.clock_changes);
  append_table(out, "Dates of series without a place, which the desk decides about",
               outcome.without_place);
  return out;
}

ExitCode exit_of(const Outcome& outcome) {
  return outcome.good() ? ExitCode::kGood : ExitCode::kRefused;
}

std::optional<std::string> service_in(const Invocation& invocation) {
  return invocation.arguments().value("--service");
}

Result<ExitCode> check(Invocation& invocation) {
  ALCOVE_ASSIGN(const BookFiles files, BookFiles::gather(invocation.arguments()));
  ALCOVE_ASSIGN(const Outcome outcome,
                invocation.ask(operation::kBookCheck, {files.parts(), service_in(invocation)},
                               files.descriptor()));
  invocation.print<Outcome>(outcome, [](const Outcome& found) {
    std::string out = outcome_words(found, "The files can come in. Nothing was written yet.\n");
    // No secret: a fingerprint of what stands above.
    if (const std::optional<std::string>& fingerprint = found.token) {
      out += fmt::format("\nBring exactly this in with the same files and\n  --token {}\n",
                         *fingerprint);
    }
    return out;
  });
  return exit_of(outcome);
}

Result<ExitCode> bring_in(Invocation& invocation) {
  const auto token = invocation.arguments().value("--token");
  if (!token || token->size() != 64) {
    return Error{ErrorCode::kMalformed, {}, "--token TOKEN is what alcovectl book check printed"};
  }
  ALCOVE_ASSIGN(const BookFiles files, BookFiles::gather(invocation.arguments()));
  ALCOVE_ASSIGN(
      const Outcome outcome,
      invocation.ask(operation::kBookImport, {files.parts(), *token, service_in(invocation)},
                     files.descriptor()));
  invocation.print<Outcome>(
      outcome, [](const Outcome& found) { return outcome_words(found, "The book came in.\n"); });
  return exit_of(outcome);
}

struct Amounts {
  std::int64_t clients = 0;
  std::int64_t visits = 0;
  std::int64_t series = 0;
};

// "1 client, 2 appointments, 0 series"
std::string what_words(const Amounts& of) {
  const auto some = [](std::int64_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
  };
  return some(of.clients, "client") + ", " + some(of.visits, "appointment") +
         fmt::format(", {} series", of.series);
}

Result<ExitCode> undo(Invocation& invocation) {
  ALCOVE_ASSIGN(const Undone undone, invocation.ask(operation::kBookUndo, {}));
  invocation.print<Undone>(undone, [](const Undone& done) {
    std::string out =
        fmt::format("Taken away: {}.\n", what_words({done.clients, done.visits, done.series}));
    if (done.kept_clients == 0 && done.kept_visits == 0) return out;
    out += fmt::format("Kept, because somebody has worked with them: {}.\n",
                       what_words({done.kept_clients, done.kept_visits, done.kept_series}));
    for (const std::int64_t number : done.kept) out += fmt::format("  record #{}\n", number);
    return out;
  });
  return ExitCode::kGood;
}

std::vector<operation::Option> file_options() {
  return {{"--clients", "FILE", "the clients, as CSV"},
          {"--appointments", "FILE", "the appointments, as CSV"},
          {"--calendar", "NAME=FILE",
           "somebody's calendar (.ics), by sign-in name; may be given many times",
           operation::Times::kMany},
          {"--service", "SERVICE", "for events of calendars that name none"}};
}

}  // namespace

std::vector<Subcommand> book_subcommands() {
  std::vector<operation::Option> with_token = file_options();
  with_token.push_back({"--token", "TOKEN", "what the check printed"});
  return {
      {"book check", "", "looks at the clinic's former book before it comes in",
       "Reads files with the clinic's clients and appointments and says what they would come to:\n"
       "what is wrong, by file, line and column; who may be there twice; how many clients and\n"
       "appointments, and which of them stand against somebody's hours. Writes nothing. For the\n"
       "weekend before opening: while it looks, nobody at a terminal can save. What the files\n"
       "have to look like: docs/guides/bring-your-book.md.",
       file_options(), 0, 0, check},
      {"book import", "", "brings the former book in, exactly as it was checked",
       "Takes the same files as 'book check' and the token that it printed. Everything comes in,\n"
       "or nothing does: also when the book here has changed since the check so that it would\n"
       "come to something else.",
       with_token, 0, 0, bring_in},
      {"book undo",
       "",
       "takes the book back that came in last",
       "Takes the clients and appointments of the last 'book import' away again, as if they had\n"
       "never come, but for those with whom somebody has worked since: these stay, and their\n"
       "record numbers are listed. Once taken back, it can be brought in again.",
       {},
       0,
       0,
       undo}};
}

}  // namespace alcove::ctl
