// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "server/access/services.h"
#include "server/http/live_events.h"
#include "server/http/router.h"
#include "shared/api/administration_box.h"

namespace alcove::http {

// What is not as it should be with the box, looked at now, and how its server came to run. Called
// from any thread.
struct BoxLook {
  std::vector<api::box::Condition> items;
  std::optional<api::administration::StartedAgain> started{};
};
using LookAtBox = std::function<BoxLook()>;

// Puts what an administrator does at a staff terminal on the router. Services and listeners outlive
// it; without any listeners no terminal is said to be connected, and without a look nothing is said
// of the box.
void add_administration_routes(Router& router, access::AccessServices& services,
                               const Listeners* listeners, LookAtBox look = {});

}  // namespace alcove::http
