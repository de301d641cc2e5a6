// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "provisioning/alcovectl/invocation.h"
#include "server/operator/conditions.h"
#include "server/operator/contract_audit.h"
#include "server/operator/contract_clock.h"
#include "server/operator/contract_keys.h"
#include "server/operator/start_report.h"
#include "server/operator/verify_words.h"
#include "shared/base/grouped_code.h"
#include "shared/base/zone_data.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string condition_lines(const operation::StatusReply& status) {
  std::string out;
  for (const operation::Condition& condition : status.conditions) {
    const bool problem = condition.severity == operation::Severity::kProblem;
    out += fmt::format("  {} {}\n", problem ? '!' : '-', operation::sentence_of(condition));
  }
  return out;
}

// A server opens its socket when it has looked at its store, which after a power cut takes a while.
constexpr const char* kStarting = "starting";

std::string status_words(const operation::StatusReply& status) {
  std::string out = fmt::format("The box is {}. Alcove {}.\n", status.state, status.version);
  if (status.state == "locked") {
    const bool waits_for_clock =
        std::any_of(status.conditions.begin(), status.conditions.end(), [](const auto& condition) {
          return condition.code == operation::ConditionCode::kClockWrong;
        });
    if (!waits_for_clock) out += "It waits for its key: run alcovectl unlock.\n";
    return out + condition_lines(status);
  }
  if (status.state == kStarting) {
    out += "It looks at its store, or another alcovectl does: ask again in a moment.\n";
  }
  if (status.clinic) out += fmt::format("  Clinic        {}\n", *status.clinic);
  if (status.zone) out += fmt::format("  Time zone     {}\n", *status.zone);
  if (status.zone_data) out += fmt::format("  Zone rules    {}\n", *status.zone_data);
  if (const auto& change = status.zone_change) {
    out += fmt::format("  Zone change   {} to {} on {}: {} visits moved, {} of them collide\n",
                       change->from, change->to, format_utc(change->at), change->moved,
                       change->colliding);
  }
  if (status.store) out += fmt::format("  Store         {}\n", status.store->text());
  if (status.store_bytes) out += fmt::format("  Size          {} bytes\n", *status.store_bytes);
  if (status.schema) out += fmt::format("  Schema        {}\n", *status.schema);
  if (status.head) out += fmt::format("  Audit head    {}\n", operation::head_words(*status.head));
  if (status.key_slots) out += fmt::format("  Key slots     {}\n", *status.key_slots);
  if (status.start) {
    out += fmt::format("  Open since    {}: {}\n", format_utc(status.start->opened_at),
                       operation::start_words(*status.start));
  }
  if (status.state == "open") {
    out += fmt::format("  Last backup   {}\n",
                       status.last_backup ? format_utc(*status.last_backup) : "none yet");
  }
  return out + condition_lines(status);
}

// What can be said of the store without a server and without any key.
Result<operation::StatusReply> look_from_outside(Invocation& invocation) {
  operation::StatusReply status;
  status.state = operation::FolderLock::is_taken(invocation.paths()) ? kStarting : "stopped";
  status.version = ALCOVE_VERSION;
  status.zone_data = zone_data_version();
  ALCOVE_ASSIGN(const keys::KeySlots slots, operation::load_key_slots(invocation.paths()));
  status.store = slots.store();
  status.key_slots = static_cast<std::int64_t>(slots.slots().size());
  std::error_code missing;
  const auto size = std::filesystem::file_size(invocation.paths().store(), missing);
  if (!missing) status.store_bytes = static_cast<std::int64_t>(size);
  status.conditions = operation::conditions_from_outside(invocation.paths());
  return status;
}

Result<ExitCode> status(Invocation& invocation) {
  Result<operation::StatusReply> reply =
      invocation.server_runs() || invocation.names_a_key()
          ? invocation.ask(operation::kStatus, {}, -1, operation::HeadCheck::kReport)
          : look_from_outside(invocation);
  if (!reply) return reply.error();
  invocation.print<operation::StatusReply>(*reply, status_words);
  const bool nobody_can_work = reply->state == "locked" || reply->state == "stopped";
  const bool well = !nobody_can_work && !operation::any_problem(reply->conditions);
  return well ? ExitCode::kGood : ExitCode::kBad;
}

Result<ExitCode> verify(Invocation& invocation) {
  Result<operation::VerifyReply> reply =
      invocation.ask(operation::kVerify, {}, -1, operation::HeadCheck::kReport);
  if (!reply) return reply.error();
  invocation.print<operation::VerifyReply>(*reply, operation::verify_words);
  return reply->good ? ExitCode::kGood : ExitCode::kBad;
}

// An instant, or a whole day in UTC.
Result<std::optional<UtcTime>> time_option(const Invocation& invocation, std::string_view option) {
  const std::optional<std::string> text = invocation.arguments().value(option);
  if (!text) return std::optional<UtcTime>();
  const Result<UtcTime> time = parse_utc(text->size() == 10 ? *text + "T00:00:00.000Z" : *text);
  if (time) return std::optional(*time);
  return Error{
      ErrorCode::kMalformed,
      {},
      fmt::format("{} takes a day like 2026-11-24 or a time like 2026-11-24T10:42:00.000Z, "
                  "both in UTC",
                  option)};
}

