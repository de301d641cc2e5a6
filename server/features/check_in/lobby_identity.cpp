// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/lobby_identity.h"

#include <algorithm>
#include <set>
#include <thread>

#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_rules.h"
#include "server/features/check_in/check_in_store.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "shared/rules/phone_number.h"
#include "shared/wire/json.h"

namespace alcove::check_in {

using api::appointments::Appointment;
using api::check_in::CallKind;
using api::check_in::Ending;
using api::check_in::IdentifyReply;

namespace {

rules::LobbyCandidate candidate_of(const api::clients::Client& client) {
  rules::LobbyCandidate candidate{.client = client.id,
                                  .name = clients::name_of(client.details),
                                  .birth_date = client.details.birth_date,
                                  .phones_last_four = {}};
  for (const api::clients::Phone& phone : client.details.phones) {
    const Result<rules::PhoneNumber> number = rules::parse_phone(phone.number);
    if (number) candidate.phones_last_four.push_back(rules::last_four(*number));
  }
  return candidate;
}

// Today's appointments in the house that nobody has come for yet, by time. Who is seen by video or
// telephone and comes all the same is sent to the desk, as anybody who is not expected here.
std::vector<Appointment> open_today(store::ReadTxn& txn, LocalDate today) {
  std::vector<Appointment> open = appointments::appointments_on(txn, today);
  std::erase_if(open, [](const Appointment& one) {
    return !rules::is_open(one.state) || api::appointments::is_telehealth(one.modality);
  });
  return open;
}

std::vector<rules::LobbyCandidate> candidates_among(store::ReadTxn& txn,
                                                    const std::vector<Appointment>& open) {
  std::set<ClientId> seen;
  std::vector<rules::LobbyCandidate> candidates;
  for (const Appointment& one : open) {
    if (!seen.insert(one.client).second) continue;
    const auto client = clients::find_client(txn, one.client);
    if (client) candidates.push_back(candidate_of(*client));
  }
  return candidates;
}

std::string_view word_of(rules::LobbyRefusal refusal) {
  switch (refusal) {
    case rules::LobbyRefusal::kNobody:
      return "nobody";
    case rules::LobbyRefusal::kSeveral:
      return "several";
    case rules::LobbyRefusal::kNoPhone:
      return "no_phone";
    case rules::LobbyRefusal::kMinor:
      return "minor";
  }
  ALCOVE_CHECK(false);
  return "";
}

}  // namespace

void CheckIns::sleep_until(Moment moment) {
  std::this_thread::sleep_until(moment);
}

// Match, refusal and breakdown alike are held back until the same moment after they came: how long
// the looking took tells nobody anything.
Result<IdentifyReply> CheckIns::answer_identity(const access::Principal& terminal,
                                                const IdentifyRequest& request) {
  struct HoldBack {
    CheckIns& check_ins;
    Moment came = std::chrono::steady_clock::now();
    ~HoldBack() {
      const Moment leaves = came + std::chrono::milliseconds(api::check_in::kAnswerMilliseconds);
      const Moment ready = std::chrono::steady_clock::now();
      if (ready <= leaves) {
        check_ins.wait_until_(leaves);
        return;
      }
      ++check_ins.late_answers_;
      const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(ready - came);
      std::int64_t longest = check_ins.longest_answer_ms_;
      while (took.count() > longest &&
             !check_ins.longest_answer_ms_.compare_exchange_weak(longest, took.count())) {
      }
    }
  };
  const HoldBack hold_back{*this};
  ALCOVE_ASSIGN(const audit::Committed<IdentifyReply> done,
                ledger_.write<IdentifyReply>(terminal.actor(), [&](audit::WriteTxn& txn) {
                  return identify(terminal, request, txn);
                }));
  return done.value;
}

Result<IdentifyReply> CheckIns::identify(const access::Principal& terminal,
                                         const IdentifyRequest& request, audit::WriteTxn& txn) {
  const UtcTime now = txn.now();
  const LocalDate today = site_.day_of(now);
  const std::vector<Appointment> open = open_today(txn, today);
  const rules::LobbyOutcome outcome = rules::identify_in_lobby({.surname = request.surname,
                                                                .birth_date = request.birth_date,
                                                                .last_four = request.last_four},
                                                               candidates_among(txn, open), today);
  // Looked up all the same, so that a try too many costs as much as any other.
  const auto refused = [&](std::string_view why) -> Result<IdentifyReply> {
    refuse(terminal, request, why, txn);
    return IdentifyReply{};
  };
  if (blocked_until(txn, terminal.device).value_or(UtcTime{}) > now) {
    return refused("terminal_blocked");
  }
  if (request.check_in.is_nil() ||
      count_tries_of_attempt(txn, request.check_in) >= api::check_in::kTriesOfOneAttempt) {
    return refused("too_many_tries");
  }
  if (!outcome.client) return refused(word_of(outcome.refusal));
  const std::optional<CheckInRow> before = find_check_in(txn, request.check_in);
  // The terminal may ask again when the answer got lost; anybody else's visit is not for it.
  const bool same_again = before && before->terminal == terminal.device && !before->ended &&
                          before->client == *outcome.client && !before->arrived_at;
  if (before && !same_again) return refused("repeated");
  const auto next = std::find_if(open.begin(), open.end(), [&](const Appointment& one) {
    return one.client == *outcome.client;
  });
  if (!same_again) {
    // One that comes back after a restore does not end the visit of somebody who stands there now.
    const std::optional<CheckInRow> at_it = find_open_at(txn, terminal.device);
    const bool later = txn.is_replay() && at_it && at_it->begun_at > now;
    if (!later) end_open(txn, terminal.device, Ending::kForgotten);
    insert_check_in(txn, {.id = request.check_in,
                          .terminal = terminal.device,
                          .client = next->client,
                          .appointment = next->id,
                          .language = request.language,
                          .day = today,
                          .begun_at = now,
                          .arrived_at = std::nullopt});
  }
  txn.record({.action = "check_in.identify",
              .client = next->client,
              .record = audit::as_record(request.check_in),
              .detail = "recognised"});
  const auto client = clients::find_client(txn, next->client);
  IdentifyReply reply;
  reply.matched = true;
  reply.greeting_name = rules::greeting_name(clients::name_of(client->details));
  reply.start = next->start;
  return reply;
}

void CheckIns::refuse(const access::Principal& terminal, const IdentifyRequest& request,
                      std::string_view why, audit::WriteTxn& txn) {
  const UtcTime now = txn.now();
  delete_tries_before(txn, now - kKeepTries);
  // The words are a client's own: only their keyed hash is kept, so that guessing shows.
  txn.record(
      {.action = "check_in.identify",
       .record = audit::as_record(request.check_in),
       .outcome = "refused",
       .detail = std::string(why) + "; " +
                 ledger_.keyed_hash(request.surname + "\n" + format_date(request.birth_date) +
                                    "\n" + request.last_four)});
  const UtcTime unblocked = blocked_until(txn, terminal.device).value_or(UtcTime{});
  if (unblocked > now) return;
  insert_try(txn, request.check_in, terminal.device);
  const UtcTime since = std::max(now - kTriesWithin, unblocked);
  if (count_tries_of_terminal(txn, terminal.device, since) < api::check_in::kTriesOfTerminal) {
    return;
  }
  put_block(txn, terminal.device, now + kBlockedFor);
  const CallRow call{.id = api::check_in::HelpCallId::make(now, ledger_.random()),
                     .kind = CallKind::kTooManyTries,
                     .terminal = terminal.device,
                     .terminal_name = terminal.device_name,
                     .check_in = std::nullopt,
                     .at = now};
  insert_call(txn, call);
  txn.record({.action = "check_in.block", .record = audit::as_record(terminal.device)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(call.id));
}

void CheckIns::end_open(audit::WriteTxn& txn, const DeviceId& terminal, Ending ending) {
  if (const std::optional<CheckInRow> open = find_open_at(txn, terminal)) {
    put_ended(txn, open->id, ending);
    if (hooks_.left) hooks_.left(txn, terminal, ending);
  }
}

std::int64_t CheckIns::tidy(audit::WriteTxn& txn) {
  delete_tries_before(txn, txn.now() - kKeepTries);
  const std::vector<DeviceId> left = open_since_before(txn, txn.now() - kLongestVisit);
  for (const DeviceId& terminal : left) end_open(txn, terminal, Ending::kForgotten);
  return static_cast<std::int64_t>(left.size());
}

}  // namespace alcove::check_in
