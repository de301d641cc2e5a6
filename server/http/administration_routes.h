// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/services.h"
#include "server/http/live_events.h"
#include "server/http/router.h"

namespace alcove::http {

// Puts what an administrator does at a staff terminal on the router. Services and listeners outlive
// it; without any listeners no terminal is said to be connected.
void add_administration_routes(Router& router, access::AccessServices& services,
                               const Listeners* listeners);

}  // namespace alcove::http