std::string audit_words(const operation::AuditReply& reply) {
  std::string out;
  for (const operation::AuditRow& row : reply.items) {
    out += fmt::format("{:>8}  {}  {:<24} {:<8} {}", row.number, format_utc(row.at), row.action,
                       row.outcome, row.who);
    if (row.device) out += fmt::format("  at {}", *row.device);
    if (row.record_number) out += fmt::format("  record {}", *row.record_number);
    if (!row.detail.empty()) out += "\n" + std::string(10, ' ') + row.detail;
    out += "\n";
  }
  if (reply.items.empty()) out = "No event fits.\n";
  if (reply.next) {
    out += fmt::format("There is more: the same command with --before {}\n", *reply.next);
  }
  return out;
}

Result<ExitCode> audit(Invocation& invocation) {
  const operation::Arguments& given = invocation.arguments();
  operation::AuditRequest request;
  request.record_number = given.value("--record");
  request.staff = given.value("--staff");
  request.device = given.value("--terminal");
  ALCOVE_ASSIGN(request.from, time_option(invocation, "--from"));
  ALCOVE_ASSIGN(request.until, time_option(invocation, "--until"));
  ALCOVE_ASSIGN(request.before, given.number("--before", 1, INT64_MAX));
  ALCOVE_ASSIGN(const auto limit, given.number("--limit", 1, operation::kMaxAuditRows));
  request.limit = limit.value_or(request.limit);
  ALCOVE_ASSIGN(const operation::AuditReply reply, invocation.ask(operation::kAudit, request));
  invocation.print<operation::AuditReply>(reply, audit_words);
  return ExitCode::kGood;
}

Result<ExitCode> confirm_clock(Invocation& invocation) {
  if (!invocation.server_runs()) {
    return Error{ErrorCode::kUnavailable,
                 {},
                 "no server answers. Nothing was touched. Start it first (systemctl start "
                 "alcove-server): it says whether its clock has to be confirmed"};
  }
  ALCOVE_ASSIGN(const operation::StatusReply reply, invocation.ask(operation::kClockConfirm, {}));
  invocation.print<operation::StatusReply>(reply, status_words);
  return ExitCode::kGood;
}

Result<ExitCode> unlock(Invocation& invocation) {
  if (!invocation.server_runs()) {
    return Error{ErrorCode::kUnavailable,
                 {},
                 "no server answers. Nothing was touched. Start it first (systemctl start "
                 "alcove-server)"};
  }
  ALCOVE_ASSIGN(const keys::KeySecret secret, invocation.secret("Passphrase of the box: "));
  operation::SecretFields fields;
  fields.kind = secret.kind();
  switch (secret.kind()) {
    case keys::SlotKind::kPassphrase:
      fields.secret = as_text(secret.view());
      break;
    case keys::SlotKind::kRecovery:
      fields.secret = encode_grouped_code(secret.view());
      break;
    case keys::SlotKind::kKeyFile:
      fields.secret = to_base64(secret.view());
      break;
  }
  const WipeOnExit wiped(fields.secret);
  ALCOVE_ASSIGN(const operation::StatusReply reply, invocation.ask(operation::kUnlock, fields));
  invocation.print<operation::StatusReply>(reply, status_words);
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> box_subcommands() {
  return {
      {"status",
       "",
       "how the box is doing",
       "Says whether the server is open, locked or stopped, how large the store is, where the\n"
       "audit chain stands, the last backup, the time-zone rules and what is wrong; without a\n"
       "key, what shows without. Ends with 1 when something is wrong, or it is locked or stopped.",
       {},
       0,
       0,
       status},
      {"unlock",
       "",
       "opens a server that started locked",
       "A server that was started without a key is locked: terminals say so and nobody can work.\n"
       "This asks for the passphrase (or takes --key-file, or --recovery-key) and opens it.",
       {},
       0,
       0,
       unlock},
      {"clock confirm",
       "",
       "says that this machine's clock is right",
       "A box whose clock lies before the newest entry of its audit log does not open: either the\n"
       "clock was set back, or it was ahead before. Compare it with a clock on the wall. If it is\n"
       "wrong, set it right, and the box opens by itself. If it is right, say so with this: the\n"
       "box opens, everybody signs in again, and codes that were handed out are void. Also for a\n"
       "box that works while somebody sets the clock ahead: it then follows. Recorded either way.",
       {},
       0,
       0,
       confirm_clock},
      {"verify",
       "",
       "checks everything that is stored",
       "Reads every page of the store, the whole audit chain with its seals and signatures, the\n"
       "number of rows, the key slots and the second copy of the audit head. Prints one line that\n"
       "begins with 'good' or 'bad', and names the first bad event if there is one. It changes\n"
       "nothing but its own entry in the chain. The clinic can go on working meanwhile.",
       {},
       0,
       0,
       verify},
      {"audit",
       "",
       "who did what, when and from where",
       "Lists events of the audit chain, newest first. It shows record numbers and the names of\n"
       "staff, never a client's name: the privacy officer searches by client at a terminal. That\n"
       "you looked is recorded too.",
       {{"--record", "NUMBER", "only events of this record number"},
        {"--staff", "NAME", "only what this member of staff did"},
        {"--terminal", "NAME", "only what was done at this terminal"},
        {"--from", "TIME", "from this day or time on (UTC), as 2026-11-24"},
        {"--until", "TIME", "before this day or time (UTC)"},
        {"--before", "EVENT", "only events with a smaller number: the next page"},
        {"--limit", "COUNT", "at most so many, 1 to 200 (default 50)"}},
       0,
       0,
       audit}};
}

}  // namespace alcove::ctl
