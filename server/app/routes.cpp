// SPDX-License-Identifier: Apache-2.0
#include "server/app/routes.h"

#include "server/app/clinic.h"
#include "server/features/availability/availability.h"
#include "server/features/calendar/calendar.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups.h"
#include "server/features/hello/hello.h"
#include "server/features/reminders/reminders.h"
#include "server/features/waiting_room/waiting_room.h"
#include "server/features/waitlist/waitlist.h"
#include "server/http/access_routes.h"
#include "server/http/administration_routes.h"
#include "shared/api/live.h"

namespace alcove::app {

namespace {

// Who somebody is, by name and password, without signing in.
hello::ProvePerson prove_with(access::SessionService& sessions) {
  return [&sessions](const access::Principal& terminal, const std::string& name,
                     const std::string& password) {
    return sessions.prove_person(terminal, {.sign_in_name = name, .password = password});
  };
}

}  // namespace

void register_routes(http::Router& router, Clinic& clinic) {
  Features& features = clinic.features();
  router.on_stream(api::live::follow);
  http::add_access_routes(router, clinic.access());
  http::add_administration_routes(router, clinic.access(), &clinic.listeners(),
                                  clinic.look_at_box());
  hello::add_routes(router, clinic.ledger(), prove_with(clinic.access().sessions),
                    {.clocks = &clinic.terminal_clocks(),
                     .keeps_writes = clinic.doors().terminal_keeps,
                     .reads_kept = clinic.doors().terminal_reads});
  hello::add_place_route(router,
                         {.clinic = clinic.facts().name, .zone = clinic.facts().zone.name()});
  clients::add_routes(router, clinic.ledger(), features.site.zone);
  availability::add_routes(router);
  appointments::register_routes(router, clinic.ledger(), features.site);
  series::add_routes(router, clinic.ledger(), features.series_setting);
  groups::add_routes(router, features.site);
  waiting_room::add_routes(router, clinic.ledger(), features.site);
  calendar::add_routes(router, clinic.ledger(), features.site);
  absences::add_routes(router, clinic.ledger(), features.absence_setting);
  reminders::add_routes(router, clinic.ledger(), features.absence_setting);
  features.day_close.add_routes(router);
  waitlist::add_routes(router, clinic.ledger(), features.site);
  features.check_ins.register_routes(router);
  features.questionnaires.add_routes(router);
  features.alerts.add_routes(router);
  features.notes.add_routes(router);
  features.charts.add_routes(router);
  spool::add_routes(router, clinic.ledger(), features.spool_handlers);
  spool::add_set_aside_routes(router, about_set_aside(router, features.site.zone));
}

}  // namespace alcove::app
