// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/check_in.h"
#include "server/features/check_in/check_in_correction.h"
#include "server/features/check_in/check_in_desk.h"
#include "server/features/check_in/lobby_visit.h"
#include "server/http/live_events.h"

namespace alcove::check_in {

using access::Principal;
using api::check_in::ArriveReply;
using api::check_in::ThisVisit;
using audit::WriteTxn;
using store::ReadTxn;
using wire::Nothing;

namespace contract = api::check_in;

Result<ArriveReply> CheckIns::arrive(const Principal& terminal, const ThisVisit& request,
                                     WriteTxn& txn) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, request.check_in, txn.now()));
  if (!visit.arrived_at) {
    // The desk may have been faster.
    const auto appointment = appointments::find_appointment(txn, visit.appointment);
    if (appointment && rules::is_open(appointment->state)) {
      ALCOVE_TRY(appointments::arrive_in_lobby(terminal, visit.appointment, txn, site_));
    }
    put_arrived(txn, visit.id);
    if (hooks_.arrived) {
      ALCOVE_TRY(hooks_.arrived(txn, {.check_in = visit.id,
                                      .client = visit.client,
                                      .appointment = visit.appointment,
                                      .terminal = visit.terminal,
                                      .language = visit.language}));
    }
  }
  txn.record(
      {.action = "check_in.arrive", .client = visit.client, .record = audit::as_record(visit.id)});
  ALCOVE_ASSIGN(ArriveReply reply, forms_of(txn, visit, txn.now()));
  const auto arrived = appointments::find_appointment(txn, visit.appointment);
  if (arrived && arrived->arrived_at) reply.queue_token = arrived->queue_token;
  return reply;
}

// Whoever stopped in the middle may only have had enough, or may lie on the floor: the desk looks.
void CheckIns::call_to_who_stopped(const Deed& deed, WriteTxn& txn) {
  const CheckInRow& visit = deed.visit;
  if (open_call_at(txn, deed.terminal, contract::CallKind::kHelp, visit.id)) return;
  const CallRow call{.id = contract::HelpCallId::make(txn.now(), ledger_.random()),
                     .kind = contract::CallKind::kStopped,
                     .terminal = deed.terminal,
                     .terminal_name = deed.terminal_name,
                     .check_in = visit.id,
                     .at = deed.at};
  insert_call(txn, call);
  txn.record(
      {.action = "help.stopped", .client = visit.client, .record = audit::as_record(call.id)});
  http::publish(txn, api::live::Kind::kHelpCalled, audit::as_record(call.id));
}

Result<Nothing> CheckIns::finish(const Principal& terminal, const contract::FinishRequest& request,
                                 WriteTxn& txn) {
  ALCOVE_ASSIGN(const CheckInRow visit, open_visit(txn, terminal, request.check_in, txn.now()));
  end_open(txn, terminal.device, request.ending);
  txn.record({.action = "check_in.finish",
              .client = visit.client,
              .record = audit::as_record(visit.id),
              .detail = std::string(wire::word_of(request.ending))});
  if (request.ending == contract::Ending::kForgotten && visit.arrived_at) {
    call_to_who_stopped({.visit = visit,
                         .at = txn.now(),
                         .terminal = terminal.device,
                         .terminal_name = terminal.device_name},
                        txn);
  }
  return Nothing{};
}

void CheckIns::register_lobby(http::Router& router) {
  router.on_direct<contract::IdentifyRequest, contract::IdentifyReply>(
      contract::identify,
      [this](const Principal& terminal, const contract::IdentifyRequest& request) {
        return answer_identity(terminal, request);
      });
  router.on_read<Nothing, contract::TerminalReply>(
      contract::terminal,
      [this](const Principal& terminal, const Nothing&,
             ReadTxn& txn) -> Result<http::Answer<contract::TerminalReply>> {
        const std::optional<UtcTime> until = blocked_until(txn, terminal.device);
        const bool blocked = until && *until > ledger_.clock().now();
        return http::Answer<contract::TerminalReply>{{blocked ? until : std::nullopt}, {}};
      });
  router.on_write<ThisVisit, ArriveReply>(
      contract::arrive, [this](const Principal& terminal, const ThisVisit& request, WriteTxn& txn) {
        return arrive(terminal, request, txn);
      });
  router.on_write<contract::FinishRequest, Nothing>(
      contract::finish, [this](const Principal& terminal, const contract::FinishRequest& request,
                               WriteTxn& txn) { return finish(terminal, request, txn); });
  router.on_write<contract::ProposeRequest, Nothing>(contract::propose, propose);
  router.on_write<contract::SignRequest, Nothing>(contract::sign, sign);
  router.on_write<ThisVisit, Nothing>(contract::talk_first, talk_first);
  router.on_write<contract::HelpRequest, contract::HelpReply>(
      contract::help,
      [this](const Principal& terminal, const contract::HelpRequest& request,
             WriteTxn& txn) -> Result<contract::HelpReply> {
        ALCOVE_TRY(call_help(terminal, request, txn));
        return contract::HelpReply{.heard = !hooks_.desk_listens || hooks_.desk_listens()};
      });
}

void CheckIns::register_desk(http::Router& router) {
  router.on_read<contract::OfClientRequest, contract::OfClientReply>(
      contract::of_client,
      [this](const Principal& principal, const contract::OfClientRequest& request, ReadTxn& txn) {
        return read_of_client(principal, request, txn, site_, ledger_.clock().now(), hooks_);
      });
  router.on_write<contract::DecideRequest, Nothing>(
      contract::decide, [this](const Principal& principal, const contract::DecideRequest& request,
                               WriteTxn& txn) { return decide(principal, request, txn, site_); });
  router.on_read<Nothing, contract::HelpCalls>(
      contract::help_calls,
      [](const Principal&, const Nothing&, ReadTxn& txn) { return read_help_calls(txn); });
  router.on_read<Nothing, contract::WaitingCalls>(
      contract::calls_waiting,
      [](const Principal&, const Nothing&, ReadTxn& txn) { return read_waiting_calls(txn); });
  router.on_write<contract::AnswerCallRequest, Nothing>(
      contract::answer_call, [](const Principal&, const contract::AnswerCallRequest& request,
                                WriteTxn& txn) { return answer_call(request, txn); });
}

void CheckIns::register_corrections(http::Router& router) {
  router.on_read<contract::PreviewRequest, contract::Correction>(
      contract::preview_correction,
      [this](const Principal& principal, const contract::PreviewRequest& request, ReadTxn& txn) {
        return read_preview(principal, request, txn, site_, ledger_.clock().now(), hooks_);
      });
  router.on_write<contract::CorrectRequest, contract::Correction>(
      contract::correct,
      [this](const Principal& principal, const contract::CorrectRequest& request, WriteTxn& txn) {
        return correct(principal, request, txn, site_, hooks_,
                       [this](WriteTxn& within, const CheckInRow& visit) {
                         end_visit(within, visit, contract::Ending::kNotMe);
                       });
      });
}

void CheckIns::register_routes(http::Router& router) {
  register_corrections(router);
  register_lobby(router);
  register_desk(router);
}

}  // namespace alcove::check_in
