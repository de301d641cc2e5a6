// SPDX-License-Identifier: Apache-2.0
#include "server/app/routes.h"

#include "server/app/clinic.h"
#include "server/features/clients/clients.h"
#include "server/http/access_routes.h"
#include "shared/api/live.h"

namespace alcove::app {

void register_routes(http::Router& router, Clinic& clinic) {
  router.on_stream(api::live::follow);
  http::add_access_routes(router, clinic.access());
  clients::add_routes(router, clinic.ledger(), clinic.facts().zone);
}

}  // namespace alcove::app
