// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/router.h"

namespace alcove::app {

class Clinic;

// Every route, feature by feature: the one list of what terminals can ask for. One router serves
// both ports; the pipeline keeps the enrolment routes and the others apart.
void register_routes(http::Router& router, Clinic& clinic);

}  // namespace alcove::app
