// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/audit/epochs.h"
#include "server/features/hello/alarm.h"
#include "server/features/hello/hello.h"

namespace alcove::hello {
namespace {

using api::hello::HelloReply;
using api::hello::Verdict;

api::hello::Restored restored_of(const audit::NewestEpoch& epoch) {
  api::hello::Restored restored{.epoch = epoch.begun.epoch,
                                .restored_at = epoch.at,
                                .backup_taken_at = epoch.facts.backup_taken_at,
                                .restored_by = epoch.facts.restored_by,
                                .kept_until = epoch.facts.backup_head.number,
                                .lost_through = std::nullopt};
  if (epoch.facts.lost_head) restored.lost_through = epoch.facts.lost_head->number;
  return restored;
}

// A restore explains what a terminal has seen only when it came after it and the clinic signed it.
Result<std::optional<api::hello::Restored>> explanation(audit::Ledger& ledger,
                                                        const wire::Head& seen) {
  using Found = std::optional<api::hello::Restored>;
  return ledger.store().read<Found>([&](store::ReadTxn& txn) -> Result<Found> {
    const std::optional<audit::NewestEpoch> epoch = audit::newest_epoch(txn);
    if (!epoch || epoch->begun.epoch <= seen.epoch) return Found();
    if (!audit::epoch_detail_verifies(epoch->detail, epoch->begun.epoch, ledger.signing_public())) {
      return Found();
    }
    return Found(restored_of(*epoch));
  });
}

Result<wire::Head> as_head(const api::hello::SeenHead& seen) {
  wire::Head head{seen.epoch, seen.number, {}};
  if (seen.hash.size() != head.hash.size()) {
    return Error{ErrorCode::kOutOfRange, "seen.hash", "a hash has 32 bytes"};
  }
  std::copy(seen.hash.begin(), seen.hash.end(), head.hash.begin());
  return head;
}

bool may_confirm(const access::Person& person) {
  return person.roles.has(api::Role::kAdministrator) ||
         person.roles.has(api::Role::kPrivacyOfficer);
}

Result<api::hello::ConfirmRestoreReply> confirm(audit::Ledger& ledger, const ProvePerson& prove,
                                                const access::Principal& terminal,
                                                const api::hello::ConfirmRestoreRequest& request) {
  ALCOVE_ASSIGN(access::Person person, prove(terminal, request.sign_in_name, request.password));
  audit::Actor actor = terminal.actor();
  actor.person = person.staff;
  audit::Event event{.action = "terminal.restore_confirmed",
                     .record = audit::as_record(terminal.device),
                     .detail = fmt::format("epoch={}", request.epoch)};
  if (!may_confirm(person)) {
    event.outcome = "refused";
    ALCOVE_ASSIGN(const audit::Head refused, ledger.record(actor, {event}));
    static_cast<void>(refused);
    return Error{ErrorCode::kForbidden,
                 {},
                 "a restore is confirmed by an administrator or the privacy officer"};
  }
  if (request.epoch != ledger.head().epoch) {
    return Error{ErrorCode::kConflict, "epoch", "the box is in another epoch than was shown"};
  }
  ALCOVE_ASSIGN(const audit::Head head, ledger.record(actor, {event}));
  return api::hello::ConfirmRestoreReply{api::hello::as_seen(head)};
}

}  // namespace

Result<HelloReply> answer(audit::Ledger& ledger, const audit::Actor& terminal,
                          const std::optional<wire::Head>& seen) {
  HelloReply reply{
      .verdict = Verdict::kKnown, .restored = std::nullopt, .server_time = ledger.clock().now()};
  if (!seen) return reply;
  ALCOVE_ASSIGN(reply.restored, explanation(ledger, *seen));
  if (reply.restored) {
    reply.verdict = Verdict::kRestored;
    return reply;
  }
  ALCOVE_ASSIGN(const bool known, ledger.knows(*seen));
  if (known) return reply;
  reply.verdict = Verdict::kUnknown;
  const std::string what =
      fmt::format("seen={}/{}/{} ", seen->epoch, seen->number, to_hex(seen->hash));
  const UtcTime now = reply.server_time;
  ALCOVE_ASSIGN(
      const bool told, ledger.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
        return terminal.device && has_told(txn, *terminal.device, what, now - kAlarmAgain, now);
      }));
  if (told) return reply;
  const audit::Event alarm{
      .action = std::string(kAlarmAction),
      .record = std::nullopt,
      .outcome = "refused",
      .detail = fmt::format("{}now={}/{}", what, ledger.head().epoch, ledger.head().number)};
  ALCOVE_TRY(ledger.record(terminal, {alarm}));
  return reply;
}

void add_routes(http::Router& router, audit::Ledger& ledger, ProvePerson prove,
                HelloListeners listeners) {
  using api::hello::ConfirmRestoreReply;
  using api::hello::ConfirmRestoreRequest;
  using api::hello::HelloRequest;
  router.on_direct<HelloRequest, HelloReply>(
      api::hello::hello,
      [&ledger, listeners = std::move(listeners)](
          const access::Principal& terminal, const HelloRequest& request) -> Result<HelloReply> {
        if (listeners.clocks != nullptr && request.terminal_time) {
          listeners.clocks->note(terminal.device, *request.terminal_time - ledger.clock().now());
        }
        if (listeners.keeps_writes) {
          listeners.keeps_writes(terminal.device, request.keeps_writes.value_or(true));
        }
        if (listeners.reads_kept) {
          listeners.reads_kept(terminal.device, request.reads_kept.value_or(true));
        }
        std::optional<wire::Head> seen;
        if (request.seen) {
          ALCOVE_ASSIGN(seen, as_head(*request.seen));
        }
        return answer(ledger, terminal.actor(), seen);
      });
  router.on_direct<ConfirmRestoreRequest, ConfirmRestoreReply>(
      api::hello::confirm_restore,
      [&ledger, prove = std::move(prove)](const access::Principal& terminal,
                                          const ConfirmRestoreRequest& request) {
        return confirm(ledger, prove, terminal, request);
      });
}

void add_place_route(http::Router& router, const api::terminal::PlaceReply& place) {
  router.on_direct<wire::Nothing, api::terminal::PlaceReply>(
      api::terminal::place,
      [place](const access::Principal&, const wire::Nothing&) -> Result<api::terminal::PlaceReply> {
        return place;
      });
}

}  // namespace alcove::hello
