// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/services.h"
#include "server/http/pipeline.h"
#include "server/http/router.h"

namespace alcove::http {

// Puts the routes of enrolment, terminals, sessions and the staff list on the router. The services
// must outlive it. They stand here because the access room does not know the router.
void add_access_routes(Router& router, access::AccessServices& services);

// The pipeline's way to the person of a session.
Pipeline::FindPerson find_person_with(access::SessionService& sessions);

}  // namespace alcove::http
