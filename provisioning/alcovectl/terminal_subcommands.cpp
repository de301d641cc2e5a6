// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "provisioning/alcovectl/clinic_time.h"
#include "provisioning/alcovectl/invocation.h"
#include "server/operator/contract_terminals.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string minute(const std::optional<UtcTime>& time, const char* otherwise) {
  if (!time) return otherwise;
  std::string text = format_utc(*time).substr(0, 16);
  text[10] = ' ';
  return text;
}

// When its certificate ends, or that it did, or that nobody takes it any more.
std::string standing_words(const operation::TerminalRow& row) {
  if (row.revoked) return "revoked " + minute(row.revoked, "").substr(0, 10);
  const std::string end = minute(row.certificate_until, "").substr(0, 10);
  const bool ended = row.certificate_until && *row.certificate_until <= SystemClock().now();
  return ended ? "ended " + end + ", enrol it anew" : end;
}

std::string list_words(const operation::TerminalListReply& reply) {
  if (reply.items.empty()) {
    return "No terminal yet. alcovectl terminal enrol prints the code for the first one.\n";
  }
  std::string out = fmt::format("  {:<24}  {:<12}  {:<16}  {}\n", "name", "station",
                                "last seen (UTC)", "certificate until");
  for (const operation::TerminalRow& row : reply.items) {
    out += fmt::format("  {:<24}  {:<12}  {:<16}  {}\n", row.name, wire::word_of(row.station),
                       minute(row.last_seen, "never"), standing_words(row));
  }
  return out;
}

Result<wire::Station> station_in(Invocation& invocation, std::string_view words) {
  const auto text = invocation.arguments().value("--station");
  const auto station = text ? wire::from_word<wire::Station>(*text) : std::nullopt;
  if (!station) {
    return Error{ErrorCode::kMalformed, {}, fmt::format("it needs --station {}", words)};
  }
  return *station;
}

Result<ExitCode> show_list(Invocation& invocation, const operation::TerminalListReply& reply) {
  invocation.print<operation::TerminalListReply>(reply, list_words);
  return ExitCode::kGood;
}

std::string address_words(const std::vector<std::string>& addresses) {
  if (addresses.empty()) return "of this box (hostname -I prints it)";
  const std::size_t last = addresses.size() - 1;
  if (last == 0) return addresses[0];
  return fmt::format("{} or {}", fmt::join(addresses.begin(), addresses.begin() + last, ", "),
                     addresses[last]);
}

Result<ExitCode> enrol(Invocation& invocation) {
  operation::TerminalEnrolRequest request;
  ALCOVE_ASSIGN(request.station, station_in(invocation, "lobby, front-desk or therapy-room"));
  const auto name = invocation.arguments().value("--name");
  if (!name) return Error{ErrorCode::kMalformed, {}, "it needs --name, for example \"Lobby 1\""};
  request.name = *name;
  ALCOVE_ASSIGN(operation::TerminalEnrolReply reply,
                invocation.ask(operation::kTerminalEnrol, request));
  const WipeOnExit wiped(reply.code);
  invocation.print<operation::TerminalEnrolReply>(
      reply, [&invocation](const operation::TerminalEnrolReply& opened) {
        return fmt::format(
            "At the new terminal type this address and this code:\n\n"
            "    address  {}\n    code     {}\n\n"
            "It will be {} ({}). The code is good once, for five tries,\n"
            "until {}, and is not shown again.\n",
            address_words(opened.addresses), opened.code, opened.name,
            wire::word_of(opened.station),
            clinic_time_words(opened.until, opened.zone, invocation.clock().now()));
      });
  return ExitCode::kGood;
}

Result<ExitCode> list(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::TerminalListReply reply,
                invocation.ask(operation::kTerminalList, {}));
  return show_list(invocation, reply);
}

// Why it was not put into the records, for somebody who knows no protocol.
std::string_view why_words(api::set_aside::SetAsideReason reason, std::string_view kind) {
  using Reason = api::set_aside::SetAsideReason;
  switch (reason) {
    case Reason::kDeviceRevoked:
      return "the terminal was revoked";
    case Reason::kAuthorDisabled:
      return "who wrote it was disabled";
    case Reason::kSessionNotLive:
      return "nobody was signed in there then";
    case Reason::kBadSignature:
      return "it is not signed by a terminal of the clinic";
    case Reason::kNotOpened:
      return "it is not sealed to this box, or was altered";
    case Reason::kUnknownKind:
      return kind.starts_with('/') ? "after a restore this is entered again by hand"
                                   : "this version does not know such a thing";
    case Reason::kNotLost:
      return "it is not from before a restore";
    case Reason::kDoesNotFit:
      break;
  }
  return "it does not fit what stands in the records now";
}

