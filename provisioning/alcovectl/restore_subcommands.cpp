// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <ctime>

#include "provisioning/alcovectl/invocation.h"
#include "provisioning/alcovectl/staff_words.h"
#include "server/operator/restore.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string terminal_lines(const std::vector<operation::TerminalRow>& terminals) {
  std::string out = "Terminals in service:\n";
  for (const operation::TerminalRow& row : terminals) {
    out += fmt::format("  {:<24}  {:<12}  enrolled {}\n", row.name, wire::word_of(row.station),
                       format_utc(row.enrolled).substr(0, 10));
  }
  return terminals.empty() ? "Terminals in service: none.\n" : out;
}

std::string people_lines(const std::vector<operation::StaffRow>& people) {
  std::string out = "People who can sign in:\n";
  for (const operation::StaffRow& row : people) out += staff_line(row);
  return people.empty() ? "People who can sign in: none.\n" : out;
}

std::string restore_words(const operation::RestoreReply& restored) {
  const std::string unfinished = restored.unfinished.empty() ? "" : restored.unfinished + ".\n\n";
  return fmt::format(
      "{}\n\n{}"
      "Access is as it was when the backup was taken, at {}.\n"
      "Whoever was locked out, reset or given other roles after that, and every terminal that\n"
      "was taken out of service after it, counts again as before. Nobody is signed in.\n\n"
      "{}{}\n"
      "Look through both, and take away once more what was taken away since: alcovectl terminal\n"
      "revoke, staff disable, staff reset, staff roles. With the server still stopped they ask "
      "for\n"
      "a key, as this did. Then say that you looked: alcovectl restore-checked. Until then status\n"
      "and every administrator's screen say it.\n",
      restored.line, unfinished, format_utc(restored.backup_taken_at),
      terminal_lines(restored.terminals), people_lines(restored.people));
}

// In the machine's own zone, as timedatectl says it. A restore lives by this clock, and nothing
// here can know whether it is right.
std::string clock_words(UtcTime now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm local{};
  std::array<char, 64> text{};
  localtime_r(&seconds, &local);
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%A, %Y-%m-%d, %H:%M (%Z)", &local);
  return fmt::format(
      "The clock of this machine says {}. If that is wrong: Ctrl+C, set it\n"
      "(timedatectl), and give the command again.\n",
      std::string_view(text.data(), size));
}

Result<ExitCode> restore(Invocation& invocation) {
  if (invocation.server_runs()) {
    return Error{ErrorCode::kInUse,
                 {},
                 "a server runs there. Nothing was touched. restore wants it stopped (systemctl "
                 "stop alcove-server)"};
  }
  operation::RestoreOrder order;
  order.backup = invocation.word(0);
  if (const auto copy = invocation.arguments().value("--lost-head-copy")) {
    order.lost_head_copy = *copy;
  }
  ALCOVE_ASSIGN(order.lost_epoch,
                invocation.arguments().number("--lost-epoch", 1, operation::kMaxLostEpoch));
  order.system_user = invocation.system_user();
  if (invocation.arguments().has("--clock-is-right")) order.clock = operation::ClockWord::kIsRight;
  fmt::print(stderr, "{}", clock_words(invocation.clock().now()));
  ALCOVE_ASSIGN(const keys::KeySecret secret, invocation.secret("Passphrase of the backup: "));
  ALCOVE_ASSIGN(const operation::RestoreReply reply,
                operation::restore_backup(invocation.paths(), order, secret, invocation.clock(),
                                          invocation.random(), invocation.progress()));
  invocation.print<operation::RestoreReply>(reply, restore_words);
  return reply.good ? ExitCode::kGood : ExitCode::kBad;
}

Result<ExitCode> restore_checked(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::RestoreCheckedReply reply,
                invocation.ask(operation::kRestoreChecked, {}));
  invocation.print<operation::RestoreCheckedReply>(
      reply, [](const operation::RestoreCheckedReply& checked) {
        return fmt::format(
            "Recorded. That the box was restored from the backup of {} is told no more.\n",
            format_utc(checked.backup_taken_at));
      });
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> restore_subcommands() {
  return {
      {"restore",
       "FROM",
       "brings the backup FROM back into an empty folder",
       "With the server stopped and no store in the state folder. Checks every byte of the backup\n"
       "first and everything in it before it is put in place, begins a new epoch of the audit\n"
       "chain, and prints one line: good or bad, how many rows, the head, and what is known to be\n"
       "missing. Everybody is signed out. Below the line stand the terminals in service and the\n"
       "people who can sign in, as when the backup was taken: whatever was taken from somebody\n"
       "after it counts again until you take it once more. It never overwrites a store: move the\n"
       "folder of a broken one away first, all of it, and keep it.",
       {{"--lost-head-copy", "FILE",
         "the second copy of the audit head of the lost box (default: the one in its usual "
         "place)"},
        {"--lost-epoch", "NUMBER",
         "an epoch that terminals have seen and this backup does not know: after a restore they "
         "stopped, and the audit says terminal.head_unknown, seen=NUMBER/"},
        {"--clock-is-right", "",
         "this machine's clock is right although the backup is of a later time: its clock was "
         "ahead"}},
       1,
       1,
       restore},
      {"restore-checked",
       "",
       "says that somebody looked who can come in after a restore",
       "A restore brings back access as it was when the backup was taken: whoever was locked out,\n"
       "reset or given other roles after it, and every terminal that was revoked after it, counts\n"
       "again as before. Look through alcovectl staff list and alcovectl terminal list, take away\n"
       "once more what was taken away, then say so with this. Until then status and every\n"
       "administrator's screen say it. Recorded under your system user.",
       {},
       0,
       0,
       restore_checked}};
}

}  // namespace alcove::ctl
