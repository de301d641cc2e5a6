// SPDX-License-Identifier: Apache-2.0
#include "server/http/administration_routes.h"

#include "server/access/staff_languages.h"
#include "shared/api/administration_box.h"

namespace alcove::http {
namespace {

using access::Administration;
using access::Principal;
namespace api = alcove::api::administration;

template <class Q, class R>
void add(Router& router, const wire::Route<Q, R>& route, Administration& administration,
         Result<R> (Administration::*method)(const Principal&, const Q&)) {
  router.on_direct<Q, R>(route, [&administration, method](const Principal& who, const Q& request) {
    return (administration.*method)(who, request);
  });
}

}  // namespace

void add_administration_routes(Router& router, access::AccessServices& services,
                               const Listeners* listeners, LookAtBox look) {
  Administration& administration = services.administration;
  router.on_read<api::PeopleRequest, api::PeopleReply>(
      api::people,
      [](const Principal&, const api::PeopleRequest& request,
         store::ReadTxn& txn) -> Result<Answer<api::PeopleReply>> {
        return Answer<api::PeopleReply>{Administration::people(txn, request), {}};
      });
  router.on_read<api::PeopleRequest, api::SpeakersReply>(
      api::languages,
      [](const Principal&, const api::PeopleRequest& request,
         store::ReadTxn& txn) -> Result<Answer<api::SpeakersReply>> {
        return Answer<api::SpeakersReply>{access::list_speakers(txn, request), {}};
      });
  router.on_write<api::Speaker, api::Speaker>(
      api::set_languages, [](const Principal&, const api::Speaker& request, audit::WriteTxn& txn) {
        return access::set_languages(txn, request);
      });
  add(router, api::add_person, administration, &Administration::add);
  add(router, api::change_roles, administration, &Administration::change_roles);
  add(router, api::disable_person, administration, &Administration::disable);
  add(router, api::enable_person, administration, &Administration::enable);
  add(router, api::reset_person, administration, &Administration::reset);
  router.on_direct<wire::Nothing, api::TerminalsReply>(
      api::terminals,
      [&administration, listeners](const Principal&,
                                   const wire::Nothing&) -> Result<api::TerminalsReply> {
        ALCOVE_ASSIGN(api::TerminalsReply reply, administration.terminals());
        for (api::Terminal& terminal : reply.items) {
          terminal.connected = listeners != nullptr && listeners->has(terminal.id);
        }
        return reply;
      });
  add(router, api::new_terminal, administration, &Administration::new_terminal);
  add(router, api::revoke_terminal, administration, &Administration::revoke);
  add(router, api::rename_terminal, administration, &Administration::rename);
  router.on_direct<wire::Nothing, api::BoxReply>(
      api::box_state,
      [look = std::move(look), &clock = services.clock](
          const Principal&, const wire::Nothing&) -> Result<api::BoxReply> {
        BoxLook seen = look ? look() : BoxLook();
        return api::BoxReply{
            .items = std::move(seen.items), .started = seen.started, .looked_at = clock.now()};
      });
}

}  // namespace alcove::http
