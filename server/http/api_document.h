// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/http/router.h"

namespace alcove::http {

// docs/api.md: every registered route with its permission, audit class, stations and the fields of
// its request and reply, made from the same values that the server and the kiosk work with.
std::string api_document(const Router& router);

}  // namespace alcove::http
