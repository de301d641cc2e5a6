// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/base/error.h"

namespace alcove::http {

// The HTTP status of each refusal, in one place. Clients go by the code's word; the status is for
// tools in between.
int status_of(ErrorCode code);

// {"error":{"code":"...","field":"...","detail":"..."}}
std::string error_body(const Error& error);

}  // namespace alcove::http