std::string set_aside_words(const operation::SetAsideReply& reply) {
  if (reply.items.empty()) return "Nothing is set aside: all that terminals brought was taken.\n";
  std::string out;
  for (const operation::SetAsideRow& row : reply.items) {
    out += fmt::format("  came {} (UTC): {}, written {} by {} at {}\n      {} ({})\n",
                       minute(row.came, ""), row.kind.empty() ? "sealed" : row.kind,
                       minute(row.written, "at an unknown time"),
                       row.author.value_or(row.kind.empty() ? "an unknown person" : "a client"),
                       row.terminal.value_or("an unknown terminal"),
                       why_words(row.reason, row.kind), wire::word_of(row.reason));
  }
  return out +
         "The privacy officer reads the words and settles them at a terminal, under their name, "
         "\"Set aside\".\n";
}

Result<ExitCode> set_aside(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::SetAsideReply reply,
                invocation.ask(operation::kTerminalSetAside, {}));
  invocation.print<operation::SetAsideReply>(reply, set_aside_words);
  return ExitCode::kGood;
}

Result<ExitCode> revoke(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::TerminalListReply reply,
                invocation.ask(operation::kTerminalRevoke, {.name = invocation.word(0)}));
  return show_list(invocation, reply);
}

Result<ExitCode> rename(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::TerminalListReply reply,
                invocation.ask(operation::kTerminalRename,
                               {.name = invocation.word(0), .new_name = invocation.word(1)}));
  return show_list(invocation, reply);
}

Result<ExitCode> idle_lock(Invocation& invocation) {
  operation::IdleLock request;
  ALCOVE_ASSIGN(request.station, station_in(invocation, "front-desk or therapy-room"));
  ALCOVE_ASSIGN(const auto minutes, invocation.arguments().number("--minutes", 1, 60));
  if (!minutes) return Error{ErrorCode::kMalformed, {}, "it needs --minutes, 1 to 60"};
  request.minutes = *minutes;
  ALCOVE_ASSIGN(const operation::IdleLock reply,
                invocation.ask(operation::kTerminalIdleLock, request));
  invocation.print<operation::IdleLock>(reply, [](const operation::IdleLock& set) {
    return fmt::format("Terminals of the station {} lock after {} minutes without a touch.\n",
                       wire::word_of(set.station), set.minutes);
  });
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> terminal_subcommands() {
  return {
      {"terminal enrol",
       "",
       "prints the code with which a terminal joins",
       "A terminal is what it was enrolled as, for good: the lobby kiosk, the front desk, or a\n"
       "therapy room. Type the code at the terminal within a quarter of an hour. The terminal\n"
       "makes a key of its own that never leaves it.\n"
       "  alcovectl terminal enrol --station lobby --name \"Lobby 1\"",
       {{"--station", "STATION", "lobby, front-desk or therapy-room"},
        {"--name", "NAME", "what people call it; no two terminals have one name"}},
       0,
       0,
       enrol},
      {"terminal list",
       "",
       "the clinic's terminals",
       "Lists name, station, when each was last seen and until when its certificate lasts. A\n"
       "terminal renews its certificate by itself.",
       {},
       0,
       0,
       list},
      {"terminal set-aside",
       "",
       "what terminals brought and could not be put into the records",
       "Lists the newest 200: when each came, what it is, who wrote it where and when, and why it\n"
       "was set aside. Never what it says. It is kept for good, and lies in every backup.",
       {},
       0,
       0,
       set_aside},
      {"terminal revoke",
       "NAME",
       "throws a terminal out, at once",
       "Use it when a terminal was stolen, lost or given away. Its open connections and whoever\n"
       "is signed in on it end within a second; it can come back only by enrolling it anew.",
       {},
       1,
       1,
       revoke},
      {"terminal rename",
       "NAME NEW-NAME",
       "gives a terminal another name",
       "The terminal stays the same one, in the audit chain too.",
       {},
       2,
       2,
       rename},
      {"terminal idle-lock",
       "",
       "how soon staff terminals lock themselves",
       "After so many minutes without a touch the screen hides and asks for the PIN. Ten unless\n"
       "set otherwise; two to five where people pass by.",
       {{"--station", "STATION", "front-desk or therapy-room"}, {"--minutes", "NUMBER", "1 to 60"}},
       0,
       0,
       idle_lock}};
}

}  // namespace alcove::ctl
